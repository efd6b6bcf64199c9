"""How a command tells what it does: events as JSON lines, a progress line, findings as text.

The JSON shape is versioned: every line is an object with `version` and `event`.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterable
from typing import Any, TextIO

import msgspec

from curbcut.core.findings import Finding

VERSION = 1
_PHASES = {
    "read": "读取 read", "check": "检查 check", "parts": "准备 prepare", "render": "制作 make",
    "lay out": "排版 lay out", "gather": "汇总 gather",
    "analyse": "分析 analyse", "pieces": "编索引 index",
}  # fmt: skip


class Report:
    """Tells one command's events. `as_json`: one object per line on stdout, nothing else there."""

    def __init__(self, *, as_json: bool, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self.as_json = as_json
        self.out, self.err = out or sys.stdout, err or sys.stderr
        self.live = not as_json and self.err.isatty() and os.environ.get("TERM") != "dumb"
        self._shown = ""

    def tell(self, event: dict[str, Any]) -> None:
        """Take one event of a build."""
        if self.as_json:
            if event["event"] != "job" or event["what"] != "kept":
                self.out.write(json.dumps({"version": VERSION, **event}, ensure_ascii=False) + "\n")
        elif self.live and event["event"] == "job" and (event["done"] % 25 == 0 or event["done"] == event["of"]):
            self._line(f"{_PHASES.get(event['phase'], event['phase'])} {event['done']}/{event['of']}")

    def findings(self, findings: Iterable[Finding]) -> None:
        """Show findings: as events, or as text on stderr."""
        self.clear()
        for finding in findings:
            if self.as_json:
                self.tell({"event": "finding", **msgspec.to_builtins(finding), "words": finding.words._asdict()})
            else:
                self.err.write(finding.text() + "\n")

    def say(self, *lines: str) -> None:
        """Print lines for a person; with JSON they are left out."""
        self.clear()
        if not self.as_json:
            self.out.write("".join(f"{line}\n" for line in lines))

    def clear(self) -> None:
        """Take the progress line away."""
        if self._shown:
            self._line("")

    def _line(self, text: str) -> None:
        width = shutil.get_terminal_size().columns - 1
        text = text[: width // 2] if not text.isascii() else text[:width]
        if text != self._shown:
            self.err.write(f"\r\x1b[K{text}")
            self.err.flush()
            self._shown = text
