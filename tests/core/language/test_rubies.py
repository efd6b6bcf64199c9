"""What an editor writes over a character is said, at that character of its sentence."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curbcut.core.language.rubies import fixed_readings
from curbcut.core.model import Document
from curbcut.core.reading import read


def document(body: str) -> Document:
    text = f"---\ntitle: 关于\nslug: about\n---\n{body}\n"
    found = read("content/pages/about.md", text.encode()).document
    assert found is not None
    return found


def given_in(body: str) -> list[tuple[str, str]]:
    """Return the characters that are given a reading, in order, each with it."""
    doc = document(body)
    fixed = fixed_readings(doc)
    return [(one.text[at], syllable) for one in doc.sentences for at, syllable in sorted(fixed.get(one.id, {}).items())]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("请{重|chóng}新申请。", [("重", "chong2")]),
        ("去{重庆|chóng qìng}。", [("重", "chong2"), ("庆", "qing4")]),
        ("买{东西|dōng xi}。", [("东", "dong1"), ("西", "xi5")]),  # a light syllable is one beside a full one
        ("甲。第二句{长|cháng}。", [("长", "chang2")]),
        ("**请{重|chóng}来**，[{单|shàn}县](https://example.org/)。", [("重", "chong2"), ("单", "shan4")]),
        ("**重复。再{重|chóng}来**。", [("重", "chong2")]),
        ("看  两\n行  {行|háng}[^1]{行|xíng}。\n\n[^1]: 注{解|xiè}。", [("行", "hang2"), ("行", "xing2"), ("解", "xie4")]),
        ("<b></b> {重|chóng}", [("重", "chong2")]),
        ("<p>甲<br>乙 <ruby> 重\n<rp>(</rp><rt> chóng </rt><rp>)</rp></ruby>丙</p>", [("重", "chong2")]),
        ("| 表 | 头 |\n|---|---|\n| {乐|yuè} | 二 |", [("乐", "yue4")]),
        ("## {重|chóng}新\n\n- [ ] 带{单|dān}子", [("重", "chong2"), ("单", "dan1")]),
        ("{残联|federation}和{税务|tax office}。", []),
        ("{重|zhong}要", []),  # no tone: nobody knows which
        ("没有注音。", []),
    ],
)  # fmt: skip
def test_a_ruby_says_how_its_characters_are_read(body: str, expected: list[tuple[str, str]]) -> None:
    assert given_in(body) == expected


def test_the_place_is_that_of_the_sentence_s_text() -> None:
    doc = document("看  {abc|x} 两\n行  {行|háng}。")
    (one,) = doc.sentences
    assert fixed_readings(doc) == {one.id: {one.text.index("行", one.text.index("行") + 1): "hang2"}}


PIECES = ["重", "{重|chóng}", "{东西|dōng xi}", "{税|tax}", "。", "？", " ", "\n", "甲", "**", "*", "`x`", "[乙](https://a.example/)",
          "<b>", "</b>", "[^1]", "&amp;", "<br>", "a b"]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=20))
def test_whatever_surrounds_it_a_reading_belongs_to_its_own_character(pieces: list[str]) -> None:
    doc = document("".join(pieces) + "\n\n[^1]: 注。")
    texts = {one.id: one.text for one in doc.sentences}
    belongs = {"chong2": "重", "dong1": "东", "xi5": "西"}
    for name, fixed in fixed_readings(doc).items():
        assert {texts[name][at] for at in fixed} == {belongs[fixed[at]] for at in fixed}
        assert all(texts[name][at] == belongs[syllable] for at, syllable in fixed.items())
