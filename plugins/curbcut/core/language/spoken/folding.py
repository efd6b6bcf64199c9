"""Letters that are typed as something else: ﬁ for fi, 𝐀 for A, Ⓑ for B, ㎖ for ml."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from curbcut.core.language.spans import Edit

_NAMED = "℃℅℉№℡™Ω㎡㎥㎝㎜㎞㎏㎎㎠㎢㏄"
"""What has a name of its own."""
_RANGES = ((0x2100, 0x214F), (0x24B6, 0x24E9), (0x3371, 0x33DF), (0xFB00, 0xFB06), (0x1D400, 0x1D7FF))
"""Letterlike symbols, circled letters, units in a square, ligatures, mathematical letters and digits."""


def _folded() -> dict[str, str]:
    every = (chr(code) for first, last in _RANGES for code in range(first, last + 1))
    plain = {ch: unicodedata.normalize("NFKC", ch) for ch in every if ch not in _NAMED}
    return {ch: to for ch, to in plain.items() if to != ch and to.isalnum()} | {"℡": "TEL"}


_FOLDED = _folded()
_ANY = re.compile(f"[{''.join(_FOLDED)}]")


def folds(text: str) -> Iterator[Edit]:
    """Yield the edits that make plain letters of a text's compatibility characters."""
    return (Edit(*found.span(), _FOLDED[found[0]]) for found in _ANY.finditer(text))
