"""CSV, read strictly: one header, and every row as long as it. What is not so is a finding at its line."""

from __future__ import annotations

import csv
import io
from typing import NamedTuple

from curbcut.core.findings import Finding, found, stopping
from curbcut.core.reading.decoding import SHOWN, decode

ROWS = 2000
"""Rows of one table: more cannot be read as a page, and a PDF of 2,000 rows takes 8 s (research/publishing.md 4.2)."""
_OTHER_SEPARATORS = ";\t，；|"


class Sheet(NamedTuple):
    """A CSV file: its header and the line of the file it stands on, and the rows, each with the line it begins on."""

    line: int
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_csv(path: str, data: bytes) -> tuple[Sheet | None, list[Finding]]:
    """Return the sheet of a CSV file (UTF-8, commas, double quotes), or None, and what is wrong with it.

    path: POSIX path from the site's root, for the findings. Cells come without space around them
    """
    text, findings = decode(path, data)
    if text is None:
        return None, findings
    lines: list[tuple[int, tuple[str, ...]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    at = 1
    try:
        for cells in reader:
            if cells:
                lines.append((at, tuple(cell.strip() for cell in cells)))
            at = reader.line_num + 1
    except csv.Error:
        findings.append(found("csv-quotes", path, (at, 1)))
        return None, findings
    findings += _wrong(path, lines)
    if stopping(findings):
        return None, findings
    return Sheet(*lines[0], tuple(lines[1:])), findings


def _wrong(path: str, lines: list[tuple[int, tuple[str, ...]]]) -> list[Finding]:
    """Return what is wrong with the lines of a file: its header first, without which the rows mean nothing."""
    if len(lines) < 2:
        return [found("csv-empty", path, (1, 1))]
    at, header = lines[0]
    if len(header) == 1 and (typed := next((sign for sign in _OTHER_SEPARATORS if sign in header[0]), "")):
        return [found("csv-separator", path, (at, 1), excerpt=header[0], sign={"\t": "Tab"}.get(typed, typed))]
    findings = []
    for number, name in enumerate(header, 1):
        if not name:
            findings.append(found("csv-header-empty", path, (at, 1), number=number))
        elif name in header[: number - 1]:
            first = header.index(name) + 1
            findings.append(found("csv-header-twice", path, (at, 1), name=name, number=number, first=first))
    for at, cells in lines[1:]:
        if len(cells) != len(header):
            excerpt = ",".join(cells)
            findings.append(found("csv-cells", path, (at, 1), excerpt=excerpt, count=len(cells), wanted=len(header)))
    if len(lines) - 1 > ROWS:
        findings.append(found("csv-long", path, (lines[ROWS + 1][0], 1), count=len(lines) - 1, limit=ROWS))
    return findings[:SHOWN]
