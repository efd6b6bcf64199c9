"""Preferences: what a page stores is what the next page shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from a11y.driving import attributes, none_wrong, prefer, store
from a11y.published import Address
from a11y.states import CASES, SIZES, STORED, THEMES, Case

pytestmark = pytest.mark.a11y

LOOKS = """() => [document.documentElement, document.body, document.querySelector('h1')].map(one => {
  const style = getComputedStyle(one)
  return [style.color, style.backgroundColor, style.fontSize, style.lineHeight]
})"""


def shown(page: Any, names: object) -> dict[str, str]:
    read = "names => Object.fromEntries(names.map(name => [name, document.documentElement.getAttribute(name)]))"
    return page.evaluate(read, list(names))  # type: ignore[call-overload]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_stored_preference_is_shown_after_a_reload_as_if_it_were_set_now(
    case: Case, address: Address, tab: Callable[..., Any]
) -> None:
    page = tab()
    page.goto(address(case))
    wrong = []
    chosen = [{"theme": theme, "size": size} for theme, size in zip(THEMES, SIZES, strict=True)]
    for preferences in (*chosen, *STORED):
        store(page, preferences)
        wanted = attributes(preferences)
        got, stored_look = shown(page, wanted), page.evaluate(LOOKS)
        page.evaluate("localStorage.clear()")
        page.reload()
        prefer(page, preferences)
        if (got, stored_look) != (wanted, page.evaluate(LOOKS)):
            wrong.append(f"{preferences}: after a reload {got}, {stored_look}; set at once {page.evaluate(LOOKS)}")
    none_wrong(page.url, wrong)


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_and_a_size_change_what_is_seen(theme: str, address: Address, tab: Callable[..., Any]) -> None:
    page = tab(color_scheme="dark")
    page.goto(address(CASES[0]))
    looks = []
    for size in SIZES:
        prefer(page, {"theme": theme, "size": size})
        looks.append(page.evaluate("parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)"))
    assert looks == sorted(set(looks)), looks
    others = set()
    for other in THEMES:
        prefer(page, {"theme": other})
        others.add(str(page.evaluate(LOOKS)))
    # `system` follows the system, which is dark here: one look less than themes.
    assert len(others) == len(THEMES) - 1
