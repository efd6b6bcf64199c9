"""The last look at the whole tree: nothing empty, nothing half, tables told."""

from __future__ import annotations

from curbcut.renditions.large_print.tagging import tables
from curbcut.renditions.large_print.tagging.nodes import Node, Spot, below

_STAYS = frozenset({"TD", "TH"})
"""An empty cell is a cell: without it the next one would stand under the wrong header."""


def finish(root: Node) -> None:
    """Take what holds nothing out of the tree, put the kids of what only gathers in its place, and tell tables."""
    for node in reversed(list(below(root))):
        if any(isinstance(kid, Node) and _goes(kid) for kid in node.kids):
            kids: list[object] = []
            for kid in node.kids:
                if not isinstance(kid, Node) or not _goes(kid):
                    kids.append(kid)
                elif kid.type == "RubyPairs":
                    kids += kid.kids
            node.kids[:] = kids  # type: ignore[assignment]
            for inner in node.nodes():
                inner.parent = node
        if node.type == "Link" and not any(isinstance(kid, Spot) for kid in node.kids):
            node.type = "Span"  # a link that leads nowhere
        if node.type == "Ruby" and node.last("RT") is None:
            node.type = "Span"
            for base in node.nodes():
                base.type = "Span"
    number = 0
    for node in below(root):
        if node.type == "Table":
            number += 1
            tables.finish(node, number)


def _goes(node: Node) -> bool:
    return node.type == "RubyPairs" or (not node.kids and node.type not in _STAYS)
