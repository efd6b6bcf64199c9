"""The page of one document: what it is, whether it holds, its text, its other formats."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from curbcut.core.model import Answer
from curbcut.core.pages import PageModel
from curbcut.core.particulars import Particular, anchor, date_text, identity, joined, service
from curbcut.core.steps import Head
from curbcut.core.vocabularies import in_language
from curbcut.core.words import label
from curbcut.portal.addresses import file_url, href, listing_url
from curbcut.portal.chrome import Frame, Where, page
from curbcut.portal.shelf import Shelf

_RELATIONS = ("issues", "replaces", "repeals", "amends", "based_on")


def document_page(around: Frame, shelf: Shelf, head: Head, rooms: dict[str, Any]) -> PageModel:
    """Return the page model of one document (its body is joined when the page is laid out).

    rooms: name → rendition module, for the names of the formats
    """
    trail = ((label(head.kind, head.lang), listing_url(head.kind, head.lang)), (title_of(head), None))
    if head.kind == "lesson":
        course = shelf.course_of(head)
        above = ((title_of(course), course.url),) if course else ()
        trail = ((label("course", head.lang), listing_url("course", head.lang)), *above, trail[-1])
    template = "course" if head.kind == "course" else "document"
    return page(
        around, Where(url=head.url, template=template, lang=head.lang, kind=head.kind, trail=trail), title_of(head),
        summary=head.meta.summary or "",
        banner=_banner(shelf, head),
        facts=_facts(shelf, head),
        toc=[{"id": h.id, "text": h.text, "level": h.level} for h in head.headings if h.level <= 3],
        formats=formats(shelf.made.get(head.path, {}), rooms, head.lang),
        sections=_sections(shelf, head),
        alternates=[
            {"lang": twin.lang, "href": href(head.url, twin.url), "name": label(twin.lang, twin.lang)}
            for twin in shelf.twins.get(head.path, ())
        ],
        meta=[{"name": "description", "content": head.meta.summary}] if head.meta.summary else [],
        **_neighbours(shelf, head),
    )  # fmt: skip


def title_of(head: Head) -> str:
    """Return a document's title."""
    return head.meta.title or head.slug


def formats(made: dict[str, Answer], rooms: dict[str, Any], lang: str) -> list[dict[str, str]]:
    """Return the format list: name, address beside the page, media type, size (and pages) in words."""
    shown = []
    for name in sorted(made, key=list(rooms).index):
        answer, room = made[name], rooms[name]
        blob = answer.files.get(room.FILE)
        if blob is None:
            continue
        parts = [room.FILE.rpartition(".")[2].upper()]
        if "pages" in answer.facts:
            parts.append(label("pages_detail", lang, pages=answer.facts["pages"]))
        parts.append(size_text(blob.size))
        shown.append(
            {
                "name": in_language(room.NAME, "zh" if lang.startswith("zh") else "en"), "href": room.FILE,
                "media": room.MEDIA, "detail": ("，" if lang.startswith("zh") else ", ").join(parts),
            }
        )  # fmt: skip
    return shown


def size_text(size_bytes: int) -> str:
    """Return a size as people say it: ``940 B``, ``12 KB``, ``1.2 MB`` (1 KB = 1,000 bytes)."""
    if size_bytes < 1_000:
        return f"{size_bytes} B"
    if size_bytes < 999_500:
        return f"{round(size_bytes / 1_000)} KB"
    return f"{size_bytes / 1_000_000:.1f} MB"


def _banner(shelf: Shelf, head: Head) -> dict[str, Any] | None:
    validity = getattr(head.meta, "validity", "effective") or "effective"
    if validity != "effective":
        newer = next((other for how, other in shelf.back.get(head.path, ()) if how != "issued_by_notice"), None)
        text = label(f"banner.{validity}", head.lang)
        link = {"href": href(head.url, newer.url), "link_text": title_of(newer)} if newer else {"href": None}
        return {"level": validity, "text": text, **link}
    if head.path in shelf.expired:
        return {"level": "expired", "text": label("banner.page_expired", head.lang), "href": None}
    return None


def _facts(shelf: Shelf, head: Head) -> list[dict[str, Any]]:
    told = identity(head.meta, head.lang)
    if head.kind != "guide":
        told += service(head.meta, head.lang)
    rows = [_fact(particular, head.lang) for particular in told]
    for relation in _RELATIONS:
        for name in getattr(head.meta, relation, None) or ():
            rows.append(_related(shelf, head, relation, name))
    for how, other in shelf.back.get(head.path, ()):
        rows.append({**_row(how, title_of(other), head.lang), "href": href(head.url, other.url)})
    source = getattr(head.meta, "source", None)
    if source:
        rows.append({**_row("source", source.name, head.lang), "href": source.url or None})
    contact = head.meta.contact
    if contact:
        shown = joined_texts((contact.name, contact.phone, contact.email), head.lang)
        rows.append({**_row("page_contact", shown, head.lang), "href": _telephone(contact.phone)})
    return rows


def _fact(particular: Particular, lang: str) -> dict[str, Any]:
    return {
        "label": particular.label, "value": joined(particular, lang), "href": _link(particular),
        "datetime": particular.values[0] if particular.form == "date" else None,
    }  # fmt: skip


def _link(particular: Particular) -> str | None:
    if particular.name == "phone":
        return _telephone(particular.values[0])
    return particular.values[0] if particular.name in ("online_url", "register_url", "url") else None


def _telephone(number: str) -> str | None:
    digits = "".join(ch for ch in number if ch.isdigit() or ch == "+")
    return f"tel:{digits}" if digits else None


def joined_texts(texts: tuple[str, ...], lang: str) -> str:
    """Return the non-empty texts as one line."""
    return ("，" if lang.startswith("zh") else ", ").join(text for text in texts if text)


def _related(shelf: Shelf, head: Head, relation: str, name: str) -> dict[str, Any]:
    target = shelf.by_name.get((name, head.lang))
    row = _row(relation, title_of(target) if target else name, head.lang)
    return {**row, "href": href(head.url, target.url)} if target else row


def _row(name: str, value: str, lang: str) -> dict[str, Any]:
    return {"label": label(name, lang), "value": value, "href": None, "datetime": None}


def _sections(shelf: Shelf, head: Head) -> list[dict[str, Any]]:
    if head.kind == "course":
        objectives = list(getattr(head.meta, "objectives", None) or ())
        sections: list[dict[str, Any]] = []
        if objectives:
            sections.append(
                {"id": "cc-objectives", "title": label("objectives", head.lang), "href": None, "list": objectives}
            )
        lessons = [
            {"title": title_of(h), "href": href(head.url, h.url), "summary": h.meta.summary or "", "lang": h.lang}
            for h in shelf.lessons(head)
        ]
        return [*sections, {"id": "cc-lessons", "title": label("lessons", head.lang), "href": None, "items": lessons}]
    sections = (
        [_section(particular, head.lang) for particular in service(head.meta, head.lang)]
        if head.kind == "guide"
        else []
    )
    return [*sections, *_after_text(head)]


def _section(told: Particular, lang: str) -> dict[str, Any]:
    section: dict[str, Any] = {"id": anchor(told.name), "title": told.label, "href": None}
    if told.form in ("list", "steps"):
        return section | {"list": list(told.values), "ordered": told.form == "steps"}
    if told.form == "pairs":
        return section | {
            "pairs": [{"question": q, "answer": a} for q, a in zip(told.values[::2], told.values[1::2], strict=True)]
        }
    return section | {"text": joined(told, lang), "link": _link(told)}


def _after_text(head: Head) -> Iterator[dict[str, Any]]:
    """Yield attachments and the history of changes, which stand after the text."""
    if head.meta.attachments:
        listed = [
            {
                "title": offered.title or offered.file.rpartition("/")[2], "href": href(head.url, file_url(offered.file)),
                "summary": joined_texts((offered.file.rpartition(".")[2].upper(), offered.alt_format_contact), head.lang),
            }
            for offered in head.meta.attachments
        ]  # fmt: skip
        yield {
            "id": "cc-attachments",
            "title": label("attachments", head.lang),
            "href": None,
            "items": listed,
            "after": True,
        }
    if head.meta.change_notes:
        notes = [f"{date_text(change.date, head.lang)}  {change.note}" for change in head.meta.change_notes]
        yield {
            "id": "cc-changes",
            "title": label("change_notes", head.lang),
            "href": None,
            "list": notes,
            "after": True,
        }


def _neighbours(shelf: Shelf, head: Head) -> dict[str, Any]:
    if head.kind != "lesson":
        return {}
    course = shelf.course_of(head)
    if course is None:
        return {}
    lessons = shelf.lessons(course)
    place = next((n for n, h in enumerate(lessons) if h.path == head.path), None)
    if place is None:
        return {}

    def link(n: int) -> dict[str, str] | None:
        return (
            {"title": title_of(lessons[n]), "href": href(head.url, lessons[n].url)} if 0 <= n < len(lessons) else None
        )

    return {"previous": link(place - 1), "next": link(place + 1)}
