"""What time does to a site: which documents are out, which wait, which are past, and when that changes."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

import msgspec

from curbcut.core.model import Document
from curbcut.core.steps import Head

_MOMENTS = ("publish_at", "expire_at", "starts", "ends", "register_by")
"""Keys that hold a moment; those that may hold a bare date instead keep it."""

Timed = TypeVar("Timed", bound=msgspec.Struct)


def zoned(moment: str, timezone: str) -> str:
    """Return an ISO moment with an offset: its own, or that of the site's time zone at that moment.

    A time that summer time leaves out or gives twice is the one before the change. A bare date, which is a
    whole day everywhere, and an empty text stay as they are.
    """
    if len(moment) <= len("2017-01-04"):
        return moment
    parsed = datetime.fromisoformat(moment)
    return (parsed if parsed.tzinfo else parsed.replace(tzinfo=ZoneInfo(timezone))).isoformat()


def in_zone(record: Timed, timezone: str, names: Iterable[str] = _MOMENTS) -> Timed:
    """Return a record whose moments all have an offset."""
    given = {name: getattr(record, name, "") for name in names}
    changed = {name: later for name, moment in given.items() if (later := zoned(moment, timezone)) != moment}
    return msgspec.structs.replace(record, **changed) if changed else record


def heads_in_zone(heads: Iterable[Head], timezone: str) -> list[Head]:
    """Return heads whose moments all have an offset.

    Done when a build is planned and not when a file is read: what reading gives depends on the file alone, and
    the document that renditions get keeps the wall clock that its author typed.
    """
    kept = []
    for head in heads:
        meta = in_zone(head.meta, timezone)
        kept.append(head if meta is head.meta else msgspec.structs.replace(head, meta=meta))
    return kept


def sorted_by_time(
    heads: list[Head], drafts: AbstractSet[str], now: datetime
) -> tuple[list[Head], list[Head], list[str], list[str]]:
    """Return published heads, waiting ones (drafts included), expired paths, and moments still to come."""
    published, waiting, expired, transitions = [], [], [], []

    def to_come(moment: str) -> bool:
        return bool(moment) and datetime.fromisoformat(moment) > now

    withheld = with_lessons(heads, drafts | {head.path for head in heads if to_come(head.meta.publish_at)})
    for head in heads:
        opens, ends = head.meta.publish_at, head.meta.expire_at
        if head.path not in drafts:
            transitions += [moment for moment in (opens, ends) if to_come(moment)]
        if head.path in withheld:
            waiting.append(head)
            continue
        published.append(head)
        if ends and not to_come(ends):
            expired.append(head.path)
    return published, waiting, expired, transitions


def with_lessons(heads: Iterable[Head | Document], paths: AbstractSet[str]) -> AbstractSet[str]:
    """Return the paths, and all lessons and translations of the courses among them: they wait for their course."""
    folders = {path.removesuffix("course.yml") for path in paths if path.endswith("/course.yml")}
    return paths | {
        head.path for head in heads
        if head.kind in ("lesson", "course") and head.path.rpartition("/")[0] + "/" in folders
    }  # fmt: skip
