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
def test_every_size_is_larger_than_the_one_before(theme: str, address: Address, tab: Callable[..., Any]) -> None:
    page = tab()
    page.goto(address(CASES[0]))
    sizes = []
    for size in SIZES:
        prefer(page, {"theme": theme, "size": size})
        sizes.append(page.evaluate("parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)"))
    assert sizes == sorted(set(sizes)), sizes


def test_every_theme_has_a_look_and_one_follows_the_system(address: Address, tab: Callable[..., Any]) -> None:
    page = tab()
    page.goto(address(CASES[0]))

    def look(theme: str, scheme: str) -> str:
        page.emulate_media(color_scheme=scheme)
        prefer(page, {"theme": theme})
        return str(page.evaluate(LOOKS))

    chosen = [theme for theme in THEMES if theme]
    assert len({look(theme, "light") for theme in chosen}) == len(chosen)
    assert {theme: look(theme, "dark") for theme in chosen} == {theme: look(theme, "light") for theme in chosen}
    assert look("", "dark") == look("dark", "dark")
    assert look("", "light") == look("light", "light")
