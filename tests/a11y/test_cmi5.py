"""A course launched with cmi5: what the platform is told, when, and by which rules; judged by two programs that are not ours too."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from a11y import answering
from a11y.answering import SITE
from a11y.listening import until
from a11y.lrs import ACTIVITY, ACTOR, IDS, VERBS, Store, running
from a11y.taking import KINDS, LESSON, OTHER, RIGHT, STILL, WRONG, give, lesson, packaged, settled

pytestmark = [pytest.mark.a11y, pytest.mark.xdist_group("packages")]
VALID = """
const said = require(process.argv[1]).default, all = JSON.parse(require('fs').readFileSync(0, 'utf8'));
process.stdout.write(JSON.stringify(all.flatMap(one => said(one).map(String))));
"""
"""Prints what xapi-validation finds wrong with statements."""
TAKEN = """
import json, os, sys
from pathlib import Path

import bcrypt

home = Path(sys.argv[1])
who = {"username": "u", "hash": bcrypt.hashpw(b"p", bcrypt.gensalt(4)).decode(), "scopes": ["all"], "agent": {"mbox": "mailto:a@example.org"}, "target": None}
(home / "auth.json").write_text(json.dumps([who]))
os.environ |= {"RALPH_APP_DIR": str(home), "RALPH_AUTH_FILE": str(home / "auth.json"), "RALPH_RUNSERVER_BACKEND": "fs"}
os.environ["RALPH_BACKENDS__LRS__FS__DEFAULT_DIRECTORY_PATH"] = str(home)

from fastapi.testclient import TestClient
from ralph.api import app
from ralph.models.xapi.base.statements import BaseXapiStatement

said = json.load(sys.stdin)
for one in said:
    BaseXapiStatement.model_validate(one)
with TestClient(app) as store:
    mine = {"auth": ("u", "p"), "headers": {"X-Experience-API-Version": "1.0.3"}}
    assert store.post("/xAPI/statements", json=said, **mine).status_code == 200
    back = {one["id"]: one for one in store.get("/xAPI/statements", params={"limit": 100}, **mine).json()["statements"]}
print(json.dumps([back[one["id"]] for one in said]))
"""
"""Gives statements to Ralph, and prints them as it gives them back."""


@pytest.fixture
def store(folders: dict[str, Path], node: str, package: Callable[[str], Path]) -> Iterator[Store]:
    """A platform with the course; at the end, whatever it was told must be valid xAPI and follow the rules of cmi5."""
    with running(folders["cmi5"]) as found:
        yield found
        where = package("xapi-validation/package.json").parent
        text = json.dumps(found.statements)
        done = subprocess.run([node, "-e", VALID, str(where)], input=text, capture_output=True, text=True, check=True)
        assert json.loads(done.stdout) == []
        assert found.wrong() == []


def enter(store: Store, tab: Callable[..., Any], **changes: str) -> Any:
    """Open the course as a new device does."""
    return entered(tab(bypass_csp=False), store.launched(**changes))


def entered(page: Any, address: str) -> Any:
    page.goto(address)
    until(page, "document.querySelector('iframe') !== null")
    page.frames[-1].locator("h1").wait_for()
    until(page.frames[-1], "document.readyState === 'complete'")
    return page


def first(page: Any) -> Any:
    page.frames[-1].locator("h3 a", has_text=LESSON).click()
    return settled(page, LESSON)


def read_to_the_end(page: Any) -> None:
    page.frames[-1].locator("h3 a", has_text="打开之前").click()
    page.frames[-1].locator("h1", has_text="打开之前").wait_for()
    page.frames[-1].locator("article .text > :last-child").scroll_into_view_if_needed()


def when(said: Callable[[], bool], seconds: float = 10) -> None:
    """Wait until something is so on the side of the platform."""
    end = time.monotonic() + seconds
    while not said():
        assert time.monotonic() < end, "the platform was not told"
        time.sleep(0.05)


def status(page: Any) -> str:
    return str(page.locator(".leaving [role=status]").inner_text())


def take_all(page: Any, store: Store, answers: dict[str, Any]) -> None:
    read_to_the_end(page)
    when(lambda: "dakai=!" in store.kept["data"])
    give(lesson(page, LESSON), answers, *KINDS)
    give(lesson(page, OTHER), answers, "q-look")
    when(lambda: "completed" in store.said())


def spoken_by_hand(store: Store, *verbs: str) -> None:
    """Put a session into a store as it should be, one statement a second."""
    store.launched()
    results: dict[str, dict[str, Any]] = {
        "initialized": {}, "completed": {"completion": True}, "passed": {"success": True}, "failed": {"success": False}, "terminated": {},
    }  # fmt: skip
    context = json.loads(store.documents["state", "LMS.LaunchData"])["contextTemplate"]
    for verb in verbs:
        result = results[verb] | ({} if verb == "initialized" else {"duration": "PT1S"})
        names = ["cmi5", "moveon"] if results[verb] else ["cmi5"]
        own = json.loads(json.dumps(context)) | {"registration": store.registration}
        own["contextActivities"]["category"] = [{"id": f"{IDS}context/categories/{name}"} for name in names]
        store.statements.append({
            "id": str(uuid4()), "actor": ACTOR, "verb": {"id": VERBS + verb}, "object": {"id": ACTIVITY}, "result": result, "context": own,
            "timestamp": f"2026-11-25T01:00:{len(store.statements):02}.000Z",
        })  # fmt: skip


def test_the_rules_find_what_breaks_them() -> None:
    def wrong(*sessions: tuple[str, ...], change: Callable[[dict[str, Any]], object] = lambda one: None) -> list[str]:
        store = Store()
        for verbs in sessions:
            spoken_by_hand(store, *verbs)
        change(store.statements[1])
        return store.wrong()

    whole = ("initialized", "completed", "passed", "terminated")
    assert wrong(whole) == [] and wrong(("initialized", "failed", "terminated"), whole) == []
    for sessions in (
        (("completed", "initialized", "terminated"),), (("initialized", "terminated", "completed"),), (whole, whole),
        (("initialized", "failed", "passed", "terminated"),), (("initialized", "completed", "completed"),), (whole, ("initialized", "failed")),
    ):  # fmt: skip
        assert wrong(*sessions) != [], sessions
    changes: list[Callable[[dict[str, Any]], object]] = [
        lambda one: one.update(actor={}), lambda one: one.update(id="00000000-0000-1000-8000-000000000000"), lambda one: one["result"].clear(),
        lambda one: one.update(timestamp="2026-11-25T09:00:01+08:00"), lambda one: one["context"].update(registration="x"),
        lambda one: one["context"]["contextActivities"].update(grouping=[]), lambda one: one["context"]["contextActivities"]["category"].pop(),
        lambda one: one["context"]["contextActivities"]["category"].pop(0), lambda one: one["object"].update(id="https://other.example/"),
        lambda one: one["result"].pop("duration"), lambda one: one["result"].update(score={}), lambda one: one["result"].update(extensions={}),
    ]  # fmt: skip
    assert [n for n, change in enumerate(changes) if not wrong(whole, change=change)] == []


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


def test_a_real_record_store_takes_every_statement_and_gives_it_back(
    store: Store, record_store: Path, tmp_path: Path, tab: Callable[..., Any]
) -> None:
    def taken(said: list[dict[str, Any]]) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PYTHONPATH": str(record_store)}
        command = [sys.executable, "-P", "-c", TAKEN, str(tmp_path)]
        return subprocess.run(
            command, input=json.dumps(said), env=environment, capture_output=True, text=True, check=False
        )

    for answers in (WRONG, RIGHT):
        page = enter(store, tab)
        if answers is WRONG:
            take_all(page, store, answers)
        else:
            give(lesson(page, LESSON), answers, *KINDS)
            give(lesson(page, OTHER), answers, "q-look")
        page.goto("about:blank")
        when(lambda: "terminated" in store.said())
    assert {"initialized", "answered", "completed", "failed", "terminated"} == set(store.said(0))
    assert {"initialized", "answered", "passed", "terminated"} == set(store.said(1))
    done = taken(store.statements)
    assert done.returncode == 0, done.stderr
    for one, back in zip(store.statements, json.loads(done.stdout), strict=True):
        assert {name: back[name] for name in one} == one
    broken = [{**store.statements[0], "verb": {"id": "no address"}}]
    assert taken(broken).returncode != 0, "a store that takes everything proves nothing"


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


def test_what_was_said_once_is_not_said_again_though_the_document_of_the_course_is_lost(
    store: Store, tab: Callable[..., Any]
) -> None:
    page = enter(store, tab)
    take_all(page, store, RIGHT)
    page.get_by_role("button", name="保存并退出").click()
    when(lambda: "terminated" in store.said())
    store.documents["state", "curbcut"] = json.dumps({"data": store.kept["data"], "place": 7})
    page = enter(store, tab)
    page.frames[-1].locator("h3 a", has_text=OTHER).click()
    give(settled(page, OTHER), RIGHT, "q-look")
    page.goto("about:blank")
    when(lambda: "terminated" in store.said())
    assert store.said() == ["initialized", "answered", "terminated"]


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
    when(lambda: "terminated" in store.said())
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


def test_a_platform_that_is_down_for_a_while_gets_the_answers_afterwards_in_their_order(
    store: Store, tab: Callable[..., Any]
) -> None:
    page = enter(store, tab)
    frame = first(page)
    store.down = True
    give(frame, RIGHT, *KINDS[:3])
    until(page, "document.querySelector('.leaving [role=status]').textContent.startsWith('现在连不上学习平台。')")
    page.get_by_role("button", name="保存并退出").click()
    page.wait_for_timeout(300)
    assert page.locator("iframe").count() == 1, "what is not told is not thrown away"
    store.down = False
    when(lambda: store.said().count("answered") == 3, seconds=30)
    until(page, "document.querySelector('.leaving [role=status]').textContent === ''")
    assert store.said() == ["initialized", *["answered"] * 3]
    assert "q-code" in store.kept["data"]


def test_answers_of_a_visit_that_was_closed_while_the_platform_was_down_are_told_in_the_next(
    store: Store, tab: Callable[..., Any]
) -> None:
    page = enter(store, tab)
    frame = first(page)
    store.down = True
    give(frame, RIGHT, *KINDS[:3])
    page.goto("about:blank")
    page.wait_for_timeout(300)
    store.down = False
    assert store.said() == ["initialized"]
    entered(page, store.launched())
    when(lambda: store.said().count("answered") == 3)
    frame = settled(page, LESSON)
    assert frame.locator("#q-first input:checked").get_attribute("value") == "b"
    when(lambda: "q-code" in store.kept["data"])
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
    del store.documents["state", "curbcut"]
    entered(page, store.launched())
    assert first(page).locator("#q-first input:checked").count() == 0


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[1]",
        '{"data": {"a": 1}, "place": "https://evil.example/"}',
        '{"data": "' + "1|duanxin=x;" * 450_000 + '"}',
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
        assert page.frames[-1].evaluate(muted) == [True]
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
