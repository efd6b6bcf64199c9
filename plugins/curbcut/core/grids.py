"""Which cell of a table stands where: rows, columns and headings, once spans are counted.

source: HTML, 4.9.12 Processing model (forming a table)
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

Cell = Element
Grid = list[list[Cell | None]]


def rows_of(table: Element) -> list[Element]:
    """Return the rows of a table, without those of tables in its cells."""
    parts = (table, *(part for part in table if part.tag in ("thead", "tbody", "tfoot")))
    return [row for part in parts for row in part if row.tag == "tr"]


def cells_of(row: Element) -> list[Cell]:
    """Return the cells of a row."""
    return [cell for cell in row if cell.tag in ("td", "th")]


def width_of(row: Element) -> int:
    """Return how many columns a row tells of; one cell alone spans whatever there is."""
    cells = cells_of(row)
    return sum(span_of(cell, "colspan") for cell in cells) if len(cells) > 1 else len(cells)


def span_of(cell: Cell, name: str) -> int:
    """Return `colspan` or `rowspan` as a number of columns or rows."""
    value = cell.get(name, "1")
    return max(1, int(value[:9])) if value.isdecimal() else 1


def grid(rows: list[Element], width: int) -> Grid:
    """Return which cell stands in each place: a cell that spans several stands in all of them; None where none does."""
    filled: Grid = [[None] * width for _ in rows]
    for number, row in enumerate(rows):
        column = 0
        for cell in cells_of(row):
            while column < width and filled[number][column] is not None:
                column += 1
            for down in range(number, min(number + span_of(cell, "rowspan"), len(rows))):
                for across in range(column, min(column + span_of(cell, "colspan"), width)):
                    filled[down][across] = cell
    return filled


def head_rows(table: Element, rows: list[Element]) -> set[int]:
    """Return the numbers of the rows that name columns."""
    inside = {id(row) for head in table.iter("thead") for row in head.iter("tr")}
    heads = {number for number, row in enumerate(rows) if id(row) in inside}
    if not heads and rows and all(cell.tag == "th" for cell in cells_of(rows[0])):
        heads = {0}
    return heads
