"""Characters without a glyph: where they are found, in the text, in its images, in its front matter."""

from __future__ import annotations

import pytest

from curbcut.core.findings import Finding
from curbcut.core.steps import findings_of, read_course, read_document

RULES = ("curbcut.rules.glyphs",)
FRONT = "---\ntitle: 甲\nslug: a\npublished: 2017-01-04\n{}---\n\n"


def found(body: str, front: str = "", **included: str) -> list[Finding]:
    data = (FRONT.format(front) + body).encode()
    files = {f"content/notices/{name}.csv": text.encode() for name, text in included.items()}
    made = read_document("content/notices/a.md", data, "zh-Hans", RULES, files)
    return [finding for finding in findings_of(made) if finding.rule in ("glyphs", "rule-crashed")]


def places(body: str, front: str = "", **included: str) -> list[str]:
    return [f"{f.line}:{f.column} {f.excerpt}" for f in found(body, front, **included)]


def test_each_character_is_found_at_its_place_with_code_point_and_name():
    assert places("甲 ♿ 乙\n\n丙😀") == ["7:3 ♿ U+267F WHEELCHAIR SYMBOL", "9:2 😀 U+1F600 GRINNING FACE"]


def test_every_place_of_a_character_is_named_up_to_twenty():
    assert [place.split()[0] for place in places("✔ ✔\n\n✔")] == ["7:1", "7:3", "9:1"]
    assert len(found("✔" * 500)) == 20


def test_it_stops_and_no_reason_lets_it_pass():
    assert [(f.level, f.excerpt[0]) for f in found("♿", "allow: {glyphs: 大家都认识}\n")] == [("stop", "♿")]


@pytest.mark.parametrize(
    "front",
    [
        "summary: 好 ♿\n",
        "issuer: [残联 ♿]\n",
        "contact: {name: 张 ♿, phone: '12385'}\n",
        "change_notes: [{date: 2018-01-01, note: 加了 ♿}]\n",
        "attachments: [{file: a.pdf, title: 表 ♿}]\n",
    ],
)
def test_front_matter_that_is_told_to_readers_is_looked_at(front):
    assert [place.split(":")[0] for place in places("正文。", front)] == ["5"]


@pytest.mark.parametrize("front", ["allow: {alt-text: 理由 ♿}\n", "# 给同事 ♿\n"])
def test_what_only_editors_read_is_not(front):
    assert places("正文。\n\n<!-- ♿ -->\n", front) == []


def test_the_title_is_looked_at():
    data = "---\ntitle: 甲 ♿\nslug: a\n---\n\n正文。\n".encode()
    (finding,) = findings_of(read_document("content/pages/a.md", data, "zh-Hans", RULES))
    assert (finding.line, finding.column) == (2, 10)


def test_an_escape_in_front_matter_is_found_at_the_beginning():
    assert places("正文。", 'summary: "\\u267F"\n') == ["1:1 ♿ U+267F WHEELCHAIR SYMBOL"]


def test_an_entity_is_found_where_its_sentence_is():
    assert places("甲。\n\n乙 &#x267F; 丙。") == ["9:1 ♿ U+267F WHEELCHAIR SYMBOL"]


def test_a_table_from_a_file_is_found_at_the_directive():
    assert places("甲。\n\n!table t.csv\n", t="项目,有无\n坡道,✔\n") == ["9:1 ✔ U+2714 HEAVY CHECK MARK"]


def test_the_way_back_from_a_footnote_is_not_printed_but_the_same_arrow_in_the_text_is():
    note = "甲[^1]。\n\n[^1]: 乙。"
    assert places(note) == []
    assert places(note + "\n\n丙 ↩ 丁。")[0].startswith("11:3 ↩")


def test_code_and_alternative_texts_are_printed_too():
    assert [place.split()[0] for place in places("`✔`\n\n![图 ♿ 里](a.png)")] == ["7:2", "9:5"]


def test_an_accent_typed_apart_is_composed_first():
    assert places("cafe\u0301") == []
    assert places("n\u0307") == ["7:1 ṅ U+1E45 LATIN SMALL LETTER N WITH DOT ABOVE"]


def test_a_course_is_looked_at():
    made = read_course("courses/c/course.yml", "title: 课 ♿\nobjectives: [会 ✔]\n".encode(), "zh-Hans", RULES)
    assert [(f.line, f.column) for f in findings_of(made) if f.rule == "glyphs"] == [(1, 10), (2, 16)]
