"""Texts for XML: whatever an editor pasted, the file stays well-formed."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (2.2 Char) cannot hold, not even as a reference."""


def xml_text(text: str) -> str:
    """Return a text as the content of an element or of a quoted attribute."""
    return escape(_UNFIT.sub("", text), {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
