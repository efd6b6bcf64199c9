"""Everything can be done with the keyboard: reached, seen, left, and closed again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from a11y.answering import ready
from a11y.driving import ask, none_wrong, settle, visible_opener
from a11y.published import Address
from a11y.states import CASES, HEIGHT, PANEL, PHONE, Case

pytestmark = pytest.mark.a11y

WIDTHS = (1280, PHONE)
OUTLINE_PX, CONTRAST = 2, 3
"""Source: WCAG 2.2, 2.4.13 (AAA)."""
INSIDE_MEDIA = 40  # the browser's own controls of one player are that many stops at most


def walk(page: Any, key: str) -> tuple[list[Any], list[str]]:
    """Press a key until the focus leaves the page; returns the stops and what is wrong with them."""
    stops: list[Any] = []
    wrong: list[str] = []
    limit, repeated = len(ask(page, "stops")) + 60, 0
    while len(stops) <= limit:
        page.keyboard.press(key)
        stop = ask(page, "stop")
        if stop is None:
            return stops, wrong
        if stops and stop["at"] == stops[-1]["at"]:
            repeated += 1
            if not stop["media"] or repeated > INSIDE_MEDIA:
                return stops, [*wrong, f"{key} does not leave {stop['html']}"]
            continue
        repeated = 0
        stops.append(stop)
        wrong += [f"{key}: {stop['html']} {reason}" for reason in stop["hidden"]]
        if not marked(page, stop):
            wrong.append(
                f"{key}: {stop['html']} is not marked: outline {stop['outline']} px, contrast {stop['contrast']}"
            )
        if stop["at"] == stops[0]["at"] and len(stops) > 1:
            return stops[:-1], wrong  # round once
    return stops, [*wrong, f"{key} never comes to an end: {stop['html']}"]


def marked(page: Any, stop: Any) -> bool:
    """Whether the focus is seen: an outline that is wide and strong enough, or else a difference in a picture."""
    if stop["outline"] >= OUTLINE_PX and stop["contrast"] >= CONTRAST:
        return True
    focused = page.screenshot(clip=stop["box"])
    page.evaluate("window.focused = document.activeElement; window.focused.blur()")
    plain = page.screenshot(clip=stop["box"])
    page.evaluate("window.focused.focus({ preventScroll: true, focusVisible: true })")
    return bool(focused != plain)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("case", CASES, ids=str)
def test_tab_reaches_everything_in_order_and_back(
    case: Case, width: int, address: Address, tab: Callable[..., Any]
) -> None:
    page = tab(width, HEIGHT)
    page.goto(address(case))
    ready(page)
    settle(page)
    wanted = ask(page, "stops")
    forward, wrong = walk(page, "Tab")
    backward, more = walk(page, "Shift+Tab")
    wrong += more
    places = [stop["at"] for stop in forward]
    if places != sorted(places):
        wrong.append("the order is not that of the document")
    if [stop["at"] for stop in backward] != places[::-1]:
        wrong.append("the way back is not the way there")
    wrong += [f"never reached: {stop['html']}" for stop in wanted if stop["at"] not in places]
    # Chromium lets the keyboard scroll any scrolling box that has nothing to focus in it.
    known = {stop["at"] for stop in wanted}
    wrong += [
        f"a stop without a purpose: {stop['html']}"
        for stop in forward
        if stop["at"] not in known and not stop["scrolls"]
    ]
    none_wrong(f"{page.url} at {width} px", wrong)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_first_stop_leads_to_the_content(case: Case, width: int, address: Address, tab: Callable[..., Any]) -> None:
    page = tab(width, HEIGHT)
    page.goto(address(case))
    page.keyboard.press("Tab")
    settle(page)
    stop = ask(page, "stop")
    assert stop["hidden"] == []
    target = page.evaluate("document.activeElement.getAttribute('href')")
    assert target
    assert target.startswith("#")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement === document.querySelector('main')")
    assert page.evaluate("Math.abs(document.querySelector('main').getBoundingClientRect().top) < innerHeight")
    page.keyboard.press("Tab")
    assert page.evaluate(
        "document.activeElement === document.body || !document.activeElement.closest('header:not(main header)')"
    )


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_preferences_open_take_the_focus_and_give_it_back(
    lang: str, width: int, address: Address, tab: Callable[..., Any]
) -> None:
    page = tab(width, HEIGHT)
    page.goto(address(Case(CASES[0].template, lang)))
    opener = visible_opener(page)
    opener.focus()
    page.keyboard.press("Enter")
    settle(page)
    page.locator(PANEL).wait_for(state="visible")
    inside = "panel => document.querySelector(panel).contains(document.activeElement)"
    page.wait_for_function(inside, arg=PANEL)
    assert opener.get_attribute("aria-expanded") == "true"
    stops, wrong = walk(page, "Tab")
    none_wrong(f"{page.url} at {width} px", wrong)
    controls = page.locator(f"{PANEL} :is(button, input[type=checkbox]):visible").count()
    assert controls > 5
    assert len([stop for stop in stops if "cc-" in stop["html"] and "input" in stop["html"]]) > 5
    page.locator(f"{PANEL} input").first.focus()
    page.keyboard.press("Escape")
    assert page.locator(PANEL).is_hidden()
    assert opener.get_attribute("aria-expanded") == "false"
    assert opener.evaluate("one => one === document.activeElement"), "the focus did not return to the opener"
