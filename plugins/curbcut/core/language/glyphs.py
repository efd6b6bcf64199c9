"""Which characters the fonts of our printed formats can draw.

The fonts themselves belong to the rendition that prints; this is the list of what they cover, written with them
(coverage.txt, by plugins/fonts/build.py). Both weights cover the same.
"""

from __future__ import annotations

import sys
from functools import cache
from itertools import repeat
from pathlib import Path
from unicodedata import category, name, normalize

_UTF_32 = f"utf-32-{sys.byteorder[0]}e"
_INVISIBLE = (
    (0x00, 0x1F), (0x7F, 0x9F),  # controls
    (0x2000, 0x200A), (0x2028, 0x2029), (0x202F, 0x202F), (0x205F, 0x205F),  # spaces, which take a font's own space
    (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
    (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0001, 0xE0001), (0xE0020, 0xE007F), (0xE0100, 0xE01EF),
)  # fmt: skip
"""What no font has to draw. source: UCD 17.0, White_Space (but for the Ogham space, a line) and
Default_Ignorable_Code_Point as far as it is assigned: joiners, variation selectors, tags, soft hyphens, direction marks."""
_COMBINING = range(0x300, 0x370)


def unprintable(text: str) -> tuple[str, ...]:
    """Return the characters of `text` that no font of ours draws: each once, in the order of their first places.

    The text counts as it is printed, in its composed form: é typed as e and an accent is é, and a
    compatibility ideograph is the character that it stands for.
    """
    if _is_everyday(text):
        return ()
    settled = _settled()
    if settled.issuperset(memoryview(text.encode(_UTF_32, "surrogatepass")).cast("I")):
        return ()
    known = settled | _accents()
    return tuple(dict.fromkeys(ch for ch in as_printed(text) if ord(ch) not in known))


def as_printed(text: str) -> str:
    """Return a text as it has to be when it is printed: composed (NFC), and asking for no emoji.

    Without the second, ☎ with an emoji selector (U+FE0F) is looked for in another font, though ours has it.
    """
    return normalize("NFC", text).replace("\ufe0f", "")


def described(ch: str) -> str:
    """Return a character's code point with its Unicode name: ``U+267F WHEELCHAIR SYMBOL``."""
    sorts = {"Co": "private use", "Cn": "not assigned", "Cs": "surrogate"}
    return f"U+{ord(ch):04X} {name(ch, '') or sorts.get(category(ch), '')}".rstrip()


def _is_everyday(text: str) -> bool:
    """Return whether a text is GB 2312, which the fonts have whole; most are, but for — · and the hard space.

    The codec runs ten times faster than a set is looked through, and needs no table.
    """
    try:
        text.replace("—", "").replace("·", "").replace("\xa0", "").encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@cache
def _settled() -> set[int]:
    """Return what is drawn or need not be, as code points, without what composing a text may join to another.

    A set of numbers is looked through faster than one of texts.
    """
    codes = _covered()
    codes.update(*(range(start, stop + 1) for start, stop in _INVISIBLE))
    codes.difference_update(_COMBINING)
    return codes


@cache
def _accents() -> set[int]:
    return _covered().intersection(_COMBINING)


def _covered() -> set[int]:
    # Five thousand lines in two milliseconds: the work is done in map, not in a loop.
    lines = Path(__file__).with_name("coverage.txt").read_text("ascii").split()
    codes = set(map(int, [line for line in lines if "-" not in line], repeat(16)))
    ends = list(map(int, "-".join([line for line in lines if "-" in line]).split("-"), repeat(16)))
    codes.update(*map(range, ends[::2], map((1).__add__, ends[1::2])))
    return codes
