"""The tag tree in the making: structure elements, what is painted for them, and which may hold which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias
from xml.etree.ElementTree import Element

Properties: TypeAlias = dict[str, Any]
"""A marked content's property list: PDF names to values."""

PAGINATION: Properties = {"Type": "/Pagination"}
LAYOUT: Properties = {"Type": "/Layout"}

SPLICE = ""
"""The type of a node that only gathers: its kids take its place (a `ruby` of several pairs)."""

GROUPING = frozenset({"Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Aside"})
"""Text directly in one of these needs a paragraph (ISO 32000-1, 14.8.4.2)."""


@dataclass(slots=True, eq=False)
class Mark:
    """One marked-content sequence: a line's piece of text, or a picture.

    page:     index of the page it is painted on
    text:     what is painted, "" for a picture
    actual:   what is read instead where that differs: with the space that ended the line
    artifact: property list of something that is not content, or None
    """

    page: int
    mcid: int
    text: str = ""
    actual: str = ""
    artifact: Properties | None = None


@dataclass(slots=True, eq=False)
class Spot:
    """A place on a page that can be clicked: `annotation` is a `pydyf.Dictionary`."""

    page: int
    annotation: Any


@dataclass(slots=True, eq=False)
class Node:
    """One structure element.

    type:       its name in PDF, without the slash; `SPLICE` leaves nothing but its kids
    element:    the element of the page it stands for, None for the root
    lang:       BCP 47 where it differs from the parent's, else ""
    spoken:     the language in force inside
    alt title expansion id: `/Alt /T /E /ID`, "" for none; `alt` is None where a picture lacks one
    attributes: owner → attribute → value, as written: `{"Table": {"Scope": "/Row"}}`
    """

    type: str
    parent: Node | None
    element: Element | None = None
    lang: str = ""
    spoken: str = ""
    alt: str | None = ""
    title: str = ""
    expansion: str = ""
    id: str = ""
    kids: list[Node | Mark | Spot] = field(default_factory=list)
    attributes: dict[str, dict[str, Any]] = field(default_factory=dict)

    def add(self, type: str, element: Element | None = None, *, first: bool = False) -> Node:  # noqa: A002 - PDF's word
        """Return a new last (or first) kid of this type."""
        kid = Node(type, self, self.element if element is None else element, spoken=self.spoken)
        self.kids.insert(0 if first else len(self.kids), kid)
        return kid

    def last(self, *types: str) -> Node | None:
        """Return the last kid if it is a node of one of these types."""
        kid = self.kids[-1] if self.kids else None
        return kid if isinstance(kid, Node) and kid.type in types else None

    def nodes(self) -> list[Node]:
        """Return the kids that are structure elements."""
        return [kid for kid in self.kids if isinstance(kid, Node)]

    def set(self, owner: str, name: str, value: Any) -> None:
        """Give one attribute a value."""
        self.attributes.setdefault(owner, {})[name] = value


def below(node: Node) -> Iterator[Node]:
    """Yield `node` and everything below it, parents before kids, in reading order, however deep."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(reversed(current.nodes()))


_MAY_HOLD = {
    "L": frozenset({"LI", "Caption"}),
    "LI": frozenset({"Lbl", "LBody"}),
    "TOC": frozenset({"TOCI", "TOC", "Caption"}),
    "Table": frozenset({"TR", "THead", "TBody", "TFoot", "Caption"}),
    "THead": frozenset({"TR"}),
    "TBody": frozenset({"TR"}),
    "TFoot": frozenset({"TR"}),
    "TR": frozenset({"TH", "TD"}),
    "Ruby": frozenset({"RB", "RT"}),
    "RubyPairs": frozenset({"Ruby"}),
}
"""ISO 32000-1, tables 335 to 338; `RubyPairs` is ours and is spliced."""

_BETWEEN = {
    "L": "LI",
    "LI": "LBody",
    "TOC": "TOCI",
    "Table": "TR",
    "THead": "TR",
    "TBody": "TR",
    "TFoot": "TR",
    "TR": "TD",
    "Ruby": "RB",
    "RubyPairs": "Ruby",
}
_NEEDS = {"LI": "L", "TOCI": "TOC", "TR": "Table", "TH": "TR", "TD": "TR"}
_INNER = {"LI": "LBody"}


def holder(parent: Node, kind: str) -> Node:
    """Return the node, `parent` or one made below it, that may hold a kid of type `kind` ("" for text).

    What stands loose in a list, a table or a ruby is wrapped as if the page had said so; a list directly in a list
    belongs to the item before it.
    """
    while (allowed := _MAY_HOLD.get(parent.type)) is not None and kind not in allowed:
        parent = _step(parent, kind)
    missing = _NEEDS.get(kind)
    if missing is not None and kind not in _MAY_HOLD.get(parent.type, ()):
        parent = holder(parent, missing)
        parent = parent.last(missing) or parent.add(missing)
    return parent


def _step(parent: Node, kind: str) -> Node:
    between = _BETWEEN[parent.type]
    last = parent.last(between)
    if parent.type == "RubyPairs":
        # A base after a reading begins the next pair.
        if last is not None and not (kind != "RT" and last.last("RT")):
            return last
    elif last is not None and (parent.type in {"L", "LI", "Ruby"}):
        return last
    return parent.add(between)
