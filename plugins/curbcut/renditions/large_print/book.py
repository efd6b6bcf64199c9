"""A course as one book: a workbook whose lessons are chapters, with one table of contents, one glossary and one list of addresses.

The answers are a booklet of their own (`key`), so that whoever helps can keep them back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

import msgspec

from curbcut.core.definitions import definitions
from curbcut.core.language.collation import reading_keys
from curbcut.core.model import Document
from curbcut.core.words import label
from curbcut.renditions.large_print.body import Addresses, number_addresses
from curbcut.renditions.large_print.elements import element, listed
from curbcut.renditions.large_print.guiding import guidance, postal_sheet
from curbcut.renditions.large_print.opening import fact
from curbcut.renditions.large_print.page import Wishes, document, laid_down, opened

_HEADING = re.compile(r"h([2-6])\Z")
_LISTED = ("h2",)
"""Headings that the contents of a book name: with those of each lesson they would be five pages long."""


def compose_book(course: Document, lessons: tuple[Document, ...], told: dict[str, Any], wishes: Wishes) -> Element:
    """Return the html element of a course; headings of lessons stand one level lower than in the lessons themselves.

    told: what the site tells of the course; `addresses` are those of all lessons
    """
    paths = {lesson.path: f"#cc-{number}-lesson" for number, lesson in enumerate(lessons, 1)}
    addresses = Addresses(told.get("addresses", {}), inner=paths)
    kinds = frozenset(question.kind for lesson in lessons for question in lesson.questions)
    front = msgspec.structs.replace(course, meta=msgspec.structs.replace(course.meta, topic=()))  # the title says it
    parts = [
        opened(front, told, addresses, wishes, (*_facts(course, lessons, told),)),
        *_objectives(course),
        *guidance(course, kinds),
    ]
    for number, lesson in enumerate(lessons, 1):
        parts.append(_chapter(lesson, number, addresses, wishes))
    parts += _glossary(course, lessons)
    last = [*postal_sheet(course)] if kinds else []
    for part in last:
        number_addresses(part, addresses)
    return document(course, parts, addresses, msgspec.structs.replace(wishes, listed=_LISTED), last)


def _facts(course: Document, lessons: tuple[Document, ...], told: dict[str, Any]) -> Iterator[Element]:
    """Yield what a learner has to know of the whole, in the order and words of the course's page."""
    lang, meta = course.lang, course.meta
    if told.get("name"):
        yield fact(label("organiser", lang), told["name"], lang)
    yield fact(label("lesson_count", lang), label("lesson_count_value", lang, count=len(lessons)), lang)
    minutes = sum(getattr(lesson.meta, "minutes", None) or 0 for lesson in lessons)
    if minutes and not getattr(meta, "minutes", None):  # else it stands among the facts of every document
        yield fact(label("minutes", lang), label("minutes_value", lang, count=minutes), lang)
    questions = sum(len(lesson.questions) for lesson in lessons)
    if questions:
        yield fact(label("question_count", lang), label("question_count_value", lang, count=questions), lang)
    teacher = getattr(meta, "teacher", None)
    asked = (teacher.name, teacher.phone, teacher.hours) if teacher else ()
    shown = ("，" if lang.startswith("zh") else ", ").join(filter(None, asked))
    for name, text in (
        ("certificate", getattr(meta, "certificate", "")), ("teacher", shown), ("licence", getattr(meta, "licence", "")),
    ):  # fmt: skip
        if text:
            yield fact(label(name, lang), text, lang)


def _objectives(course: Document) -> list[Element]:
    objectives = getattr(course.meta, "objectives", ())
    if not objectives:
        return []
    heading = element("h2", label("objectives", course.lang), id="cc-objectives")
    return [element("section", "", heading, listed(objectives))]


def _chapter(lesson: Document, number: int, addresses: Addresses, wishes: Wishes) -> Element:
    chapter = element("section", "", class_="chapter", lang=lesson.lang)
    chapter.extend(part for part in laid_down(lesson, addresses, wishes.columns) if part.get("class") != "keys")
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


def _glossary(course: Document, lessons: tuple[Document, ...]) -> Iterator[Element]:
    """Yield the words that the lessons explain, in the order of the course's page of words; where lessons say the same, once."""
    lang = course.lang
    places: dict[tuple[str, str], list[int]] = {}
    for number, lesson in enumerate(lessons, 1):
        for word in definitions(lesson):
            places.setdefault((word.text, word.meaning), []).append(number)
    if not places:
        return
    keys = reading_keys(sorted({text for text, _ in places}), lang)
    terms = element("dl")
    for text, meaning in sorted(places, key=lambda word: (keys[word[0]], word)):
        links = [
            element("a", lessons[number - 1].meta.title or lessons[number - 1].slug, href=f"#cc-{number}-lesson")
            for number in dict.fromkeys(places[text, meaning])
        ]
        before, _, after = label("glossary_in", lang).partition("{lessons}")
        for link in links[:-1]:
            link.tail = "、" if lang.startswith("zh") else ", "
        links[-1].tail = after or None
        terms.append(element("dt", text))
        terms.append(element("dd", "", element("p", meaning), element("p", before, *links)))
    yield element("section", "", element("h2", label("glossary", lang), id="cc-glossary"), terms, class_="chapter")
