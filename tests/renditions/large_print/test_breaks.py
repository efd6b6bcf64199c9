"""Easy to hold: no page ends with a heading, a caption or a question, and no short item or row stands on two pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from renditions.large_print.sources import printed
from renditions.large_print.test_room import volume

from curbcut.renditions.large_print import printing

KEPT_WITH_NEXT = {"h1", "h2", "h3", "h4", "h5", "h6", "caption", "dt"}


def texts(box: Any) -> Iterator[Any]:
    """Yield the boxes of a page that hold text, in order, without running head and page number."""
    if type(box).__name__ == "MarginBox":
        return
    if hasattr(box, "pango_layout"):
        yield box
    for child in getattr(box, "children", ()):
        yield from texts(child)


def mixed(turn: int) -> str:
    """Return a text of headings, short and long paragraphs, lists and tables that breaks anew at every length."""
    parts = []
    for number in range(30):
        parts.append(f"## 第{number}节")
        parts.append("正文。" * (3 + (number * 7 + turn * 5) % 40))
        if number % 3 == 0:
            parts.append("\n".join(f"- 第{item}项，写得短，最多两行，不该分在两页。" for item in range(4)))
        if number % 4 == 1:
            rows = "\n".join(f"| 甲{row} | 一二三四五六七八九十 |" for row in range(5))
            parts.append(f"表：第{number}张\n\n| 项目 | 说明 |\n|---|---|\n{rows}")
        if number % 5 == 2:
            parts.append("### 小标题\n\n残疾评定\n:   " + "医生看你属于哪一级。" * 3)
    return "\n\n".join(parts)


@pytest.mark.parametrize("turn", range(4))
@pytest.mark.parametrize("size", ["20", "30"])
def test_no_page_ends_with_what_belongs_to_the_next(turn: int, size: str, monkeypatch: pytest.MonkeyPatch) -> None:
    layouts: list[Any] = []
    roots: list[Element] = []
    laid_out = printing.laid_out

    def noted(*given: Any) -> Any:
        roots.append(given[0])
        layouts.append(laid_out(*given))
        return layouts[-1]

    monkeypatch.setattr(printing, "laid_out", noted)
    printed(volume(mixed(turn)), monkeypatch, sizes=(size,))
    pages = [[box.element for box in texts(page._page_box)] for page in layouts[-1].pages]
    assert len(pages) > 10
    html = roots[-1]
    above = {child: parent for parent in html.iter() for child in parent}
    ends = [(number, tags(page[-1], above)) for number, page in enumerate(pages[:-1], 1) if page]
    assert [end for end in ends if KEPT_WITH_NEXT & set(end[1])] == []
    places: dict[Element, set[int]] = {}
    for number, page in enumerate(pages):
        for element in page:
            for one in lineage(element, above):
                if one.tag == "tr" or (one.tag == "li" and "short" in one.get("class", "")):
                    places.setdefault(one, set()).add(number)
    heads = {row for part in html.iter("thead") for row in part}
    assert [one for one, numbers in places.items() if len(numbers) > 1 and one not in heads] == []


def lineage(element: Element | None, above: dict[Element, Element]) -> Iterator[Element]:
    while element is not None:
        yield element
        element = above.get(element)


def tags(element: Element, above: dict[Element, Element]) -> list[str]:
    return [one.tag for one in lineage(element, above)]
