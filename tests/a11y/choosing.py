"""Choosing a way of learning on the page of preferences, as a reader does."""

from __future__ import annotations

from typing import Any

from a11y.states import STORAGE_KEY

PAGE, ENGLISH, LESSON = "/preferences/", "/en/preferences/", "/course/online-banking/02-pay-safely/"
ALL = ("large", "contrast", "spaced", "calm", "plain", "listen", "slow", "fast", "follow", "pause", "one", "easy")
"""Every choice, by its name in a link."""


def opened(page: Any, address: str) -> Any:
    """Open the page of preferences, and wait until its choices are there."""
    page.goto(address)
    page.locator("#cc-how").wait_for()
    return page


def kept(page: Any) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate("key => JSON.parse(localStorage.getItem(key) || '{}')", STORAGE_KEY)
    return {name: value for name, value in found.items() if value}


def choose(page: Any, *names: str) -> None:
    for name in names:
        page.locator(f"#cc-how-{name}").check()


def line(page: Any) -> str:
    """Return what a page says of the way that is active."""
    page.locator("#cc-active").wait_for()
    return str(page.locator("#cc-active").inner_text())
