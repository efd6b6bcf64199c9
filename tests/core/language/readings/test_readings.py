"""What is read aloud: lists of sentences, tone changes, and that every character has its syllable."""

from __future__ import annotations

import subprocess
import sys

import msgspec
import pytest
from core.language.readings.items import items
from hypothesis import given, settings
from hypothesis import strategies as st

from curbcut.core.language.readings import (
    Lexicon,
    Syllable,
    inline,
    legal,
    readings,
    uncertain,
)
from curbcut.core.language.readings.vocabulary import vocabulary
from curbcut.core.language.scripts import HAN_RUN, is_han
from curbcut.core.words.interface import INTERFACE

CHINESE = st.text(
    alphabet=st.sampled_from("一不的地得了着为重长行处儿子々〇𠮷\u3021重新残疾人办理银行 ,。3a\n"), max_size=40
)


def said(text: str) -> str:
    return " ".join(syllable.pinyin for syllable in readings(text))


def wrong(name: str) -> tuple[list[str], int]:
    """Return the items of a list that are not read as expected, and how many there are."""
    missed, listed = [], items(name)
    for text, expected in listed:
        got = {syllable.start: syllable.pinyin for syllable in readings(text)}
        different = {text[place]: (one, got[place]) for place, one in expected.items() if got[place] != one}
        if different:
            missed.append(f"{text} {different}")
    return missed, len(listed)


def test_every_item_of_the_list_it_was_developed_on_is_read_right() -> None:
    missed, count = wrong("seen.txt")
    assert count >= 900
    assert missed == []


def test_the_list_that_was_scored_once_is_read_at_least_as_well_as_then() -> None:
    missed, count = wrong("unseen.txt")
    assert count >= 130
    assert len(missed) <= 2, missed


@pytest.mark.parametrize(
    ("text", "pinyin"),
    [
        ("不是", "bu2 shi4"),
        ("不好", "bu4 hao3"),
        ("好不好", "hao3 bu5 hao3"),
        ("看不见", "kan4 bu5 jian4"),
        ("一个", "yi2 ge4"),
        ("一天", "yi4 tian1"),
        ("第一条", "di4 yi1 tiao2"),
        ("二十一", "er4 shi2 yi1"),
        ("看一看", "kan4 yi5 kan4"),
        ("一定不一样", "yi2 ding4 bu4 yi2 yang4"),
        ("统一安排", "tong3 yi1 an1 pai2"),
        ("你好", "ni3 hao3"),  # a third tone stays: the engine changes it
        ("绿色", "lv4 se4"),
        ("办WCAG证", "ban4 zheng4"),
        ("3只", "zhi1"),
    ],
)
def test_tones_are_written_as_spoken_and_latin_stays_out(text: str, pinyin: str) -> None:
    assert said(text) == pinyin


def test_the_dictionary_form_is_kept_beside_the_spoken_one() -> None:
    assert [(s.pinyin, s.dictionary) for s in readings("不要一次")] == [
        ("bu2", "bu4"),
        ("yao4", "yao4"),
        ("yi2", "yi1"),
        ("ci4", "ci4"),
    ]


def test_an_er_that_colours_the_syllable_before_it_is_told_from_a_child() -> None:
    assert [s.joined for s in readings("女儿在这儿")] == [False, False, False, False, True]


def test_a_lexicon_wins_over_everything_and_the_longest_phrase_first() -> None:
    lexicon = Lexicon(phrases=(("长堤", ("zhang3", "di1")), ("区长堤", ("qu1", "chang2", "ti2")), ("重", ("chong2",))))
    assert [s.pinyin for s in readings("长堤，区长堤，太重", lexicon)][:2] == ["zhang3", "di1"]
    assert [s.pinyin for s in readings("区长堤", lexicon)] == ["qu1", "chang2", "ti2"]
    assert readings("太重", lexicon)[1] == Syllable(start=1, end=2, pinyin="chong2", dictionary="chong2")


def test_a_reading_in_the_text_belongs_to_its_place_alone() -> None:
    text, fixed = inline("他{长|zhǎng}得很长")
    assert text == "他长得很长"
    assert [s.pinyin for s in readings(text, fixed=fixed)] == ["ta1", "zhang3", "de5", "hen3", "chang2"]


def test_what_is_uncertain_is_shown_with_both_readings_and_what_to_write() -> None:
    (doubt,) = uncertain("程度重、不重？")[:1]
    assert (doubt.character, doubt.readings, doubt.fixes) == ("重", ("zhòng", "chóng"), ("{重|zhòng}", "{重|chóng}"))
    assert doubt.reason == "reading_alone"
    text, fixed = inline("程度{重|zhòng}")
    assert uncertain(text, fixed=fixed) == ()


def test_a_character_that_no_table_has_is_read_as_some_and_reported() -> None:
    (syllable,) = readings("\U0003106c")
    assert (syllable.pinyin, syllable.certain, syllable.reason) == ("mou3", False, "reading_unknown")
    assert uncertain("\U0003106c")[0].fixes == ("{\U0003106c|pīnyīn}",)


def test_every_reason_has_its_words() -> None:
    assert {"reading_methods", "reading_alone", "reading_unknown"} <= set(INTERFACE)


@settings(max_examples=300, deadline=None)
@given(st.one_of(CHINESE, st.text(max_size=60)))
def test_every_chinese_character_has_one_legal_syllable_in_order(text: str) -> None:
    syllables = readings(text)
    assert [s.start for s in syllables] == [place for place, ch in enumerate(text) if is_han(ch)]
    assert all(s.end == s.start + 1 and legal(s.pinyin) and legal(s.dictionary) for s in syllables)
    assert all(legal(s.other) for s in syllables if s.other)
    assert all(bool(s.reason) != s.certain for s in syllables)
    assert readings(text) == syllables


def test_every_character_of_the_common_table_is_read() -> None:
    text = "".join(chr(code) for code in range(0x4E00, 0xA000))
    assert len(readings(text)) == len(text)
    assert HAN_RUN.fullmatch(text)


def test_nothing_is_loaded_before_a_chinese_text_is_read() -> None:
    code = (
        "import sys; from curbcut.core.language.readings import readings; readings('no Chinese 3');"
        "sys.exit(any(name.startswith('pypinyin') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_tables_are_those_that_pypinyin_uses() -> None:
    from pypinyin.phrases_dict import phrases_dict
    from pypinyin.pinyin_dict import pinyin_dict

    words = vocabulary()
    assert words._single == pinyin_dict
    assert {word: msgspec.json.decode(listed) for word, listed in words._listed.items()} == phrases_dict
