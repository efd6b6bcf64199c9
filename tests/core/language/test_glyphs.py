"""Which characters our fonts draw: composed text, invisible characters, and what nothing draws."""

from __future__ import annotations

import unicodedata

import pytest

from curbcut.core.language import glyphs
from curbcut.core.language.glyphs import as_printed, described, unprintable
from curbcut.core.words.interface import INTERFACE


@pytest.mark.parametrize(
    "text", ["", "通知\n\t“关于”——……·", "𫘝𬺓𬸚", "ǖǘǚǜ ḿ ń ň ǹ ê̄ m̀", "臺灣 龍", "①㊿Ⅳ℃㎡№□✓★", "カナ ㄅ я Ω"]
)
def test_what_the_fonts_cover_is_printable(text: str) -> None:
    assert unprintable(text) == ()


@pytest.mark.parametrize("ch", "♿✔☐☑☒✗ℹ↩😀🦽Ł한བ\u1680\ue000\U000e1000\U000323b0⼀\u20e3")
def test_what_no_font_covers_is_not(ch: str) -> None:
    assert unprintable(f"前{ch}后{ch}") == (ch,)


def test_characters_come_once_in_the_order_of_their_first_places() -> None:
    assert unprintable("✔ 甲 ♿ ✔ 😀") == ("✔", "♿", "😀")


def test_a_text_counts_as_it_is_composed() -> None:
    assert unprintable("cafe\u0301 \uf900 \u212b") == ()
    # Both are in the fonts, but what they are together is not.
    assert unprintable("n\u0307") == ("ṅ",)
    assert unprintable("s\u030c") == ("š",)


def test_what_is_invisible_needs_no_glyph() -> None:
    spaces = [chr(code) for code in range(0x3100) if unicodedata.category(chr(code)) in ("Zs", "Zl", "Zp", "Cc")]
    assert unprintable("".join(spaces)) == ("\u1680",)  # the Ogham space is a line
    assert unprintable("☎\ufe0f 葛\U000e0100 一\u200d\u200b\u2060\u00ad\u200e") == ()


def test_printing_asks_for_composed_text_and_no_emoji() -> None:
    assert as_printed("☎\ufe0f cafe\u0301 \uf900") == "☎ café 豈"


def test_a_lone_surrogate_is_not_printable() -> None:
    assert unprintable("\ud83d") == ("\ud83d",)


@pytest.mark.parametrize(
    ("ch", "said"),
    [
        ("♿", "U+267F WHEELCHAIR SYMBOL"),
        ("\ue000", "U+E000 private use"),
        ("\U000e1000", "U+E1000 not assigned"),
        ("\ud83d", "U+D83D surrogate"),
    ],
)
def test_a_character_is_told_by_code_point_and_name(ch: str, said: str) -> None:
    assert described(ch) == said


def test_every_word_of_the_interface_can_be_printed() -> None:
    assert [
        (name, lang) for name, texts in INTERFACE.items() for lang, text in texts.items() if unprintable(text)
    ] == []


def test_all_of_gb_2312_is_covered_so_that_its_codec_may_answer_first() -> None:
    codes = (bytes((row, cell)) for row in range(0xA1, 0xFF) for cell in range(0xA1, 0xFF))
    text = "".join(code.decode("gb2312", "ignore") for code in codes) + "".join(map(chr, range(128))) + "—·"
    assert len(text) == 7445 + 128 + 2
    assert glyphs._is_everyday(text)
    assert {ord(ch) for ch in text} <= glyphs._settled()


def test_a_text_of_every_day_reads_no_table() -> None:
    glyphs._settled.cache_clear()
    assert unprintable("关于印发《办法》的通知——阿·卜 OK") == ()
    assert glyphs._settled.cache_info().misses == 0
