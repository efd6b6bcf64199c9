"""The record of learning of a course, as a model."""

from __future__ import annotations

import json

from portal.schooling import SOURCES, page, part, school


def test_the_record_knows_which_answers_count_in_which_lesson() -> None:
    cc = page("course/bank/certificate/")
    told = cc["certificate"]
    first, second = json.loads(told["asked"])
    assert (first["name"], first["title"], first["pass"]) == ("bank/open", "开通", 60)
    assert [(id_, counts) for id_, _, counts in first["questions"]] == [("q-where", True), ("q-why", False)]
    assert [id_ for id_, _, _ in second["questions"]] == ["q-look"]
    assert told["site"] == "和平区残疾人联合会" and told["condition"] == "学完两课。"
    assert [(row["title"], row["pass"], row["none"]) for row in told["rows"]] == [
        ("开通", "60", ""),
        ("付款", "60", ""),
    ]
    assert {"name": "robots", "content": "noindex"} in cc["meta"]
    (english,) = json.loads(page("en/course/bank/certificate/")["certificate"]["asked"])
    assert english["name"] == "bank/open.en"


def test_the_record_says_that_it_is_no_certificate() -> None:
    assert page("course/bank/certificate/")["summary"].startswith("这是自学记录，不是考试证书。")
    assert page("en/course/bank/certificate/")["summary"].startswith(
        "This is a record of self-study and no certificate"
    )


def test_there_is_a_record_only_where_a_course_promises_one_and_asks_something() -> None:
    assert ("学习记录", "../../course/bank/certificate/") in [
        (link["text"], link["href"]) for link in part("course/bank/", "along")["content"]
    ]
    course = SOURCES["courses/bank/course.yml"]
    assert "course/bank/certificate/" not in school(
        {"courses/bank/course.yml": course.replace("certificate:", "summary:")}
    )
    assert "course/bank-easy/certificate/" not in school()
    easy = {"courses/bank-easy/course.yml": SOURCES["courses/bank-easy/course.yml"] + "certificate: 学完。\n"}
    assert "course/bank-easy/certificate/" not in school(easy), "it asks nothing"


def test_a_lesson_without_a_quiz_says_so() -> None:
    pay = SOURCES["courses/bank/pay.md"].partition("## 自测")[0]
    told = school({"courses/bank/pay.md": pay})["course/bank/certificate/"].cc["certificate"]
    assert [row["none"] for row in told["rows"]] == ["", "没有自测"]
