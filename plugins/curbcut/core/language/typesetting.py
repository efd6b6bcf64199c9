"""Where Chinese text is set closer or wider than its characters stand: 标点挤压 and the gap beside Latin letters.

source: W3C Requirements for Chinese Text Layout (CLREQ), 3.1.6 (compression of marks) and 3.2.2 (a quarter em, or
less, between Han and Western characters)
"""

from __future__ import annotations

import re
from typing import Literal

from curbcut.core.language.scripts import HAN

Setting = Literal["", "half", "gap"]

OPENING = "“‘（〔［｛《〈「『【〖"
CLOSING = "”’）〕］｝》〉」』】〗、，。．；："
_LATIN = "A-Za-z0-9\u00c0-\u024f\u0370-\u03ff%‰℃°"
_PLACES = re.compile(
    rf"(?P<half>[{CLOSING}](?=[{CLOSING}{OPENING}])|(?<=[{OPENING}])[{OPENING}]|\A[{OPENING}])"
    rf"|(?P<gap>[{HAN}](?=[{_LATIN}])|[{_LATIN}](?=[{HAN}]))"
)


def places(text: str) -> list[tuple[int, Setting]]:
    """Return where a block's text is not set as it stands: index of the character, and how.

    text: all characters of one block (paragraph, heading, cell) in order, so that pairs across inline elements count
    half: the mark takes half its width (its blank half goes); gap: a little room follows the character
    """
    return [(m.start(), "half" if m["half"] else "gap") for m in _PLACES.finditer(text)]
