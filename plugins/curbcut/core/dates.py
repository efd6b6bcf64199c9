"""Dates as people write them in China, read as ISO 8601; what could mean two things is refused.

Pure: no clock, no locale, no zone. A moment that was typed without an offset is returned without one:
it is a time of the site's wall clock, and which zone that is stands in the configuration (schedule.py).
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

_HAN_DIGITS = {han: str(value) for value, han in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0", "Ｏ": "0"}
_YEARS = range(1900, 2200)

_NUMBERS = re.compile(r"(\d+)([-/.])(\d{1,4})\2(\d{1,4})", re.ASCII)
_CHINESE = re.compile(r"(\d+)\s*年\s*(\d{1,4})\s*月\s*(\d{1,4})\s*[日号]?", re.ASCII)
_HAN = re.compile(
    r"([〇零○Ｏ一二三四五六七八九]{1,4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日号]?"
)
_PARTIAL = re.compile(r"(\d{4})(?:年|[-/.])(\d{1,2})月?", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_MOMENT = re.compile(
    r"(?P<day>.+?)(?:T|t|\s+|(?<=[日号])\s*)"
    r"(?P<half>上午|下午|晚上|中午|凌晨)?\s*"
    r"(?P<hour>\d{1,2})(?::(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?|[点时](?:(?P<fen>\d{1,2})分?)?)"
    r"\s*(?P<zone>Z|z|[+-]\d{2}(?::?\d{2})?)?",
    re.ASCII,
)


class Refused(ValueError):
    """A text that cannot be what its key asks for.

    says:   name of the finding that explains it
    values: what fills its sentences
    """

    def __init__(self, says: str, **values: Any) -> None:
        super().__init__(says)
        self.says, self.values = says, values


def iso_date(text: str) -> str:
    """Return `YYYY-MM-DD` for a date in digits, in full-width digits or in Chinese numerals.

    raises: Refused when it is no date, or when day, month and year could be told apart in two ways
    """
    typed = _half_width(text).strip()
    if match := _HAN.fullmatch(typed):
        return _day(text, _han_year(match[1], text), _han_number(match[2], text), _han_number(match[3], text))
    if match := _CHINESE.fullmatch(typed):
        return _day(text, _full_year(match[1], text), int(match[2]), int(match[3]))
    if match := _NUMBERS.fullmatch(typed):
        if len(match[1]) <= 2:
            raise Refused("date-order", text=text)
        return _day(text, _full_year(match[1], text), int(match[3]), int(match[4]))
    if match := _PARTIAL.fullmatch(typed):
        raise Refused("date-partial" if 1 <= int(match[2]) <= 12 else "date-month", text=text, month=match[2])
    if match := _COMPACT.fullmatch(typed):
        raise Refused("date-compact", text=text, suggestion=_or_nothing(match[1], match[2], match[3]))
    raise Refused("date-shape", text=text)


def iso_moment(text: str) -> str:
    """Return `YYYY-MM-DDThh:mm:ss`, with `+hh:mm` if an offset was typed; a bare date is its first second.

    raises: Refused for what is no date, no time of day, or no offset
    """
    typed = _half_width(text).strip()
    match = _MOMENT.fullmatch(typed)
    if match is None:
        try:
            return f"{iso_date(typed)}T00:00:00"
        except Refused:
            if ":" in typed or "点" in typed:
                raise Refused("moment-shape", text=text) from None
            raise
    day = date.fromisoformat(iso_date(match["day"]))
    minute, second = int(match["minute"] or match["fen"] or 0), int(match["second"] or 0)
    try:
        moment = datetime(day.year, day.month, day.day, _hour(match), minute, second, tzinfo=_zone(match["zone"]))
    except ValueError:
        raise Refused("moment-shape", text=text) from None
    return moment.isoformat()


def iso_date_or_moment(text: str) -> str:
    """Return a date when no time of day is given, otherwise a moment; see the two above."""
    if _MOMENT.fullmatch(_half_width(text).strip()):
        return iso_moment(text)
    try:
        return iso_date(text)
    except Refused:
        if ":" in text or "：" in text:
            raise Refused("moment-shape", text=text) from None
        raise


def _half_width(text: str) -> str:
    """Return the text with full-width digits, signs and spaces as ASCII."""
    return "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else " " if c == "\u3000" else c for c in text)


def _day(text: str, year: int, month: int, day: int) -> str:
    if not 1 <= month <= 12:
        raise Refused("date-month", text=text, month=str(month))
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        raise Refused("date-day", text=text, month=str(month), day=str(day)) from None


def _full_year(digits: str, text: str) -> int:
    if len(digits) != 4:
        raise Refused("date-year", text=text)
    if int(digits) not in _YEARS:
        raise Refused("date-far", text=text, year=digits)
    return int(digits)


def _han_year(numerals: str, text: str) -> int:
    return _full_year("".join(_HAN_DIGITS[c] for c in numerals), text)


def _han_number(numerals: str, text: str) -> int:
    """Return 1–39 written 一 … 三十九."""
    tens, ten, ones = numerals.rpartition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in tens:
        raise Refused("date-shape", text=text)
    unit = int(_HAN_DIGITS[ones]) if ones else 0
    return (int(_HAN_DIGITS[tens]) if tens else 1) * 10 + unit if ten else unit


def _hour(match: re.Match[str]) -> int:
    hour = int(match["hour"])
    return hour + 12 if match["half"] in ("下午", "晚上") and hour < 12 else hour


def _zone(text: str | None) -> timezone | None:
    if text is None:
        return None
    if text in "Zz":
        return UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(offset if text[0] == "+" else -offset)


def _or_nothing(year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return "2017-01-04"
