"""Tables as CSV that spreadsheet programs open as they are.

source: RFC 4180 (quotes, CRLF); a byte order mark, without which Excel reads UTF-8 as the local code page;
OWASP, “CSV Injection” (cells that a spreadsheet would run as a formula)
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = tuple("=+-@\t\r＝＋－＠")
"""First characters that make a cell a formula; Excel takes the full-width ones for the same."""


def spreadsheet(rows: Iterable[Sequence[str | float]]) -> bytes:
    """Return rows as a CSV file. A text that would be a formula gets an apostrophe before it; numbers stay numbers."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([_cell(value) for value in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _cell(value: str | float) -> str | float:
    if not isinstance(value, str):
        return value
    text = value.replace("\0", "")
    return f"'{text}" if text.lstrip(" \n").startswith(_FORMULA) else text
