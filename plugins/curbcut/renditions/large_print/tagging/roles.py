"""What an element of the page becomes in the tag tree: one rule per element."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

from curbcut.renditions.large_print.tagging import lists, tables
from curbcut.renditions.large_print.tagging.nodes import LAYOUT, PAGINATION, Node, Properties, holder

LOGGER = logging.getLogger("weasyprint")
SVG = "{http://www.w3.org/2000/svg}"

ROLE_MAP = {"Aside": "Sect", "Em": "Span", "Strong": "Span"}
"""Types of PDF 2.0 that say more than PDF 1.7 can, and what a reader of 1.7 takes them for."""

_PLAIN = {
    "p": "P",
    "summary": "P",
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    "blockquote": "BlockQuote",
    "section": "Sect",
    "nav": "Sect",
    "details": "Sect",
    "article": "Art",
    "aside": "Aside",
    "figcaption": "Caption",
    "figure": "Div",
    "q": "Quote",
    "kbd": "Code",
    "samp": "Code",
    "em": "Em",
    "strong": "Strong",
    "rt": "RT",
    "ruby": "RubyPairs",
    "table": "Table",
    "caption": "Caption",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
}
_REGIONS = {"note": "Aside", "doc-endnotes": "Sect", "region": ""}
"""ARIA roles of a `div` that say what it is; others leave it a box for the layout."""


def artifact(box: Any, element: Element) -> Properties | None:
    """Return the property list of what is painted but is no content, or None."""
    if element.get("aria-hidden") == "true" or element.tag == "rp":
        return LAYOUT
    if element.tag == "img" and (element.get("alt") == "" or element.get("role") in {"none", "presentation"}):
        return LAYOUT
    # A fixed box is painted anew on every page.
    return PAGINATION if box.style["position"] == "fixed" else None


def node_for(box: Any, element: Element, parent: Node) -> Node | None:
    """Return the new node that holds the contents of `element`, placed below `parent`; None leaves them to `parent`.

    box: the first of the element's boxes
    """
    rule = _RULES.get(element.tag)
    if rule is not None:
        node = rule(box, element, parent)
    elif (kind := _PLAIN.get(element.tag) or _region(element)) is not None:
        node = holder(parent, kind).add(kind, element)
    else:
        node = None
    lang = element.get("lang") or element.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    if lang and lang != parent.spoken:
        if node is None or node.type == "RubyPairs":
            node = _in_language(box, element, parent)
        outer = node
        while outer.parent is not None and outer.parent.element is element:
            outer = outer.parent
        outer.lang = node.spoken = lang
    return node


def _in_language(box: Any, element: Element, parent: Node) -> Node:
    from weasyprint.formatting_structure import boxes

    kind = "Span" if isinstance(box, boxes.InlineLevelBox) else "Div"
    node = holder(parent, kind).add(kind, element)
    return node.add("RubyPairs", element) if element.tag == "ruby" else node


def _region(element: Element) -> str | None:
    return (_REGIONS.get(element.get("role", "")) or None) if element.tag == "div" else None


def _code(box: Any, element: Element, parent: Node) -> Node | None:
    """Give `pre` a paragraph with code in it, and `code` in `pre` nothing of its own."""
    if parent.type == "Code":
        return None
    if element.tag == "code":
        return holder(parent, "Code").add("Code", element)
    return holder(parent, "P").add("P", element).add("Code", element)


def _link(box: Any, element: Element, parent: Node) -> Node | None:
    if not element.get("href"):
        return None
    place = holder(parent, "Reference")
    if _in_contents(place) or _calls_note(element):
        place = place.add("Reference", element)
    return place.add("Link", element)


def _in_contents(place: Node) -> bool:
    current: Node | None = place
    while current is not None and current.type in {"P", "Span", "Em", "Strong"}:
        current = current.parent
    return current is not None and current.type == "TOCI"


def _calls_note(element: Element) -> bool:
    return element.get("role") == "doc-noteref" or "footnote-ref" in element.get("class", "").split()


def _explained(box: Any, element: Element, parent: Node) -> Node | None:
    title = element.get("title", "").strip()
    if not title:
        return None
    node = holder(parent, "Span").add("Span", element)
    if element.tag == "span":
        node.title = title
    else:
        node.expansion = title
    return node


def _picture(box: Any, element: Element, parent: Node) -> Node:
    node = holder(parent, "Figure").add("Figure", element)
    node.alt = _alternative(element)
    if node.alt is None:
        LOGGER.error("Image %r has no text alternative", element.get("src", element.tag))
    return node


def _alternative(element: Element) -> str | None:
    title = element.find(f"{SVG}title")
    told = title.text if title is not None else None
    return element.get("alt") or element.get("aria-label") or (told or "").strip() or None


_RULES: dict[str, Callable[[Any, Element, Node], Node | None]] = {
    "a": _link,
    "abbr": _explained,
    "dfn": _explained,
    "span": _explained,
    "code": _code,
    "pre": _code,
    "img": _picture,
    f"{SVG}svg": _picture,
    "ul": lists.whole,
    "ol": lists.whole,
    "dl": lists.whole,
    "li": lists.item,
    "dt": lists.term,
    "dd": lists.description,
    "td": tables.cell,
    "th": tables.cell,
}
