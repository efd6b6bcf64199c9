"""What was answered stays on the device: over a reload, an edit, another tab and another device, and where nothing can be kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import pytest
from a11y import answering
from a11y.answering import LESSON, OTHER, PROGRESS, SITE, press, reach, ready, said, visit
from a11y.driving import none_wrong
from a11y.listening import until
from a11y.server import serving
from a11y.test_policy import Witness

pytestmark = [pytest.mark.a11y, pytest.mark.xdist_group("quiz")]

KEY, OTHER_KEY = "curbcut-quiz 坡道 wsyh/duanxin", "curbcut-quiz 坡道 wsyh/zhuanzhang"
DAY_ONE, DAY_TWO, DAY_THREE = "2026-11-25T09:00:00+08:00", "2026-11-26T09:00:00+08:00", "2026-12-02T09:00:00+08:00"


def kept(page: Any, key: str = KEY) -> Any:
    return json.loads(page.evaluate("key => localStorage.getItem(key)", key))


def note(page: Any, question: str) -> str:
    return str(page.locator(f"#{question} .note").inner_text())


def total(page: Any) -> str:
    return str(page.locator(".sum p").first.inner_text())


def test_an_answer_is_there_again_after_a_reload_and_nobody_is_told_unasked(
    school: str, tab: Callable[..., Any]
) -> None:
    page = tab(bypass_csp=False, timezone_id="Asia/Shanghai")
    page.clock.set_fixed_time(DAY_ONE)
    visit(page, school + LESSON)
    press(page, "q-first", "ArrowDown Enter")
    press(page, "q-back", "“正面” Enter")
    lesson = kept(page)
    assert lesson == {
        "title": "认出假短信", "url": "course/wsyh/duanxin/", "pass": 60, "count": 9, "questions": lesson["questions"],
    }  # fmt: skip
    record = lesson["questions"]["q-first"]
    assert record == {
        "hash": record["hash"], "answer": ["b"], "score": 1, "best": 1, "tries": 1, "box": 1, "due": record["day"] + 1,
        "day": record["day"], "title": "第 1 题（单选） 收到这条短信，你先做什么？",
    }  # fmt: skip
    page.reload()
    ready(page)
    assert page.locator("#q-first input:checked").input_value() == "b"
    assert page.locator("#q-back input").input_value() == "正面"
    assert note(page, "q-first") == "11月25日：答对了。可以再答一次。"
    assert note(page, "q-back") == "11月25日：不对。可以再答一次。"
    assert said(page, "q-first") == "", "a status that is filled while the page opens would be read out of place"
    assert total(page).startswith("一共 9 题，答了 2 题，全对 1 题。")


def test_a_changed_question_asks_to_be_looked_at_again_and_keeps_its_answer(
    tmp_path: Path, tab: Callable[..., Any]
) -> None:
    site = answering.build(tmp_path)
    with serving(site.resolve(), {}) as origin:
        page = tab()
        visit(page, origin + LESSON)
        press(page, "q-first", "ArrowDown Enter")
        press(page, "q-back", "“背面” Enter")
        changed = SITE["courses/wsyh/duanxin.md"].replace("点开链接，看看账户怎么了", "点开链接，登录看一看")
        assert changed != SITE["courses/wsyh/duanxin.md"]
        answering.build(tmp_path, {"courses/wsyh/duanxin.md": changed})
    with serving(site.resolve(), {}) as there:
        state = page.evaluate("curbcut.quiz.state()")
        other = tab()
        other.goto(there + PROGRESS)
        other.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, json.dumps(kept(page))])
        visit(other, there + LESSON)
        assert other.evaluate("curbcut.quiz.state()") == state
        assert note(other, "q-first") == "这道题改过了，请再看看。你上次的答案还在。"
        assert other.locator("#q-first input:checked").input_value() == "b"
        assert "可以再答一次" in note(other, "q-back"), "the others are as they were"
        assert total(other).startswith("一共 9 题，答了 1 题，全对 1 题。"), (
            "an answer to another question does not count"
        )
        press(other, "q-first", "Enter")
        assert total(other).startswith("一共 9 题，答了 2 题，全对 2 题。")


def test_a_question_comes_again_when_it_is_due_without_its_old_answer(school: str, tab: Callable[..., Any]) -> None:
    page = tab(timezone_id="Asia/Shanghai")
    page.clock.set_fixed_time(DAY_ONE)
    visit(page, school + LESSON)
    press(page, "q-first", "ArrowDown Enter")
    press(page, "q-remind", "“别点” Tab Enter")
    for box in page.locator("#q-remind .compare input").all():
        box.check()
    page.goto(school + PROGRESS)
    until(page, "!!document.getElementById('cc-due')")
    assert "今天没有要复习的题。下一次：2026年11月26日，2 题。" in page.locator("main").inner_text()
    page.clock.set_fixed_time(DAY_TWO)
    page.reload()
    until(page, "!!document.getElementById('cc-due')")
    page.get_by_role("link", name="第 1 题（单选） 收到这条短信，你先做什么？").click()
    ready(page)
    assert note(page, "q-first") == "11月25日：答对了。该复习了，请再答一遍。"
    assert not page.locator("#q-first input:checked").count(), "the old answer would tell"
    assert not page.locator("#q-remind .compare").count(), "and so would the model answer"
    press(page, "q-first", "ArrowDown Enter")
    press(page, "q-remind", "“别点” Tab Enter")
    for box in page.locator("#q-remind .compare input").all():
        box.check()
    page.goto(school + PROGRESS)
    until(page, "!!document.getElementById('cc-due')")
    assert "下一次：2026年12月2日，2 题。" in page.locator("main").inner_text()
    page.clock.set_fixed_time(DAY_THREE)
    page.reload()
    until(page, "!!document.getElementById('cc-due')")
    assert page.locator("section:has(> #cc-due) li").count() == 2


def test_lessons_and_reviews_stand_in_the_order_of_their_courses(school: str, tab: Callable[..., Any]) -> None:
    page = tab()
    page.goto(school + PROGRESS)
    names = ["b/02", "a/03", "b/01", "a/01", "a/02", "b/03", "a/04"]
    page.evaluate("""names => names.forEach(name => {
        const record = { hash: "1", answer: [], score: 0, best: 0, tries: 1, box: 0, due: 1, day: 1, title: "q " + name };
        const lesson = { title: name, url: "course/" + name + "/", pass: 60, count: 1, questions: { q: record } };
        localStorage.setItem("curbcut-quiz 坡道 " + name, JSON.stringify(lesson));
    })""", names)  # fmt: skip
    page.reload()
    until(page, "!!document.getElementById('cc-due')")
    assert page.locator("section:has(> #cc-learned) h3").all_inner_texts() == sorted(names)
    assert page.locator("section:has(> #cc-due) h3").all_inner_texts() == [f"q {name}" for name in sorted(names)]


def test_progress_on_paper_has_no_buttons(school: str, tab: Callable[..., Any]) -> None:
    page = tab()
    page.goto(school + PROGRESS)
    until(page, "!!document.getElementById('cc-due')")
    assert page.locator("main :is(button, input)").filter(visible=True).count()
    page.emulate_media(media="print")
    assert page.locator("#cc-learned").is_visible()
    assert not page.locator("main :is(button, input, #cc-keep)").filter(visible=True).count()


def test_two_tabs_do_not_lose_each_others_answers(school: str, tab: Callable[..., Any]) -> None:
    one = tab()
    other = one.context.new_page()
    for page in (one, other):
        visit(page, school + LESSON)
    press(one, "q-first", "ArrowDown Enter")
    press(other, "q-code", "ArrowDown Enter")
    assert sorted(kept(one)["questions"]) == ["q-code", "q-first"]
    until(one, "document.querySelector('.sum p').innerText.startsWith('一共 9 题，答了 2 题')")


BROKEN = {
    "disabled": "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })",
    "full": "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }",
}


@pytest.mark.parametrize("how", BROKEN)
def test_where_nothing_can_be_kept_it_works_on_this_page_and_says_so_once(
    how: str, school: str, tab: Callable[..., Any]
) -> None:
    page = tab()
    page.add_init_script(BROKEN[how])
    visit(page, school + LESSON)
    assert "这台设备记不下答案" in press(page, "q-first", "ArrowDown Enter")
    assert press(page, "q-code", "ArrowDown Enter") == "答对了。你选的是 B。 解析：谁都不能告诉。"
    assert total(page).startswith("一共 9 题，答了 2 题，全对 2 题。")
    page.goto(school + PROGRESS)
    until(page, "!!document.getElementById('cc-due')")
    assert "这台设备上还没有答过题。" in page.locator("main").inner_text()


@pytest.mark.parametrize(
    "text", ["", "{", "null", "[]", '{"questions": 7}', '{"title":"","url":"javascript:alert(1)","pass":0,"count":1,"questions":{}}', "7" * 100_000]
)  # fmt: skip
def test_what_somebody_else_put_there_is_not_believed(text: str, school: str, tab: Callable[..., Any]) -> None:
    page = tab()
    witness = Witness(page, school)
    page.goto(school + PROGRESS)
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])
    visit(page, school + LESSON)
    press(page, "q-first", "ArrowDown Enter")
    assert list(kept(page)["questions"]) == ["q-first"]
    none_wrong(text[:40], witness.seen)


def test_it_works_from_a_folder(asking: Path, tab: Callable[..., Any]) -> None:
    page = tab(bypass_csp=False)
    folder = asking.resolve().as_uri()
    visit(page, f"{folder}{LESSON}index.html")
    assert press(page, "q-first", "ArrowDown Enter").startswith("答对了")
    page.reload()
    ready(page)
    assert page.locator("#q-first input:checked").input_value() == "b"
    page.goto(f"{folder}{PROGRESS}index.html")
    until(page, "!!document.getElementById('cc-due')")
    assert page.get_by_role("link", name="认出假短信").count() == 1
    with page.expect_download() as got:
        page.get_by_role("button", name="存成文件").click()
    assert (
        json.loads(Path(got.value.path()).read_text("utf-8"))["lessons"]["wsyh/duanxin"]["questions"]["q-first"][
            "score"
        ]
        == 1
    )


# --- the page of progress -----------------------------------------------------------------------------------


@pytest.fixture
def desk(school: str, tab: Callable[..., Any]) -> Iterator[Any]:
    """The page of progress, after two answers in two lessons, under the strict policy."""
    page = tab(bypass_csp=False)
    witness = Witness(page, school)
    visit(page, school + LESSON)
    press(page, "q-first", "ArrowDown Enter")
    visit(page, school + OTHER)
    press(page, "q-look", "Space Enter")
    page.goto(school + PROGRESS)
    until(page, "!!document.getElementById('cc-due')")
    yield page
    none_wrong("under the strict policy", witness.seen)


def message(page: Any) -> str:
    return str(page.locator("#cc-progress").evaluate("one => one.previousElementSibling.innerText"))


def hand_in(page: Any, data: bytes) -> str:
    """Choose a file, read it in, and return what is said of it."""
    before = message(page)
    with NamedTemporaryFile(suffix=".json") as file:
        file.write(data)
        file.flush()
        page.locator("input[type=file]").set_input_files(file.name)
        assert message(page) == before, "choosing a file does nothing yet"
        page.evaluate("document.querySelector('#cc-progress').previousElementSibling.textContent = ''")
        page.get_by_role("button", name="读入", exact=True).click()
        until(page, "!!document.querySelector('#cc-progress').previousElementSibling.textContent")
    return message(page)


def everything(page: Any) -> Any:
    return page.evaluate("Object.fromEntries(Object.entries(localStorage))")


def saved(page: Any) -> bytes:
    with page.expect_download() as got:
        page.get_by_role("button", name="存成文件").click()
    assert got.value.suggested_filename.startswith("学习进度-")
    return Path(got.value.path()).read_bytes()


def test_progress_is_saved_deleted_and_read_in_again(desk: Any, school: str, tab: Callable[..., Any]) -> None:
    data, before = saved(desk), everything(desk)
    assert sorted(before) == [KEY, OTHER_KEY]
    desk.evaluate("localStorage.setItem('curbcut', '{}'); localStorage.setItem('curbcut-quiz 别的网站 a/b', '1')")
    desk.get_by_role("button", name="全部删除", exact=True).click()
    assert desk.evaluate("document.activeElement.innerText") == "是，全部删除"
    assert sorted(everything(desk)) != ["curbcut"], "nothing is deleted before somebody is sure"
    desk.get_by_role("button", name="不删除").click()
    assert KEY in everything(desk)
    desk.get_by_role("button", name="全部删除", exact=True).click()
    desk.get_by_role("button", name="是，全部删除").click()
    assert sorted(everything(desk)) == ["curbcut", "curbcut-quiz 别的网站 a/b"], "what is not ours stays"
    assert message(desk) == "全部删除了。"
    other = tab()
    other.goto(school + PROGRESS)
    until(other, "!!document.getElementById('cc-due')")
    assert hand_in(other, data) == "读入了 2 课的进度，和这里的合在一起了。"
    assert {key: json.loads(text) for key, text in everything(other).items()} == {
        key: json.loads(text) for key, text in before.items()
    }


def test_a_file_that_is_not_ours_changes_nothing_and_is_told_in_a_sentence(desk: Any) -> None:
    before, ours = everything(desk), json.loads(saved(desk))
    lessons = ours["lessons"]
    wrong = {
        b"GIF89a": "这不是学习进度的文件。", b'{"__proto__": {"curbcut": "progress"}}': "这不是学习进度的文件。",
        json.dumps({**ours, "site": "别的网站"}).encode(): "这是另一个网站的进度（别的网站），没有读入。",
        json.dumps({**ours, "version": 9}).encode(): "这个文件是更新的版本存下的",
        json.dumps({**ours, "lessons": {**lessons, "a/b": {"title": "<img src=x onerror=alert(1)>"}}}).encode(): "这个文件坏了",
        json.dumps({**ours, "lessons": {"__proto__": next(iter(lessons.values()))}}).encode(): "这个文件坏了",
        b"[" * 1_000_000: "这不是学习进度的文件。", b" " * 1_100_000: "这个文件太大了", b"0" * 50_000_000: "这个文件太大了",
    }  # fmt: skip
    for data, sentence in wrong.items():
        told = hand_in(desk, data)
        assert told.startswith(sentence), told
        assert told.endswith("这里的进度没有变。")
    assert everything(desk) == before
    assert desk.evaluate("Object.keys(Object.prototype).length") == 0


def test_who_has_chosen_no_file_is_told(desk: Any) -> None:
    desk.get_by_role("button", name="读入", exact=True).click()
    assert message(desk) == "还没有选文件。"
    assert desk.evaluate("document.activeElement.type") == "file"


def test_a_file_that_does_not_fit_leaves_what_was_there(desk: Any) -> None:
    data, before = saved(desk), everything(desk)
    desk.evaluate(
        "() => { const set = Storage.prototype.setItem, full = { left: 1 };"
        "Storage.prototype.setItem = function (...pair) { if (full.left-- === 0) throw new DOMException('full', 'QuotaExceededError'); set.apply(this, pair) } }"
    )
    changed = json.loads(data)
    for lesson in changed["lessons"].values():
        for record in lesson["questions"].values():
            record.update(day=record["day"] + 1, score=0)
    assert hand_in(desk, json.dumps(changed).encode()) == "这台设备存不下，没有读入。"
    assert everything(desk) == before


def test_a_title_from_a_file_is_a_text(desk: Any) -> None:
    ours = json.loads(saved(desk))
    ours["lessons"] = {"a/b": {**ours["lessons"]["wsyh/duanxin"], "title": "<img src=x onerror=alert(1)>"}}
    hand_in(desk, json.dumps(ours).encode())
    assert desk.get_by_role("link", name="<img src=x onerror=alert(1)>").count() == 1
    assert not desk.locator("#cc-progress img").count()


def test_the_page_of_progress_is_used_with_the_keyboard(desk: Any) -> None:
    reach(desk, "#cc-progress button")
    with desk.expect_download():
        desk.keyboard.press("Enter")
    reach(desk, "#cc-progress-file")
    reach(desk, "#cc-progress div > p > button")
    desk.keyboard.press("Enter")
    desk.keyboard.press("Enter")
    assert message(desk) == "全部删除了。"
    assert desk.evaluate("document.activeElement.innerText") == "学过的课"
