"""The shapes of the open data: one record per kind; their JSON Schemas are made from these records.

Every key is always there: ``""``, ``[]`` or `null` where the editor gave nothing. Dates are ISO, moments
ISO with an offset, languages BCP 47. Within a version keys are only added.
"""

from __future__ import annotations

from typing import Literal

from curbcut.core.catalogue import Named
from curbcut.core.kinds import Level, Validity
from curbcut.core.model import Record

VERSION = 1
"""Shape of all files; raised when a key changes its meaning or goes away."""


class Term(Record, frozen=True):
    """A word of one of the site's vocabularies; a word outside of it has no slug."""

    slug: str
    name: str


class File(Record, frozen=True):
    """A file that was made of a document."""

    url: str
    size_bytes: int


class Lesson(Record, frozen=True):
    """A lesson of a course, in the order of learning."""

    title: str
    url: str
    summary: str
    minutes: int | None


class Question(Record, frozen=True):
    """A frequent question with its answer."""

    question: str
    answer: str


class Entry(Record, frozen=True):
    """What every document has.

    languages: all its languages → address, its own included; renditions: rendition → its files;
    expired: it is no longer listed on the site
    """

    id: str
    slug: str
    url: str
    lang: str
    title: str
    summary: str
    published: str
    changed: str
    topics: tuple[Term, ...]
    audience: tuple[str, ...]
    level: Level | None
    region: str
    languages: dict[str, str]
    renditions: dict[str, tuple[File, ...]]
    expired: bool


class Notice(Entry, frozen=True):
    """A policy notice."""

    index_number: str
    doc_number: str
    issuer: tuple[str, ...]
    issued: str
    effective: str
    valid_until: str
    validity: Validity
    repeals: tuple[Named, ...]
    amends: tuple[Named, ...]
    replaces: tuple[Named, ...]
    based_on: tuple[Named, ...]
    issues: tuple[Named, ...]
    replaced_by: tuple[Named, ...]
    repealed_by: tuple[Named, ...]
    amended_by: tuple[Named, ...]


class Guide(Entry, frozen=True):
    """How to get a service done."""

    conditions: tuple[str, ...]
    materials: tuple[str, ...]
    steps: tuple[str, ...]
    time_limit: str
    fee: str
    basis: tuple[str, ...]
    office: str
    location: str
    hours: str
    phone: str
    offline_channel: str
    online_url: str
    complaints: str
    faq: tuple[Question, ...]
    life_events: tuple[Term, ...]


class Place(Entry, frozen=True):
    """An organisation or a facility; its position in WGS 84 degrees, or null."""

    address: str
    district: Term | None
    phone: str
    hours: str
    transport: str
    latitude: float | None
    longitude: float | None
    facilities: tuple[str, ...]
    services: tuple[str, ...]
    website: str


class Event(Entry, frozen=True):
    """Something that happens; recurrence is an RRULE value (RFC 5545)."""

    starts: str
    ends: str
    recurrence: str
    venue: str
    address: str
    organiser: tuple[str, ...]
    register_by: str
    register_url: str
    facilities: tuple[str, ...]


class Course(Entry, frozen=True):
    """A micro-course with its lessons."""

    objectives: tuple[str, ...]
    minutes: int | None
    certificate: str
    licence: str
    lessons: tuple[Lesson, ...]


class Topic(Record, frozen=True):
    """A topic of the site: names and addresses of its lists by language, and the documents that have it."""

    slug: str
    names: dict[str, str]
    urls: dict[str, str]
    documents: tuple[str, ...]


class Notices(Record, frozen=True):
    """api/notices.json"""

    version: Literal[1]
    notices: tuple[Notice, ...]


class Guides(Record, frozen=True):
    """api/guides.json"""

    version: Literal[1]
    guides: tuple[Guide, ...]


class Places(Record, frozen=True):
    """api/places.json"""

    version: Literal[1]
    places: tuple[Place, ...]


class Events(Record, frozen=True):
    """api/events.json"""

    version: Literal[1]
    events: tuple[Event, ...]


class Courses(Record, frozen=True):
    """api/courses.json"""

    version: Literal[1]
    courses: tuple[Course, ...]


class Topics(Record, frozen=True):
    """api/topics.json"""

    version: Literal[1]
    topics: tuple[Topic, ...]


class Listed(Record, frozen=True):
    """One file of the open data: its schema, and how many objects it holds."""

    name: str
    url: str
    schema: str
    count: int


class Index(Record, frozen=True):
    """api/index.json: where everything else is."""

    version: Literal[1]
    title: dict[str, str]
    organisation: dict[str, str]
    language: str
    languages: tuple[str, ...]
    files: tuple[Listed, ...]
    titles: dict[str, str]


FILES: dict[str, type[Record]] = {
    "notices": Notices, "guides": Guides, "places": Places, "events": Events, "courses": Courses, "topics": Topics,
}  # fmt: skip
"""File name without its ending, which is also the key of its list → its shape."""
