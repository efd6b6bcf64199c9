"""Chinese spacing as kerning, so that it costs nothing where text is set: marks squeezed, room between Han and digits.

Noto Sans CJK leaves this to the program (`halt`, `chws`). A program that knows neither, such as WeasyPrint, kerns all the
same. Latin letters are not among the pairs: shapers hand them over apart from Han, so no font sees such a pair.

source: W3C Requirements for Chinese Text Layout (CLREQ), 3.1.6 and 3.2.2
"""

from __future__ import annotations

from collections.abc import Iterable

from fontTools.otlLib import builder
from fontTools.ttLib import TTFont

OPENING = "“‘（〔［｛《〈「『【〖"
CLOSING = "”’）〕］｝》〉」』】〗、，。．；："
FIGURES = "0123456789%‰°℃"
_HALF = 2  # of an em: the blank half of a full-width mark
_GAP = 8  # of an em: CLREQ asks for a quarter or less


def add_spacing(font: TTFont, han: frozenset[int]) -> None:
    """Add the pairs to the font's `kern` feature, in every script.

    han: code points of Han characters
    """
    cmap, em = font.getBestCmap(), font["head"].unitsPerEm
    opening, closing, figures = (_names(cmap, map(ord, marks)) for marks in (OPENING, CLOSING, FIGURES))
    ideographs = _names(cmap, han)
    squeeze, room = builder.buildValue({"XAdvance": -em // _HALF}), builder.buildValue({"XAdvance": em // _GAP})
    pairs = builder.ClassPairPosSubtableBuilder(builder.PairPosBuilder(font, None))
    for first, second, value in (
        (closing, opening, squeeze), (closing, closing, squeeze), (opening, opening, squeeze),
        (ideographs, figures, room), (figures, ideographs, room),
    ):  # fmt: skip
        pairs.addPair(first, value, second, None)
    lookup = builder.buildLookup(pairs.subtables())
    lookup.LookupType = 2  # pair adjustment
    lookups = font["GPOS"].table.LookupList
    lookups.Lookup.append(lookup)
    lookups.LookupCount = len(lookups.Lookup)
    _enter(font, lookups.LookupCount - 1)


def _names(cmap: dict[int, str], points: Iterable[int]) -> tuple[str, ...]:
    return tuple(sorted({cmap[point] for point in points if point in cmap}))


def _enter(font: TTFont, index: int) -> None:
    """Let every script kern with the lookup.

    raises: ValueError for a font without kerning
    """
    kerns = [record.Feature for record in font["GPOS"].table.FeatureList.FeatureRecord if record.FeatureTag == "kern"]
    if not kerns:
        raise ValueError("the font has no kerning to extend")
    for feature in kerns:
        feature.LookupListIndex.append(index)
        feature.LookupCount = len(feature.LookupListIndex)
