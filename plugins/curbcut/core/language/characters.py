"""Characters that look like the right one and are not: what a PDF, an old form or a wide keyboard leaves.

Only one-to-one looks-alike are replaced. NFKC as a whole is never applied: it would turn ① into 1,
㎡ into m2 and ½ into 1⁄2, which readers and search need as they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from curbcut.core.language.spans import Edit

_WIDE = {code: code - 0xFEE0 for first, last in ("０９", "ＡＺ", "ａｚ") for code in range(ord(first), ord(last) + 1)}

# ⼀ 一 … ⿕ 龠. source: UnicodeData.txt, <compat> decompositions of the Kangxi Radicals block
_KANGXI = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}

# Components that Chinese fonts use for a whole character. source: UCD 17.0, EquivalentUnifiedIdeograph.txt
_RADICALS = dict(
    zip(
        map(ord, "⺟⺠⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳"),
        "母民虎西见角贝车長长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
        strict=True,
    )
)

# U+F900 … : one character, one canonical equivalent. source: UnicodeData.txt, canonical decompositions
_COMPATIBILITY = {
    code: unicodedata.normalize("NFC", chr(code))
    for first, last in ((0xF900, 0xFAFF), (0x2F800, 0x2FA1F))
    for code in range(first, last + 1)
}
_LOOK_ALIKES: dict[int, int | str] = {**_WIDE, **_KANGXI, **_RADICALS, **_COMPATIBILITY}

# ASCII and Han never join the character before them, so NFC is safe from each of them to the next.
_SAFE_STRETCH = re.compile(r"[\x00-\x7f\u4e00-\u9fff][^\x00-\x7f\u4e00-\u9fff]+|^[^\x00-\x7f\u4e00-\u9fff]+")


def look_alikes(text: str) -> str:
    """Return `text` with full-width letters and digits, radicals and compatibility ideographs put right.

    The length never changes.
    """
    return text.translate(_LOOK_ALIKES)


def compositions(text: str) -> Iterator[Edit]:
    """Yield the edits that make `text` NFC: a letter and its combining accent become one character."""
    if unicodedata.is_normalized("NFC", text):
        return
    for found in _SAFE_STRETCH.finditer(text):
        composed = unicodedata.normalize("NFC", found[0])
        if composed != found[0]:
            yield Edit(*found.span(), composed)
