"""A PDF's tag tree as indented text, for people and golden files; read from the file with pikepdf alone."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf
from renditions.large_print.painted import Painted, painted


@dataclass
class Element:
    """One structure element as the file has it; `kids` holds elements, texts, and `Link` annotations."""

    kind: str
    object: pikepdf.Object
    kids: list[Element | str | pikepdf.Object] = field(default_factory=list)
    reached: list[tuple[int, int]] = field(default_factory=list)

    def below(self) -> Iterator[Element]:
        waiting = [self]
        while waiting:
            current = waiting.pop()
            yield current
            waiting += [kid for kid in reversed(current.kids) if isinstance(kid, Element)]

    def text(self) -> str:
        return "".join(kid if isinstance(kid, str) else kid.text() for kid in self.kids if not _is_object(kid))

    def annotations(self) -> list[pikepdf.Object]:
        return [kid for kid in self.kids if _is_object(kid)]

    def elements(self) -> list[Element]:
        return [kid for kid in self.kids if isinstance(kid, Element)]

    def attribute(self, name: str) -> object:
        for attributes in _listed(self.object.get("/A")):
            if name in attributes:
                return attributes[name]
        return None


def _is_object(kid: object) -> bool:
    return isinstance(kid, pikepdf.Object)


def _listed(value: pikepdf.Object | None) -> list[pikepdf.Object]:
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def read(pdf: pikepdf.Pdf, seen: Painted | None = None) -> Element:
    """Return the tree of an open PDF."""
    seen = painted(pdf) if seen is None else seen
    pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
    root = Element("StructTreeRoot", pdf.Root.StructTreeRoot)
    waiting = [root]
    while waiting:
        current = waiting.pop()
        here = current.object.get("/Pg")
        for kid in _listed(current.object.get("/K")):
            if isinstance(kid, int):
                _marked(current, (pages[here.objgen], kid), seen)
            elif kid.get("/Type") == "/MCR":
                _marked(current, (pages[kid.Pg.objgen], int(kid.MCID)), seen)
            elif kid.get("/Type") == "/OBJR":
                current.kids.append(kid.Obj)
            else:
                assert kid.P.objgen == current.object.objgen, "a kid names another parent"
                element = Element(str(kid.S)[1:], kid)
                current.kids.append(element)
                waiting.append(element)
    return root


def _marked(element: Element, place: tuple[int, int], seen: Painted) -> None:
    element.reached.append(place)
    if place not in seen.pictures:
        element.kids.append(seen.texts[place])


def dump(data: bytes) -> str:
    """Return the tree as text: one line per element, its text between ‹ ›, and below it what is painted but not read."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        seen = painted(pdf)
        lines: list[str] = []
        for element in read(pdf, seen).elements():
            _lines(element, 0, lines)
        kinds = sorted({(kind, text) for _, kind, text in seen.artifacts if text})
        lines += [f"artifact {kind} ‹{text}›" for kind, text in kinds]
    return "\n".join(lines) + "\n"


def _lines(element: Element, depth: int, lines: list[str]) -> None:
    words = [element.kind, *_details(element)]
    run = ""
    pad = "  " * depth
    only = all(isinstance(kid, str) for kid in element.kids)
    if only:
        lines.append(pad + " ".join(words) + (f" ‹{_shown(element.text())}›" if element.kids else ""))
        return
    lines.append(pad + " ".join(words))
    for kid in [*element.kids, None]:
        if isinstance(kid, str):
            run += kid
            continue
        if run:
            lines.append(f"{pad}  ‹{_shown(run)}›")
            run = ""
        if isinstance(kid, Element):
            _lines(kid, depth + 1, lines)
        elif kid is not None:
            where = kid.A.URI if "/A" in kid else kid.get("/Dest", "")
            lines.append(f"{pad}  → {where} ({kid.get('/Contents', '?')})")


def _details(element: Element) -> Iterator[str]:
    for name in ("/Lang", "/Alt", "/E", "/T", "/ID"):
        if name in element.object:
            yield f"{name[1:]}={str(element.object[name])!r}"
    for attributes in _listed(element.object.get("/A")):
        for name, value in sorted(attributes.items()):
            if name not in {"/O", "/BBox"}:
                shown = " ".join(str(item) for item in value) if isinstance(value, pikepdf.Array) else str(value)
                yield f"{name[1:]}={shown}"


def _shown(text: str) -> str:
    return text.replace("\n", "⏎")
