"""A quiz's source lines before Markdown reads them: each is marked with its number, feedback and labels become blocks.

Markdown keeps no places, and glues a quote to the list item that it is nested in without a blank line. The marks are made
of characters that no source can hold (control characters are refused); `places.py` takes them out of the tree again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from curbcut.core.quizzes.names import LABEL, opens_zone

MARK, BLANK = "\x05", "\x06"

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"(#{1,6})[ \t]*(?=[^#\s])")
_ITEM = re.compile(r" {0,3}(?:[-*+]|\d{1,9}\.)[ \t]+(?:\[[ xX]\][ \t]+)?(?=\S)")
_FEEDBACK = re.compile(r"(?:\t| {2,7})[ \t]*>[ ]?(?=\S)")
_ROW = re.compile(r" {0,3}\|(?=.*[^\s|:\-])")
_BLANKS = re.compile(r"_{4,}")
_RULE = re.compile(r"[\s_]*\Z")


def marked(lines: list[str]) -> list[str]:
    """Return the lines with those of quizzes marked; the very same list where there is no quiz."""
    if not any(line.startswith("##") and opens_zone(line.lstrip("#")) for line in lines):
        return lines
    out: list[str] = []
    before = above = ""
    for number, (line, inside) in enumerate(zoned(lines), 1):
        kind, text = _marked(line, number) if inside else ("", line)
        if kind == "feedback" and above not in ("item", "feedback"):
            kind, text = "text", line  # a quote that no option is above
        above = kind or above if line.strip() else above
        if _parted(before, kind) and out and out[-1].strip():
            out.append("")
        out.append(text)
        before = kind
    return out


def zoned(lines: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Yield each line, and whether it is part of a quiz; what stands in a block of code is not."""
    inside, fence = False, ""
    for line in lines:
        if opening := _FENCE.match(line):
            fence = _fenced(fence, opening[1], line)
            yield line, False
            continue
        heading = None if fence else _HEADING.match(line)
        if heading and len(heading[1]) <= 2:
            inside = len(heading[1]) == 2 and opens_zone(line[2:])
        yield line, inside and not fence


def _fenced(fence: str, marks: str, line: str) -> str:
    """Return what closes the code that the next line stands in, or ``""``."""
    if not fence:
        return marks
    return "" if marks.startswith(fence) and not line.strip().strip(fence[0]) else fence


def _marked(line: str, number: int) -> tuple[str, str]:
    """Return what a line is, and the line with its number where its text begins."""
    text = line if _RULE.match(line) else _BLANKS.sub(lambda found: BLANK * len(found[0]), line)
    tag = f"{MARK}{number}{MARK}"
    if heading := _HEADING.match(line):
        return "heading", f"{heading[1]} {tag}{text[heading.end() :]}"
    if label := re.match(rf" {{0,3}}(?={LABEL.pattern})", line, re.IGNORECASE):
        return "label", tag + text[label.end() :]
    for kind, pattern in (("item", _ITEM), ("feedback", _FEEDBACK), ("row", _ROW)):
        if found := pattern.match(line):
            lead = "    > " if kind == "feedback" else text[: found.end()]
            return kind, f"{lead}{tag}{text[found.end() :]}"
    return ("text" if line.strip() else ""), text


def _parted(before: str, kind: str) -> bool:
    """Return whether a blank line has to part two lines for Markdown to see two blocks."""
    parted = "feedback" in (before, kind) and before != kind
    return parted or kind == "label" or (before == "label" and kind in ("item", "row"))
