"""What time does to a site: which documents are out, which wait, which are past, and when that changes."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from datetime import datetime

from curbcut.core.steps import Head


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


def with_lessons(heads: Iterable[Head], paths: AbstractSet[str]) -> AbstractSet[str]:
    """Return the paths, and those of all lessons of the courses among them: a lesson waits for its course."""
    folders = {path.removesuffix("course.yml") for path in paths if path.endswith("/course.yml")}
    return paths | {
        head.path for head in heads if head.kind == "lesson" and head.path.rpartition("/")[0] + "/" in folders
    }
