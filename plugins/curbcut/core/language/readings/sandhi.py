"""一 and 不 as they are spoken: their tone follows the syllable after them.

The third tone is not changed here: speech engines do it over the whole clause, and people who read pinyin expect it so.
source: 现代汉语词典 (7th ed.), 一 and 不; GB/T 16159-2012 writes the tones of the dictionary, which are kept beside
"""

from __future__ import annotations

from curbcut.core.language.scripts import is_han

_DIGITS = frozenset("零〇一二三四五六七八九")
_UNITS = frozenset("百千万亿")
_COMPLEMENTS = frozenset("了着到见动起上下来去出开完住成及清懂齐全通进掉满准定")
"""What can follow a verb and a light 不: 拿不动, 看不见."""
_VERBS = frozenset(
    "看听说读写找拿走跑坐站睡吃喝做办用买卖付打接联记认分想学赶对受忍合信挤推拉关搬抬跟算填交进出回过摸猜爬背数"
)
_NUMBERED = frozenset("月日号")


def spoken(before: str, ch: str, after: str, following: str) -> str:
    """Return 一 or 不 as spoken.

    before, after: the one or two characters beside it in the text, also digits and marks; may be empty
    following: the syllable of the next character as the dictionary has it, empty when no Chinese character follows
    """
    return _not(before, after, following) if ch == "不" else _one(before, after, following)


def _not(before: str, after: str, following: str) -> str:
    previous, following_ch = before[-1:], after[:1]
    asks = previous and previous == following_ch  # 是不是, 好不好
    cannot = previous in _VERBS and following_ch in _COMPLEMENTS
    if previous and following and (asks or cannot):
        return "bu5"
    return "bu2" if following.endswith("4") else "bu4"


def _one(before: str, after: str, following: str) -> str:
    previous, next_ch = before[-1:], after[:1]
    if not following or previous in _DIGITS or next_ch in _DIGITS or previous == "第":
        return "yi1"
    if previous == "十" and next_ch not in _UNITS:
        return "yi1"
    if next_ch == "十" or (next_ch in "点比" and after[1:2] in _DIGITS):
        return "yi1"
    if previous and previous == next_ch and before[:1] != "一" and after[1:2] not in _DIGITS:
        return "yi5"  # 看一看
    if next_ch in _NUMBERED and (previous in ("年", "月") or not is_han(previous)):
        return "yi1"
    return "yi2" if following.endswith(("4", "5")) else "yi4"
