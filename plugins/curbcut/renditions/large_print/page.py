"""One document as the printed page: a tree of plain elements that the printer lays out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

from curbcut.core.model import Document, Record
from curbcut.core.words import label
from curbcut.renditions.large_print.body import Addresses, number_addresses, printed_body
from curbcut.renditions.large_print.elements import compose_texts, element, text_of
from curbcut.renditions.large_print.opening import cover, ending, particulars
from curbcut.renditions.large_print.questions import printed_questions
from curbcut.renditions.large_print.setting import typeset
from curbcut.renditions.large_print.tables import fit_tables

UNKNOWN = "000"
"""Stands for a page's number until all pages are laid out; as wide as any number of pages that a person would print."""
_LISTED = ("h2", "h3")
"""Headings that the contents name, as on the page of the site."""
_UNLISTED = ("cc-hint-", "cc-key-")
"""How ids of headings begin that say only which question a hint or an answer is for."""


class Wishes(Record, frozen=True):
    """How a page is made.

    columns: a table may have; edition: name of this size; contents: whether it has any
    running: Latin letters (two for a Han character) that a running head has room for
    listed: headings that the contents name
    """

    columns: int
    edition: str
    contents: bool
    running: int = 56
    listed: tuple[str, ...] = _LISTED


def compose(doc: Document, told: dict[str, Any], wishes: Wishes) -> Element:
    """Return the html element of a document; nothing of `doc` is changed.

    told: what the site tells of the document (`shapes.Rendition`, facts of `made["site"]`)
    """
    addresses = Addresses(told.get("addresses", {}))
    opening = opened(doc, told, addresses, wishes)
    return document(doc, [opening, *laid_down(doc, addresses, wishes.columns)], addresses, wishes)


def opened(
    doc: Document, told: dict[str, Any], addresses: Addresses, wishes: Wishes, more: tuple[Element, ...] = ()
) -> Element:
    """Return the cover; addresses that it links to are numbered first. more: facts that only the caller knows"""
    opening = cover(doc, told, wishes.edition, wishes.running, more)
    number_addresses(opening, addresses)
    return opening


def laid_down(doc: Document, addresses: Addresses, columns: int) -> list[Element]:
    """Return everything between the cover and the list of addresses, fit for paper."""
    root = doc.tree()
    behind = printed_questions(root, doc.lang) if doc.questions else []
    before, body, after = (
        [*particulars(doc)],
        printed_body(root, addresses, doc.lang),
        [*ending(doc, addresses.inside)],
    )
    for part in after:
        number_addresses(part, addresses)
    parts = [*before, body, *after, *(printed_body(part, addresses, doc.lang) for part in behind)]
    for part in parts:
        fit_tables(part, columns, doc.lang)
    return parts


def document(
    doc: Document, parts: list[Element], addresses: Addresses, wishes: Wishes, last: Iterable[Element] = ()
) -> Element:
    """Return a cover and what follows it, with contents between them and addresses behind, as one html element.

    last: what comes after the addresses
    """
    numbered = addresses.printed()
    if numbered is not None:
        heading = element("h2", label("print_addresses", doc.lang), id="cc-addresses")
        parts = [*parts, element("section", "", heading, numbered)]
    parts = [*parts, *last]
    middle = [contents(parts[1:], doc.lang, wishes.listed)] if wishes.contents else []
    body = element("body", "", parts[0], *middle, element("main", "", *parts[1:]))
    compose_texts(body)
    if doc.lang.startswith("zh"):
        typeset(body)
    head = element("head", "", element("title", doc.meta.title or doc.slug))
    return element("html", "", head, body, lang=doc.lang)


def contents(parts: list[Element], lang: str, tags: tuple[str, ...] = _LISTED) -> Element:
    """Return the list of headings with their pages (`printing.number_contents`); every heading it names has an id.

    tags: of the headings to name
    The number stands beside the title: with low vision one loses the line on the way to the other side of the page.
    """
    items = []
    for heading in _headings(parts, tags):
        name = heading.get("id", "")
        number = element("span", label("print_on_page", lang, page=UNKNOWN), class_="page", data_to=name)
        link = element("a", f"{text_of(heading)} ", number, href=f"#{name}")
        items.append(element("li", "", link, class_="deeper" if heading.tag == "h3" else ""))
    title = element("h2", label("print_contents", lang), id="cc-contents")
    return element("nav", "", title, element("ol", "", *items), class_="contents")


def worth_contents(html: Element) -> bool:
    """Tell whether there is something to list: two headings or more."""
    return sum(1 for _ in _headings([html], _LISTED)) > 1


def _headings(roots: list[Element], tags: tuple[str, ...]) -> Iterator[Element]:
    for root in roots:
        for one in root.iter():
            name = one.get("id", "cc-contents")
            if one.tag in tags and name != "cc-contents" and not name.startswith(_UNLISTED) and text_of(one):
                yield one


def letters(html: Element) -> int:
    """Return how many characters are printed, to guess how many pages they need."""
    return sum(len(text) for text in html.itertext())
