"""Numbers as people write them: runs of digits, grouped by spaces or hyphens, full-width or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

_WIDE = str.maketrans("０１２３４５６７８９Ｘｘ－\u3000\u00a0", "0123456789Xx-  ")
"""Each stands for one character, so that offsets stay true."""
_RUN = re.compile(
    r"(?:(?<![A-Za-z0-9_])|(?<=tel)|(?<=Tel)|(?<=TEL))(?<!\d\.)\d+[Xx]?(?:[ -]\d+[Xx]?)*(?![A-Za-z0-9_]|\.\d)"
)
_GROUPS = 6
"""Groups of one number at most: people write a card in five, a resident number in three to five."""
_GROUP = re.compile(r"\d+[Xx]?")


class Number(NamedTuple):
    """A number that stands free: its digits (and a last X) without separators, its groups' lengths, its place.

    end: offset behind its last digit
    """

    digits: str
    groups: tuple[int, ...]
    start: int
    end: int


def numbers(text: str, lengths: tuple[int, ...]) -> Iterator[Number]:
    """Yield every number of one of these lengths, whole groups only, by where it starts and longer ones first.

    lengths: descending. Digits inside words (but `Tel138…`) and of decimal fractions are no such numbers
    """
    plain = text.translate(_WIDE) if not text.isascii() else text
    for run in _RUN.finditer(plain):
        if run.end() - run.start() < lengths[-1]:
            continue
        groups = [(group.start() + run.start(), group[0]) for group in _GROUP.finditer(run[0])]
        before = [0, *accumulate(len(group) for _, group in groups)]
        for first in range(len(groups)):
            last = min(first + _GROUPS, len(groups))
            if before[last] - before[first] >= lengths[-1]:
                yield from _from(groups[first:last], lengths)


def _from(groups: list[tuple[int, str]], lengths: tuple[int, ...]) -> Iterator[Number]:
    start, digits = groups[0][0], ""
    sizes: tuple[int, ...] = ()
    found: list[Number] = []
    for at, group in groups:
        digits, sizes = digits + group, (*sizes, len(group))
        if len(digits) > lengths[0]:
            break
        if len(digits) in lengths:
            found.append(Number(digits, sizes, start, at + len(group)))
    yield from reversed(found)
