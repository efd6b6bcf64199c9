"""Nothing scrolls sideways, is cut off or overlaps: on the narrowest screen, at 400 %, with the reader's own spacing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from a11y.driving import Unreachable, ask, none_wrong, open_panel, prefer, settle, shut
from a11y.published import Address
from a11y.states import CASES, PHONE, SIZES, Case

pytestmark = pytest.mark.a11y

SCREENS = {
    "320 × 256": {"width": 320, "height": 256},
    "1280 × 1024 at 400 %": {"width": 320, "height": 256, "device_scale_factor": 4},
}
"""Source: WCAG 2.2, 1.4.10."""

SPACED = """() => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-bottom: 2em !important }`)
  document.adoptedStyleSheets = [sheet]
}"""
"""The reader's own stylesheet. Source: WCAG 2.2, 1.4.12."""


OPENED: dict[str, Callable[[Any], None]] = {"closed": shut, "panel": open_panel}


def lines(wrong: Mapping[str, list[str]]) -> list[str]:
    return [f"{one}   in {len(states)} states, first {states[0]}" for one, states in wrong.items()]


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("case", CASES, ids=str)
def test_nothing_scrolls_sideways_on_a_small_screen(
    case: Case, screen: str, address: Address, tab: Callable[..., Any]
) -> None:
    page = tab(**SCREENS[screen])
    page.goto(address(case))
    wrong: dict[str, list[str]] = {}
    for size in SIZES:
        prefer(page, {"size": size})
        for name, bring in OPENED.items():
            shut(page)
            try:
                bring(page)
            except Unreachable as reason:
                wrong.setdefault(str(reason), []).append(f"size {size}")
                continue
            settle(page)
            for one in ask(page, "overflow"):
                wrong.setdefault(one, []).append(f"size {size}, {name}")
    none_wrong(f"{page.url} on {screen}", lines(wrong))


@pytest.mark.parametrize("width", [1280, PHONE, 320])
@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_readers_own_spacing_cuts_nothing_off(
    case: Case, width: int, address: Address, tab: Callable[..., Any]
) -> None:
    page = tab(width)
    page.goto(address(case))
    wrong: dict[str, list[str]] = {}
    for size in (SIZES[0], SIZES[-1]):
        prefer(page, {"size": size})
        for spaced in (False, True):
            page.evaluate(SPACED if spaced else "() => { document.adoptedStyleSheets = [] }")
            for name, bring in list(OPENED.items())[:2]:
                shut(page)
                try:
                    bring(page)
                except Unreachable as reason:
                    wrong.setdefault(str(reason), []).append(f"size {size}")
                    continue
                settle(page)
                for one in [*ask(page, "clipped"), *ask(page, "overflow")]:
                    wrong.setdefault(one, []).append(f"size {size}, {name}{', own spacing' if spaced else ''}")
    none_wrong(f"{page.url} at {width} px", lines(wrong))


def test_the_main_sections_fit_one_line_of_a_phone(tab: Callable[..., Any], address: Address) -> None:
    page = tab(360, 740)
    page.goto(address(Case("home", "zh")))
    tops = page.evaluate("[...document.querySelectorAll('nav.main a')].map(a => a.getBoundingClientRect().top)")
    assert len(tops) == 7 and len(set(tops)) == 1
