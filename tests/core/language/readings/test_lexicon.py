"""What people write about readings: pinyin in its spellings, a site's phrases, readings inside a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curbcut.core.language.readings import inline, legal, marked, merged, numbered, parse_reading, read_lexicon, ruby
from curbcut.core.language.readings.syllables import LEGAL
from curbcut.core.words.interface import INTERFACE


@pytest.mark.parametrize(
    ("written", "syllable"),
    [
        ("chóng", "chong2"), ("chong2", "chong2"), ("Chóng", "chong2"), ("lǜ", "lv4"), ("lü4", "lv4"), ("lv4", "lv4"),
        ("lu:4", "lv4"), ("nüè", "nve4"), ("jǖ", "ju1"), ("de", "de5"), ("de0", "de5"), ("ê̄", "ê1"), ("ń", "n2"),
        ("ńg", "ng2"), ("hm", "hm5"), ("r", "er5"), ("xi\u0304", "xi1"), ("2", None), ("chóng2", None), ("ab6", None), ("", None),
    ],
)  # fmt: skip
def test_a_syllable_is_understood_in_every_usual_spelling(written: str, syllable: str | None) -> None:
    assert numbered(written) == syllable


def test_every_legal_syllable_survives_being_written_with_its_mark() -> None:
    assert 1700 < len(LEGAL) < 1800
    assert {numbered(marked(syllable)) for syllable in LEGAL} == LEGAL


def test_only_mandarin_is_legal() -> None:
    assert all(map(legal, "zhong4 lv4 er2 de5 ng2 ê4 nve4 zhei4".split()))
    assert not any(map(legal, "zhong lü4 bong1 ji6 fi1 kei2x zuang1 ri1".split()))


def test_the_mark_stands_on_the_right_vowel() -> None:
    assert [
        marked(s) for s in "gui4 liu2 ou3 xiong2 yue4 jiao3 lv4 de5".split()
    ] == "guì liú ǒu xióng yuè jiǎo lǜ de".split()


def test_a_reading_is_parsed_or_its_first_wrong_piece_is_named() -> None:
    assert parse_reading("chóng qìng") == ("chong2", "qing4")
    assert parse_reading("xi1'an1") == ("xi1", "an1")
    assert parse_reading("chóng qxng") == "qxng"


def test_a_lexicon_keeps_what_is_right_and_says_why_the_rest_is_refused() -> None:
    lexicon, refused = read_lexicon(
        {"重庆": "chóng qìng", "单": "shan", "解放": "jie3", "乐亭": "lao4 tingg2", "A区": "a qu1", "查": 3, "的": "de"}
    )
    assert dict(lexicon.phrases) == {"重庆": ("chong2", "qing4"), "的": ("de5",)}
    assert {one.phrase: one.reason for one in refused} == {
        "单": "reading_tones",
        "解放": "reading_count",
        "乐亭": "reading_syllable",
        "A区": "reading_phrase",
        "查": "reading_text",
    }
    for one in refused:
        for text in INTERFACE[one.reason].values():
            assert "{" not in text.format_map(one.values)


def test_the_document_wins_over_the_site() -> None:
    assert merged({"重": "zhòng", "乐": "lè"}, {"重": "chóng"}) == {"乐": "lè", "重": "chóng"}


def test_readings_in_a_text_are_taken_out_with_their_places() -> None:
    assert inline("请{重|chóng}新{残联|cán lián}办{税务|tax}") == (
        "请重新残联办税务",
        {1: "chong2", 3: "can2", 4: "lian2"},
    )
    assert ruby("重庆", "chóng qìng", at=7) == {7: "chong2", 8: "qing4"}


@given(st.text(max_size=40), st.text(max_size=20))
def test_no_reading_that_people_write_raises(phrase: str, reading: str) -> None:
    lexicon, refused = read_lexicon({phrase: reading})
    assert len(lexicon.phrases) + len(refused) == 1
    assert all(legal(syllable) for _, syllables in lexicon.phrases for syllable in syllables)
    inline(phrase + "{" + reading + "|" + phrase + "}")
