"""The answers of a course as a booklet of their own, lesson by lesson, with the numbers and letters of the workbook."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

import msgspec

from curbcut.core.model import Document
from curbcut.core.quizzes.keys import detach
from curbcut.core.words import label
from curbcut.renditions.large_print.body import Addresses, printed_body
from curbcut.renditions.large_print.elements import element, unwrap
from curbcut.renditions.large_print.page import Wishes, document, opened
from curbcut.renditions.large_print.tables import fit_tables


def key_of(course: Document) -> Document:
    """Return what the booklet's cover and its file say of themselves: a document with the course's name, and no text."""
    told = {"title": label("print_key_of", course.lang, title=course.meta.title or course.slug)}
    told["summary"] = label("print_key_text", course.lang)
    return msgspec.structs.replace(course, meta=msgspec.structs.replace(course.meta, **told, minutes=None, audience=()))


def compose_key(course: Document, lessons: tuple[Document, ...], told: dict[str, Any], wishes: Wishes) -> Element:
    """Return the html element of the booklet. told: what the site tells of the course"""
    addresses = Addresses(told.get("addresses", {}))
    booklet = key_of(course)
    parts = [opened(booklet, told, addresses, wishes)]
    for number, lesson in enumerate(lessons, 1):
        parts += [
            _answers(lesson, keys, number, addresses, wishes)
            for keys in detach(lesson.tree(), lesson.lang) if keys.get("class") == "keys"
        ]  # fmt: skip
    return document(booklet, parts, addresses, msgspec.structs.replace(wishes, listed=("h2",)))


def _answers(lesson: Document, keys: Element, number: int, addresses: Addresses, wishes: Wishes) -> Element:
    """Return the answers of one lesson below its name, and what a pass is."""
    section = printed_body(keys, addresses, lesson.lang)
    fit_tables(section, wishes.columns, lesson.lang)
    section.set("class", "answers")
    section.set("lang", lesson.lang)
    for one in section.iter():
        if "id" in one.attrib:
            one.set("id", f"cc-{number}-{one.attrib['id']}")
    section[0].text = lesson.meta.title or lesson.slug
    mark = getattr(lesson.meta, "pass_mark", None)
    if mark:
        section.insert(1, element("p", label("lesson_pass", lesson.lang, count=mark), class_="mark"))
    # What an explanation points to in its lesson is in the other book.
    gone = [(parent, link) for parent in section.iter() for link in parent if _leads_away(link, addresses)]
    for parent, link in gone:
        unwrap(parent, link)
    return section


def _leads_away(link: Element, addresses: Addresses) -> bool:
    return link.tag == "a" and link.get("href", "").startswith("#") and link.get("href") not in addresses.marks
