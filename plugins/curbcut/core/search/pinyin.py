"""What Chinese sounds like without its tones, so that letters and wrong characters of the same sound find it.

Specification.
sounds(title):      the terms of a title besides its grams. Of each Han run of the folded title, read aloud by
                    `language.readings` and without tones (ü is v): the syllables of every 2, 3 and 4 neighbours joined
                    (canjiren), and the first letters of every 3 and 4 neighbours (cjr).
syllables(letters): Latin letters cut into pinyin syllables: the fewest, and of as few the one whose first is the longest (then
                    the second …). None where they are no pinyin. A syllable is INITIAL FINAL, or a FINAL of ALONE.
toneless(character): the usual reading of one character, without tone; ``""`` for one that no table has.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from curbcut.core.language.readings.lexicon import EMPTY
from curbcut.core.language.scripts import HAN_RUN
from curbcut.core.search.analysis import fold

_INITIALS = (
    "b",
    "p",
    "m",
    "f",
    "d",
    "t",
    "n",
    "l",
    "g",
    "k",
    "h",
    "j",
    "q",
    "x",
    "zh",
    "ch",
    "sh",
    "r",
    "z",
    "c",
    "s",
    "y",
    "w",
)
_FINALS = (
    "a o e i u v ai ei ui ao ou iu ie ue ve an en in un ang eng ing ong ia iao ian iang iong ua uo uai uan uang".split()
)
ALONE = "a o e ai ei ao ou an en ang eng er".split()
"""Syllables that have no initial."""
SPELT = frozenset([*ALONE, *(initial + final for initial in _INITIALS for final in _FINALS)])
"""All that is spelt like a syllable; some of it nobody says, which finds nothing."""
_LONGEST = max(map(len, SPELT))
SOUNDS, INITIALS = (2, 3, 4), (3, 4)
"""Neighbours whose sounds are a term, and whose first letters are."""
_LETTERS = 60
"""Letters that are cut into syllables; more is no query."""


def sounds(title: str) -> Iterator[str]:
    """Yield the sounds of a title as terms: `canjiren`, `cjr`."""
    folded = fold(title)
    if HAN_RUN.search(folded):
        from curbcut.core.language.readings.methods import by_words
        from curbcut.core.language.readings.vocabulary import vocabulary

        spoken = by_words(vocabulary(), folded, EMPTY, {})  # the other half of `readings` looks for what is uncertain
        for run in HAN_RUN.finditer(folded):
            yield from neighbours([_bare(spoken[place].syllable) for place in range(*run.span())])


def neighbours(said: list[str]) -> Iterator[str]:
    """Yield the terms of syllables that stand side by side: their sounds and their first letters."""
    yield from together(said)
    for size in INITIALS:
        for at in range(len(said) - size + 1):
            yield "".join(one[0] for one in said[at : at + size])


def together(said: list[str]) -> Iterator[str]:
    """Yield the sounds of syllables that stand side by side."""
    for size in SOUNDS:
        for at in range(len(said) - size + 1):
            yield "".join(said[at : at + size])


def syllables(letters: str) -> list[str]:
    """Return Latin letters cut into pinyin syllables, or nothing where they are none."""
    size = len(letters)
    if size > _LETTERS:
        return []
    fewest = [0 if at == size else size + 1 for at in range(size + 1)]
    taken = [0] * (size + 1)
    for at in range(size - 1, -1, -1):
        for length in range(min(_LONGEST, size - at), 0, -1):
            if letters[at : at + length] in SPELT and fewest[at + length] + 1 < fewest[at]:
                fewest[at], taken[at] = fewest[at + length] + 1, length
    if fewest[0] > size:
        return []
    found, at = [], 0
    while at < size:
        found.append(letters[at : at + taken[at]])
        at += taken[at]
    return found


def _bare(syllable: str) -> str:
    return syllable[:-1].replace("ê", "e")


@lru_cache(maxsize=20_000)
def toneless(character: str) -> str:
    """Return the usual reading of one Han character without its tone, or ``""``."""
    from curbcut.core.language.readings.vocabulary import vocabulary

    tables = vocabulary()
    return _bare(tables.character(character)) if tables.known(character) else ""
