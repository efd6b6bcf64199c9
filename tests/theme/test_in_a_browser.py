"""The design in Chromium: every sample page, at every width, in every scheme."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from theme.samples import sample_models

from curbcut import theme
from curbcut.adapters import for_pelican
from curbcut.core.model import Made

pytestmark = pytest.mark.chromium

WIDTHS = (1280, 390, 320)
SMALL = """() => [...document.querySelectorAll('a, summary, button')].filter(e => {
  const box = e.getBoundingClientRect()
  return box.width && getComputedStyle(e).display != 'inline' && Math.min(box.width, box.height) < 43.99
}).map(e => e.textContent + ' ' + e.getBoundingClientRect().width + ' × ' + e.getBoundingClientRect().height)"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample pages and their assets, as files."""
    root = tmp_path_factory.mktemp("site")
    calls = sample_models()
    files = {**theme.assets(), "places/map.svg": b'<svg xmlns="http://www.w3.org/2000/svg" width="900" height="640"/>'}
    for (model, _), page in zip(calls, for_pelican.lay_out(calls), strict=True):
        assert isinstance(page, Made)
        url = model.url
        files[url + "index.html" if not url or url.endswith("/") else url] = page.files["index.html"]
    for name, data in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    return root


def addresses(site: Path) -> list[str]:
    """Return one page of each sort and language; the page for a wrong address names its style from the server's root."""
    chosen: dict[str, str] = {}
    for path in sorted(site.rglob("*.html")):
        sort = re.search(r'<html lang="(\S+)">.*<body data-template="(\S+)">', path.read_text("utf-8"), re.DOTALL)
        assert sort, path
        if path.name != "404.html":
            chosen[" ".join(sort.groups())] = path.as_uri()
    return list(chosen.values())


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_overflows_and_every_target_is_large_enough(site: Path, browser: Any, width: int) -> None:
    said: list[str] = []
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.on("console", lambda message: said.append(message.text))
    for address in addresses(site):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        assert page.evaluate(SMALL) == [], address
    page.close()
    assert said == []


def test_letters_twice_as_large_still_fit(site: Path, browser: Any) -> None:
    page = browser.new_page(viewport={"width": 640, "height": 800})
    for address in addresses(site):
        page.goto(address)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    page.close()


def test_the_first_stop_is_the_skip_link_and_every_stop_is_seen(site: Path, browser: Any) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto((site / "notice/plan/index.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.goto((site / "notice/plan/index.html").as_uri())
    stops = page.evaluate("document.querySelectorAll('a[href], summary, [tabindex=\"0\"]').length")
    for _ in range(stops):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            "(() => { const s = getComputedStyle(document.activeElement), b = document.activeElement.getBoundingClientRect();"
            " return parseFloat(s.outlineWidth) >= 2 && s.outlineStyle != 'none' && b.bottom > 0 && b.top < innerHeight })()"
        )
        assert seen, page.evaluate("document.activeElement.outerHTML")
    page.close()
