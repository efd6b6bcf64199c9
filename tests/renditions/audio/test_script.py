"""What a recording says, and in which order."""

from __future__ import annotations

import pytest
from renditions.audio.documents import CASES, HERE, case, notice

from curbcut.renditions.audio.lines import MOST
from curbcut.renditions.audio.script import script

RELATED = {"related": [["repealed_by", "交通补贴新办法", "zh-Hans", ""]], "expired": False}


def told(name: str) -> dict[str, object]:
    return RELATED if name.startswith("repealed") else {"related": [], "expired": False}


@pytest.mark.parametrize("name", CASES)
def test_a_text_is_read_in_the_order_that_a_listener_needs(name: str, request: pytest.FixtureRequest) -> None:
    lines = script(case(name), told(name))
    shown = "".join(
        f"{line.id}\t{line.lang}\t{line.level or ''}\t{line.pause_ms}\t[{line.before}]{line.text}\n" for line in lines
    )
    golden = HERE / "cases" / name / "script.tsv"
    if request.config.getoption("--rewrite"):
        golden.write_text(shown, "utf-8")
    assert shown == golden.read_text("utf-8")


def test_a_repealed_notice_says_so_before_anything() -> None:
    first, second, title = script(case("repealed_notice"), RELATED)[:3]
    assert "废止" in first.text
    assert second.text == "交通补贴新办法"
    assert title.id == "cc-title"


def test_a_page_that_is_out_of_date_says_so_before_anything() -> None:
    assert script(notice("正文。"), {"related": [], "expired": True})[0].id == "cc-banner"


def test_footnotes_can_wait_until_the_end() -> None:
    texts = [line.before + line.text for line in script(case("lists_and_notes"), told(""), "end")]
    assert texts[texts.index("脚注") + 1 :][:3] == ["1：看合同。", "看不清的，请人念。", "2：电子签名也算。"]
    assert "脚注1：看合同。" not in texts


def test_a_footnote_that_is_called_twice_is_read_once() -> None:
    texts = [line.before + line.text for line in script(case("lists_and_notes"), told(""))]
    assert texts.count("脚注1：看合同。") == 1
    assert texts.index("脚注1：看合同。") == texts.index("先看清楚，再签字。") + 1


def test_every_sentence_of_the_text_is_read_once_but_code_and_cells_over_several_rows() -> None:
    for name in CASES:
        doc = case(name)
        heard = [line.id for line in script(doc, told(name)) if line.is_sentence and not line.id.endswith(".table")]
        code = {sentence.id for sentence in doc.sentences if doc.blocks[sentence.block].tag == "pre"}
        heads = {sentence.id for sentence in doc.sentences if doc.blocks[sentence.block].tag == "th"}
        twice = {line for line in heard if heard.count(line) > 1}
        over_rows = {"s-28b83c"}  # a cell over two rows is read with each
        assert twice <= over_rows
        assert {sentence.id for sentence in doc.sentences} - code - heads <= set(heard)


def test_a_sentence_without_end_is_read_in_pieces_of_which_nothing_is_missing() -> None:
    text = "我们去办手续" * 400
    lines = [line for line in script(notice(text), told("")) if line.is_sentence]
    assert "".join(line.text for line in lines) == text
    assert [line.offset for line in lines] == [sum(len(one.text) for one in lines[:n]) for n in range(len(lines))]
    assert max(len(line.text) for line in lines) <= MOST
    assert {line.id for line in lines} == {lines[0].id}


def test_a_long_sentence_is_cut_where_a_reader_breathes_and_never_inside_a_number() -> None:
    text = "，".join(f"第{n}项补助12345678元" for n in range(60)) + "。"
    lines = [line for line in script(notice(text), told("")) if line.is_sentence]
    assert len(lines) > 1
    assert all(line.text.endswith(("，", "。")) for line in lines)


def test_a_sentence_that_a_person_speaks_is_never_cut() -> None:
    doc = notice("我们去办手续" * 100)
    lines = script(doc, told(""), recorded={doc.sentences[0].id})
    assert [line.text for line in lines if line.is_sentence] == [doc.sentences[0].text]


def test_the_end_says_honestly_who_spoke() -> None:
    doc = notice("正文。")
    assert script(doc, told(""))[-1].text == "全文完。这段录音由电脑朗读。"
    assert script(doc, told(""), recorded={doc.sentences[0].id})[-1].text == "全文完。"
