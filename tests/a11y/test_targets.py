"""Every control is large enough for an unsteady hand; only links in a sentence may be as small as the sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from a11y.driving import Unreachable, ask, enter, none_wrong
from a11y.published import Address
from a11y.states import CASES, OPEN, SIZES, TARGET_PX, WIDTHS, Case, State

pytestmark = pytest.mark.a11y


@pytest.mark.parametrize("case", CASES, ids=str)
def test_every_control_is_large_enough(case: Case, address: Address, tab: Callable[..., Any]) -> None:
    page = tab()
    page.goto(address(case))
    wrong: dict[str, State] = {}
    for width in WIDTHS:
        for place in OPEN:
            state = State(width, "light", SIZES[0], place)
            try:
                enter(page, state)
            except Unreachable as reason:
                if place == "panel":
                    wrong[str(reason)] = state
                continue
            for one in ask(page, "targets", TARGET_PX):
                wrong.setdefault(one, state)
    none_wrong(page.url, [f"{one}   in {state}" for one, state in wrong.items()])
