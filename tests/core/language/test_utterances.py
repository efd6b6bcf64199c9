"""A sentence becomes sounds, and every sound knows the characters it is heard for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curbcut.core.language.readings import inline, legal, lexicon_for, read_lexicon
from curbcut.core.language.utterances import utter


def said(text: str, lang: str = "zh-Hans", **more) -> str:
    return " ".join(token.says + token.stop for token in utter(text, lang, **more).utterance.tokens)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("共3个。", "gong4 san1 ge4."),
        ("打12385，或发短信。", "da3 yao1 er4 san1 ba1 wu3, huo4 fa1 duan3 xin4."),
        ("用App办", "yong4 App ban4"),
        ("去Café吧", "qu4 Cafe ba5"),
        ("一共“两次”！", "yi2 gong4 liang3 ci4!"),
        ("他说：“好。”", "ta1 shuo1: hao3."),
        ("花儿", "hua1"),
        ("（一）领钱", "yi1, ling3 qian2"),
        ("(1)领钱", "yi1, ling3 qian2"),
        ("1）领钱", "yi1, ling3 qian2"),
        ("需带：(1)身份证(2)残疾人证", "xu1 dai4: yi1, shen1 fen4 zheng4, er4, can2 ji2 ren2 zheng4"),
        ("（二）申请；（三）审核", "er4, shen1 qing3; san1, shen3 he2"),
        ("见第（一）项", "jian4 di4 yi1 xiang4"),
        ("按照（一）的规定", "an4 zhao4 yi1 de5 gui1 ding4"),
        ("残疾人（一级）", "can2 ji2 ren2 yi1 ji2"),
        ("Øre和straße", "Ore he2 strasse"),
    ],
)
def test_a_sentence_is_said_as_people_say_it(text: str, expected: str) -> None:
    assert said(text).replace("er5", "").strip() == expected


def test_the_highlight_covers_what_is_written_while_more_is_spoken() -> None:
    text = "咨询12385。"
    tokens = utter(text, "zh-Hans").utterance.tokens
    assert [(text[token.start : token.end], token.says) for token in tokens[2:]] == [
        ("1", "yao1"), ("2", "er4"), ("3", "san1"), ("8", "ba1"), ("5", "wu3"),
    ] or [text[token.start : token.end] for token in tokens[2:]] == ["12385"] * 5  # fmt: skip


def test_what_an_editor_says_wins_over_everything() -> None:
    plain, fixed = inline("{重|chóng}了")
    assert (plain, said(plain, fixed=fixed)) == ("重了", "chong2 le5")
    lexicon, refused = read_lexicon({"单县": "shàn xiàn"})
    assert (refused, said("到单县去", lexicon=lexicon)) == ((), "dao4 shan4 xian4 qu4")


def test_english_keeps_its_own_numbers_and_chinese_in_it_is_chinese() -> None:
    tokens = utter("Call 12385 in 临江.", "en").utterance.tokens
    assert [(token.says, token.lang) for token in tokens] == [
        ("Call", "en"), ("12385", "en"), ("in", "en"), ("lin2", "zh-Hans"), ("jiang1", "zh-Hans"),
    ]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="一不了重行长地得ABz9 0123，。：-—（）“”😀\u200b\n銀", max_size=30))
def test_whatever_is_typed_is_said_in_order_and_in_legal_syllables(text: str) -> None:
    tokens = utter(text, "zh-Hans").utterance.tokens
    assert all(0 <= token.start <= token.end <= len(text) for token in tokens)
    assert [token.start for token in tokens] == sorted(token.start for token in tokens)
    assert all(legal(token.says) for token in tokens if token.lang.startswith("zh"))
    assert all(token.says.isascii() and " " not in token.says for token in tokens)


def test_only_entries_that_a_sentence_says_belong_to_it() -> None:
    entries = {"单县": "shàn xiàn", "三百": "sān bǎi", "重庆": "chóng qìng", "长城": "cháng chéng"}
    assert lexicon_for("单县有300户", entries) == {"单县": "shàn xiàn", "三百": "sān bǎi"}
    assert lexicon_for("⻓城", entries) == {"长城": "cháng chéng"}
    assert lexicon_for("Three hundred", entries) == {}
    # A Chinese voice says 一一零号, an English one 一百一十号.
    assert lexicon_for("GB 110号", {"一一零": "yāo yāo líng", "一百": "yī bǎi"}).keys() == {"一一零", "一百"}


CLOSE = "重庆长城单县三百二十点到杠〇零"
PHRASES = st.text(alphabet=CLOSE, min_size=1, max_size=3)


@settings(max_examples=300, deadline=None)
@given(
    st.text(alphabet=CLOSE + "⻓⼀0123459.:：/-%年月日元约 ，。Aa（）", max_size=24),
    st.dictionaries(PHRASES, st.sampled_from("chóng lè èr de".split()), max_size=6),
    st.sampled_from(["zh-Hans", "zh", "en"]),
)
def test_no_entry_is_left_out_that_changes_how_a_sentence_is_said(text: str, ones: dict[str, str], lang: str) -> None:
    whole = {phrase: " ".join([one] * len(phrase)) for phrase, one in ones.items()}
    own = lexicon_for(text, whole)
    assert own.items() <= whole.items()
    assert utter(text, lang, lexicon=read_lexicon(own)[0]) == utter(text, lang, lexicon=read_lexicon(whole)[0])
