"""A page is light: HTML, CSS and JS of a first visit, as gzip -9 sends them, without pictures and sound."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from a11y.driving import none_wrong
from a11y.published import Page
from a11y.server import compressed, file_of
from a11y.states import CHROME_BYTES, LATER, PAGE_BYTES

pytestmark = pytest.mark.a11y

COUNTED = ("document", "stylesheet", "script", "fetch", "xhr", "manifest", "other")
"""Playwright's kinds of requests that are no media."""
LISTED = 10
FILL_MAIN = ("quiz", "progress", "record", "how", "ways")
"""Scripts and styles of a page whose `main` they write themselves: what stands there weighs as it does on other pages."""


class Weight(NamedTuple):
    """Bytes after gzip -9. chrome: everything but what stands in `main`."""

    whole: int
    chrome: int
    html: int
    css: int
    js: int
    address: str


def packed(data: bytes) -> int:
    return len(gzip.compress(data, compresslevel=9, mtime=0))


def weigh(site: Path, address: str, asked: set[str]) -> Weight:
    """Return the weight of a page that asked for these addresses, itself among them."""
    files = {file for one in asked if (file := file_of(site, one)) and not file.name.startswith(LATER)}
    page = file_of(site, address)
    assert page in files, address
    html = compressed(page)
    css = sum(len(compressed(file)) for file in files if file.suffix == ".css")
    rest = sum(len(compressed(file)) for file in files if file.suffix not in (".css", ".html"))
    frame = re.sub(rb"(?s)<main\b.*</main>", b"", page.read_bytes())
    inside = sum(len(compressed(file)) for file in files if file.name.partition(".")[0] in FILL_MAIN)
    return Weight(len(html) + css + rest, packed(frame) + css + rest - inside, len(html), css, rest, address)


def test_no_page_is_heavy(
    site: Path, origin: str, pages: list[Page], tab: Callable[..., Any], record_property: Callable[[str, object], None]
) -> None:
    page = tab(bypass_csp=False)
    page.context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
    asked: set[str] = set()

    def note(request: Any) -> None:
        if request.resource_type in COUNTED and request.url.startswith(origin):
            asked.add(request.url.removeprefix(origin))

    page.on("request", note)
    weights = []
    for one in pages:
        asked.clear()
        page.goto(origin + one.address)
        page.evaluate("new Promise(done => requestIdleCallback(done))")
        weights.append(weigh(site, one.address, asked))
    heaviest = sorted(weights, reverse=True)[:LISTED]
    rows = [f"{w.whole:7} {w.chrome:7} {w.html:7} {w.css:7} {w.js:7}  {w.address}" for w in heaviest]
    record_property("table", "\n".join(["  whole  chrome    html     css      js  bytes, gzip -9", *rows]))
    wrong = [f"{w.address}: {w.whole} bytes > {PAGE_BYTES}" for w in weights if w.whole > PAGE_BYTES]
    wrong += [
        f"{w.address}: {w.chrome} bytes without main > {CHROME_BYTES}" for w in weights if w.chrome > CHROME_BYTES
    ]
    none_wrong("too heavy", wrong)
