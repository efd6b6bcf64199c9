"""What is Han and what is Chinese punctuation."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curbcut.core.language.scripts import HAN, han_count, is_cjk_punctuation, is_han


@pytest.mark.parametrize("ch", "一龥鿿㐀䶿〇々〡豈\ufaff⺀⼀𠀀𪜀𫝀𫠠𬺰𮯰丽𰀀𱍐\U000323b0")
def test_every_block_of_han_is_han(ch: str) -> None:
    assert is_han(ch)


@pytest.mark.parametrize("ch", ["", "a", "1", "１", "Ａ", "。", "，", "“", "　", "あ", "한", "ㄅ", "①", "㎡", "😀"])
def test_what_only_stands_beside_han_is_not_han(ch: str) -> None:
    assert not is_han(ch)


@pytest.mark.parametrize("ch", "。，、；：？！（）《》〈〉「」『』【】〔〕｡～…"[:-1])
def test_marks_that_only_chinese_uses_are_known(ch: str) -> None:
    assert is_cjk_punctuation(ch)


@pytest.mark.parametrize("ch", ["", "“", "”", "‘", "’", "…", "—", "·", ",", "(", "一", "Ａ", "１", "　"])
def test_shared_marks_letters_and_spaces_are_not_chinese_punctuation(ch: str) -> None:
    assert not is_cjk_punctuation(ch)


def test_a_count_of_han_leaves_out_marks_digits_and_latin() -> None:
    assert han_count("2024年，残联Curbcut办了3期课。") == 7


@given(st.text())
def test_the_count_the_question_and_the_class_agree(text: str) -> None:
    assert han_count(text) == sum(map(is_han, text)) == len(re.findall(f"[{HAN}]", text))
