"""Amounts: percentages, money, units, temperatures, fractions and ratios.

source: GB 3100-1993 (names of units), GB/T 15835-2011 (percentages before their number)
"""

from __future__ import annotations

import re

from curbcut.core.language.spoken.numbers import cardinal, counted, is_rising, number
from curbcut.core.language.spoken.rule import DASH, DIGITS, LETTERS, NUMBER, Rule, before, behind

_PREFIXES = {
    "k": "千",
    "M": "兆",
    "G": "吉",
    "c": "厘",
    "m": "毫",
    "d": "分",
    "μ": "微",
    "µ": "微",
    "u": "微",
    "n": "纳",
}
_BASES = {
    "m": "米",
    "g": "克",
    "L": "升",
    "l": "升",
    "W": "瓦",
    "V": "伏",
    "A": "安",
    "Hz": "赫兹",
    "Pa": "帕",
    "J": "焦",
    "s": "秒",
}
_UNITS = {
    **{base: said for base, said in _BASES.items() if base not in ("l", "A", "J", "Pa")},
    **{
        sign + base: _PREFIXES[sign] + said
        for base, said in _BASES.items()
        for sign in _PREFIXES
        if sign + base
        not in ("cA", "cV", "cW", "dA", "dW", "cs", "Gs", "Ms", "ks", "cJ", "Mm", "Gm", "Gg", "Mg", "Gl", "GL", "Ml")
    },
    "kHz": "千赫", "MHz": "兆赫", "GHz": "吉赫", "Pa": "帕", "km": "千米", "kg": "千克", "KG": "千克", "Kg": "千克", "KM": "千米",
    "Km": "千米",
    "CM": "厘米", "MM": "毫米", "ML": "毫升", "t": "吨", "h": "小时", "H": "小时", "min": "分钟", "d": "天", "dB": "分贝",
    "lx": "勒克斯", "px": "像素",
    "kWh": "千瓦时", "kW·h": "千瓦时", "mmHg": "毫米汞柱", "cal": "卡", "kcal": "千卡", "Ω": "欧", "kΩ": "千欧", "mAh": "毫安时",
    "bps": "比特每秒", "kbps": "千比特每秒", "Kbps": "千比特每秒", "Mbps": "兆比特每秒", "Gbps": "吉比特每秒", "cd": "坎德拉", "lm": "流明",
    "ha": "公顷", "fps": "帧每秒",
    "pt": "磅",
    "rpm": "转每分钟", "r/min": "转每分钟", "dpi": "DPI", "mol": "摩尔", "mmol": "毫摩尔", "N": "牛",
    "㎡": "平方米", "㎥": "立方米", "㎝": "厘米", "㎜": "毫米", "㎞": "千米", "㎏": "千克", "㎎": "毫克", "㎠": "平方厘米", "㎢": "平方千米",
    "㏄": "毫升", "cc": "毫升", "℃": "摄氏度", "°C": "摄氏度", "℉": "华氏度", "°F": "华氏度", "°": "度", "º": "度", "′": "分", "″": "秒",
}  # fmt: skip
_POWERS = {"²": "平方", "2": "平方", "³": "立方", "3": "立方"}
_LENGTHS = r"(?:[kcmdK]?m|KM|CM|MM)"
_UNIT = (
    r"(?=[A-Za-zμµΩ㎎-㏄℃℉°º′″])"
    rf"(?:{_LENGTHS}[²³]|{_LENGTHS}[23](?![0-9])|"
    + "|".join(re.escape(unit) for unit in sorted(_UNITS, key=len, reverse=True))
    + ")"
)
_PER = r"(?:/(?P<per>h|s|min|d|L|mL|kg|m[²³23]|㎡|m|km)(?![A-Za-z]))?"
_AFTER = r"(?![A-Za-z²³]|[0-9](?![0-9]?min))"
_EACH = (
    r"(?P<each>(?:/(?:人次|时(?!间)|半天|公里|公斤|千克|千米|小时|平方米|立方米|千瓦时|公顷|工作日|学时|课时|学期|学年|季度|工日)"
    r"|/[人次天日月年周张片份户名个件只台套节课辆间平盒粒支瓶袋包箱桶度吨升场班组床亩]"
    r"|·[人月天日次年])*)"
)
_SPAN = rf"(?P<first>{NUMBER})(?:(?P<dash> ?{DASH} ?)(?P<last>{NUMBER}))?"


def _unit_name(written: str) -> str:
    if written in _UNITS:
        return _UNITS[written]
    return _POWERS[written[-1]] + _UNITS[written[:-1]]


def _each(written: str) -> str:
    return re.sub(r"[/·]", "每", written)


def _ends(found: re.Match[str], following: str) -> str | None:
    """Return the amount or both ends of its range in words, or None where the hyphen joins no range."""
    first, last = found["first"], found["last"]
    if last is None:
        return counted(first, following)
    if found["dash"].strip() == "-" and not is_rising(first, last):
        return None
    return f"{counted(first, following)}到{counted(last, following)}"


def _measured(found: re.Match[str]) -> str | None:
    name = _unit_name(found["unit"])
    if re.search(r"(?<![0-9]h)(?<=[A-Za-z])$", before(found, 2)):
        return None
    if found["unit"] in ("d", "h", "s", "m", "A", "N", "V", "t") and re.match(r"[-.]", behind(found, 1)):
        return None
    amount = _ends(found, found["big"] or ("度" if name.endswith("度") else name))
    if amount is None:
        return None
    per = f"每{_unit_name(found['per'])}" if found["per"] else ""
    return amount + found["big"] + name + per + _each(found["each"])


def _temperature(found: re.Match[str]) -> str | None:
    if re.search("[℃CF度0-9]$", before(found, 1)) and found[0][0] != "−":
        return None
    name, last = _UNITS[found["unit"]], found["last"]
    said = "零下" + number(found["first"])
    if last:
        sign = "零下" if found["sign"] else ""
        return f"{said}到{sign}{number(last)}{name}"
    return said + name


def _to_below(found: re.Match[str]) -> str:
    return f"{number(found[1])}到零下{number(found[2])}{_UNITS[found[3]]}"


def _percent(found: re.Match[str]) -> str | None:
    of = "千分之" if found["sign"] == "‰" else "百分之"
    first, last = found["first"], found["last"]
    if last is None:
        return of + _part(first)
    if found["dash"].strip() == "-" and not is_rising(first, last):
        return None
    return f"{of}{_part(first)}到{_part(last)}"


def _part(written: str) -> str:
    return "百" if written == "100" else number(written)


_CURRENCIES = {
    "￥": "元", "¥": "元", "RMB": "元", "CNY": "元", "$": "美元", "＄": "美元", "US$": "美元", "USD": "美元", "€": "欧元",
    "EUR": "欧元", "£": "英镑",
    "GBP": "英镑", "HK$": "港元", "HKD": "港元", "NT$": "新台币", "JPY": "日元",
}  # fmt: skip


def _money(found: re.Match[str]) -> str | None:
    currency = _CURRENCIES[found["sign"].replace(" ", "")]
    first, last, big = found["first"], found["last"], found["big"] or ""
    spelled = "人民币" if found["sign"].startswith("RMB") else ""
    said = spelled + _sum(first, big or currency)
    if last:
        said += "到" + _sum(last, big or currency)
    return said + big + currency + _each(found["each"])


def _sum(written: str, following: str) -> str:
    return counted(re.sub(r"\.0+$", "", written), "元" if following[0] not in "万亿" else following)


def _written_money(found: re.Match[str]) -> str | None:
    amount = _ends(found, found["big"] or "元")
    if amount and not found["big"]:
        amount = re.sub("点零+(?=$|到)", "", amount)
    if amount is None:
        return None
    per = f"每{_unit_name(found['per'])}" if found["per"] else ""
    return amount + found["big"] + found["name"] + per + _each(found["each"])


def _discount(found: re.Match[str]) -> str:
    return number(found[0].replace(".", "")) if "." not in found[0] else "".join(map(cardinal, found[0].split(".")))


def _fraction(found: re.Match[str]) -> str | None:
    """Return 1/3 as 三分之一; one that is no part of a whole keeps its stroke (120/80)."""
    first, last = found[1], found[2]
    if max(len(first), len(last)) > 6 or int(first) >= int(last) or first[0] == "0":
        return f"{number(first)}斜杠{number(last)}"
    return f"{cardinal(last)}分之{cardinal(first)}"


def _over(found: re.Match[str]) -> str:
    return f"{cardinal(found[1])}斜杠"


def _series(found: re.Match[str]) -> str:
    return "、".join(map(number, found[1].split("/"))) + (_unit_name(found[2]) if found[2] else "")


def _page(found: re.Match[str]) -> str | None:
    if not before(found).endswith("第"):
        return None
    return f"{cardinal(found[1])}页，共{cardinal(found[2])}页"


_VULGAR = {"½": "二分之一", "⅓": "三分之一", "⅔": "三分之二", "¼": "四分之一", "¾": "四分之三", "⅕": "五分之一", "⅖": "五分之二", "⅗": "五分之三",
           "⅘": "五分之四", "⅙": "六分之一", "⅚": "六分之五", "⅛": "八分之一", "⅜": "八分之三", "⅝": "八分之五", "⅞": "八分之七"}  # fmt: skip


def _vulgar(found: re.Match[str]) -> str:
    whole = "又" if before(found, 1).isdigit() else ""
    return whole + _VULGAR[found[0]]


def _ratio(found: re.Match[str]) -> str:
    return "比".join(map(number, re.split("[:：∶]", found[0].replace(" ", ""))))


RULES = (
    Rule(
        LETTERS + "￥¥$＄€£",
        re.compile(
            rf"(?P<sign>{'|'.join(re.escape(sign) for sign in sorted(_CURRENCIES, key=len, reverse=True))}) ?"
            rf"(?P<first>{NUMBER})(?: ?{DASH} ?[￥¥$€]?(?P<last>{NUMBER}))?(?P<big>[万亿千百]*)(?:美元|欧元|港元|元)?{_EACH}"
        ),
        _money,
    ),
    Rule(
        "-−－",
        re.compile(
            rf"[-−－](?P<first>{NUMBER})(?: ?(?:℃|°C)? ?{DASH} ?(?P<sign>[-−－])?(?P<last>{NUMBER}))?"
            rf" ?(?P<unit>℃|°C|℉|°F)"
        ),
        _temperature,
    ),
    Rule(DIGITS, re.compile(rf"({NUMBER}) ?(?:℃|°C)? ?{DASH} ?[-−－]({NUMBER}) ?(℃|°C|℉|°F)"), _to_below),
    Rule(DIGITS, re.compile(r"([0-9]{1,4})/([0-9]{1,4})页"), _page),
    Rule(DIGITS, re.compile(r"([0-9]{2,3})/(?=[0-9]{2,3} ?mmHg)"), _over),
    Rule(DIGITS, re.compile(rf"([0-9]{{1,8}}(?:/[0-9]{{1,8}}){{2,8}})(?![0-9/])(?: ?({_UNIT}){_AFTER})?"), _series),
    Rule(
        DIGITS,
        re.compile(rf"(?P<first>{NUMBER})(?:(?P<dash> ?{DASH} ?|至|到)(?P<last>{NUMBER}))? ?(?P<sign>[%％‰])"),
        _percent,
    ),
    Rule(
        DIGITS,
        re.compile(rf"{_SPAN}(?P<big>[万亿千百]*)(?P<name>元)(?:/(?P<per>kg|km|L|t|h|m[²³]|㎡|g)(?![A-Za-z]))?{_EACH}"),
        _written_money,
    ),
    Rule(DIGITS, re.compile(rf"{_SPAN}(?P<big>[万亿]?) ?(?P<unit>{_UNIT}){_PER}{_AFTER}{_EACH}"), _measured),
    Rule(DIGITS, re.compile(r"[0-9](?:\.[0-9])?(?=折)"), _discount),
    Rule(DIGITS, re.compile(r"([0-9]+)/([0-9]+)(?![0-9/])"), _fraction),
    Rule(DIGITS, re.compile(rf"{NUMBER}(?: ?[:：∶] ?{NUMBER})+(?![0-9])"), _ratio),
    Rule("".join(_VULGAR), re.compile(f"[{''.join(_VULGAR)}]"), _vulgar),
)
