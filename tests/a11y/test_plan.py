"""The plan of one person, opened by double-click: axe finds nothing, it fits a small screen, and the keyboard reaches everything."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from a11y.conftest import NOW
from a11y.driving import ask, none_wrong, prefer, settle
from a11y.states import PHONE, TARGET_PX
from a11y.test_axe import Violations
from a11y.test_keyboard import walk
from doubles.planned import put

pytestmark = [pytest.mark.a11y, pytest.mark.xdist_group("packages")]

CASE = Path(__file__).resolve().parents[1] / "site" / "plan" / "plan.yml"
ENGLISH = """\
lang: en
name: Zhou
goal: Pay by phone
helper: {name: Ms Wang, phone: "12385", email: wang@example.org}
ways: [large_print, one_at_a_time]
steps:
  - lesson: phone/begin
    by: week of 2026-12-09
    done: true
  - lesson: phone/pay
  - page: notice/allowance-2012
  - do: Write the bank's number on paper
"""
STATES: tuple[dict[str, Any], ...] = tuple(
    {"width": width, "color_scheme": scheme} for width in (1280, PHONE) for scheme in ("light", "dark")
)
THEMES = ({}, {"theme": "contrast"}, {"theme": "blue", "size": "5"}, {"line": "2", "letter": "2"})


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Language → address of the page of a plan in its folder."""
    home = tmp_path_factory.mktemp("plans")
    root = put(home / "site")
    for lang, text in (("zh", CASE.read_text("utf-8")), ("en", ENGLISH)):
        (home / f"{lang}.yml").write_text(text, "utf-8")
        command = [sys.executable, "-m", "curbcut", "--site", str(root), "plan", str(home / f"{lang}.yml")]
        done = subprocess.run(
            [*command, "--now", NOW, "--out", str(home / lang)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
    return {lang: (home / lang / "index.html").as_uri() for lang in ("zh", "en")}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_state_of_a_plan_has_a_violation(
    lang: str, plans: dict[str, str], tab: Callable[..., Any], package: Callable[[str], Path]
) -> None:
    violations, wrong = Violations(package), []
    for state in STATES:
        page = tab(**state)
        page.goto(plans[lang])
        for preferences in THEMES:
            prefer(page, preferences)
            settle(page)
            violations.check(page, f"{state} {preferences}")
            wrong += [f"{state} {preferences}: {one}" for one in ask(page, "overflow")]
            wrong += [f"{state} {preferences}: {one}" for one in ask(page, "targets", TARGET_PX)]
    none_wrong(lang, [*violations.lines(), *wrong])


@pytest.mark.parametrize("width", [1280, PHONE])
def test_the_keyboard_reaches_every_link_in_order_and_leaves_again(
    width: int, plans: dict[str, str], tab: Callable[..., Any]
) -> None:
    page = tab(width)
    page.goto(plans["zh"])
    stops, wrong = walk(page, "Tab")
    none_wrong("Tab", wrong)
    shown = page.evaluate("[...document.querySelectorAll('main a')].map(a => a.href)")
    reached = page.evaluate("document.querySelectorAll('a, button').length")
    assert len(stops) == reached and len(shown) > 10


def test_without_scripts_all_of_it_is_there(plans: dict[str, str], tab: Callable[..., Any]) -> None:
    texts = []
    for scripts in (True, False):
        page = tab(java_script_enabled=scripts)
        page.goto(plans["zh"])
        texts.append(page.locator("main").inner_text())
    assert texts[0] == texts[1]


def test_the_policy_lets_the_page_work_from_its_folder_and_nothing_else_is_asked_for(
    plans: dict[str, str], tab: Callable[..., Any]
) -> None:
    page = tab(bypass_csp=False)
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda problem: said.append(str(problem)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(plans["zh"])
    page.locator("[data-set='size=4']").click()
    assert page.evaluate("document.documentElement.dataset.size") == "4"
    assert said == [] and asked and all(url.startswith("file:") for url in asked)
