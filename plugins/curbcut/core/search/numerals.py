"""Numbers as terms: 二百六十元, 260元 and ２６０元 are found by each other.

Specification. `numbers(text)` takes a folded text (`analysis.fold`) and gives terms, in the order of the text:
  1. For each run R of the characters 〇零幺一二两三四五六七八九十百千万亿: its value (below). If it has one and R is longer
     than one character, the value is a term. If it has one and the character behind R is one of UNITS, value + that
     character is a term.
  2. For each run of the digits 0-9 with one of UNITS behind it: the digits without leading zeros + that character.
     (The digits themselves are a word of the text, which `analysis` gives.)
Value of a run:
  a. only digits (no 两): at least three of them, or exactly one: the digits one by one.
  b. else a cardinal: `[S亿][零][S万][零][S]`, where S is `[D千][零][D百][零][[D]十][零][D]` and D a digit but zero; a bare 十 is 10.
     A last digit right behind 百, 千 or 万 counts tens, hundreds, thousands: 三千五 is 3500. Anything else (十三五, 三四) has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_DIGITS = {
    ch: n for n, chars in enumerate(("〇零", "一幺", "二两", "三", "四", "五", "六", "七", "八", "九")) for ch in chars
}
_D = "[一二两三四五六七八九]"
_SECTION = re.compile(f"(?:({_D})千)?[零〇]?(?:({_D})百)?[零〇]?(?:({_D}?十))?[零〇]?({_D})?")
_SHORT = re.compile(f"[百千万]{_D}$")
_TENTH = {"百": 10, "千": 100, "万": 1000}
UNITS = "年月日号时点元岁级届度吨折"
"""Units that are part of what people look for: 3月, 260元, 1级."""
_NUMERALS = "〇零幺一二两三四五六七八九十百千万亿"
PATTERN = f"[0-9{_NUMERALS}][{_NUMERALS}{UNITS}]"
"""What stands in every text of which `numbers` gives a term: a browser fetches its part for them where it finds that."""
_RUN = re.compile(f"([0-9]+|[{_NUMERALS}]+)([{UNITS}]?)")
_LONGEST = 16


def numbers(text: str) -> Iterator[str]:
    """Yield the numbers of a folded text as terms (`260`, `260元`), as the specification says."""
    for run, unit in _RUN.findall(text):
        if run[0].isascii():
            if unit:
                yield (run.lstrip("0") or "0") + unit
        elif value := value_of(run):
            if len(run) > 1:
                yield value
            if unit:
                yield value + unit


def value_of(run: str) -> str:
    """Return the digits of a Chinese number, or ``""`` for what is none."""
    if len(run) > _LONGEST:
        return ""
    if all(ch in _DIGITS and ch != "两" for ch in run):
        return "".join(str(_DIGITS[ch]) for ch in run) if len(run) == 1 or len(run) > 2 else ""
    return _cardinal(run)


def _cardinal(run: str) -> str:
    total, rest = 0, run
    for unit, name in ((100_000_000, "亿"), (10_000, "万"), (1, "")):
        part, closed, behind = rest.partition(name) if name else (rest, "", "")
        if name and not closed:
            continue
        places = _SECTION.fullmatch(part)
        if places is None or (name and not part):
            return ""
        thousands, hundreds, tens, ones = (_digit(place) for place in places.groups())
        total += unit * (1000 * thousands + 100 * hundreds + 10 * tens + ones)
        rest = behind
    if _SHORT.search(run):
        total += _DIGITS[run[-1]] * (_TENTH[run[-2]] - 1)
    return str(total)


def _digit(place: str | None) -> int:
    return 0 if not place else 1 if place == "十" else _DIGITS[place[0]]
