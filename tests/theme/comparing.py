"""Decision 015 said once more, in Python: what a question accepts of what somebody writes. Nothing is taken from the page's script.

Two readings of one text by two regular expressions that differ in what they hold to be a letter, a space or a digit.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from unicodedata import category, normalize

_SAME = "〇0零0幺1一1壹1二2贰2貳2两2兩2三3叁3參3四4肆4五5伍5六6陆6陸6七7柒7八8捌8九9玖9拾十佰百仟千萬万億亿点.點.负-負-"
_FIGURES = str.maketrans(dict(zip(_SAME[::2], _SAME[1::2], strict=True)))
"""What stands for a figure or a sign → that one."""
_MINUS = str.maketrans("−–—", "---")
_UNITS = {"千": 1000, "百": 100, "十": 10, "": 1}
_LEAST = "十百千万亿半几多余"
"""What makes another number of the one before it is no unit: 十几 is not 10, and 两点半 not 2."""
_UNIT_LENGTH = 12

_BEFORE = re.compile("(?:第|大?约|about)?")
_NUMBER = re.compile(r"([+-]?)([0-9.十百千万亿]{1,40})(.*)", re.DOTALL)
_SMALL = re.compile(r"([0-9]+(?:\.[0-9]*)?)([十百千]?)")
_PLACES = re.compile(r"(?:([0-9]+)千)?0?(?:([0-9]+)百)?0?(?:([0-9]*)十)?0?([0-9]*)(\.[0-9]+)?")


def accepts(accepted: Iterable[str], given: str) -> bool:
    """Return whether a text says what one of the accepted ones says.

    A number may be written in any numerals. Digits that begin with 0 are a code: 010 is not 10.
    """
    said, value = plain(given), number(given)
    return any(
        plain(one) == said
        or (
            bool(re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", plain(one)))
            and not (_code(one) or _code(given))
            and number(one) == value
        )
        for one in accepted
    )


def plain(text: str) -> str:
    """Return a text as it is compared: width, case, spaces and punctuation do not matter, but 3.5 is not 35, and -5 is not 5."""
    same = _bare(text)
    kept = (
        ch
        for at, ch in enumerate(same)
        if not category(ch).startswith("P")
        or (ch == "-" and at == 0 and _digit(same[1:2]))
        or (ch == "." and at > 0 and _digit(same[at - 1]) and _digit(same[at + 1 : at + 2]))
    )
    return "".join(kept) or same


def number(text: str) -> float:
    """Return the number that somebody wrote, in Chinese or Arabic numerals, with or without a unit; NaN where it is none."""
    same = re.sub(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))", "", _bare(text).translate(_FIGURES))
    same = re.sub(r"\.(?![0-9])", "", same)  # 6点 is an hour, and a full stop is no part of a number
    while same and not (category(same[-1])[0] in "LN" or same[-1] in "%°"):
        same = same[:-1]
    same = same[_BEFORE.match(same).end() :]
    found = _NUMBER.fullmatch(same[1:] if same and category(same[0]) == "Sc" else same)
    if not found or not _is_unit(found[3]):
        return math.nan
    return _value(found[2]) * (-1 if found[1] == "-" else 1)


def _bare(text: str) -> str:
    small = normalize("NFKC", text).lower()
    return "".join(ch for ch in small if category(ch)[0] != "Z" and category(ch) not in ("Cc", "Cf")).translate(_MINUS)


def _code(text: str) -> bool:
    return re.fullmatch(r"0[0-9]+", plain(text)) is not None


def _digit(ch: str) -> bool:
    return ch.isascii() and ch.isdigit()


def _is_unit(text: str) -> bool:
    return len(text) <= _UNIT_LENGTH and all(
        (category(ch).startswith("L") or ch in "%°") and ch not in _LEAST for ch in text
    )


def _value(run: str) -> float:
    """Return the value of a numeral whose digits are Arabic already: 12, 3千5, 2万3 (as spoken: the last digit is one unit below)."""
    for unit, name in ((1e8, "亿"), (1e4, "万")):
        before, there, rest = run.partition(name)
        if there:
            below = float(rest) * unit / 10 if re.fullmatch("[1-9]", rest) else _value(rest) if rest else 0
            return _value(before) * unit + below
    if small := _SMALL.fullmatch(run):
        return float(small[1]) * _UNITS[small[2]]
    places = _PLACES.fullmatch(run)
    if not run or not places:
        return math.nan
    thousands, hundreds, tens, ones, rest = places.groups()
    spoken = re.search("([百千])[1-9]$", run)
    ten = 0.0 if tens is None else float(tens or 1)
    last = float(ones or 0) * (_UNITS[spoken[1]] / 10 if spoken else 1)
    return float(thousands or 0) * 1000 + float(hundreds or 0) * 100 + ten * 10 + last + float(rest or 0)
