"""Only pairs that our font's kerning cannot see are marked in the page."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring, tostring

import pytest

from curbcut.renditions.large_print.setting import typeset


def set_(html: str) -> str:
    """Return a block after typesetting; `[x]` is a mark of half its width, `{x}` a character with room behind it."""
    root = fromstring(html)
    typeset(root)
    text = tostring(root, encoding="unicode")
    text = text.replace('<span class="h">', "[").replace('<span class="g">', "{")
    out, closing = [], []
    for piece in text.replace("</span>", "\0").split("\0"):
        out.append(piece)
        mark = max(piece.rfind("["), piece.rfind("{"))
        closing.append("]" if mark >= 0 and piece[mark] == "[" else "}")
    return "".join(piece + close for piece, close in zip(out, [*closing[:-1], ""], strict=True))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>2017年，共78个。”</p>", "<p>2017年，共78个。”</p>"),  # the font kerns these
        ("<p>用App办</p>", "<p>{用}Ap{p}办</p>"),  # letters of another script are shaped apart
        ("<p>“甲</p>", "<p>[“]甲</p>"),  # at the beginning of a block
        ("<p>见<a>《甲》</a>（二）</p>", "<p>见<a>《甲[》]</a>（二）</p>"),  # across the edge of a link
        ("<p>共<b>78</b>个</p>", "<p>{共}<b>7{8}</b>个</p>"),
        ("<p>打<code>App，“</code>吧</p>", "<p>{打}<code>App，“</code>吧</p>"),  # code stands as it is
        ("<div><p>甲</p><p>“乙</p></div>", "<div><p>甲</p><p>[“]乙</p></div>"),  # blocks do not touch
        ("<p>甲<br />“乙</p>", "<p>甲<br />[“]乙</p>"),
    ],
)
def test_a_pair_is_marked_where_the_font_cannot_see_it(html: str, expected: str) -> None:
    assert set_(html) == expected


def test_the_text_stays_as_it_was() -> None:
    html = "<div><p>“用App”<b>（A</b>办），见《<i>B</i>》。</p><ul><li>C类<a>12385</a>转</li></ul></div>"
    root = fromstring(html)
    before = "".join(root.itertext())
    typeset(root)
    assert "".join(root.itertext()) == before
