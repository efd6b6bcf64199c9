"""A course launched with cmi5 where something is wrong: no network, no token, a damaged document, an address that makes no sense."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from a11y.launching import enter, entered, first, status, take_all, when
from a11y.listening import until
from a11y.lrs import Store
from a11y.taking import KINDS, LESSON, OTHER, RIGHT, give, settled

pytestmark = [pytest.mark.a11y, pytest.mark.xdist_group("packages")]
SAY, KEEP = ("POST", "/xapi/statements"), ("PUT", "/xapi/activities/state")
"""What a platform is asked for."""


def test_what_was_said_once_is_not_said_again_though_the_document_of_the_course_is_lost(
    store: Store, tab: Callable[..., Any]
) -> None:
    page = enter(store, tab)
    take_all(page, store, RIGHT)
    page.get_by_role("button", name="保存并退出").click()
    until(page, "document.querySelector('iframe') === null")  # only then has its last document arrived, too
    assert "terminated" in store.said()
    store.documents["state", "curbcut"] = json.dumps({"data": store.kept["data"], "place": 7})
    page = enter(store, tab)
    page.frames[-1].locator("h3 a", has_text=OTHER).click()
    give(settled(page, OTHER), RIGHT, "q-look")
    page.goto("about:blank")
    when(lambda: "terminated" in store.said())
    assert store.said() == ["initialized", "answered", "terminated"]


def test_a_platform_that_is_down_for_a_while_gets_the_answers_afterwards_in_their_order(
    store: Store, tab: Callable[..., Any]
) -> None:
    page = enter(store, tab)
    frame = first(page)
    store.down = True
    give(frame, RIGHT, *KINDS[:3])
    until(page, "document.querySelector('.leaving [role=status]').textContent.startsWith('现在连不上学习平台。')")
    when(lambda: store.turned_away >= 3)  # one time for each answer
    before = store.turned_away
    page.get_by_role("button", name="保存并退出").click()
    when(lambda: store.turned_away > before)
    page.wait_for_timeout(300)
    assert page.locator("iframe").count() == 1, "what is not told is not thrown away"
    store.down = False
    when(lambda: store.said().count("answered") == 3, seconds=30)
    until(page, "document.querySelector('.leaving [role=status]').textContent === ''")
    assert store.said() == ["initialized", *["answered"] * 3]
    assert "q-code" in store.kept["data"]["duanxin"]["records"]


def test_answers_of_a_visit_that_was_closed_while_the_platform_was_down_are_told_in_the_next(
    store: Store, tab: Callable[..., Any]
) -> None:
    page = enter(store, tab)
    frame = first(page)
    store.down = True
    give(frame, RIGHT, *KINDS[:3])
    when(lambda: store.turned_away >= 3)  # one time for each answer
    before = len(store.asked)
    page.goto("about:blank")
    when(lambda: {SAY, KEEP} <= set(store.asked[before:]))  # what a page says while it closes comes when it has closed
    store.down = False
    assert store.said() == ["initialized"]
    entered(page, store.launched())
    when(lambda: store.said().count("answered") == 3)
    frame = settled(page, LESSON)
    assert frame.locator("#q-first input:checked").get_attribute("value") == "b"
    when(lambda: "q-code" in store.kept["data"]["duanxin"]["records"])
    page.goto("about:blank")
    when(lambda: "terminated" in store.said())
    assert store.said() == ["initialized", *["answered"] * 3, "terminated"]


def test_a_visit_that_is_not_let_in_can_be_learned_in_and_is_told_of_in_the_next(
    store: Store, tab: Callable[..., Any]
) -> None:
    store.refuses = True
    page = enter(store, tab)
    assert status(page).startswith("这次没有连上学习平台。")
    give(first(page), RIGHT, "q-first")
    assert store.statements == [] and store.asked == [("POST", "/token")]
    page.get_by_role("button", name="保存并退出").click()
    until(page, "document.querySelector('iframe') === null")
    store.refuses = False
    entered(page, store.launched())
    when(lambda: "answered" in store.said())
    assert first(page).locator("#q-first input:checked").get_attribute("value") == "b"


def test_a_platform_that_says_nothing_is_not_waited_for_for_long(store: Store, tab: Callable[..., Any]) -> None:
    store.awake.clear()
    page = tab(bypass_csp=False)
    page.clock.install()
    page.goto(store.launched())
    until(page, "document.querySelector('main [role=status]')?.textContent === '正在连接学习平台……'")
    assert page.locator("main a").count() == 0, "a lesson that is opened now would not be told of"
    page.clock.fast_forward(21_000)
    until(page, "document.querySelector('iframe') !== null")
    assert status(page).startswith("这次没有连上学习平台。")
    store.awake.set()
    give(first(page), RIGHT, "q-first")
    page.goto("about:blank")
    assert store.statements == [], "what comes too late begins nothing"


def test_a_page_that_is_loaded_anew_says_that_its_visit_is_over(store: Store, tab: Callable[..., Any]) -> None:
    page = enter(store, tab)
    page.reload()
    until(page, "document.querySelector('iframe') !== null")
    assert status(page).startswith("这次没有连上学习平台。")
    when(lambda: "terminated" in store.said())
    assert store.said() == ["initialized", "terminated"]


def test_a_statement_that_the_platform_never_takes_holds_up_no_other(store: Store, tab: Callable[..., Any]) -> None:
    store.never = "answered"
    page = enter(store, tab)
    take_all(page, store, RIGHT)
    when(lambda: "passed" in store.said())
    page.get_by_role("button", name="保存并退出").click()
    when(lambda: "terminated" in store.said())
    assert store.said() == ["initialized", "completed", "passed", "terminated"]


@pytest.mark.parametrize("launch", [{"contextTemplate": None}, {"contextTemplate": "x"}, {"long": "x" * 5_000_000}])
def test_a_platform_that_says_nothing_of_the_visit_is_told_nothing(
    store: Store, launch: dict[str, Any], tab: Callable[..., Any]
) -> None:
    store.launch.update(launch)
    page = enter(store, tab)
    assert status(page).startswith("这次没有连上学习平台。")
    give(first(page), RIGHT, "q-first")
    page.goto("about:blank")
    assert store.statements == []


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[1]",
        '{"data": {"a": 1}, "place": "https://evil.example/"}',
        '{"data": {"duanxin": {"seen": 1, "records": {"q-first": ["x", "1", 2, null, 3], "q-signs": 7}}, "dakai": [1]}}',
        '{"data": {"duanxin": {"records": {"q-first": ["' + "x" * 5_000_000 + '", 1, 1, 1, "a"]}}}}',
    ],
)
def test_a_document_that_is_broken_or_huge_is_replaced_by_ours(
    store: Store, text: str, tab: Callable[..., Any]
) -> None:
    store.documents["state", "curbcut"] = text
    page = enter(store, tab)
    assert page.frames[-1].url.startswith(store.package)
    give(first(page), RIGHT, "q-first")
    when(lambda: "answered" in store.said() and "q-first" in store.documents["state", "curbcut"])
    assert len(store.documents["state", "curbcut"]) < 1000


@pytest.mark.parametrize(
    "changes",
    [
        {"endpoint": "javascript:alert(1)"}, {"endpoint": ""}, {"fetch": 'data:application/json,{"auth-token":"x"}'}, {"fetch": "//"},
        {"actor": "null"}, {"actor": '{"account":{"name":"</script><img src=x onerror=alert(1)>"}}'}, {"actor": "{" * 5000},
        {"registration": "../../x"}, {"activityId": "no address"}, {"activityId": ""},
    ],
)  # fmt: skip
def test_an_address_that_makes_no_sense_asks_nobody_and_can_be_learned_in(
    store: Store, changes: dict[str, str], tab: Callable[..., Any]
) -> None:
    page = enter(store, tab, **changes)
    assert status(page).startswith("这次没有连上学习平台。")
    give(first(page), RIGHT, "q-first")
    assert store.asked == [] and page.locator("img").count() == 0
