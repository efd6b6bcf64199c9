"""The fonts set Chinese marks close and Han apart from digits, wherever kerning is on."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import fromstring

import pytest

from curbcut.renditions.large_print.printing import laid_out, watched

EM = 20 * 4 / 3  # 20 pt in px


def width(text: str, weight: str) -> float:
    """Return how many em a text is wide as it is printed, rounded to thousandths."""
    html = fromstring(
        f'<html lang="zh-Hans"><head><title>a</title></head><body><p><{weight}>{text}</{weight}></p></body></html>'
    )
    with watched({}) as fetcher:
        layout = laid_out(html, fetcher, 20, "zh-Hans")
    return round(sum(box.width for box in _texts(layout.pages[0]._page_box) if box.text == text) / EM, 3)


def _texts(box: Any) -> list[Any]:
    if hasattr(box, "text"):
        return [box]
    return [found for child in getattr(box, "children", ()) for found in _texts(child)]


@pytest.mark.parametrize("weight", ["span", "b"])
@pytest.mark.parametrize(
    ("text", "wide"),
    [
        ("甲，乙", 3.0),  # one mark alone keeps its room
        ("甲，“乙", 3.5),  # closing before opening: half an em goes
        ("甲”，乙", 3.5),  # closing before closing
        ("甲《“乙", 3.5),  # opening before opening
        ("甲”，“乙", 4.0),
        ("甲！”乙", 4.0),  # ！ keeps its width
        ("甲……乙", 4.0),
    ],
)
def test_marks_beside_each_other_share_their_room(text: str, wide: float, weight: str) -> None:
    assert width(text, weight) == wide


@pytest.mark.parametrize("weight", ["span", "b"])
def test_digits_stand_an_eighth_of_an_em_from_han(weight: str) -> None:
    digits = width("12", weight)
    assert width("甲12乙", weight) == pytest.approx(digits + 2 + 2 / 8, abs=0.002)
    assert width("，12。", weight) == pytest.approx(digits + 2, abs=0.002)
