"""Tables read aloud: row by row, every cell behind the name of its column."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol
from xml.etree.ElementTree import Element

from msgspec.structs import replace

from curbcut.core.grids import Cell, Grid, cells_of, grid, head_rows, rows_of, width_of
from curbcut.core.words import label
from curbcut.renditions.audio.lines import ITEM, PARAGRAPH, PAUSE, Line


class Reader(Protocol):
    """What reads the cells of a table (`body.Narration`)."""

    def cell(self, cell: Element) -> list[Line]: ...
    def name(self, cell: Element) -> str: ...
    def beside(self, cell: Element) -> list[Line]: ...


def table_lines(table: Element, lang: str, reader: Reader) -> Iterator[Line]:
    """Yield a table: its caption, its size, then its rows. A table of headings alone is read as it stands."""
    rows = rows_of(table)
    width = max(map(width_of, rows), default=0)
    heads = head_rows(table, rows)
    full = [number for number, row in enumerate(rows) if any(map(reader.cell, cells_of(row)))]
    body = [number for number in full if number not in heads]
    if not body:
        heads, body = set(), full
    caption = table.find("caption")
    titled = reader.cell(caption) if caption is not None else []
    yield from titled
    first = next((line for row in rows for cell in cells_of(row) for line in reader.cell(cell)), None)
    if first is None:
        return
    if len(body) > 1 or width > 2:
        size = label("heard_table", lang, rows=len(body), columns=width)
        yield Line(id=f"{first.id}.table", text=size, lang=lang)
    for number in sorted(heads):
        for cell in cells_of(rows[number]):
            yield from reader.beside(cell)
    filled = grid(rows, width)
    names = [_name(filled, heads, column, reader) for column in range(width)]
    for number in body:
        yield from _row(filled[number], names, lang, reader)


def _row(row: list[Cell | None], names: list[str], lang: str, reader: Reader) -> Iterator[Line]:
    """Yield one row: its first cell leads, every other follows the name of its column."""
    told: list[Line] = []
    last: Cell | None = None
    for place, (cell, name) in enumerate(zip(row, names, strict=True)):
        if cell is None or cell is last:
            continue
        last = cell
        lines = reader.cell(cell)
        if not lines:
            continue
        leads = place == 0 and cell.tag == "th"
        before = "" if leads or not name else name + _colon(lang)
        told.append(replace(lines[0], before=before + lines[0].before))
        told += lines[1:]
        told[-1] = replace(told[-1], pause_ms=ITEM if place == 0 else PAUSE)
    if told:
        told[-1] = replace(told[-1], pause_ms=PARAGRAPH)
    yield from told


def _name(filled: Grid, heads: set[int], column: int, reader: Reader) -> str:
    """Return what a column is called; a heading over several columns comes first."""
    cells = [cell for number in sorted(heads) if (cell := filled[number][column]) is not None]
    distinct = {id(cell): reader.name(cell) for cell in cells}
    return "，".join(text for text in distinct.values() if text)


def _colon(lang: str) -> str:
    return "：" if lang.startswith("zh") else ": "
