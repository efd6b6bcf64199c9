"""Chinese typesetting that neither WeasyPrint nor our font's kerning can see: pairs across elements, Latin letters.

Inside one text the font kerns (plugins/fonts/spacing.py), which costs nothing here. A span is made only where the two
characters of a pair are handed to the shaper apart: at the edge of a link or an emphasis, where Han meets a letter of
another script, and for a mark that begins a block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from curbcut.core.language.typesetting import OPENING, Setting, places
from curbcut.renditions.large_print.elements import NEVER_SET

_BLOCKS = frozenset(
    "p h1 h2 h3 h4 h5 h6 li dt dd td th caption figcaption div section header nav ul ol dl blockquote table thead "
    "tbody tfoot tr figure article aside footer main body br".split()
)
_LETTER = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u03ff]")
_CLASSES: dict[Setting, str] = {"half": "h", "gap": "g"}


class _Slot(NamedTuple):
    """A text of the tree: an element's own (`behind` is None), or the one behind a child of it."""

    owner: Element
    behind: Element | None
    text: str
    sets: bool


def typeset(root: Element) -> None:
    """Mark, in every block, the characters that are set closer (`span.h`) or with room behind them (`span.g`)."""
    run: list[_Slot] = []
    for slot in list(_slots(root, root.tag not in NEVER_SET)):
        if slot is None:
            _set(run)
            run = []
        else:
            run.append(slot)
    _set(run)


def _slots(owner: Element, sets: bool) -> Iterator[_Slot | None]:
    """Yield the texts below an element in order; None where a block begins or ends."""
    if owner.text:
        yield _Slot(owner, None, owner.text, sets)
    for child in owner:
        block = child.tag in _BLOCKS
        if block:
            yield None
        yield from _slots(child, sets and child.tag not in NEVER_SET)
        if block:
            yield None
        if child.tail:
            yield _Slot(owner, child, child.tail, sets)


def _set(run: list[_Slot]) -> None:
    text = "".join(slot.text for slot in run)
    found = places(text) if run else []
    start = at = 0
    for slot in run:
        end, mine = start + len(slot.text), []
        while at < len(found) and found[at][0] < end:
            where, how = found[at]
            if not _kerned(text, where, how, start, end):
                mine.append((where - start, how))
            at += 1
        if mine and slot.sets:
            _split(slot, mine)
        start = end


def _kerned(text: str, at: int, how: Setting, start: int, end: int) -> bool:
    """Tell whether both characters of a pair stand in one text, from `start` to `end`, and the font knows the pair."""
    if how == "half" and text[at] in OPENING:
        return at - 1 >= start
    return at + 1 < end and not (how == "gap" and _LETTER.search(text[at : at + 2]))


def _split(slot: _Slot, mine: list[tuple[int, Setting]]) -> None:
    spans = []
    ends = [*(at for at, _ in mine[1:]), len(slot.text)]
    for (at, how), end in zip(mine, ends, strict=True):
        span = Element("span", {"class": _CLASSES[how]})
        span.text, span.tail = slot.text[at], slot.text[at + 1 : end] or None
        spans.append(span)
    before = slot.text[: mine[0][0]] or None
    if slot.behind is None:
        slot.owner.text = before
        slot.owner[0:0] = spans
    else:
        slot.behind.tail = before
        after = list(slot.owner).index(slot.behind) + 1
        slot.owner[after:after] = spans
