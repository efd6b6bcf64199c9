"""What a result shows: the sentence that answers, its marks, and what the person may have meant.

Specification.
best(passages, words): of the passages but the title, the one that would have the highest score, were it a document in which
                 every gram counts once (`scoring.scored`); of equal ones the first. The title where no other has any.
marks(text, terms): the places of the text's spots (`analysis.spots`) whose gram is wanted; places that touch or overlap are one.
suggestion(query, plan, titles): the folded query with what was heard or mistyped replaced by what stands in the index: for each
                 wanted term that has documents and is a homophone, a typo, or the sound of Latin letters of the query, longer
                 words first: a typo's term itself; the word of the synonyms for the letters that spell it; else the first
                 stretch of Han characters of the titles of the best results, as long as the term has syllables, that
                 sounds like the term. ``""`` where nothing was replaced.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache

from curbcut.core.search import scoring
from curbcut.core.search.analysis import HAN, Spot, fold, grams, spots
from curbcut.core.search.passages import Passage
from curbcut.core.search.pinyin import syllables, toneless
from curbcut.core.search.queries import Alternative, Wanted
from curbcut.core.search.synonyms import spellings

Marks = tuple[tuple[int, int], ...]
_RUN = re.compile(f"[{HAN}]+")

# A counter shows the same pages again and again: what was worked out of their texts is kept at hand.
_folded = lru_cache(maxsize=1 << 16)(fold)


@lru_cache(maxsize=1 << 14)
def _gram_set(text: str) -> frozenset[str]:
    return frozenset(grams(text))


@lru_cache(maxsize=1 << 13)
def _spots(text: str) -> tuple[Spot, ...]:
    return tuple(spots(text))


def best(
    passages: Sequence[Passage], words: Iterable[Iterable[Alternative]], rarity: Callable[[str], int]
) -> Passage | None:
    """Return the passage that answers best; None where none has a wanted term. rarity: of a term."""

    def found(term: str) -> list[tuple[int, int]]:
        # A pair of Han characters is a gram of every folded text that it stands in: no need to make all the others.
        held = _folded if len(term) == 2 and _RUN.fullmatch(term) else _gram_set
        return [(number, 1) for number, one in enumerate(passages) if term in held(one.text)]

    worth = scoring.scored(words, found, rarity)
    chosen = min(worth, key=lambda number: (passages[number].where == "title", -worth[number], number), default=None)
    return None if chosen is None else passages[chosen]


def marks(text: str, terms: AbstractSet[str]) -> Marks:
    """Return the stretches of a text that were looked for: start and end in characters."""
    found: list[tuple[int, int]] = []
    for spot in _spots(text):
        if spot.gram in terms:
            if found and spot.start <= found[-1][1]:
                found[-1] = found[-1][0], max(found[-1][1], spot.end)
            else:
                found.append((spot.start, spot.end))
    return tuple(found)


def suggestion(query: str, plan: Iterable[Wanted], titles: Iterable[str]) -> str:
    """Return the query as it may have been meant, or ``""``. plan: terms that some document has."""
    folded = " ".join(fold(query).split())
    runs = [run for title in titles for run in _RUN.findall(fold(title))]
    changed = folded
    for wanted in sorted(plan, key=lambda one: -len(one.word)):
        if wanted.why == "sound" and _RUN.match(wanted.word):
            letters = set(spellings(wanted.word))
            changed = " ".join(wanted.word if word in letters else word for word in changed.split())
            continue
        heard = wanted.why == "homophone" or (wanted.why in ("sound", "typed") and wanted.term == wanted.word)
        meant = wanted.term if wanted.why == "typo" else _spoken(wanted.term, runs) if heard else ""
        if meant:
            changed = changed.replace(wanted.word, meant)
    return changed if changed != folded else ""


def _spoken(term: str, runs: list[str]) -> str:
    """Return the first stretch of Han characters that sounds like a term."""
    size = len(syllables(term))
    if size > 1:
        for run in runs:
            said = [toneless(ch) for ch in run]
            for at in range(len(run) - size + 1):
                if "".join(said[at : at + size]) == term:
                    return run[at : at + size]
    return ""
