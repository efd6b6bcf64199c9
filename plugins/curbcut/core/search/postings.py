"""Which documents have a term: noted for a stretch of neighbouring documents, joined for a range of neighbouring terms.

Specification.
usual:     the impact that most terms of a document have; its levels are that of a gram which stands once, twice and thrice.
stretch:   documents whose addresses are neighbours. Its postings depend on nothing but them.
range:     terms whose first UTF-16 units are neighbours. A stretch is kept in its ranges, and each range of all stretches is
           joined by itself: an edited page costs its stretch and the ranges of the terms that came, went or changed their
           level. Where a range begins is told by the unit alone, so that it does not depend on what was there before: the
           units that begin most terms have ranges of their own, for else almost every edit would join the largest ones.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple
from zlib import crc32

from curbcut.core.model import Record
from curbcut.core.search.cards import Entry

HAN_BEGINS = "\u3000"
OTHER = 3
"""The level of an impact that is told."""
IMPACTS = 16
"""Signs: code points below stand for impacts. Those from here on for gaps to a document that has its usual impact."""
_WIDE, _WIDELY = 0xD000, 0x100000
"""Wider gaps stand from the second on: there are no characters behind the first. They end at 118,783 documents."""
_PLANES = (0, 0x10000, 0x60000, 0xB0000)
"""Gaps to a document that has another level stand from these on."""
_ADDED = (IMPACTS, *_PLANES[1:])
"""What is added to a gap that is not too wide, by level."""
UNUSUAL = re.compile("([\U00010000-\U000fffff][\x00-\x0f]?)")
"""Such a gap, and the impact behind it where its level tells none."""
_IMPACT = re.compile("[\x00-\x0f]")
"""Any impact among signs."""
_WHOLE = 640
"""The terms of a site of so many pages are one range."""
_FINEST, _COARSEST, _LARGE = 64, 1024, 10_000
"""Of so many Han characters one begins a range, besides the common ones: a site of 10,000 pages has about 420 ranges."""
_COMMON = (
    "一人的国不以有行个大定当中者地业法政民为发生关部和理要出上主门会作合工家市得是公应经位可本时事这学机"
    "用成规在方进员来于其们元管自全动产种资到分之下所对平级区前多面制指务年他实后同体然能开重物间别展现"
)
"""Characters that begin most terms, the commonest first: as many as there are, times `_FINEST` / `fineness`, have ranges of their own.
Source: how many pages have terms that begin so, in statutes and in the pages of `tests/stress/known_items`."""
_HAN, _SURROGATES, _BEHIND = 0x3000, 0xD800, 0xE000
"""Units: below the first, each has a range of its own; pairs of surrogates have one."""


class Postings(Record, frozen=True, array_like=True):
    """The postings of a range in a stretch, by term: sorted; ordinals begin at 0 with the stretch.

    first: of each 4 * ordinal + level of the first document, last: ordinal of the last one
    rest: behind `first`: an impact where its level told none, then the gap and level of the next one and so on, a sign each
    """

    terms: list[str]
    first: list[int]
    last: list[int]
    rest: list[str]


class Joined(NamedTuple):
    """The postings of a term in all stretches. signs: as `Postings.rest`, but with the first one."""

    term: str
    documents: int
    signs: str


def usual(impacts: Mapping[str, int]) -> int:
    """Return the impact that most terms of a document have; of equally many the smallest."""
    times = Counter(impacts.values())
    return min(times, key=lambda impact: (-times[impact], impact), default=0)


def levels(usual_impact: int) -> tuple[int, int, int]:
    """Return the impacts of a gram that stands once, twice and thrice in a document with this usual one."""
    length = 16 / (usual_impact + 0.5) - 1
    return usual_impact, int(16 * 2 / (2 + length)), int(16 * 3 / (3 + length))


def postings_of(entries: Iterable[Entry]) -> Postings:
    """Return the postings of neighbouring documents. entries: in their order."""
    # A site has millions of postings: what is noted of a term lies in lists, at its number, and not in a list of its own:
    # the garbage collector looks at each of those, which takes as long again as all the rest.
    numbers: dict[str, int] = {}
    first: list[int] = []
    last: list[int] = []
    rest: list[str] = []
    number_of = numbers.get
    for ordinal, entry in enumerate(entries):
        once, twice, thrice = levels(usual(entry.impacts))
        han, others = _told((once, twice, thrice)), _told((thrice, once, twice))
        for term, impact in entry.impacts.items():
            level, behind = han[impact] if term > HAN_BEGINS else others[impact]
            number = number_of(term)
            if number is None:
                numbers[term] = len(first)
                first.append(4 * ordinal + level)
                last.append(ordinal)
                rest.append(behind)
            else:
                gap = ordinal - last[number] - 1
                rest[number] += (chr(gap + _ADDED[level]) if gap < _WIDE else gap_sign(gap, level)) + behind
                last[number] = ordinal
    terms = sorted(numbers)
    held = [numbers[term] for term in terms]
    return Postings(terms, [first[at] for at in held], [last[at] for at in held], [rest[at] for at in held])


def _told(known: tuple[int, ...]) -> list[tuple[int, str]]:
    """Return of each impact its level among the known ones, and what is written behind the last level."""
    return [(known.index(impact), "") if impact in known else (OTHER, chr(impact)) for impact in range(IMPACTS)]


def gap_sign(gap: int, level: int) -> str:
    """Return a gap and a level as one character."""
    return chr(gap + _ADDED[level] if level or gap < _WIDE else gap - _WIDE + _WIDELY)


def gap_and_level(code: int) -> tuple[int, int]:
    """Return what a character of `Joined.signs` stands for that is no impact."""
    if code >= _WIDELY:
        return code - _WIDELY + _WIDE, 0
    level = next(level for level in (3, 2, 1, 0) if code >= _PLANES[level])
    return code - _ADDED[level], level


# --- ranges -------------------------------------------------------------------------------------------


def fineness(documents: int) -> int:
    """Return of how many Han characters one begins a range, 0 where all terms are one: a power of two, so that it hardly ever changes."""
    if documents <= _WHOLE:
        return 0
    fine = _COARSEST
    while fine > _FINEST and fine * documents > _FINEST * _LARGE:
        fine //= 2
    return fine


@cache
def range_of(unit: int, fine: int) -> int:
    """Return the first UTF-16 unit of the range in which the terms are that begin with this unit. fine: `fineness`."""
    if not fine:
        return 0
    if _SURROGATES <= unit < _BEHIND:
        return _SURROGATES
    alone = _alone(fine)
    while unit >= _HAN and unit != _BEHIND and unit not in alone and crc32(unit.to_bytes(2, "big")) % fine:
        unit -= 1
    return unit


@cache
def _alone(fine: int) -> frozenset[int]:
    """Return the units of the common characters, and those behind them."""
    common = _COMMON[: len(_COMMON) * _FINEST // fine]
    return frozenset(ord(ch) + behind for ch in common for behind in (0, 1))


def ranges(postings: Postings, fine: int) -> Iterator[tuple[int, Postings]]:
    """Yield the ranges of a stretch that have terms, in order, each by its first unit."""
    terms, start, at, unit = postings.terms, 0, 0, 0
    while at < len(terms):
        first = terms[at][0]
        another = range_of(ord(first) if first < "\U00010000" else _SURROGATES, fine)
        if another != unit and start < at:
            yield unit, _part(postings, start, at)
            start = at
        unit = another
        at = bisect_left(terms, chr(ord(first) + 1), at)  # behind all that begin so
    if terms:
        yield unit, _part(postings, start, at)


def _part(whole: Postings, start: int, end: int) -> Postings:
    return Postings(whole.terms[start:end], whole.first[start:end], whole.last[start:end], whole.rest[start:end])


def joined(stretches: Iterable[tuple[int, Postings]]) -> Iterator[Joined]:
    """Yield the postings of a range, in the order of their terms' UTF-16 units.

    stretches: how many documents stand before each, and its postings, in order
    """
    ends: dict[str, int] = {}
    signs: dict[str, str] = {}
    end_of = ends.get
    for base, one in stretches:
        for term, first, last, rest in zip(one.terms, one.first, one.last, one.rest, strict=True):
            gap, level = (first >> 2) + base, first & 3
            end = end_of(term)
            if end is None:
                signs[term] = gap_sign(gap, level) + rest
            else:
                gap -= end + 1
                signs[term] += (chr(gap + _ADDED[level]) if gap < _WIDE else gap_sign(gap, level)) + rest
            ends[term] = base + last
    for term in sorted(ends, key=_order):
        yield Joined(term, _documents(signs[term]), signs[term])


def _documents(signs: str) -> int:
    """Return how many documents stand in signs: all of these that are no impacts."""
    return len(signs) - len(_IMPACT.findall(signs)) if len(signs) > 1 else 1


def _order(term: str) -> bytes:
    return term.encode("utf-16-be")
