"""The marks of `lines.py` in an element tree: where an element stands in the source, and its text without them."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from curbcut.core.quizzes.lines import BLANK, MARK
from curbcut.core.reading.minting import join_lines

_MARK = re.compile(f"{MARK}(\\d+){MARK}")
_LEADING = re.compile(f"\\s*{MARK}(\\d+){MARK}")
_LEFT = re.compile(f"{MARK}\\d+{MARK}|{MARK}")
_UNREAD = frozenset({"rt", "rp", "rtc"})


def line_of(element: Element) -> int:
    """Return the source line that the first mark in an element names, 0 without one."""
    for text in element.itertext():
        if found := _MARK.search(text):
            return int(found[1])
    return 0


def unmarked(element: Element) -> int:
    """Take the mark from the beginning of an element's text; return its line, 0 without one."""
    if found := _LEADING.match(element.text or ""):
        element.text = (element.text or "")[found.end() :]
        return int(found[1])
    return 0


def after_mark(text: str) -> str:
    """Return a text without the mark at its beginning."""
    found = _LEADING.match(text)
    return text[found.end() :] if found else text


def reading_of(element: Element) -> str:
    """Return what is read of an element in one line: no ruby, no footnote numbers; pictures by their alternative text."""
    return folded("".join(_pieces(element)))


def folded(text: str) -> str:
    """Return a text without marks in one line; blanks as `____`."""
    text = re.sub(f"{BLANK}+", "____", _LEFT.sub("", text))
    return " ".join(join_lines(text).split())


def _pieces(element: Element) -> list[str]:
    called = element.tag == "sup" and len(element) and element[0].get("class") == "footnote-ref"
    if element.tag in _UNREAD or called:
        return []
    read = [element.get("alt", "") if element.tag == "img" else element.text or ""]
    for child in element:
        read += _pieces(child)
        read.append(child.tail or "")
        if child.tag in ("p", "li", "br"):
            read.append("\n")
    return read


def open_blanks(element: Element) -> int:
    """Turn the blanks in an element's texts into `span.blank`; return how many there are, in document order."""
    count = 0
    for parent in list(element.iter()):
        children = list(parent)
        pieces = [(None, parent.text)] + [(child, child.tail) for child in children]
        for child, text in pieces:
            if not text or BLANK not in text or parent.tag in ("code", "pre"):
                continue
            before, *rest = re.split(f"{BLANK}+", text)
            spans = []
            for tail in rest:
                span = Element("span", {"class": "blank"})
                span.text, span.tail = "____", tail
                spans.append(span)
            at = 0 if child is None else list(parent).index(child) + 1
            if child is None:
                parent.text = before
            else:
                child.tail = before
            parent[at:at] = spans
            count += len(spans)
    return count


def sweep(root: Element) -> None:
    """Take away every mark that is left in a tree, and give blanks their underscores back."""
    for element in root.iter():
        if element.text and (MARK in element.text or BLANK in element.text):
            element.text = _swept(element.text)
        if element.tail and (MARK in element.tail or BLANK in element.tail):
            element.tail = _swept(element.tail)
        for name, value in element.attrib.items():
            if value and (MARK in value or BLANK in value):
                element.set(name, _swept(value))


def _swept(text: str) -> str:
    return _LEFT.sub("", text).replace(BLANK, "_")
