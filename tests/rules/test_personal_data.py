"""Personal numbers: which are found, where, and what a reason can let pass."""

from __future__ import annotations

import random
import time
from datetime import date, timedelta

import pytest

from curbcut.core.findings import Finding
from curbcut.core.steps import findings_of, look_into, read_document
from curbcut.rules import personal_data

RULES = ("curbcut.rules.personal_data",)
FRONT = "---\ntitle: 甲\nslug: a\npublished: 2017-01-04\n{}---\n\n"


def found(body: str, front: str = "") -> list[Finding]:
    made = read_document("content/notices/a.md", (FRONT.format(front) + body).encode(), "zh-Hans", RULES)
    return [finding for finding in findings_of(made) if finding.rule == "personal-data"]


def places(body: str, front: str = "") -> list[str]:
    return [f"{f.line}:{f.column} {f.level}" for f in found(body, front)]


def test_each_number_is_found_at_its_place():
    body = "甲\n\n手机13812345678，身份证号 110105 19491231 002X。\n\n卡号 6222 0212 3456 7894"
    assert places(body) == ["9:3 stop", "9:20 stop", "11:4 ask"]


def test_the_finding_does_not_repeat_the_number():
    (finding,) = found("身份证号11010519491231002X")
    assert finding.excerpt == "110***********002X" and "19491231" not in finding.text()


def test_front_matter_is_looked_at_too():
    front = "contact:\n  name: 张三\n  phone: '13812345678'\n修改说明: [{date: 2018-01-01, note: 补身份证号11010519491231002X}]\n"
    assert places("正文。", front) == ["7:11 stop", "8:38 stop"]


def test_a_reason_lets_an_office_number_pass_but_never_a_resident_number():
    reason = "allow: {personal-data: 办公手机，全天有人接}\n"
    assert places("手机13812345678，卡号 6222021234567894", reason) == []
    assert places("手机13812345678，身份证号11010519491231002X", reason) == ["8:19 stop"]


def test_a_number_that_marks_take_apart_is_found_where_its_sentence_is():
    assert places("甲。\n\n张三 138**1234**5678。") == ["9:1 stop"]


def in_table(line: str, csv: str, front: str = "") -> list[str]:
    data = (FRONT.format(front) + line + "\n").encode()
    made = read_document("content/notices/a.md", data, "zh-Hans", RULES, {"content/notices/list.csv": csv.encode()})
    return [f"{f.path}:{f.line}:{f.column} {f.rule}" for f in findings_of(made)]


def test_a_number_in_a_table_from_a_file_is_found_in_that_file():
    csv = "姓名,手机\n李四,没有\n张三,13812345678\n"
    assert in_table("!table list.csv", csv) == ["content/notices/list.csv:3:4 personal-data"]
    assert in_table("!table list.csv columns=姓名", csv) == [], "what is not shown is not published"
    assert in_table("!table list.csv", csv, "allow: {personal-data: 办公手机}\n") == []


def test_a_number_that_only_the_table_makes_is_found_at_the_directive():
    assert in_table("!table list.csv", '姓名,手机\n张三,"138\n12345678"\n') == [
        "content/notices/a.md:7:1 personal-data"
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_file_is_searched_in_whatever_encoding_it_came(encoding):
    csv = "姓名,身份证号\n张三的儿子,11010519491231002X\n"
    made = look_into("content/notices/list.csv", csv.encode(encoding), RULES, ("personal-data",))
    assert [(f.path, f.line, f.column, f.excerpt) for f in findings_of(made)] == [
        ("content/notices/list.csv", 2, 7, "110***********002X")
    ]


WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def test_every_valid_resident_number_and_no_other_check_character_is_found():
    dice = random.Random(11643)
    for _ in range(300):
        born = date(1900, 1, 1) + timedelta(days=dice.randrange(45_000))
        body = f"{dice.choice((110105, 310101, 442000, 513223, 650102, 820000))}{born:%Y%m%d}{dice.randrange(1000):03}"
        remainder = sum(int(d) * w for d, w in zip(body, WEIGHTS, strict=True)) % 11
        right = next(c for c in "0123456789X" if (remainder + (10 if c == "X" else int(c))) % 11 == 1)
        kinds = {c: [kind for _, kind in personal_data._hits(f"号{body}{c}。")] for c in "0123456789X"}
        assert kinds[right] == ["resident"]
        assert not any("resident" in kind for c, kind in kinds.items() if c != right)


@pytest.mark.parametrize("date_part", ["19490231", "19491331", "20170229", "18001231", "21500101"])
def test_a_number_without_a_birthday_is_no_resident_number(date_part):
    for last in "0123456789X":
        assert not any(kind == "resident" for _, kind in personal_data._hits(f"110105{date_part}002{last}"))


def test_numbers_upon_numbers_take_no_time():
    for text in (
        "1 " * 200_000,
        "12345678901 " * 40_000,
        "1" * 400_000,
        "1-" * 200_000 + "a",
        "138 1234 567 " * 30_000,
    ):
        start = time.process_time()
        list(personal_data._hits(text))
        assert time.process_time() - start < 2
