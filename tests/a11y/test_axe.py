"""axe-core finds nothing, at any level, on any template in any state of the matrix."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from a11y.driving import Unreachable, ask, enter, none_wrong, settle, store
from a11y.published import Address, Page
from a11y.states import AXE_TAGS, CASES, LEAST_STATES, PHONE, STATES, STORED, Case

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

    def lines(self) -> list[str]:
        return [
            f"{rule}  {target}\n    {text}\n    in {len(states)} states, first {states[0]}"
            for (rule, target), (text, states) in sorted(self.found.items())
        ]


def test_every_published_template_is_declared(pages: list[Page]) -> None:
    there = {(page.template, page.lang): page.address for page in pages}
    wrong = [f"not in TEMPLATES: {one}, such as {there[one]}" for one in there if one not in CASES]
    none_wrong("correct states.py", [*wrong, *(f"no page: {one}" for one in CASES if one not in there)])


@pytest.mark.parametrize("case", CASES, ids=str)
def test_no_state_of_a_template_has_a_violation(
    case: Case, address: Address, tab: Callable[..., Any], package: Callable[[str], Path],
    record_property: Callable[[str, object], None],
) -> None:  # fmt: skip
    violations = Violations(package)
    page = tab()
    page.goto(address(case))
    count = 0
    for state in STATES:
        try:
            enter(page, state)
        except Unreachable as reason:
            violations.note("unreachable", "", str(reason), state)
            continue
        violations.check(page, state)
        count += 1
    record_property("table", f"axe {case}: {count} states of {page.url}")
    if count * len(CASES) < LEAST_STATES:
        violations.note(
            "matrix", "", f"{count} states are too few: {len(CASES)} such pages must come to {LEAST_STATES}", "all"
        )
    none_wrong(f"{case} {page.url}", violations.lines())


@pytest.mark.parametrize("case", CASES, ids=str)
def test_no_other_preference_brings_a_violation(
    case: Case, address: Address, tab: Callable[..., Any], package: Callable[[str], Path]
) -> None:
    violations = Violations(package)
    page = tab(PHONE)
    page.goto(address(case))
    for preferences in STORED:
        store(page, preferences)
        violations.check(page, preferences)
    page.emulate_media(forced_colors="active")
    store(page, {})
    violations.check(page, "forced colours")
    none_wrong(f"{case} {page.url}", violations.lines())


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
    none_wrong("as they open", violations.lines())
