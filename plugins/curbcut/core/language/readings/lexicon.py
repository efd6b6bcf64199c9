"""What people say about readings themselves: phrases of a site or a document, and `{重|chóng}` in a text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from curbcut.core.language.readings.syllables import legal, numbered
from curbcut.core.language.scripts import is_han
from curbcut.core.model import Record

LONGEST = 32
"""Characters of a phrase; a longer one is a sentence, which belongs into the text as `{字|pīnyīn}`."""
_LIGHT = frozenset("a ba da de er la le lei lo ma me men ne o tou wa ya yo zhe zi".split())
"""What is light on its own; any other syllable without a tone has probably lost it on a keyboard."""
_INLINE = re.compile(r"\{([^{}|\n\\]+)\|([^{}|\n\\]+)\}")


class Lexicon(Record, frozen=True, gc=False, cache_hash=True):
    """Phrases that are always read in one way, each with one syllable (`chong2`) for every character."""

    phrases: tuple[tuple[str, tuple[str, ...]], ...] = ()


EMPTY = Lexicon()


class Refusal(Record, frozen=True, gc=False):
    """Why an entry is no reading: `reason` names a text of core.words, `values` fill it in.

    reason: reading_phrase (not only Chinese characters, or too long), reading_text (not a text), reading_count (number of
    syllables), reading_syllable (no legal syllable), reading_tones (no tone anywhere)
    """

    phrase: str
    reason: str
    values: dict[str, str]


def parse_reading(reading: str) -> tuple[str, ...] | str:
    """Return the numbered syllables of `chóng qìng` or `chong2 qing4`, or, as a text, the first piece that is none."""
    syllables = []
    for piece in re.split(r"[\s'’·-]+", reading.strip()):
        syllable = numbered(piece)
        if syllable is None or not legal(syllable):
            return piece or reading
        syllables.append(syllable)
    return tuple(syllables)


def phrase_reading(phrase: str, reading: object) -> tuple[str, ...] | Refusal:
    """Return the syllables of one entry, one for every character of the phrase, or why it is refused."""
    if not 1 <= len(phrase) <= LONGEST or not all(map(is_han, phrase)):
        return Refusal(phrase=phrase, reason="reading_phrase", values={"phrase": phrase, "longest": str(LONGEST)})
    if not isinstance(reading, str):
        return Refusal(phrase=phrase, reason="reading_text", values={"phrase": phrase})
    parsed = parse_reading(reading)
    if isinstance(parsed, str):
        return Refusal(phrase=phrase, reason="reading_syllable", values={"phrase": phrase, "syllable": parsed})
    if len(parsed) != len(phrase):
        counted = {"phrase": phrase, "characters": str(len(phrase)), "syllables": str(len(parsed))}
        return Refusal(phrase=phrase, reason="reading_count", values=counted)
    if all(syllable[-1] == "5" and syllable[:-1] not in _LIGHT for syllable in parsed):
        return Refusal(phrase=phrase, reason="reading_tones", values={"phrase": phrase, "reading": reading.strip()})
    return parsed


def read_lexicon(entries: Mapping[str, object]) -> tuple[Lexicon, tuple[Refusal, ...]]:
    """Return the lexicon of a mapping phrase → pinyin (`重庆: chóng qìng`), and the entries that were refused."""
    read = {phrase: phrase_reading(phrase, reading) for phrase, reading in entries.items()}
    accepted = tuple((phrase, got) for phrase, got in read.items() if isinstance(got, tuple))
    return Lexicon(phrases=accepted), tuple(got for got in read.values() if isinstance(got, Refusal))


def merged(*entries: Mapping[str, str]) -> dict[str, str]:
    """Return the entries of several lexicons as one; of two readings of a phrase the later wins (site, then document)."""
    return dict(sorted({phrase: reading for each in entries for phrase, reading in each.items()}.items()))


def inline(text: str) -> tuple[str, dict[int, str]]:
    """Return `text` without its `{重|chóng}`, and the syllables given so by the character they belong to.

    What is no reading of its base, such as a translation, is left out: its characters are read as anywhere.
    """
    plain: list[str] = []
    fixed: dict[int, str] = {}
    size = last = 0
    for found in _INLINE.finditer(text):
        base = found[1].strip()
        plain += (text[last : found.start()], base)
        size += found.start() - last
        fixed.update(ruby(base, found[2], at=size))
        size += len(base)
        last = found.end()
    return "".join([*plain, text[last:]]), fixed


def ruby(base: str, reading: str, *, at: int = 0) -> dict[int, str]:
    """Return the syllables of one ruby by character index, counted from `at`; nothing when it is no reading of `base`."""
    got = phrase_reading(base, reading)
    return {} if isinstance(got, Refusal) else dict(enumerate(got, at))


@lru_cache(maxsize=16)
def by_first(lexicon: Lexicon) -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """Return the phrases by their first character, the longest first."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for phrase, reading in sorted(lexicon.phrases, key=lambda entry: -len(entry[0])):
        found.setdefault(phrase[0], []).append((phrase, reading))
    return {first: tuple(entries) for first, entries in found.items()}
