"""Tables in large print: narrow ones stay tables, wide ones become one labelled list for each row.

At 20 pt an A4 page holds 24 Han characters in a line: a fifth column would leave fewer than five for each.
"""

from __future__ import annotations

from copy import deepcopy
from xml.etree.ElementTree import Element

from curbcut.core.grids import Cell, Grid, cells_of, grid, head_rows, rows_of, span_of, width_of
from curbcut.core.words import label
from curbcut.renditions.large_print.elements import element, replace, text_of, with_colon

_TALL = 100
"""Characters of a head that is not repeated on every page: it leaves rows no room, and WeasyPrint 70 drops a head that is
taller than what is left of its page."""


def fit_tables(root: Element, columns: int, lang: str) -> None:
    """Turn every table with more than `columns` columns into labelled lists, and bound the spans of the others."""
    parents = [(parent, child) for parent in root.iter() for child in parent if child.tag == "table"]
    for parent, table in reversed(parents):  # inner ones first: an outer list then holds lists
        rows = rows_of(table)
        width = max(map(width_of, rows), default=0)
        _bound(rows, width)
        if width > columns:
            replace(parent, table, _records(table, rows, width, lang))
        elif sum(len(text_of(head)) for head in table.iter("thead")) > _TALL:
            table.set("class", "tall")


def _bound(rows: list[Element], width: int) -> None:
    """Hold spans to the columns and rows that are there: each one beyond would cost memory and time."""
    for number, row in enumerate(rows):
        for cell in cells_of(row):
            for name, most in (("colspan", width), ("rowspan", len(rows) - number)):
                if name in cell.attrib:
                    cell.set(name, str(min(span_of(cell, name), max(1, most))))


def _records(table: Element, rows: list[Element], width: int, lang: str) -> Element:
    """Return a wide table as lists: the row's first cell leads, every other cell follows its column's name."""
    filled = grid(rows, width)
    heads = head_rows(table, rows)
    names = [_name(filled, heads, column, lang) for column in range(width)]
    shown = element("div", class_="records", lang=table.get("lang", ""))
    caption = table.find("caption")
    if caption is not None:
        title = deepcopy(caption)
        title.tag, title.tail = "p", None
        title.set("class", "caption")
        shown.append(title)
    listed = element("ul", class_="rows")
    told: set[int] = set()
    for number, row in enumerate(filled):
        if number not in heads:
            listed.append(_record(row, names, label("print_row", lang, number=number + 1 - len(heads)), told))
    shown.append(listed)
    return shown


def _name(filled: Grid, heads: set[int], column: int, lang: str) -> str:
    """Return what a column is called, with the colon behind it; a head over several columns comes first."""
    cells = [cell for number in sorted(heads) if (cell := filled[number][column]) is not None]
    distinct = {id(cell): text_of(cell) for cell in cells}
    name = " · ".join(text for text in distinct.values() if text)
    return with_colon(name, lang) if name else ""


def _record(row: list[Cell | None], names: list[str], unnamed: str, told: set[int]) -> Element:
    """Return one row: what its first cell says leads, or else its number."""
    first = row[0]
    if first is not None and _says(first):
        lead = _copy(first, "p", told)
        lead.text = names[0] + (lead.text or "")
    else:
        lead = element("p", unnamed)
    lead.set("class", "lead")
    pairs = element("ul", class_="pairs")
    last = first
    for cell, name in zip(row[1:], names[1:], strict=True):
        if cell is not None and cell is not last and _says(cell):
            value = _copy(cell, "li", told)
            if name:
                named = element("b", name)
                named.tail, value.text = value.text, None
                value.insert(0, named)
            pairs.append(value)
        last = cell
    return element("li", "", lead, *([pairs] if len(pairs) else []))


def _says(cell: Cell) -> bool:
    return bool(text_of(cell)) or cell.find(".//img") is not None


def _copy(cell: Cell, tag: str, told: set[int]) -> Element:
    """Return a cell's content under another name; a second copy of a spanning cell has no ids."""
    copied = deepcopy(cell)
    copied.tail = None
    kept = {"lang": copied.get("lang", ""), "id": copied.get("id", "")}
    copied.attrib.clear()
    copied.tag = tag
    for name, value in kept.items():
        if value:
            copied.set(name, value)
    if id(cell) in told:
        for one in copied.iter():
            one.attrib.pop("id", None)
    told.add(id(cell))
    return copied
