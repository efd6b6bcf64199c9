"""What a rule of spoken Chinese is: where it may begin, what it matches there, what it says instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

DIGITS = "0123456789"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
DASH = "[-—–~～−]"
"""What people type between the ends of a range."""
NUMBER = (
    r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])"
    r"|[0-9]{1,3}(?:[ \u2009][0-9]{3})+(?=[万亿元人户个名件吨平米千]|公里)"
    r"|[0-9]+)(?:\.[0-9]+)?"
)
"""1234  1,234.5  1 000万"""
_CONTEXT = 24
"""How many characters before a number are looked at for the word that tells what it is (统一社会信用代码为：)."""


class Rule(NamedTuple):
    """One way to say something: `pattern` is matched at each of the characters `first`.

    say: what is spoken instead of the match, or None when it is something else after all
    """

    first: str
    pattern: re.Pattern[str]
    say: Callable[[re.Match[str]], str | None]


def before(found: re.Match[str], size: int = _CONTEXT) -> str:
    """Return the text in front of a match, `size` characters at most."""
    return found.string[max(0, found.start() - size) : found.start()]


def behind(found: re.Match[str], size: int = 6) -> str:
    """Return the text behind a match, `size` characters at most."""
    return found.string[found.end() : found.end() + size]
