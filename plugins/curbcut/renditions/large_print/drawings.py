"""Drawings (SVG) are lettered with our own font, so that they look the same on every machine and can be searched."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, ParseError, fromstring, tostring

from curbcut.core.language.glyphs import described, unprintable
from curbcut.renditions.large_print.problems import NotPrintable

_OURS = "Curbcut Sans"
_FAMILY = re.compile(r"font-family\s*:[^;}]*", re.IGNORECASE)
_SHORTHAND = re.compile(r"(?<![-\w])font\s*:([^;}]*)", re.IGNORECASE)
_SIZE = re.compile(r"[\d.]+(?:px|pt|em|rem|%|mm)?(?:/[\d.]+\w*)?(?=\s)")
_TEXTS = frozenset({"text", "tspan", "textPath"})


def drawn_with_our_font(path: str, data: bytes) -> bytes:
    """Return a drawing in which every text asks for our font.

    raises: NotPrintable for a drawing that is no XML, or whose texts our font has no characters for
    """
    try:
        root = fromstring(data)
    except (ParseError, ValueError) as problem:
        raise NotPrintable("print-picture-broken", picture=path, reason=str(problem)[:200]) from problem
    if missing := unprintable("".join(_lettering(root))):
        shown = ", ".join(f"{character} {described(character)}" for character in missing[:5])
        raise NotPrintable("print-picture-characters", picture=path, characters=shown)
    for one in root.iter():
        if "font-family" in one.attrib:
            one.set("font-family", _OURS)
        if "style" in one.attrib:
            one.set("style", _renamed(one.attrib["style"]))
        if _local(one) == "style" and one.text:
            one.text = _renamed(one.text)
    root.set("font-family", _OURS)
    return tostring(root)


def _lettering(root: Element) -> list[str]:
    return [text for one in root.iter() if _local(one) in _TEXTS for text in (one.text or "", one.tail or "")]


def _local(one: Element) -> str:
    return one.tag.rpartition("}")[2]


def _renamed(style: str) -> str:
    """Return CSS whose declarations of a font name ours."""
    return _SHORTHAND.sub(_short, _FAMILY.sub(f"font-family: '{_OURS}'", style))


def _short(found: re.Match[str]) -> str:
    size = _SIZE.search(found[1] + " ")
    return f"font:{found[1][: size.end()]} '{_OURS}'" if size else found[0]
