"""An element tree as XHTML text: every text literal, every element closed, one line per block."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from curbcut.core.reading.sanitising import INLINE, VOID

_SPECIAL = re.compile(r"[&<>\"\n\t]")
_MARKUP = re.compile("[&<>]")


class Literal(str):
    """XHTML that is written already: most blocks hold only text, and need no elements on the way."""

    __slots__ = ()


def write(root: Element) -> str:
    """Return `root` as well-formed XHTML. Texts are literal: `&lt;` in a text is four characters."""
    out: list[str] = []
    _write(root, out.append)
    return "".join(out)


def _write(element: Element, put: Callable[[str], None]) -> None:
    tag, text, tail = element.tag, element.text, element.tail
    start = "<" + tag
    if element.attrib:
        for name, value in element.attrib.items():
            start += f' {name}="{_attribute(value) if _SPECIAL.search(value) else value}"'
    if tag in VOID:
        put(start + "/>")
    else:
        put(start + ">")
        if text:
            put(escaped(text))
        for child in element:
            _write(child, put)
        put(f"</{tag}>")
    if tail:
        put(escaped(tail))
    elif tag not in INLINE:
        put("\n")


def escaped(text: str) -> str:
    """Return a text as it stands between tags."""
    if type(text) is Literal or not _MARKUP.search(text):
        return text
    return _text(text)


def _text(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _attribute(value: str) -> str:
    return _text(value).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
