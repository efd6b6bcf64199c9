"""What the published pages of a course say of it: lessons in their order, questions, pass marks."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import NamedTuple

from curbcut.core.model import Record
from curbcut.kit.pages import INDEX, needed

_SECTION = re.compile(r'<section class="question" ([^>]*)>')
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_PASS = re.compile(r'<div class="text" data-lesson="[^"]*" data-pass="(\d+)"')
_H1 = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_SUMMARY = re.compile(r'<p class="summary">(.*?)</p>', re.DOTALL)
_TAGS = re.compile(r"<[^>]*>")
_GRADED = ("blank", "number")
"""Kinds that a machine can grade though no letter is right."""


class Asked(NamedTuple):
    """A question. hash: of its wording (decision 015); counts: whether a machine can grade it; open: a free text."""

    id: str
    hash: str
    counts: bool
    open: bool


class Lesson(Record, frozen=True):
    """A lesson. path: of its page, from the site's root; mark: the percentage that is a pass."""

    id: str
    path: str
    title: str
    mark: int
    questions: tuple[Asked, ...]


class Course(Record, frozen=True):
    """A course as it is published. path: of its page."""

    slug: str
    path: str
    lang: str
    title: str
    lessons: tuple[Lesson, ...]
    summary: str = ""


def course_of(slug: str, lang: str, path: str, read: Callable[[str], bytes | None]) -> Course:
    """Return what the pages of a course say. path: of its page; read: gives a page of the release, None for what is none.

    The order of the lessons is that of the links of the course's page.
    """
    page = read(path) or b""
    folder = path.removesuffix(INDEX)
    inside = (link for link in needed(page, path) if link.startswith(folder) and link.endswith(f"/{INDEX}"))
    lessons = []
    for link in dict.fromkeys(inside):
        if html := read(link):
            name = link.removeprefix(folder).removesuffix(f"/{INDEX}")
            lessons.append(_lesson(name, link, html.decode()))
    title, summary = (_text(element, page.decode()) for element in (_H1, _SUMMARY))
    return Course(slug=slug, path=path, lang=lang, title=title, summary=summary, lessons=tuple(lessons))


def _lesson(name: str, path: str, html: str) -> Lesson:
    mark = _PASS.search(html)
    return Lesson(
        id=name, path=path, title=_text(_H1, html), mark=int(mark[1]) if mark else 0,
        questions=tuple(_asked(dict(_ATTRIBUTE.findall(found[1]))) for found in _SECTION.finditer(html)),
    )  # fmt: skip


def _asked(told: dict[str, str]) -> Asked:
    kind = told.get("data-kind", "")
    counts = kind in _GRADED or (kind != "open" and bool(told.get("data-right")))
    return Asked(id=unescape(told["id"]), hash=told.get("data-hash", ""), counts=counts, open=kind == "open")


def _text(element: re.Pattern[str], html: str) -> str:
    found = element.search(html)
    return " ".join(unescape(_TAGS.sub("", found[1])).split()) if found else ""
