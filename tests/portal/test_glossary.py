"""The words that the lessons of a course explain, on one page."""

from __future__ import annotations

from portal.schooling import SOURCES, page, part, read, school


def words(source: str) -> list[tuple[str, str]]:
    return [(one.text, one.meaning) for one in read("courses/a/b.md", "---\ntitle: t\n---\n\n" + source).defined]


def test_words_that_share_a_meaning_and_meanings_of_one_word_stay_together() -> None:
    assert words("甲\n乙\n:   第一。第二。\n:   第三。\n\n丙\n:   别的。\n") == [
        ("甲", "第一。第二。第三。"), ("乙", "第一。第二。第三。"), ("丙", "别的。"),
    ]  # fmt: skip
    assert words("没有词语。\n") == []
    assert words("{重|chóng}复\n:   再来一次。\n") == [("重复", "再来一次。")], "the reading is no part of the word"


def test_a_glossary_stands_in_the_order_of_its_readings_and_leads_into_the_lessons() -> None:
    cc = page("course/bank/glossary/")
    assert [(item["title"], item["summary"], item["detail"]) for item in cc["items"]] == [
        ("柜台", "银行里办事的地方。", "见：开通"),
        ("收款码", "别人扫了就能付钱的图。", "见：付款"),
        ("验证码", "银行发来的一串数字。", "见：开通"),
    ]
    start, _, sentence = cc["items"][0]["href"].partition("#")
    assert start == "../../../course/bank/open/" and sentence.startswith("s-")
    assert part("course/bank/", "along")["content"][1] == {
        "text": "词语解释", "href": "../../course/bank/glossary/", "count": 0, "current": False,
    }  # fmt: skip


def test_a_glossary_knows_its_translation() -> None:
    assert [(way["lang"], way["href"]) for way in page("course/bank/glossary/")["languages"]] == [
        ("en", "../../../en/course/bank/glossary/")
    ]
    assert [item["title"] for item in page("en/course/bank/glossary/")["items"]] == ["Code"]


def test_lessons_that_say_the_same_share_an_entry_and_a_lesson_keeps_its_address() -> None:
    twice = {"courses/bank/pay.md": SOURCES["courses/bank/pay.md"] + "\n## 词\n\n柜台\n:   银行里办事的地方。\n"}
    items = school(twice)["course/bank/glossary/"].cc["items"]
    assert [item["detail"] for item in items if item["title"] == "柜台"] == ["见：开通、付款"]
    lesson = {"courses/bank/glossary.md": "---\ntitle: 词\n---\n\n正文。\n"}
    pages = school(lesson)
    assert pages["course/bank/glossary/"].title == "词"
    along = next(one for one in pages["course/bank/"].cc["sections"] if one["id"] == "cc-along")
    assert "词语解释" not in [link["text"] for link in along["content"]]


def test_a_course_that_explains_no_words_has_no_glossary() -> None:
    assert "course/bank-easy/glossary/" not in school()
