"""Tables: ruby inside cells, header scopes, alignment as classes, captions, and a region one can scroll."""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.tables import TableProcessor

CAPTION = re.compile(r"\s*(?:表|Table|TABLE)\s*[0-9０-９一二三四五六七八九十]*(?:[-–.－．][0-9０-９]+)*\s*[：:]")
"""A paragraph beside a table that begins so is its caption: `表：…` `表 1：…` `表 2-1：…` `Table 3: …`."""

_RUBY = re.compile(r"\{[^{}|\n\\]+\|[^{}|\n\\]+\}")


def extend(md: Markdown) -> None:
    """Read tables with our processor."""
    if "|" not in md.ESCAPED_CHARS:
        md.ESCAPED_CHARS.append("|")
    md.parser.blockprocessors.register(RubyTable(md.parser, {"use_align_attribute": True}), "table", 75)


class RubyTable(TableProcessor):
    """The stock table, except that the bar of `{重|chóng}` does not part two cells."""

    def test(self, parent: Element, block: str) -> bool:
        """Return True where `block` is a table."""
        return "|" in block and super().test(parent, block)

    def _split(self, row: str) -> list[str]:
        if "`" not in row and "\\" not in row and "{" not in row:
            return row.split("|")
        if "{" not in row or not _RUBY.search(row):
            cells: list[str] = super()._split(row)
            return cells
        # \x1f cannot stand in a source (it is a control character), so it can stand for the bar.
        hidden = _RUBY.sub(lambda m: m[0].replace("|", "\x1f"), row)
        return [cell.replace("\x1f", "|") for cell in super()._split(hidden)]


def captions(parent: Element) -> None:
    """Move the paragraph before (or else after) each table of `parent` into it, where it is a caption."""
    children = list(parent)
    for number, table in enumerate(children):
        if table.tag != "table" or table.find("caption") is not None:
            continue
        before = children[number - 1] if number else None
        after = children[number + 1] if number + 1 < len(children) else None
        for paragraph in (before, after):
            if paragraph is not None and paragraph.tag == "p" and CAPTION.match(_start(paragraph)):
                paragraph.tag, paragraph.tail = "caption", None
                parent.remove(paragraph)
                table.insert(0, paragraph)
                break


def _start(paragraph: Element) -> str:
    text = paragraph.text or ""
    return text if text or not len(paragraph) else "".join(paragraph.itertext())[:40]


def shape(table: Element, label: str, new_id: Any) -> Element:
    """Turn `table` into its scrolling region, in place, and return the table inside it.

    label: accessible name where there is no caption
    new_id: function that returns an unused id
    """
    inner = Element("table", table.attrib)
    inner[:] = table[:]
    inner.text = table.text
    tail = table.tail
    table.clear()
    table.tag, table.tail = "div", tail
    table.attrib.update({"class": "table", "role": "region", "tabindex": "0"})
    caption = inner.find("caption")
    if caption is None:
        table.set("aria-label", label)
    else:
        if not caption.get("id"):
            caption.set("id", new_id())
        table.set("aria-labelledby", caption.get("id", ""))
    table.append(inner)
    _heads(inner)
    return inner


def _heads(table: Element) -> None:
    """Give every header cell its scope; an empty corner makes the first column headers of rows."""
    head = table.find("thead")
    rows = [] if head is None else list(head)
    corner = rows[0][0] if rows and len(rows[0]) else None
    row_heads = corner is not None and corner.tag == "th" and not len(corner) and not (corner.text or "").strip()
    if row_heads and corner is not None:
        corner.tag = "td"
    for part in table:
        if part.tag in {"thead", "tbody", "tfoot", "tr"}:
            for row in [part] if part.tag == "tr" else part:
                _row(row, row_heads and part.tag != "thead", "col" if part.tag == "thead" else "")


def _row(row: Element, first_is_head: bool, scope: str) -> None:
    for number, cell in enumerate(row):
        if number == 0 and first_is_head and cell.tag == "td" and (len(cell) or (cell.text or "").strip()):
            cell.tag = "th"
            cell.set("scope", "row")
        elif cell.tag == "th" and not cell.get("scope"):
            cell.set("scope", scope or ("row" if number == 0 else "col"))
        if align := cell.attrib.pop("align", ""):
            side = f"align-{align}" if align in {"left", "center", "right"} else ""
            if both := f"{cell.get('class', '')} {side}".strip():
                cell.set("class", both)
