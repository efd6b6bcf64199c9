"""Which characters are Han, and which are Chinese punctuation.

The strings HAN and CJK_PUNCTUATION are the inside of a regular expression's `[…]`, so that a
caller composes its own class: `re.compile(f"[{HAN}A-Za-z]+")`.

source: Unicode Character Database 17.0, Scripts.txt (Script=Han) and Blocks.txt. Blocks are
taken whole, unassigned tail included, so that a character added later is Han already.
"""

from __future__ import annotations

import re

HAN = (
    "\u4e00-\u9fff"  # CJK Unified Ideographs
    "\u3400-\u4dbf"  # Extension A
    "\u3005\u3007\u3021-\u3029\u3038-\u303b"  # 々 〇, Hangzhou numerals, 〻
    "\uf900-\ufaff"  # Compatibility Ideographs
    "\u2e80-\u2fd5"  # CJK and Kangxi Radicals: wrong in running text, but read as characters
    "\U00020000-\U0002a6df"  # Extension B
    "\U0002a700-\U0002ebef"  # Extensions C, D, E, F
    "\U0002ebf0-\U0002ee5f"  # Extension I
    "\U0002f800-\U0002fa1f"  # Compatibility Ideographs Supplement
    "\U00030000-\U000323af"  # Extensions G, H
    "\U000323b0-\U0003347f"  # Extension J
)

CJK_PUNCTUATION = (
    "\u3001-\u3003\u3008-\u3011\u3014-\u301f\u3030\u303d"  # CJK Symbols and Punctuation: 、 。 《 》 「 」 〔 〕
    "\ufe10-\ufe19\ufe30-\ufe4f"  # Vertical and Compatibility Forms
    "\ufe50-\ufe6b"  # Small Form Variants
    "\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"  # Halfwidth and Fullwidth Forms: ！ （ ： ～ ｡
)

# Compiling a class of this size takes milliseconds, so there is one of each and everybody shares it.
HAN_RUN = re.compile(f"[{HAN}]+")
_CJK_PUNCTUATION = re.compile(f"[{CJK_PUNCTUATION}]")


def is_han(ch: str) -> bool:
    """Return whether the one character `ch` is Han; an empty string is not."""
    return "\u4e00" <= ch <= "\u9fff" or HAN_RUN.fullmatch(ch) is not None


def han_count(text: str) -> int:
    """Return how many Han characters `text` holds: what a Chinese reader calls its length (字数)."""
    return sum(map(len, HAN_RUN.findall(text)))


def is_cjk_punctuation(ch: str) -> bool:
    """Return whether `ch` is punctuation that only CJK text uses.

    “ ” ‘ ’ … — · are shared with Western writing and so are not.
    """
    return _CJK_PUNCTUATION.fullmatch(ch) is not None
