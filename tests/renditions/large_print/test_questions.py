"""Questions on paper: boxes and lines, the same letters as on the page, and nothing that gives an answer away beside them."""

from __future__ import annotations

import io
import re
from pathlib import Path
from xml.etree.ElementTree import Element

import pikepdf
import pytest
from renditions.large_print.fidelity import differences
from renditions.large_print.sources import Volume, printed
from renditions.large_print.test_demo import conforming
from renditions.large_print.test_room import FACTS

from curbcut.core.model import Document, Made
from curbcut.core.reading import read
from curbcut.core.steps import opened, read_course
from curbcut.renditions.large_print.elements import text_of
from curbcut.renditions.large_print.page import Wishes, compose

CASES = Path(__file__).resolve().parents[2] / "core" / "quizzes" / "cases"
NAMES = ("all_kinds", "english", "scenario")


def lesson(name: str) -> tuple[Document, bytes]:
    data = (CASES / name / "in.md").read_bytes()
    document = read(f"courses/k/{name}.md", data, lang="en" if name == "english" else "zh-Hans").document
    assert document is not None
    return document, data


def page(name: str) -> Element:
    return compose(lesson(name)[0], FACTS, Wishes(columns=4, edition="大字", contents=False))


def texts(root: Element, tag: str) -> list[str]:
    return [text_of(one) for one in root.iter(tag)]


@pytest.mark.parametrize("name", NAMES)
def test_a_printed_quiz_conforms_and_its_tags_say_what_its_page_says(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document, data = lesson(name)
    volume = Volume(document.path, (document,), Made(files={"source.md": data}, facts=FACTS))
    made, html = printed(volume, monkeypatch)
    pdf = made.files["large-print.pdf"]
    assert conforming(pdf, tmp_path) == []
    assert differences(pdf, html) == []


def test_options_have_a_box_and_the_letter_of_the_page() -> None:
    listed = texts(page("all_kinds"), "li")
    assert "□ B. 不点链接，拨打银行卡背面的客服电话" in listed
    assert "□ A. 按客服的话处理，再删掉短信" in listed
    assert "不点短信里的链接 □" in listed
    assert "C. 网址可能是假的" in listed


def test_no_answer_stands_before_the_last_section_which_begins_a_page() -> None:
    for name in NAMES:
        main = next(page(name).iter("main"))
        classes = [child.get("class") for child in main]
        assert classes[-1] == "keys"
        before = "".join("".join(child.itertext()) for child in list(main)[: classes.index("hints")])
        for question in lesson(name)[0].questions:
            for said in filter(None, (question.explanation, question.model, *(c.feedback for c in question.choices))):
                assert said.split("\n")[0] not in before
        assert "答案：" not in before
        assert "Answer:" not in before


def test_a_number_or_a_letter_is_written_into_a_large_box_and_a_choice_is_ticked_in_a_small_one() -> None:
    large = [one for one in page("all_kinds").iter("span") if one.get("class") == "fill"]
    asked = [question for question in lesson("all_kinds")[0].questions if question.kind in ("order", "match")]
    assert len(large) == sum(len(question.prompts or question.choices) for question in asked)


def test_every_question_has_its_key_with_the_same_number() -> None:
    document, _ = lesson("all_kinds")
    keys = next(iter(page("all_kinds").iter("main")))[-1]
    assert texts(keys, "h3") == [f"第 {question.number} 题" for question in document.questions]


def test_blanks_are_lines_that_a_hand_can_write_on_and_free_text_has_four() -> None:
    root = page("all_kinds")
    assert any(re.search(r"印在银行卡的 _{12}。", heading) for heading in texts(root, "h3"))
    assert sum(one.get("class") == "writing" for one in root.iter("div")) == 4


@pytest.mark.parametrize("alone", [True, False], ids=["lesson", "workbook"])
def test_a_stressed_word_of_a_question_is_underlined_for_its_heading_is_bold_already(
    alone: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = "title: 试\npublished: 2026-01-01\nlessons: [a]\n".encode()
    course = opened(read_course("courses/k/course.yml", told, "zh-Hans").inner["document.msgpack"])
    text = "---\ntitle: 试一试\npublished: 2026-01-01\nminutes: 1\n---\n\n## 自测\n\n### 哪件事{}能在手机上做？ {{#q-a}}\n\n- [x] 取现金\n- [ ] 查余额\n"
    strokes = []
    for word in ("不", "**不**"):
        data = text.format(word).encode()
        document = read("courses/k/a.md", data, lang="zh-Hans").document
        assert document is not None
        docs = (document,) if alone else (course, document)
        made, html = printed(Volume(docs[0].path, docs, Made(files={"source.md": data}, facts=FACTS)), monkeypatch)
        pdf = made.files["large-print.pdf"]
        assert conforming(pdf, tmp_path) == [] and differences(pdf, html) == []
        with pikepdf.open(io.BytesIO(pdf)) as sheets:
            drawn = [str(op) for sheet in sheets.pages for _, op in pikepdf.parse_content_stream(sheet)]
        strokes.append(drawn.count("S"))
    assert strokes[1] == strokes[0] + 1


def test_a_printed_lesson_fits_the_size_that_was_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    document, data = lesson("all_kinds")
    volume = Volume(document.path, (document,), Made(files={"source.md": data}, facts=FACTS))
    made, _ = printed(volume, monkeypatch, sizes=("20", "30"))
    with pikepdf.open(io.BytesIO(made.files["large-print-30pt.pdf"])) as larger:
        assert len(larger.pages) > made.facts["pages"] > 4
