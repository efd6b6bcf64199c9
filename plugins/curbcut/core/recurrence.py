"""Does a day fit a recurrence rule? RFC 5545, 3.3.10, for the parts that name days.

INTERVAL and COUNT cannot exclude the first day, and parts that name hours are none of a day's
business; both are only checked for being numbers.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_BYDAY = re.compile(r"([+-]?[1-9]\d?)?(MO|TU|WE|TH|FR|SA|SU)")
_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_NUMBERS: dict[str, tuple[int, int, bool]] = {
    "BYMONTH": (1, 12, False), "BYMONTHDAY": (1, 31, True), "BYYEARDAY": (1, 366, True), "BYWEEKNO": (1, 53, True),
    "BYSETPOS": (1, 366, True), "BYHOUR": (0, 23, False), "BYMINUTE": (0, 59, False), "BYSECOND": (0, 60, False),
    "INTERVAL": (1, 999, False), "COUNT": (1, 9999, False),
}  # fmt: skip
"""Part → least and greatest number, and whether it may count from the end. Source: RFC 5545, 3.3.10."""
_SINGLE = ("INTERVAL", "COUNT")
_UNTIL = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T\d{6}Z?)?")


class RuleError(ValueError):
    """A part of a rule that is none; the text is the part as typed."""


class _Rule:
    """A rule's parts, read: numbers by part, and (ordinal or 0, weekday) of BYDAY."""

    days: tuple[tuple[int, int], ...] = ()
    frequency = until = ""

    def __init__(self, text: str) -> None:
        self.numbers: dict[str, tuple[int, ...]] = {}
        seen: set[str] = set()
        for part in text.split(";"):
            name, _, value = part.partition("=")
            if name in seen:
                raise RuleError(part)
            seen.add(name)
            self._read(name, value, part)
        if not self.frequency or {"COUNT", "UNTIL"} <= seen:
            raise RuleError(text)
        if any(day[0] for day in self.days) and (self.frequency not in ("MONTHLY", "YEARLY") or "BYWEEKNO" in seen):
            raise RuleError(next(part for part in text.split(";") if part.startswith("BYDAY")))

    def _read(self, name: str, value: str, part: str) -> None:
        if name == "FREQ" and value in _FREQUENCIES:
            self.frequency = value
        elif name == "BYDAY" and all(matches := [_BYDAY.fullmatch(item) for item in value.split(",")]):
            self.days = tuple((int(m[1] or 0), _DAYS.index(m[2])) for m in matches if m)
        elif name == "UNTIL" and (match := _UNTIL.fullmatch(value)):
            self.until = "-".join(match.groups())
        elif name == "WKST" and value in _DAYS:
            return
        elif name in _NUMBERS:
            self.numbers[name] = tuple(_number(item, name, part) for item in value.split(","))
            if name in _SINGLE and len(self.numbers[name]) > 1:
                raise RuleError(part)
        else:
            raise RuleError(part)


def fits(rule: str, day: date) -> bool:
    """Return whether `day` is a day of the rule (without looking at how often or how long it repeats).

    rule: an RRULE value such as ``FREQ=YEARLY;BYMONTH=5;BYDAY=3SU``
    raises: RuleError with the part that is none
    """
    parts = _Rule(rule)
    if parts.until and day.isoformat() > parts.until:
        return False
    if not _one(parts, day):
        return False
    positions = parts.numbers.get("BYSETPOS")
    if not positions:
        return True
    days = [other for other in _period(parts.frequency, day) if _one(parts, other)]
    at = days.index(day)
    return at + 1 in positions or at - len(days) in positions


def _one(rule: _Rule, day: date) -> bool:
    """Return whether a day has all that the rule's parts ask for."""
    numbers, last = rule.numbers, monthrange(day.year, day.month)[1]
    year_length, year_day = date(day.year, 12, 31).timetuple().tm_yday, day.timetuple().tm_yday
    if day.month not in numbers.get("BYMONTH", (day.month,)):
        return False
    counted = (
        ("BYMONTHDAY", day.day, day.day - last - 1),
        ("BYYEARDAY", year_day, year_day - year_length - 1),
        ("BYWEEKNO", day.isocalendar().week, day.isocalendar().week - _weeks(day.isocalendar().year) - 1),
    )
    for part, forwards, backwards in counted:
        if part in numbers and not {forwards, backwards} & set(numbers[part]):
            return False
    if not rule.days:
        return True
    within_year = rule.frequency == "YEARLY" and "BYMONTH" not in numbers
    at, length = (year_day, year_length) if within_year else (day.day, last)
    ordinals = (0, (at - 1) // 7 + 1, -((length - at) // 7 + 1))
    return any(weekday == day.weekday() and ordinal in ordinals for ordinal, weekday in rule.days)


def _period(frequency: str, day: date) -> Iterator[date]:
    """Yield the days of the day, week, month or year that holds `day`."""
    if frequency == "DAILY":
        first, length = day, 1
    elif frequency == "WEEKLY":
        first, length = day - timedelta(days=day.weekday()), 7
    elif frequency == "MONTHLY":
        first, length = day.replace(day=1), monthrange(day.year, day.month)[1]
    else:
        first, length = date(day.year, 1, 1), date(day.year, 12, 31).timetuple().tm_yday
    return (first + timedelta(days=number) for number in range(length))


def _weeks(year: int) -> int:
    """Return the number of ISO weeks of a year: 28 December is always in the last."""
    return date(year, 12, 28).isocalendar().week


def _number(text: str, name: str, part: str) -> int:
    least, most, backwards = _NUMBERS[name]
    if not re.fullmatch(r"[+-]?\d{1,4}", text):
        raise RuleError(part)
    number = int(text)
    if not (least <= (abs(number) if backwards else number) <= most):
        raise RuleError(part)
    return number
