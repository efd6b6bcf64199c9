"""The seven kinds of content and the front matter each may carry.

One class per kind; the class is the loader, the JSON Schema, the documentation table and the
editor's form. Names, Chinese names and meanings of the keys stand in fields.py.

Dates are ISO `YYYY-MM-DD`, moments ISO with the offset that was typed or none (then the site's time
zone counts: schedule.py gives it to every head), files POSIX paths from the site's root;
`""` and `()` mean that the editor gave nothing.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

import msgspec
from msgspec import Meta as Schema

from curbcut.core.scalars import (
    Date,
    DateOrMoment,
    Language,
    Moment,
    Recurrence,
    Short,
    SiteFile,
    Slug,
    Term,
    Text,
    WebAddress,
)

Validity = Literal["effective", "amended", "repealed", "expired", "consolidated"]
Level = Literal["national", "provincial", "municipal", "district", "street"]
Minutes = Annotated[int, Schema(ge=1, le=600)]
Percent = Annotated[int, Schema(ge=0, le=100)]
Title = Annotated[str, Schema(min_length=1, max_length=300)]


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A mapping inside front matter. `SHORT` names the key that a single text stands for."""

    SHORT: ClassVar[str] = ""


class Contact(Part, frozen=True, kw_only=True):
    """Whom to ask, by telephone and without one."""

    SHORT: ClassVar[str] = "name"
    name: Term = ""
    phone: Term = ""
    sms: Term = ""
    fax: Term = ""
    email: Term = ""
    wechat: Term = ""
    address: Term = ""
    hours: Term = ""
    sign_language: Text = ""
    url: WebAddress = ""


class Source(Part, frozen=True, kw_only=True):
    """Where a republished text comes from."""

    SHORT: ClassVar[str] = "name"
    name: Term
    url: WebAddress = ""


class Attachment(Part, frozen=True, kw_only=True):
    """A file offered beside the page; `alt_format_contact` is whom to ask for another format."""

    SHORT: ClassVar[str] = "file"
    file: SiteFile
    title: Term = ""
    accessible: bool | None = None
    alt_format_contact: Term = ""


class ChangeNote(Part, frozen=True, kw_only=True):
    """What changed, and whether readers must be told (`major`)."""

    date: Date
    note: Text
    major: bool = False


class Faq(Part, frozen=True, kw_only=True):
    """One frequent question with its answer."""

    question: Text
    answer: Text


class Coordinates(Part, frozen=True, kw_only=True):
    """A point on the map; maps of mainland China use shifted systems, so the system is asked for."""

    lat: Annotated[float, Schema(ge=-90, le=90)]
    lon: Annotated[float, Schema(ge=-180, le=180)]
    system: Literal["WGS84", "GCJ02", "BD09"]


class Content(Part, frozen=True, kw_only=True, tag_field="kind"):
    """What every kind may carry. `title` and `slug` are the only keys that nobody can do without."""

    title: Title
    slug: Slug
    id: Term = ""
    summary: Text = ""
    draft: bool = False
    lang: Language = ""
    topic: tuple[Term, ...] = ()
    audience: tuple[Term, ...] = ()
    level: Level | None = None
    region: Term = ""
    contact: Contact | None = None
    published: Date = ""
    review_by: Date = ""
    publish_at: Moment = ""
    expire_at: Moment = ""
    renditions: tuple[Term, ...] = ()
    sign_video: SiteFile = ""
    attachments: tuple[Attachment, ...] = ()
    change_notes: tuple[ChangeNote, ...] = ()
    translation_of: Term = ""
    lexicon: dict[Term, Term] = {}
    allow: dict[str, Text] = {}


class Notice(Content, frozen=True, kw_only=True, tag="notice"):
    """A policy notice. Three dates differ: `issued`, `published` and `effective`.

    `repeals` … `issues` name other documents: the slug of a notice of this site, or the full title.
    """

    published: Date
    index_number: Term = ""
    doc_number: Term = ""
    issuer: tuple[Term, ...] = ()
    issued: Date = ""
    effective: Date = ""
    valid_until: Date = ""
    validity: Validity = "effective"
    repeals: tuple[Term, ...] = ()
    amends: tuple[Term, ...] = ()
    replaces: tuple[Term, ...] = ()
    based_on: tuple[Term, ...] = ()
    issues: tuple[Term, ...] = ()
    source: Source | None = None


class Guide(Content, frozen=True, kw_only=True, tag="guide"):
    """How to get a service done. `offline_channel` is asked for: services on site stay (law of 2023, art. 39)."""

    offline_channel: Text
    conditions: tuple[Text, ...] = ()
    materials: tuple[Text, ...] = ()
    steps: tuple[Text, ...] = ()
    time_limit: Text = ""
    fee: Text = ""
    basis: tuple[Text, ...] = ()
    office: Term = ""
    location: Text = ""
    hours: Text = ""
    phone: Term = ""
    complaints: Text = ""
    online_url: WebAddress = ""
    faq: tuple[Faq, ...] = ()
    life_event: tuple[Term, ...] = ()


class Page(Content, frozen=True, kw_only=True, tag="page"):
    """A page about something: the federation, the site, accessibility."""


class Place(Content, frozen=True, kw_only=True, tag="place"):
    """An organisation or a facility; `title` is its name."""

    address: Text
    district: Term = ""
    phone: Term = ""
    hours: Text = ""
    transport: Text = ""
    coordinates: Coordinates | None = None
    facilities: tuple[Term, ...] = ()
    services: tuple[Term, ...] = ()
    url: WebAddress = ""


class Event(Content, frozen=True, kw_only=True, tag="event"):
    """Something that happens: `starts` and `ends` are dates (whole days) or moments."""

    starts: DateOrMoment
    ends: DateOrMoment = ""
    recurrence: Recurrence = ""
    venue: Text = ""
    address: Text = ""
    organiser: tuple[Term, ...] = ()
    register_by: DateOrMoment = ""
    register_url: WebAddress = ""
    facilities: tuple[Term, ...] = ()


class Course(Content, frozen=True, kw_only=True, tag="course"):
    """A micro-course (course.yml); `lessons` gives the order, the slug is the folder's name, `easy` another course's."""

    slug: Slug = ""
    lessons: tuple[Slug, ...] = ()
    objectives: tuple[Text, ...] = ()
    minutes: Minutes | None = None
    teacher: Contact | None = None
    certificate: Text = ""
    licence: Term = ""
    easy: Slug = ""


class Lesson(Content, frozen=True, kw_only=True, tag="lesson"):
    """A lesson of a course; the slug is the file's name. `pass_mark` is written `pass`."""

    slug: Slug = ""
    minutes: Minutes | None = None
    pass_mark: Percent | None = msgspec.field(default=None, name="pass")
    prerequisites: tuple[Slug, ...] = ()
    objectives: Annotated[dict[str, Text], Short(many="values")] = {}
    access: dict[str, Term] = {}


Meta = Notice | Guide | Page | Place | Event | Course | Lesson
KINDS: dict[str, type[Content]] = {
    kind.__name__.lower(): kind for kind in (Notice, Guide, Page, Place, Event, Course, Lesson)
}
"""Kind name → class, in the order in which a site lists them."""
