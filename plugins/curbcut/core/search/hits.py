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
from functools import cached_property, lru_cache

from curbcut.core.search import scoring
from curbcut.core.search.analysis import HAN, Spot, fold, grams, placed, spots
from curbcut.core.search.passages import Passage
from curbcut.core.search.pinyin import syllables, toneless
from curbcut.core.search.queries import Alternative, Wanted
from curbcut.core.search.synonyms import spellings

Marks = tuple[tuple[int, int], ...]
_RUN = re.compile(f"[{HAN}]+")

_PAIR = re.compile(f"[{HAN}]{{2}}")
_WORD = re.compile("[a-z]{3,}")


class Texts:
    """What a page says, as search compares it; worked out once, for a counter shows the same pages again and again."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        """Take the passages of a page."""
        self.passages = passages
        self._grams: dict[int, frozenset[str]] = {}

    @cached_property
    def _folded(self) -> list[str]:
        return [fold(one.text) for one in self.passages]

    @cached_property
    def _whole(self) -> str:
        return "\n".join(self._folded)

    def having(self, term: str) -> list[int]:
        """Return the numbers of the passages that have a term among their grams."""
        pair = _PAIR.fullmatch(term)
        if (pair and term not in self._whole) or (_WORD.fullmatch(term) and term[:-1] not in self._whole):
            return []  # of a word's plural all but the last letters stand in the text
        if (
            pair
        ):  # a pair of Han characters is a gram of every folded text that it stands in: no need to make all the others
            return [number for number, text in enumerate(self._folded) if term in text]
        return [number for number in range(len(self.passages)) if term in self._grams_of(number)]

    def _grams_of(self, number: int) -> frozenset[str]:
        if number not in self._grams:
            self._grams[number] = frozenset(grams(self.passages[number].text))
        return self._grams[number]


def best(texts: Texts, words: Iterable[Iterable[Alternative]], rarity: Callable[[str], int]) -> Passage | None:
    """Return the passage that answers best; None where none has a wanted term. rarity: of a term."""
    passages = texts.passages
    worth = scoring.scored(words, lambda term: [(number, 1) for number in texts.having(term)], rarity)
    chosen = min(worth, key=lambda number: (passages[number].where == "title", -worth[number], number), default=None)
    return None if chosen is None else passages[chosen]


@lru_cache(maxsize=1 << 13)
def _placed(text: str) -> tuple[str, list[int], tuple[Spot, ...]]:
    """Return a folded text, where each of its characters stands in the text, and the spots in it that are no pairs."""
    folded, places = placed(text)
    return folded, places, tuple(spots(text, pairs=False))


def marks(text: str, terms: AbstractSet[str]) -> Marks:
    """Return the stretches of a text that were looked for: start and end in characters."""
    folded, places, others = _placed(text)
    wanted = [(spot.start, spot.end) for spot in others if spot.gram in terms]
    for term in terms:
        if len(term) == 2 and term in folded and _PAIR.fullmatch(term):
            at = folded.find(term)
            while at >= 0:
                wanted.append((places[at], places[at + 1] + 1))
                at = folded.find(term, at + 1)
    found: list[tuple[int, int]] = []
    for start, end in sorted(wanted):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
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
