"""When an event comes again: dates out of a recurrence rule (RRULE of RFC 5545, 3.3.10).

Pure: no clock. Times of day stay as the event's first moment says them, offset included; the site's
country has had no summer time since 1991.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateutil.rrule import rrule

_SHANGHAI = timezone(timedelta(hours=8))
_DAY = r"(?:MO|TU|WE|TH|FR|SA|SU)"


def _several(one: str) -> str:
    return f"{one}(?:,{one})*"


_SHAPES = {
    "FREQ": r"DAILY|WEEKLY|MONTHLY|YEARLY",
    "INTERVAL": r"[1-9]\d{0,2}",
    "COUNT": r"[1-9]\d{0,3}",
    "UNTIL": r"\d{8}(?:T\d{6}Z?)?",
    "WKST": _DAY,
    "BYMONTH": _several(r"(?:[1-9]|1[0-2])"),
    "BYMONTHDAY": _several(r"[+-]?(?:[1-9]|[12]\d|3[01])"),
    "BYYEARDAY": _several(r"[+-]?(?:[1-9]|[1-9]\d|[12]\d\d|3[0-5]\d|36[0-6])"),
    "BYWEEKNO": _several(r"[+-]?(?:[1-9]|[1-4]\d|5[0-3])"),
    "BYDAY": _several(rf"(?:[+-]?[1-9]\d?)?{_DAY}"),
    "BYSETPOS": _several(r"[+-]?[1-9]\d{0,2}"),
}
"""Parts of a rule for events of whole days or one time of day: BYHOUR and its like have no meaning here."""

_LONGEST = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}
"""Days of the months that have fewer than 31, in their longest year."""


def parts(rule: str) -> dict[str, str]:
    """Return the parts of a rule by name: ``{"FREQ": "YEARLY", "BYMONTH": "5"}``; of a part given twice, the last."""
    return {name: value for name, _, value in (part.partition("=") for part in rule.split(";"))}


def sound(rule: str) -> bool:
    """Return whether a rule says something, and something that can happen.

    source: RFC 5545, 3.3.10: which parts go with which frequency
    """
    given = parts(rule)
    if len(given) != rule.count(";") + 1 or "FREQ" not in given or {"COUNT", "UNTIL"} <= given.keys():
        return False
    if not all(name in _SHAPES and re.fullmatch(_SHAPES[name], value) for name, value in given.items()):
        return False
    return _fit(given) and _possible(given) and _first(rule)


def occurrences(starts: str, rule: str, after: str, count: int) -> tuple[str, ...]:
    """Return the next `count` dates (or moments, as `starts` is one) of an event that come later than `after`.

    starts, after: ISO dates or moments; a date as `after` counts as its last instant, so the day itself is past
    rule:          RRULE value, or ``""`` for an event that happens once
    The first date always counts, also where the rule would leave it out. Fewer come back when the rule ends.
    """
    begin, zone = _local(starts)
    late = _last_instant(after, zone)
    found = [begin] if begin > late else []
    if rule:
        found += [day for day in _rule(rule, starts).xafter(late, count=count) if day > begin]
    whole_days = "T" not in starts
    return tuple(
        day.date().isoformat() if whole_days else day.replace(tzinfo=zone).isoformat() for day in found[:count]
    )


def fits(starts: str, rule: str) -> bool:
    """Return whether the rule has a date on the day that an event starts."""
    from dateutil.rrule import rrulestr

    begin, given = _local(starts)[0], parts(rule)
    if "BYSETPOS" not in given:
        return next(iter(_rule(rule, starts)), None) == begin
    # A position counts from the beginning of its week, month or year, so the rule must begin before it.
    bare = ";".join(f"{name}={value}" for name, value in given.items() if name not in ("INTERVAL", "COUNT", "UNTIL"))
    return bool(rrulestr(bare, dtstart=begin - timedelta(days=366)).between(begin, begin, inc=True))


def last_instant(rule: str, starts: str) -> datetime | None:
    """Return the end that a rule's UNTIL sets, on the clock of `starts` (without an offset), or None."""
    until = parts(rule).get("UNTIL")
    if not until:
        return None
    day = datetime.strptime(until[:8], "%Y%m%d")  # noqa: DTZ007 - a wall clock on purpose
    if "T" not in until:
        return datetime.combine(day, time.max)
    moment = datetime.combine(day, datetime.strptime(until[9:15], "%H%M%S").time())  # noqa: DTZ007
    if not until.endswith("Z"):
        return moment
    return moment.replace(tzinfo=UTC).astimezone(_local(starts)[1]).replace(tzinfo=None)


def _rule(rule: str, starts: str) -> rrule:
    from dateutil.rrule import rrulestr

    # UNTIL may be a date, local or UTC; dateutil takes only the form that `starts` has.
    bare = ";".join(f"{name}={value}" for name, value in parts(rule).items() if name != "UNTIL")
    made: rrule = rrulestr(bare, dtstart=_local(starts)[0])
    return made.replace(until=last_instant(rule, starts))


def _local(iso: str) -> tuple[datetime, timezone]:
    """Return a date's first instant or a moment, without its offset; and the offset."""
    moment = datetime.fromisoformat(iso)
    offset = moment.utcoffset()
    return moment.replace(tzinfo=None), _SHANGHAI if offset is None else timezone(offset)


def _last_instant(iso: str, zone: timezone) -> datetime:
    moment, its_zone = _local(iso)
    if "T" not in iso:
        return datetime.combine(moment, time.max)
    return moment.replace(tzinfo=its_zone).astimezone(zone).replace(tzinfo=None)


def _fit(given: dict[str, str]) -> bool:
    """Return whether the parts may stand beside this frequency."""
    frequency, ordinals = given["FREQ"], re.findall(r"[+-]?(\d+)[A-Z]", given.get("BYDAY", ""))
    if frequency != "YEARLY" and {"BYYEARDAY", "BYWEEKNO"} & given.keys():
        return False
    if frequency == "WEEKLY" and "BYMONTHDAY" in given:
        return False
    if "BYSETPOS" in given and (frequency == "DAILY" or not {n for n in given if n.startswith("BY")} - {"BYSETPOS"}):
        return False
    most = 0 if frequency in ("DAILY", "WEEKLY") or "BYWEEKNO" in given else 5
    most = 53 if frequency == "YEARLY" and most and "BYMONTH" not in given else most
    return all(int(number) <= most for number in ordinals)


def _possible(given: dict[str, str]) -> bool:
    """Return whether one of the months has one of the days: there is no 30 February."""
    if not ("BYMONTH" in given and "BYMONTHDAY" in given):
        return True
    months = [int(month) for month in given["BYMONTH"].split(",")]
    days = [abs(int(day)) for day in given["BYMONTHDAY"].split(",")]
    return any(day <= _LONGEST.get(month, 31) for month in months for day in days)


def _first(rule: str) -> bool:
    """Return whether the rule has a date at all; any year will do, a leap day comes within eight."""
    without_end = ";".join(f"{name}={value}" for name, value in parts(rule).items() if name != "UNTIL")
    try:
        last_instant(rule, "2024-01-01")
        return next(iter(_rule(without_end, "2024-01-01")), None) is not None
    except ValueError:
        return False
