"""Without scripts every page is read, every page is found, and nothing stands there that does nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import pytest
from a11y.driving import ask, none_wrong
from a11y.published import Page
from a11y.states import PHONE

pytestmark = pytest.mark.a11y


@pytest.mark.parametrize("width", [1280, PHONE])
def test_every_page_is_read_and_offers_nothing_dead(
    width: int, origin: str, pages: list[Page], tab: Callable[..., Any]
) -> None:
    page = tab(width, java_script_enabled=False)
    wrong = []
    for one in pages:
        page.goto(origin + one.address)
        said = ask(page, "controls")
        wrong += [f"{one.address}: {dead}" for dead in said["dead"]]
        if not said["heading"] or len(said["text"]) <= len(said["heading"]):
            wrong.append(f"{one.address}: no heading, or nothing but a heading")
        if not said["menus"]:
            wrong.append(f"{one.address}: no navigation in the header")
    none_wrong(f"without scripts at {width} px", wrong)


def test_every_page_is_found_by_links_alone(origin: str, pages: list[Page], tab: Callable[..., Any]) -> None:
    page = tab(java_script_enabled=False)
    todo, found = ["/"], set()
    while todo:
        address = todo.pop()
        if address in found:
            continue
        found.add(address)
        page.goto(origin + address)
        known = {one.address for one in pages}
        todo += [link for link in map(unquote, ask(page, "controls")["links"]) if link in known]
    # Pages about what is missing are found by missing it.
    wanted = {one.address for one in pages if one.template not in ("notfound", "gone")}
    none_wrong("no link leads to", sorted(wanted - found))


def test_scripts_take_nothing_away(origin: str, pages: list[Page], tab: Callable[..., Any]) -> None:
    plain, scripted = tab(java_script_enabled=False), tab()
    wrong = []
    for one in pages:
        plain.goto(origin + one.address)
        scripted.goto(origin + one.address)
        lines = [line.strip() for line in ask(plain, "controls")["text"].splitlines() if line.strip()]
        there = ask(scripted, "controls")["text"]
        wrong += [f"{one.address}: only without scripts: {line[:80]}" for line in lines if line not in there]
    none_wrong("lost with scripts", wrong)
