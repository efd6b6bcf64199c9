"""The index as small files that a browser fetches one by one, from a server or from a folder.

Specification, for theme/assets/finding.js.
shard:     a script `curbcut.shard("NAME","CHECK",VALUE)`. NAME: its address from the site's root without `.js`; CHECK: the
           CRC-32 of VALUE, as it stands there, in UTF-16LE, in base 36. Where scripts may be fetched they are read as text and
           never run; from a folder (file://) they run. A file that was swapped or damaged is known by NAME and CHECK.
postings:  of each document that has the term, v = 16 * (its ordinal - the one before it - 1) + impact; the one before the
           first is -1. v is written in base 26, digits of MORE but the last, which is of FINAL.
block:     terms in the order of their UTF-16 code units, each a sign of SHARED (how many UTF-16 units it shares with the
           term before it, in its block), the rest of the term, its postings. No sign of the three alphabets is ever part of a
           term. A term stands in the last block whose first term is not behind it.
Blocks are cut where a term's own CRC-32 says so, so that an edited page moves no other boundary; and before they become
longer than LONGEST bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from zlib import crc32

import msgspec

from curbcut.core.model import Record
from curbcut.core.search.cards import Entry

FINAL, MORE, SHARED = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "!#$%&'()*+,-./:;<=>?@[]^_`", " {|}~"
SHORTEST, USUAL, LONGEST = 900, 900, 5000
"""Bytes of a block: no cut before the first, then one in so many, and always before the last. A query asks for about ten
blocks, and the list of them is part of the first visit: between the two, 2 KB is the cheapest at 1,000 pages."""
NAME_CHARACTERS = 5
"""Of a block's name, in base 36: one in 60 million changed blocks keeps its name."""
_STEPS = 1 << 16
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class Postings(Record, frozen=True, array_like=True):
    """The postings of a stretch of neighbouring documents, by term: sorted; ordinals begin at 0.

    first: v of the first document; last: ordinal of the last one; rest: the written postings behind the first
    """

    terms: list[str]
    first: list[int]
    last: list[int]
    rest: list[str]


def base36(number: int, width: int = 0) -> str:
    """Return a number in base 36, lower case: names that a stick formatted for Windows can tell apart."""
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits.rjust(max(width, 1), "0")


def check(text: str) -> int:
    """Return the CRC-32 of a text."""
    return crc32(text.encode("utf-16-le", "surrogatepass"))


def shard(name: str, value: Any) -> bytes:
    """Return a shard's file."""
    text = msgspec.json.encode(value).decode()
    return f'curbcut.shard("{name}","{base36(check(text))}",{text})\n'.encode()


def hashed(value: Any) -> str:
    """Return a name that says what a shard holds."""
    return base36(check(msgspec.json.encode(value).decode()) % 36**NAME_CHARACTERS, NAME_CHARACTERS)


def written(value: int) -> str:
    """Return one posting as it is written."""
    text = FINAL[value % 26]
    value //= 26
    while value:
        text = MORE[value % 26] + text
        value //= 26
    return text


def postings_of(entries: Iterable[Entry]) -> Postings:
    """Return the postings of neighbouring documents, in their order."""
    found: dict[str, tuple[int, list[str]]] = {}
    last: dict[str, int] = {}
    for ordinal, entry in enumerate(entries):
        for term, impact in entry.impacts.items():
            if term in found:
                found[term][1].append(written(16 * (ordinal - last[term] - 1) + impact))
            else:
                found[term] = 16 * ordinal + impact, []
            last[term] = ordinal
    terms = sorted(found)
    return Postings(
        terms, [found[term][0] for term in terms], [last[term] for term in terms],
        ["".join(found[term][1]) for term in terms],
    )  # fmt: skip


def merged(stretches: Iterable[tuple[int, Postings]]) -> dict[str, str]:
    """Return term → its written postings. stretches: how many documents stand before it, and what it has, in order."""
    found: dict[str, str] = {}
    ends: dict[str, int] = {}
    get, write = ends.get, written
    for base, stretch in stretches:
        for term, first, last, rest in zip(stretch.terms, stretch.first, stretch.last, stretch.rest, strict=True):
            text = write(first + 16 * (base - get(term, -1) - 1)) + rest
            found[term] = found[term] + text if term in found else text
            ends[term] = base + last
    return found


def blocks(postings: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the blocks: the shortest text that is not before any of its terms and behind all before, and what it holds."""
    before, start, size = "", "", 0
    held: list[str] = []
    for term in sorted(postings, key=lambda term: term.encode("utf-16-be")):
        line = _line(term, before, postings[term])
        long = len(line.encode())
        cut = size > SHORTEST and (crc32(term.encode()) % _STEPS) * USUAL < long * _STEPS
        if held and (cut or size + long > LONGEST):
            yield start, "".join(held)
            start, held, size = _between(before, term), [], 0
            line = _line(term, "", postings[term])
        held.append(line)
        size += long
        before = term
    if held:
        yield start, "".join(held)


def _line(term: str, before: str, postings: str) -> str:
    same = 0
    while (
        same < min(len(term), len(before), len(SHARED) - 1) and term[same] == before[same] and term[same] < "\U00010000"
    ):
        same += 1
    return SHARED[same] + term[same:] + postings


def _between(before: str, term: str) -> str:
    """Return the shortest beginning of a term that stands behind the one before it."""
    size = next((n for n, ch in enumerate(term) if before[n : n + 1] != ch), len(term) - 1)
    return term[: size + 1]
