"""What clocks say in a time zone: moments of a day, and when the offset changes. No clock is read."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from curbcut.core.model import Record

_STEP = timedelta(days=7)
"""No zone has changed its offset twice within this time since 1970 (shortest: Morocco's month of Ramadan)."""


class Change(Record, frozen=True):
    """One change of a zone's offset: the local time on the old clock (ISO), both offsets (`+0800`), the zone's name.

    summer: whether the new clock is summer time
    """

    at: str
    before: str
    after: str
    name: str
    summer: bool


@lru_cache(maxsize=10_000)  # a site's dates; documents share them
def first_moment(day: str, zone: str) -> str:
    """Return the first second of an ISO date in a zone: ``2026-05-17T00:00:00+08:00``."""
    return datetime.combine(date.fromisoformat(day), time.min, ZoneInfo(zone)).isoformat()


def last_moment(day: str, zone: str) -> str:
    """Return the last second of an ISO date in a zone."""
    return datetime.combine(date.fromisoformat(day), time(23, 59, 59), ZoneInfo(zone)).isoformat()


@lru_cache(maxsize=100)  # events of one year ask the same
def changes(zone: str, first_year: int, last_year: int) -> tuple[Change, ...]:
    """Return the offset in force when `first_year` begins, as a change at that moment, and all changes until the
    end of `last_year`.
    """
    clock = ZoneInfo(zone)
    at = datetime(first_year, 1, 1, tzinfo=UTC)
    start = at.astimezone(clock)
    found = [_change(datetime(first_year, 1, 1), start, start)]  # noqa: DTZ001 - a wall clock on purpose
    end = datetime(last_year + 1, 1, 1, tzinfo=UTC)
    while at < end:
        later = at + _STEP
        if at.astimezone(clock).utcoffset() != later.astimezone(clock).utcoffset():
            turn = _turn(clock, at, later)
            before, after = (turn - timedelta(seconds=1)).astimezone(clock), turn.astimezone(clock)
            old = (turn + (before.utcoffset() or timedelta())).replace(tzinfo=None)
            found.append(_change(old, before, after))
        at = later
    return tuple(found)


def _turn(clock: ZoneInfo, at: datetime, later: datetime) -> datetime:
    """Return the first second with the new offset, between two moments that have different ones."""
    old = at.astimezone(clock).utcoffset()
    while later - at > timedelta(seconds=1):
        middle = at + timedelta(seconds=int((later - at).total_seconds() // 2))
        if middle.astimezone(clock).utcoffset() == old:
            at = middle
        else:
            later = middle
    return later


def _change(at: datetime, before: datetime, after: datetime) -> Change:
    return Change(
        at=at.isoformat(),
        before=f"{before:%z}",
        after=f"{after:%z}",
        name=after.tzname() or "",
        summer=bool(after.dst()),
    )
