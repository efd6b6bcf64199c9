"""plan.yml: what a helper may write, and what is told of every slip."""

from __future__ import annotations

import pytest

from curbcut.core.options.yaml_text import SIZE_LIMIT_BYTES
from curbcut.core.plans import Plan, read_plan, week_of

WHOLE = """\
称呼: 小周
想做到: 自己用手机交水电费
陪学的人: {名字: 王老师, 电话: "12385"}
学法: [大字, 录音, 一次一题]
步骤:
  - 课文: online-banking/02-pay-safely
    时间: 2026年12月5日
    说明: 先听一遍。
    学法: 易读
  - 网页: guide/disability-certificate
    minutes: 15
  - do: 把客服电话抄在纸上
    做完了: 是
"""


def read(text: str | bytes) -> tuple[Plan | None, list[str]]:
    plan, findings = read_plan("plan.yml", text.encode() if isinstance(text, str) else text)
    return plan, [f"{f.line}:{f.column} {f.rule}" for f in findings]


def test_a_plan_is_read_in_chinese_and_english_keys():
    plan, wrong = read(WHOLE)
    assert wrong == [] and plan is not None
    file = plan.file
    assert (file.name, file.goal) == ("小周", "自己用手机交水电费")
    assert file.helper is not None and (file.helper.name, file.helper.phone) == ("王老师", "12385")
    assert file.ways == ("large_print", "audio", "one_at_a_time")
    lesson, page, task = file.steps
    assert (lesson.lesson, lesson.by, lesson.note, lesson.ways) == (
        "online-banking/02-pay-safely", "2026-12-05", "先听一遍。", ("easy",),
    )  # fmt: skip
    assert (page.page, page.minutes, page.done) == ("guide/disability-certificate", 15, False)
    assert (task.do, task.done) == ("把客服电话抄在纸上", True)
    assert plan.at == ((6, 9), (10, 9), (12, 9))
    assert plan.ways_at == ((9, 9), (4, 5), (4, 5))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-12-05", "2026-12-05"),
        ("2026年12月5日", "2026-12-05"),
        ("2026-12-05 那一周", "2026-W49"),
        ("2026年12月5日那一周", "2026-W49"),
        ("2026年12月5日这周", "2026-W49"),
        ("week of 2026-12-05", "2026-W49"),
        ("Week of 2027-01-01", "2026-W53"),
        ("2026-W49", "2026-W49"),
        ("2026W49", "2026-W49"),
    ],
)
def test_a_reminder_is_a_day_or_a_week(typed: str, meant: str):
    plan, wrong = read(f"goal: a\nsteps:\n  - do: b\n    by: {typed}\n")
    assert wrong == [] and plan is not None
    assert plan.file.steps[0].by == meant


def test_a_week_goes_from_monday_to_sunday_over_the_end_of_a_year():
    assert week_of("2026-W53") == ("2026-12-28", "2027-01-03")
    assert week_of("2026-12-28") is None


GOAL = "goal: a\n"
WRONG = {
    "a day that does not exist": (f"{GOAL}steps:\n  - do: b\n    by: 2026-02-30\n", "4:9 front-matter-date-day"),
    "a week that does not exist": (f"{GOAL}steps:\n  - do: b\n    by: 2025-W53\n", "4:9 front-matter-date-shape"),
    "a week of no day": (f"{GOAL}steps:\n  - do: b\n    by: week of soon\n", "4:9 front-matter-date-shape"),
    "no year": (f"{GOAL}steps:\n  - do: b\n    by: 12月5日\n", "4:9 front-matter-date-shape"),
    "a key that nobody knows": (f"{GOAL}colour: red\nsteps:\n  - do: b\n", "2:1 front-matter-strange-key"),
    "a key of a step that nobody knows": (f"{GOAL}steps:\n  - do: b\n    deadline: c\n", "4:5 front-matter-strange-key"),
    "a key given twice": (f"{GOAL}goal: b\nsteps:\n  - do: b\n", "2:1 front-matter-duplicate-key"),
    "a way that nobody knows": (f"{GOAL}ways: [film]\nsteps:\n  - do: b\n", "2:8 front-matter-choice"),
    "no goal": ("steps:\n  - do: b\n", "1:1 front-matter-missing-key"),
    "no steps": (GOAL, "1:1 front-matter-missing-key"),
    "an empty list of steps": (f"{GOAL}steps: []\n", "2:8 plan-without-steps"),
    "a step of nothing": (f"{GOAL}steps:\n  - note: b\n", "3:5 plan-step-things"),
    "a step of two things": (f"{GOAL}steps:\n  - {{do: b, page: c}}\n", "3:5 plan-step-things"),
    "a step that is a text": (f"{GOAL}steps:\n  - b\n", "3:5 front-matter-type"),
    "the same lesson twice": (f"{GOAL}steps:\n  - lesson: b/c\n  - lesson: /b/c/\n", "4:13 plan-repeated"),
    "the same task twice": (f"{GOAL}steps:\n  - do: b  c\n  - do: b c\n", "4:9 plan-repeated"),
    "a long note": (f"{GOAL}steps:\n  - do: b\n    note: {'长' * 5001}\n", "4:11 front-matter-long"),
    "a bomb": ("goal: &a [x]\nsteps: [*a, *a]\n", "1:7 front-matter-special-start"),
    "an alias in a list": (f"{GOAL}steps:\n  - &x {{do: b}}\n  - *x\n", "4:5 front-matter-special-start"),
    "deep brackets": (f"{GOAL}steps: {'[' * 40}{']' * 40}\n", "2:27 front-matter-deep"),
    "a hidden character": (f"{GOAL}steps:\n  - do: b\u202e\n", "3:10 bidi-unbalanced"),
    "a null byte": (f"{GOAL}steps:\n  - do: b\x00c\n", "3:10 control-character"),
    "another encoding": (f"{GOAL}steps:\n  - do: 中文内容，看得懂吗\n".encode("gb18030"), "3:1 encoding-not-utf8"),
    "five megabytes": (b"#" * 5_000_000, "1:1 plan-large"),
    "a little too large": (b"#" * (SIZE_LIMIT_BYTES + 1), "1:1 plan-large"),
    "not YAML": ("goal: [a\nsteps", "1:7 front-matter-bracket"),
    "nothing": ("", "1:1 front-matter-missing-key"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_every_slip_is_told_with_its_place(case: str):
    text, told = WRONG[case]
    plan, wrong = read(text)
    assert told in wrong
    assert plan is None or told.endswith("plan-repeated")


def test_a_repeated_step_says_where_the_first_one_is():
    _, findings = read_plan("plan.yml", f"{GOAL}steps:\n  - do: b\n  - do: b\n".encode())
    assert "第 3 行" in findings[0].text() and "line 3" in findings[0].text()


def test_a_key_left_empty_says_nothing():
    plan, wrong = read(f"name:\n{GOAL}steps:\n  - lesson:\n    do: b\n    ways:\n")
    assert wrong == [] and plan is not None
    assert plan.at == ((5, 9),)
