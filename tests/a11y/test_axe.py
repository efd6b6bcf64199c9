"""axe-core finds nothing, at any level, on any template in any state of the matrix."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from a11y.driving import Unreachable, ask, enter, has_menu, settle, store
from a11y.published import Page
from a11y.states import AXE_TAGS, CASES, LEAST_STATES, MENU, PHONE, STATES, STORED, TEMPLATES

pytestmark = pytest.mark.a11y


class Violations:
    """What axe found, each once, with the states it was found in."""

    def __init__(self, package: Callable[[str], Path]) -> None:
        self.source = package("axe-core/axe.min.js").read_text("utf-8")
        self.found: dict[tuple[str, str], list[Any]] = {}

    def note(self, rule: str, target: str, text: str, state: object) -> None:
        self.found.setdefault((rule, target), [text, []])[1].append(str(state))

    def check(self, page: Any, state: object) -> None:
        if not page.evaluate("'axe' in window"):
            page.evaluate(self.source)
        for one in ask(page, "axe", AXE_TAGS):
            self.note(one["rule"], one["target"], f"{one['why']}\n    {one['html']}", state)

    def __str__(self) -> str:
        lines = []
        for (rule, target), (text, states) in sorted(self.found.items()):
            lines.append(f"{rule}  {target}\n    {text}\n    in {len(states)} states, first {states[0]}")
        return "\n".join(lines)


def test_every_published_template_is_declared(pages: list[Page]) -> None:
    declared = {(template, lang) for template, langs in TEMPLATES.items() for lang in langs}
    assert {(page.template, page.lang): page.address for page in pages}.keys() == declared, "correct states.py"


def test_the_matrix_does_not_shrink() -> None:
    assert len(CASES) * len([state for state in STATES if state.open != "menu"]) >= LEAST_STATES


@pytest.mark.parametrize(("template", "lang"), CASES)
def test_no_state_of_a_template_has_a_violation(
    template: str, lang: str, address: Callable[..., str], tab: Callable[..., Any], package: Callable[[str], Path],
    record_property: Callable[[str, object], None],
) -> None:  # fmt: skip
    violations = Violations(package)
    page = tab()
    page.goto(address(template, lang))
    count = 0
    for state in STATES:
        try:
            enter(page, state)
        except Unreachable as reason:
            # Where the menu is always unfolded there is nothing to open; test_keyboard.py wants it on a phone.
            if state.open != "menu" or has_menu(page):
                violations.note("unreachable", state.open, str(reason), state)
            continue
        violations.check(page, state)
        count += 1
    record_property("table", f"axe {template} {lang}: {count} states of {page.url}")
    assert not violations.found, f"\n{template} {lang} {page.url}\n{violations}"


@pytest.mark.parametrize(("template", "lang"), CASES)
def test_no_other_preference_brings_a_violation(
    template: str, lang: str, address: Callable[..., str], tab: Callable[..., Any], package: Callable[[str], Path]
) -> None:
    violations = Violations(package)
    page = tab(PHONE)
    page.goto(address(template, lang))
    for preferences in STORED:
        store(page, preferences)
        violations.check(page, preferences)
    page.emulate_media(forced_colors="active")
    store(page, {})
    violations.check(page, "forced colours")
    assert not violations.found, f"\n{template} {lang} {page.url}\n{violations}"


@pytest.mark.parametrize("half", [0, 1])
def test_no_page_has_a_violation_as_it_opens(
    half: int, origin: str, pages: list[Page], tab: Callable[..., Any], package: Callable[[str], Path]
) -> None:
    violations = Violations(package)
    page = tab(PHONE)
    for one in pages[half::2]:
        page.goto(origin + one.address)
        settle(page)
        violations.check(page, one.address)
    assert not violations.found, f"\n{violations}"


def test_the_menu_is_the_themes_own(address: Callable[..., str], tab: Callable[..., Any]) -> None:
    page = tab(PHONE)
    page.goto(address(*CASES[0]))
    assert page.locator(MENU).count() == 1
    assert has_menu(page)
