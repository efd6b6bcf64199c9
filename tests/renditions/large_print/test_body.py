"""On paper there is nothing to click, to play or to unfold; what is left says all that the page says."""

from __future__ import annotations

from xml.etree.ElementTree import Element, tostring

import pytest

from curbcut.core.reading import read
from curbcut.renditions.large_print.body import Addresses, printed_body

BASE = "https://example.org/"


def body(markdown: str, inside: dict[str, str] | None = None) -> tuple[Element, Addresses]:
    typed = f"---\ntitle: 甲\nslug: a\npublished: 2026-01-01\n---\n\n{markdown}"
    doc = read("content/pages/a.md", typed.encode()).document
    addresses = Addresses(inside or {})
    return printed_body(doc.tree(), addresses, "zh-Hans"), addresses


def html(markdown: str, inside: dict[str, str] | None = None) -> str:
    return tostring(body(markdown, inside)[0], encoding="unicode")


def test_an_address_is_written_out_once_and_numbered_where_it_is_linked() -> None:
    root, addresses = body(
        "见[甲](b.md)、[乙](b.md#x)，[官网](https://gov.example/a)，再见[甲](b.md)。",
        {"content/pages/b.md": BASE + "page/b/"},
    )
    assert "".join(root.itertext()).replace("\u2060", "").strip() == "见甲[1]、乙[2]，官网[3]，再见甲[1]。"
    assert ["".join(item.itertext()) for item in addresses.printed()] == [
        BASE + "page/b/", BASE + "page/b/#x", "https://gov.example/a",
    ]  # fmt: skip


def test_a_number_and_an_address_that_can_be_read_get_no_note() -> None:
    root, addresses = body("打[12385](tel:12385)，或看<https://gov.example/a>。")
    assert addresses.listed == {}
    assert root.find(".//a[@href='tel:12385']").text == "12385"


def test_a_link_to_a_site_without_an_address_is_its_text() -> None:
    root, addresses = body("见[甲](b.md)。")
    assert root.find(".//a") is None
    assert addresses.printed() is None


def test_a_picture_comes_from_what_the_site_handed_over_and_is_described_in_print() -> None:
    root, _ = body("![三步：填表、核对、领证](../images/a.svg '图：怎样办')")
    assert root.find(".//img").get("src") == "curbcut-picture:content/images/a.svg"
    described = root.find(".//p[@class='described']")
    assert described.text == "图里画的：三步：填表、核对、领证"
    assert described.get("aria-hidden") == "true"


def test_a_task_is_a_box_to_tick_with_a_pen() -> None:
    root, _ = body("- [ ] 身份证\n- [x] 照片\n")
    assert ["".join(item.itertext()).split() for item in root.iter("li")] == [["□", "身份证"], ["✓", "照片"]]


@pytest.mark.parametrize("gone", ['class="s"', "role=", "tabindex", "footnote-backref", "<input", "<label", "<details"])
def test_what_only_a_browser_needs_is_gone(gone: str) -> None:
    text = (
        "表：甲\n\n| 一 | 二 |\n| --- | --- |\n| 1 | 2 |\n\n- [ ] 三\n\n四[^1]\n\n[^1]: 五\n\n"
        "<details><summary>六</summary>七</details>\n"
    )
    assert gone not in html(text)
    assert "七" in html(text)


def test_a_long_item_may_break_over_pages_and_a_short_one_may_not() -> None:
    root, _ = body(f"- 短\n- {'很长' * 100}\n")
    assert [item.get("class") for item in root.iter("li")] == ["short", None]


def test_a_character_has_the_room_that_its_reading_needs() -> None:
    root, _ = body("{重|chóng}复，{一|yī}")
    assert [ruby.get("style", "") for ruby in root.iter("ruby")] == ["padding: 0 0.70em", ""]
