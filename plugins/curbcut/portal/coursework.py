"""Pages that belong to a course and are no lesson: the words that its lessons explain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from curbcut.core.pages import PageModel
from curbcut.core.steps import Head
from curbcut.core.words import label
from curbcut.portal.addresses import href, listing_url
from curbcut.portal.chrome import Frame, Where, page
from curbcut.portal.parts import linked, title_of
from curbcut.portal.shelf import Shelf


def course_pages(around: Frame, shelf: Shelf, course: Head, keys: Mapping[str, str]) -> Iterator[PageModel]:
    """Yield the pages of one course. keys: text → how it is read aloud, in the course's language."""
    if url := shelf.glossary(course):
        yield _glossary(around, shelf, _where(shelf, course, "glossary", url), course, keys)


def _where(shelf: Shelf, course: Head, name: str, url: str) -> Where:
    find = getattr(shelf, name)
    twins = {twin.lang: there for twin in shelf.twins.get(course.path, ()) if (there := find(twin))}
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
