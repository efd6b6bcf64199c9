"""Texts cut into clauses that the engine can hold.

The engine has room for 1,000 phonemes in a clause and drops the rest without a word (`N_PHONEME_LIST`; its issue 1860):
300 Hanzi without punctuation lose 67. A clause that is too long gets commas, as a reader takes breath.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from curbcut.core.language.scripts import HAN
from curbcut.core.model import Record

MOST = 60
"""Units in a clause. Source: measured, 126 syllables are spoken whole and 150 are not; half of that for long words."""

_PAUSE = re.compile("[,;:.?!](?=\\s|$)|[，；：。？！、…]|\n")
_UNIT = re.compile(f"[{HAN}]|[^\\s{HAN}]{{1,20}}")
"""A Hanzi, or up to 20 characters of a word: a word of 60 is as long as three."""


class Capped(Record, frozen=True):
    """A text with commas put in; `before` are their places in it, ascending."""

    text: str
    before: tuple[int, ...]

    def place(self, at: int) -> int:
        """Return where a place in the text was before the commas came in."""
        return at - bisect_right(self.before, at)


def capped(text: str) -> Capped:
    """Return the text with a comma wherever a clause would be longer than MOST units, parts as even as can be."""
    cuts: list[int] = []
    start = 0
    for pause in (*_PAUSE.finditer(text), None):
        end = pause.start() if pause else len(text)
        ends = [unit.end() for unit in _UNIT.finditer(text, start, end)]
        parts = -(-len(ends) // MOST)
        cuts += [ends[len(ends) * part // parts - 1] for part in range(1, parts)]
        start = pause.end() if pause else end
    if not cuts:
        return Capped(text=text, before=())
    pieces = [text[one:other] for one, other in zip((0, *cuts), (*cuts, len(text)), strict=True)]
    # After a Latin letter or digit only an ASCII comma before a space makes a pause; after a Hanzi only a full-width one.
    out, before = pieces[0], []
    for piece in pieces[1:]:
        before.append(len(out))
        if out[-1].isascii():
            out += ","
            if not piece[:1].isspace():
                before.append(len(out))
                out += " "
        else:
            out += "，"
        out += piece
    return Capped(text=out, before=tuple(before))
