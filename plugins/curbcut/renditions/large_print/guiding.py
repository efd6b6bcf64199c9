"""What a workbook says to who writes in it: how to answer each kind of question, and where to send it back."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import msgspec

from curbcut.core.kinds import Contact
from curbcut.core.model import Document
from curbcut.core.words import label
from curbcut.renditions.large_print.elements import element, listed
from curbcut.renditions.large_print.opening import contact_lines

_HOW = {
    "print_how_tick": {"single", "truth", "scenario"},
    "print_how_ticks": {"multiple"},
    "print_how_order": {"order"},
    "print_how_match": {"match"},
    "print_how_blank": {"blank", "number"},
    "print_how_open": {"open"},
}
"""Sentence → the kinds of question it is true of."""
_ALWAYS = ("print_how_hints", "print_how_key", "print_how_time")
_POSTED = ("print_post_top", "print_post_write", "print_post_pages")


def guidance(course: Document, kinds: frozenset[str]) -> Iterator[Element]:
    """Yield how to work with a book that asks questions. kinds: of these"""
    lang = course.lang
    if kinds:
        how = [name for name, of in _HOW.items() if of & kinds]
        heading = element("h2", label("print_how", lang), id="cc-how")
        yield element("section", "", heading, listed(label(name, lang) for name in (*how, *_ALWAYS)))


def postal_sheet(course: Document) -> Iterator[Element]:
    """Yield the sheet that goes on top when the book is sent by post; none for a course that names nobody to send it back to.

    The frame is where a window envelope shows it: 20 mm from the left, 45 mm from above, 90 × 45 mm (DIN 5008, form B).
    """
    lang = course.lang
    teacher: Contact | None = getattr(course.meta, "teacher", None)
    if teacher is None or not (teacher.address or teacher.phone):
        return
    told = msgspec.structs.replace(teacher, hours="")  # which stand on the cover: a sheet has little room
    back = "print_post_back" if teacher.address else "print_post_call"
    yield element(
        "section", "",
        element("h2", label("print_post", lang), id="cc-post"),
        element("div", "", element("p", label("print_post_to", lang)), class_="window"),
        element("p", label(back, lang), class_="lead"),
        element("div", "", *contact_lines(told, lang), class_="lines"),
        element("p", label("print_post_name", lang)),
        listed(label(name, lang) for name in _POSTED),
        class_="chapter post",
    )  # fmt: skip
