"""From laid-out boxes to the tag tree: page after page, each piece to the element it belongs to."""

from __future__ import annotations

from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from curbcut.renditions.large_print.tagging import lists, roles
from curbcut.renditions.large_print.tagging.flows import Flow
from curbcut.renditions.large_print.tagging.nodes import (
    GROUPING,
    LAYOUT,
    PAGINATION,
    Mark,
    Node,
    Properties,
    Spot,
    below,
    holder,
)

_KEPT = frozenset({"pre", "pre-wrap", "break-spaces"})
_MARGINS = {"@top": "/Header", "@bottom": "/Footer"}


class Place(NamedTuple):
    """Where the walk stands: what encloses the next box.

    node:      takes the contents
    element:   of the enclosing box, with `tag` WeasyPrint's name of it (`li::marker`)
    flow:      the block of text whose line encloses the box, or None
    artifact:  property list when nothing here is content, else None
    clickable: "inline" or "block" inside a link's box that can be clicked already, else ""
    inline:    inside a box that stands in a line: paragraphs cannot begin here
    """

    node: Node
    element: Element | None = None
    tag: str = ""
    flow: Flow | None = None
    artifact: Properties | None = None
    clickable: str = ""
    inline: bool = False


class Walk:
    """The walk over all pages of a document, and what it has found so far.

    root:    the `Document` element
    aside:   marks of what is painted but is no content
    dropped: places of links that are no content, or inside a place that can be clicked already
    counts:  marked contents of each page
    """

    def __init__(self, lang: str) -> None:
        self.root = Node("Document", None, spoken=lang)
        self.aside: list[Mark] = []
        self.dropped: list[Spot] = []
        self.counts: list[int] = []
        self._nodes: dict[Element, Node] = {}
        self._flows: dict[tuple[Element, str], Flow] = {}
        self._paragraphs: dict[Element, Node] = {}
        self._parts: set[Element] = set()
        self._latest: Mark | None = None
        self._number = 0
        self._page: Any = None
        self._tags: dict[Any, Any] = {}

    def page(self, number: int, page: Any, stream: Any) -> None:
        """Take one page: a `weasyprint` page and the stream it was painted to.

        raises: ValueError where something was painted that no box of the page holds
        """
        self._number, self._page, self._tags = number, page, stream._tags  # noqa: SLF001 - decision 009
        self.counts.append(len(self._tags))
        waiting: list[tuple[Any, Place]] = [(page._page_box, Place(self.root))]  # noqa: SLF001 - decision 009
        while waiting:
            box, place = waiting.pop()
            if isinstance(box, AbsolutePlaceholder):
                box = box._box  # noqa: SLF001 - decision 009
            if isinstance(box, boxes.TextBox):
                self._text(box, place)
                continue
            inner = self._enter(box, place)
            if isinstance(box, boxes.ReplacedBox):
                self._picture(box, inner)
            else:
                waiting.extend([(child, inner) for child in reversed(box.children)])
        if self._tags:
            lost = " ".join(getattr(box, "text", "") or repr(box) for box in self._tags)
            raise ValueError(f"painted on page {number + 1} but in no box of it: {lost[:200]!r}")

    def _enter(self, box: Any, place: Place) -> Place:
        """Return the place inside a box."""
        element, tag = box.element, box.element_tag
        if place.artifact is not None:
            return self._click(box, place)
        if isinstance(box, boxes.MarginBox):
            kind = _MARGINS.get(box.at_keyword.split("-")[0])
            return Place(self.root, artifact={**PAGINATION, "Subtype": kind} if kind else PAGINATION)
        if element is None:
            return place
        if isinstance(box, boxes.LineBox):
            return self._line(box, place)
        if place.flow is not None and not isinstance(box, boxes.InlineBox):
            place.flow.interrupt(self._latest)
            place = place._replace(inline=place.inline or isinstance(box, boxes.InlineLevelBox))
        if element is not place.element:
            place = self._element(box, element, place)
        if "::" in tag and tag != place.tag:
            place = self._pseudo(tag, place)
        if box.is_leader:
            # Dots that lead the eye to a number; what is read needs a space there.
            if place.flow is not None:
                place.flow.skip(forced=True)
            place = place._replace(artifact=LAYOUT)
        return self._click(box, place)

    def _element(self, box: Any, element: Element, place: Place) -> Place:
        """Return the place inside the first or a further box of an element."""
        if isinstance(box, boxes.BlockLevelBox) and place.element is not None:
            self._paragraphs.pop(place.element, None)
        inner = place._replace(element=element, tag=element.tag)
        if (properties := roles.artifact(box, element)) is not None:
            return inner._replace(artifact=properties)
        if isinstance(box, boxes.TableRowGroupBox) and element.tag in {"thead", "tfoot"}:
            if element in self._parts and box.is_header:
                return inner._replace(artifact=PAGINATION)
            if element in self._parts and box.is_footer:
                self._withdraw(element)
            self._parts.add(element)
        node = self._nodes.get(element)
        if node is None:
            node = roles.node_for(box, element, place.node)
            if node is None:
                return inner
            self._nodes[element] = node
        return inner._replace(node=node, inline=False)

    def _pseudo(self, tag: str, place: Place) -> Place:
        """Return the place inside what the style sheet adds to an element."""
        place = place._replace(tag=tag)
        if not tag.endswith("::marker"):
            return place
        label = lists.label(place.node)
        return place._replace(artifact=LAYOUT) if label is None else place._replace(node=label)

    def _line(self, box: Any, place: Place) -> Place:
        """Return the place inside a line: its block's text so far, in a paragraph if nothing else holds it."""
        element, node = box.element, place.node
        key = (element, box.element_tag.removesuffix("::first-line"))
        flow = self._flows.get(key)
        if flow is None:
            flow = self._flows[key] = Flow(element, self._latest, kept=box.style["white_space"] in _KEPT)
        flow.turn()
        if not place.inline and (node.element is not element or node.type in GROUPING):
            if element not in self._paragraphs:
                self._paragraphs[element] = holder(node, "P").add("P", element)
            node = self._paragraphs[element]
        return place._replace(node=node, flow=flow)

    def _click(self, box: Any, place: Place) -> Place:
        """Give a link the place where it can be clicked; a box inside such a place needs none of its own."""
        if box.link_annotation is None:
            return place
        spot = Spot(self._number, box.link_annotation)
        inline = isinstance(box, boxes.InlineBox)
        link: Node | None = place.node
        while link is not None and link.type != "Link":
            link = link.parent
        if place.artifact is not None or link is None or place.clickable == "block" or (inline and place.clickable):
            self.dropped.append(spot)
            return place
        link.kids.append(spot)
        return place._replace(clickable="inline" if inline else "block")

    def _text(self, box: Any, place: Place) -> None:
        given = self._tags.pop(box, None)
        if given is None:
            return
        mark = Mark(self._number, given["mcid"], box.text)
        flow = place.flow
        if place.artifact is not None:
            self.set_aside(mark, place.artifact)
            return
        if not box.text.strip() or box.style["visibility"] != "visible":
            self.set_aside(mark, LAYOUT)
            if flow is not None and box.text:
                flow.skip()
            return
        node = holder(place.node, "")
        if node.type == "TOCI":
            node = node.last("P") or node.add("P")
        node.kids.append(mark)
        if flow is not None:
            flow.follow(mark, self._latest, generated="::" in place.tag)
        self._latest = mark

    def _picture(self, box: Any, place: Place) -> None:
        given = self._tags.pop(box, None)
        if given is None:
            return
        mark = Mark(self._number, given["mcid"])
        properties = place.artifact
        if properties is None and (box.style["visibility"] != "visible" or place.node.type != "Figure"):
            properties = LAYOUT
        if properties is not None:
            self.set_aside(mark, properties)
            return
        place.node.kids.append(mark)
        place.node.set("Layout", "BBox", self._rectangle(box))
        if isinstance(box, boxes.BlockLevelBox):
            place.node.set("Layout", "Placement", "/Block")

    def _rectangle(self, box: Any) -> list[float]:
        """Return where a box is on its page, in points from the lower left."""
        left, top = box.content_box_x(), box.content_box_y()
        corners = (left, self._page.height - top - box.height, left + box.width, self._page.height - top)
        return [round(corner * 0.75, 3) for corner in corners]  # 96 px are 72 pt

    def set_aside(self, mark: Mark, properties: Properties) -> None:
        """Make a mark one of something that is no content."""
        mark.artifact = properties
        self.aside.append(mark)

    def _withdraw(self, element: Element) -> None:
        """Forget the foot of a table that turns out to be repeated: the one below the last row is the true one."""
        old = self._nodes.pop(element, None)
        if old is None:
            return
        for node in below(old):
            for kid in node.kids:
                if isinstance(kid, Mark):
                    kid.actual = ""
                    self.set_aside(kid, PAGINATION)
                elif isinstance(kid, Spot):
                    self.dropped.append(kid)
        if old.parent is not None:
            old.parent.kids.remove(old)
        for inner in element.iter():
            self._nodes.pop(inner, None)
            self._paragraphs.pop(inner, None)
            for key in [key for key in self._flows if key[0] is inner]:
                del self._flows[key]
