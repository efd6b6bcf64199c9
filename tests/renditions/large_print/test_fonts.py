"""The fonts of the large print: what they hold, what they are called, and that a PDF shows and names all of it."""

from __future__ import annotations

import io
import re
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

import curbcut
from curbcut.core.language.glyphs import as_printed, unprintable

PACKAGE = Path(curbcut.__file__).resolve().parent
FONTS = PACKAGE / "renditions" / "large_print" / "fonts"
PROJECT = PACKAGE.parent.parent
WEIGHTS = ("Regular", "Bold")
BLANK = {0x20, 0xA0, *range(0x2000, 0x200B), 0x3000}
each_weight = pytest.mark.parametrize("weight", WEIGHTS)


@cache
def font(weight: str) -> TTFont:
    return TTFont(FONTS / f"CurbcutSans-{weight}.otf")


def covered() -> set[int]:
    codes: set[int] = set()
    for line in (PACKAGE / "core" / "language" / "coverage.txt").read_text("ascii").splitlines():
        first, _, last = line.partition("-")
        codes.update(range(int(first, 16), int(last or first, 16) + 1))
    return codes


def table() -> list[str]:
    lines = (PACKAGE.parent / "fonts" / "tongyong.txt").read_text("utf-8").splitlines()
    return list("".join(line for line in lines if not line.startswith("#")))


def test_the_table_of_general_characters_is_whole() -> None:
    # source: 通用规范汉字表 (2013): 3500, 3000 and 1605 characters, 196 of them outside the basic plane
    assert len(table()) == len(set(table())) == 8105
    assert sum(ch > "\uffff" for ch in table()) == 196
    assert all("\u3400" <= ch <= "\u9fff" or "\U00020000" <= ch <= "\U0002ebef" for ch in table())
    assert "".join(table()[place] for place in (0, 3499, 3500, 6499, 6500, 8104)) == "一矗乂齉亍蠼"


@each_weight
def test_every_general_character_has_a_glyph(weight: str) -> None:
    assert [ch for ch in table() if ord(ch) not in font(weight).getBestCmap()] == []


@each_weight
def test_the_list_in_core_is_what_the_font_covers(weight: str) -> None:
    assert set(font(weight).getBestCmap()) == covered()


@each_weight
def test_every_character_has_a_glyph_of_its_own(weight: str) -> None:
    drawn = font(weight).getBestCmap()
    assert len(set(drawn.values())) == len(drawn)


@each_weight
def test_no_feature_leads_two_characters_to_one_glyph(weight: str) -> None:
    gsub = font(weight)["GSUB"].table
    encoded = set(font(weight).getBestCmap().values())
    forms: dict[str, set[str]] = {}
    for record in gsub.FeatureList.FeatureRecord:
        if record.FeatureTag in ("pwid", "hwid"):
            for number in record.Feature.LookupListIndex:
                for part in gsub.LookupList.Lookup[number].SubTable:
                    for one, form in part.mapping.items():
                        forms.setdefault(form, set()).add(one)
    assert forms
    assert not encoded & forms.keys()
    assert all(len(sources) == 1 for sources in forms.values())


@each_weight
def test_the_features_that_printing_asks_for_are_there(weight: str) -> None:
    tags = {r.FeatureTag for tag in ("GSUB", "GPOS") for r in font(weight)[tag].table.FeatureList.FeatureRecord}
    assert tags == {"ccmp", "halt", "hwid", "kern", "mark", "palt", "pwid"}


@each_weight
def test_a_cid_is_the_number_of_its_glyph(weight: str) -> None:
    top = font(weight)["CFF "].cff.topDictIndex[0]
    assert top.charset == [".notdef", *(f"cid{number:05d}" for number in range(1, font(weight)["maxp"].numGlyphs))]
    assert top.CIDCount == font(weight)["maxp"].numGlyphs == len(top.FDSelect.gidArray)


@each_weight
def test_what_every_text_has_comes_first(weight: str) -> None:
    drawn, number = font(weight).getBestCmap(), font(weight).getReverseGlyphMap()
    assert max(number[drawn[ord(ch)]] for ch in "AZaz09，。、“”——《》（）āǚ") < 600
    assert max(number[drawn[ord(ch)]] for ch in "的一是国务院残疾人座") < 4400 < number[drawn[ord("𫘝")]]


@each_weight
def test_the_name_is_ours_and_the_authors_stay_named(weight: str) -> None:
    names, cff = font(weight)["name"], font(weight)["CFF "].cff
    assert names.getDebugName(1) == "Curbcut Sans"
    assert names.getDebugName(2) == weight
    top = cff.topDictIndex[0]
    presented = [str(n) for n in names.names if n.nameID in (1, 3, 4, 6, 16, 17, 18, 21, 22)]
    presented += [*cff.fontNames, top.FullName, top.FamilyName, *(part.FontName for part in top.FDArray)]
    # source: OFL 1.1, 3: a modified version may not use reserved names as its own
    assert [name for name in presented if re.search("noto|source", name, re.IGNORECASE)] == []
    assert "Adobe" in names.getDebugName(0) and "Adobe" in top.Notice
    assert "SIL Open Font License, Version 1.1" in names.getDebugName(13)
    assert "SIL OPEN FONT LICENSE Version 1.1" in (PROJECT / "LICENSES" / "OFL-1.1.txt").read_text("utf-8")
    assert "AND OFL-1.1" in (PROJECT / "pyproject.toml").read_text("utf-8")


def printed(body: str, weight: str) -> pikepdf.Pdf:
    """Return a PDF that knows one weight only, as it is for every weight."""
    fonts = FontConfiguration()
    style = f'@font-face {{ font-family: "Curbcut Sans"; src: url({(FONTS / f"CurbcutSans-{weight}.otf").as_uri()}) }}'
    style += 'body { font: 12pt "Curbcut Sans" } i { font: inherit; font-feature-settings: "pwid" }'
    html = HTML(string=f"<html lang=zh-Hans><title>字</title><body>{body}</body></html>")
    pdf = html.write_pdf(stylesheets=[CSS(string=style, font_config=fonts)], font_config=fonts, pdf_variant="pdf/ua-1")
    return pikepdf.open(io.BytesIO(pdf))


def embedded(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    return [
        thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/Subtype") == "/Type0"
    ]


def named(pdf: pikepdf.Pdf) -> dict[int, str]:
    """Return CID → text as the PDF says it (its only font's ToUnicode)."""
    (one,) = embedded(pdf)
    pairs = re.findall(rb"<([0-9a-f]{4})> <([0-9a-f]+)>", one.ToUnicode.read_bytes().partition(b"beginbfchar")[2])
    return {int(cid, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for cid, text in pairs}


@each_weight
def test_a_pdf_draws_every_character_and_names_it_rightly(weight: str) -> None:
    # HarfBuzz leaves the outlines out altogether when one glyph is malformed: blank pages that pass every checker.
    alone = {0xAD, *range(0x300, 0x370), 0x302E, 0x302F, 0x3099, 0x309A}  # drawn only with what they belong to
    codes = sorted(covered() - BLANK - alone)
    pdf = printed(" ".join(f"&#{code};" for code in codes), weight)
    (one,) = embedded(pdf)
    file = one.DescendantFonts[0].FontDescriptor.FontFile3
    assert file.Subtype == "/OpenType"
    inside = TTFont(io.BytesIO(file.read_bytes()))
    glyphs, order = inside.getGlyphSet(), inside.getGlyphOrder()
    texts = named(pdf)
    assert {text for text in texts.values() if len(text) == 1} >= {chr(code) for code in codes if code != 0x20}
    original = font(weight).getBestCmap()
    for cid, text in texts.items():
        if len(text) == 1 and ord(text) not in BLANK:
            assert original[ord(text)] == f"cid{cid:05d}", text
            pen = BoundsPen(glyphs)
            glyphs[order[cid]].draw(pen)
            assert pen.bounds, f"U+{ord(text):04X} is blank"


@each_weight
def test_look_alikes_in_one_text_keep_their_own_names(weight: str) -> None:
    text = "•・‧·一－-‑‐–—，,“a”…⋯～〜𫘝𬺓"
    pdf = printed(f"{text}<i lang=en>It’s “so”…, ，</i>", weight)
    assert set(text + "It’so") <= set("".join(named(pdf).values()))


@each_weight
def test_an_accent_above_an_accent_is_one_glyph(weight: str) -> None:
    assert {"ê̄", "ê̌", "m̀", "m̄", "——"} <= set(named(printed("ê̄ ê̌ m̀ m̄ 甲——乙", weight)).values())


@each_weight
def test_a_text_as_it_is_printed_needs_no_other_font(weight: str) -> None:
    typed = "☎\ufe0f ⚠\ufe0f 1\ufe0f ©\ufe0f ♀\ufe0f cafe\u0301 \uf900 葛\U000e0100 一\u200d二 甲\u2005乙"
    assert unprintable(typed) == ()
    pdf = printed(as_printed(typed), weight)
    (one,) = embedded(pdf)
    assert "Curbcut-Sans" in str(one.BaseFont)
