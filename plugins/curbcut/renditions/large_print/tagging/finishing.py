"""The last look at the whole tree: nothing empty, nothing half, nothing twice, tables told."""

from __future__ import annotations

from curbcut.renditions.large_print.tagging import tables
from curbcut.renditions.large_print.tagging.nodes import LAYOUT, Mark, Node, Spot, below
from curbcut.renditions.large_print.tagging.walking import Walk

_STAYS = frozenset({"TD", "TH"})
"""An empty cell is a cell: without it the next one would stand under the wrong header."""


def finish(walk: Walk) -> None:
    """Make a walk's tree whole.

    What holds nothing goes; the kids of what only gathers take its place; links, rubies and tables are told.
    """
    for node in reversed(list(below(walk.root))):
        if any(isinstance(kid, Node) and _goes(kid) for kid in node.kids):
            node.kids = [heir for kid in node.kids for heir in _heirs(kid)]
            for inner in node.nodes():
                inner.parent = node
        if node.type in {"LI", "TOCI"}:
            _item(node, walk)
        elif node.type == "Link":
            _link(node, walk)
        elif node.type == "Ruby" and node.last("RT") is None:
            node.type = "Span"
            for base in node.nodes():
                base.type = "Span"
    number = 0
    for node in below(walk.root):
        if node.type == "Table":
            number += 1
            tables.finish(node, number)


def _goes(node: Node) -> bool:
    if node.type == "P" and node.element is not None and node.element.tag == "figure":
        # A line that holds nothing but the picture is no paragraph.
        return all(isinstance(kid, Node) and kid.type == "Figure" for kid in node.kids)
    return node.type == "RubyPairs" or (not node.kids and node.type not in _STAYS)


def _heirs(kid: Node | Mark | Spot) -> list[Node | Mark | Spot]:
    return kid.kids if isinstance(kid, Node) and _goes(kid) else [kid]


def _item(item: Node, walk: Walk) -> None:
    """Empty an item that has nothing but its bullet."""
    label = item.last("Lbl")
    if label is not None and len(item.kids) == 1 and label.element is not None and label.element.tag == "li":
        for kid in label.kids:
            if isinstance(kid, Mark):
                walk.set_aside(kid, LAYOUT)
        item.kids = []


def _link(link: Node, walk: Walk) -> None:
    """Drop places inside other places of the same link; a link without a place leads nowhere and is but text."""
    spots = [kid for kid in link.kids if isinstance(kid, Spot)]
    if not spots:
        link.type = "Span"
    biggest = sorted(spots, key=_size, reverse=True)
    for number, spot in enumerate(biggest):
        if any(spot.page == other.page and _inside(spot, other) for other in biggest[:number]):
            link.kids.remove(spot)
            walk.dropped.append(spot)


def _corners(spot: Spot) -> tuple[float, float, float, float]:
    left, top, right, bottom = (float(corner) for corner in spot.annotation["Rect"])
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _size(spot: Spot) -> float:
    left, bottom, right, top = _corners(spot)
    return (right - left) * (top - bottom)


def _inside(spot: Spot, other: Spot) -> bool:
    left, bottom, right, top = _corners(spot)
    around = _corners(other)
    return around[0] <= left and around[1] <= bottom and right <= around[2] and top <= around[3]
