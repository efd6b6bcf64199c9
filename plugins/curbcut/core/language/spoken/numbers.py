"""Numbers: cardinals, 两 or 二, ordinals, decimals, versions, ranges and long strings of digits.

Shapes: every reader takes ASCII digits and gives Han. source: GB/T 15835-2011 (numerals in publications)
"""

from __future__ import annotations

import re

from curbcut.core.language.spoken.rule import DASH, DIGITS, NUMBER, Rule, before, behind

_HAN = "零一二三四五六七八九"
_TO_HAN = str.maketrans(DIGITS, _HAN)
_TO_CALLED = str.maketrans(DIGITS, "零幺二三四五六七八九")
_LONGEST = 16
"""Digits of the largest number that has a name in daily use (千万亿); longer ones are read out."""

# Words before which two is 两. source: 吕叔湘《现代汉语八百词》, 两; 级, 号, 楼, 月, 日, 时, 度, 期, 路 name a place in an order: 二
_MEASURES = (
    r"[个名位人次天周项家所份张条间辆套件种门台部本册页篇首只双对副把支枝根块片颗粒盒瓶袋包箱杯碗顿餐场户口头匹棵株座艘架"
    r"列组批笔宗起桩处段步道题轮遍趟回岁倍元角米吨斤寸尺亩里端方面类款侧边者股束堂课市县区省村校国升克万亿千滴针句字行拨"
    r"番章节封幅卷扇盏丸盘碟朵顶具桶枚幕声屏格剂管贴届点秒]"
    r"|年(?!级|代|[0-9])|层(?=[楼高的以共小住建])|级台阶|分(?![类为别之])|成(?!员|立|功|人|年|长|果|绩|本)"
    r"|下(?=[，。、；]|$|就|后)|大(?=[类举行任工块])|小时|公里|公斤|公顷|平方|立方|毫米|厘米|毫升|毫克"
    r"|星期|工作日|学分|学时|刻钟?|海里|台阶|等份|百分点|单位|学期(?=内|的)"
)
_COUNTED = re.compile(rf"余?多?(?:{_MEASURES})")
_NOT_COUNTED = re.compile(r"人民|次性|部门?分?委|点[0-9]|天[津]|口令|方案|面值|题型|类别|区号|字头")
COUNTABLE = re.compile(rf"余|多|{_MEASURES}|[级号楼层月日时度期路栋幢届等折成美港欧英盎]|%|‰|℃")
"""What behind a four-digit number shows that it is an amount and no year."""


def by_digit(digits: str) -> str:
    """Return digits read one by one as in a year: 2017 is 二零一七."""
    return digits.translate(_TO_HAN)


def called(digits: str) -> str:
    """Return digits read one by one as on the telephone: 12385 is 幺二三八五."""
    return digits.translate(_TO_CALLED)


def cardinal(digits: str) -> str:
    """Return a whole number in words: 22000 is 两万二千; with a leading zero or too long, digit by digit."""
    if len(digits) > _LONGEST or (digits[0] == "0" and len(digits) > 1):
        return called(digits) if len(digits) > 2 else by_digit(digits)
    if digits == "0":
        return "零"
    size = -len(digits) % 4
    digits = "0" * size + digits
    said = ""
    gap = False
    for at in range(0, len(digits), 4):
        rank = (len(digits) - at) // 4 - 1
        group = digits[at : at + 4]
        if group == "0000":
            gap = True
            said += "亿" if rank == 2 and said and not said.endswith("亿") else ""
            continue
        words = _thousands(group)
        if said and (gap or group[0] == "0"):
            words = "零" + words
        said += words + ("", "万", "亿", "万")[rank]
        gap = False
    if said.startswith("一十"):
        said = said[1:]
    return "两" + said[1:] if said[:2] in ("二千", "二万", "二亿") else said


def _thousands(group: str) -> str:
    said = ""
    for digit, name in zip(group, ("千", "百", "十", ""), strict=True):
        if digit != "0":
            said += ("零" if said and said[-1] == "\0" else "") + _HAN[int(digit)] + name
        elif said and said[-1] != "\0":
            said += "\0"
    return said.replace("\0", "")


def number(written: str) -> str:
    """Return a number as written (1,234.5) in words: 一千二百三十四点五."""
    whole, _, fraction = written.replace(",", "").replace(" ", "").replace("\u2009", "").partition(".")
    said = cardinal(whole)
    return f"{said}点{by_digit(fraction)}" if fraction else said


def counted(written: str, following: str) -> str:
    """Return a number in words as it stands before `following`: 两个, but 二级 and 十二个."""
    if written == "2" and _COUNTED.match(following) and not _NOT_COUNTED.match(following):
        return "两"
    return number(written)


def is_rising(first: str, last: str) -> bool:
    """Return whether two numbers as written are the ends of a range: the second is larger, none has a leading zero."""
    values = []
    for written in (first, last):
        plain = written.replace(",", "").replace(" ", "").replace("\u2009", "")
        if len(plain) > _LONGEST or (plain[0] == "0" and plain[1:2].isdigit()):
            return False
        values.append(float(plain))
    return values[0] < values[1]


_NAMED = re.compile(
    r"(?:[图表例第届]|[0-9]排|第[0-9、，至到和或及—–~-]{1,6}|[0-9]、|地下"
    r"|附件|附图|附表|练习|选项|方案|序号|编号|等级|类别|类型|案例|任务|情形|步骤|单元|模块|问题|[年月]第) ?$"
)
"""Words whose number is a name, so that two behind them is 二: 如图2所示."""
_GROUPED = re.compile("[届期栋幢层章节版线批]")
_STEPS = re.compile(r"(?:台阶|踏步|楼梯)\D?$")
_HOW_MANY = re.compile(r"(?:共|计|各|新建|建成|建了|办了|举办|召开|开展|连续|近|每|分为?|有|完成|设|增加|开设|了|过)$")
"""Words before a number that counts what elsewhere is named by it: 共2期 is 两期, 2期工程 is 二期."""
_LABEL = re.compile(r"(?:图|表|附件|附图|附表|栋|幢|楼|号|座|元)$")


def _labels(found: re.Match[str]) -> bool:
    """Return whether the number is the name of what stands before it (图1-2), not an amount (和平路100号1-3层)."""
    return _LABEL.search(before(found)) is not None and not COUNTABLE.match(found["big"] or behind(found))


def _range(found: re.Match[str]) -> str | None:
    first, dash, last = found["first"], found["dash"], found["last"]
    if dash == "-" and (not is_rising(first, last) or _labels(found)):
        return None
    if dash == "−" and not (COUNTABLE.match(found["big"] or behind(found)) and is_rising(first, last)):
        return None
    if len(first) > 8 or len(last) > 8 or (first[0] == "0" and first[1:2].isdigit()):
        return None
    following = found["big"] or behind(found)
    if before(found).endswith("第"):
        return f"{number(first)}到{number(last)}{found['big']}"
    return f"{counted(first, following)}到{counted(last, following)}{found['big']}"


def _ordinal(found: re.Match[str]) -> str | None:
    if found["year"]:
        return None
    return cardinal(found[0]) if before(found).endswith("第") else None


def _versioned(found: re.Match[str]) -> str:
    """Return 3.2.1 as 三点二点一; two parts are a decimal fraction."""
    first, *others = found[0].split(".")
    if len(others) == 3 and len(first) == 3:
        return "点".join(map(called, (first, *others)))  # an address on the net: 192.168.1.1
    return "点".join([by_digit(first) if len(first) == 4 else cardinal(first), *map(by_digit, others)])


def _minus(found: re.Match[str]) -> str | None:
    previous = before(found, 1)
    if re.match(r"[0-9.]+ ?[%％‰]", behind(found, 9)) and re.search("[\u4e00-\u9fff]$", previous):
        return "负"
    if (
        found[1] in "-－"
        and previous
        and not re.search(r"[\s（(，：；、。≥≤=<>≈“/]$|[是为达至到在约于降增]$", previous)
    ):
        return None
    if found[1] == "−" and previous.isalnum() and not re.search(r"[是为达至到在约于]$", previous):
        return None
    return "负"


def _plus(found: re.Match[str]) -> str | None:
    return None if re.search(r"[\w+]$", before(found, 1)) else "正"


def _plain(found: re.Match[str]) -> str:
    if before(found, 1) == "." and found.start() > 1:
        return by_digit(found[0].replace(",", "").replace(".", "点"))
    front, following = before(found, 8), behind(found)
    if _NAMED.search(front):
        return number(found[0])
    if found[0] == "2" and _STEPS.search(front) and following.startswith("级"):
        return "两"
    if found[0] == "2" and _GROUPED.match(following) and _HOW_MANY.search(front):
        return "两"
    between = re.match(r"[至到或]([0-9]+)", following)
    if between and not re.match("[0-9:：.年月日]", behind(found, 12)[between.end() :]):
        following = behind(found, 12)[between.end() :]
    return counted(found[0], following)


RULES = (
    Rule("-−－", re.compile(r"([-−－])(?=[0-9])"), _minus),
    Rule("+", re.compile(r"\+(?=[0-9]+(?:\.[0-9]+)?[%％‰℃°元])"), _plus),
    Rule(DIGITS, re.compile(r"[0-9]+(?:\.[0-9]+){2,}"), _versioned),
    Rule(
        DIGITS,
        re.compile(
            rf"(?P<first>{NUMBER}) ?(?P<dash>{DASH}) ?(?P<last>{NUMBER})(?![0-9.]| ?[=×÷+]|{DASH}[0-9])(?P<big>[万亿千百]*)"
        ),
        _range,
    ),
    Rule(DIGITS, re.compile(r"[0-9]{1,16}(?![0-9.,])(?P<year>[年届])?"), _ordinal),
    Rule(DIGITS, re.compile(NUMBER), _plain),
)
