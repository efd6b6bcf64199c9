"""Abbreviations are found where Chinese writes them: between Hanzi, without spaces."""

from __future__ import annotations

from curbcut.core.reading import convert


def body(text: str) -> str:
    return convert(text, path="content/pages/a.md", lang="zh-Hans").body


def test_an_abbreviation_between_hanzi_is_explained() -> None:
    html = body("请到银行用ATM取款。\n\n*[ATM]: 自动取款机\n")
    assert '<abbr title="自动取款机">ATM</abbr>' in html


def test_letters_and_digits_beside_it_make_another_word() -> None:
    html = body("ATM2、XATM 和 ATMs 都不是。\n\n*[ATM]: 自动取款机\n")
    assert "<abbr" not in html


def test_a_chinese_abbreviation_is_found_in_its_sentence_and_the_longer_one_wins() -> None:
    html = body("人社局和市人社局都可以办。\n\n*[人社局]: 人力资源和社会保障局\n*[市人社局]: 市人力资源和社会保障局\n")
    assert '<abbr title="人力资源和社会保障局">人社局</abbr>' in html
    assert '<abbr title="市人力资源和社会保障局">市人社局</abbr>' in html
