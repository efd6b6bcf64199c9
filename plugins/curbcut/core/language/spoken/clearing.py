"""The text without what nobody hears: controls, pictographs, bullets, doubled marks, spaces beside numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from curbcut.core.language.scripts import HAN
from curbcut.core.language.spans import Edit

_SPACES = "\t\x0b\x0c\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_SILENT = (
    "\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff0-\uffff\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000e0fff\U000f0000-\U0010ffff"  # controls, private, surrogates
    "\u2190\u2194-\u21ff\u2300-\u23ff\u2500-\u25ff\u2600-\u2610\u2612-\u26ff"
    "\u2701-\u2712\u2715\u2719-\u2775\u2794-\u27bf"
    "\u2b00-\u2bff\u3004\u3012\u3013\u3020\u3030\u303d\u3297\u3299"
    "\U0001f000-\U0001f0ff\U0001f110-\U0001faff"  # pictographs
    "•‣⁃◦※★☆☎"
)
_CLEAR = re.compile(
    rf"(?P<silent>[{_SILENT}]+ ?)"
    rf"|(?P<between>(?<=[{HAN}，。：；、（])[ {_SPACES}]+(?P<inner>[0-9￥¥][0-9.,:：—–～~%-]{{0,30}})[ {_SPACES}]+(?=[{HAN}]))"
    rf"|(?P<after>(?<=[{HAN}，。：；、）])[ {_SPACES}]+(?=[-−￥¥]?[0-9])(?![0-9]{{1,3}}[.．、)）](?![0-9])))"
    rf"|(?P<unit>(?<=[0-9%])[ {_SPACES}]+(?=[个名位人次天周项家年月日时点号元万亿岁级条款届期页楼室分秒度米公千克户例件种份张套台间所门]))"
    r"|(?P<sign> {1,3}(?=[=×÷≥≤±≈|→>+])"
    r"|(?<=[0-9年月日号时点分%℃元]) {1,3}(?=[-—–~～−] ?[0-9￥])"
    r"|(?<=[0-9]) {1,3}(?=[:：] ?[0-9])|(?<=[ 0-9][:：]) {1,3}(?=[0-9])"
    r"|(?<=[0-9]) {1,3}(?=[xX*/] ?[0-9]))"
    rf"|(?P<space>[{_SPACES}])"
    r"|(?P<again>(?P<mark>[！？!?，、；：。])(?P=mark)+)"
)
_WORTH = re.compile(f"[{_SILENT}{_SPACES} ]|([！？!?，、；：。])\\1")
_SIGNS = str.maketrans("％＋－＝＜＞＃＆＠／＊＄￥．", "%+-=<>#&@/*$¥.")
_WIDE_SIGN = re.compile("[％＋－＝＜＞＃＆＠／＊＄￥．]")


def signs(text: str) -> str:
    """Return `text` with wide signs as narrow ones; the length never changes."""
    return text.translate(_SIGNS) if _WIDE_SIGN.search(text) else text


def clear(text: str, *, is_chinese: bool) -> Iterator[Edit]:
    """Yield the edits that take out what is not heard.

    is_chinese: spaces beside numbers and doubled marks go too; an English text keeps them
    """
    if not _WORTH.search(text):
        return
    for found in _CLEAR.finditer(text):
        kind = found.lastgroup
        if kind == "silent":
            yield Edit(*found.span(), "")
        elif kind == "space":
            yield Edit(*found.span(), " ")
        elif is_chinese:
            yield Edit(*found.span(), found["mark"] or found["inner"] or "")
