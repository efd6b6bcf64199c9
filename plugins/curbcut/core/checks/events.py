"""Events: the first day fits the rule by which it repeats, and registration closes before it is over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from curbcut.core.checks.placing import TextOf, setting_place
from curbcut.core.findings import Finding
from curbcut.core.kinds import Event
from curbcut.core.options.telling import told
from curbcut.core.recurrences import fits
from curbcut.core.steps import Head


def check_events(heads: Iterable[Head], text_of: TextOf) -> Iterator[Finding]:
    """Yield events that begin on a day their rule leaves out, or can be registered for when over."""
    for head in heads:
        event = head.meta
        if not isinstance(event, Event):
            continue
        if event.recurrence:
            if not fits(event.starts, event.recurrence):
                at = setting_place(head.path, text_of(head.path), "starts")
                yield told("event-starts-outside", head.path, at, starts=event.starts, repeats=event.recurrence)
        elif event.register_by and _after(event.register_by, event.ends or event.starts):
            at = setting_place(head.path, text_of(head.path), "register_by")
            over = event.ends or event.starts
            yield told("event-register-late", head.path, at, register_by=event.register_by, over=over)


def _after(one: str, two: str) -> bool:
    """Return whether ISO text `one` is later than `two`; a bare date is the whole day."""
    if len(one) == 10 or len(two) == 10:
        return one[:10] > two[:10]
    return datetime.fromisoformat(one) > datetime.fromisoformat(two)
