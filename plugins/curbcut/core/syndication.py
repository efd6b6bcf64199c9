"""What people subscribe to, by text or by sound: one entry with one permanent id, whatever carries it."""

from __future__ import annotations

from typing import Annotated, ClassVar
from urllib.parse import quote

from msgspec import Meta as Schema

from curbcut.core.catalogue import Catalogue, changed, marked_title, published
from curbcut.core.fields import FieldWords, field
from curbcut.core.model import Record
from curbcut.core.steps import Head
from curbcut.core.timezones import first_moment

_AUTHORITY = r"^(?:[a-z0-9]+(?:[.-][a-z0-9]+)*(?:@[a-z0-9]+(?:[.-][a-z0-9]+)*)?,\d{4}(?:-\d{2}(?:-\d{2})?)?)?$"


class Subscribed(Record, frozen=True):
    """What can be chosen for anything that people subscribe to: how long it is, what its permanent ids begin with.

    authority: taggingEntity of RFC 4151, such as ``example.org,2026``: a host and a date on which it was
               yours; with it ids survive a move to another host. Without it an id is the page's address.
    """

    FIELDS: ClassVar[dict[str, FieldWords]] = {
        "entries": field("条数", "每个订阅源最多几条", "the most entries a feed has"),
        "authority": field(
            "标识机构",
            "永久编号的开头：域名和拥有它的日期，如 example.org,2026；换域名也不变",
            "beginning of permanent ids: a host and a date you owned it, such as example.org,2026",
        ),
    }
    entries: Annotated[int, Schema(ge=1, le=500)] = 30
    authority: Annotated[str, Schema(pattern=_AUTHORITY)] = ""


class Entry(Record, frozen=True):
    """One document in a feed, with everything that any format says of it; dates are moments, ``""`` where unknown."""

    id: str
    url: str
    title: str
    summary: str
    lang: str
    published: str
    updated: str
    authors: tuple[str, ...]
    topics: tuple[tuple[str, str], ...]
    validity: str


def entry_of(catalogue: Catalogue, head: Head, authority: str) -> Entry:
    """Return a document as an entry, whose id begins with `authority` where there is one."""
    url = catalogue.address(head.url)
    owner = owner_of(catalogue, head.lang)
    name = f"id/{head.lang}/{quote(head.meta.id, safe='')}" if head.meta.id else head.url
    return Entry(
        id=f"tag:{authority}:{name}" if authority else url, url=url,
        title=marked_title(head), summary=head.meta.summary, lang=head.lang,
        published=_moment(catalogue, published(head)), updated=_moment(catalogue, changed(head)),
        authors=getattr(head.meta, "issuer", ()) or ((owner,) if owner else ()),
        topics=catalogue.topics(head), validity=getattr(head.meta, "validity", ""),
    )  # fmt: skip


def owner_of(catalogue: Catalogue, lang: str) -> str:
    """Return who publishes the site, in a language: the organisation, else the site's title."""
    return catalogue.text("organisation", lang) or catalogue.text("title", lang)


def _moment(catalogue: Catalogue, day: str) -> str:
    return first_moment(day, str(catalogue.site.get("timezone") or "Asia/Shanghai")) if day else ""
