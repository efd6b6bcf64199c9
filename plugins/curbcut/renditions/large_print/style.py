"""The style sheet of a size: the file beside this one, and what depends on the size of the letters."""

from __future__ import annotations

from pathlib import Path

from curbcut.core.words import label

SCHEME = "curbcut-font:"
"""Scheme of our own fonts; the printer's fetcher knows no other way to a font."""
FONTS = {400: "CurbcutSans-Regular.otf", 700: "CurbcutSans-Bold.otf"}
_RUNNING_PT = 16
"""Running head and page number: never below this, at larger sizes four fifths of the text."""
_LINE_PT = 174 / 25.4 * 72
"""Width of the text on A4 in points: 210 mm without two margins of 18."""


def running_points(points: int) -> int:
    """Return the size of running head and page number for letters of so many points."""
    return max(_RUNNING_PT, points * 4 // 5)


def running_letters(points: int) -> int:
    """Return how many Latin letters (two for a Han character) a running head has room for on one line."""
    return int(_LINE_PT / running_points(points) * 2 * 0.95)


def sheet(points: int, lang: str) -> str:
    """Return the whole style sheet for letters of so many points and a language (BCP 47)."""
    faces = "".join(
        f'@font-face {{ font-family: "Curbcut Sans"; font-weight: {weight}; src: url("{SCHEME}{file}"); }}\n'
        for weight, file in FONTS.items()
    )
    running = running_points(points)
    numbers = label("print_page", lang, page="\x01page\x01", pages="\x01pages\x01")
    content = " ".join(
        f"counter({piece})" if number % 2 else f'"{piece}"'
        for number, piece in enumerate(numbers.split("\x01"))
        if piece
    )
    features = ' font-feature-settings: "pwid";' if lang.startswith("en") else ""
    # A width that is given need not be found out, page after page, from the widths of three boxes: a quarter of the layout.
    box = f'width: 100%; font-family: "Curbcut Sans"; font-size: {running}pt; line-height: 1.3; color: #000;{features}'
    page = (
        f"@page {{ size: A4; margin: 24mm 18mm 24mm 18mm;\n"
        f"  @top-left {{ content: string(running); {box} }}\n"
        f"  @bottom-left {{ content: {content}; {box} }} }}\n"
        "@page :first { @top-left { content: none; } }\n"
        f"html {{ font-size: {points}pt; }}\n"
    )
    return faces + page + (Path(__file__).parent / "style.css").read_text("utf-8")
