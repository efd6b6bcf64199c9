"""Written Chinese put into words: the lists of what is said, the way back, the voices, and promises about any text."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from curbcut.core.language.spoken import Spoken, Switch, spoken

HERE = Path(__file__).parent


def items(name: str) -> list[tuple[str, str]]:
    lines = (HERE / name).read_text("utf-8").splitlines()
    return [(source, said) for source, said in (line.split("\t") for line in lines)]


SEEN = items("seen.tsv")
UNSEEN = items("unseen.tsv")


def test_the_lists_are_large_and_share_nothing() -> None:
    assert len(SEEN) + len(UNSEEN) >= 500
    assert not {source for source, _ in SEEN} & {source for source, _ in UNSEEN}


@pytest.mark.parametrize(("source", "said"), SEEN, ids=[source for source, _ in SEEN])
def test_what_was_worked_on_is_said_right(source: str, said: str) -> None:
    assert spoken(source).text == said


def test_what_was_kept_apart_is_said_right_nineteen_times_in_twenty() -> None:
    """The score measured is 165 of 168; no rule was made for one of them, and the misses were never looked at."""
    right = sum(spoken(source).text == said for source, said in UNSEEN)
    assert right >= 165, f"{right} of {len(UNSEEN)}"
    assert right / len(UNSEEN) >= 0.95


def covered(text: str, part: str) -> str:
    """Return what of `text` a highlight covers while `part` is heard."""
    said = spoken(text)
    at = said.text.index(part)
    start, end = said.spans.to_source(at, at + len(part))
    return text[start:end]


@pytest.mark.parametrize(
    ("text", "heard", "highlighted"),
    [
        ("咨询电话：12385，全天接听", "幺二三八五", "12385"),
        ("上午9:00—11:30开门", "九点", "9:00"),
        ("上午9:00—11:30开门", "十一点半", "11:30"),
        ("（临残联〔2025〕7号）", "二零二五年七号", "〔2025〕7号"),
        ("达到95%以上", "百分之九十五", "95%"),
        ("见https://a.gov.cn/b，谢谢", "文字版中的网址", "https://a.gov.cn/b"),
        ("补助:１００元", "一百元", "１００元"),
        ("手机138 0013 8000。", "幺三八，零零幺三，八零零零", "138 0013 8000"),
        ("快来报名😊！！！", "！", "！！！"),
    ],
)
def test_a_highlight_covers_what_is_written_while_its_words_are_heard(text: str, heard: str, highlighted: str) -> None:
    assert covered(text, heard) == highlighted


def test_english_inside_chinese_is_another_voice() -> None:
    said = spoken("请安装NVDA 2024.1，再看Room 305, Building 2 of the centre一栏")
    assert [(said.text[start:end], lang) for start, end, lang in said.switches] == [
        ("NVDA", "en"),
        ("Room 305, Building 2 of the centre", "en"),
    ]


def test_chinese_inside_english_is_another_voice_and_english_keeps_its_numbers() -> None:
    said = spoken("Call 12385 and ask for 临沧市残联第12条, open at 9:00.", "en")
    assert said.text == "Call 12385 and ask for 临沧市残联第十二条, open at 9 o'clock."
    assert said.switches == (Switch(23, 32, "zh-Hans"),)
    assert said.spans.to_source(29, 31) == (29, 31)


def test_an_english_text_names_its_addresses() -> None:
    said = spoken("See https://example.org/a/b or write to info@example.org.", "en")
    assert said.text == "See the web address in the text version or write to the e-mail address in the text version."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("15% off, 10 °C, 5 m²", "15 percent off, 10 degrees Celsius, 5 m squared"),
        ("€5 or $12.50 & £1, ¥5 million", "5 euros or 12.50 dollars and 1 pound, 5 million yuan"),
        ("9:00–11:30, 14:00, 9:05", "9 o'clock to 11 30, 14 hundred, 9 oh 5"),
        ("1½ hours, ½ litre", "1 and a half hours, one half litre"),
        ("A+B=C, 5 × 3 m, R&D, #3 @ noon", "A plus B equals C, 5 times 3 m, R&D, number 3 at noon"),
        ("the α ray, 5 μm, Δ", "the alpha ray, 5 micrometres, delta"),
        ("ﬁne, 𝐀, Ⓑ, ①, Ⅳ", "fine, A, B, 1, IV"),
    ],
)
def test_an_english_text_names_its_signs(text: str, said: str) -> None:
    assert spoken(text, "en").text == said


def test_every_greek_letter_has_a_name_and_a_word_of_them_has_none() -> None:
    letters = "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρστυφχψωςϕ"
    assert [ch for ch in letters if ch in spoken(f"用{ch}表示").text or ch in spoken(f"use {ch} here", "en").text] == []
    assert spoken("αβ和Αθήνα").text == "阿尔法贝塔和Αθήνα"


@pytest.mark.parametrize(
    "text", ["", "残疾人联合会", "他说——“好”。\n第二行，完！", "一、总则", "请稍候……", "Hello, world"]
)
def test_text_without_anything_to_put_into_words_comes_back_as_it_is(text: str) -> None:
    said = spoken(text)
    assert said.text is text or said.text == text
    assert not said.spans.pieces


def test_markup_is_plain_text() -> None:
    assert spoken("<speak>你好<break time='5s'/></speak>").text == "speak你好break time等于'五秒'speak"


ALPHABET = st.sampled_from(
    "0123456789.,:：;-—–~～/%％‰℃°¥￥$€+−×÷=≥≤<>&@#*^|()（）〔〕[]“”'\"，。、！？… \n\t\u00a0２Ｏ²①⑩⑴⒈Ⅲⅱ½٣፩😊\u200b\ud800\x00"
    "年月日号时点分个人元万亿级楼室第至到和电话热线邮编约共比坡度条章图表转按"
    "ABCGOXxkmghvlITNoRMBwc"
)
TEXTS = st.text(ALPHABET, max_size=60) | st.text(max_size=40)


@given(TEXTS)
@example("1" * 5000 + "/" + "2" * 5000)
@example("1" * 5000 + "-" + "2" * 5000)
@example("9" * 30 + "." + "9" * 30 + "%")
@example("see this centre² 5")
def test_any_text_is_said_without_a_digit_outside_english(text: str) -> None:
    said = spoken(text)
    english = {at for start, end, _ in said.switches for at in range(start, end)}
    assert not [ch for at, ch in enumerate(said.text) if ch.isdigit() and at not in english]


@given(TEXTS, st.sampled_from(["zh-Hans", "en", ""]))
def test_the_way_back_covers_everything_in_order(text: str, lang: str) -> None:
    said = spoken(text, lang)
    source_at = target_at = 0
    for piece in said.spans.pieces:
        assert source_at <= piece.source_start <= piece.source_end <= len(text)
        assert target_at <= piece.target_start <= piece.target_end <= len(said.text)
        # Between the pieces both texts go on at the same pace.
        assert piece.source_start - source_at == piece.target_start - target_at
        source_at, target_at = piece.source_end, piece.target_end
    assert len(text) - source_at == len(said.text) - target_at
    starts = [said.spans.to_source(at, at + 1)[0] for at in range(len(said.text))]
    assert starts == sorted(starts)


@given(TEXTS, st.sampled_from(["zh-Hans", "en"]))
def test_the_same_text_is_said_the_same_twice(text: str, lang: str) -> None:
    assert spoken(text, lang) == spoken(text, lang)


@given(TEXTS, st.sampled_from(["zh-Hans", "en"]))
def test_switches_ascend_and_lie_inside(text: str, lang: str) -> None:
    said = spoken(text, lang)
    at = 0
    for start, end, _ in said.switches:
        assert at <= start < end <= len(said.text)
        at = end


LONG = {
    "digits": "1",
    "hyphens": "1-",
    "dots": "1.",
    "colons": "1:",
    "commas": "1,111,",
    "slashes": "1/",
    "letters": "a-1",
    "words": "Ab ",
    "code": "A1",
    "at": "a@b.",
    "www": "www.a.",
    "spaces": "个 ",
    "blanks": "    ",
    "brackets": "〔2025",
    "prose": "全市68,532人，占14.4%，电话0883-2121234；",
    "tags": "<speak>",
    "stars": "1**",
    "money": "￥1元/",
}


@pytest.mark.parametrize("unit", LONG.values(), ids=LONG)
def test_twenty_thousand_characters_take_no_more_than_their_share(unit: str) -> None:
    """The time per character stays within what a short text of the kind needs; a square would take ten times more."""

    def taken(size: int) -> float:
        text = (unit * size)[:size]
        return min(timed(text) for _ in range(3))

    def timed(text: str) -> float:
        start = time.process_time()
        assert isinstance(spoken(text), Spoken)
        return time.process_time() - start

    assert taken(20_000) <= max(10 * 4 * taken(2_000), 0.1)
