"""The finished tree as objects of the PDF, and the pages' marked content brought into line with it."""

from __future__ import annotations

import logging
from typing import Any

import pydyf

from curbcut.renditions.large_print.tagging.nodes import Mark, Node, Spot, below
from curbcut.renditions.large_print.tagging.roles import ROLE_MAP
from curbcut.renditions.large_print.tagging.walking import Walk

LOGGER = logging.getLogger("weasyprint")


def write(pdf: Any, walk: Walk, document: Any, streams: Any) -> None:
    """Write a finished tree.

    pdf:     a `pydyf.PDF`
    streams: what the pages were painted to, one per page
    raises:  ValueError where marked content is not on its page itself
    """
    places = [_marked(number, stream, walk.counts[number]) for number, stream in enumerate(streams)]
    nodes = list(below(walk.root))
    for mark in walk.aside:
        _rewrite(mark, places[mark.page], streams[mark.page].stream)
    tree = pydyf.Dictionary({"Type": "/StructTreeRoot"})
    pdf.add_object(tree)
    objects = {}
    for node in nodes:
        objects[node] = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{node.type}"})
        pdf.add_object(objects[node])
    owners: list[list[Any]] = [["null"] * count for count in walk.counts]
    clicked: list[tuple[Any, Any]] = []
    pages = pdf.page_references
    for node, made in objects.items():
        made["P"] = tree.reference if node.parent is None else objects[node.parent].reference
        _describe(node, made)
        page = next((kid.page for kid in node.kids if not isinstance(kid, Node)), None)
        if page is not None:
            made["Pg"] = pages[page]
        kids = pydyf.Array()
        for kid in node.kids:
            if isinstance(kid, Node):
                kids.append(objects[kid].reference)
            elif isinstance(kid, Mark):
                kids.append(kid.mcid if kid.page == page else _reference(pages[kid.page], kid))
                owners[kid.page][kid.mcid] = made.reference
                if kid.actual:
                    _rewrite(kid, places[kid.page], streams[kid.page].stream)
            else:
                kids.append(pydyf.Dictionary({"Type": "/OBJR", "Obj": kid.annotation.reference, "Pg": pages[kid.page]}))
                clicked.append((kid.annotation, made.reference))
                kid.annotation["Contents"] = pydyf.String(_told(node))
                kid.annotation["F"] = 4  # printed (ISO 32000-1, table 165)
        made["K"] = kids
    tree["K"] = objects[walk.root].reference
    tree["RoleMap"] = pydyf.Dictionary({name: f"/{standard}" for name, standard in ROLE_MAP.items()})
    _parents(pdf, tree, owners, clicked)
    _identities(pdf, tree, objects)
    _drop(pdf, walk.dropped)
    _catalogue(pdf, tree)


def _marked(number: int, stream: Any, count: int) -> dict[int, int]:
    """Return where the property list of each marked content stands in a page's operators."""
    places = {
        item["MCID"]: place
        for place, item in enumerate(stream.stream)
        if type(item) is pydyf.Dictionary and "MCID" in item
    }
    if len(places) != count:
        raise ValueError(
            f"page {number + 1}: {count - len(places)} of {count} pieces are painted in a group of their own "
            "(opacity, mask); the style sheet of a tagged PDF must do without"
        )
    return places


def _rewrite(mark: Mark, places: dict[int, int], operators: list[Any]) -> None:
    place = places[mark.mcid]
    if mark.artifact is not None:
        operators[place - 1] = "/Artifact"
        operators[place] = pydyf.Dictionary(mark.artifact)
    else:
        operators[place]["ActualText"] = pydyf.String(mark.actual)


def _reference(page: bytes, mark: Mark) -> Any:
    return pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": mark.mcid})


def _describe(node: Node, made: Any) -> None:
    texts = {"Lang": node.lang, "Alt": node.alt, "T": node.title, "E": node.expansion, "ID": node.id}
    for name, text in texts.items():
        if text:
            made[name] = pydyf.String(text)
    if node.attributes:
        owners = [
            pydyf.Dictionary({"O": f"/{owner}", **{name: _value(value) for name, value in attributes.items()}})
            for owner, attributes in node.attributes.items()
        ]
        made["A"] = owners[0] if len(owners) == 1 else pydyf.Array(owners)


def _value(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    return pydyf.Array(pydyf.String(item) if isinstance(item, str) else item for item in value)


def _told(link: Node) -> str:
    """Return what a link says, for its annotation: its name, or its text and pictures, or its address."""
    element = link.element
    if element is None:
        return ""
    name = element.get("aria-label") or " ".join("".join(element.itertext()).split())
    pictures = " ".join(picture.get("alt", "") for picture in element.iter("img"))
    return name or pictures.strip() or element.get("title") or element.get("href") or ""


def _parents(pdf: Any, tree: Any, owners: list[list[Any]], clicked: list[tuple[Any, Any]]) -> None:
    """Write the way back, from marked content and annotations to structure elements (ISO 32000-1, 14.7.4.4)."""
    numbers = pydyf.Array()
    for number, page in enumerate(owners):
        numbers.extend((number, pydyf.Array(page)))
    for number, (annotation, owner) in enumerate(clicked, start=len(owners)):
        annotation["StructParent"] = number
        numbers.extend((number, owner))
    back = pydyf.Dictionary({"Nums": numbers})
    pdf.add_object(back)
    tree["ParentTree"] = back.reference
    tree["ParentTreeNextKey"] = len(owners) + len(clicked)


def _identities(pdf: Any, tree: Any, objects: dict[Node, Any]) -> None:
    """Write the table of IDs, in the order of their bytes in the file (ISO 32000-1, 7.9.6)."""
    named = [(node.id, made) for node, made in objects.items() if node.id]
    if not named:
        return
    names = pydyf.Array()
    for name, made in sorted(named, key=lambda pair: _bytes(pair[0])):
        names.extend((pydyf.String(name), made.reference))
    identities = pydyf.Dictionary({"Names": names})
    pdf.add_object(identities)
    tree["IDTree"] = identities.reference


def _bytes(text: str) -> bytes:
    return text.encode() if text.isascii() else b"\xfe\xff" + text.encode("utf-16-be")


def _drop(pdf: Any, dropped: list[Spot]) -> None:
    """Take away the places of links that are no content: what can be reached must be in the tree."""
    pages = [pdf.objects[number] for number in pdf.pages["Kids"][::3]]
    for spot in dropped:
        annotations = pages[spot.page]["Annots"]
        if spot.annotation.reference in annotations:
            annotations.remove(spot.annotation.reference)
        if not annotations:
            del pages[spot.page]["Annots"]
        spot.annotation.clear()


def _catalogue(pdf: Any, tree: Any) -> None:
    pdf.catalog["StructTreeRoot"] = tree.reference
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    if "Lang" not in pdf.catalog:
        LOGGER.error('Missing required "lang" attribute at the root of the document')
        pdf.catalog["Lang"] = pydyf.String()
