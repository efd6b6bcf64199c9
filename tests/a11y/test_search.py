"""What the search page answers in the browser, and that it says of each answer what a list would say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from a11y.published import Address
from a11y.states import Case

pytestmark = pytest.mark.a11y

ANSWERS = """() => [...document.querySelectorAll('#cc-results li')].map(li => ({
  title: li.querySelector('a').textContent, tag: li.querySelector('.tag')?.textContent, date: li.querySelector('.date')?.textContent
}))"""


def answers(tab: Callable[..., Any], where: str) -> dict[str, dict[str, str]]:
    page = tab()
    page.goto(where)
    page.wait_for_selector("#cc-results li")
    return {answer["title"]: answer for answer in page.evaluate(ANSWERS)}


def test_an_answer_says_whether_it_still_holds_and_when_it_came(tab: Callable[..., Any], address: Address) -> None:
    found = answers(tab, address(Case("search", "zh")) + "?q=交通补贴")
    old, new = found["关于调整残疾人交通补贴的通知（2017年）"], found["关于提高残疾人交通补贴的通知"]
    assert (old["tag"], old["date"]) == ("已经废止", "2017年5月26日")
    assert (new["tag"], new["date"]) == (None, "2025年5月16日")


def test_an_answer_speaks_the_language_of_its_page(tab: Callable[..., Any], address: Address) -> None:
    found = answers(tab, address(Case("search", "en")) + "?q=transport")
    old = found["Notice on the transport allowance for disabled people (2017)"]
    assert (old["tag"], old["date"]) == ("Repealed", "2017-05-26")


def test_of_an_event_the_answer_says_when_it_is(tab: Callable[..., Any], address: Address) -> None:
    found = answers(tab, address(Case("search", "zh")) + "?q=冬季残疾人专场招聘会")
    assert found["2026年冬季残疾人专场招聘会"]["date"] == "2026年12月5日"
