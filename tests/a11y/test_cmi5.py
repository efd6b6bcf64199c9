"""A course launched with cmi5: what the platform is told and when. What it was told is held against the rules after every test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from a11y import answering
from a11y.answering import SITE
from a11y.launching import enter, entered, first, status, take_all, when
from a11y.listening import until
from a11y.lrs import ACTIVITY, IDS, Store, running
from a11y.taking import KINDS, LESSON, OTHER, RIGHT, STILL, WRONG, give, lesson, packaged, settled

pytestmark = [pytest.mark.a11y, pytest.mark.xdist_group("packages")]


def test_everything_right_is_completed_and_passed_at_once_and_every_answer_is_told(
    store: Store, tab: Callable[..., Any]
) -> None:
    page = enter(store, tab)
    take_all(page, store, RIGHT)
    when(lambda: "passed" in store.said())
    assert store.said() == ["initialized", *["answered"] * 10, "completed", "passed"]
    passed = store.of_session()[-1]["result"]
    assert passed["score"] == {"scaled": 1, "raw": 100, "min": 0, "max": 100} and passed["success"] is True
    told = [one for one in store.of_session() if one["verb"]["id"].endswith("answered")]
    assert [one["object"]["id"] for one in told] == [
        *(f"{ACTIVITY}/test/duanxin/question/{id_}" for id_ in KINDS), f"{ACTIVITY}/test/zhuanzhang/question/q-look",
    ]  # fmt: skip
    shown = [
        (one["object"]["definition"]["interactionType"], one["result"]["response"], one["result"].get("success"))
        for one in told
    ]
    assert [shown[n] for n in (0, 1, 2, 3, 4, 7, 8)] == [
        ("choice", "b", True), ("choice", "a[,]b[,]c", True), ("true-false", "false", True), ("fill-in", "反面", True), ("numeric", "6", True),
        ("long-fill-in", "我会告诉他先不要点链接。", None), ("choice", "b", True),
    ]  # fmt: skip
    for n, kind in ((5, "sequencing"), (6, "matching")):
        definition = told[n]["object"]["definition"]
        assert (definition["interactionType"], definition["correctResponsesPattern"]) == (kind, [shown[n][1]])
    pairs = told[6]["object"]["definition"]
    assert [one["id"] for one in pairs["source"]] == ["1", "2", "3"] and sorted(
        one["id"] for one in pairs["target"]
    ) == ["a", "b", "c"]
    assert told[0]["object"]["definition"]["choices"][1] == {
        "id": "b", "description": {"zh-Hans": "不点链接，拨打银行卡背面的客服电话"},
    }  # fmt: skip
    assert told[3]["object"]["definition"]["correctResponsesPattern"] == ["{case_matters=false}背面"]
    assert told[4]["object"]["definition"]["correctResponsesPattern"] == ["6[:]6"]
    assert told[0]["result"]["extensions"] == {f"{IDS}result/extensions/progress": 18}, (
        "a lesson read and a question of eleven"
    )
    assert "extensions" not in told[9]["result"], "with the last answer it is completed"


def test_everything_wrong_is_failed_when_the_session_ends_and_not_before(store: Store, tab: Callable[..., Any]) -> None:
    page = enter(store, tab)
    take_all(page, store, WRONG)
    assert store.said()[-1] == "completed", "it may still be put right"
    page.goto("about:blank")
    when(lambda: "terminated" in store.said())
    assert store.said()[-3:] == ["completed", "failed", "terminated"]
    failed = store.of_session()[-2]["result"]
    assert failed["success"] is False and failed["score"]["raw"] == 0


def test_who_puts_it_right_passes_in_the_same_session_and_never_fails(store: Store, tab: Callable[..., Any]) -> None:
    page = enter(store, tab)
    take_all(page, store, WRONG)
    give(lesson(page, LESSON), RIGHT, *KINDS)
    give(lesson(page, OTHER), RIGHT, "q-look")
    when(lambda: "passed" in store.said())
    give(lesson(page, OTHER), WRONG, "q-look")
    page.get_by_role("button", name="保存并退出").click()
    when(lambda: "terminated" in store.said())
    assert [verb for verb in store.said() if verb != "answered"] == ["initialized", "completed", "passed", "terminated"]


def test_a_course_that_was_failed_and_one_that_was_passed_go_on_in_the_next_session(
    store: Store, tab: Callable[..., Any]
) -> None:
    page = enter(store, tab)
    take_all(page, store, WRONG)
    page.goto("about:blank")
    when(lambda: "terminated" in store.said())
    page = enter(store, tab)
    page.goto("about:blank")
    when(lambda: "terminated" in store.said())
    assert store.said() == ["initialized", "terminated"], "who only looks in has not failed again"
    page = enter(store, tab)
    give(lesson(page, LESSON), RIGHT, *KINDS)
    give(lesson(page, OTHER), RIGHT, "q-look")
    when(lambda: "passed" in store.said())
    page.goto("about:blank")
    when(lambda: "terminated" in store.said())
    page = enter(store, tab)
    give(lesson(page, OTHER), WRONG, "q-look")
    page.goto("about:blank")
    when(lambda: "terminated" in store.said())
    assert store.said() == ["initialized", "answered", "terminated"], "passed stays passed"


def test_a_window_that_is_simply_closed_loses_nothing_and_the_next_visit_goes_on_from_there(
    store: Store, tab: Callable[..., Any]
) -> None:
    page = enter(store, tab)
    frame = first(page)
    give(frame, RIGHT, *KINDS[:4])
    give(frame, RIGHT, "q-remind")
    frame.locator("#q-remind .compare input").nth(1).check()
    page.wait_for_timeout(1200)
    page.close(run_before_unload=True)
    # Both are sent at once, and either may come first: what was ticked, and that the session is over.
    when(lambda: "terminated" in store.said() and store.kept["data"]["duanxin"]["records"]["q-remind"][-1] == "2")
    last = store.of_session()[-1]["result"]
    assert 1 <= float(last["duration"].removeprefix("PT").removesuffix("S")) < 120
    assert last["extensions"] == {f"{IDS}result/extensions/progress": 45}, "five of eleven things to do"

    other = enter(store, tab)
    frame = settled(other, LESSON)
    assert frame.locator("#q-first input:checked").get_attribute("value") == "b"
    assert frame.locator("#q-back input").input_value() == "反面"
    assert (
        frame.locator("#q-remind .compare input").nth(1).is_checked() and frame.locator("textarea").input_value() == ""
    )


def test_the_button_leads_back_to_the_platform(store: Store, tab: Callable[..., Any]) -> None:
    store.launch["returnURL"] = f"{store.origin}/back"
    page = enter(store, tab)
    give(first(page), RIGHT, "q-first")
    page.keyboard.press("Control+Home")
    page.get_by_role("button", name="保存并退出").press("Enter")
    page.wait_for_url(f"{store.origin}/back")
    assert store.said() == ["initialized", "answered", "terminated"]
    assert store.asked.count(("POST", "/token")) == 1


def test_without_an_address_to_go_back_to_it_says_that_the_window_can_be_closed(
    store: Store, tab: Callable[..., Any]
) -> None:
    for address in ("", "javascript:document.title='x'", "/elsewhere"):
        store.launch["returnURL"] = address
        page = enter(store, tab)
        page.get_by_role("button", name="保存并退出").click()
        until(page, "document.querySelector('iframe') === null")
        assert status(page).startswith("已经保存。") and page.url.startswith(store.package) and page.title() != "x"
        assert page.evaluate("document.activeElement.getAttribute('role')") == "status"


@pytest.mark.parametrize("mode", ["Browse", "Review"])
def test_who_only_looks_is_not_recorded(store: Store, mode: str, tab: Callable[..., Any]) -> None:
    store.launch["launchMode"] = mode
    page = enter(store, tab)
    give(first(page), RIGHT, "q-first")
    assert status(page) == "现在是查看，不记成绩。"
    page.goto("about:blank")
    when(lambda: "terminated" in store.said())
    assert store.said() == ["initialized", "terminated"] and ("state", "curbcut") not in store.documents


def test_a_mastery_score_that_the_platform_sets_decides(store: Store, tab: Callable[..., Any]) -> None:
    store.launch["masteryScore"] = 0.95
    page = enter(store, tab)
    take_all(page, store, {**RIGHT, "q-first": "a"})
    page.goto("about:blank")
    when(lambda: "terminated" in store.said())
    failed = store.of_session()[-2]
    assert failed["verb"]["id"].endswith("failed") and failed["result"]["score"]["scaled"] == 0.88
    assert failed["context"]["extensions"][f"{IDS}context/extensions/masteryscore"] == 0.95


def test_two_learners_on_one_device_do_not_see_each_others_answers(store: Store, tab: Callable[..., Any]) -> None:
    page = enter(store, tab)
    give(first(page), RIGHT, "q-first")
    page.goto("about:blank")
    when(lambda: "terminated" in store.said())
    store.registration = store.registration[::-1].translate(str.maketrans("", "", "-"))
    store.registration = "-".join(
        (
            store.registration[:8],
            store.registration[8:12],
            "4" + store.registration[13:16],
            "8" + store.registration[17:20],
            store.registration[20:],
        )
    )
    store.statements.clear()
    store.sessions.clear()
    store.documents.pop(("state", "curbcut"), None)
    entered(page, store.launched())
    assert first(page).locator("#q-first input:checked").count() == 0


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of a course of one short lesson, with its recording."""
    root = tmp_path_factory.mktemp("spoken")
    texts = {
        "site_config.yml": SITE["site_config.yml"].replace("renditions: [plain]", "renditions: [audio]"),
        "courses/wsyh/course.yml": "title: 网上银行\nsummary: 一课。\npublished: 2026-11-20\nlessons: [dakai]\n",
        "courses/wsyh/dakai.md": f"{STILL.partition('第 1 句')[0]}坐好，慢慢来。\n",
    }
    answering.build(root, texts)
    return packaged(root, "cmi5", root / "out", "--include", "audio")


def test_who_wants_no_sound_hears_none_until_they_ask_for_it(spoken: Path, tab: Callable[..., Any]) -> None:
    with running(spoken) as store:
        store.documents["profile", "cmi5LearnerPreferences"] = '{"languagePreference": "fr", "audioPreference": "off"}'
        page = enter(store, tab)
        button, muted = (
            page.get_by_role("button", name="打开声音"),
            "[...document.querySelectorAll('audio')].map(one => one.muted)",
        )
        button.wait_for()
        page.frames[-1].locator("h3 a", has_text="打开之前").click()
        page.frames[-1].locator("h1", has_text="打开之前").wait_for()
        button.wait_for()
        until(page.frames[-1], f"{muted}[0]")
        button.press("Enter")
        until(page.frames[-1], f"!{muted}[0]")
        assert button.count() == 0 and page.evaluate("document.activeElement.textContent") == "保存并退出"
        when(lambda: store.documents["profile", "cmi5LearnerPreferences"] == '{"audioPreference":"on"}')
        page.goto("about:blank")
        when(lambda: "completed" in store.said() and "terminated" in store.said())
        assert store.said() == ["initialized", "completed", "terminated"], "nothing is graded"
        assert store.wrong() == []


def test_opened_from_a_folder_it_is_a_folder(folders: dict[str, Path], tab: Callable[..., Any]) -> None:
    page = tab(bypass_csp=False)
    page.goto((folders["cmi5"] / "index.html").as_uri())
    assert page.locator("iframe").count() == 0
    page.get_by_role("link", name=LESSON).click()
    page.locator("section.question").first.scroll_into_view_if_needed()
    give(settled(page, LESSON), RIGHT, "q-first")
    page.reload()
    page.locator("section.question").first.scroll_into_view_if_needed()
    assert settled(page, LESSON).locator("#q-first input:checked").get_attribute("value") == "b"


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_the_frame_is_accessible(
    store: Store, width: int, theme: str, tab: Callable[..., Any], package: Callable[[str], Path]
) -> None:
    store.refuses = True
    page = entered(tab(width=width), store.launched())
    page.evaluate("theme => curbcut.set('theme', theme)", theme)
    page.evaluate("document.querySelector('.sound').hidden = false")
    page.evaluate(package("axe-core/axe.min.js").read_text("utf-8"))
    assert (
        page.evaluate("async () => (await axe.run(document, { iframes: false })).violations.map(one => one.id)") == []
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= width
