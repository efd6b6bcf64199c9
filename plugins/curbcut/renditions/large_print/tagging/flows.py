"""The spaces that a line's end swallows: what stood between two pieces of text, as the page's source has it."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from curbcut.renditions.large_print.tagging.nodes import Mark

_CONTEXT = 12
"""Characters before and after a gap by which it is found again in the source; one line of large print has about 24."""

_SPACES = re.compile(r"[ \t\n\r\f]+")
_CJK = "\u2e80"
"""From here on characters are set without spaces between them."""

_JOINS = frozenset("-/\u2010\u2011\u2013\u2014")


class Flow:
    """The text of one block, line after line, over pages.

    element: the block's element
    latest:  the last piece of text before the block
    kept:    whether its white space is kept as typed (`pre`)
    """

    __slots__ = ("_at", "_seen", "_source", "element", "forced", "kept", "last", "owed", "spaced", "tail")

    def __init__(self, element: Element, latest: Mark | None, *, kept: bool) -> None:
        self.element = element
        self.kept = kept
        self.last: Mark | None = None
        self.tail = ""
        self.owed = self.spaced = self.forced = False
        self._seen = latest
        self._source: str | None = None
        self._at = 0

    def turn(self) -> None:
        """A new line begins."""
        self.owed = True

    def skip(self, *, forced: bool = False) -> None:
        """A space stands here that is not painted; `forced`: it separates, whatever the source says."""
        self.owed = self.spaced = True
        self.forced = self.forced or forced

    def interrupt(self, latest: Mark | None) -> None:
        """Something that is no text of this block stands here, such as a picture or a box in the line.

        latest: the last piece of text of the whole page so far
        """
        self._look(latest)
        if self.owed and self.last is not None:
            gap = self._found(self.tail, "") if self.tail else None
            self._give(self.last, gap if gap is not None else " " if self.spaced and not self.kept else "")
        self.owed = self.spaced = self.forced = False
        self.tail = ""
        self._seen = latest

    def follow(self, mark: Mark, latest: Mark | None, *, generated: bool = False) -> None:
        """Take the next visible piece; the piece before it gets the white space between them as part of its text."""
        self._look(latest)
        if self.owed and self.last is not None:
            gap, hyphen = (" ", False) if self.forced else self._gap(mark.text)
            self._give(self.last, gap, hyphen=hyphen)
            self.tail = (self.tail[:-1] if hyphen else self.tail) + ("" if self.kept else gap)
        self.owed = self.spaced = self.forced = False
        self.last = mark
        self.tail = "" if generated else (self.tail + mark.text)[-_CONTEXT:]
        self._seen = mark

    def _look(self, latest: Mark | None) -> None:
        """Take the last piece of what stood between as the piece before."""
        if not self.tail and latest is not self._seen:
            self.last = latest

    @staticmethod
    def _give(mark: Mark, gap: str, *, hyphen: bool = False) -> None:
        if gap or hyphen:
            text = mark.actual or mark.text
            mark.actual = (text[:-1] if hyphen else text) + gap

    def _gap(self, text: str) -> tuple[str, bool]:
        """Return the white space of the source before `text`, and whether the line ended with a hyphen of the layout's."""
        head = text[:_CONTEXT].lower()
        if len(text) <= _CONTEXT and text[-1] in _JOINS:
            head = head[:-1]  # it may be the layout's
        tail = self.tail.lower()
        found = self._found(tail, head)
        if found is not None:
            return found, False
        if tail[-1:] in _JOINS and self._found(tail[:-1], head) == "":
            return "", True
        return self._guess(tail, head), False

    def _found(self, tail: str, head: str) -> str | None:
        source = self.source
        at = source.find(tail, self._at) if tail else self._before(head)
        while at >= 0:
            start = end = at + len(tail)
            while end < len(source) and source[end].isspace():
                end += 1
            # Indentation that is painted belongs to the piece, not to the gap.
            own = len(head) - len(head.lstrip())
            if source.startswith(head[own:], end) and end - own >= start:
                self._at = max(self._at, start - _CONTEXT)
                return source[start : end - own]
            if not tail:
                return None
            at = source.find(tail, at + 1)
        return None

    def _before(self, head: str) -> int:
        at = self.source.find(head, self._at)
        while at > 0 and self.source[at - 1].isspace():
            at -= 1
        return at

    def _guess(self, tail: str, head: str) -> str:
        if self.kept:
            return "\n"
        if not tail or not head or tail[-1] >= _CJK or head[0] >= _CJK or tail[-1] in _JOINS:
            return ""
        return " "

    @property
    def source(self) -> str:
        """The block's text as the page has it, lower case, white space folded unless it is kept."""
        if self._source is None:
            text = "".join(_texts(self.element))
            self._source = (text if self.kept else _SPACES.sub(" ", text)).lower()
        return self._source


def _texts(element: Element) -> list[str]:
    found: list[str] = []
    waiting: list[Element | str] = [element]
    while waiting:
        current = waiting.pop()
        if isinstance(current, str):
            found.append(current)
            continue
        if not isinstance(current.tag, str):  # a comment; what follows it is waiting already
            continue
        found.append("\n" if current.tag == "br" else current.text or "")
        for child in reversed(current):
            waiting += [child.tail or "", child]
    return found
