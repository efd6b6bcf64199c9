"""Limits that keep one page from stopping the build: structure first, time as the last resort.

Source: research/publishing.md 4.2 and F24: Python-Markdown 3.11 needs 46 s for 20,000 `[`.
"""

from __future__ import annotations

import re

from curbcut.core.reading.page import Page

FILE_SIZE_BYTES = 2_000_000
LINE_LENGTH = 100_000
NESTING = 20
BRACKETS = 200
MARKS = 4000
"""Emphasis marks, backticks or `<` in one block: above it the stock patterns need seconds."""
SECONDS = 5.0

_NESTED = re.compile(rf"^[ ]{{0,3}}(?:(?:>|[-*+][ ]|\d+\.[ ])[ \t]*){{{NESTING + 1},}}", re.MULTILINE)
_INDENTED = re.compile(rf"^(?:\t|[ ]{{4}}){{{NESTING + 1},}}[ ]*(?:[-*+]|\d+\.|>)[ ]", re.MULTILINE)
_ITEM = re.compile(r"\s*(?:[|*+-]|\d+\.)")
_RULE = re.compile(r"[\s\-*_]+\Z")


def refuse(text: str, page: Page) -> bool:
    """Note what makes a text too costly to parse; return True where it must not be tried."""
    if len(text) > FILE_SIZE_BYTES:
        page.note_at("file-too-large", 0, 0)
        return True
    count = len(page.problems)
    if len(text) > LINE_LENGTH:
        for number, line in enumerate(text.split("\n"), 1):
            if len(line) > LINE_LENGTH:
                page.note_at("line-too-long", number, 1, excerpt=line[:80])
                break
    for pattern in (_NESTED, _INDENTED):
        for found in pattern.finditer(text):
            line = text[found.start() : text.find("\n", found.start()) % (len(text) + 1)]
            if not _RULE.match(line):
                page.note_at("nested-too-deep", text.count("\n", 0, found.start()) + 1, 1, excerpt=line[:80])
                break
    if text.count("[") > BRACKETS or text.count("](") > BRACKETS or _many(text):
        _brackets(text, page)
    return len(page.problems) > count


def _many(text: str) -> bool:
    return any(text.count(mark) > MARKS for mark in "*_`<")


def _brackets(text: str, page: Page) -> None:
    at = 0
    for block in text.split("\n\n"):
        open_square = block.count("[") - block.count("]")
        open_round = block.count("(") - block.count(")")
        # The items of a list and the cells of a table are read one by one, so their marks do not add up.
        marks = _many(block) and (not _ITEM.match(block) or any(map(_many, block.split("\n"))))
        if open_square > BRACKETS or (block.count("](") > BRACKETS and open_round > BRACKETS) or marks:
            start = at + len(block) - len(block.lstrip("\n"))
            page.note_at("too-many-brackets", text.count("\n", 0, start) + 1, 1, excerpt=block.strip()[:80])
            return
        at += len(block) + 2
