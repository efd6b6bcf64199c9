"""Hotlines, telephone numbers, and the long numbers that are read out: cards, accounts, postcodes, papers.

They are read digit by digit with 幺 for one, in groups with a short pause between.
source: YD/T 1083-2000 and the Ministry's plan of numbers (hotlines 1xx, 12xxx, 95xxx, 96xxx)
"""

from __future__ import annotations

import re

from curbcut.core.language.spoken.numbers import COUNTABLE, called
from curbcut.core.language.spoken.rule import DIGITS, LETTERS, Rule, before, behind

_PAUSE = "，"
_GAP = r"[-－—– ]?"
_CALL = re.compile(
    r"[(（]0[0-9]{2,3}[)）] ?$|"
    r"(?:拨打?|[打拨]过?|电话|热线|致电|座机|传真|总机|专线|呼叫|急救|报警"
    r"|[打拨][0-9、或和]{3,16}[、或和]|[匪盗火]警|报案|火警|求助|手机|发短信到|短信|号码|平台|客服|咨询|联系|找|[打拨].{0,8}或者?|用户拨"
    r"|值班|监督|投诉|举报|援助|(?:电话|热线|手机|传真)[^。；]{0,20}[、，或和/]|联系人[：:]?[^0-9，。；]{2,5}[，, （(]) ?[：:为是到至（(]? ?$"
)
_HEARD = re.compile(
    r"(?:\D{0,4}(?:热线|电话|急救|报警|[打拨][0-9、或和]{3,16}[、或和]|[匪盗火]警|报案|指挥中心|平台|专线|短信|求助|消防|联动|接警)|转[0-9人])"
)
_AMOUNT = re.compile(rf"(?:{COUNTABLE.pattern}|[名户例件]|[0-9.,%])")


def _mobile(found: re.Match[str]) -> str:
    return _PAUSE.join(map(called, found.groups()))


def _landline(found: re.Match[str]) -> str:
    said = called(found["area"]) + ("）" if found["closed"] else _PAUSE) + called(re.sub("[- ]", "", found["local"]))
    return f"{said}转{called(found['extension'])}" if found["extension"] else said


def _service(found: re.Match[str]) -> str:
    return _PAUSE.join(map(called, re.findall(r"[0-9]+", found[0])))


def _hotline(found: re.Match[str]) -> str | None:
    """Return a hotline's number: where its word stands beside it, or where nothing is counted with it."""
    if before(found, 1) in (".", "第", "￥", "¥", "$"):
        return None
    if _CALL.search(before(found)) or _HEARD.match(behind(found, 10)):
        return (
            None
            if re.match(
                r"[多余]?(?:[人元例次件个名户条家间台所张份辆套位天年岁项米吨万亿]|起案|%|分钟|公里|平方)",
                behind(found),
            )
            else called(found[0])
        )
    if found[0] in ("110", "114", "119", "120", "122") and before(found, 1) == "“" and behind(found, 1) == "”":
        return called(found[0])
    known = re.match(
        r"(?:123[0-9]{2}|121(?:10|17|2[0-3])|12580|100(?:10|86)|9[56][0-9]{3}(?=[\u4e00-\u9fff]))(?![0-9])",
        found.string[found.start() : found.end() + 1],
    )
    if not known or _AMOUNT.match(behind(found)) or re.search(r"[有共达约过超近计得]$", before(found, 1)):
        return None
    return called(found[0])


def _inside(found: re.Match[str]) -> str | None:
    """Return the number inside a house, which stands behind a name: 联系人：田丽 9226."""
    return called(found[0]) if re.search(r"联系人[：:]?[^0-9，。；]{2,5}[，, ]?$", before(found)) else None


def _dialled(found: re.Match[str]) -> str:
    return called(found[0])


def _postcode(found: re.Match[str]) -> str | None:
    return called(found[0]) if re.search(r"(?:地址|邮寄|通讯处)[^。；]*[，（( ]$", before(found)) else None


def _local(found: re.Match[str]) -> str | None:
    return called(re.sub("[- ]", "", found[0])) if _CALL.search(before(found)) else None


def _extension(found: re.Match[str]) -> str | None:
    if before(found, 1) != "转" or not re.search(r"[0-9）)]\s?转$", before(found, 3)):
        return None
    return called(found[0]) if len(found[0]) > 1 else None


_NAMED = re.compile(
    r"(?:邮编|邮政编码|邮政|QQ群?号?|群号?|微信号?|账号|帐号|账户|卡号|编号|编码|学号|工号|证号|证件号码?|号码|信用代码|代码|密码|验证码|取件码|会议号|[会间组播]?ID|ID"
    r"|会议室号|房间号|车牌号?|身份证|残疾人证|单号|流水号|公交卡|提取码|邀请码|口令|口令码|序列号"
    r"|备案号|登记号|批号|案号|尾号|备|密码[^。；]{0,10}[用是为设成]|[邮寄][至到往给]) ?[：:为是]? ?$"
)


def _named(found: re.Match[str]) -> str | None:
    """Return a number whose name says that it is read out: 邮编, 验证码, 账号 …"""
    if not _NAMED.search(before(found)):
        return None
    groups = found[0].split()
    if len(groups) > 1:
        return _PAUSE.join(map(called, groups))
    return _read_out(found[0]) if len(found[0]) > 1 else None


def _long(found: re.Match[str]) -> str | None:
    """Return nine digits and more, or a resident's number with its X, in groups, unless they count money or people."""
    if re.match(r"[元人户万亿]|[.,][0-9]", behind(found)) or (found[0].endswith("0000") and len(found[0]) < 14):
        return None
    return _read_out(found[0])


def _read_out(written: str) -> str:
    if len(written) <= 8:
        return called(written)
    sizes = (6, 8, 4) if re.fullmatch(r"[0-9]{17}[0-9Xx]", written) else (4,) * (len(written) // 4 + 1)
    groups, at = [], 0
    for size in sizes:
        if group := written[at : at + size]:
            groups.append(called(group))
        at += size
    return _PAUSE.join(groups)


def _credit_code(found: re.Match[str]) -> str | None:
    """Return a code of 18 letters and digits (统一社会信用代码) in groups of four; source: GB 32100-2015"""
    return _read_out(found[0]) if re.search(r"[0-9]{6}", found[0]) else None


def _country(found: re.Match[str]) -> str:
    return f"加{called(found[1])}{_PAUSE}"


def _abroad(found: re.Match[str]) -> str:
    return "加" + _PAUSE.join(map(called, found.groups()))


def _masked(found: re.Match[str]) -> str:
    """Return a number of which stars hide the middle: 138****8888."""
    return re.sub(r"\*+", "星号", called(found[0]))


def _area(found: re.Match[str]) -> str:
    return f"（{called(found[1])}）"


RULES = (
    Rule("(（", re.compile(r"[(（](0[0-9]{2,3})[)）] ?(?=[1-9][0-9]{2,3}[- ]?[0-9]{4})"), _area),
    Rule("+", re.compile(r"\+ ?(86)-(10|2[0-9]|[3-9][0-9]{2})-([0-9]{7,8})(?![0-9])"), _abroad),
    Rule("+", re.compile(r"\+ ?(86|85[23]|886)[- ]?(?=[0-9(（])"), _country),
    Rule(DIGITS, re.compile(r"[0-9]{2,20}\*{2,20}[0-9]{0,20}"), _masked),
    Rule(DIGITS, re.compile(rf"(1[3-9][0-9]){_GAP}([0-9]{{4}}){_GAP}([0-9]{{4}})(?![0-9])"), _mobile),
    Rule(
        DIGITS,
        re.compile(
            r"(?P<area>0[0-9]{2,3})(?:[-－—– ]|(?P<closed>[）)]) ?)"
            r"(?P<local>[1-9][0-9]{6,7}|[1-9][0-9]{2,3}[- ][0-9]{4})(?![0-9])"
            r"(?:[-－转](?P<extension>[0-9]{1,6}))?(?![0-9])"
        ),
        _landline,
    ),
    Rule(
        DIGITS,
        re.compile(r"[48]00[- ]?[0-9]{3}[- ]?[0-9]{4}(?![0-9])|[48]00[- ][0-9]{4}[- ]?[0-9]{3}(?![0-9])"),
        _service,
    ),
    Rule(DIGITS, re.compile(r"(?:1[12][0-9]|12[0-9]{3}|9[56][0-9]{3,4}|100(?:00|10|86)|116114)(?![0-9.,])"), _hotline),
    Rule(DIGITS, re.compile(r"[0-9]{4}(?=[，。；）\n]|$)"), _inside),
    Rule(DIGITS, re.compile(r"(?<=“)[0-9]{3,6}(?=”[^，。；]{0,10}(?:热线|电话|专线))"), _dialled),
    Rule(DIGITS, re.compile(r"[0-9]{6}(?=[）)，。；\n]|$)"), _postcode),
    Rule(DIGITS, re.compile(r"[2-9][0-9]{6,7}(?![0-9.,])|[2-9][0-9]{2,3}[- ][0-9]{4}(?![0-9.,])"), _local),
    Rule(DIGITS, re.compile(r"[0-9]{1,8}(?![0-9])"), _extension),
    Rule(DIGITS + LETTERS, re.compile(r"(?=[A-Z]{0,2}[0-9])[0-9A-Z]{18,20}(?![0-9A-Za-z-])"), _credit_code),
    Rule(DIGITS, re.compile(r"[0-9]{3,4}(?: [0-9]{3,4}){1,4}(?![0-9])|[0-9]{2,40}(?![0-9.])"), _named),
    Rule(DIGITS, re.compile(r"[0-9]{9,40}[Xx]?(?![0-9])"), _long),
)
