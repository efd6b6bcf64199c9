"""A course in a learning platform: SCORM 1.2 and 2004, played with scorm-again as the run-time, and the same ZIP without any."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from a11y.launching import when
from a11y.listening import until
from a11y.lms import Platform, running
from a11y.taking import KINDS, LESSON, OTHER, RIGHT, WRONG, give, lesson, settled

pytestmark = [pytest.mark.a11y, pytest.mark.xdist_group("packages")]
BOTH = pytest.mark.parametrize("version", ["scorm12", "scorm2004"])


@pytest.fixture
def platform(folders: dict[str, Path], package: Callable[[str], Path], version: str) -> Iterator[Platform]:
    run_time = package("scorm-again/dist/scorm-again.js")
    with running(Platform(folders[version], run_time, version == "scorm2004")) as found:
        yield found


def enter(platform: Platform, tab: Callable[..., Any]) -> Any:
    """Open the course as a new device does."""
    page = tab(bypass_csp=False)
    page.goto(platform.origin)
    until(page, "document.querySelector('iframe').contentDocument.querySelector('iframe') !== null")
    page.frames[-1].locator("h1").wait_for()
    until(page.frames[-1], "document.readyState === 'complete'")
    return page


def verdict(platform: Platform) -> tuple[str, ...]:
    cmi = platform.cmi
    if platform.modern:
        return cmi["completion_status"], cmi["success_status"], cmi["score"]["raw"]
    return cmi["core"]["lesson_status"], cmi["core"]["score"]["raw"]


def read_to_the_end(page: Any, platform: Platform) -> None:
    """Read the lesson that asks nothing, until the platform knows of it."""
    frame = page.frames[-1]
    frame.locator("h3 a", has_text="打开之前").click()
    frame.locator("h1", has_text="打开之前").wait_for()
    frame.locator("article .text > :last-child").scroll_into_view_if_needed()
    told_about(platform, "dakai=!")


def told_about(platform: Platform, what: str) -> None:
    """Wait until the last thing that the platform was told has something in it."""
    when(lambda: bool(platform.told) and what in json.dumps(platform.cmi))


def refused(page: Any) -> list[str]:
    found: list[str] = page.evaluate("wrong")
    return found


@BOTH
def test_everything_right_is_passed_with_all_points_and_every_answer_is_told(
    platform: Platform, tab: Callable[..., Any]
) -> None:
    page = enter(platform, tab)
    read_to_the_end(page, platform)
    give(lesson(page, LESSON), RIGHT, *KINDS)
    assert verdict(platform)[0] == "incomplete", "a lesson is left"
    give(lesson(page, OTHER), RIGHT, "q-look")
    assert verdict(platform) == (("completed", "passed", "100") if platform.modern else ("passed", "100"))
    assert refused(page) == []
    said = lesson(page, OTHER).locator(".sum .said").inner_text()
    assert "报给学习平台" in said and "不会发给别人" not in said
    told = platform.cmi["interactions"]
    assert [told[str(n)]["id"] for n in range(10)] == [*(f"duanxin.{id_}" for id_ in KINDS), "zhuanzhang.q-look"]
    given = "learner_response" if platform.modern else "student_response"
    assert [(told[str(n)]["type"], told[str(n)][given], told[str(n)]["result"]) for n in (0, 1, 2, 3, 4, 7)] == [
        ("choice", "b", "correct"), ("choice", "a[,]b[,]c" if platform.modern else "a,b,c", "correct"),
        ("true-false", "false" if platform.modern else "f", "correct"), ("fill-in", "反面", "correct"), ("numeric", "6", "correct"),
        ("long-fill-in" if platform.modern else "fill-in", "我会告诉他先不要点链接。", "neutral"),
    ]  # fmt: skip
    for n in (5, 6):
        assert told[str(n)][given] == told[str(n)]["correct_responses"]["0"]["pattern"], told[str(n)]
    if platform.modern:
        assert told["4"]["correct_responses"]["0"]["pattern"] == "6[:]6" and told["0"]["timestamp"].endswith(".0Z")
        assert platform.cmi["score"]["scaled"] == "1" and platform.cmi["progress_measure"] == "1.0000"


@BOTH
def test_everything_wrong_is_failed_and_answering_again_in_the_same_visit_replaces_the_answer(
    platform: Platform, tab: Callable[..., Any]
) -> None:
    page = enter(platform, tab)
    read_to_the_end(page, platform)
    frame = lesson(page, LESSON)
    give(frame, RIGHT | WRONG, *KINDS)
    give(lesson(page, OTHER), WRONG, "q-look")
    told_about(platform, "q-look")
    assert verdict(platform) == (("completed", "failed", "0") if platform.modern else ("failed", "0"))
    assert refused(page) == []
    give(lesson(page, LESSON), RIGHT, "q-first")
    told = platform.cmi["interactions"]
    assert len(told) == 10 and told["0"]["result"] == "correct"
    assert verdict(platform)[-1] == "11", "one of nine that a machine can grade"


@BOTH
def test_half_of_it_stays_incomplete_and_counts_what_is_not_answered_as_nothing(
    platform: Platform, tab: Callable[..., Any]
) -> None:
    page = enter(platform, tab)
    give(lesson_from_course(page), RIGHT, *KINDS[:4])
    assert verdict(platform) == (("incomplete", "unknown", "44") if platform.modern else ("incomplete", "44"))
    if platform.modern:
        assert platform.cmi["progress_measure"] == "0.3636", "four of ten questions and a lesson to read"


def lesson_from_course(page: Any) -> Any:
    page.frames[-1].locator("h3 a", has_text=LESSON).click()
    return settled(page, LESSON)


@BOTH
def test_a_window_that_is_simply_closed_loses_nothing_and_the_next_visit_goes_on_from_there(
    platform: Platform, tab: Callable[..., Any]
) -> None:
    page = enter(platform, tab)
    page.clock.install()
    page.reload()
    until(page, "document.querySelector('iframe').contentDocument.querySelector('iframe') !== null")
    frame = lesson_from_course(page)
    give(frame, RIGHT, *KINDS[:4])
    give(frame, RIGHT, "q-remind")
    frame.locator("#q-remind .compare input").nth(1).check()
    page.clock.fast_forward(65_000)
    page.goto("about:blank")
    told_about(platform, "total_time")
    place = platform.cmi if platform.modern else platform.cmi["core"]
    assert place["exit"] == "suspend" and place["total_time"].startswith(("PT1M", "00:01:")), place
    platform.between()

    other = tab(bypass_csp=False)
    other.clock.install()
    other.goto(platform.origin)
    until(other, "document.querySelector('iframe').contentDocument.querySelector('iframe') !== null")
    frame = settled(other, LESSON)
    assert frame.locator("#q-first input:checked").get_attribute("value") == "b"
    assert frame.locator("#q-back input").input_value() == "反面"
    assert (
        frame.locator("#q-remind .compare input").nth(1).is_checked() and frame.locator("textarea").input_value() == ""
    )
    give(frame, RIGHT, *KINDS[4:])
    give(lesson(other, OTHER), RIGHT, "q-look")
    other.frames[-1].locator(".crumbs a", has_text="网上银行").click()
    read_to_the_end(other, platform)
    other.clock.fast_forward(65_000)
    other.frames[1].get_by_role("button", name="保存并退出").click()
    assert verdict(platform) == (("completed", "passed", "100") if platform.modern else ("passed", "100"))
    place = platform.cmi if platform.modern else platform.cmi["core"]
    assert place["total_time"].startswith(("PT2M", "00:02:")), place
    assert refused(other) == []
    assert other.frames[1].locator("[role=status]").inner_text().startswith("已经保存。")
    assert other.frames[1].evaluate("document.activeElement.getAttribute('role')") == "status"


@BOTH
def test_who_has_passed_stays_passed_and_keeps_the_better_score(platform: Platform, tab: Callable[..., Any]) -> None:
    score = {"raw": "90", "min": "0", "max": "100"}
    before: dict[str, Any] = {"core": {"lesson_status": "passed", "score": score}}
    if platform.modern:
        before = {"completion_status": "completed", "success_status": "passed", "score": {**score, "scaled": "0.9"}}
    platform.saved = before
    page = enter(platform, tab)
    give(lesson_from_course(page), WRONG, "q-first")
    assert verdict(platform) == (("completed", "passed", "90") if platform.modern else ("passed", "90"))


@BOTH
@pytest.mark.parametrize("mode", ["browse", "review"])
def test_who_only_looks_is_not_recorded(platform: Platform, mode: str, tab: Callable[..., Any]) -> None:
    platform.saved = {"mode": mode} if platform.modern else {"core": {"lesson_mode": mode}}
    page = enter(platform, tab)
    give(lesson_from_course(page), RIGHT, "q-first")
    page.goto("about:blank")
    assert all(not told["cmi"]["suspend_data"] and not told["cmi"]["interactions"] for told in platform.told)


@BOTH
def test_a_platform_that_does_not_keep_an_answer_is_told_of_in_words(
    platform: Platform, tab: Callable[..., Any]
) -> None:
    page = enter(platform, tab)
    platform.refuses = True
    give(lesson_from_course(page), RIGHT, "q-first")
    assert page.frames[1].locator("[role=status]").inner_text().startswith("学习平台没有记下来。")
    page.frames[1].get_by_role("button", name="保存并退出").click()
    assert page.frames[1].locator("iframe").count() == 1, "what is not kept is not thrown away"
    platform.refuses = False
    page.frames[1].get_by_role("button", name="保存并退出").click()
    assert "q-first" in platform.cmi["suspend_data"]


@BOTH
def test_two_learners_on_one_device_do_not_see_each_others_answers(platform: Platform, tab: Callable[..., Any]) -> None:
    def name(who: str) -> dict[str, Any]:
        return {"learner_id": who} if platform.modern else {"core": {"student_id": who}}

    platform.saved = name("one")
    page = enter(platform, tab)
    give(lesson_from_course(page), RIGHT, "q-first")
    platform.saved = name("two")
    page.goto(platform.origin)
    until(page, "document.querySelector('iframe').contentDocument.querySelector('iframe') !== null")
    page.frames[-1].locator("h1").wait_for()
    frame = lesson_from_course(page)
    assert frame.locator("#q-first input:checked").count() == 0
    assert "q-first" not in platform.cmi["suspend_data"]


@BOTH
def test_the_record_of_learning_tells_what_the_platform_keeps_of_this_learner_on_any_device(
    platform: Platform, tab: Callable[..., Any]
) -> None:
    def points(page: Any) -> list[str]:
        page.frames[-1].locator(".crumbs a", has_text="网上银行").click()
        page.frames[-1].locator("a", has_text="学习记录").click()
        page.frames[-1].locator("#cc-record-name").wait_for()
        found: list[str] = page.frames[-1].locator("[data-fill=points]").all_inner_texts()
        return [one.strip() for one in found]

    who = {"learner_id": "one"} if platform.modern else {"core": {"student_id": "one"}}
    platform.saved = who
    page = enter(platform, tab)
    give(lesson_from_course(page), RIGHT, *KINDS)
    page.frames[-1].locator(".sum a", has_text="我的学习进度").click()
    page.frames[-1].locator("#cc-due").wait_for()
    assert "也报给学习平台" in page.frames[-1].locator("main .summary").inner_text(), "not that it stays on the device"
    page.frames[-1].locator("section:has(> #cc-learned) a").click()
    settled(page, LESSON)
    assert points(page)[1:] == ["100", ""]
    platform.between()
    assert platform.saved is not None
    platform.saved = (
        platform.saved | who if platform.modern else platform.saved | {"core": platform.saved["core"] | who["core"]}
    )
    other = enter(platform, tab)
    assert points(other)[1:] == ["100", ""], "no lesson was opened on this device"


@BOTH
def test_preferences_come_with_the_learner_and_go_back(platform: Platform, tab: Callable[..., Any]) -> None:
    if platform.modern:
        platform.saved = {"learner_preference": {"delivery_speed": "0.75", "audio_captioning": "1"}}
    else:
        platform.saved = {"student_preference": {"speed": "-50", "text": "1"}}
    page = enter(platform, tab)
    assert page.frames[-1].evaluate("[curbcut.get('pace'), curbcut.get('follow')]") == ["0.75", "1"]
    page.frames[-1].evaluate("curbcut.set('pace', '1.5')")
    lesson_from_course(page)
    told = platform.cmi["learner_preference" if platform.modern else "student_preference"]
    assert told["delivery_speed" if platform.modern else "speed"] == ("1.5" if platform.modern else "50")


@BOTH
def test_a_way_of_learning_is_shown_in_the_platform_and_told_to_it(platform: Platform, tab: Callable[..., Any]) -> None:
    name, speed = ("learner_preference", "delivery_speed") if platform.modern else ("student_preference", "speed")
    text = "audio_captioning" if platform.modern else "text"
    platform.saved = {name: {speed: "0.5" if platform.modern else "-100", text: "1"}}
    page = enter(platform, tab)
    frame = page.frames[-1]
    frame.locator("#cc-active").wait_for()
    assert frame.locator("#cc-active").inner_text() == "学习方式：慢速、跟着走 · 更改"
    frame.locator("#cc-active").click()
    frame.get_by_label("别人给的链接").fill("#how=1.large.fast.one")
    frame.get_by_role("button", name="看看里面是什么").click()
    # The package has no recordings: nothing about them is offered here, taken from a link, or taken away by one.
    assert frame.locator("section.banner p:not(.acts)").all_inner_texts() == ["会打开：大字、一次一题。"]
    frame.get_by_role("button", name="用这个设置").click()
    frame.locator(".brand a").click()  # the way back to the course
    page.frames[-1].get_by_role("link", name=LESSON).click()
    frame = settled(page, LESSON)
    assert frame.locator("#cc-active").inner_text() == "学习方式：大字、慢速、跟着走、一次一题 · 更改"
    assert frame.locator("section.question:visible").count() == 1
    assert platform.cmi[name][speed] == ("0.5" if platform.modern else "-100") and platform.cmi[name][text] == "1"
    frame.evaluate("curbcut.how.use(new Map([['fast', '1.5'], ['large', '4']]))")
    give(frame, RIGHT, "q-first")
    assert platform.cmi[name][speed] == ("1.5" if platform.modern else "50") and platform.cmi[name][text] == "0"
    assert refused(page) == []


@BOTH
def test_a_platform_that_opens_a_window_of_its_own_is_found_behind_it(
    platform: Platform, tab: Callable[..., Any]
) -> None:
    page = tab(bypass_csp=False)
    page.goto(platform.origin + "/opener")
    with page.expect_popup() as opened:
        page.evaluate("void open('/package/index.html')")
    window = opened.value
    until(window, "document.querySelector('iframe') !== null")
    window.frames[-1].locator("h1").wait_for()
    give(lesson_from_course(window), RIGHT, "q-first")
    assert "q-first" in platform.cmi["suspend_data"]


LONG = """() => {
  const lessons = [...Array(12).keys()].map(n => ({ id: "l" + n, url: "", pass: 60, questions: [...Array(30).keys()].map(k => ["q-ask-" + k, "1a2b3c4d", true, false]) }));
  const record = n => ({ hash: "1a2b3c4d", answer: ["中国移动银行"], score: 1, best: 1, tries: 1, box: 1, due: n, day: n });
  const state = Object.fromEntries(lessons.map((one, n) => [one.id, { records: Object.fromEntries(one.questions.map(q => [q[0], record(20000 + n)])) }]));
  const text = curbcut.records.write(lessons, state, 4096), back = curbcut.records.read(text, lessons);
  return [new TextEncoder().encode(text).length, curbcut.records.total(lessons, back), Object.keys(back.l11.records).length, Object.keys(back.l0.records).length];
}"""


def test_a_course_too_long_for_the_platform_keeps_its_result_and_the_newest_answers(
    folders: dict[str, Path], tab: Callable[..., Any]
) -> None:
    page = tab()
    page.goto((folders["folder"] / "index.html").as_uri())
    size, total, newest, oldest = page.evaluate(LONG)
    assert size <= 4096 and newest == 30 and oldest == 0
    assert total == {"whole": 360, "done": 360, "graded": 360, "complete": True, "percent": 100, "passed": True}


@pytest.mark.parametrize(
    "text", ["", "2|x", "1|duanxin", "1|duanxin=q-first:zz;*9*zz;;:::|==|no=!", "1|__proto__=!", "坏" * 5000]
)
def test_what_a_platform_gives_back_damaged_is_left_out(
    text: str, folders: dict[str, Path], tab: Callable[..., Any]
) -> None:
    page = tab()
    page.goto((folders["folder"] / "index.html").as_uri())
    read = page.evaluate(
        "text => { const lessons = JSON.parse(document.getElementById('cc-course').textContent).lessons;"
        " const state = curbcut.records.read(text, lessons);"
        " return [Object.values(state).flatMap(one => Object.keys(one.records)), curbcut.records.total(lessons, state).complete, {}.seen] }",
        text,
    )
    assert read == [[], False, None]


def test_the_same_folder_opens_by_double_click_and_keeps_what_was_answered(
    folders: dict[str, Path], tab: Callable[..., Any]
) -> None:
    for folder in (folders[name] for name in ("folder", "scorm12", "scorm2004")):
        page = tab(bypass_csp=False)
        page.goto((folder / "index.html").as_uri())
        assert page.locator("iframe").count() == 0
        page.get_by_role("link", name=LESSON).click()
        page.locator("section.question").first.scroll_into_view_if_needed()
        frame = settled(page, LESSON)
        give(frame, RIGHT, "q-first")
        page.reload()
        page.locator("section.question").first.scroll_into_view_if_needed()
        assert settled(page, LESSON).locator("#q-first input:checked").get_attribute("value") == "b"


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("version", ["scorm2004"])
def test_the_start_page_and_the_frame_are_accessible(
    platform: Platform, width: int, theme: str, tab: Callable[..., Any], package: Callable[[str], Path]
) -> None:
    page = tab(width=width)
    page.goto(platform.origin + "/package/index.html")
    for here in ("alone", "in a platform"):
        if here != "alone":
            page.goto(platform.origin)
            until(page, "document.querySelector('iframe').contentDocument.querySelector('iframe') !== null")
        frame = page.frames[0 if here == "alone" else 1]
        frame.evaluate("theme => curbcut.set('theme', theme)", theme)
        frame.evaluate(package("axe-core/axe.min.js").read_text("utf-8"))
        wrong = frame.evaluate(
            "async () => (await axe.run(document, { iframes: false })).violations.map(one => one.id)"
        )
        assert wrong == [], here
        assert frame.evaluate("document.documentElement.scrollWidth") <= width, here
