"""Bring a page into a state: preferences as a reader sets them, the panel and the menu open or closed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from a11y.states import ATTRIBUTES, HEIGHT, MENU, OPENER, PANEL, STORAGE_KEY, State

_PROBES = Path(__file__).resolve().parent / "probes"


class Unreachable(AssertionError):
    """A state that the page does not offer."""


@cache
def _probe(name: str) -> str:
    return (_PROBES / f"{name}.js").read_text("utf-8")


def ask(page: Any, name: str, argument: object = None) -> Any:
    """Return what a probe, a function in probes/, says about the page."""
    return page.evaluate(_probe(name), argument)


def attributes(preferences: Mapping[str, object]) -> dict[str, str]:
    """Return the attributes of the root element that stored preferences come to."""
    return {ATTRIBUTES[name]: "" if value is True else str(value) for name, value in preferences.items()}


def prefer(page: Any, preferences: Mapping[str, object]) -> None:
    """Set preferences at once, without a reload. `test_preferences` proves that a reload comes to the same."""
    page.evaluate(
        "given => { for (const [name, value] of Object.entries(given)) document.documentElement.setAttribute(name, value) }",
        attributes(preferences),
    )
    settle(page)


def store(page: Any, preferences: Mapping[str, object]) -> None:
    """Store preferences as the page itself does, and load it again."""
    page.evaluate("given => localStorage.setItem(given[0], given[1])", [STORAGE_KEY, json.dumps(preferences)])
    page.reload()
    settle(page)


def settle(page: Any) -> None:
    """Bring every transition to its end: a colour half way between two is nobody's choice."""
    page.evaluate("document.getAnimations().forEach(one => { try { one.finish() } catch { one.cancel() } })")


def enter(page: Any, state: State) -> None:
    """Bring the page into a state. Raises Unreachable when it offers no such state."""
    shut(page)
    page.set_viewport_size({"width": state.width, "height": HEIGHT})
    page.emulate_media(color_scheme=state.scheme)
    prefer(page, {"theme": state.theme, "size": state.size})
    if state.open == "panel":
        open_panel(page)
    elif state.open == "menu":
        open_menu(page)
    settle(page)


def shut(page: Any) -> None:
    """Close the panel and the menu."""
    page.evaluate(
        "([panel, menu]) => { document.querySelector(panel)?.close(); document.querySelector(menu)?.removeAttribute('open') }",
        [PANEL, MENU],
    )


def has_menu(page: Any) -> bool:
    """Whether the menu folds at the page's width now."""
    return bool(page.locator(f"{MENU} > summary").first.is_visible())


def open_menu(page: Any) -> None:
    """Open the mobile menu."""
    if not has_menu(page):
        raise Unreachable(f"no {MENU} at {page.viewport_size['width']} px")
    if page.locator(MENU).first.get_attribute("open") is None:
        page.locator(f"{MENU} > summary").first.click()


def visible_opener(page: Any) -> Any:
    """Return the button that opens the preferences; where it stands in the folded menu, that is opened first."""
    if not page.locator(PANEL).count():
        raise Unreachable(f"no {PANEL}")
    if not page.locator(f"{OPENER}:visible").count() and has_menu(page):
        open_menu(page)
    if not page.locator(f"{OPENER}:visible").count():
        raise Unreachable(f"no visible {OPENER} at {page.viewport_size['width']} px")
    return page.locator(f"{OPENER}:visible").first


def open_panel(page: Any) -> None:
    """Open the preferences by their button."""
    visible_opener(page).click()
    if not page.locator(PANEL).evaluate("panel => panel.open && panel.matches(':modal')"):
        raise Unreachable(f"{OPENER} does not open {PANEL} as a modal dialog")


def none_wrong(where: str, wrong: Iterable[str]) -> None:
    """Fail with every line that says what is wrong, each once."""
    lines = list(dict.fromkeys(wrong))
    if lines:
        pytest.fail("\n".join([where, *lines]), pytrace=False)
