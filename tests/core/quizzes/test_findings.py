"""What is wrong with questions: each is found at its line and column, in both languages, and nothing else is."""

from __future__ import annotations

import pytest
from doubles.spent import at_most

from curbcut.core.findings import Finding
from curbcut.core.reading import read

FRONT = "---\ntitle: 课\nslug: ke\nobjectives: {o1: 会用}\n---\n\n"
ZONE = "## 自测\n\n"
FINE = "\n### 好题 {#q-hao}\n\n- [x] 甲\n- [ ] 乙\n\n目标：o1\n"


def findings(body: str, front: str = FRONT) -> tuple[Finding, ...]:
    return read("courses/ke/ke.md", (front + body).encode()).findings


def found(body: str, front: str = FRONT) -> list[str]:
    return [f"{f.line}:{f.column} {f.level} {f.rule}" for f in findings(body, front)]


CHOICE = "- [x] 甲\n- [ ] 乙\n"
BAD = {
    "no right option": ("### 问？ {#q-a}\n\n- [ ] 甲\n- [ ] 乙\n", "9:1 stop question-no-right"),
    "all options right": ("### 问？ {#q-a}\n\n- [x] 甲\n- [x] 乙\n", "9:1 stop question-all-right"),
    "two right of a single": ("### 问（单选） {#q-a}\n\n- [x] 甲\n- [x] 乙\n- [ ] 丙\n", "9:1 stop question-one-right"),
    "id missing": ("### 问？\n\n" + CHOICE, "9:1 warn question-id-missing"),
    "id twice": ("### 问？ {#q-hao}\n\n" + CHOICE, "16:1 stop question-id-duplicate"),
    "id in characters": ("### 问？ {#自测}\n\n" + CHOICE, "9:1 stop question-id-invalid"),
    "objective unknown": ("### 问？ {#q-a}\n\n" + CHOICE + "\n目标：o9\n", "14:1 stop quiz-objective-unknown"),
    "kinds mixed": ("### 问？ {#q-a}\n\n" + CHOICE + "\n答案：甲\n", "9:1 stop question-mixed"),
    "two lists": ("### 问？ {#q-a}\n\n" + CHOICE + "\n中间。\n\n" + CHOICE, "9:1 stop question-two-lists"),
    "no options": ("### 问（单选） {#q-a}\n\n看图。\n", "9:1 stop question-needs-options"),
    "options without boxes": ("### 问（单选） {#q-a}\n\n- 甲\n- 乙\n", "9:1 stop options-without-boxes"),
    "no steps": ("### 问（排序） {#q-a}\n\n看图。\n", "9:1 stop question-needs-steps"),
    "no pairs": ("### 问（配对） {#q-a}\n\n看图。\n", "9:1 stop question-needs-pairs"),
    "no answer": ("### 问（填空） {#q-a}\n\n看图。\n", "9:1 stop question-needs-answers"),
    "no model": ("### 问（简答） {#q-a}\n\n看图。\n", "9:1 stop question-needs-model"),
    "the quiz never ends": ("### 小结 {#q-a}\n\n今天学了两样。\n", "9:1 stop question-without-answer"),
    "nothing asked": ("### （单选） {#q-a}\n\n" + CHOICE, "9:1 stop question-without-stem"),
    "one option": ("### 问？ {#q-a}\n\n- [x] 甲\n", "9:1 stop question-too-few-options"),
    "option twice": ("### 问？ {#q-a}\n\n" + CHOICE + "- [ ] 甲\n", "13:1 stop option-twice"),
    "option empty": ("### 问？ {#q-a}\n\n" + CHOICE + "- [ ] ![](a.svg)\n", "13:1 stop option-empty"),
    "no number": ("### 问？ {#q-a}\n\n答案：六 ± 1\n", "11:1 stop answer-not-a-number"),
    "a number with a unit": ("### 问？ {#q-a}\n\n答案：6 ± 1 元\n", "11:1 stop answer-not-a-number"),
    "neither true nor false": ("### 话（判断） {#q-a}\n\n答案：也许\n", "11:1 stop truth-unclear"),
    "a blank without answer": ("### ____ 和 ____ {#q-a}\n\n答案：甲\n", "11:1 stop blanks-and-answers"),
    "answer to nothing": ("答案：甲\n", "9:1 stop answer-without-question"),
    "options of nothing": (CHOICE, "9:1 stop options-without-question"),
    "a link to nowhere": (
        "### 情景：走 {#q-a}\n\n- [x] 左 → [左](#left)\n- [ ] 右 → [右](#right)\n\n#### 左 {#left}\n\n好。\n",
        "12:1 stop scenario-leads-nowhere",
    ),
    "an outcome that nobody reaches": (
        "### 情景：走 {#q-a}\n\n- [x] 左 → [左](#left)\n- [ ] 右 → [左](#left)\n\n#### 左 {#left}\n\n好。\n\n#### 右 {#right}\n\n坏。\n",
        "18:1 warn scenario-unreached",
    ),
    "script in an answer": ("### 问 ____ {#q-a}\n\n答案：<script>alert(1)</script>好\n", "11:4 stop unsafe-html"),
    "a giveaway": (
        "### 问？ {#q-a}\n\n- [x] 先看清收款人和金额，再按确定，最后留下凭证\n- [ ] 不看\n",
        "11:1 warn question-giveaway",
    ),
    "all of the above": ("### 问？ {#q-a}\n\n" + CHOICE + "- [ ] 以上都对\n", "13:1 warn question-all-of-the-above"),
    "none of the above": ("### 问？ {#q-a}\n\n" + CHOICE + "- [ ] 以上都不对\n", "13:1 warn question-all-of-the-above"),
    "negative": ("### 哪个不能做？ {#q-a}\n\n" + CHOICE, "9:7 warn question-negative"),
    "too long to keep in mind": ("### " + "很长的题" * 11 + " {#q-a}\n\n" + CHOICE, "9:1 warn question-stem-long"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_what_is_wrong_with_a_question_is_found_at_its_place(name: str) -> None:
    body, expected = BAD[name]
    whole = FINE.lstrip() + "\n" + body if name == "id twice" else body + FINE
    assert found(ZONE + whole) == [expected]


@pytest.mark.parametrize(
    "body",
    [
        "### 哪个**不能**做？ {#q-a}\n\n" + CHOICE,
        "### 是不是要先看？ {#q-a}\n\n" + CHOICE,
        "### 验证码不能告诉别人。 {#q-a}\n\n答案：对\n",
        ("### 情景：走 {#q-a}\n\n- [x] 左 → [左](#left)\n- [ ] 右 → [右](#right)\n\n"
        "#### 左 {#left}\n\n好。\n\n#### 右 {#right}\n\n[再试一次](#q-a)\n"),
        "### 按顺序 {#q-a}\n\n1. 甲\n2. 乙\n3. 丙\n",
        "### 写几句 {#q-a}\n\n参考答案：好。\n",
    ],
    ids=["emphasised", "asks whether", "a statement", "a circle", "an order", "free text"],
)  # fmt: skip
def test_what_is_fair_is_left_alone(body: str) -> None:
    assert found(ZONE + body + FINE) == []


def test_a_question_outside_of_a_quiz_is_found() -> None:
    assert found("### 问？ {#q-a}\n\n" + CHOICE + "\n" + ZONE + FINE) == ["7:1 stop question-outside"]
    assert found("### 问？ {#q-a}\n\n" + CHOICE) == ["7:1 stop question-outside"]


def test_four_hundred_options_stop_at_the_thirteenth_and_do_not_take_long() -> None:
    options = "".join(f"- [{'x' if not number else ' '}] 选项{number}\n" for number in range(400))
    with at_most(2):
        assert found(ZONE + "### 问？ {#q-a}\n\n" + options + FINE) == ["23:1 stop question-too-many-options"]


def test_an_objective_that_no_question_is_for_is_found_in_the_front_matter() -> None:
    front = "---\ntitle: 课\nslug: ke\nobjectives:\n  o1: 会用\n  o2: 会说\n---\n\n"
    assert found(ZONE + FINE, front) == ["6:3 warn quiz-objective-unasked"]


def test_minutes_that_are_too_few_for_the_text_are_found() -> None:
    front = "---\ntitle: 课\nslug: ke\nminutes: 2\n---\n\n"
    assert found("字" * 400 + "。\n", front) == []
    assert found("字" * 500 + "。\n", front) == ["4:1 warn lesson-minutes"]


def test_a_reason_lets_a_warning_pass_and_nothing_that_stops() -> None:
    allow = FRONT.replace("---\n\n", "allow: {question-negative: 法条原文, question-no-right: 不要}\n---\n\n")
    assert found(ZONE + "### 哪个不能做？ {#q-a}\n\n" + CHOICE + FINE, allow) == []
    body = ZONE + "### 问？ {#q-a}\n\n- [ ] 甲\n- [ ] 乙\n"
    assert [one.split()[2] for one in found(body + FINE, allow)] == ["question-no-right"]


def test_nothing_is_a_quiz_outside_of_courses() -> None:
    body = ZONE + "### 问？\n\n- [ ] 甲\n- [ ] 乙\n"
    result = read("content/pages/a.md", f"---\ntitle: 甲\nslug: a\n---\n\n{body}".encode())
    assert result.findings == ()
    assert result.document is not None
    assert result.document.questions == ()
    assert 'class="task"' in result.document.body


def test_every_finding_says_what_why_and_how_in_both_languages() -> None:
    for body, _ in BAD.values():
        for finding in findings(ZONE + body + FINE):
            for texts in finding.words:
                assert "{" not in texts["zh"].replace("{#", "")
                assert "{" not in texts["en"].replace("{#", "")
