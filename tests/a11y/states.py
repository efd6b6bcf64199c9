"""What the accessibility tests look at, as data: templates, widths, preferences, and where the theme keeps them.

When a template or a preference is added to the theme, this is the file to change.
"""

from __future__ import annotations

from itertools import product
from typing import NamedTuple


class Case(NamedTuple):
    """A template in a language."""

    template: str
    lang: str

    def __str__(self) -> str:
        return f"{self.template}-{self.lang}"


TEMPLATES: dict[str, tuple[str, ...]] = {
    "front": ("zh", "en"),
    "notice": ("zh", "en"),
    "guide": ("zh",),
    "page": ("zh", "en"),
    "course": ("zh",),
    "lesson": ("zh",),
}
"""`data-template` of a page's body (until a theme has it: the body's class) → languages in which it is published."""

CASES = [Case(template, lang) for template, langs in TEMPLATES.items() for lang in langs]

LANGUAGES = {"zh-Hans": "zh", "en": "en"}
"""`lang` of a page's root element → language of a case."""

STORAGE_KEY = "curbcut"
"""Key of localStorage under which a page keeps its preferences, as JSON."""

PANEL = "dialog#cc-preferences"
OPENER = 'button[data-open="cc-preferences"]'
MENU = "details.menu"

WIDTHS = (320, 768, 1280)
HEIGHT = 800
PHONE = 390

SIZES = (1, 2, 3, 4, 5)
"""`size` of the stored preferences, `data-size` of the root element: smallest to largest text."""

THEMES = ("light", "dark", "contrast", "blue", "system")
"""`theme` of the stored preferences, `data-theme` of the root element."""

OPEN = ("", "panel", "menu")
"""What is open on top of the page: nothing, the preferences, the mobile menu (where a width has one)."""

LEAST_STATES = 600
"""The matrix never becomes smaller than this. Source: the project's own accessibility statement."""


class State(NamedTuple):
    """One state of the matrix; `scheme` is what the reader's system prefers, which `system` follows."""

    width: int
    theme: str
    size: int
    open: str

    @property
    def scheme(self) -> str:
        """The colour scheme to emulate: dark, so that `system` is not light a second time."""
        return "dark" if self.theme == "system" else "light"


STATES = [State(*one) for one in product(WIDTHS, THEMES, (SIZES[0], SIZES[-1]), OPEN)]

STORED: list[dict[str, object]] = [
    {"spacing": 2},
    {"width": "full"},
    {"motion": "reduced"},
    {"ruler": True},
    {"cursor": "large"},
    {"links": "underlined"},
    {"simple": True},
    {"theme": "dark", "size": 5, "spacing": 2, "ruler": True, "cursor": "large", "links": "underlined", "simple": True},
]
"""Preferences beyond theme and size, as a page stores them."""

ATTRIBUTES = {
    "theme": "data-theme", "size": "data-size", "spacing": "data-spacing", "width": "data-width",
    "motion": "data-motion", "ruler": "data-ruler", "cursor": "data-cursor", "links": "data-links",
    "simple": "data-simple",
}  # fmt: skip
"""Stored preference → attribute of the root element; a preference that is True is an attribute without a value."""

AXE_TAGS = ("wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""Rules of level AAA run only when they are named."""

TRANSCRIPTS = [*(Case(template, "zh") for template in TEMPLATES), Case("front", "en"), Case("notice", "en")]
"""Pages whose reading by a screen reader is kept as a file."""

LIGHTHOUSE = [
    *(Case(template, "zh") for template in ("front", "notice", "guide", "course", "lesson")),
    Case("notice", "en"),
]

TARGET_PX = 44
"""Smallest side of a control. Source: WCAG 2.2, 2.5.5 (AAA)."""

PAGE_BYTES = 15 * 1024
"""HTML, CSS and JS of a first visit, gzip -9. Source: the product's promise for the page."""

CHROME_BYTES = 9 * 1024
"""The same without what stands in `main`."""
