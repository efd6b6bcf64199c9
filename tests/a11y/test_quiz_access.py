"""Questions for everybody: no violation before and after answering, in every theme and size; as a screen reader says them; on small screens."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from a11y.answering import ENGLISH, LESSON, PROGRESS, press, ready, visit
from a11y.conftest import HERE, NOW
from a11y.driving import ask, none_wrong, prefer
from a11y.listening import until
from a11y.roles import in_chinese
from a11y.server import TOOLS
from a11y.states import SIZES, TARGET_PX, THEMES
from a11y.test_axe import Violations
from a11y.test_keyboard import walk
from a11y.test_quiz import ANSWERS, STEPS

pytestmark = [pytest.mark.a11y, pytest.mark.xdist_group("quiz")]

AXE = "axe-core/axe.min.js"
READER = "@guidepup/virtual-screen-reader/lib/esm/index.browser.js"
GOLDEN = HERE / "quiz.zh.txt"
SMALLEST_BOX_PX = 24
"""Source: WCAG 2.2, 2.5.8 (AA)."""


def first_answers(start: str) -> dict[str, str]:
    """Return question → keys of the first answer whose verdict begins so; a text is compared by its writer in every case."""
    found: dict[str, str] = {}
    for question, keys, wanted in ANSWERS:
        if wanted.startswith((start, "写好了")):
            found.setdefault(question, keys)
    return found


def answer_all(page: Any, start: str) -> None:
    for question, keys in first_answers(start).items():
        press(page, question, keys)


def untouched(page: Any) -> None:
    pass


def unanswered(page: Any) -> None:
    page.evaluate("document.querySelectorAll('section.question form').forEach(one => one.requestSubmit())")


def wrong(page: Any) -> None:
    answer_all(page, "不对")
    page.evaluate("document.querySelectorAll('section.question details').forEach(one => { one.open = true })")


def right(page: Any) -> None:
    answer_all(page, "答对了")


def alone(page: Any) -> None:
    page.get_by_label("一次只看一题").check()
    page.get_by_text("下一题").click()


STATES: dict[str, Callable[[Any], None]] = {
    "untouched": untouched, "unanswered": unanswered, "wrong": wrong, "right": right, "alone": alone,
}  # fmt: skip


@pytest.mark.parametrize("width", [320, 1280])
def test_no_state_of_the_questions_has_a_violation(
    width: int, school: str, tab: Callable[..., Any], package: Callable[[str], Path],
    record_property: Callable[[str, object], None],
) -> None:  # fmt: skip
    violations, count = Violations(package), 0
    page = tab(width, 900)
    visit(page, school + LESSON)
    for name, bring in STATES.items():
        bring(page)
        for theme in THEMES:
            for size in (SIZES[0], SIZES[-1]):
                page.emulate_media(color_scheme="light" if theme else "dark")
                prefer(page, {"theme": theme, "size": size})
                violations.check(page, f"{name}, {theme}, size {size}, {width} px")
                count += 1
    page.emulate_media(forced_colors="active")
    violations.check(page, f"forced colours, {width} px")
    record_property("table", f"axe {LESSON} at {width} px: {count + 1} states with all kinds of questions")
    none_wrong(LESSON, violations.lines())


def test_neither_the_english_lesson_nor_the_page_of_progress_has_a_violation(
    school: str, tab: Callable[..., Any], package: Callable[[str], Path]
) -> None:
    violations = Violations(package)
    page = tab(320, 900)
    visit(page, school + ENGLISH)
    press(page, "q-first", "Space Enter")
    violations.check(page, "English")
    page.goto(school + PROGRESS)
    until(page, "!!document.getElementById('cc-due')")
    for theme in THEMES:
        for size in (SIZES[0], SIZES[-1]):
            prefer(page, {"theme": theme, "size": size})
            violations.check(page, f"progress, {theme}, size {size}")
    none_wrong("320 px", violations.lines())


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_is_cut_off_or_too_small(width: int, school: str, tab: Callable[..., Any]) -> None:
    page = tab(width, 800)
    visit(page, school + LESSON)
    found = []
    for bring in (untouched, wrong):
        bring(page)
        for size in (SIZES[0], SIZES[-1]):
            prefer(page, {"size": size})
            found += [f"size {size}: {one}" for one in (*ask(page, "overflow"), *ask(page, "clipped"))]
            found += page.evaluate(
                "([target, box]) => [...document.querySelectorAll('.question :is(input, select, textarea, button), .turning button, .sum a')]"
                ".filter(one => one.checkVisibility()).filter(one => { const own = one.getBoundingClientRect();"
                " const whole = (one.matches('[type=radio], [type=checkbox]') ? one.closest('label') : one).getBoundingClientRect();"
                " return Math.min(own.width, own.height) < box || Math.min(whole.width, whole.height) < target - 0.01 })"
                ".map(one => one.outerHTML.slice(0, 120))",
                [TARGET_PX, SMALLEST_BOX_PX if size > 1 else SMALLEST_BOX_PX - 3],
            )
    page.goto(school + PROGRESS)
    until(page, "!!document.getElementById('cc-due')")
    found += [*ask(page, "overflow"), *ask(page, "clipped"), *ask(page, "targets", TARGET_PX)]
    none_wrong(f"at {width} px", found)


@pytest.mark.parametrize(
    "screen", [{"width": 320, "height": 256, "device_scale_factor": 4}, {"width": 1280, "height": 800}]
)
def test_every_stop_is_seen_and_in_order(screen: dict[str, int], school: str, tab: Callable[..., Any]) -> None:
    page = tab(**screen)
    visit(page, school + LESSON)
    answer_all(page, "不对")
    page.evaluate("document.activeElement.blur(); getSelection().removeAllRanges(); scrollTo(0, 0)")
    stops, found = walk(page, "Tab")
    none_wrong(str(screen), found)
    places = [stop["at"] for stop in stops]
    assert places == sorted(places)


def test_a_question_is_a_named_group_with_a_heading_and_a_status_from_the_beginning(
    school: str, tab: Callable[..., Any]
) -> None:
    page = tab()
    page.goto(school + LESSON)
    before = page.locator("section.question [role=status]").count()
    assert before == page.locator("section.question").count() == 9
    page.evaluate("window.statuses = [...document.querySelectorAll('section.question [role=status]')]")
    ready(page)
    assert page.evaluate("statuses.every(one => one.isConnected && one.textContent === '')")
    for number, group in enumerate(page.get_by_role("group").filter(has=page.locator("legend h3")).all(), 1):
        assert group.locator("legend h3").inner_text().startswith(f"第 {number} 题（")
        described = group.get_attribute("aria-describedby")
        assert page.locator(f'[id="{described}"]').inner_text().endswith("再按“交答案”。")
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
    answer_all(page, "不对")
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
    assert len(ids) == len(set(ids)), "what is said again has no second id"
    unnamed = "[...document.querySelectorAll('.question :is(input, select, textarea)')].filter(one => !one.labels.length).length"
    assert page.evaluate(unnamed) == 0


def test_a_screen_reader_says_what_was_agreed(
    request: pytest.FixtureRequest, school: str, tab: Callable[..., Any], package: Callable[[str], Path]
) -> None:
    """Every kind before an answer, then after one that is not right, and after the order that is."""
    package(READER)
    page = tab()
    page.clock.set_fixed_time(NOW)
    visit(page, school + LESSON)
    lines = ["# before"]
    page.evaluate("document.querySelectorAll('body > :not(main), .beside, .facts').forEach(one => one.remove())")
    lines += map(in_chinese, ask(page, "transcript", f"{TOOLS}screen-reader.js"))
    answer_all(page, "不对")
    press(page, "q-steps", STEPS)
    lines += ["# after", *map(in_chinese, ask(page, "transcript", f"{TOOLS}screen-reader.js"))]
    said = "\n".join(lines) + "\n"
    if request.config.getoption("--rewrite"):
        GOLDEN.write_text(said, "utf-8")
    agreed = GOLDEN.read_text("utf-8") if GOLDEN.exists() else ""
    changed = list(difflib.unified_diff(agreed.splitlines(), said.splitlines(), "agreed", "said", lineterm="", n=2))
    none_wrong(GOLDEN.name, changed)


def test_a_stressed_word_of_a_question_can_be_told_from_the_rest(school: str, tab: Callable[..., Any]) -> None:
    page = tab()
    visit(page, school + LESSON)
    page.evaluate("document.querySelector('#q-first h3').innerHTML += '<strong>不</strong>'")
    line = "one => getComputedStyle(one).borderBlockEndStyle"
    assert page.locator("#q-first h3 strong").evaluate(line) == "solid", "a heading is bold already"
    assert page.locator("#q-first h3").evaluate(line) == "none"
