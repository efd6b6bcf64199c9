"""Text -> grams: the terms under which a text is found.

Specification.
fold(text):  1. Unicode NFKD, then lower case (of the whole text, without any locale).
             2. u followed by U+0308 becomes v, other characters U+0300 to U+036F go away: lǜ is lv, café is cafe. So do characters that
                nobody sees: U+00AD, U+200B to U+200F, U+202A to U+202E, U+2060 to U+206F, U+FEFF. And U+3099, U+309A.
             3. each character that variants.txt lists behind a simplified one becomes that one.
             4. a comma between digits goes away where exactly three digits follow it: 1,510 is 1510.
words(text): the runs of Han characters (HAN) and the runs of other letters and digits (Unicode L and N), in order.
             Everything else parts them. A run of letters and digits is one word. Of a word of Latin letters only, longer
             than three, a last `ies` becomes `y`; otherwise a last s goes away unless it is ss, us or is.
grams(text): of each Han run its overlapping pairs of characters; a run of one is that character. Other words as they
             are, but those in STOP, and those longer than LONGEST. Then `numerals.numbers` of the folded text.
Text and query are made into grams by the same function, so that they cannot disagree.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from operator import add
from pathlib import Path
from typing import NamedTuple

from curbcut.core.search.numerals import numbers

HAN = "\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Inside of a regular expression's […]: the Han characters that are left after folding."""
LONGEST = 40
"""Characters of a word that is a term; a longer one is no word that anybody types."""
STOP = frozenset(
    "a an and are as at be been but by can do does for from has have how i if in into is it its may me my no not of on or "
    "our so than that the their them then there these they this to was we were what when where which who why will with you "
    "your".split()
)
"""English words without a subject. In a site that is mostly Chinese they would count as rare, and so as telling."""

_MARKS = re.compile("[\u00ad\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3099\u309a\ufeff]")
_THOUSANDS = re.compile(r"([0-9]),(?=[0-9]{3}(?![0-9]))")
_WORD = re.compile(f"([{HAN}]+)|([^\\W_{HAN}]+)")
_LATIN = re.compile("[a-z]+")


class Spot(NamedTuple):
    """A gram and where it stands in the text as it was given."""

    gram: str
    start: int
    end: int


@lru_cache(maxsize=1)
def variants() -> dict[str, str]:
    """Return variant or traditional character → simplified character, of variants.txt."""
    lines = (Path(__file__).parent / "variants.txt").read_text("utf-8").splitlines()
    pairs = (line.split(" ") for line in lines if not line.startswith("#"))
    return {variant: simple for simple, others in pairs for variant in others}


def fold(text: str) -> str:
    """Return a text in the one form that search compares."""
    plain = unicodedata.normalize("NFKD", text).lower()
    if not plain.isascii():
        plain = _MARKS.sub("", plain.replace("u\u0308", "v"))
        table = variants()
        if not table.keys().isdisjoint(plain):  # hardly ever in a Chinese site, and it takes a fifth of the time
            plain = plain.translate({ord(ch): table[ch] for ch in set(plain) if ch in table})
    return _THOUSANDS.sub(r"\1", plain) if "," in plain else plain


_folded = lru_cache(maxsize=10_000)(fold)
"""The same for single characters, of which a site has few thousand."""


def stem(word: str) -> str:
    """Return an English word without its plural; anything else as it is."""
    if len(word) < 4 or not word.endswith("s") or not _LATIN.fullmatch(word):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word if word.endswith(("ss", "us", "is")) else word[:-1]


def grams(text: str) -> list[str]:
    """Return the terms of a text in order, repeated as often as they stand there."""
    folded = fold(text)
    found: list[str] = []
    for han, word in _WORD.findall(folded):
        if han:
            found += map(add, han, han[1:]) if len(han) > 1 else han
        elif word not in STOP and len(word) <= LONGEST:
            found.append(stem(word))
    found += numbers(folded)
    return found


def placed(text: str) -> tuple[str, list[int]]:
    """Return a text, folded character by character, and where each character of that stands in it; last where it ends."""
    pieces, places = [], []
    for place, ch in enumerate(text):
        piece = _folded(ch)
        pieces.append(piece)
        places += [place] * len(piece)
    places.append(len(text))
    return "".join(pieces), places


def spots(text: str, *, pairs: bool = True) -> Iterator[Spot]:
    """Yield the pairs and words among a text's grams with their places in it: what is marked in a result. pairs: whether they, too"""
    folded, places = placed(text)
    for run in _WORD.finditer(folded):
        start, end = run.span()
        if run[2]:
            yield Spot(stem(run[2]), places[start], places[end - 1] + 1)
        elif end - start == 1:
            yield Spot(run[1], places[start], places[start] + 1)
        elif pairs:
            for at in range(start, end - 1):
                yield Spot(folded[at : at + 2], places[at], places[at + 1] + 1)
