"""Texts in XML and CSV: anything an editor pastes stays inside its element and its cell."""

from __future__ import annotations

import csv
import io
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curbcut.core.spreadsheets import spreadsheet
from curbcut.core.xml_text import xml_text


@given(st.text())
def test_any_text_is_content_and_attribute(text: str) -> None:
    element = ElementTree.fromstring(f'<a b="{xml_text(text)}">{xml_text(text)}</a>')
    assert element.text in (element.get("b"), None)
    assert all(ch in (element.text or "") for ch in text if ch.isalnum())


def test_special_characters_come_back() -> None:
    text = "]]> <b> & \"q\" 'a'\n二\t三\r四"
    assert ElementTree.fromstring(f"<a>{xml_text(text)}</a>").text == text
    assert ElementTree.fromstring(f'<a b="{xml_text(text)}"/>').get("b") == text
    assert xml_text("a\x00\x0b\ufffe\ud800b") == "ab"


@pytest.mark.parametrize("text", ["=1+1", "+8612385", "-1", "@name", "\t=1", "\r=1", "＝1", " =1", "\n=1", "\0=1"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert rows(spreadsheet([[text]])) == [["'" + text.replace("\0", "")]]


def test_a_table_is_as_spreadsheets_want_it() -> None:
    data = spreadsheet([["编号", "名称"], [1, '甲"乙'], [-31.25, "a,b\nc"], [2, ""]])
    assert data == '\ufeff编号,名称\r\n1,"甲""乙"\r\n-31.25,"a,b\nc"\r\n2,\r\n'.encode()
    assert rows(data) == [["编号", "名称"], ["1", '甲"乙'], ["-31.25", "a,b\nc"], ["2", ""]]


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
