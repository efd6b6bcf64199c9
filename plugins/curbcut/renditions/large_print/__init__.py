"""Large print: a PDF whose letters are really large, and whose tags say what the page says.

Sizes are 大字 20 pt, 特大 24 pt and 超大 30 pt: an ordinary official document already has 16 pt (GB/T 9704-2012), and
every source on large print asks for 18 or more (plugins/decisions/010).
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, ClassVar, Literal

import msgspec

from curbcut.core.errors import EnvironmentProblem
from curbcut.core.fields import FieldWords, field
from curbcut.core.model import Document, Made, Record
from curbcut.core.vocabularies import in_language
from curbcut.core.words import label

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from weasyprint.document import Document as Layout

NAME = {"zh": "大字 PDF", "en": "Large-print PDF"}
MEDIA = "application/pdf"
FILE = "large-print.pdf"
NEEDS: tuple[str, ...] = ()
TOOLS = ("weasyprint", "pydyf", "tinycss2", "cssselect2", "fonttools", "pillow", "pypinyin")
STANDS_ON = ("definitions", "quizzes.keys")
SHOWS_SITE = True
WEIGHT = 150
"""How many ordinary jobs one of these costs: 0.1 to 0.2 s for a few pages, beside less than a millisecond for a plain copy."""

NAMES: dict[int, dict[str, str]] = {
    20: NAME,
    24: {"zh": "特大字 PDF", "en": "Larger-print PDF"},
    30: {"zh": "超大字 PDF", "en": "Largest-print PDF"},
}
_VOLUMES: dict[str, dict[str, str]] = {
    "whole": {"zh": "{size} PDF", "en": "{size} PDF"},
    "workbook": {"zh": "{size}练习册 PDF", "en": "{size} workbook PDF"},
    "key": {"zh": "{size}答案册 PDF", "en": "{size} answer key PDF"},
}
"""What is printed → what it is called: a document or a course that asks nothing; a course without its answers; these alone."""
SECONDS = 120.0
"""Of CPU time for one document: a hundred times what a law of 60 pages needs."""
GROWN_BYTES = 1_000_000_000
"""By how much one document may make its process grow: a law of 60 pages needs 60 MB."""
_A_PAGE = {"zh": 330, "en": 620}
"""Characters on a page of 20 pt, as measured on the demo: to guess whether there will be contents."""
_CONTENTS_FROM = 4  # pages


class Options(Record, frozen=True):
    """sizes: of the letters in points; the first is `large-print.pdf`, another one `large-print-24pt.pdf`.

    columns: a table with more becomes lists, 1–8
    """

    FIELDS: ClassVar[dict[str, FieldWords]] = {
        "sizes": field(
            "字号", "做哪几种字号（磅）：20 大字、24 特大、30 超大；第一种是 large-print.pdf", "sizes in points: 20, 24 or 30; the first one is large-print.pdf"
        ),
        "columns": field("最多列数", "表格超过几列就改成一条一条的列表", "the columns a table may have before it becomes lists"),
    }  # fmt: skip
    sizes: tuple[Literal["20", "24", "30"], ...] = ("20",)
    columns: int = 4


def render(doc: Document, options: Options, made: dict[str, Made], parts: tuple[Made, ...] = ()) -> Made:
    """Return `large-print.pdf` and the other sizes asked for; facts `pages`, `name` and `also` (`shapes.Rendition`).

    raises: NotPrintable, EnvironmentProblem
    """
    del parts
    return _sizes((doc,), options, made["site"])


def bind(docs: tuple[Document, ...], options: Options, made: dict[str, Made], parts: tuple[Made, ...] = ()) -> Made:
    """Return a course (first of `docs`) and its lessons as one book, in the same files as `render`.

    Where the lessons ask something it is a workbook, and the answers are in `large-print-key.pdf` (`large-print-24pt-key.pdf`).
    raises: NotPrintable, EnvironmentProblem
    """
    del parts
    asks = any(doc.questions for doc in docs)
    return _sizes(docs, options, made["site"], ("workbook", "key") if asks else ("whole",))


def lacks() -> tuple[EnvironmentProblem, ...]:
    """Return what this machine lacks for this room: Pango, WeasyPrint, our fonts."""
    from curbcut.renditions.large_print import printing

    return tuple(printing.lacks())


def _sizes(docs: tuple[Document, ...], options: Options, site: Made, volumes: tuple[str, ...] = ("whole",)) -> Made:
    files: dict[str, bytes] = {}
    told: dict[str, dict[str, Any]] = {}
    for points in dict.fromkeys(int(size) for size in options.sizes or ("20",)):
        file = FILE if not files else f"large-print-{points}pt.pdf"
        for volume in volumes:
            name = file.replace(".pdf", "-key.pdf") if volume == "key" else file
            files[name], pages = _printed(docs, site, Setting(points=points, columns=options.columns, volume=volume))
            told[name] = {"name": _called(volume, points), "pages": pages}
    return Made(files=files, facts={**told.pop(FILE), "also": told})


def _called(volume: str, points: int) -> dict[str, str]:
    """Return what a file is called, by language."""
    return {lang: form.format(size=NAMES[points][lang].removesuffix(" PDF")) for lang, form in _VOLUMES[volume].items()}


class Setting(Record, frozen=True):
    """How one file is set: size of its letters in `points`, `columns` of a table, which `volume` it is."""

    points: int
    columns: int
    volume: str = "whole"


def _printed(docs: tuple[Document, ...], site: Made, setting: Setting) -> tuple[bytes, int]:
    from curbcut.core.deadlines import TooLarge, TooSlow, within
    from curbcut.renditions.large_print.conforming import write_conforming
    from curbcut.renditions.large_print.key import key_of
    from curbcut.renditions.large_print.particulars import particulars
    from curbcut.renditions.large_print.printing import watched
    from curbcut.renditions.large_print.problems import NotPrintable

    where = docs[0].path
    told = particulars(key_of(docs[0]) if setting.volume == "key" else docs[0], site)
    if setting.volume == "workbook":
        told = msgspec.structs.replace(told, source_name="", source=b"")  # which has the answers
    try:
        with within(SECONDS, GROWN_BYTES, time.process_time), watched(site.files) as fetcher:
            layout = _laid_out(docs, site.facts, setting, fetcher)
            return write_conforming(layout, told), len(layout.pages)
    except TooSlow as problem:
        raise NotPrintable("print-too-slow", where=where, seconds=int(SECONDS)) from problem
    except (TooLarge, MemoryError) as problem:
        raise NotPrintable("print-too-large", where=where, megabytes=GROWN_BYTES // 1_000_000) from problem
    except RecursionError as problem:
        raise NotPrintable("print-too-deep", where=where) from problem


def _laid_out(docs: tuple[Document, ...], told: dict[str, Any], setting: Setting, fetcher: Any) -> Layout:
    """Return the pages; with contents where there are four or more, which only laying out tells for certain."""
    from curbcut.renditions.large_print.book import compose_book
    from curbcut.renditions.large_print.key import compose_key
    from curbcut.renditions.large_print.page import Wishes, compose, letters, worth_contents
    from curbcut.renditions.large_print.printing import laid_out
    from curbcut.renditions.large_print.style import running_letters

    doc, points = docs[0], setting.points
    lang = "zh" if doc.lang.startswith("zh") else "en"
    edition = label("print_points", lang, name=in_language(NAMES[points], lang).removesuffix(" PDF"), points=points)

    def composed(contents: bool) -> Element:
        wishes = Wishes(columns=setting.columns, edition=edition, contents=contents, running=running_letters(points))
        if doc.kind != "course":
            return compose(doc, told, wishes)
        return (compose_key if setting.volume == "key" else compose_book)(doc, docs[1:], told, wishes)

    def printed(html: Element) -> Layout:
        return laid_out(html, fetcher, points, doc.lang)

    html = composed(contents=False)
    if not worth_contents(html):
        return printed(html)
    guess = letters(html) > _A_PAGE[lang] * (_CONTENTS_FROM - 0.5) * (20 / points) ** 2
    layout = printed(composed(contents=True) if guess else html)
    if (len(layout.pages) >= _CONTENTS_FROM) != guess:
        layout = printed(composed(contents=not guess))
    return layout
