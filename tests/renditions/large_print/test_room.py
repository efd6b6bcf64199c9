"""The room: sizes, contents where they help, limits that end one document and no other, the same bytes every time."""

from __future__ import annotations

import io
import itertools
import sys
from pathlib import Path
from xml.etree.ElementTree import fromstring

import msgspec
import pikepdf
import pytest
from renditions.large_print.fidelity import differences
from renditions.large_print.sources import Volume, printed
from renditions.large_print.test_demo import conforming

from curbcut.core import deadlines
from curbcut.core.model import Made
from curbcut.core.reading import read
from curbcut.renditions import large_print as room
from curbcut.renditions.large_print import printing
from curbcut.renditions.large_print.conforming import Particulars, write_conforming
from curbcut.renditions.large_print.printing import laid_out, watched
from curbcut.renditions.large_print.problems import NotPrintable

FACTS = {
    "name": "临江市残联",
    "address": "https://example.org/page/a/",
    "addresses": {},
    "related": [],
    "expired": False,
}


def volume(markdown: str, front: str = "") -> Volume:
    typed = f"---\ntitle: 甲乙丙\nslug: a\npublished: 2026-01-01\n{front}---\n\n{markdown}".encode()
    found = read("content/pages/a.md", typed)
    assert found.document is not None, found.findings
    return Volume("content/pages/a.md", (found.document,), Made(files={"source.md": typed}, facts=FACTS))


def pages(data: bytes) -> int:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return len(pdf.pages)


def headings(count: int, characters: int) -> str:
    return "\n\n".join(f"## 第{number}节\n\n{'字' * characters}。" for number in range(1, count + 1))


def test_every_size_asked_for_is_a_file_and_the_first_one_is_the_main_file(monkeypatch: pytest.MonkeyPatch) -> None:
    made, _ = printed(volume(headings(4, 200)), monkeypatch, sizes=("20", "24", "30"))
    assert list(made.files) == ["large-print.pdf", "large-print-24pt.pdf", "large-print-30pt.pdf"]
    assert made.facts["name"]["zh"] == "大字 PDF"
    assert {file: told["name"]["zh"] for file, told in made.facts["also"].items()} == {
        "large-print-24pt.pdf": "特大字 PDF", "large-print-30pt.pdf": "超大字 PDF",
    }  # fmt: skip
    counts = [made.facts["pages"], *(told["pages"] for told in made.facts["also"].values())]
    assert counts == [pages(data) for data in made.files.values()]
    assert counts == sorted(counts)


@pytest.mark.parametrize("characters", [20, 150, 220, 260, 300, 400, 900])
def test_contents_stand_in_files_of_four_pages_and_more(characters: int, monkeypatch: pytest.MonkeyPatch) -> None:
    made, html = printed(volume(headings(3, characters)), monkeypatch)
    assert ("<nav" in html) == (made.facts["pages"] >= 4)


def test_one_heading_needs_no_contents(monkeypatch: pytest.MonkeyPatch) -> None:
    made, html = printed(volume(headings(1, 3_000)), monkeypatch)
    assert made.facts["pages"] > 4
    assert "<nav" not in html


def test_the_same_document_is_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    one, _ = printed(volume(headings(3, 300)), monkeypatch)
    again, _ = printed(volume(headings(3, 300)), monkeypatch)
    assert one.files == again.files


def test_a_document_without_a_text_is_its_cover(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    made, html = printed(volume(""), monkeypatch)
    data = made.files["large-print.pdf"]
    assert (made.facts["pages"], conforming(data, tmp_path), differences(data, html)) == (1, [], [])


def test_what_takes_too_long_is_told_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "SECONDS", 0.01)
    with pytest.raises(NotPrintable) as caught:
        room.render(volume(headings(9, 900)).docs[0], room.Options(), {"site": Made(facts=FACTS)})
    assert (caught.value.says, caught.value.where) == ("print-too-slow", "content/pages/a.md")


def test_what_takes_too_much_memory_is_told_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    # A process that has printed before reuses its memory, so what it holds is told to it here: more at every look.
    held = itertools.count(100_000_000, room.GROWN_BYTES // 2)
    monkeypatch.setattr(deadlines, "_resident_bytes", lambda: next(held))
    table = "| 一 | 二 |\n| --- | --- |\n" + "| 甲 | 乙 |\n" * 1_500
    with pytest.raises(NotPrintable) as caught:
        room.render(volume(table).docs[0], room.Options(), {"site": Made(facts=FACTS)})
    assert (caught.value.says, caught.value.where) == ("print-too-large", "content/pages/a.md")


@pytest.mark.parametrize("levels", [40, 200])  # the validator follows references 256 deep: 40 levels of lists
@pytest.mark.parametrize(("outer", "inner"), [("blockquote", "p"), ("ul", "li"), ("ol", "li"), ("div", "div")])
def test_two_hundred_levels_are_printed(outer: str, inner: str, levels: int, tmp_path: Path) -> None:
    nested = f"<{outer}><{inner}>" * levels if inner == "li" else f"<{outer}>" * levels + f"<{inner}>"
    closed = f"</{inner}></{outer}>" * levels if inner == "li" else f"</{inner}>" + f"</{outer}>" * levels
    html = f'<html lang="zh-Hans"><head><title>深</title></head><body><h1>深</h1>{nested}字{closed}</body></html>'
    with watched({}) as fetcher:
        layout = laid_out(fromstring(html), fetcher, 20, "zh-Hans")
        data = write_conforming(layout, Particulars(title="深", lang="zh-Hans"))
    assert levels > 40 or conforming(data, tmp_path) == []
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(9_000)  # the second opinion goes down the page as deep as it is
    try:
        assert differences(data, html) == []
    finally:
        sys.setrecursionlimit(before)


@pytest.mark.pdf
@pytest.mark.parametrize(("rows", "columns"), [(1_000, 3), (2_000, 3), (2_000, 8)])
def test_a_table_of_two_thousand_rows_is_printed(
    rows: int, columns: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    head = "| " + " | ".join(f"列{n}" for n in range(columns)) + " |\n" + "| --- " * columns + "|\n"
    body = "".join("| " + " | ".join(f"{row}之{n}" for n in range(columns)) + " |\n" for row in range(rows))
    made, html = printed(volume(head + body), monkeypatch)
    data = made.files["large-print.pdf"]
    # The validator looks at tables of up to 1,024 rows.
    assert (rows > 1_024 and columns <= 4) or conforming(data, tmp_path) == []
    assert differences(data, html) == []
    assert f"{rows - 1}之2" in html


def test_a_head_taller_than_its_page_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    table = f"| {'很高的表头' * 120} | 二 |\n| --- | --- |\n" + "| 甲 | 乙 |\n" * 40
    made, html = printed(volume(table), monkeypatch)
    assert differences(made.files["large-print.pdf"], html) == []


def test_a_see_through_text_in_a_drawing_is_printed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    drawing = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40"><g opacity="0.5">'
        b'<text y="20" opacity="0.4">\xe7\x94\xb2</text></g></svg>'
    )
    with_picture = volume("![甲](../images/a.svg)\n")
    site = Made(files={**with_picture.site.files, "content/images/a.svg": drawing}, facts=FACTS)
    made, html = printed(with_picture._replace(site=site), monkeypatch)
    data = made.files["large-print.pdf"]
    assert (conforming(data, tmp_path), differences(data, html)) == ([], [])


@pytest.mark.parametrize("points", [20, 24, 30])
@pytest.mark.parametrize(
    "title",
    [
        "关于做好全市残疾人家庭无障碍改造和辅助器具适配补贴工作的通知",
        "How to apply for a certificate and all that follows from it",
    ],
)
def test_running_head_and_page_number_are_one_line_at_every_size(
    points: int, title: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines: list[int] = []
    laid_out = printing.laid_out

    def looked_at(*given):
        layout = laid_out(*given)
        for sheet in layout.pages[1:]:
            for box in sheet._page_box.children:
                if type(box).__name__ == "MarginBox" and box.children:
                    lines.append(len(box.children))
        return layout

    monkeypatch.setattr(printing, "laid_out", looked_at)
    long = volume(headings(3, 900))
    doc = msgspec.structs.replace(long.docs[0], meta=msgspec.structs.replace(long.docs[0].meta, title=title))
    site = Made(files=long.site.files, facts={**FACTS, "name": "临江市残疾人联合会和各区残疾人联合会"})
    printed(long._replace(docs=(doc,), site=site), monkeypatch, sizes=(str(points),))
    assert len(lines) > 4
    assert set(lines) == {1}
