"""How a recurrence rule is said: ``FREQ=YEARLY;BYMONTH=5;BYDAY=3SU`` is 每年5月第3个星期日."""

from __future__ import annotations

import re

_DAYS_ZH = dict(zip(("MO", "TU", "WE", "TH", "FR", "SA", "SU"), "一二三四五六日", strict=True))
_DAYS_EN = {
    "MO": "Monday", "TU": "Tuesday", "WE": "Wednesday", "TH": "Thursday", "FR": "Friday", "SA": "Saturday", "SU": "Sunday",
}  # fmt: skip
_MONTHS_EN = "January February March April May June July August September October November December".split()
_EVERY = {
    "DAILY": ("天", "day"), "WEEKLY": ("周", "week"), "MONTHLY": ("个月", "month"), "YEARLY": ("年", "year"),
}  # fmt: skip
_ORDINALS_EN = {"1": "first", "2": "second", "3": "third", "4": "fourth", "5": "fifth", "-1": "last"}
_SAID = {"FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY", "BYDAY", "COUNT", "UNTIL", "WKST"}


def repeats(rule: str, lang: str) -> str:
    """Return a rule (RRULE value) in words; one with rarer parts is said as far as words go, never wrongly.

    source: RFC 5545, 3.3.10
    """
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    if parts.keys() - _SAID:
        parts = {name: parts[name] for name in ("FREQ", "INTERVAL") if name in parts}
    return _chinese(parts) if lang.startswith("zh") else _english(parts)


def _chinese(parts: dict[str, str]) -> str:
    interval = parts.get("INTERVAL", "1")
    unit = _EVERY[parts["FREQ"]][0]
    text = f"每{unit.removeprefix('个')}" if interval == "1" else f"每{interval}{unit}"
    if "BYMONTH" in parts:
        text += "、".join(f"{month}月" for month in parts["BYMONTH"].split(","))
    if "BYMONTHDAY" in parts:
        text += "、".join("最后一天" if day == "-1" else f"{day}日" for day in parts["BYMONTHDAY"].split(","))
    if "BYDAY" in parts:
        days = [_day_zh(ordinal, day) for ordinal, day in _days(parts)]
        if parts["FREQ"] == "WEEKLY" and interval == "1":
            text, days = "", [day.replace("星期", "每周" if n == 0 else "周") for n, day in enumerate(days)]
        text += ("的" if text.endswith("周") and days else "") + "、".join(days)
    if "COUNT" in parts:
        text += f"，共{parts['COUNT']}次"
    if "UNTIL" in parts:
        year, month, day = _until(parts)
        text += f"，到{year}年{month}月{day}日为止"
    return text


def _day_zh(ordinal: str, day: str) -> str:
    named = f"星期{_DAYS_ZH[day]}"
    return named if not ordinal else (f"最后一个{named}" if ordinal == "-1" else f"第{ordinal}个{named}")


def _english(parts: dict[str, str]) -> str:
    interval, unit = parts.get("INTERVAL", "1"), _EVERY[parts["FREQ"]][1]
    text = f"every {unit}" if interval == "1" else f"every {interval} {unit}s"
    months = " and ".join(_MONTHS_EN[int(month) - 1] for month in parts.get("BYMONTH", "").split(",") if month)
    days = " and ".join(_day_en(ordinal, day) for ordinal, day in _days(parts))
    if "BYMONTHDAY" in parts:
        numbers = " and ".join(parts["BYMONTHDAY"].split(","))
        text += f" on {numbers} {months}".rstrip() if months else f" on day {numbers}"
    elif days:
        text += f" on {days}" + (f" of {months}" if months else "")
    elif months:
        text += f" in {months}"
    if "COUNT" in parts:
        text += f", {parts['COUNT']} times"
    if "UNTIL" in parts:
        year, month, day = _until(parts)
        text += f", until {year}-{month:02d}-{day:02d}"
    return text[0].upper() + text[1:]


def _day_en(ordinal: str, day: str) -> str:
    return f"the {_ORDINALS_EN.get(ordinal, ordinal)} {_DAYS_EN[day]}" if ordinal else _DAYS_EN[day]


def _days(parts: dict[str, str]) -> list[tuple[str, str]]:
    return re.findall(r"([+-]?\d*)([A-Z]{2})", parts.get("BYDAY", "").replace("+", ""))


def _until(parts: dict[str, str]) -> tuple[int, int, int]:
    until = parts["UNTIL"]
    return int(until[:4]), int(until[4:6]), int(until[6:8])
