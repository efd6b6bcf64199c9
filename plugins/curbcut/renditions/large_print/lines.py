"""Lines broken once: a paragraph is shaped as a whole, its lines are taken from it, and each is painted as it was shaped.

WeasyPrint shapes four lines of a text to find the first one, shapes that one again to measure it and a third time to paint
it, then does the same for the next line. A `Setter` standing in for it asks Pango once. The lines are the same, to the
byte of the file: what is not plain Chinese is broken by WeasyPrint itself (decision 013).
"""

from __future__ import annotations

import re
from math import inf
from threading import get_ident
from typing import Any, TypeAlias

from weasyprint.text import line_break
from weasyprint.text.ffi import FROM_UNITS, ffi, gobject, pango

from curbcut.core.language.scripts import CJK_PUNCTUATION, HAN

ffi.cdef("PangoLayout * pango_layout_copy (PangoLayout *layout);")

_PLAIN = re.compile(f"[{HAN}{CJK_PUNCTUATION}0-9 !%&()+,./:;=?\\-\u00b7\u2014\u2018\u2019\u201c\u201d\u2026]+")
"""Han, and what takes the script of its neighbours: a line of such a text is shaped the same alone and in its paragraph."""
_SEPARATORS = re.compile("[\n\r\t\u2028\u2029]")
"""What Pango ends a paragraph at, or needs to know stops for."""
_AHEAD = 12
"""Lines of a paragraph that are shaped at once, which most have not."""
_BEHIND = 3
"""The same of a text that does not begin its line: its other lines are wider and shaped then."""
_LETTERS = 48
"""Letters that are shaped at once even where they make more lines: in a column's narrowest width each letter is one."""
_ORDINARY = {
    "white_space": "normal", "direction": "ltr", "hyphens": "none", "word_break": "normal", "letter_spacing": "normal",
    "word_spacing": 0, "text_decoration_line": "none",
}  # fmt: skip
_MEASURE = ffi.new("PangoRectangle *")

Broken: TypeAlias = tuple[Any, int, int | None, float, float, float]
"""What WeasyPrint's `split_first_line` returns: layout, bytes, bytes to the next line, width, height, baseline."""

_Stock, _stock = line_break.Layout, line_break.split_first_line


class Kept(line_break.Layout):
    """A text that stays shaped until it is painted."""

    def __init__(self, empty: Any, justification_spacing: float, max_width: float | None) -> None:
        """Begin as a copy of an empty text in the same style."""
        self.__dict__.update(empty.__dict__)
        self.layout = ffi.gc(pango.pango_layout_copy(empty.layout), gobject.g_object_unref)
        self.justification_spacing, self.max_width = justification_spacing, max_width

    def set_text(self, text: str, justify: bool = False) -> None:
        """Take a text; that it is one paragraph is told now, for telling it later would shape it again."""
        one = _SEPARATORS.search(text) is None
        pango.pango_layout_set_single_paragraph_mode(self.layout, one)
        if justify or not one or self.style["letter_spacing"] != "normal" or self.style["word_spacing"]:
            super().set_text(text, justify)
            return
        self.text = text
        encoded = text.encode().replace(b"\0", b"")
        pango.pango_layout_set_text(self.layout, encoded, len(encoded))

    def deactivate(self) -> None:
        """Stay; WeasyPrint would forget everything but the text."""

    def reactivate(self, style: Any) -> None:
        """Be painted; only a justified text has to be shaped again for that."""
        if self.justification_spacing:
            super().reactivate(style)


class Line:
    """One line of a paragraph, as WeasyPrint knows a text of one line.

    text: of the line; from `reactivate` on that of the paragraph, in which a painter counts
    """

    __slots__ = (
        "_number",
        "_paragraph",
        "first_line_direction",
        "justification_spacing",
        "layout",
        "max_width",
        "text",
    )

    def __init__(self, paragraph: Kept, number: int, text: str) -> None:
        self._paragraph, self._number, self.text = paragraph, number, text
        self.layout, self.max_width = paragraph.layout, paragraph.max_width
        self.first_line_direction = self.justification_spacing = 0

    def reactivate(self, style: Any) -> None:
        """Be painted."""
        self.text = self._paragraph.text

    def deactivate(self) -> None:
        """Stay."""

    def get_first_line(self) -> tuple[Any, None]:
        """Return Pango's line; there is no other."""
        return pango.pango_layout_get_line_readonly(self.layout, self._number), None


class Paragraph:
    """A text being broken into lines: what is `left` of it for the lines to come."""

    def __init__(self, text: str, kept: Kept) -> None:
        self.left, self._kept, self._encoded = text, kept, kept.text.encode()
        self._whole = len(kept.text) == len(text)
        self._number = self._at = 0

    @property
    def goes_on(self) -> bool:
        """Tell whether lines were taken, and more of the text waits to be shaped."""
        return self._number > 0 and not self._whole

    def fits(self, text: str, style: Any, max_width: float) -> bool:
        """Tell whether the next line is that of a text."""
        return self._kept.style is style and self._kept.max_width == max_width and self.left == text

    def line(self, breaks_words: bool) -> Broken | None:
        """Return the next line, or None where only WeasyPrint knows.

        breaks_words: what is too long for a line may be broken anywhere
        """
        line, following = self._line(0), self._line(1)
        last = following == ffi.NULL
        if (last or self._line(2) == ffi.NULL) and not self._whole:
            return None
        start, end = line.start_index, len(self._encoded) if last else following.start_index
        length, text = end - start, self._encoded[start:end].decode()
        if length != line.length or (not last and not self._ends_here(text)):
            return None
        pango.pango_layout_line_get_extents(line, ffi.NULL, _MEASURE)
        width = _MEASURE.width * FROM_UNITS
        if width > self._kept.max_width and (breaks_words or " " in self.left):
            return None
        made = Line(self._kept, self._number, text)
        self._number, self._at, self.left = self._number + 1, self._at + len(text), self.left[len(text) :]
        return made, length, None if last else length, width, _MEASURE.height * FROM_UNITS, -_MEASURE.y * FROM_UNITS

    def _line(self, ahead: int) -> Any:
        return pango.pango_layout_get_line_readonly(self._kept.layout, self._number + ahead)

    def _ends_here(self, text: str) -> bool:
        """Tell whether WeasyPrint too would end the line behind `text`: it tries one more word where a space follows it."""
        if text[-1] == " ":
            return False
        if " " not in self.left:
            return True
        attributes = pango.pango_layout_get_log_attrs_readonly(self._kept.layout, ffi.NULL)
        first = self._at + len(text) + 1
        for at in range(first, len(self._kept.text)):
            if attributes[at].is_line_break:
                return self._kept.text[at - 1] != " "
        return False


class Setter:
    """Sets the texts of one document; its methods are named like what they stand in for."""

    def __init__(self) -> None:
        self._thread = get_ident()
        # By identity of the style, which is kept so that no other one gets its identity.
        self._styles: dict[int, tuple[Any, Any, bool]] = {}
        self._paragraph: Paragraph | None = None

    def Layout(self, style: Any, justification_spacing: float = 0, max_width: float | None = None) -> Any:  # noqa: N802 - WeasyPrint's name
        """Return a text to come, in a style."""
        if get_ident() != self._thread:  # a document that is none of ours
            return _Stock(style, justification_spacing, max_width)
        return Kept(self._begun(style)[1], justification_spacing, max_width)

    def split_first_line(self, text: str, style: Any, *rest: Any, **how: bool) -> Broken:
        """Return the first line of a text.

        rest: WeasyPrint's context, the width there is, what justifying adds to a space
        how:  whether the text begins the line (`is_line_start`) or its narrowest width is asked for (`minimum`)
        """
        _, max_width, spacing = rest
        if get_ident() != self._thread:
            return _stock(text, style, *rest, **how)  # type: ignore[no-any-return]
        if max_width is not None and max_width != inf and not spacing and self._begun(style)[2]:
            starts = how.get("is_line_start", True)
            wrap = style["overflow_wrap"]
            breaks = starts and (wrap == "anywhere" or (wrap == "break-word" and not how.get("minimum")))
            paragraph = self._paragraph
            if paragraph is None or not paragraph.fits(text, style, max_width):
                paragraph = self._paragraph = self._new(text, style, max_width, _AHEAD if starts else _BEHIND)
            broken = paragraph.line(breaks) if paragraph is not None else None
            if broken is None and paragraph is not None and paragraph.goes_on:
                paragraph = self._paragraph = self._new(text, style, max_width, _AHEAD)
                broken = paragraph.line(breaks) if paragraph is not None else None
            if broken is not None:
                return broken
        self._paragraph = None
        return _stock(text, style, *rest, **how)  # type: ignore[no-any-return]

    def _new(self, text: str, style: Any, max_width: float, lines: int) -> Paragraph | None:
        """Return a plain text shaped for its first lines, or None where it is not plain."""
        if _PLAIN.fullmatch(text) is None:
            return None
        letters = max(int(max_width / style["font_size"] * lines), _LETTERS)
        return Paragraph(text, line_break.create_layout(text[:letters], style, None, max_width, 0))

    def _begun(self, style: Any) -> tuple[Any, Any, bool]:
        """Return a style, an empty text in it, and whether its texts may be broken here."""
        known = self._styles.get(id(style))
        if known is None:
            empty = _Stock(style)
            if style["overflow_wrap"] in ("anywhere", "break-word"):
                attributes = pango.pango_layout_get_attributes(empty.layout)
                if attributes == ffi.NULL:
                    attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
                pango.pango_attr_list_insert(attributes, pango.pango_attr_insert_hyphens_new(False))
                pango.pango_layout_set_attributes(empty.layout, attributes)
            plain = all(style[name] == value for name, value in _ORDINARY.items())
            known = self._styles[id(style)] = (style, empty, plain)
        return known
