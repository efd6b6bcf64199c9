"""The site as open data: JSON files by kind with their JSON Schemas, and a short list of titles."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import msgspec

from curbcut.bundles.api import entries as shapes
from curbcut.core import kinds
from curbcut.core.catalogue import Catalogue, Edition, changed, newest_first, published
from curbcut.core.coordinates import to_wgs84
from curbcut.core.model import Made, Record
from curbcut.core.steps import Head

NAME = {"zh": "开放数据", "en": "Open data"}
NEEDS: tuple[str, ...] = ()
TOOLS: tuple[str, ...] = ()
ONLINE = True
LISTS_FILES = True

_DIGITS = 6  # 0.1 m


class Options(Record, frozen=True):
    """There is nothing to choose."""


def gather(heads: tuple[Head, ...], options: Options, site: dict[str, Any], made: dict[str, dict[str, Made]]) -> Made:
    """Return `api/index.json`, one file per kind and for topics, `api/schema/*.json`, and `api/titles.json` per language.

    Objects are sorted by address. A kind without documents has an empty list: programs need not ask whether it is there.
    """
    del options, made
    catalogue = Catalogue(heads, site)
    lists = _lists(catalogue)
    files = {f"api/{name}.json": _file(name, listed) for name, listed in lists.items()}
    files["api/index.json"] = msgspec.json.encode(_index(catalogue, lists)) + b"\n"
    files["api/schema/index.json"] = _schema(catalogue, "index", shapes.Index)
    for name, shape in shapes.FILES.items():
        files[f"api/schema/{name}.json"] = _schema(catalogue, name, shape)
    for edition in catalogue.editions:
        files[f"{edition.prefix}api/titles.json"] = _titles(catalogue, edition)
    return Made(files=files, facts={"objects": sum(map(len, lists.values()))})


def _lists(catalogue: Catalogue) -> dict[str, list[bytes]]:
    """Return the objects of each file, written: thousands of records need not live side by side."""
    ordered = sorted(catalogue.heads, key=lambda head: head.url)
    encode = msgspec.json.Encoder().encode
    lists: dict[str, list[bytes]] = {name: [] for name in shapes.FILES}
    for head in ordered:
        if head.kind in _WRITERS:
            name, write = _WRITERS[head.kind]
            lists[name].append(encode(write(catalogue, head, head.meta)))
    lists["topics"] = [encode(topic) for topic in _topics(catalogue, ordered)]
    return lists


def _file(name: str, listed: list[bytes]) -> bytes:
    """Return a file with one object on each line, so that a change is one line in a comparison."""
    return b'{"version":%d,"%s":[\n%s\n]}\n' % (shapes.VERSION, name.encode(), b",\n".join(listed))


def _shared(catalogue: Catalogue, head: Head) -> dict[str, Any]:
    """Return the fields of `Entry`."""
    meta = head.meta
    rooms = (catalogue.site.get("files") or {}).get(head.path, {})
    return {
        "id": meta.id, "slug": head.slug, "url": catalogue.address(head.url), "lang": head.lang, "title": meta.title,
        "summary": meta.summary, "published": published(head), "changed": changed(head),
        "topics": _terms(catalogue.topics(head)), "audience": catalogue.audience(head), "level": meta.level,
        "region": meta.region,
        "languages": {twin.lang: catalogue.address(twin.url) for twin in catalogue.twins[head.path]},
        "renditions": {
            room: tuple(
                shapes.File(url=catalogue.address(head.url + name), size_bytes=size)
                for name, size in sorted(rooms[room].items())
            )
            for room in sorted(rooms)
            if rooms[room]
        },
        "expired": head.path in catalogue.expired,
    }  # fmt: skip


def _terms(terms: Iterable[tuple[str, str]]) -> tuple[shapes.Term, ...]:
    return tuple(shapes.Term(slug=slug, name=name) for slug, name in terms)


def _same(meta: kinds.Content, shape: type[Record]) -> dict[str, Any]:
    """Return the fields that front matter and the open data call by one name and write alike."""
    return {name: getattr(meta, name) for name in _shared_names(shape, type(meta))}


@cache
def _shared_names(shape: type[Record], kind: type[kinds.Content]) -> tuple[str, ...]:
    own = set(shape.__struct_fields__) - set(shapes.Entry.__struct_fields__)
    return tuple(sorted(own & set(kind.__struct_fields__)))


def _notice(catalogue: Catalogue, head: Head, meta: kinds.Notice) -> Record:
    named = {name: catalogue.named(head, name) for name in ("repeals", "amends", "replaces", "based_on", "issues")}
    own = _same(meta, shapes.Notice)
    return shapes.Notice(**{**_shared(catalogue, head), **own, **named, **catalogue.later(head)})


def _guide(catalogue: Catalogue, head: Head, meta: kinds.Guide) -> Record:
    faq = tuple(shapes.Question(question=pair.question, answer=pair.answer) for pair in meta.faq)
    events = _terms(catalogue.term("life_events", term, head.lang) for term in meta.life_event)
    return shapes.Guide(**{**_shared(catalogue, head), **_same(meta, shapes.Guide), "faq": faq, "life_events": events})


def _place(catalogue: Catalogue, head: Head, meta: kinds.Place) -> Record:
    at = meta.coordinates
    lat, lon = to_wgs84(at.lat, at.lon, at.system) if at else (None, None)
    own = {
        "district": _terms([catalogue.term("districts", meta.district, head.lang)])[0] if meta.district else None,
        "latitude": None if lat is None else round(lat, _DIGITS),
        "longitude": None if lon is None else round(lon, _DIGITS),
        "website": meta.url,
    }
    return shapes.Place(**{**_shared(catalogue, head), **_same(meta, shapes.Place), **own})


def _event(catalogue: Catalogue, head: Head, meta: kinds.Event) -> Record:
    return shapes.Event(**{**_shared(catalogue, head), **_same(meta, shapes.Event)})


def _course(catalogue: Catalogue, head: Head, meta: kinds.Course) -> Record:
    lessons = tuple(
        shapes.Lesson(
            title=lesson.meta.title, url=catalogue.address(lesson.url), summary=lesson.meta.summary,
            minutes=getattr(lesson.meta, "minutes", None),
        )
        for lesson in catalogue.lessons_of(head)
    )  # fmt: skip
    return shapes.Course(**{**_shared(catalogue, head), **_same(meta, shapes.Course), "lessons": lessons})


_WRITERS: dict[str, tuple[str, Callable[[Catalogue, Head, Any], Record]]] = {
    "notice": ("notices", _notice), "guide": ("guides", _guide), "place": ("places", _place),
    "event": ("events", _event), "course": ("courses", _course),
}  # fmt: skip


def _topics(catalogue: Catalogue, ordered: list[Head]) -> list[Record]:
    """Return the site's topics in its own order, those without documents included."""
    documents: dict[str, list[str]] = {}
    for head in ordered:
        for slug, _ in catalogue.topics(head):
            documents.setdefault(slug, []).append(catalogue.address(head.url))
    return [
        shapes.Topic(
            slug=slug, names=names, documents=tuple(documents.get(slug, ())),
            urls={edition.lang: catalogue.address(f"{edition.prefix}topic/{slug}/") for edition in catalogue.editions},
        )
        for slug, names in (catalogue.site.get("topics") or {}).items()
    ]  # fmt: skip


def _index(catalogue: Catalogue, lists: dict[str, list[bytes]]) -> shapes.Index:
    site = catalogue.site
    return shapes.Index(
        version=1, title=site.get("title") or {}, organisation=site.get("organisation") or {},
        language=str(site.get("language") or "zh-Hans"),
        languages=tuple(edition.lang for edition in catalogue.editions),
        files=tuple(
            shapes.Listed(
                name=name, count=len(listed), url=catalogue.address(f"api/{name}.json"),
                schema=catalogue.address(f"api/schema/{name}.json"),
            )
            for name, listed in lists.items()
        ),
        titles={
            edition.lang: catalogue.address(f"{edition.prefix}api/titles.json") for edition in catalogue.editions
        },
    )  # fmt: skip


def _schema(catalogue: Catalogue, name: str, shape: type[Record]) -> bytes:
    made = msgspec.json.schema(shape)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    if catalogue.base:
        head["$id"] = catalogue.address(f"api/schema/{name}.json")
    return msgspec.json.format(msgspec.json.encode({**head, **made}), indent=2) + b"\n"


def _titles(catalogue: Catalogue, edition: Edition) -> bytes:
    """Return `[[title, address, summary, kind, date, validity, topics], …]`, newest first: enough for a list of links.

    The address is from the site's root; the date is that of publication, or when an event starts; validity is ``""`` for what is in force or never was a rule.
    """
    comma = "、" if edition.lang.startswith("zh") else ", "
    rows = []
    for head in newest_first(edition.heads):
        validity = getattr(head.meta, "validity", "effective")
        rows.append(
            (
                head.meta.title, head.url, head.meta.summary, head.kind,
                getattr(head.meta, "starts", "") or head.meta.published,
                "" if validity == "effective" else validity,
                comma.join(name for _, name in catalogue.topics(head)),
            )
        )  # fmt: skip
    return msgspec.json.encode(rows)
