"""Small steps on element trees that the parts of a printed page share."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from curbcut.core.language.glyphs import as_printed

NEVER_SET = frozenset({"pre", "code", "kbd", "samp", "rt", "rp"})
"""Elements whose characters stand as they are: no mark in them is squeezed."""


def element(tag: str, text: str = "", /, *children: Element, **attributes: str) -> Element:
    """Return an element; `class_` and `aria_label` stand for `class` and `aria-label`, empty attributes are left out."""
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items() if value}
    made = Element(tag, named)
    made.text = text or None
    made.extend(children)
    return made


def listed(texts: Iterable[str], tag: str = "ul", class_: str = "") -> Element:
    """Return a list of plain texts."""
    return element(tag, "", *(element("li", text) for text in texts), class_=class_)


def text_of(one: Element) -> str:
    """Return an element's text with white space folded, as it is read: ruby and footnote calls left out."""
    return " ".join("".join(_words(one)).split())


def _words(one: Element) -> Iterable[str]:
    if one.tag in ("rt", "rp") or one.get("class") == "footnote-ref":
        return
    yield one.get("alt", "") if one.tag == "img" else one.text or ""
    for child in one:
        yield from _words(child)
        yield child.tail or ""


def with_colon(text: str, lang: str) -> str:
    """Return a label as it stands before what it names."""
    return text + ("：" if lang.startswith("zh") else ": ")


def replace(parent: Element, old: Element, new: Element) -> None:
    """Put `new` where `old` stands; the text behind it stays."""
    new.tail = old.tail
    parent[list(parent).index(old)] = new


def drop(parent: Element, child: Element) -> None:
    """Take a child away; the text behind it stays."""
    _append_text(parent, list(parent).index(child), child.tail or "")
    parent.remove(child)


def unwrap(parent: Element, child: Element) -> None:
    """Put what is in a child in its place."""
    at = list(parent).index(child)
    _append_text(parent, at, child.text or "")
    tail = child.tail or ""
    if len(child):
        child[-1].tail = (child[-1].tail or "") + tail
    else:
        _append_text(parent, at, tail)
    parent[at : at + 1] = list(child)


def _append_text(parent: Element, at: int, text: str) -> None:
    """Add text before the child at index `at`."""
    if not text:
        return
    if at:
        parent[at - 1].tail = (parent[at - 1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def compose_texts(root: Element) -> None:
    """Write every text as the fonts have it (`glyphs.as_printed`): é is one character, ☎ is no emoji."""
    for one in root.iter():
        if one.text and not one.text.isascii():
            one.text = as_printed(one.text)
        if one.tail and not one.tail.isascii():
            one.tail = as_printed(one.tail)
