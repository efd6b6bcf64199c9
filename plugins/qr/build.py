"""Writes the script that draws a link as a QR code, out of the package lean-qr as npm has it.

    nox -s qr              writes plugins/curbcut/theme/assets/qr.js
    nox -s qr -- --check   only compares

The package is locked with the tools of tests/a11y. Nobody needs npm to build a site (decision 019).
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "tests" / "a11y" / "node_modules" / "lean-qr"
TARGET = ROOT / "plugins" / "curbcut" / "theme" / "assets" / "qr.js"
HEAD = """\
// Draws QR codes (ISO/IEC 18004). Fetched when somebody asks for one. Made by plugins/qr/build.py: change nothing here.
/*! lean-qr 2.7.4, https://github.com/davidje13/lean-qr
{licence} */
(exports => {{
"""
TAIL = """
curbcut.qr = exports.generate;
})({});
"""


def script(package: Path) -> str:
    """Return the file's text: the package between a comment that minifying leaves in and what hands it over."""
    licence = (package / "LICENSE").read_text("utf-8").strip()
    code = (package / "index.js").read_text("utf-8").strip()
    return HEAD.format(licence=licence) + code + TAIL


if __name__ == "__main__":
    if not SOURCE.is_dir():
        print("lean-qr is not installed: run nox -s qr")
        sys.exit(3)
    made = script(SOURCE)
    if "--check" in sys.argv:
        sys.exit(TARGET.read_text("utf-8") != made)
    TARGET.write_text(made, "utf-8")
