"""Builds our own fonts: a part of Noto Sans CJK SC, renamed, its glyphs in the order that keeps PDFs small.

    ./curbcut test -s fonts            writes both weights and the table of what they cover
    ./curbcut test -s fonts -- --check says whether what is there is what would be written (exit 1 if not)

Needs the two collections of Debian's `fonts-noto-cjk`, which are wanted for this alone; nobody needs them to
build a site. The same collections give the same bytes. Why any of this: plugins/decisions/008-our-own-fonts.md.
"""

from __future__ import annotations

import io
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

from fontTools.misc.textTools import Tag
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.reorderGlyphs import reorderGlyphs
from spacing import add_spacing

from curbcut.core.language.scripts import is_han

HERE = Path(__file__).resolve().parent
PACKAGE = HERE.parent / "curbcut"
TARGET = PACKAGE / "renditions" / "large_print" / "fonts"
COVERAGE = PACKAGE / "core" / "language" / "coverage.txt"
COLLECTIONS = Path("/usr/share/fonts/opentype/noto")
DEBIAN = ("fonts-noto-cjk", "1:20220127+repack1-1")
"""The package and the version that the committed fonts were made of."""
FACE = "NotoSansCJKsc"
FAMILY = "Curbcut Sans"
VERSION = "1.000"
WEIGHTS = ("Regular", "Bold")
FEATURES = ("ccmp", "halt", "hwid", "kern", "mark", "palt", "pwid")
"""Composition (ê̄, ——), half-width marks, and proportional quotes for English; the page is never vertical."""
SCRIPTS = ("DFLT", "cyrl", "grek", "hani", "kana", "latn")
CREDITS = "A part of Noto Sans CJK SC 2.004, under another name: fewer characters, its glyphs in another order."

OFTEN = (
    (0x20, 0x7E), (0xA0, 0xFF),
    (0x2013, 0x2013), (0x3000, 0x3000), (0xFF5E, 0xFF5E),  # – and ～, before the look-alikes that get copies of them
    (0x2000, 0x206F), (0x3001, 0x303F), (0xFF01, 0xFF5D), (0x100, 0x24F),
)  # fmt: skip
"""What nearly every text has, so that it comes first: Latin, pinyin, punctuation of both writings."""
SELDOM = (
    (0x250, 0x2FF),  # letters of phonetic writing, ˇ ˉ ˊ ˋ
    (0x300, 0x36F),  # combining accents, which pinyin's ê̄ and m̀ need
    (0x370, 0x4FF),  # Greek, Cyrillic
    (0x1E00, 0x1EFF),  # ḿ, Vietnamese
    (0x2070, 0x23FF),  # ⁴, currencies, №, Roman numerals, arrows, mathematics, technical signs
    (0x2460, 0x27BF),  # ① ⑴ ⒈, box drawing, ■ ★ ✓
    (0x2900, 0x2BFF),  # more arrows
    (0x2FF0, 0x2FFF),  # description of characters: how a rare name is written in words
    (0x3041, 0x312F),  # kana, bopomofo
    (0x31A0, 0x31EF),  # more bopomofo, strokes
    (0x3200, 0x33FF),  # ㈠ ㉑ ㊿ ㎡ ㏄
    (0xFE30, 0xFE6B),  # small and compatibility forms
    (0xFF5F, 0xFF9F),  # ｡ and half-width kana
    (0xFFE0, 0xFFE6),  # ￥ ￡
)
EMOJI = {0x261D, 0x26BD, 0x26BE}
"""☝ ⚽ ⚾ are emoji before they are text: Pango looks for them in an emoji font whatever our font has, so it has not."""


def repertoire() -> list[int]:
    """Return the code points asked for, the often used first."""
    table = "".join(line for line in (HERE / "tongyong.txt").read_text("utf-8").split("\n") if not line.startswith("#"))
    han = [*_plane("gb2312", 0xB0, 0xD7), *_plane("gb2312", 0xD8, 0xF7), *table, *_plane("big5", 0xA4, 0xC6)]
    order = [*_ranges(OFTEN), *map(ord, han[:3755]), *_ranges(SELDOM), *map(ord, han[3755:])]
    return [code for code in dict.fromkeys(order) if code not in EMOJI]


def _ranges(blocks: tuple[tuple[int, int], ...]) -> list[int]:
    return [code for first, last in blocks for code in range(first, last + 1)]


def _plane(codec: str, first: int, last: int) -> list[str]:
    """Return the characters of rows of a double-byte set, in its order: level 1 is read aloud, level 2 by strokes."""
    found = []
    for row in range(first, last + 1):
        for cell in range(0x40, 0xFF):
            text = bytes((row, cell)).decode(codec, "ignore")
            # Python's Big5 ends level 1 with row C6, cell 7E; the rest of that row is no standard.
            if len(text) == 1 and text >= "\u4e00" and (codec, row, cell >> 7) != ("big5", 0xC6, 1):
                found.append(text)
    return found


def face(weight: str) -> TTFont:
    """Return the simplified Chinese face of one weight's collection."""
    path = COLLECTIONS / f"NotoSansCJK-{weight}.ttc"
    number = 0
    while True:
        font = TTFont(path, fontNumber=number, recalcTimestamp=False, recalcBBoxes=False)
        if font["name"].getDebugName(6) == f"{FACE}-{weight}":
            return font
        number += 1


def cut(font: TTFont) -> None:
    """Take out of a font what is not asked for; hints too, which no PDF of ours embeds."""
    # No variation sequences: they would bring glyphs in that the plain characters have not.
    wanted = ((3, 1), (3, 10))
    font["cmap"].tables = [table for table in font["cmap"].tables if (table.platformID, table.platEncID) in wanted]
    _one_source_each(font)
    options = Options()
    options.layout_features = list(FEATURES)
    options.layout_scripts = list(SCRIPTS)
    options.drop_tables += ["VORG", "vhea", "vmtx", "DSIG"]
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=repertoire())
    subsetter.subset(font)


def _one_source_each(font: TTFont) -> None:
    """Let `pwid` and `hwid` lead no two characters to one glyph, for the reason that `parted` gives.

    Noto has ， become the glyph of an ASCII comma, which then could not say which of the two it was.
    """
    drawn = font.getBestCmap()
    encoded = dict.fromkeys(drawn[code] for code in repertoire() if code in drawn)
    gsub, owner = font["GSUB"].table, dict.fromkeys(encoded, "")
    records = [record for record in gsub.FeatureList.FeatureRecord if record.FeatureTag in ("pwid", "hwid")]
    for number in sorted({number for record in records for number in record.Feature.LookupListIndex}):
        for part in gsub.LookupList.Lookup[number].SubTable:
            table = getattr(part, "ExtSubTable", part)
            reached = {one: table.mapping[one] for one in encoded if one in table.mapping}
            table.mapping = {one: form for one, form in reached.items() if owner.setdefault(form, one) == one}


def renamed(font: TTFont, weight: str) -> None:
    """Give a font our name wherever it says its own; who made it and under what licence stays as it is."""
    full, postscript = f"{FAMILY} {weight}".removesuffix(" Regular"), f"{FAMILY.replace(' ', '')}-{weight}"
    names = font["name"]
    names.names = [name for name in names.names if name.langID == 0x409 and name.nameID < 15]
    given = {
        1: FAMILY,
        2: weight,
        3: f"{VERSION};{postscript}",
        4: full,
        5: f"Version {VERSION}",
        6: postscript,
        10: CREDITS,
    }
    for number, text in given.items():
        names.setName(text, number, 3, 1, 0x409)
    font["head"].fontRevision = float(VERSION)
    font["OS/2"].achVendID = Tag("    ")
    cff = font["CFF "].cff
    top = cff.topDictIndex[0]
    cff.fontNames = [postscript]
    top.FamilyName, top.FullName, top.CIDFontVersion = FAMILY, full, float(VERSION)
    for part in top.FDArray:
        part.FontName = f"{postscript}-{part.FontName.rpartition('-')[2]}"


def parted(font: TTFont) -> None:
    """Give every character a glyph of its own.

    Noto draws · • ‧ ・ with one glyph. A PDF names the text of a glyph once, so after a bullet every 阿·卜 would be
    copied, searched and read aloud as 阿•卜. The first of each group, in the order of the repertoire, keeps the
    glyph and with it the features; the others get a copy.
    """
    top, drawn = font["CFF "].cff.topDictIndex[0], font.getBestCmap()
    taken: set[str] = set()
    free = iter(f"cid{number}" for number in range(65534, 0, -1) if f"cid{number}" not in top.CharStrings.charStrings)
    order, parts = list(font.getGlyphOrder()), list(top.FDSelect.gidArray)
    for code in filter(drawn.__contains__, repertoire()):
        name = drawn[code]
        if name not in taken:
            taken.add(name)
            continue
        copy = next(free)
        part = parts[order.index(name)]
        top.CharStrings.charStrings[copy] = len(order)
        top.CharStrings.charStringsIndex.append(top.CharStrings[name])
        order.append(copy)
        parts.append(part)
        font["hmtx"][copy] = font["hmtx"][name]
        for table in font["cmap"].tables:
            if code in table.cmap:
                table.cmap[code] = copy
    top.charset = order
    top.FDSelect.gidArray = parts
    font.setGlyphOrder(order)


def arranged(font: TTFont) -> TTFont:
    """Return a font whose glyphs stand in the order of the repertoire and whose CIDs are its glyph numbers.

    A subset in a PDF keeps glyph numbers, so it holds one offset for every glyph up to the last that is used; and
    some readers look a CID up in the font's charset, others take it for the glyph number: here both are right.
    """
    drawn = font.getBestCmap()
    reached = [drawn[code] for code in repertoire() if code in drawn]
    head = [drawn[code] for code in _ranges(OFTEN) if code in drawn]
    # Glyphs that only a feature reaches are quotes and dashes, so they stand beside the punctuation.
    other = sorted(set(font.getGlyphOrder()) - {".notdef"} - set(reached))
    order = list(dict.fromkeys([".notdef", *head, *other, *reached]))
    top = font["CFF "].cff.topDictIndex[0]
    parts = dict(zip(font.getGlyphOrder(), top.FDSelect.gidArray, strict=True))
    reorderGlyphs(font, order)
    top.FDSelect.gidArray = [parts[name] for name in order]

    again = TTFont(io.BytesIO(saved(font)), recalcTimestamp=False, recalcBBoxes=False)
    top = again["CFF "].cff.topDictIndex[0]
    cids = [".notdef", *(f"cid{number:05d}" for number in range(1, len(order)))]
    strings = top.CharStrings.charStrings
    top.CharStrings.charStrings = {new: strings[old] for new, old in zip(cids, top.charset, strict=True)}
    top.charset, top.CIDCount = cids, len(cids)
    again.setGlyphOrder(cids)  # all other tables are still bytes, and bytes know glyphs by number
    return again


def saved(font: TTFont) -> bytes:
    """Return a font as a file."""
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def built(weight: str) -> bytes:
    """Return the font file of one weight."""
    font = face(weight)
    cut(font)
    renamed(font, weight)
    strings = font["CFF "].cff.topDictIndex[0].CharStrings
    for name in font.getGlyphOrder():
        strings[name].decompile()  # while the table that finds its private part stands in the old order
    parted(font)
    whole = arranged(font)
    add_spacing(whole, frozenset(code for code in whole.getBestCmap() if is_han(chr(code))))
    return saved(whole)


def coverage(file: bytes) -> str:
    """Return the code points of a font as lines of hex: `20-7E`, `3400`."""
    codes = sorted(TTFont(io.BytesIO(file), lazy=True).getBestCmap())
    breaks = [0, *(place for place, (one, two) in enumerate(pairwise(codes), 1) if two > one + 1), len(codes)]
    runs = [(codes[start], codes[stop - 1]) for start, stop in pairwise(breaks)]
    return "".join(f"{first:X}-{last:X}\n" if last > first else f"{first:X}\n" for first, last in runs)


def installed(package: str) -> str:
    """Return the version of a Debian package, or an empty text."""
    query = ["dpkg-query", "--show", "--showformat=${Version}", package]
    return subprocess.run(query, capture_output=True, text=True, check=False).stdout


def main(arguments: list[str]) -> int:
    """Write the fonts and their coverage, or compare them with what is there; 3 when the collections are missing."""
    package, version = DEBIAN
    if (there := installed(package)) != version:
        print(f"{package} {version} is needed, {there or 'none'} is installed: apt-get install {package}={version}")
        return 3
    files = {TARGET / f"{FAMILY.replace(' ', '')}-{weight}.otf": built(weight) for weight in WEIGHTS}
    covered = {coverage(file) for file in files.values()}
    if len(covered) > 1:
        print("the weights do not cover the same characters")
        return 1
    files[COVERAGE] = covered.pop().encode()
    different = [path for path, data in files.items() if not path.is_file() or path.read_bytes() != data]
    for path in different:
        print(("differs: " if "--check" in arguments else "wrote ") + path.name, len(files[path]), "bytes")
        if "--check" not in arguments:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(files[path])
    return 1 if different and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
