"""Words that no voice reads: where they are found, and what is not read aloud at all."""

from __future__ import annotations

import pytest

from curbcut.core.findings import Finding
from curbcut.core.steps import findings_of, read_course, read_document

RULES = ("curbcut.rules.sayable",)
FRONT = "---\ntitle: 甲\nslug: a\npublished: 2017-01-04\n{}---\n\n"


def found(body: str, front: str = "", **included: str) -> list[Finding]:
    data = (FRONT.format(front) + body).encode()
    files = {f"content/notices/{name}.csv": text.encode() for name, text in included.items()}
    made = read_document("content/notices/a.md", data, "zh-Hans", RULES, files)
    return [finding for finding in findings_of(made) if finding.rule in ("sayable", "rule-crashed")]


def places(body: str, front: str = "", **included: str) -> list[str]:
    return [f"{f.line}:{f.column} {f.excerpt}" for f in found(body, front, **included)]


def test_each_word_is_found_at_every_place_with_its_first_code_point():
    assert places("去Москва。\n\n又去Москва，Αθήνα。") == [
        "7:2 Москва U+041C CYRILLIC CAPITAL LETTER EM",
        "9:3 Москва U+041C CYRILLIC CAPITAL LETTER EM",
        "9:10 Αθήνα U+0391 GREEK CAPITAL LETTER ALPHA",
    ]


def test_twenty_places_are_named_at_most():
    assert len(found("去Москва。" * 100)) == 20


def test_it_stops_and_a_reason_lets_it_pass_where_a_person_recorded_it():
    assert [f.level for f in found("Москва")] == ["stop"]
    assert found("Москва", "allow: {sayable: 请人录了}\n") == []


@pytest.mark.parametrize(
    "front",
    [
        "summary: 好 Москва\n",
        "contact: {name: Москва, phone: '12385'}\n",
        "change_notes: [{date: 2018-01-01, note: 加了Москва}]\n",
        "attachments: [{file: a.pdf, title: 表Москва}]\n",
    ],
)
def test_front_matter_that_is_read_aloud_is_looked_at(front):
    assert [place.split(":")[0] for place in places("正文。", front)] == ["5"]


@pytest.mark.parametrize("body", ["<!-- Москва -->\n\n正文。", "```\nМосква\n```", "[甲](https://example.org/Москва)"])
def test_what_is_not_read_aloud_is_not(body):
    assert places(body) == []


def test_a_table_from_a_file_is_found_at_the_directive():
    assert places("甲。\n\n!table t.csv\n", t="城市,名字\n莫斯科,Москва\n")[0].startswith("9:1 Москва")


def test_a_text_that_is_not_recorded_is_not_held_to_it():
    assert found("Москва", "renditions: [plain]\n") == []


def test_a_course_is_looked_at():
    made = read_course("courses/c/course.yml", "title: 课\nobjectives: [会Москва]\n".encode(), "zh-Hans", RULES)
    assert [(f.line, f.column) for f in findings_of(made) if f.rule == "sayable"] == [(2, 15)]
