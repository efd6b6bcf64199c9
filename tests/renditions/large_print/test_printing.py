"""The printer has our fonts and the pictures it was handed, and nothing else: no file, no network, no end of time."""

from __future__ import annotations

import io
import socket
import struct
import zlib
from xml.etree.ElementTree import Element, fromstring

import pikepdf
import pytest
from PIL import Image

from curbcut.renditions.large_print.printing import PIXELS, laid_out, watched
from curbcut.renditions.large_print.problems import NotPrintable


def page(inside: str) -> Element:
    return fromstring(f'<html lang="zh-Hans"><head><title>甲</title></head><body>{inside}</body></html>')


def printed(inside: str, pictures: dict[str, bytes] | None = None) -> tuple[int, bytes]:
    """Return how many pages a body has, and its PDF."""
    with watched(pictures or {}) as fetcher:
        layout = laid_out(page(inside), fetcher, 20, "zh-Hans")
        return len(layout.pages), layout.write_pdf()


def png(width: int = 4, height: int = 4) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "navy").save(buffer, "PNG")
    return buffer.getvalue()


def huge_png(width: int, height: int) -> bytes:
    """Return a PNG that claims a size and holds next to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("something asked for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_a_picture_that_was_handed_over_is_shown() -> None:
    pages, _ = printed(
        '<p><img src="curbcut-picture:content/images/甲.png" alt="乙" /></p>', {"content/images/甲.png": png()}
    )
    assert pages == 1


@pytest.mark.parametrize(
    "inside",
    [
        '<img src="file:///etc/passwd" alt="a" />',
        '<img src="http://192.0.2.1/a.png" alt="a" />',
        '<img src="https://192.0.2.1/a.png" alt="a" />',
        '<img src="ftp://192.0.2.1/a.png" alt="a" />',
        '<img src="//192.0.2.1/a.png" alt="a" />',
        '<img src="/etc/passwd" alt="a" />',
        '<img src="curbcut-font:../style.css" alt="a" />',
        '<p style="background: url(file:///etc/passwd)">a</p>',
        '<link rel="attachment" href="file:///etc/passwd" />',
        '<link rel="stylesheet" href="file:///etc/passwd" />',
        '<style>@import url("http://192.0.2.1/a.css");</style>',
        '<style>@font-face { font-family: a; src: url("file:///etc/passwd"); } p { font-family: a }</style><p>a</p>',
        '<object data="file:///etc/passwd">a</object>',
        '<embed src="file:///etc/passwd" />',
    ],
)
def test_nothing_outside_is_fetched_and_the_document_says_so(inside: str) -> None:
    with pytest.raises(NotPrintable) as caught:
        printed(inside)
    assert caught.value.says in ("print-refused", "print-failed")


def test_a_picture_that_is_missing_is_named() -> None:
    with pytest.raises(NotPrintable) as caught:
        printed('<img src="curbcut-picture:content/images/a.png" alt="a" />')
    assert (caught.value.says, caught.value.values["picture"]) == ("print-picture-missing", "content/images/a.png")


@pytest.mark.parametrize("data", [b"", b"not a picture", png()[:40], b"GIF89a"])
def test_a_picture_that_cannot_be_read_is_named(data: bytes) -> None:
    with pytest.raises(NotPrintable) as caught:
        printed('<img src="curbcut-picture:a.png" alt="a" />', {"a.png": data})
    assert (caught.value.says, caught.value.values["picture"]) == ("print-picture-broken", "a.png")


def test_a_picture_that_would_fill_the_memory_is_not_unpacked() -> None:
    side = int(PIXELS**0.5) + 1
    with pytest.raises(NotPrintable) as caught:
        printed('<img src="curbcut-picture:a.png" alt="a" />', {"a.png": huge_png(side, side)})
    assert (caught.value.says, caught.value.values["picture"]) == ("print-picture-large", "a.png")


def drawing(inside: str) -> dict[str, bytes]:
    return {"a.svg": f'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10">{inside}</svg>'.encode()}


SHOWN = '<img src="curbcut-picture:a.svg" alt="a" />'


@pytest.mark.parametrize("address", ["file:///etc/passwd", "http://192.0.2.1/a.png", "curbcut-picture:other.png"])
def test_a_picture_inside_a_drawing_is_refused(address: str) -> None:
    with pytest.raises(NotPrintable) as caught:
        printed(SHOWN, drawing(f'<image href="{address}" width="9" height="9"/>'))
    assert caught.value.says in ("print-refused", "print-picture-missing")


@pytest.mark.parametrize(
    "inside",
    [
        '<use href="http://192.0.2.1/a.svg#b"/>',
        '<style>@import url("http://192.0.2.1/a.css");</style>',
        "<script>while(1){}</script>",
        '<a href="javascript:alert(1)"><rect width="9" height="9" onload="alert(1)"/></a>',
    ],
)
def test_what_is_alive_in_a_drawing_is_dead_on_paper(inside: str) -> None:
    pages, pdf = printed(SHOWN, drawing(inside))
    assert pages == 1
    assert b"/JavaScript" not in pdf and b"/URI" not in pdf


def test_entities_that_multiply_are_not_expanded() -> None:
    bomb = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    bombed = f'<!DOCTYPE svg [<!ENTITY a0 "aaaaaaaaaa">{bomb}]><svg xmlns="http://www.w3.org/2000/svg"><text>&a9;</text></svg>'
    with pytest.raises(NotPrintable) as caught:
        printed('<img src="curbcut-picture:a.svg" alt="a" />', {"a.svg": bombed.encode()})
    assert caught.value.says == "print-picture-broken"


def test_the_letters_of_a_drawing_are_in_our_font() -> None:
    texts = (
        '<style>.a { font: bold 12px/1.5 "Some Sans", serif } .b { font-family: Other; }</style>'
        '<text class="a" y="5">甲</text><text class="b" y="5">乙</text><text style="font-family:Third" y="5">丙</text>'
        '<text font-family="Fourth" y="5">丁</text><text y="5">戊</text>'
    )
    _, pdf = printed(SHOWN, drawing(texts))
    with pikepdf.open(io.BytesIO(pdf)) as read:
        names = {str(font.BaseFont) for sheet in read.pages for font in sheet.Resources.Font.values()}
    assert {name.partition("+")[2].removesuffix("-Bold") for name in names} == {"Curbcut-Sans"}


def test_a_character_that_our_font_lacks_is_told_in_a_drawing_too() -> None:
    with pytest.raises(NotPrintable) as caught:
        printed(SHOWN, drawing('<text y="5">坡道 ♿</text>'))
    assert (caught.value.says, caught.value.values["picture"]) == ("print-picture-characters", "a.svg")
    assert "U+267F" in caught.value.values["characters"]
