"""Lists: of points, of steps, of terms, of contents, and the list of notes."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from curbcut.renditions.large_print.tagging.nodes import Node, holder

_NUMBERING = {
    "none": "None",
    "disc": "Disc",
    "circle": "Circle",
    "square": "Square",
    "upper-roman": "UpperRoman",
    "lower-roman": "LowerRoman",
    "upper-alpha": "UpperAlpha",
    "upper-latin": "UpperAlpha",
    "lower-alpha": "LowerAlpha",
    "lower-latin": "LowerAlpha",
}
"""CSS `list-style-type` → `/ListNumbering` (ISO 32000-1, table 347)."""


def whole(box: Any, element: Element, parent: Node) -> Node:
    """Return the node of `ul`, `ol` or `dl`: `TOC` in a `nav`, else `L`."""
    kind = "TOC" if element.tag != "dl" and _in_contents(parent) else "L"
    node = holder(parent, kind).add(kind, element)
    if kind == "L" and element.tag != "dl":
        style = box.style["list_style_type"]
        other = "Decimal" if element.tag == "ol" else "Disc"
        node.set("List", "ListNumbering", f"/{_NUMBERING.get(style, other) if isinstance(style, str) else other}")
    return node


def _in_contents(parent: Node) -> bool:
    current: Node | None = parent
    while current is not None:
        if current.element is not None and current.element.tag == "nav":
            return True
        current = current.parent
    return False


def item(box: Any, element: Element, parent: Node) -> Node:
    """Return the body of a new item; a note gets a `Note` with its ID in the body, so that it is found as one."""
    if parent.type == "TOC":
        return parent.add("TOCI", element)
    body = holder(parent, "LI").add("LI", element).add("LBody", element)
    name = element.get("id", "")
    if not name.startswith("fn:") and element.get("role") != "doc-footnote":
        return body
    note = body.add("Note", element)
    note.id = name
    return note


def label(body: Node) -> Node | None:
    """Return the label of the item whose contents `body` holds, or None where it is in no list."""
    current: Node | None = body
    while current is not None and current.element is body.element:
        if current.type in {"LI", "TOCI"}:
            first = current.kids[0] if current.kids else None
            if isinstance(first, Node) and first.type == "Lbl":
                return first
            return current.add("Lbl", first=True)
        current = current.parent
    return None


def term(box: Any, element: Element, parent: Node) -> Node:
    """Return the label of an item; a term after a description begins the next item."""
    place = holder(parent, "LI")
    last = place.last("LI")
    if last is None or last.last("LBody") is not None:
        last = place.add("LI")
    return last.add("Lbl", element)


def description(box: Any, element: Element, parent: Node) -> Node:
    """Return the body of a term's item; a second description is a second body."""
    place = holder(parent, "LI")
    last = place.last("LI") or place.add("LI")
    return last.add("LBody", element)
