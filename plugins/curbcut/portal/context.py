"""What the page of a document shows beside the document itself: its neighbours, formats, dates and files.

A page is planned only when it has to be laid out. Until then its context stands for it in the page's key, so
whatever the page of a document takes from elsewhere goes through here, and through nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from curbcut.core.catalogue import lesson_names
from curbcut.core.model import Answer, Record
from curbcut.core.steps import Head
from curbcut.portal.calendar import next_dates
from curbcut.portal.parts import date_of, title_of
from curbcut.portal.shelf import Shelf

RELATIONS = ("issues", "replaces", "repeals", "amends", "based_on")
_DATES_SHOWN = 3  # of an event that repeats: enough to plan by


class Neighbour(Record, frozen=True, gc=False):
    """Another document, as a link to it needs it: address from the site's root, title, language; summary and date or ``""``."""

    url: str
    title: str
    lang: str
    summary: str = ""
    date: str = ""


class Taught(Neighbour, frozen=True, gc=False):
    """A lesson as its course shows it. minutes, pass_mark: 0 where it says nothing; needs: titles of the lessons to take first.

    questions: how many there are; rooms: of what is offered beside its page
    """

    minutes: int = 0
    pass_mark: int = 0
    questions: int = 0
    needs: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()


class Format(Record, frozen=True):
    """A file that was made: the name of its room, its own name, its size in bytes, pages (0 where it has none).

    ms:     how long it is heard, 0 where it is no recording
    called: what readers call it by language; empty where the room's NAME says it
    """

    room: str
    file: str
    size: int
    pages: int = 0
    ms: int = 0
    called: dict[str, str] = {}


class Context(Record, frozen=True):
    """What the page of a document depends on, beside the document and what all pages share.

    twins:    the same document in other languages
    named:    name in a relation (slug or id) → the document, where it is published
    back:     (relation read backwards, the document that names this one)
    formats:  renditions, in the order of the site's configuration
    rooms:    all renditions of the document, also those of which nothing is offered beside the page
    course:   the course of a lesson; lessons: of a course, or of a lesson's course, in order
    easy:     the same course or lesson in easy words; full: what this one says in easy words
    beside:   pages that belong to a course, in order: what they are called (a label), address; also of its last lesson
    offered:  attachment → size in bytes, pages
    dates:    next dates of an event that repeats
    """

    twins: tuple[Neighbour, ...] = ()
    named: dict[str, Neighbour] = {}
    back: tuple[tuple[str, Neighbour], ...] = ()
    formats: tuple[Format, ...] = ()
    rooms: tuple[str, ...] = ()
    course: Neighbour | None = None
    lessons: tuple[Neighbour, ...] = ()
    easy: Neighbour | None = None
    full: Neighbour | None = None
    beside: tuple[tuple[str, str], ...] = ()
    offered: dict[str, tuple[int, int]] = {}
    dates: tuple[str, ...] = ()
    expired: bool = False


_ALONE = Context()


def context(
    shelf: Shelf, head: Head, rooms: Mapping[str, Any], offered: Mapping[str, tuple[int, int]], today: str
) -> Context:
    """Return the context of one document's page.

    rooms: rendition name → module; offered: attachment → size in bytes, pages; today: ISO date in the site's time zone
    """
    files = [attachment.file for attachment in head.meta.attachments]
    told: dict[str, Any] = {
        "twins": tuple(neighbour(twin) for twin in shelf.twins.get(head.path, ())),
        "named": _named(shelf, head),
        "back": tuple((how, neighbour(other)) for how, other in shelf.back.get(head.path, ())),
        "formats": formats_of(shelf.made.get(head.path, {}), rooms),
        "rooms": tuple(sorted(shelf.made.get(head.path, ()))),
        "offered": {file: offered[file] for file in files if file in offered},
        "expired": head.path in shelf.expired,
    }
    if head.kind in ("course", "lesson"):
        course = head if head.kind == "course" else shelf.course_of(head)
        told["course"] = neighbour(course) if course else None
        lessons = shelf.lessons(course) if course else []
        told["lessons"] = tuple(
            _taught(shelf, one, lessons, rooms) if course is head else neighbour(one) for one in lessons
        )
        if course and (course is head or lessons[-1:] == [head]):
            pages = ("glossary", shelf.glossary(course)), ("record", shelf.certificate(course))
            told["beside"] = tuple((name, url) for name, url in pages if url)
        easy, full = shelf.easy(head), shelf.full(head)
        told |= {"easy": neighbour(easy) if easy else None, "full": neighbour(full) if full else None}
    elif getattr(head.meta, "recurrence", ""):
        told["dates"] = next_dates(head, today, _DATES_SHOWN)
    return Context(**told) if any(told.values()) else _ALONE


def neighbour(head: Head) -> Neighbour:
    """Return a document as a link to it needs it."""
    return Neighbour(
        url=head.url, title=title_of(head), lang=head.lang, summary=head.meta.summary or "", date=date_of(head)
    )


def _taught(shelf: Shelf, lesson: Head, lessons: Iterable[Head], rooms: Mapping[str, Any]) -> Taught:
    meta: Any = lesson.meta
    titles = {name: title_of(other) for other in lessons for name in (*lesson_names(other), other.meta.id)}
    return Taught(
        **msgspec.structs.asdict(neighbour(lesson)), minutes=meta.minutes or 0, pass_mark=meta.pass_mark or 0,
        questions=len(lesson.questions), needs=tuple(titles[name] for name in meta.prerequisites if name in titles),
        rooms=tuple(dict.fromkeys(form.room for form in formats_of(shelf.made.get(lesson.path, {}), rooms))),
    )  # fmt: skip


def _named(shelf: Shelf, head: Head) -> dict[str, Neighbour]:
    names = (name for relation in RELATIONS for name in getattr(head.meta, relation, None) or ())
    found = ((name, shelf.find(name, head.lang)) for name in names)
    return {name: neighbour(other) for name, other in found if other is not None}


def formats_of(made: Mapping[str, Answer], rooms: Mapping[str, Any]) -> tuple[Format, ...]:
    """Return the files to offer, in the order of `rooms` (name → module): a room's main file, then what `also` names."""
    return tuple(form for name, room in rooms.items() if name in made for form in _files(name, made[name], room.FILE))


def _files(room: str, answer: Answer, main: str) -> Iterator[Format]:
    if main in answer.files:
        facts = answer.facts
        yield Format(
            room=room,
            file=main,
            size=answer.files[main].size,
            pages=facts.get("pages", 0),
            ms=facts.get("ms", 0),
            called=facts.get("name", {}),
        )
    for file, told in answer.facts.get("also", {}).items():
        yield Format(room=room, file=file, size=answer.files[file].size, pages=told["pages"], called=told["name"])
