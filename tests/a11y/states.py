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
    "home": ("zh", "en"),
    "notice": ("zh", "en"),
    "guide": ("zh", "en"),
    "brief": ("zh", "en"),
    "place": ("zh", "en"),
    "event": ("zh", "en"),
    "page": ("zh", "en"),
    "course": ("zh", "en"),
    "lesson": ("zh", "en"),
    "list": ("zh", "en"),
    "index": ("zh", "en"),
    "places": ("zh", "en"),
    "register": ("zh", "en"),
    "search": ("zh", "en"),
    "simple": ("zh", "en"),
    "accessibility": ("zh", "en"),
    "feedback": ("zh", "en"),
    "formats": ("zh", "en"),
    "preferences": ("zh", "en"),
    "sitemap": ("zh", "en"),
    "progress": ("zh", "en"),
    "learning": ("zh", "en"),
    "glossary": ("zh", "en"),
    "record": ("zh", "en"),
    "notfound": ("zh",),
    "gone": ("zh",),
    "offline": ("zh", "en"),
}
"""`data-template` of a page's body → languages in which it is looked at."""

CASES = [Case(template, lang) for template, langs in TEMPLATES.items() for lang in langs]

LANGUAGES = {"zh-Hans": "zh", "en": "en"}
"""`lang` of a page's root element → language of a case."""

STORAGE_KEY = "curbcut"
"""Key of localStorage under which a page keeps its preferences, as JSON."""

PANEL = "section#cc-preferences"
OPENER = "button#cc-open"

WIDTHS = (320, 768, 1280)
HEIGHT = 800
PHONE = 390

SIZES = (1, 2, 3, 4, 5)
"""`size` of the stored preferences, `data-size` of the root element: smallest to largest text."""

THEMES = ("light", "dark", "contrast", "blue", "")
"""`theme` of the stored preferences, `data-theme` of the root element; none follows the system."""

OPEN = ("", "panel")
"""What is open on the page: nothing, or the preferences."""

LEAST_STATES = 600
"""The matrix never becomes smaller than this. Source: the project's own accessibility statement."""


class State(NamedTuple):
    """One state of the matrix; `scheme` is what the reader's system prefers, which a page without a theme follows."""

    width: int
    theme: str
    size: int
    open: str

    @property
    def scheme(self) -> str:
        """The colour scheme to emulate: dark, so that following the system is not light a second time."""
        return "light" if self.theme else "dark"


STATES = [State(*one) for one in product(WIDTHS, THEMES, (SIZES[0], SIZES[-1]), OPEN)]

STORED: list[dict[str, object]] = [
    {"line": "2"},
    {"letter": "2"},
    {"width": "2"},
    {"motion": "1"},
    {"ruler": "1"},
    {"cursor": "1"},
    {"links": "1"},
    {"simple": "1"},
    {
        "theme": "dark",
        "size": "5",
        "line": "2",
        "letter": "2",
        "ruler": "1",
        "cursor": "1",
        "links": "1",
        "simple": "1",
    },
]
"""Preferences beyond theme and size, as a page stores them."""

ATTRIBUTES = {
    name: f"data-{name}"
    for name in ("theme", "size", "line", "letter", "width", "motion", "ruler", "cursor", "links", "simple")
}
"""Stored preference → attribute of the root element; an empty one is no attribute."""

AXE_TAGS = ("wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""Rules of level AAA run only when they are named."""

TRANSCRIPTS = [*(Case(template, "zh") for template in TEMPLATES), Case("home", "en"), Case("notice", "en")]
"""Pages whose reading by a screen reader is kept as a file."""

LIGHTHOUSE = [
    *(Case(template, "zh") for template in ("home", "notice", "guide", "list", "place", "lesson")),
    Case("notice", "en"),
]

TARGET_PX = 44
"""Smallest side of a control. Source: WCAG 2.2, 2.5.5 (AAA)."""

PAGE_BYTES = 15 * 1024
"""HTML, CSS and JS of a first visit, gzip -9. Source: the product's promise for the page."""

CHROME_BYTES = 9 * 1024
"""The same without what stands in `main`."""

LATER = ("offline", "keeping")
"""Scripts that any page fetches two seconds after it has come, when nobody waits for anything: no part of a first visit, however long a
test looks at it."""

LESSON_BYTES = 18 * 1024
"""A lesson with all that its questions load, of whichever kinds, each file as gzip -9 sends it. Source: issue 7; 1 KB is 1,024 bytes here as above."""

FULL_LESSON_BYTES = 18_900
"""The same of the demo's longest lessons, whose pages alone are 6.3 to 6.9 KB. It may only fall."""

FULL_LESSONS = 6
"""How many of the demo's lessons are above `LESSON_BYTES`. It may only fall."""
