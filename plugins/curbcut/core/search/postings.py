"""Which documents have a term: noted for a stretch of neighbouring documents, joined for a range of neighbouring terms.

Specification.
usual:     the impact that most terms of a document have; its levels are that of a gram which stands once, twice and thrice.
stretch:   documents whose addresses are neighbours. Its postings depend on nothing but them.
range:     terms whose first UTF-16 units are neighbours. A stretch is kept in its ranges, and each range of all stretches is
           joined by itself: an edited page costs its stretch and the ranges of the terms that came, went or changed their
           level. Where a range begins is told by the unit alone, so that it does not depend on what was there before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple
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
UNUSUAL = re.compile("([\U00010000-\U000fffff][\x00-\x0f]?)")
"""Such a gap, and the impact behind it where its level tells none."""
_WHOLE = 640
"""The terms of a site of so many pages are one range."""
_FINEST, _COARSEST, _LARGE = 32, 1024, 10_000
"""Of so many Han characters one begins a range: a site of 10,000 pages has about 450 ranges."""
_HAN, _SURROGATES, _BEHIND = 0x3000, 0xD800, 0xE000
"""Units: below the first, each has a range of its own; pairs of surrogates have one."""
_Joining = list[Any]
"""Of a term: documents so far, the last one, signs."""


class Postings(Record, frozen=True, array_like=True):
    """The postings of a range in a stretch, by term: sorted; ordinals begin at 0 with the stretch.

    counts: documents of each; first: 4 * ordinal + level of the first of them, last: ordinal of the last one
    rest: behind `first`: an impact where its level told none, then the gap and level of the next one and so on, a sign each
    """

    terms: list[str]
    counts: list[int]
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
    found: dict[str, _Joining] = {}
    get = found.get
    for ordinal, entry in enumerate(entries):
        once, twice, thrice = levels(usual(entry.impacts))
        here = 4 * ordinal
        han, others = _told(here, (once, twice, thrice)), _told(here, (thrice, once, twice))
        for term, impact in entry.impacts.items():
            first, behind = han[impact] if term > HAN_BEGINS else others[impact]
            held = get(term)
            if held is None:
                found[term] = [1, here, behind, first]
            else:
                held[0] += 1
                gap = (first - held[1] >> 2) - 1
                held[2] += (chr(gap + IMPACTS) if first & 3 == 0 and gap < _WIDE else gap_sign(gap, first & 3)) + behind
                held[1] = here
    held_of = sorted(found.items())
    return Postings(
        [term for term, _ in held_of], [held[0] for _, held in held_of], [held[3] for _, held in held_of],
        [held[1] // 4 for _, held in held_of], [held[2] for _, held in held_of],
    )  # fmt: skip


def _told(here: int, known: tuple[int, ...]) -> list[tuple[int, str]]:
    """Return of each impact its level among the known ones, added to `here`, and what is written behind the last level."""
    return [
        (here + known.index(impact), "") if impact in known else (here + OTHER, chr(impact))
        for impact in range(IMPACTS)
    ]


def gap_sign(gap: int, level: int) -> str:
    """Return a gap and a level as one character."""
    if level:
        return chr(_PLANES[level] + gap)
    return chr(gap + IMPACTS if gap < _WIDE else gap - _WIDE + _WIDELY)


def gap_and_level(code: int) -> tuple[int, int]:
    """Return what a character of `Joined.signs` stands for that is no impact."""
    if code >= _WIDELY:
        return code - _WIDELY + _WIDE, 0
    level = next(level for level in (3, 2, 1, 0) if code >= _PLANES[level])
    return code - (_PLANES[level] or IMPACTS), level


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
    while unit >= _HAN and unit != _BEHIND and crc32(unit.to_bytes(2, "big")) % fine:
        unit -= 1
    return unit


def ranges(postings: Postings, fine: int) -> Iterator[tuple[int, Postings]]:
    """Yield the ranges of a stretch that have terms, each by its first unit, in no order."""
    places: dict[int, list[int]] = {}
    for at, term in enumerate(postings.terms):
        first = term[0]
        places.setdefault(range_of(ord(first) if first < "\U00010000" else _SURROGATES, fine), []).append(at)
    for unit, held in places.items():
        yield unit, Postings(
            [postings.terms[at] for at in held], [postings.counts[at] for at in held], [postings.first[at] for at in held],
            [postings.last[at] for at in held], [postings.rest[at] for at in held],
        )  # fmt: skip


def joined(stretches: Iterable[tuple[int, Postings]]) -> list[Joined]:
    """Return the postings of a range, in the order of their terms' UTF-16 units.

    stretches: how many documents stand before each, and its postings, in order
    """
    found: dict[str, _Joining] = {}
    get = found.get
    for base, one in stretches:
        whole = zip(one.terms, one.counts, one.first, one.last, one.rest, strict=True)
        for term, count, first, last, rest in whole:
            held = get(term)
            if held is None:
                found[term] = [count, base + last, gap_sign((first >> 2) + base, first & 3) + rest]
            else:
                held[0] += count
                held[2] += gap_sign((first >> 2) + base - held[1] - 1, first & 3) + rest
                held[1] = base + last
    return [Joined(term, found[term][0], found[term][2]) for term in sorted(found, key=_order)]


def _order(term: str) -> bytes:
    return term.encode("utf-16-be")
