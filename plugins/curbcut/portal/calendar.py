"""When an event is, seen from a given day: its next date, or that it is over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from curbcut.core.recurrences import occurrences
from curbcut.core.steps import Head


def next_dates(head: Head, today: str, count: int) -> tuple[str, ...]:
    """Return the next dates or moments of an event, today included."""
    meta: Any = head.meta
    yesterday = (date.fromisoformat(today) - timedelta(days=1)).isoformat()
    return occurrences(meta.starts, meta.recurrence, yesterday, count)


def day_of(head: Head, today: str) -> str:
    """Return the date or moment a list shows of an event: the next one, or the one there was."""
    meta: Any = head.meta
    coming = next_dates(head, today, 1) if meta.recurrence else ()
    return coming[0] if coming else str(meta.starts)


def over(head: Head, today: str) -> bool:
    """Return whether an event is past on a day; its last day still counts."""
    meta: Any = head.meta
    if meta.recurrence and next_dates(head, today, 1):
        return False
    return str(meta.ends or meta.starts)[:10] < today


def last_days(heads: Iterable[Head], today: str) -> Iterator[str]:
    """Yield the days after which the site says something else of an event: its next date, or that it is over."""
    for head in heads:
        if head.kind == "event" and not over(head, today):
            meta: Any = head.meta
            coming = next_dates(head, today, 1) if meta.recurrence else ()
            yield (coming[0] if coming else str(meta.ends or meta.starts))[:10]
