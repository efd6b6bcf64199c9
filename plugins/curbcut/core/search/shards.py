"""The index as small files that a browser fetches one by one, from a server or from a folder.

Specification, for theme/assets/finding.js.
shard:     a script `curbcut.shard("NAME","CHECK",VALUE)`. NAME: its address from the site's root without `.js`; CHECK: the
           CRC-32 of VALUE, as it stands there, in UTF-16LE, in base 36. Of a hashed one, `curbcut.shard("HASH",VALUE)`, the
           last five digits of that are its name. Where scripts may be fetched they are read as text and never run; from a
           folder (file://) they run. A file that was swapped or damaged is known by its name and sum.
packed:    bits as text: 13 of them, the first one the highest, are the number 93 * a + b of two of SIGNS. Ones fill the last.
ones:      so many ones, and a zero.
rice:      a number n with k: n >> k in ones, then its last k bits.
coded:     a number n with k: of m = n + 2^k, of d binary digits, d - 1 - k in ones, then all digits but the first.
term:      behind the one before it (the first one behind ""): how many UTF-16 units of that one are taken away, in ones; how
           many are added, less one, in ones; each of these coded. The first one where a unit was taken away: with 5, less that
           unit and 1, modulo 2^16. Any other one behind a Han character: with 14, less U+4E00; else with 5, less U+0061.
postings:  how many documents have the term, less one, coded with 0; then a distance; of each document its ordinal less that of
           the one before it, less one, the one before the first being -1, as rice with k = the binary digits of 8 N // 10 n, less
           one and not below 0 (N: all documents, n: those that have the term). Its impact is the document's usual one, but for
           the document that many further on as the last distance said, 0 being none: there stand the next distance, a level in
           ones, and where that is 2 the impact in 4 bits. A distance is coded with 0. Levels 0 and 1 are the impacts of a gram
           which stands there twice and thrice as often as one that has the usual impact (`postings.levels`). Of terms that do
           not begin with a Han character, most of which are sounds of titles, thrice takes the place of the usual one, then
           come the usual one and twice. A document's usual impact is the one that most of its terms have; the manifest has
           one hexadecimal digit for each.
block:     packed terms in the order of their UTF-16 code units, each followed by its postings, until no zero follows.
list:      what each of its blocks begins with, parted by spaces, a space, and the blocks' names in a row, five characters
           each. What a block begins with is not behind its first term and behind all terms of the block before. Where there
           are many blocks the manifest lists such lists, and these the blocks. It is not packed: the first visit goes
           through a thousand of them before it can ask for anything, and a slow telephone is slower than the bytes.
Blocks are cut where a term's own CRC-32 says so, so that an edited page moves no other boundary; and before they become
longer than LONGEST. Lists are cut by the CRC-32 of what their blocks begin with.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any
from zlib import crc32

import msgspec

from curbcut.core.search.postings import UNUSUAL, Joined, gap_and_level

SIGNS = "".join(chr(code) for code in range(0x20, 0x7F) if chr(code) not in '"\\')
"""93 signs that stand in JSON as they are."""
LONGEST = 5000
"""Characters of a block; only a term that has more postings is longer."""
DIVIDED = 640
"""Characters that a block has at least where so many are listed that the list is divided (`lists`)."""
NAME_CHARACTERS = 5
"""Of a block's name, in base 36: one in 60 million changed blocks keeps its name."""
_STEPS = 1 << 16
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_GROUP = 13
_UNIT, _LETTERS, _HAN_UNIT, _HANS = 5, 0x61, 14, 0x4E00


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


def hashed_shard(value: Any) -> bytes:
    """Return the file of a shard whose name says what it holds."""
    return f'curbcut.shard("{hashed(value)}",{msgspec.json.encode(value).decode()})\n'.encode()


def hashed(value: Any) -> str:
    """Return a name that says what a shard holds."""
    return base36(check(msgspec.json.encode(value).decode()) % 36**NAME_CHARACTERS, NAME_CHARACTERS)


# --- bits ---------------------------------------------------------------------------------------------


class _Rices(dict[int, str]):
    """Sign of `Joined.signs` → bits of its gap, for one k."""

    def __init__(self, k: int) -> None:
        super().__init__()
        self.k = k

    def __missing__(self, code: int) -> str:
        gap, _ = gap_and_level(code)
        bits = self[code] = f"{'1' * (gap >> self.k)}0{_low(gap, self.k)}"
        return bits


class _Coded(dict[int, str]):
    """Number → bits, short ones for small numbers, for one k."""

    def __init__(self, k: int) -> None:
        super().__init__()
        self.k = k

    def __missing__(self, number: int) -> str:
        whole = number + (1 << self.k)
        size = whole.bit_length() - 1
        bits = self[number] = "1" * (size - self.k) + "0" + _low(whole, size)
        return bits


_RICES = [_Rices(k) for k in range(32)]
_LEVELS = [""] + ["1" * (gap_and_level(plane << 16)[1] - 1) + "0" for plane in range(1, 16)]
"""By the plane of an unusual sign."""
_COUNT, _LETTER, _HAN = _Coded(0), _Coded(_UNIT), _Coded(_HAN_UNIT)


def postings_bits(signs: str, rices: _Rices) -> str:
    """Return the postings of a term as bits. signs: of `Joined`"""
    runs = UNUSUAL.split(signs)
    bits = [_COUNT[len(runs[0]) + 1 if len(runs) > 1 else 0], runs[0].translate(rices)]
    for at in range(1, len(runs), 2):
        unusual, usual = runs[at], runs[at + 1]
        more = _COUNT[len(usual) + 1 if at + 2 < len(runs) else 0]
        level = _LEVELS[ord(unusual[0]) >> 16]
        told = f"{ord(unusual[1]):04b}" if len(unusual) > 1 else ""
        bits += rices[ord(unusual[0])], more, level, told, usual.translate(rices)
    return "".join(bits)


def _low(number: int, size: int) -> str:
    return f"{number & ((1 << size) - 1):0{size}b}" if size else ""


def term_bits(term: str, before: str) -> str:
    """Return a term as bits, behind the one before it."""
    if len(term) == len(before) == 2 and term[0] == before[0] < "\ud800":  # most are: pairs with one first character
        return "100" + _LETTER[ord(term[1]) - 1 - ord(before[1])]
    units, others = _units(term), _units(before)
    same = next((n for n, unit in enumerate(units) if n >= len(others) or unit != others[n]), len(units) - 1)
    bits = "1" * (len(others) - same) + "0" + "1" * (len(units) - same - 1) + "0"
    for n in range(same, len(units)):
        if n == same < len(others):
            bits += _LETTER[(units[n] - 1 - others[n]) % (1 << 16)]
        elif n and units[n - 1] >= _HANS:
            bits += _HAN[(units[n] - _HANS) % (1 << 16)]
        else:
            bits += _LETTER[(units[n] - _LETTERS) % (1 << 16)]
    return bits


def _units(text: str) -> list[int]:
    if text.isascii() or max(text) < "\U00010000":
        return [ord(ch) for ch in text]
    data = text.encode("utf-16-be")
    return [data[at] << 8 | data[at + 1] for at in range(0, len(data), 2)]


@cache
def _pairs() -> dict[str, str]:
    return {f"{value:013b}": SIGNS[value // 93] + SIGNS[value % 93] for value in range(1 << _GROUP)}


def packed(bits: str) -> str:
    """Return bits as text."""
    bits += "1" * (-len(bits) % _GROUP)
    pairs = _pairs()
    return "".join([pairs[bits[at : at + _GROUP]] for at in range(0, len(bits), _GROUP)])


FILL = packed("1")
"""Says nothing where it stands at the end."""


# --- blocks and lists ---------------------------------------------------------------------------------


def blocks(postings: Iterable[Joined], documents: int, least: int) -> Iterator[tuple[str, str]]:
    """Yield what each block of a range begins with, and the block. documents: how many there are; least: `shortest`."""
    before, start, size = "", "", 0
    held: list[str] = []
    rices: dict[int, _Rices] = {}
    for term, count, signs in postings:
        if count not in rices:
            rices[count] = _RICES[max(0, (8 * documents // (10 * count)).bit_length() - 1)]
        bits = _COUNT[count - 1] + postings_bits(signs, rices[count])
        line = term_bits(term, before) + bits
        long = len(line) * 2 // _GROUP
        cut = size > least and (crc32(term.encode()) % _STEPS) * least < long * _STEPS
        if held and (cut or size + long > LONGEST):
            yield start, packed("".join(held))
            held, size = [], 0
            line = term_bits(term, "") + bits
        if not held:
            start = between(before, term)
        held.append(line)
        size += long
        before = term
    if held:
        yield start, packed("".join(held))


def lists(named: Sequence[tuple[str, str]], most: int = 1 << 62) -> Iterator[tuple[str, str]]:
    """Yield what each list begins with, and the list. named: of each block what it begins with, and its name; most: on average."""
    held: list[tuple[str, str]] = []
    for text, name in named:
        if held and crc32(text.encode()) % most == 0:
            yield held[0][0], _listed(held)
            held = []
        held.append((text, name))
    if held:
        yield held[0][0], _listed(held)


def _listed(named: Sequence[tuple[str, str]]) -> str:
    return " ".join([*(text for text, _ in named), "".join(name for _, name in named)])


def shortest(postings: int) -> int:
    """Return how many characters a block has at least; it has as many more on average. postings: how many there are.

    A query asks for about ten blocks, and the list of them is part of the first visit: together they are smallest where a
    block is as the square root of the whole. In steps of a fourth, so that an edited page changes no other block. Where the
    list is divided itself, most of it is no part of a visit, and longer blocks would only be longer to fetch.
    """
    return int(min(2.0 ** (round(4 * math.log2(math.sqrt(max(postings, 1)) * 0.6)) / 4), DIVIDED))


def between(before: str, term: str) -> str:
    """Return the shortest beginning of a term that stands behind the one before it."""
    size = next((n for n, ch in enumerate(term) if before[n : n + 1] != ch), len(term) - 1)
    return term[: size + 1]
