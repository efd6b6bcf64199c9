"""The parts that pages are put together from: sections, list items, fact rows, tables, pagers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Literal

from curbcut.core.particulars import date_text
from curbcut.core.steps import Head
from curbcut.core.words import label
from curbcut.portal.addresses import href, listing_url

Form = Literal[
    "", "items", "list", "steps", "checks", "pairs", "terms", "facts", "table", "cards", "figure", "line", "save"
]

_NUMBER = re.compile(r"\+?\d[\d -]*\d")
_LONG = 17
"""Columns beyond which a value takes the whole width of a fact table: half of it holds about so many; a Hanzi has two."""


def section(name: str, title: str, form: Form = "", content: Any = None, **more: Any) -> dict[str, Any]:
    """Return a section: `paragraphs` first, then the content in its form, then a link to `more`.

    form: items (list items) · list, steps, checks (texts) · pairs (question, answer) · terms (text, href, count) ·
          facts (rows) · table · cards (text, href, links) · figure · line (text, href) · save (id, list, words: where keeping.js works)
    around: it is not part of what the page says, so the simple mode leaves it out
    """
    return {
        "id": f"cc-{name}", "title": title, "form": form, "content": content, "paragraphs": [], "more": None,
        "around": False, **more,
    }  # fmt: skip


def title_of(head: Head) -> str:
    """Return a document's title."""
    return head.meta.title or head.slug


def record_name(lesson: Head) -> str:
    """Return the name under which a device keeps what was answered in a lesson: one for each language."""
    base = lesson.lang.partition("-")[0]
    return lesson.slug if base == "zh" else f"{lesson.slug}.{base}"


def date_of(head: Head) -> str:
    """Return the date a list shows and sorts by: of publication, or when an event starts."""
    return getattr(head.meta, "starts", None) or head.meta.published or ""


def validity_of(head: Head) -> str:
    """Return whether a document is in force; what is no notice always is."""
    return getattr(head.meta, "validity", "effective") or "effective"


def item(here: str, head: Head, **more: Any) -> dict[str, Any]:
    """Return what a list shows of a document."""
    date, validity = date_of(head), validity_of(head)
    return linked(
        title_of(head), href(here, head.url), summary=head.meta.summary or "", date=date, lang=head.lang,
        date_text=date_text(date, head.lang) if date else "",
        tag="" if validity == "effective" else label(f"validity.{validity}", head.lang),
    ) | more  # fmt: skip


def linked(title: str, link: str, **more: Any) -> dict[str, Any]:
    """Return a list item: a link, and what else is said of it."""
    return {
        "title": title, "href": link, "summary": "", "date": "", "date_text": "", "lang": "", "detail": "", "ways": [],
        "tag": "", **more,
    }  # fmt: skip


def fact(name: str, value: str, lang: str, *, link: str | None = None, date: str | None = None) -> dict[str, Any]:
    """Return one row of a fact table."""
    long = sum(1 + (char >= "\u2e80") for char in value) > _LONG
    return {
        "label": label(name, lang), "value": value, "href": link, "datetime": date, "long": long, "id": "", "lang": "",
    }  # fmt: skip


def paired(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows of a fact table, with a short one that has no short one beside it as wide as the table."""
    shown: list[dict[str, Any]] = []
    alone = False
    for row in rows:
        if alone and row["long"]:
            shown[-1] = shown[-1] | {"long": True}
        alone = not row["long"] and not alone
        shown.append(row)
    return [*shown[:-1], shown[-1] | {"long": True}] if alone else shown


def cell(text: str, link: str | None = None, date: str | None = None) -> dict[str, Any]:
    """Return one cell of a table."""
    return {"text": text, "href": link, "datetime": date}


def term(here: str, text: str, there: str, count: int = 0) -> dict[str, Any]:
    """Return one link of an index, with how many documents it leads to."""
    return {"text": text, "href": href(here, there), "count": count, "current": False}


def pager(name: str, lang: str, number: int, of: int) -> dict[str, Any] | None:
    """Return the links between the pages of a list, or None where one page is enough."""
    if of <= 1:
        return None
    url = listing_url(name, lang, number)

    def to(n: int) -> str:
        return href(url, listing_url(name, lang, n))

    near = sorted({1, of, *range(max(1, number - 2), min(of, number + 2) + 1)})
    return {
        "previous": to(number - 1) if number > 1 else None,
        "next": to(number + 1) if number < of else None,
        "text": label("page_of", lang, number=number, of=of),
        "numbers": [{"text": str(n), "href": to(n), "current": n == number} for n in near],
    }


def telephone(number: str) -> str | None:
    """Return the `tel:` address of the first number in a text as people write it, or None."""
    found = _NUMBER.search(number)
    return "tel:" + re.sub(r"[^\d+]", "", found[0]) if found else None


def joined_texts(texts: tuple[str, ...], lang: str) -> str:
    """Return the non-empty texts as one line."""
    return ("，" if lang.startswith("zh") else ", ").join(text for text in texts if text)
