"""What the page's script makes of answers, of days and of files of progress, in Chromium: pure functions, held to grading.json."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from curbcut import theme
from curbcut.core.minifying import minified

pytestmark = pytest.mark.chromium

ASSETS = Path(theme.__file__).parent / "assets"
GOLDEN: dict[str, list[Any]] = json.loads((Path(__file__).parent / "grading.json").read_text("utf-8"))
RECORD = {"hash": "1a2b3c4d", "answer": ["b"], "score": 1, "best": 1, "tries": 2, "box": 1, "due": 20786, "day": 20785}
LESSON = {"title": "认出假短信", "url": "course/wsyh/02/", "pass": 60, "count": 8, "questions": {"q-cash": RECORD}}
FILE = {"curbcut": "progress", "version": 1, "site": "坡道", "lessons": {"wsyh/02": LESSON}}


@pytest.fixture(scope="module")
def page(browser: Any) -> Iterator[Any]:
    """An empty page with the pure functions of the scripts, minified as they are published, and what `progress.js` says of itself."""
    empty = browser.new_page()
    empty.evaluate("window.curbcut = {}")
    parts = "".join((ASSETS / name).read_text("utf-8") for name in ("grading.js", "remembering.js"))
    empty.evaluate(
        minified(
            f"(() => {{\n{parts}curbcut.grading = {{ plain, number, grade, sum, answered, today }};\n}})();", ".js"
        )
    )
    empty.evaluate(theme.assets()[theme.published()["progress.js"]].decode())
    yield empty
    empty.close()


def test_texts_are_compared_without_width_case_space_and_punctuation(page: Any) -> None:
    given = [text for text, _ in GOLDEN["plain"]]
    assert page.evaluate("all => all.map(curbcut.grading.plain)", given) == [plain for _, plain in GOLDEN["plain"]]


def test_numbers_are_read_in_any_numerals(page: Any) -> None:
    given = [text for text, _ in GOLDEN["number"]]
    found = page.evaluate("all => all.map(one => curbcut.grading.number(one)).map(n => isNaN(n) ? null : n)", given)
    assert dict(zip(given, found, strict=True)) == dict(GOLDEN["number"])


@pytest.mark.parametrize(("kind", "key", "response", "wanted"), GOLDEN["grade"])
def test_an_answer_is_right_wrong_or_partly_right(
    kind: str, key: Any, response: list[str], wanted: Any, page: Any
) -> None:
    assert page.evaluate("given => curbcut.grading.grade(...given)", [kind, key, response]) == wanted


@pytest.mark.parametrize(("called", "answers", "wanted"), GOLDEN["review"])
def test_a_question_comes_again_in_time(called: str, answers: list[list[float]], wanted: Any, page: Any) -> None:
    said = "all => all.reduce((record, [score, day]) => curbcut.grading.answered(record, 'h', ['a'], score, day), null)"
    found = page.evaluate(said, answers)
    assert {name: found[name] for name in wanted} == wanted, called


def test_a_changed_question_begins_anew(page: Any) -> None:
    said = "old => curbcut.grading.answered(old, 'another', ['a'], 0, 20790)"
    assert page.evaluate(said, RECORD) == {
        "hash": "another", "answer": ["a"], "score": 0, "best": 0, "tries": 1, "box": 0, "due": 20790, "day": 20790,
    }  # fmt: skip


def test_a_day_is_the_readers_own(page: Any) -> None:
    midnight_in_beijing_ms = 1_795_881_600_000  # 2026-11-28T16:00Z
    at = "([ms, offset]) => curbcut.grading.today(ms, offset)"
    assert page.evaluate(at, [midnight_in_beijing_ms - 1, -480]) + 1 == page.evaluate(
        at, [midnight_in_beijing_ms, -480]
    )
    assert page.evaluate(at, [midnight_in_beijing_ms, 0]) + 1 == page.evaluate(at, [midnight_in_beijing_ms, -480])


def test_the_sum_counts_every_question_and_the_best_of_each(page: Any) -> None:
    bests = {"known": 1, "half": 0.5, "failed": 0, "old": 1, "own": 1}
    records = {name: {"hash": "1", "best": best} for name, best in bests.items()}
    told = [
        {"id": name, "hash": "2" if name == "old" else "1", "counts": name != "own"}
        for name in ("known", "half", "failed", "never", "old", "own")
    ]
    wanted = {"count": 6, "answered": 4, "graded": 5, "right": 2, "percent": 30, "passed": True}
    said = "([all, records, pass]) => curbcut.grading.sum(all, records, pass)"
    assert page.evaluate(said, [told, records, 30]) == wanted
    assert page.evaluate(said, [told, records, 31]) == {**wanted, "passed": False}
    thirds = [{"id": name, "hash": "1", "counts": True} for name in ("known", "own", "never")]
    assert page.evaluate(said, [thirds, records, 67])["percent"] == 66
    assert page.evaluate(said, [told[5:], {}, 60]) == {
        "count": 1, "answered": 0, "graded": 0, "right": 0, "percent": 100, "passed": False,
    }  # fmt: skip


def test_what_is_written_is_read_again(page: Any) -> None:
    text = page.evaluate("lessons => curbcut.progress.write(lessons, '坡道')", FILE["lessons"])
    assert json.loads(text) == FILE
    assert page.evaluate("text => curbcut.progress.read(text, '坡道')", text) == {"lessons": FILE["lessons"]}


def changed(**parts: Any) -> str:
    return json.dumps({**FILE, **parts})


def recorded(**parts: Any) -> str:
    return changed(lessons={"a/b": {**LESSON, "questions": {"q": {**RECORD, **parts}}}})


HOSTILE = {
    "no JSON": ("{", "kind"), "nothing": ("", "kind"), "null": ("null", "kind"), "a list": ("[1]", "kind"), "a number": ("7", "kind"),
    "something else": ('{"a": 1}', "kind"), "nested without end": ("[" * 500_000, "kind"),
    "a later version": (changed(version=2), "version"), "version as a text": (changed(version="1"), "version"),
    "another site": (changed(site="别的网站"), "site"), "no site": (json.dumps({"curbcut": "progress", "version": 1}), "site"),
    "site as an object": (changed(site={"a": 1}), "site"), "no lessons": (changed(lessons=None), "damaged"), "lessons as a list": (changed(lessons=[]), "damaged"),
    "a lesson of nothing": (changed(lessons={"a/b": None}), "damaged"), "a strange name": (changed(lessons={"a b": LESSON}), "damaged"),
    "an address with a script": (changed(lessons={"a/b": {**LESSON, "url": "javascript:alert(1)"}}), "damaged"),
    "an address elsewhere": (changed(lessons={"a/b": {**LESSON, "url": "//evil.example/"}}), "damaged"),
    "an address above": (changed(lessons={"a/b": {**LESSON, "url": "course/../../x/"}}), "damaged"),
    "questions as a list": (changed(lessons={"a/b": {**LESSON, "questions": [RECORD]}}), "damaged"),
    "a question of that name": ('{"curbcut":"progress","version":1,"site":"坡道","lessons":{"a/b":' + json.dumps(LESSON).replace("q-cash", "__proto__") + "}}", "damaged"),
    "a lesson of that name": ('{"curbcut":"progress","version":1,"site":"坡道","lessons":{"__proto__":' + json.dumps(LESSON) + "}}", "damaged"),
    "a score above one": (recorded(score=2), "damaged"), "a score as a text": (recorded(best="1"), "damaged"), "half a try": (recorded(tries=1.5), "damaged"),
    "a box that is none": (recorded(box=6), "damaged"), "a day far off": (recorded(due=1e9), "damaged"), "an answer as a text": (recorded(answer="b"), "damaged"),
    "an answer of numbers": (recorded(answer=[1]), "damaged"), "a long answer": (recorded(answer=["长" * 20_001]), "damaged"), "no hash": (recorded(hash=None), "damaged"),
}  # fmt: skip


@pytest.mark.parametrize("called", HOSTILE)
def test_a_file_that_is_not_ours_is_refused_with_its_reason(called: str, page: Any) -> None:
    text, problem = HOSTILE[called]
    found = page.evaluate("text => curbcut.progress.read(text, '坡道')", text)
    assert found["problem"] == problem
    assert "lessons" not in found
    assert page.evaluate("({}).polluted === undefined && Object.keys(Object.prototype).length === 0")


def test_a_file_of_50_mb_is_not_even_looked_into(page: Any) -> None:
    assert page.evaluate("curbcut.progress.read(' '.repeat(5e7), '坡道')") == {"problem": "size"}
    assert page.evaluate("curbcut.progress.LIMIT") == 1 << 20


def test_a_file_brings_in_only_what_is_known(page: Any) -> None:
    text = (
        '{"curbcut":"progress","version":1,"site":"坡道","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"lessons":{"a/b":'
        '{"title":"课","url":"a/","pass":0,"count":1,"more":1,"__proto__":{"polluted":1},"questions":{"q":'
        + json.dumps({**RECORD, "more": [1]}).replace("{", '{"__proto__":{"polluted":1},', 1)
        + "}}}}"
    )
    found = page.evaluate("text => curbcut.progress.read(text, '坡道')", text)
    assert found == {
        "lessons": {"a/b": {"title": "课", "url": "a/", "pass": 0, "count": 1, "questions": {"q": RECORD}}}
    }
    assert page.evaluate("({}).polluted") is None


def test_two_devices_come_together_question_by_question(page: Any) -> None:
    early, late = {**RECORD, "day": 20780, "best": 1}, {**RECORD, "day": 20790, "best": 0, "score": 0}
    here = {**LESSON, "title": "新标题", "questions": {"both": late, "here": RECORD}}
    there = {**LESSON, "questions": {"both": early, "there": RECORD, "constructor": RECORD}}
    joined = page.evaluate("([here, there]) => curbcut.progress.merge(here, there)", [here, there])
    assert joined["title"] == "新标题"
    assert joined["questions"] == {"both": {**late, "best": 1}, "here": RECORD, "there": RECORD, "constructor": RECORD}
    other = {**early, "hash": "another"}
    said = "([here, there]) => curbcut.progress.merge(here, there).questions.q.best"
    assert page.evaluate(said, [{**LESSON, "questions": {"q": late}}, {**LESSON, "questions": {"q": other}}]) == 0


def test_what_is_due_comes_in_the_order_of_its_days(page: Any) -> None:
    questions = {
        "late": {**RECORD, "due": 90},
        "later": {**RECORD, "due": 80},
        "not yet": {**RECORD, "due": 101},
        "today": {**RECORD, "due": 100},
    }
    found = page.evaluate(
        "lessons => curbcut.progress.due(lessons, 100).map(one => one.id)", {"a/b": {**LESSON, "questions": questions}}
    )
    assert found == ["later", "late", "today"]
