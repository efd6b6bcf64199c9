"""What a recording says, line by line: the words, whose sentence of the page they are, how long it is quiet afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from curbcut.core.language.scripts import HAN
from curbcut.core.model import Record

PAUSE = 0
"""Between sentences of a paragraph: the voice's own pause at a full stop is enough."""
ITEM = 150
PARAGRAPH = 350
HEADING = 600
"""Milliseconds of silence on top of the voice's own. Source: research on listeners' wishes: 600 around headings."""

MOST = 300
"""Characters that are spoken at once: about 80 seconds, 4 MB of sound. A longer sentence is spoken in pieces."""
_GOOD = re.compile("[，。；：？！、…,;:?!](?=[^0-9])|[.](?= )|[）)》”]")
_FAIR = re.compile(f"(?<=[{HAN}])(?=[{HAN}])|(?<=\\s)")


class Line(Record, frozen=True):
    """Something that is said at once.

    id:       a sentence of the page, or a name that says where it stands on the page (`cc-title`, `cc-materials.2`)
    text:     as the page shows it; of a long sentence, a piece that begins at its character `offset`
    before:   what a listener needs first because it cannot be seen: ``1. ``, ``发文单位：``
    lang:     BCP 47
    level:    0, or 1–6 for a heading
    pause_ms: silence after it
    """

    id: str
    text: str
    lang: str
    before: str = ""
    offset: int = 0
    level: int = 0
    pause_ms: int = PARAGRAPH

    @property
    def is_sentence(self) -> bool:
        """Whether it is a sentence of the text: one that a person may have recorded, and whose words are marked."""
        return self.id.startswith("s-")


def pieces(line: Line) -> Iterator[Line]:
    """Yield a line, or the pieces of a long one: cut where a reader would breathe, else between two Han characters."""
    if len(line.text) <= MOST:
        yield line
        return
    start = 0
    while start < len(line.text):
        end = _cut(line.text, start)
        last = end == len(line.text)
        yield replace(
            line, text=line.text[start:end], offset=line.offset + start, before="" if start else line.before,
            pause_ms=line.pause_ms if last else PAUSE,
        )  # fmt: skip
        start = end


def _cut(text: str, start: int) -> int:
    """Return where a piece that begins at `start` ends."""
    if len(text) - start <= MOST:
        return len(text)
    window = text[: start + MOST]
    for mark in (_GOOD, _FAIR):
        ends = [found.end() for found in mark.finditer(window, start + MOST // 2)]
        if ends:
            return ends[-1]
    return start + MOST
