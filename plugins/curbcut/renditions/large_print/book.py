"""A course as one book: its lessons are chapters, with one table of contents, one list of addresses and one key of answers."""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element

from curbcut.core.model import Document
from curbcut.core.words import label
from curbcut.renditions.large_print.body import Addresses
from curbcut.renditions.large_print.elements import element, listed
from curbcut.renditions.large_print.page import Wishes, document, laid_down, opened

_HEADING = re.compile(r"h([2-6])\Z")


def compose_book(course: Document, lessons: tuple[Document, ...], told: dict[str, Any], wishes: Wishes) -> Element:
    """Return the html element of a course; headings of lessons stand one level lower than in the lessons themselves.

    told: what the site tells of the course; `addresses` are those of all lessons
    """
    paths = {lesson.path: f"#cc-{number}-lesson" for number, lesson in enumerate(lessons, 1)}
    addresses = Addresses(told.get("addresses", {}), inner=paths)
    parts = [opened(course, told, addresses, wishes), *_objectives(course)]
    for number, lesson in enumerate(lessons, 1):
        parts.append(_chapter(lesson, number, addresses, wishes))
    answers = [key for chapter in parts[1:] for key in _taken(chapter)]
    if answers:
        heading = element("h2", label("quiz_keys", course.lang), id="cc-keys")
        parts.append(element("section", "", heading, *answers, class_="chapter"))
    return document(course, parts, addresses, wishes)


def _taken(chapter: Element) -> list[Element]:
    """Take the answers out of a chapter: in a book they stand together at its end, below the lesson's name."""
    taken = [part for part in chapter if part.get("class") == "keys"]
    for keys in taken:
        chapter.remove(keys)
        keys.set("class", "answers")
        keys[0].text = chapter[0].text
    return taken


def _objectives(course: Document) -> list[Element]:
    objectives = getattr(course.meta, "objectives", ())
    if not objectives:
        return []
    heading = element("h2", label("objectives", course.lang), id="cc-objectives")
    return [element("section", "", heading, listed(objectives))]


def _chapter(lesson: Document, number: int, addresses: Addresses, wishes: Wishes) -> Element:
    chapter = element("section", "", class_="chapter", lang=lesson.lang)
    for part in laid_down(lesson, addresses, wishes.columns):
        chapter.append(part)
    for one in chapter.iter():
        if level := _HEADING.match(one.tag):
            one.tag = f"h{min(6, int(level[1]) + 1)}"
        if "id" in one.attrib:
            one.set("id", f"cc-{number}-{one.attrib['id']}")
        if one.get("href", "").startswith("#") and one.get("href") not in addresses.marks:
            one.set("href", f"#cc-{number}-{one.attrib['href'][1:]}")
        if "headers" in one.attrib:
            one.set("headers", " ".join(f"cc-{number}-{name}" for name in one.attrib["headers"].split()))
    title = element("h2", lesson.meta.title or lesson.slug, id=f"cc-{number}-lesson")
    summary = [element("p", lesson.meta.summary, class_="summary")] if lesson.meta.summary else []
    chapter[0:0] = [title, *summary]
    return chapter
