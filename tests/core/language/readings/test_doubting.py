"""A voice asks for syllables only: it is told the same ones, sooner."""

from __future__ import annotations

import pytest

from curbcut.core.language.readings import readings

TEXTS = (
    "重度残疾人可以重新申请，一个月一次，不会少发。",
    "行业协会的会长在银行排行第一，长江大桥长不长？",
    "一会儿就好，等一等，为了大家，得到的都得还。",
)


@pytest.mark.parametrize("text", TEXTS)
def test_the_syllables_are_those_of_who_asks_for_doubts_too(text: str) -> None:
    said = [(one.start, one.pinyin, one.joined) for one in readings(text, doubting=False)]
    assert said == [(one.start, one.pinyin, one.joined) for one in readings(text)]
