"""The lists of sentences with the readings they must have: `重[chong2]复申请`."""

from __future__ import annotations

import re
from pathlib import Path

MARKED = re.compile(r"(.)\[([a-zê]+\d)\]")


def items(name: str) -> list[tuple[str, dict[int, str]]]:
    """Return the sentences of a list, each with the expected syllables by character index."""
    lines = (Path(__file__).parent / name).read_text("utf-8").splitlines()
    return [taken_apart(line) for line in lines if line and not line.startswith("#")]


def taken_apart(line: str) -> tuple[str, dict[int, str]]:
    text, expected, last = "", {}, 0
    for found in MARKED.finditer(line):
        text += line[last : found.start()]
        expected[len(text)] = found[2]
        text += found[1]
        last = found.end()
    return text + line[last:], expected
