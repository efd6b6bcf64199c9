"""The whole of a recording in order: what it is and whether it holds, then everything that the page says.

Somebody who listens cannot glance at the top of the page. So the first sentences are those that decide whether to
listen at all: kind and title, validity, issuer and date. A text that no longer holds says so before anything.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from itertools import count
from typing import Any

from msgspec.structs import replace

from curbcut.core.model import Document
from curbcut.core.particulars import Particular, anchor, date_text, identity, joined, service
from curbcut.core.words import label
from curbcut.renditions.audio.body import Narration, Notes
from curbcut.renditions.audio.lines import HEADING, ITEM, PARAGRAPH, Line, pieces

_FIRST = ("validity", "issuer", "issued", "published", "effective", "minutes")
"""What a listener is told before the summary, in this order."""
_FACTS = ("time_limit", "fee", "office", "location", "hours", "phone", "online_url")
"""Particulars of a guide that the page shows as facts; the others are sections of their own."""
_CONTACT = ("name", "phone", "sms", "fax", "wechat", "email", "address", "hours", "sign_language")


def script(
    doc: Document, told: dict[str, Any], notes: Notes = "called", recorded: Container[str] = ()
) -> tuple[Line, ...]:
    """Return everything that is said of a document.

    told:     what the site tells of it (`portal.surroundings`): related, expired
    notes:    footnotes where they are called, or at the end
    recorded: ids of the sentences that a person speaks: these are never cut in pieces
    """
    narration = Narration(doc, notes)
    lines = [*_opening(doc, told), *_sections(doc), *narration.lines(), *_closing(doc), *narration.answers()]
    human = bool(doc.sentences) and all(sentence.id in recorded for sentence in doc.sentences)
    return _parted([*lines, _end(doc, human)], recorded)


def course_script(course: Document, lessons: tuple[Document, ...], told: dict[str, Any]) -> tuple[Line, ...]:
    """Return what is said of a course's own page: what it is, its objectives, its lessons. Lessons are recorded themselves."""
    lines = [*_opening(course, told)]
    objectives = tuple(getattr(course.meta, "objectives", None) or ())
    lines += _section(course, "objectives", label("objectives", course.lang), objectives)
    titles = tuple(lesson.meta.title or lesson.slug for lesson in lessons)
    lines += _section(course, "lessons", label("lessons", course.lang), titles, numbered=True)
    return _parted([*lines, *_closing(course), _end(course, human=False)], ())


def _end(doc: Document, human: bool) -> Line:
    """Return the last sentence, after which nothing is missing; it says honestly who spoke."""
    between = "" if doc.lang.startswith("zh") else " "
    words = ["heard_end"] if human else ["heard_end", "heard_synthetic"]
    return _said(doc, "cc-end", between.join(label(word, doc.lang) for word in words))


def _parted(lines: Iterable[Line], recorded: Container[str]) -> tuple[Line, ...]:
    """Return lines that can be spoken at once, with silence before every heading, too."""
    parted: list[Line] = []
    whole = (line for line in lines if line.text.strip())
    for line in (piece for one in whole for piece in ((one,) if one.id in recorded else pieces(one))):
        if line.level and parted and parted[-1].pause_ms < HEADING and not parted[-1].level:
            parted[-1] = replace(parted[-1], pause_ms=HEADING)
        parted.append(line)
    return tuple(parted)


def _said(doc: Document, id_: str, text: str, before: str = "", pause_ms: int = PARAGRAPH) -> Line:
    return Line(id=id_, text=text, lang=doc.lang, before=before, pause_ms=pause_ms)


def _headed(doc: Document, id_: str, text: str, before: str = "", level: int = 2) -> Line:
    return Line(id=id_, text=text, lang=doc.lang, before=before, level=level, pause_ms=HEADING)


def _colon(doc: Document) -> str:
    return "：" if doc.lang.startswith("zh") else ": "


def _opening(doc: Document, told: dict[str, Any]) -> Iterator[Line]:
    """Yield what stands before the text."""
    yield from _banner(doc, told)
    kind, title = label(f"heard.{doc.kind}", doc.lang), doc.meta.title or doc.slug
    yield _headed(doc, "cc-title", title, kind + _colon(doc), level=1)
    rows = {row.name: row for row in identity(doc.meta, doc.lang)}
    for name in _FIRST:
        if name in rows:
            yield _fact(doc, rows.pop(name))
    if doc.meta.summary:
        yield _said(doc, "cc-summary", doc.meta.summary)
    for row in rows.values():
        yield _fact(doc, row)
    for row in service(doc.meta, doc.lang):
        if doc.kind != "guide" or row.name in _FACTS:
            yield _fact(doc, row)
    for number, (how, title, lang, _) in enumerate(told.get("related", ()), 1):
        yield Line(id=f"cc-related.{number}", text=title, lang=lang, before=label(how, doc.lang) + _colon(doc))


def _banner(doc: Document, told: dict[str, Any]) -> Iterator[Line]:
    validity = getattr(doc.meta, "validity", "") or "effective"
    if validity == "effective" and not told.get("expired"):
        return
    name = f"banner.{validity}" if validity != "effective" else "banner.page_expired"
    yield _said(doc, "cc-banner", label(name, doc.lang))
    newer = [each for each in told.get("related", ()) if each[0] in ("replaced_by", "repealed_by", "amended_by")]
    for how, title, lang, _ in newer[:1]:
        yield Line(id="cc-banner", text=title, lang=lang, before=label(how, doc.lang) + _colon(doc))


def _fact(doc: Document, row: Particular) -> Line:
    return _said(doc, anchor(row.name), joined(row, doc.lang), row.label + _colon(doc), pause_ms=ITEM)


def _sections(doc: Document) -> Iterator[Line]:
    """Yield the sections of a guide that come from its front matter."""
    if doc.kind != "guide":
        return
    for row in service(doc.meta, doc.lang):
        if row.name in _FACTS:
            continue
        name = anchor(row.name).removeprefix("cc-")
        if row.form == "pairs":
            yield from _pairs(doc, name, row)
        elif row.form in ("list", "steps"):
            yield from _section(doc, name, row.label, row.values, numbered=row.form == "steps")
        else:
            yield from _section(doc, name, row.label, (joined(row, doc.lang),))


def _section(doc: Document, name: str, title: str, texts: tuple[str, ...], numbered: bool = False) -> Iterator[Line]:
    """Yield a section of the page that is no part of the text: its heading and what stands below it, in order."""
    if texts:
        yield _headed(doc, f"cc-{name}", title)
    for number, text in enumerate(texts, 1):
        yield _said(doc, f"cc-{name}.{number}", text, f"{number}. " if numbered else "")


def _pairs(doc: Document, name: str, row: Particular) -> Iterator[Line]:
    yield _headed(doc, f"cc-{name}", row.label)
    for number, text in enumerate(row.values, 1):
        asked = "question" if number % 2 else "answer"
        yield _said(doc, f"cc-{name}.{number}", text, label(asked, doc.lang) + _colon(doc))


def _closing(doc: Document) -> Iterator[Line]:
    """Yield what stands behind the text: attachments, whom to ask, what was changed."""
    meta, lang = doc.meta, doc.lang
    names = tuple(offered.title or offered.file.rpartition("/")[2] for offered in meta.attachments)
    yield from _section(doc, "attachments", label("attachments", lang), names)
    if meta.contact:
        numbers = count(1)
        yield _headed(doc, "cc-ask", label("print_contact", lang))
        for name in _CONTACT:
            if value := getattr(meta.contact, name):
                before = "" if name == "name" else label(name, lang) + _colon(doc)
                yield _said(doc, f"cc-ask.{next(numbers)}", value, before, pause_ms=ITEM)
    notes = tuple(f"{date_text(change.date, lang)}，{change.note}" for change in meta.change_notes)
    yield from _section(doc, "changes", label("change_notes", lang), notes)
