"""Events for calendar programs: one calendar of all of them per language, and one file beside each event's page.

source: RFC 5545 (iCalendar), RFC 7986 (NAME of a calendar)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from curbcut.bundles.calendar.content_lines import document, line, text_line
from curbcut.core.catalogue import Catalogue, changed
from curbcut.core.kinds import Event
from curbcut.core.model import Made, Record
from curbcut.core.particulars import date_text
from curbcut.core.recurrences import last_instant, parts
from curbcut.core.steps import Head
from curbcut.core.timezones import changes, first_moment
from curbcut.core.words import label

NAME = {"zh": "活动日历", "en": "Event calendar"}
NEEDS: tuple[str, ...] = ()
TOOLS: tuple[str, ...] = ()

FILE = "event.ics"
_YEARS_AHEAD = 20
"""How long the offsets of a zone with summer time are told for an event that comes again without end."""


class Options(Record, frozen=True):
    """There is nothing to choose."""


def gather(heads: tuple[Head, ...], options: Options, site: dict[str, Any], made: dict[str, dict[str, Made]]) -> Made:
    """Return `events/calendar.ics` per language (`en/events/…`), and `event.ics` beside each event's page.

    What is no longer listed has left the calendar; its own file stays as its page does.
    """
    del options, made
    catalogue = Catalogue(heads, site)
    files: dict[str, bytes] = {}
    written: dict[str, list[str]] = {}
    for head in catalogue.heads:
        if isinstance(head.meta, Event):
            written[head.path] = list(_event(catalogue, head, head.meta))
            title = catalogue.text("title", head.lang)
            files[head.url + FILE] = _calendar(catalogue, title, head.lang, [(head.meta, written[head.path])])
    for edition in catalogue.editions:
        listed = [head for head in edition.heads if isinstance(head.meta, Event)]
        if listed:
            listed.sort(key=lambda head: (getattr(head.meta, "starts", ""), head.url))
            name = label("calendar_title", edition.lang, site=catalogue.text("title", edition.lang))
            events = [(head.meta, written[head.path]) for head in listed if isinstance(head.meta, Event)]
            files[f"{edition.prefix}events/calendar.ics"] = _calendar(catalogue, name, edition.lang, events)
    return Made(files=files, facts={"events": len(written)})


def _calendar(catalogue: Catalogue, name: str, lang: str, events: list[tuple[Event, list[str]]]) -> bytes:
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Curbcut//Curbcut//{lang.split('-', maxsplit=1)[0].upper()}",
        "CALSCALE:GREGORIAN", "METHOD:PUBLISH", text_line("NAME", name), text_line("X-WR-CALNAME", name),
    ]  # fmt: skip
    timed = [meta for meta, _ in events if not _whole_days(meta)]
    if timed:
        lines += _zone_lines(_zone(catalogue), timed)
    for _, written in events:
        lines += written
    return document([*lines, "END:VCALENDAR"])


def _event(catalogue: Catalogue, head: Head, meta: Event) -> Iterator[str]:
    zone, lang = _zone(catalogue), head.lang
    yield "BEGIN:VEVENT"
    yield line("UID", _uid(catalogue, head))
    # Calendar programs take a newer DTSTAMP for a newer state: the day of the last change, never the clock.
    stamp = datetime.fromisoformat(first_moment(changed(head) or meta.starts[:10], zone))
    yield line("DTSTAMP", f"{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}")
    yield from _when(meta, zone)
    yield text_line("SUMMARY", meta.title)
    yield text_line("DESCRIPTION", _description(catalogue, head, meta))
    where = ("，" if lang.startswith("zh") else ", ").join(text for text in (meta.venue, meta.address) if text)
    if where:
        yield text_line("LOCATION", where)
    if catalogue.base:
        yield line("URL", catalogue.address(head.url))
    yield from _organiser(catalogue, head, meta)
    topics = [name for _, name in catalogue.topics(head)]
    if topics:
        yield text_line("CATEGORIES", *topics)
    yield "END:VEVENT"


def _uid(catalogue: Catalogue, head: Head) -> str:
    """Return what stays when everything else of an event changes: its id or address, at the site's host."""
    host = urlsplit(catalogue.base).hostname
    name = f"{head.lang}/{head.meta.id}" if head.meta.id else head.url.rstrip("/")
    return f"{name}@{host}" if host else name


def _when(meta: Event, zone: str) -> Iterator[str]:
    if _whole_days(meta):
        first = date.fromisoformat(meta.starts[:10])
        last = max(first, date.fromisoformat((meta.ends or meta.starts)[:10]))
        yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}"  # RFC 5545, 3.8.2.2: the end is not part of it
    else:
        yield f"DTSTART;TZID={zone}:{_local(meta.starts, zone):%Y%m%dT%H%M%S}"
        if meta.ends and datetime.fromisoformat(meta.ends) > datetime.fromisoformat(meta.starts):
            yield f"DTEND;TZID={zone}:{_local(meta.ends, zone):%Y%m%dT%H%M%S}"
    if meta.recurrence:
        yield line("RRULE", _rule(meta))


def _rule(meta: Event) -> str:
    """Return the recurrence with its end in the form that its start asks for (RFC 5545, 3.3.10: UNTIL)."""
    given = parts(meta.recurrence)
    end = last_instant(meta.recurrence, meta.starts)
    if end is not None and _whole_days(meta):
        given["UNTIL"] = f"{end:%Y%m%d}"
    elif end is not None:
        offset = datetime.fromisoformat(meta.starts).tzinfo
        given["UNTIL"] = f"{end.replace(tzinfo=offset).astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return ";".join(f"{name}={value}" for name, value in given.items())


def _description(catalogue: Catalogue, head: Head, meta: Event) -> str:
    """Return the summary, how to register, what makes it accessible, and where to read more: one line each."""
    lang = head.lang
    told = [meta.summary]
    if meta.register_by:
        told.append(label("calendar_register_by", lang, date=date_text(meta.register_by, lang)))
    if meta.register_url:
        told.append(label("calendar_register_url", lang, url=meta.register_url))
    if meta.facilities:
        listed = ("、" if lang.startswith("zh") else ", ").join(meta.facilities)
        told.append(label("calendar_facilities", lang, facilities=listed))
    if catalogue.base:
        told.append(label("calendar_page", lang, url=catalogue.address(head.url)))
    return "\n".join(text for text in told if text) or meta.title


def _organiser(catalogue: Catalogue, head: Head, meta: Event) -> Iterator[str]:
    """Yield the organiser by name. Its value is an address by which somebody answers, as the property asks for one."""
    name = meta.organiser[0] if meta.organiser else catalogue.text("organisation", head.lang)
    contact = catalogue.site.get("contact") or {}
    mail = (head.meta.contact.email if head.meta.contact else "") or str(contact.get("email") or "")
    reached = f"mailto:{mail}" if mail else catalogue.base
    if name and reached:
        shown = "".join(ch for ch in name if ch >= " " and ch not in '"\x7f')  # RFC 5545, 3.1: QSAFE-CHAR
        yield line(f'ORGANIZER;CN="{shown}"', reached)


def _whole_days(meta: Event) -> bool:
    # A date beside a moment says less than a moment: then both are taken as days.
    return "T" not in meta.starts or bool(meta.ends and "T" not in meta.ends)


def _local(iso: str, zone: str) -> datetime:
    return datetime.fromisoformat(iso).astimezone(ZoneInfo(zone))


def _zone(catalogue: Catalogue) -> str:
    return str(catalogue.site.get("timezone") or "Asia/Shanghai")


def _zone_lines(zone: str, events: Iterable[Event]) -> Iterator[str]:
    """Yield the VTIMEZONE: the offset when the first event's year begins, and each change up to the last one."""
    listed = list(events)
    first = min(int(meta.starts[:4]) for meta in listed)
    last = max(int((meta.ends or meta.starts)[:4]) + _YEARS_AHEAD * bool(meta.recurrence) for meta in listed)
    yield "BEGIN:VTIMEZONE"
    yield line("TZID", zone)
    for change in changes(zone, first, last):
        kind = "DAYLIGHT" if change.summer else "STANDARD"
        yield f"BEGIN:{kind}"
        yield f"DTSTART:{datetime.fromisoformat(change.at):%Y%m%dT%H%M%S}"
        yield f"TZOFFSETFROM:{change.before}"
        yield f"TZOFFSETTO:{change.after}"
        yield text_line("TZNAME", change.name)
        yield f"END:{kind}"
    yield "END:VTIMEZONE"
