"""A clean copy as plain text: for a braille display, an old phone, a message, a search engine.

What the page says is all there and in the same order: headings, numbered lists, tables row by row
with their headers, links with their addresses, footnotes where they stand. Hints and answers of a quiz come last.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from curbcut.core.model import Document, Made, Record
from curbcut.core.particulars import Particular, identity, joined, service
from curbcut.core.quizzes.keys import detach
from curbcut.core.words import label

NAME = {"zh": "纯文本", "en": "Plain text"}
MEDIA = "text/plain"
FILE = "plain.txt"
NEEDS: tuple[str, ...] = ()
TOOLS: tuple[str, ...] = ()
STANDS_ON = ("quizzes.keys",)

_BLOCKS = {"p", "h2", "h3", "h4", "h5", "h6", "pre", "dt", "dd", "figcaption", "caption", "summary", "hr"}
_HIDDEN = {"rp", "script", "style"}


class Options(Record, frozen=True):
    """indent: spaces before each level of a nested list, 0–8."""

    indent: int = 2


def render(doc: Document, options: Options, made: dict[str, Made], parts: tuple[Made, ...] = ()) -> Made:
    """Return `plain.txt`: UTF-8, one paragraph per line, a blank line between blocks."""
    del made, parts
    root = doc.tree()
    if doc.questions:
        root.extend(detach(root, doc.lang))
    lines = [*_opening(doc), *_children(root, options, 0)]
    text = "\n".join(line.rstrip() for line in _spaced(lines)).strip() + "\n"
    return Made(files={FILE: text.encode()}, facts={"characters": len(text)})


def _opening(doc: Document) -> Iterator[str]:
    validity = getattr(doc.meta, "validity", "effective")
    if validity != "effective":
        yield f"【{label('validity.' + validity, doc.lang)}】{label('banner.' + validity, doc.lang)}"
        yield ""
    yield doc.meta.title or ""
    yield ""
    if doc.meta.summary:
        yield doc.meta.summary
        yield ""
    for told in identity(doc.meta, doc.lang):
        yield f"{told.label}{_colon(doc.lang)}{joined(told, doc.lang)}"
    yield ""
    for told in service(doc.meta, doc.lang):
        yield from _told(told, doc.lang)


def _told(told: Particular, lang: str) -> Iterator[str]:
    if told.form in ("line", "date"):
        yield f"{told.label}{_colon(lang)}{joined(told, lang)}"
        yield ""
        return
    yield told.label
    yield ""
    for number, text in enumerate(told.values):
        if told.form == "pairs":
            yield f"{label('answer' if number % 2 else 'question', lang)}{_colon(lang)}{text}"
        else:
            yield f"{number + 1}. {text}" if told.form == "steps" else f"- {text}"
    yield ""


def _colon(lang: str) -> str:
    return "：" if lang.startswith("zh") else ": "


def _children(element: Element, options: Options, depth: int) -> Iterator[str]:
    pad = " " * (options.indent * depth)
    loose = _loose(element)
    if loose:
        yield pad + loose
    for child in element:
        yield from _block(child, options, depth, pad)


def _block(child: Element, options: Options, depth: int, pad: str) -> Iterator[str]:
    if child.tag in _HIDDEN:
        return
    if child.tag == "table":
        yield from (pad + line for line in _table(child))
        yield ""
    elif child.tag in ("ul", "ol"):
        yield from _list(child, options, depth)
        yield ""
    elif child.tag == "pre":
        yield from (pad + line for line in "".join(child.itertext()).splitlines())
        yield ""
    elif child.tag in _BLOCKS:
        yield pad + ("----" if child.tag == "hr" else _inline(child))
        if child.tag != "dt":
            yield ""
    elif _is_block(child):
        yield from _children(child, options, depth)


def _list(element: Element, options: Options, depth: int) -> Iterator[str]:
    number = int(element.get("start", "1"))
    for item in element:
        sign = f"{_numbered(number, element)}. " if element.tag == "ol" else "- "
        inner = [line for line in _children(item, options, 0) if line]
        if not inner:
            continue
        pad = " " * (options.indent * depth)
        yield pad + sign + inner[0]
        yield from (pad + " " * options.indent + line for line in inner[1:])
        number += 1


def _numbered(number: int, element: Element) -> str:
    """Return an item's number as the page shows it: options of questions have letters."""
    return chr(64 + number) if element.get("type") == "A" and 0 < number <= 26 else str(number)


def _table(table: Element) -> Iterator[str]:
    caption = table.find("caption")
    if caption is not None:
        yield _inline(caption)
    heads: list[str] = []
    for row in table.iter("tr"):
        cells = [_inline(cell) for cell in row if cell.tag in ("td", "th")]
        if not heads:
            heads = cells
            continue
        named = (f"{head}：{cell}" if head else cell for head, cell in zip(heads, cells, strict=False) if cell)
        yield "；".join(named)


def _is_block(element: Element) -> bool:
    return any(inner.tag in _BLOCKS or inner.tag in ("ul", "ol", "table") for inner in element.iter())


def _loose(element: Element) -> str:
    """Return the text that stands directly in a list item or a division, inline elements included."""
    shell = Element("span")
    shell.text = element.text
    for child in element:
        if not (child.tag in _BLOCKS or child.tag in ("ul", "ol", "table") or _is_block(child)):
            shell.append(child)
        elif shell.text or len(shell):
            tail = child.tail or ""
            if tail.strip():
                shell.append(_tail(tail))
    return _inline(shell)


def _tail(text: str) -> Element:
    element = Element("span")
    element.text = text
    return element


def _inline(element: Element) -> str:
    return " ".join("".join(_words(element)).split())


def _words(element: Element) -> Iterator[str]:
    if element.tag in _HIDDEN or "footnote-backref" in element.get("class", ""):
        return
    if element.tag == "img":
        yield element.get("alt", "")
    if element.tag == "input":
        yield "[x] " if element.get("checked") else "[ ] "
    if element.tag == "rt":
        yield "（"
    yield element.text or ""
    for child in element:
        yield from _words(child)
        yield child.tail or ""
    if element.tag == "rt":
        yield "）"
    yield _address(element)


def _address(element: Element) -> str:
    href = element.get("href", "") if element.tag == "a" else ""
    return f"（{href}）" if href.startswith(("http://", "https://")) and href not in "".join(element.itertext()) else ""


def _spaced(lines: list[str]) -> Iterator[str]:
    last: Any = ""
    for line in lines:
        if line or last:
            yield line
        last = line
