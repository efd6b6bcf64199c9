"""Questions are answered on the page: by keyboard, in every kind, with words; nothing acts by itself and nothing is cleared."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from a11y.answering import ENGLISH, LESSON, OTHER, PROGRESS, press, reach, ready, said, type_in, visit
from a11y.driving import ask, none_wrong
from a11y.listening import until
from a11y.published import Page
from a11y.server import compressed, file_of
from a11y.states import FULL_LESSON_BYTES, FULL_LESSONS, LATER, LESSON_BYTES, PAGE_BYTES
from a11y.test_policy import Witness

pytestmark = [pytest.mark.a11y, pytest.mark.xdist_group("quiz")]

SUBMIT = "button[type=submit]"
STEPS = "ArrowDown Tab ArrowDown ArrowDown ArrowDown Tab ArrowDown ArrowDown ArrowDown ArrowDown Tab ArrowDown ArrowDown Tab Enter"
"""a 1, b 3, c 4, d 2: the order of `q-steps`."""
PAIRS = "ArrowDown Tab ArrowDown ArrowDown ArrowDown Tab ArrowDown ArrowDown Tab Enter"
ANSWERS: list[tuple[str, str, str]] = [
    ("q-first", "ArrowDown Enter", "答对了。你选的是 B。 B：先核实，再操作，最安全。"),
    ("q-first", "Space Enter", "不对。你选的是 A。 A：链接可能是假的。一点进去，对方就可能拿到你的密码。 可以改了再交，也可以打开下面的答案。"),
    ("q-signs", "Space Tab Space Tab Space Enter", "答对了。你选的是 A、B、C。 解析：催你快办、让你点链接、问你要验证码，有一样就要停一停。"),
    ("q-signs", "Space Enter", "对了一部分。你选的是 A。选对了 1 个，还漏了 2 个。 可以改了再交，也可以打开下面的答案。"),
    ("q-signs", "Tab Tab Tab Space Enter", "不对。你选的是 D。选对了 0 个，选错了 1 个，还漏了 3 个。 D：这是普通的账单。 可以改了再交，也可以打开下面的答案。"),
    ("q-code", "ArrowDown Enter", "答对了。你选的是 B。 解析：谁都不能告诉。"),
    ("q-code", "Space Enter", "不对。你选的是 A。 可以改了再交，也可以打开下面的答案。"),
    ("q-back", "“卡_背。” Enter", "答对了。"),
    ("q-back", "“正面” Enter", "不对。 可以改了再交，也可以打开下面的答案。"),
    ("q-digits", "“六” Enter", "答对了。 解析：常见的验证码是 6 位数字。"),
    ("q-digits", "“６_位” Enter", "答对了。 解析：常见的验证码是 6 位数字。"),
    ("q-digits", "“5” Enter", "不对。 可以改了再交，也可以打开下面的答案。"),
    ("q-digits", "“很多” Enter", "请写一个数，例如 6 或者六。"),
    ("q-steps", STEPS, "答对了。"),
    ("q-steps", "ArrowDown Tab ArrowDown ArrowDown Tab ArrowDown ArrowDown ArrowDown Tab ArrowDown ArrowDown ArrowDown ArrowDown Tab Enter",
     "对了一部分。共 4 项，对了 1 项：第 1 步。 可以改了再交，也可以打开下面的答案。"),
    ("q-steps", "ArrowDown Tab ArrowDown Tab ArrowDown Tab ArrowDown Tab Enter", "第 1 步选了不止一次。每一步只选一次。"),
    ("q-pairs", PAIRS, "答对了。"),
    ("q-pairs", "ArrowDown Tab ArrowDown Tab ArrowDown Tab Enter", "对了一部分。共 3 项，对了 1 项：第 1 项。 可以改了再交，也可以打开下面的答案。"),
    ("q-pairs", "ArrowDown Tab ArrowDown Tab Tab Enter", "还有 1 项没有选。"),
    ("q-remind", "“别点链接” Tab Enter", "写好了。下面是参考答案，请对照着看。"),
    ("q-call", "ArrowDown Enter", "答对了。你选的是 B。 看“后果：账户安全”"),
    ("q-call", "Space Enter", "不对。你选的是 A。 可以改了再交，也可以打开下面的答案。 看“后果：钱被转走了”"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "keys", "wanted"), ANSWERS, ids=lambda given: given[:24])
def test_every_kind_is_answered_with_the_keyboard_and_told_in_words(
    question: str, keys: str, wanted: str, school: str, tab: Callable[..., Any]
) -> None:
    page = tab(bypass_csp=False)
    witness = Witness(page, school)
    visit(page, school + LESSON)
    before, _, last = keys.rpartition(" ")
    assert press(page, question, before) == "", "nothing is told before somebody asks for it"
    focused = page.evaluate_handle("document.activeElement")
    page.keyboard.press(last)
    assert said(page, question) == wanted
    graded = wanted.startswith(("答对了", "不对", "对了一部分", "写好了"))
    assert page.evaluate("one => one === document.activeElement", focused) == (graded or len(keys.split()) < 3)
    none_wrong("under the strict policy", witness.seen)


def test_who_has_not_answered_is_told_and_brought_to_the_first_control(school: str, tab: Callable[..., Any]) -> None:
    page = tab()
    visit(page, school + LESSON)
    for question in page.locator("section.question").all():
        question.locator(SUBMIT).focus()
        page.keyboard.press("Enter")
        assert question.locator("[role=status]").inner_text().startswith(("还没有", "还有"))
        first = question.locator("input, select, textarea").first
        assert first.evaluate("one => one === document.activeElement")
    assert page.evaluate("Object.keys(localStorage)") == [], "an answer that is none is not kept"


def test_nothing_that_was_written_is_ever_cleared(school: str, tab: Callable[..., Any]) -> None:
    page = tab()
    visit(page, school + LESSON)
    press(page, "q-back", "“正面” Enter Enter")
    press(page, "q-pairs", "ArrowDown Tab Tab Tab Enter")
    press(page, "q-first", "Space Enter")
    reach(page, "#q-first form button:not([type=submit])")
    page.keyboard.press("Enter")  # try again
    assert said(page, "q-first") == ""
    assert page.evaluate("document.activeElement.value") == "a"
    assert page.locator("#q-first input:checked").input_value() == "a"
    assert page.locator("#q-back input").input_value() == "正面"
    assert page.locator("#q-pairs select").first.input_value() == "a"
    assert not page.locator("#q-first form button:not([type=submit])").is_visible(), "there is nothing to try again now"


def test_a_text_is_compared_by_its_writer(school: str, tab: Callable[..., Any]) -> None:
    page = tab()
    visit(page, school + LESSON)
    assert not page.locator("#q-remind .compare").count(), "the model answer stands only in the key before"
    press(page, "q-remind", "“别点” Tab Enter")
    assert page.locator("#q-remind .compare p").inner_text().startswith("参考答案：我会告诉他")
    reach(page, "#q-remind .compare input")
    page.keyboard.press("Space")
    kept = "JSON.parse(localStorage.getItem('curbcut-quiz 坡道 wsyh/duanxin')).questions['q-remind']"
    assert page.evaluate(f"[{kept}.answer, {kept}.score]") == [["别点", "1"], 0.5]
    page.reload()
    ready(page)
    assert page.locator("#q-remind .compare input").first.is_checked()
    assert page.locator("#q-remind textarea").input_value() == "别点"
    page.locator("#q-remind .compare input").last.check()
    record = f"[{kept}.answer, {kept}.score, {kept}.tries, {kept}.box]"
    assert page.evaluate(record) == [["别点", "1", "2"], 1, 1, 1], "what is ticked later belongs to the same answer"
    page.locator("#q-remind .compare input").last.uncheck()
    assert page.evaluate(record) == [["别点", "1"], 0.5, 1, 0]


def test_a_scenario_leads_on(school: str, tab: Callable[..., Any]) -> None:
    page = tab()
    visit(page, school + LESSON)
    press(page, "q-call", "Space Enter")
    assert page.locator("#lost").is_visible()
    assert not page.locator("#safe").is_visible()
    reach(page, "#q-call [role=status] a")
    page.keyboard.press("Enter")
    page.wait_for_url("**#lost")
    press(page, "q-call", "ArrowDown Enter")
    assert [page.locator(one).is_visible() for one in ("#lost", "#safe")] == [False, True]


def test_the_sum_of_a_lesson_is_said_in_words(school: str, tab: Callable[..., Any]) -> None:
    page = tab()
    visit(page, school + LESSON)
    total = page.locator(".sum p").first
    assert total.inner_text().startswith("一共 9 题，答了 0 题，全对 0 题。得分 0 分")
    right: dict[str, str] = {}
    for question, keys, wanted in ANSWERS:
        if wanted.startswith(("答对了", "写好了")):
            right.setdefault(question, keys)
    told = [press(page, question, keys) for question, keys in right.items()]
    assert all("每一题都答过了" not in one for one in told[:-1])
    assert told[-1].startswith(
        "答对了。你选的是 B。 每一题都答过了。得分 100 分（满分 100；自己对照的题不算分）。60 分算通过：通过了。"
    )
    assert total.inner_text().startswith("一共 9 题，答了 9 题，全对 8 题。得分 100 分")
    for box in page.locator("#q-remind .compare input").all():
        box.check()
    assert total.inner_text().startswith("一共 9 题，答了 9 题，全对 9 题。得分 100 分"), (
        "as the page of progress has it"
    )
    page.goto(school + PROGRESS)
    page.get_by_text("共 9 题，答过 9 题，全对 9 题。").wait_for()


def test_once_right_stays_right(school: str, tab: Callable[..., Any]) -> None:
    page = tab()
    visit(page, school + LESSON)
    press(page, "q-first", "ArrowDown Enter")
    assert press(page, "q-first", "ArrowUp Enter").startswith("不对")
    assert "全对 1 题" in page.locator(".sum p").first.inner_text()


def test_one_question_at_a_time(school: str, tab: Callable[..., Any]) -> None:
    page = tab()
    visit(page, school + LESSON)
    page.get_by_label("一次只看一题").check()
    shown = "[...document.querySelectorAll('section.question')].filter(one => one.checkVisibility()).map(one => one.id)"
    assert page.evaluate(shown) == ["q-first"]
    assert page.locator(".turning").inner_text().split() == ["第", "1", "题，共", "9", "题", "下一题"]
    reach(page, ".turning button:not([hidden])")
    page.keyboard.press("Enter")
    assert page.evaluate(shown) == ["q-signs"]
    assert page.evaluate("document.activeElement.innerText").startswith("第 2 题（多选）"), (
        "the question is read at once"
    )
    page.reload()
    ready(page)
    assert page.evaluate(shown) == ["q-first"], "the preference is kept"
    page.goto(school + LESSON + "#q-digits")
    ready(page)
    assert page.evaluate(shown) == ["q-digits"], "who comes to a question sees it"
    for _ in range(5):
        page.get_by_text("下一题").or_(page.get_by_text("看成绩")).click()
    assert page.evaluate("document.activeElement.innerText") == "这一课的成绩"
    page.emulate_media(media="print")
    assert len(page.evaluate(shown)) == 9, "paper has all of them"
    page.emulate_media(media="screen")
    page.get_by_label("一次只看一题").uncheck()
    assert len(page.evaluate(shown)) == 9


def test_packages_are_told_what_happens_and_can_give_back_a_state(school: str, tab: Callable[..., Any]) -> None:
    page = tab()
    page.goto(school + LESSON)
    page.evaluate(
        "window.told = []; curbcut.quiz.on('answered', one => told.push(one)); curbcut.quiz.on('lesson', one => told.push(one))"
    )
    page.evaluate("curbcut.quiz.ready()")
    press(page, "q-signs", "Space Enter")
    press(page, "q-steps", STEPS)
    press(page, "q-remind", "“别点” Tab Enter")
    third = page.evaluate("1 / 3")
    answered = [one for one in page.evaluate("told") if "id" in one]
    assert answered == [
        {"id": "q-signs", "kind": "multiple", "response": ["a"], "key": ["a", "b", "c"], "correct": False, "score": third},
        {"id": "q-steps", "kind": "order", "response": ["a", "d", "b", "c"], "key": ["a", "d", "b", "c"], "correct": True, "score": 1},
        {"id": "q-remind", "kind": "open", "response": ["别点"], "key": [], "correct": None, "score": None},
    ]  # fmt: skip
    assert page.evaluate("told.at(-1)") == {
        "count": 9, "answered": 3, "graded": 8, "right": 1, "percent": 16, "passed": False,
    }  # fmt: skip
    state = page.evaluate("curbcut.quiz.state()")
    other = tab()
    visit(other, school + LESSON)
    assert other.evaluate("state => curbcut.quiz.restore(state)", state)
    assert other.locator("#q-steps select").nth(3).input_value() == "2"
    assert "答了 3 题，全对 1 题" in other.locator(".sum p").first.inner_text()
    assert not other.evaluate("curbcut.quiz.restore({ 'q-signs': { score: 7 } })"), "a state that is none is refused"


def test_it_speaks_english_too(school: str, tab: Callable[..., Any]) -> None:
    page = tab()
    visit(page, school + ENGLISH)
    assert press(page, "q-first", "Space Enter") == (
        "Not right. You chose A. A: The link may be false. You can change it and check again, or open the answer below."
    )
    assert press(page, "q-signs", "Space Enter").startswith(
        "Partly right. You chose A. 1 of your choices is right, 1 missing."
    )
    assert press(page, "q-digits", "“6” Enter").startswith(
        "Correct. Every question is answered. Score: 50 of 100. 50 is a pass: passed."
    )


def test_the_script_comes_only_where_there_are_questions_and_only_when_they_are_near(
    school: str, tab: Callable[..., Any]
) -> None:
    page = tab(1280, 300)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2].partition(".")[0]))
    page.goto(school + "/course/wsyh/")
    page.goto(school + "/preferences/")
    assert not {"quiz", "answering"} & set(asked)
    page.goto(school + OTHER)
    page.evaluate("new Promise(done => requestIdleCallback(done))")
    assert "quiz" in asked
    assert "answering" not in asked, "the question is screens below"
    ready(page)
    assert asked.count("answering") == 1


@pytest.mark.parametrize("missing", ["quiz.", "answering."])
def test_questions_are_shown_also_where_a_script_does_not_come(
    missing: str, school: str, tab: Callable[..., Any]
) -> None:
    page = tab()
    page.route(lambda url: f"/assets/{missing}" in url and url.endswith(".js"), lambda route: route.abort())
    page.goto(school + LESSON + "#q-first")
    until(page, "document.querySelector('#q-first').checkVisibility({ visibilityProperty: true })")
    assert not page.locator("section.question form").count()
    assert page.locator("footer").is_visible()


def test_by_keyboard_alone_a_lesson_is_done_from_top_to_end(school: str, tab: Callable[..., Any]) -> None:
    page = tab(bypass_csp=False)
    page.goto(school + OTHER)
    reach(page, ".question :is(summary, input)")
    until(page, "!!curbcut.quiz.state")
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    reach(page, "#q-look input")
    type_in(page, "Space Enter")
    assert said(page, "q-look").startswith("答对了。你选的是 A。 每一题都答过了。")
    reach(page, ".sum a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/progress/")
    until(page, "!!document.getElementById('cc-due')")
    assert page.get_by_role("link", name="转账之前").count() == 1


def test_all_that_a_lesson_with_every_kind_of_question_needs_is_light(
    asking: Path, school: str, tab: Callable[..., Any]
) -> None:
    page = tab()
    asked: dict[str, int] = {}

    def note(request: Any) -> None:
        path = file_of(asking, request.url.removeprefix(school))
        if request.resource_type in ("document", "script", "stylesheet") and path and not path.name.startswith(LATER):
            asked[path.name] = len(compressed(path))

    page.on("request", note)
    page.goto(school + OTHER)
    page.evaluate("new Promise(done => requestIdleCallback(done))")
    assert sum(asked.values()) <= PAGE_BYTES, "before the questions come near it is a page like any other"
    asked.clear()
    visit(page, school + LESSON)
    scripts = {name.partition(".")[0]: size for name, size in asked.items() if name.endswith(".js")}
    assert sorted(scripts) == ["answering", "prefs", "quiz"]
    assert sum(scripts.values()) - scripts["prefs"] <= 6.25 * 1024
    assert sum(asked.values()) <= LESSON_BYTES, asked


def test_no_lesson_of_the_demo_is_heavy_with_all_that_its_questions_load(
    site: Path, origin: str, pages: list[Page], tab: Callable[..., Any], record_property: Callable[[str, object], None]
) -> None:
    page = tab()
    page.context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
    asked: dict[str, int] = {}

    def note(request: Any) -> None:
        path = file_of(site, request.url.removeprefix(origin))
        if request.resource_type in ("document", "script", "stylesheet") and path:
            asked[path.name] = len(compressed(path))

    page.on("request", note)
    rows = []
    for one in pages:
        if one.template == "lesson" and "section question  " in one.kinds:
            asked.clear()
            visit(page, origin + one.address)
            rows.append(
                (
                    sum(size for name, size in asked.items() if not name.startswith(LATER)),
                    asked["index.html"],
                    one.address,
                )
            )
    rows.sort(reverse=True)
    record_property(
        "table", "\n".join(["  whole    html", *(f"{whole:7} {html:7}  {address}" for whole, html, address in rows)])
    )
    assert len(rows) >= 20
    none_wrong("too heavy", [f"{address}: {whole}" for whole, _, address in rows if whole > FULL_LESSON_BYTES])
    none_wrong(
        "too heavy", [f"{address}: {whole}" for whole, _, address in rows[FULL_LESSONS:] if whole > LESSON_BYTES]
    )


def test_every_question_of_the_demo_is_right_when_it_is_answered_as_its_key_says(
    site: Path, origin: str, pages: list[Page], tab: Callable[..., Any]
) -> None:
    page = tab()
    count, wrong = 0, []
    for one in pages:
        if one.template != "lesson" or "section question  " not in one.kinds:
            continue
        visit(page, origin + one.address)
        told = ask(page, "answered")
        count += len(told)
        good = (
            "答对了。",
            "写好了。",
            "Correct.",
            "Written down.",
            "你选的是",
            "You chose",
        )  # the last: no way is the right one
        wrong += [f"{one.address} {id_}: {words[:60]}" for id_, words in told if not words.startswith(good)]
    none_wrong("not right", wrong)
    assert count >= 100
