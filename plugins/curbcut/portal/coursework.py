"""Pages that belong to a course and are no lesson: the words that its lessons explain, and the record of what was learned."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec

from curbcut.core.pages import PageModel
from curbcut.core.steps import Head
from curbcut.core.words import label
from curbcut.portal.addresses import href, listing_url, root_of
from curbcut.portal.chrome import Frame, Where, kept_for, page
from curbcut.portal.parts import linked, record_name, section, title_of
from curbcut.portal.shelf import Shelf


def course_pages(around: Frame, shelf: Shelf, course: Head, keys: Mapping[str, str]) -> Iterator[PageModel]:
    """Yield the pages of one course. keys: text → how it is read aloud, in the course's language."""
    if url := shelf.glossary(course):
        yield _glossary(
            around, shelf, _where(course, "glossary", url, _twins(shelf, course, shelf.glossary)), course, keys
        )
    if url := shelf.certificate(course):
        where = _where(course, "record", url, _twins(shelf, course, shelf.certificate))
        yield _record(around, where, course, shelf.lessons(course))


def _twins(shelf: Shelf, course: Head, address: Callable[[Head], str]) -> dict[str, str]:
    return {twin.lang: there for twin in shelf.twins.get(course.path, ()) if (there := address(twin))}


def _where(course: Head, name: str, url: str, twins: dict[str, str]) -> Where:
    trail = (
        (label("course", course.lang), listing_url("course", course.lang)),
        (title_of(course), course.url),
        (label(name, course.lang), None),
    )
    return Where(url=url, template="sheet", lang=course.lang, name=name, kind="course", trail=trail, twins=twins)


def _glossary(around: Frame, shelf: Shelf, where: Where, course: Head, keys: Mapping[str, str]) -> PageModel:
    """Return the words of a course in the order in which they are read; where lessons say the same, once."""
    lang = course.lang
    places: dict[tuple[str, str], list[tuple[Head, str]]] = {}
    for lesson in shelf.lessons(course):
        for word in lesson.defined:
            places.setdefault((word.text, word.meaning), []).append((lesson, word.id))
    items: list[dict[str, Any]] = []
    for (text, meaning), found in sorted(places.items(), key=lambda one: (keys.get(one[0][0], one[0][0]), one[0])):
        first, id_ = found[0]
        titles = dict.fromkeys(title_of(lesson) for lesson, _ in found)
        lessons = label("glossary_in", lang, lessons=("、" if lang.startswith("zh") else ", ").join(titles))
        items.append(linked(text, f"{href(where.url, first.url)}#{id_}", summary=meaning, detail=lessons))
    return page(
        around, where, label("glossary_of", lang, title=title_of(course)), heading=label("glossary", lang),
        summary=label("glossary_text", lang), items=items,
    )  # fmt: skip


_ABOUT_RECORD = 3  # sentences of `record_1` … in core/words/learning.py


def _record(around: Frame, where: Where, course: Head, lessons: list[Head]) -> PageModel:
    """Return the record of learning: a form for paper, which a script fills from what is kept on the device."""
    lang, url = course.lang, where.url
    meta: Any = course.meta
    rows = [
        {
            "title": title_of(lesson), "pass": str(_pass_mark(lesson) or ""),
            "none": "" if lesson.questions else label("record_none", lang),
        }
        for lesson in lessons
    ]  # fmt: skip
    names = ("name", "course", "date", "lessons", "lesson", "points", "pass", "signed")
    told = {
        "site": kept_for(around.config), "asked": msgspec.json.encode([_asked(lesson) for lesson in lessons]).decode(),
        "course": title_of(course), "condition": meta.certificate, "rows": rows,
        "words": {name: label(f"record_{name}", lang) for name in names} | {"condition": label("certificate", lang)},
    }  # fmt: skip
    about = [label(f"record_{number}", lang) for number in range(1, _ABOUT_RECORD + 1)]
    return page(
        around, where, label("record_of", lang, title=title_of(course)), heading=label("record", lang),
        summary=label("record_text", lang), certificate=told, scripts=[root_of(url) + around.assets["record.js"]],
        styles=[root_of(url) + around.assets[name] for name in ("quiz.css", "record.css")],
        sections=[section("about", label("record_about", lang), "list", about, around=True)],
        meta=[{"name": "robots", "content": "noindex"}],
    )  # fmt: skip


def _pass_mark(lesson: Head) -> int:
    return getattr(lesson.meta, "pass_mark", None) or 0


def _asked(lesson: Head) -> dict[str, Any]:
    """Return what the script has to know of a lesson: where its answers are kept, and which of them still count."""
    questions = [[id_, hash_, counts] for id_, (hash_, counts) in zip(lesson.questions, lesson.asked, strict=True)]
    return {"name": record_name(lesson), "title": title_of(lesson), "pass": _pass_mark(lesson), "questions": questions}
