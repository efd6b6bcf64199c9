"""While questions become forms nothing moves under a reader's eyes: who reads down, opens a question by a link, or waits for its script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from a11y.answering import LESSON, OTHER
from a11y.listening import caught, until

pytestmark = [pytest.mark.a11y, pytest.mark.xdist_group("quiz")]

SHIFT = (
    "new Promise(done => { let sum = 0; new PerformanceObserver(list => { sum = list.getEntries().reduce((all, one) => all + one.value, sum); })"
    ".observe({ type: 'layout-shift', buffered: true }); setTimeout(() => done(sum), 300) })"
)
LARGE = "const sheet = new CSSStyleSheet(); sheet.replaceSync('html { font-size: 200% }'); document.adoptedStyleSheets = [sheet]"


def test_nothing_jumps_while_one_reads_down(school: str, tab: Callable[..., Any]) -> None:
    page = tab(bypass_csp=False)
    page.goto(school + OTHER)
    for _ in range(12):
        page.mouse.wheel(0, 300)
        page.wait_for_timeout(60)
    until(page, "!!curbcut.quiz.state")
    assert page.evaluate(SHIFT) < 0.01, "Web Vitals call 0.1 good"


@pytest.mark.parametrize("large", [False, True], ids=["100%", "200%"])
@pytest.mark.parametrize("width", [390, 768, 1280])
@pytest.mark.parametrize("place", ["", "#q-first", "#q-steps", "#q-call", "#lost"])
def test_nothing_jumps_where_questions_are_in_sight_when_the_page_opens(
    place: str, width: int, large: bool, school: str, tab: Callable[..., Any]
) -> None:
    page = tab(width, 800)
    if large:
        page.add_init_script(LARGE)
    page.goto(school + LESSON + place)
    if place:
        until(page, "!!curbcut.quiz.state")
    assert page.evaluate(SHIFT) < 0.01
    if place:
        assert page.locator("section.question form").count() == 9
        top = page.locator(place).bounding_box()["y"]
        assert -1 < top < 400, "who comes to a question sees it, also when those above it have become longer"


@pytest.mark.parametrize("place", ["#q-first", "#q-steps", "#lost"])
@pytest.mark.parametrize("width", [390, 1280])
def test_who_reads_a_question_stays_there_though_its_script_comes_late(
    width: int, place: str, school: str, tab: Callable[..., Any]
) -> None:
    page = tab(width)
    held: list[Any] = []
    page.route("**/answering.*.js", lambda route: held.append(route))
    page.goto(school + LESSON + place)
    caught(page, held)
    until(page, "performance.now() > 3200")  # the page is no longer scrolled to what its address says
    before = page.locator(place).bounding_box()["y"]
    assert -1 < before < 20
    for route in held:
        route.continue_()
    until(page, "!!curbcut.quiz.state")
    assert abs(page.locator(place).bounding_box()["y"] - before) < 60, (
        "those above it have become longer, and it is there"
    )
