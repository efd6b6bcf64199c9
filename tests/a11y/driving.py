"""Bring a page into a state: preferences as a reader sets them, the panel open or closed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from a11y.states import ATTRIBUTES, HEIGHT, OPENER, PANEL, STORAGE_KEY, State

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
    return {ATTRIBUTES[name]: str(value) for name, value in preferences.items() if value}


def prefer(page: Any, preferences: Mapping[str, object]) -> None:
    """Set preferences at once, without a reload. `test_preferences` proves that a reload comes to the same."""
    page.evaluate(
        "([names, given]) => { for (const name of names) name in given"
        " ? document.documentElement.setAttribute(name, given[name]) : document.documentElement.removeAttribute(name) }",
        [list(ATTRIBUTES.values()), attributes(preferences)],
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
    if state.open:
        open_panel(page)
    settle(page)


def shut(page: Any) -> None:
    """Close the panel."""
    page.evaluate("opener => document.querySelector(opener + '[aria-expanded=true]')?.click()", OPENER)


def visible_opener(page: Any) -> Any:
    """Return the button that opens the preferences."""
    if not page.locator(f"{OPENER}:visible").count():
        raise Unreachable(f"no visible {OPENER} at {page.viewport_size['width']} px")
    return page.locator(f"{OPENER}:visible").first


def open_panel(page: Any) -> None:
    """Open the preferences by their button; the first time their script is fetched."""
    opener = visible_opener(page)
    if opener.get_attribute("aria-expanded") != "true":
        opener.click()
    page.locator(PANEL).wait_for(state="visible")


def none_wrong(where: str, wrong: Iterable[str]) -> None:
    """Fail with every line that says what is wrong, each once."""
    lines = list(dict.fromkeys(wrong))
    if lines:
        pytest.fail("\n".join([where, *lines]), pytrace=False)
