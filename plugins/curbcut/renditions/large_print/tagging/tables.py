"""Tables: what a cell spans, which headers it has, and the order of a table's parts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from curbcut.renditions.large_print.tagging.nodes import Node, holder

_SCOPES = {"col": "/Column", "colgroup": "/Column", "row": "/Row", "rowgroup": "/Row"}
_DEEPEST = 10
"""Rows of headers on top of one another that are one block of headers; more are a table of headers only."""
_ORDER = {"Caption": 0, "THead": 1, "TBody": 2, "TR": 2, "TFoot": 3}


def cell(box: Any, element: Element, parent: Node) -> Node:
    """Return the node of a `td` or `th` with its spans."""
    kind = element.tag.upper()
    node = holder(parent, kind).add(kind, element)
    # Of the box, for it has only rows and columns that are there.
    for name, span in (("ColSpan", box.colspan), ("RowSpan", box.rowspan)):
        if span > 1:
            node.set("Table", name, span)
    return node


class Cell(NamedTuple):
    """A cell in its place: columns from `left` up to `right`, rows from `top` up to `bottom`."""

    node: Node
    left: int
    right: int
    top: int
    bottom: int


def finish(table: Node, number: int) -> None:
    """Order the parts of a table and tell which header cell speaks for what.

    number: of the table in the document, part of its header cells' IDs
    """
    table.kids.sort(key=lambda kid: _ORDER.get(kid.type, 2) if isinstance(kid, Node) else 2)
    rows = list(_rows(table))
    irregular = False
    for row in rows:
        irregular = _scopes(row) or irregular
    if irregular:
        _headers(rows, number)


def _rows(table: Node) -> Iterator[Node]:
    for part in table.nodes():
        if part.type == "TR":
            yield part
        elif part.type != "Caption":
            yield from (row for row in part.nodes() if row.type == "TR")


def _scopes(row: Node) -> bool:
    """Give every header cell of a row its scope; return whether scopes alone do not say who heads whom."""
    cells = row.nodes()
    in_head = row.parent is not None and row.parent.type == "THead"
    all_heads = all(kid.type == "TH" for kid in cells)
    irregular = False
    for place, kid in enumerate(cells):
        element = kid.element
        told = element if element is not None else Element(kid.type)
        table = kid.attributes.get("Table", {})
        irregular = irregular or bool(told.get("headers")) or "ColSpan" in table or "RowSpan" in table
        if kid.type != "TH":
            continue
        if not kid.kids:
            # Nobody is helped by a header that says nothing: an empty corner is a cell.
            kid.type = "TD"
            continue
        inferred = "/Row" if place == 0 and not in_head and not all_heads else "/Column"
        kid.set("Table", "Scope", _SCOPES.get(told.get("scope", ""), inferred))
    return irregular


def _headers(rows: list[Node], number: int) -> None:
    """Name for every cell the header cells that speak for it, rows' first: readers need not work out the spans."""
    cells = list(_placed(rows))
    named: dict[str, str] = {}
    count = 0
    for place in cells:
        if place.node.type == "TH":
            count += 1
            place.node.id = f"table-{number}-header-{count}"
            if place.node.element is not None and (own := place.node.element.get("id")):
                named[own] = place.node.id
    found = Headers()
    for place in cells:
        heads = found.of(place)
        told = _told(place, named) or list(dict.fromkeys(head.node.id for head in heads))
        if told:
            place.node.set("Table", "Headers", told)


class Headers:
    """The header cells in force while one goes through a table row by row."""

    def __init__(self) -> None:
        self.above: list[Cell] = []
        self.beside: list[Cell] = []
        self.block = (-1, -1)

    def of(self, place: Cell) -> list[Cell]:
        """Return the headers of the next cell, and take it as one if it is a header."""
        scope = place.node.attributes.get("Table", {}).get("Scope")
        found = [head for head in self.above if head.bottom <= place.top and _overlap(head, place)]
        if scope != "/Column":
            self.beside = [head for head in self.beside if head.bottom > place.top]
            found = [head for head in self.beside if head.right <= place.left] + found
        if scope == "/Row":
            self.beside.append(place)
        elif scope == "/Column":
            self._head(place)
        return found

    def _head(self, place: Cell) -> None:
        first, last = self.block
        if place.top > last + 1 or place.top - first >= _DEEPEST:
            # Headers after cells head what comes after them, in the place of those before.
            self.above = [head for head in self.above if head.bottom > place.top]
            first = place.top
        self.block = (first, max(last, place.bottom - 1))
        self.above.append(place)


def _told(place: Cell, named: dict[str, str]) -> list[str]:
    element = place.node.element
    wanted = element.get("headers", "").split() if element is not None else []
    return [named[name] for name in wanted if name in named and named[name] != place.node.id]


def _overlap(head: Cell, place: Cell) -> bool:
    return head.left < place.right and place.left < head.right


def _placed(rows: list[Node]) -> Iterator[Cell]:
    """Yield every cell in its place. Nothing is kept per column: a span may say a million of them."""
    taken: list[tuple[int, int, int]] = []
    group: Node | None = None
    for top, row in enumerate(rows):
        if row.parent is not group:
            # A cell ends with the part of the table it stands in.
            group, taken = row.parent, []
        taken = sorted(span for span in taken if span[2] > top)
        left = 0
        for node in row.nodes():
            for start, end, _ in taken:
                if start <= left < end:
                    left = end
            spans = node.attributes.get("Table", {})
            right, bottom = left + spans.get("ColSpan", 1), top + spans.get("RowSpan", 1)
            if bottom > top + 1:
                taken = sorted([*taken, (left, right, bottom)])
            yield Cell(node, left, right, top, bottom)
            left = right
