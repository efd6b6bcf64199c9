"""A page that is opened at a place, by a result of search or a link to a heading, is heard from there: when the reader asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from a11y.listening import ENGLISH, NOTICE, Told, at, called, cues, listen, now_ms, pause, paused, set_time, slowed

pytestmark = [pytest.mark.a11y, pytest.mark.xdist_group("player")]

SENTENCE = "s-b5ce82"
"""𠮷林路的住户也可以申请。"""


@pytest.fixture
def notice(recorded: Path) -> list[Told]:
    """The cues of the Chinese notice."""
    return cues(recorded, NOTICE)


@pytest.fixture
def opened(place: str, tab: Callable[..., Any]) -> Iterator[Callable[[str], Any]]:
    """Return a function that opens an address under the site's own policy; an error of a script fails the test."""
    said: list[str] = []
    page = tab(bypass_csp=False)
    page.on("pageerror", lambda error: said.append(str(error)))

    def open_at(address: str) -> Any:
        page.goto("about:blank")
        page.goto(place + address)
        slowed(page)
        return page

    yield open_at
    assert said == []


def status(page: Any) -> str:
    return str(page.locator(".player [role=status]").inner_text())


@pytest.mark.parametrize("fragment", [SENTENCE, ":~:text=住户", f"{SENTENCE}:~:text=住户"])
def test_it_begins_at_the_sentence_when_the_button_is_pressed(
    fragment: str, opened: Callable[[str], Any], notice: list[Told]
) -> None:
    page = opened(f"{NOTICE}#{fragment}")
    page.wait_for_timeout(300)
    assert paused(page), "nothing plays by itself"
    assert page.locator(".heard").count() == 0
    listen(page)
    at(page, called(notice, SENTENCE))
    assert "从打开的地方念起" in status(page)


def test_so_does_an_english_page(recorded: Path, opened: Callable[[str], Any]) -> None:
    cue = next(cue for cue in reversed(cues(recorded, ENGLISH)) if cue.id.startswith("s-"))
    page = opened(f"{ENGLISH}#{cue.id}")
    listen(page)
    at(page, cue)
    assert "Beginning where the page was opened" in status(page)


def test_a_link_to_a_heading_leads_there_too(opened: Callable[[str], Any], notice: list[Told]) -> None:
    page = opened(NOTICE)
    heading = page.locator("main h2[id]").last
    id_ = heading.get_attribute("id")
    inside = heading.locator("[id^=s-]")
    cue = called(notice, inside.first.get_attribute("id") if inside.count() else id_)
    page = opened(f"{NOTICE}#{id_}")
    listen(page)
    at(page, cue)


def test_the_address_comes_before_the_place_that_was_kept(opened: Callable[[str], Any], notice: list[Told]) -> None:
    page = opened(NOTICE)
    listen(page)
    pause(page)
    set_time(page, called(notice, SENTENCE).start_ms + 50)
    first = next(cue for cue in notice if cue.id.startswith("s-"))
    opened(f"{NOTICE}#{first.id}")
    listen(page)
    at(page, first)


@pytest.mark.parametrize("fragment", ["main", "nothing", "%E0%A4%A", "s-000000"])
def test_an_address_that_names_nothing_that_is_heard_begins_at_the_beginning(
    fragment: str, opened: Callable[[str], Any], notice: list[Told]
) -> None:
    page = opened(f"{NOTICE}#{fragment}")
    listen(page)
    assert now_ms(page) < notice[1].start_ms + 200
    assert status(page) == ""
