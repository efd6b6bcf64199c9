"""The spaces that a line's end swallows: what stood between two pieces of text, as the page's source has it."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from curbcut.renditions.large_print.tagging.nodes import Mark

_NEAR = 200
"""Characters of the source that may lie between two pieces: readings of a ruby, what a box in the line holds."""

_SPACES = re.compile(r"[ \t\n\r\f]+")
_CJK = "\u2e80"
"""From here on characters are set without spaces between them."""

_JOINS = frozenset("-/\u2010\u2011\u2013\u2014")


class Flow:
    """The text of one block, line after line, over pages.

    element: the block's element
    latest:  the last piece of text before the block, of whatever block
    kept:    whether its white space is kept as typed (`pre`)
    """

    __slots__ = (
        "_at",
        "_blank",
        "_hyphen",
        "_last",
        "_open",
        "_owed",
        "_seen",
        "_source",
        "_spaced",
        "element",
        "kept",
    )

    def __init__(self, element: Element, latest: Mark | None, *, kept: bool) -> None:
        self.element = element
        self.kept = kept
        self._last: Mark | None = None
        self._owed = self._blank = self._spaced = self._hyphen = self._open = False
        self._seen = latest
        self._source: str | None = None
        self._at = 0

    def turn(self) -> None:
        """A new line begins."""
        self._owed = True

    def skip(self, *, forced: bool = False) -> None:
        """A space stands here that is not painted; `forced`: it separates, whatever the source says."""
        self._owed = self._blank = True
        self._spaced = self._spaced or forced

    def interrupt(self, latest: Mark | None) -> None:
        """Something that is no text of this block stands here, such as a picture or a box in the line.

        latest: the last piece of text of the whole page so far
        """
        self._look(latest)
        if self._owed:
            end = self._at
            while end < len(self.source) and self.source[end].isspace():
                end += 1
            self._give(self.source[self._at : end] or (" " if self._blank and not self.kept else ""))
            self._at = end
        self._owed = self._blank = self._spaced = False
        self._open = True
        self._seen = latest

    def follow(self, mark: Mark, latest: Mark | None, *, generated: bool = False) -> None:
        """Take the next visible piece; the piece before it gets the white space between them as part of its text.

        latest: as in `interrupt`; `generated`: the style sheet made the piece, the source does not have it
        """
        self._look(latest)
        gap = None if generated else self._find(mark.text)
        if gap is None and not generated and mark.text[-1] in _JOINS:
            gap = self._find(mark.text[:-1])
            hyphen = gap is not None
        else:
            hyphen = False
        if self._spaced:
            gap = " "
        elif gap is None:
            gap = self._guess(mark.text[0]) if self._owed else ""
        self._give(gap)
        self._owed = self._spaced = False
        self._hyphen = hyphen
        self._last = self._seen = mark

    def _look(self, latest: Mark | None) -> None:
        """Take the last piece of what stood in the line, if it had one, as the piece before."""
        if self._open and latest is not self._seen:
            self._last, self._hyphen = latest, False
        self._open = False

    def _give(self, gap: str) -> None:
        mark = self._last
        if mark is None:
            return
        text = mark.actual or mark.text
        if self._hyphen and not gap:
            mark.actual = text[:-1]
        elif gap and not text[-1].isspace():
            mark.actual = text + gap
        self._hyphen = False

    def _find(self, text: str) -> str | None:
        """Return the white space of the source before the next piece and go behind the piece; None if it is not there."""
        text = text.lower()
        at = self.source.find(text, self._at, self._at + _NEAR + len(text))
        if at < 0:
            return None
        start = at
        while start > self._at and self.source[start - 1].isspace():
            start -= 1
        self._at = at + len(text)
        return self.source[start:at]

    def _guess(self, head: str) -> str:
        """Return what probably stood between two pieces that the source does not show: a rule for Latin and Hanzi."""
        if self.kept:
            return "\n"
        tail = (self._last.text if self._last is not None else "")[-1:]
        return "" if not tail or tail >= _CJK or head >= _CJK or tail in _JOINS else " "

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
