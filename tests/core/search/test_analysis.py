"""Texts become terms: the same for a page and for a query, whatever somebody writes."""

from __future__ import annotations

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from curbcut.core.search.analysis import LONGEST, STOP, fold, grams, spots, variants
from curbcut.core.search.numerals import numbers, value_of
from curbcut.core.search.pinyin import SPELT, syllables

MIXED = st.text(
    st.one_of(st.characters(), st.sampled_from("残疾人证輪椅二百六十元0123456789,aAüǜ ，。\u200b")), max_size=60
)


@given(MIXED)
@example("İ")
@example("1,510,000元")
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(text)
    assert fold(once) == once


@given(MIXED)
@settings(deadline=None)
def test_any_text_has_terms_without_spaces_or_signs(text: str) -> None:
    for gram in grams(text):
        assert gram
        assert len(gram) <= LONGEST + 1
        assert not re.search(r"[\s,()*:<>\"'_]", gram)


@settings(deadline=None)
@given(st.text(st.sampled_from("残疾人证輪椅２aBcé ，。Ⅳ①\u0301\u200b"), max_size=40))
def test_what_is_marked_is_what_was_found(text: str) -> None:
    found = grams(text)
    for number in numbers(fold(text)):
        found.remove(number)
    assert [spot.gram for spot in spots(text) if spot.gram not in STOP] == found
    for spot in spots(text):
        assert 0 <= spot.start < spot.end <= len(text)
        assert spot.gram in [one.gram for one in spots(text[spot.start : spot.end])]


def test_both_scripts_are_one_and_no_simplified_character_is_folded() -> None:
    assert grams("輪椅及輔助器具") == grams("轮椅及辅助器具")
    assert not variants().keys() & set(variants().values())
    assert not variants().keys() & set("么净后里面发展残疾人联合会无障碍")


def test_chinese_numbers_are_their_digits() -> None:
    assert {"96110"} <= set(grams("打九六一一零"))
    assert {"260元"} <= set(grams("二百六十元")) & set(grams("260元"))
    assert {"2017年", "1月", "4日"} <= set(grams("二〇一七年一月四日")) & set(grams("2017年01月04日"))
    assert value_of("十三五") == ""


@given(st.integers(0, 99_999_999))
@settings(deadline=None)
def test_a_number_in_words_is_the_number(number: int) -> None:
    from curbcut.core.language.spoken.numbers import cardinal

    assert value_of(cardinal(str(number))) == str(number)


@given(st.lists(st.sampled_from(sorted(SPELT)), min_size=1, max_size=8))
def test_pinyin_is_cut_into_as_few_syllables_as_there_were(parts: list[str]) -> None:
    found = syllables("".join(parts))
    assert "".join(found) == "".join(parts)
    assert len(found) <= len(parts)
