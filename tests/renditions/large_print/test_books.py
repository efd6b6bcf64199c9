"""A course on paper: a workbook that gives nothing away, and a key with the same numbers and letters in a file of its own."""

from __future__ import annotations

import io
from pathlib import Path
from xml.etree.ElementTree import Element

import pikepdf
import pytest
from renditions.large_print.fidelity import differences
from renditions.large_print.sources import Volume, printed_files
from renditions.large_print.test_demo import conforming, source
from renditions.large_print.test_questions import lesson
from renditions.large_print.test_room import FACTS

from curbcut.core.model import Document, Made
from curbcut.core.steps import opened, read_course
from curbcut.renditions import large_print as room
from curbcut.renditions.large_print.book import compose_book
from curbcut.renditions.large_print.elements import text_of
from curbcut.renditions.large_print.key import compose_key
from curbcut.renditions.large_print.page import Wishes

COURSE = """\
title: 防骗课
summary: 两课。
published: 2026-01-01
lessons: [duanxin, tousu]
certificate: 每课60分。
licence: CC BY 4.0
teacher: {name: 王老师, phone: "12385", sms: "12385", hours: 工作日}
"""
ADDRESS = COURSE.replace("hours:", "address: 和平路100号, hours:")
WISHES = Wishes(columns=4, edition="大字", contents=True)
ALL = ("all_kinds", "scenario")


def volumes(text: str = COURSE, names: tuple[str, ...] = ALL) -> tuple[Document, tuple[Document, ...]]:
    lang, path = ("en", "course.en.yml") if names == ("english",) else ("zh-Hans", "course.yml")
    course = opened(read_course(f"courses/k/{path}", text.encode(), lang).inner["document.msgpack"])
    return course, tuple(lesson(name)[0] for name in names)


def workbook(text: str = COURSE, names: tuple[str, ...] = ALL) -> Element:
    return compose_book(*volumes(text, names), FACTS, WISHES)


def key(text: str = COURSE, names: tuple[str, ...] = ALL) -> Element:
    return compose_key(*volumes(text, names), FACTS, WISHES)


def texts(root: Element, tag: str) -> list[str]:
    return [text_of(one) for one in root.iter(tag)]


def test_the_workbook_is_cover_contents_lessons_words_and_a_sheet_for_the_post() -> None:
    root = workbook()
    assert texts(root, "h2") == [
        "目录", "怎么用这本练习册", "认出假短信", "客人的投诉", "词语解释", "寄送单",
    ]  # fmt: skip
    listed = [text_of(one).partition(" ")[0] for one in root.iter("li") if one.find("a[@href]/span") is not None]
    assert listed == texts(root, "h2")[1:], "the contents name lessons, not what is in each of them"
    cover = text_of(next(root.iter("header")))
    said = (
        "主办：临江市残联",
        "课数：2 课",
        "自测题：",
        "怎样算学完：每课60分。",
        "问谁：王老师，12385，工作日",
        "使用许可：CC BY 4.0",
    )
    assert [text for text in said if text not in cover] == []
    words = next(one for one in root.iter("section") if one[0].get("id") == "cc-glossary")
    assert texts(words, "dt") and all("见：认出假短信" in text for text in texts(words, "dd"))
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    inside = [one.get("href", "") for one in root.iter("a") if one.get("href", "").startswith("#")]
    assert [href for href in inside if href[1:] not in ids] == []


def test_nothing_in_the_workbook_says_what_is_right() -> None:
    said = "".join(workbook().itertext()).replace("\u2060", "")
    assert "答案：" not in said and "解析：" not in said and "评分要点" not in said
    questions = [question for name in ALL for question in lesson(name)[0].questions]
    kept = [q.explanation for q in questions] + [q.model for q in questions]
    kept += [choice.feedback for q in questions for choice in q.choices]
    assert len([text for text in kept if text]) >= 8
    assert [text for text in kept if text and text.split("\n")[0] in said] == []


def test_the_key_has_every_question_of_every_lesson_with_number_letters_and_reasons() -> None:
    root = key()
    sections = [one for one in root.iter("section") if one.get("class") == "answers"]
    assert [text_of(one[0]) for one in sections] == ["认出假短信", "客人的投诉"]
    assert text_of(sections[0][1]) == "60 分及格"
    for name, section in zip(ALL, sections, strict=True):
        document, said = lesson(name)[0], "".join(section.itertext())
        answered = [question for question in document.questions if f"第 {question.number} 题" in texts(section, "h3")]
        assert answered == [
            question for question in document.questions if question.right or question.kind != "scenario"
        ]
        for question in answered:
            if question.kind in ("single", "multiple", "truth"):
                right = [choice for choice in question.choices if choice.letter in question.right]
                assert all(f"{choice.letter.upper()}. {choice.text}" in said for choice in right), question.id
            assert all(text in said for text in (question.explanation, question.model, *question.criteria)), question.id
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    inside = [one.get("href", "") for one in root.iter("a") if one.get("href", "").startswith("#")]
    assert [href for href in inside if href[1:] not in ids] == []
    assert texts(root, "h1") == ["防骗课：答案册"]


def test_how_to_answer_is_said_of_the_kinds_that_are_asked_and_of_no_other() -> None:
    def how(names: tuple[str, ...]) -> str:
        sections = [one for one in workbook(names=names).iter("section") if one[0].get("id") == "cc-how"]
        return text_of(sections[0]) if sections else ""

    assert all(word in how(("all_kinds",)) for word in ("单选", "多选", "排序", "配对", "填空", "简答", "答案册"))
    assert "情景" in how(("scenario",)) and not any(word in how(("scenario",)) for word in ("排序", "配对", "填空"))


@pytest.mark.parametrize(
    ("text", "said", "silent"),
    [(COURSE, "怎么交，请先打电话问：", "请寄回"), (ADDRESS, "请寄回：", "先打电话"), (COURSE.partition("teacher")[0], "", "寄送单")],
)  # fmt: skip
def test_the_sheet_for_the_post_says_only_what_the_course_names(text: str, said: str, silent: str) -> None:
    whole = "".join(workbook(text).itertext())
    assert said in whole and silent not in whole
    assert ("和平路100号" in whole) is ("address" in text)
    assert ("短信：12385" in whole) is ("teacher" in text), "a deaf learner writes"


def test_a_course_that_asks_nothing_is_one_book_with_its_source(monkeypatch: pytest.MonkeyPatch) -> None:
    course, (one, _) = volumes()
    silent = Document(
        path="courses/k/a.md", slug="a", url="course/k/a/", lang="zh-Hans", meta=one.meta, body="<p>一。</p>"
    )
    volume = Volume("courses/k/course.yml", (course, silent), Made(files={"source.md": b"x"}, facts=FACTS))
    made, _ = printed_files(volume, monkeypatch)
    assert (list(made.files), made.facts["name"]["zh"]) == (["large-print.pdf"], "大字 PDF")
    with pikepdf.open(io.BytesIO(made.files["large-print.pdf"])) as pdf:
        assert source(pdf) == b"x"


@pytest.mark.parametrize("names", [ALL, ("english",)])
def test_both_books_conform_in_every_size_and_only_the_key_holds_the_source(
    names: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    course, lessons = volumes(names=names)
    told = Made(files={"source.md": "- [x] 答案".encode()}, facts=FACTS)
    volume = Volume(course.path, (course, *lessons), told)
    made, pages = printed_files(volume, monkeypatch, sizes=("20", "30"))
    assert list(made.files) == [
        "large-print.pdf", "large-print-key.pdf", "large-print-30pt.pdf", "large-print-30pt-key.pdf",
    ]  # fmt: skip
    assert made.facts["name"] == {"zh": "大字练习册 PDF", "en": "Large-print workbook PDF"}
    assert made.facts["also"]["large-print-30pt-key.pdf"]["name"]["zh"] == "超大字答案册 PDF"
    counted = {"large-print.pdf": made.facts["pages"]} | {
        file: one["pages"] for file, one in made.facts["also"].items()
    }
    for file, data in made.files.items():
        assert conforming(data, tmp_path) == [], file
        assert differences(data, pages[file]) == [], file
        with pikepdf.open(io.BytesIO(data)) as pdf:
            assert len(pdf.pages) == counted[file]
            assert len(pdf.attachments) == ("key" in file), file
    assert made.files == room.bind(volume.docs, room.Options(sizes=("20", "30")), {"site": told}).files
