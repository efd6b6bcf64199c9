"""Where something stands in a file as typed; asked only where something is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from curbcut.core.fields import FIELDS
from curbcut.core.front_matter import settings
from curbcut.core.model import Document
from curbcut.core.options.yaml_text import Mapping, Node, Scalar, Sequence

Opener = Callable[[str], Document]
"""Gives the Document of a path with its places, its source as typed."""
TextOf = Callable[[str], str]
"""Gives the text of a path as typed, ``""`` where there is none."""


def typed_place(doc: Document, name: str) -> tuple[int, int]:
    """Return where a name first stands in the file as typed."""
    offset = doc.source.find(name)
    return (0, 0) if offset < 0 else (doc.source.count("\n", 0, offset) + 1, offset - doc.source.rfind("\n", 0, offset))


def setting_place(path: str, text: str, key: str, value: str = "") -> tuple[int, int]:
    """Return line and column of a value in front matter, else of its key, else of the first line.

    key: as in kinds.py; the editor may have written any of its Chinese names
    value: one text of it (or one key, where it has keys of its own), as the loader gives it
    """
    names = (key, *FIELDS[key].names)
    for typed, node in _pairs(path, text):
        if typed.text in names:
            at = next((s for s in _scalars(node) if s.text.strip() == value), typed) if value else typed
            return at.line, at.column
    return 1, 1


@lru_cache(maxsize=8)
def _pairs(path: str, text: str) -> list[tuple[Scalar, Node]]:
    # A document with one unknown word often has several.
    root = settings(path, text)
    return [] if root is None else root.pairs


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _scalars(item)
    elif isinstance(node, Mapping):
        for key, value in node.pairs:
            yield key
            yield from _scalars(value)
