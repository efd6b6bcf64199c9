"""What a built site published: its pages, what template each is, and which page stands for a template."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

from a11y.states import LANGUAGES, Case

Address = Callable[[Case], str]
"""The fixture that gives the address of the page that stands for a case."""


class Page(NamedTuple):
    """One published page. address: from the site's root, ``/notice/``; kinds: distinct elements with their classes."""

    address: str
    template: str
    lang: str
    kinds: frozenset[str]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.template = self.lang = ""
        self.kinds: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.kinds.add(" ".join([tag, given.get("class", ""), given.get("role", ""), given.get("type", "")]))
        if tag == "html":
            self.lang = given.get("lang", "")
        elif tag == "body":
            self.template = given.get("data-template") or given.get("class", "").partition(" ")[0]


def published(site: Path) -> list[Page]:
    """Return all pages of a built site, by address."""
    pages = []
    for path in sorted(site.rglob("*.html")):
        reader = _Reader()
        reader.feed(path.read_text("utf-8"))
        address = "/" + path.relative_to(site).as_posix().removesuffix("index.html")
        lang = LANGUAGES.get(reader.lang, reader.lang)
        if reader.template != "moved":  # it leads on before anybody can look at it
            pages.append(Page(address, reader.template, lang, frozenset(reader.kinds)))
    return pages


def representative(pages: list[Page], case: Case) -> Page:
    """Return the page of a template that has the most kinds of elements, so that little escapes the tests."""
    found = [page for page in pages if (page.template, page.lang) == case]
    assert found, f"no page is {case}: correct TEMPLATES in states.py"
    return max(found, key=lambda page: (len(page.kinds), page.address))
