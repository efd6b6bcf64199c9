"""Chinese spacing as kerning, so that it costs nothing where text is set: marks squeezed, room between Han and digits.

Noto Sans CJK leaves this to the program (`halt`, `chws`). A program that knows neither, such as WeasyPrint, kerns all the
same. Latin letters are not among the pairs: shapers hand them over apart from Han, so no font sees such a pair.

source: W3C Requirements for Chinese Text Layout (CLREQ), 3.1.6 and 3.2.2
"""

from __future__ import annotations

from fontTools.otlLib import builder
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables

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
    table = font["GPOS"].table
    index = len(table.LookupList.Lookup)
    pairs = builder.ClassPairPosSubtableBuilder(builder.PairPosBuilder(font, None))
    for first, second, value in (
        (closing, opening, squeeze), (closing, closing, squeeze), (opening, opening, squeeze),
        (ideographs, figures, room), (figures, ideographs, room),
    ):  # fmt: skip
        pairs.addPair(first, value, second, None)
    subtables = pairs.subtables()
    lookup = builder.buildLookup(subtables)
    lookup.LookupType = 2
    table.LookupList.Lookup.append(lookup)
    table.LookupList.LookupCount = index + 1
    _enter(table, index)


def _names(cmap: dict[int, str], points: object) -> tuple[str, ...]:
    return tuple(sorted({cmap[point] for point in points if point in cmap}))  # type: ignore[attr-defined]


def _enter(table: otTables.GPOS, index: int) -> None:
    """Let every script kern with the lookup; a script without the feature gets one."""
    features = table.FeatureList.FeatureRecord
    kerns = [record for record in features if record.FeatureTag == "kern"]
    for record in kerns:
        record.Feature.LookupListIndex.append(index)
        record.Feature.LookupCount = len(record.Feature.LookupListIndex)
    if not kerns:
        raise ValueError("the font has no kerning to extend")
