"""What the pages of a course and of its lessons tell a learner, as models."""

from __future__ import annotations

from portal.schooling import SOURCES, page, part, school


def rows(url: str) -> dict[str, str]:
    return {row["label"]: row["value"] for row in page(url)["facts"]}


def test_a_lesson_says_how_to_study_it_from_what_there_is() -> None:
    cc = page("course/bank/open/")
    assert cc["study"] == "怎么学这一课"
    assert [(way["name"], way["href"], way["detail"]) for way in cc["formats"]] == [
        ("做自测题", "#q-where", "2 题"),
        ("录音", "audio.mp3", "MP3，1 分 30 秒，1.2 MB，也念自测题，答案在最后"),
        ("大字 PDF", "large-print.pdf", "PDF，4 页，90 KB，自测题可以在纸上答，答案在最后"),
        ("纯文本", "plain.txt", "TXT，2 KB"),
        ("易读版", "../../../course/bank-easy/open/", "HTML"),
    ]
    easy = page("course/bank-easy/open/")
    assert [way["detail"] for way in easy["formats"][:3]] == [
        "MP3，1 分 30 秒，1.2 MB",
        "PDF，4 页，90 KB",
        "TXT，2 KB",
    ]
    assert (easy["formats"][-1]["name"], easy["formats"][-1]["href"]) == ("完整版", "../../../course/bank/open/")
    assert "易读版" not in [way["name"] for way in page("course/bank/pay/")["formats"]], "there is no such lesson"
    assert page("en/course/bank/open/")["study"] == "How to study this lesson"


def test_a_course_says_how_much_it_is_what_counts_and_whom_to_ask() -> None:
    told = rows("course/bank/")
    assert told == {
        "发布日期": "2026年1月1日", "课数": "2 课", "所需时间": "17 分钟", "自测题": "3 题", "每课的格式": "录音、大字 PDF、纯文本",
        "及格": "每课自测 60 分以上，满分 100 分", "怎样算学完": "学完两课。", "问谁": "培训科，12385，工作日", "使用许可": "CC BY 4.0",
    }  # fmt: skip
    assert next(row["href"] for row in page("course/bank/")["facts"] if row["label"] == "问谁") == "tel:12385"
    assert [(item["title"], item["detail"]) for item in part("course/bank/", "lessons")["content"]] == [
        ("开通", "8 分钟，2 题"), ("付款", "9 分钟，1 题，先学：开通"),
    ]  # fmt: skip


def test_the_last_lesson_leads_to_the_record_of_learning_and_the_others_to_the_next() -> None:
    first, last = page("course/bank/open/"), page("course/bank/pay/")
    assert (first["next"]["title"], first["finish"]) == ("付款", None)
    assert (last["next"], last["finish"]) == (None, {"title": "学习记录", "href": "../../../course/bank/certificate/"})
    easy = page("course/bank-easy/open/")
    assert (easy["next"], easy["finish"]) == (None, None), "its course promises no record"


def test_pass_marks_that_differ_stand_at_their_lessons() -> None:
    pay = SOURCES["courses/bank/pay.md"].replace("pass: 60", "pass: 80")
    cc = school({"courses/bank/pay.md": pay})["course/bank/"].cc
    assert "及格" not in [row["label"] for row in cc["facts"]]
    lessons = next(one for one in cc["sections"] if one["id"] == "cc-lessons")
    assert [item["detail"] for item in lessons["content"]] == [
        "8 分钟，2 题，60 分及格",
        "9 分钟，1 题，80 分及格，先学：开通",
    ]


def test_a_course_and_its_easy_version_lead_to_each_other() -> None:
    along = {term["text"]: term["href"] for term in part("course/bank/", "along")["content"]}
    assert along["易读版"] == "../../course/bank-easy/"
    assert along["我的学习进度"] == "../../progress/"
    back = {term["text"]: term["href"] for term in part("course/bank-easy/", "along")["content"]}
    assert back["完整版"] == "../../course/bank/"
    assert "我的学习进度" not in back, "nothing is asked there"
