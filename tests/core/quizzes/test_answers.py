"""What typed answers say, and the order in which steps are shown."""

from __future__ import annotations

from collections import Counter

import pytest

from curbcut.core.quizzes.answers import accepted, number, verdict
from curbcut.core.quizzes.order import shuffled


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("6 ± 0.5", ("6", "0.5")), ("６±０", ("6", "0")), ("1,200.50 +/- 10", ("1200.5", "10")), ("−3 ± 1", ("-3", "1")),
        ("100", ("100", "0")), (".5", ("0.5", "0")), ("0.10 ± 0.05", ("0.1", "0.05")),
        ("六 ± 1", None), ("6 ± 一", None), ("6 元", None), ("6 ± -1", None), ("1e5", None), ("NaN", None), ("", None),
        ("6 ± 1 ± 2", None), ("9" * 40, None),
    ],
)  # fmt: skip
def test_a_number_is_read_exactly_or_not_at_all(typed: str, said: tuple[str, str] | None) -> None:
    assert number(typed) == said


def test_several_texts_are_accepted() -> None:
    assert accepted("背面；反面; 卡背 ；") == ("背面", "反面", "卡背")


@pytest.mark.parametrize(
    ("typed", "said"), [("对", True), ("√", True), ("True.", True), ("错", False), ("不对", False), ("对吗", None)]
)
def test_right_and_wrong_have_many_names(typed: str, said: bool | None) -> None:
    assert verdict(typed) is said


def test_an_order_follows_from_the_id_and_is_never_the_written_one() -> None:
    assert shuffled(4, "q-shunxu") == shuffled(4, "q-shunxu") == (3, 2, 0, 1)
    for count in (3, 4, 12):
        for number_ in range(300):
            order = shuffled(count, f"q-{number_}")
            assert sorted(order) == list(range(count)) != list(order)
    assert shuffled(0, "q") == ()
    assert shuffled(1, "q") == (0,)


def test_every_other_order_comes_about_equally_often() -> None:
    seen = Counter(shuffled(3, f"q-{number_}") for number_ in range(5000))
    assert len(seen) == 5
    assert max(seen.values()) < 1.2 * min(seen.values())
