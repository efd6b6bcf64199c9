"""What is offered beside a page stays data: nothing in it runs in a reader's browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from curbcut.core.attachments import check_file, pages_of

PLAIN = '<svg xmlns="http://www.w3.org/2000/svg"><title>步骤</title><path id="a" d="M0 0"/><use href="#a"/></svg>'


def rule(root: Path, name: str, data: str | bytes) -> str:
    (root / name).write_bytes(data.encode() if isinstance(data, str) else data)
    finding = check_file(root, name)
    return "" if finding is None else finding.rule


def test_a_plain_drawing_a_table_and_a_pdf_pass(tmp_path: Path) -> None:
    assert rule(tmp_path, "图.svg", PLAIN) == ""
    assert rule(tmp_path, "text.svg", "<svg><text>only one = 1, on = off</text></svg>") == ""
    assert rule(tmp_path, "a.csv", "岗位,人数\n") == ""
    assert rule(tmp_path, "a.pdf", b"%PDF-1.7 <script>") == ""


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<SCRIPT href='x.js'/>",
        '<rect onload="x()"/>',
        "<rect\nonclick = 'x()'/>",
        "<foreignObject><p>x</p></foreignObject>",
        '<image href="https://example.org/a.png"/>',
        "<image xlink:href='//example.org/a.png'/>",
        '<a href="javascript:x()">a</a>',
        "<style>@import 'x.css';</style>",
        '<rect style="fill:url(https://example.org/a)"/>',
    ],
)
def test_a_drawing_that_is_more_than_a_picture_is_refused(tmp_path: Path, inside: str) -> None:
    drawing = PLAIN.replace("<path", f"{inside}<path")
    assert rule(tmp_path, "a.svg", drawing) == "svg-unsafe"
    assert rule(tmp_path, "b.svg", drawing.encode("utf-16")) == "svg-unsafe"


def test_entities_are_refused_before_anybody_expands_them(tmp_path: Path) -> None:
    assert rule(tmp_path, "a.svg", '<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg>&a;</svg>') == "svg-unsafe"


def test_what_cannot_be_looked_into_is_not_offered(tmp_path: Path) -> None:
    assert rule(tmp_path, "a.svgz", b"\x1f\x8b") == "svg-unreadable"
    assert rule(tmp_path, "a.svg", PLAIN + " " * 5_000_001) == "svg-unreadable"


@pytest.mark.parametrize("name", ["a.html", "a.HTM", "a.xhtml", "a.js", "a.php"])
def test_a_file_that_would_run_is_refused_by_its_ending(tmp_path: Path, name: str) -> None:
    assert rule(tmp_path, name, "x") == "asset-active"


def test_a_pointer_of_git_lfs_is_not_the_picture(tmp_path: Path) -> None:
    assert rule(tmp_path, "a.png", "version https://git-lfs.github.com/spec/v1\noid sha256:0\n") == "lfs-pointer"


def test_the_pages_of_a_pdf_are_counted_and_a_broken_one_has_none() -> None:
    import io

    from pypdf import PdfWriter

    writer, written = PdfWriter(), io.BytesIO()
    for _ in range(3):
        writer.add_blank_page(width=210, height=297)
    writer.write(written)
    assert pages_of(written.getvalue()) == 3
    assert [pages_of(data) for data in (b"", b"%PDF-1.7\n", written.getvalue()[:200], b"PK\x03\x04")] == [0, 0, 0, 0]
