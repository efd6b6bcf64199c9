"""What a PDF's pages paint, by marked content: decoded from the content streams, with nothing of ours in between."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pikepdf

_BF_CHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")
_BLOCK = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)


@dataclass
class Painted:
    """texts: (page, MCID) → what is read of it; artifacts: what is not read, with its kind; loose: outside of any mark."""

    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    pictures: set[tuple[int, int]] = field(default_factory=set)
    artifacts: list[tuple[int, str, str]] = field(default_factory=list)
    loose: list[tuple[int, str]] = field(default_factory=list)
    nested: int = 0


def painted(pdf: pikepdf.Pdf) -> Painted:
    found = Painted()
    for number, page in enumerate(pdf.pages):
        _page(found, number, page)
    return found


def _page(found: Painted, number: int, page: pikepdf.Page) -> None:
    fonts = {name: _decoder(font) for name, font in page.Resources.get("/Font", {}).items()}
    decode: dict[bytes, str] = {}
    marks: list[tuple[str, pikepdf.Object | None]] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in {"BDC", "BMC"}:
            if marks:
                found.nested += 1
            properties = operands[1] if name == "BDC" else None
            marks.append((str(operands[0]), properties))
            if properties is not None and "/MCID" in properties:
                found.texts[number, int(properties["/MCID"])] = ""
        elif name == "EMC":
            _, properties = marks.pop()
            if properties is not None and "/MCID" in properties and "/ActualText" in properties:
                found.texts[number, int(properties["/MCID"])] = str(properties["/ActualText"])
        elif name == "Tf":
            decode = fonts[str(operands[0])]
        elif name in {"Tj", "TJ"}:
            pieces = operands[0] if name == "TJ" else [operands[0]]
            text = "".join(_decoded(bytes(p), decode) for p in pieces if isinstance(p, pikepdf.String))
            _take(found, number, marks, text)
        elif name == "Do" and marks and marks[-1][1] is not None and "/MCID" in marks[-1][1]:
            found.pictures.add((number, int(marks[-1][1]["/MCID"])))
        elif name in {"f", "S", "B", "f*", "Do"} and not marks:
            found.loose.append((number, name))


def _take(found: Painted, number: int, marks: list[tuple[str, pikepdf.Object | None]], text: str) -> None:
    if not marks:
        found.loose.append((number, text))
        return
    tag, properties = marks[-1]
    if tag == "/Artifact":
        kind = str(properties.get("/Type", "")) if properties is not None else ""
        found.artifacts.append((number, kind, text))
    elif properties is not None and "/MCID" in properties:
        found.texts[number, int(properties["/MCID"])] += text


def _decoded(data: bytes, table: dict[bytes, str]) -> str:
    return "".join(table.get(data[at : at + 2], "\N{REPLACEMENT CHARACTER}") for at in range(0, len(data), 2))


def _decoder(font: pikepdf.Object) -> dict[bytes, str]:
    table: dict[bytes, str] = {}
    for kind, block in _BLOCK.findall(font["/ToUnicode"].read_bytes()):
        assert kind == b"char", "WeasyPrint writes one character at a time"
        for code, text in _BF_CHAR.findall(block):
            table[bytes.fromhex(code.decode())] = bytes.fromhex(text.decode()).decode("utf-16-be")
    return table
