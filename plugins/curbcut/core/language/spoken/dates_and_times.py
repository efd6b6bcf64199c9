"""Dates, years, their ranges, and times of day.

A year is read digit by digit without 幺. source: GB/T 15835-2011 5.1; GB/T 7408.1-2023 (written dates and times)
"""

from __future__ import annotations

import re

from curbcut.core.language.spoken.numbers import COUNTABLE, by_digit, cardinal, counted
from curbcut.core.language.spoken.rule import DASH, DIGITS, Rule, before, behind

_YEAR = r"(?:19|20)[0-9]{2}"
_MONTH = r"0?[1-9]|1[0-2]"
_DAY = r"[12][0-9]|3[01]|0?[1-9]"


def year(digits: str) -> str:
    """Return a year: 2017 is 二零一七."""
    return by_digit(digits)


_DATE_BEFORE = re.compile(r"(?:19|20)[0-9]{2}([-/.])[0-9]{1,2}\1[0-9]{1,2}-$")


def _date(found: re.Match[str]) -> str | None:
    if before(found, 1) in ("-", "/") and not _DATE_BEFORE.search(before(found)):
        return None
    if found["mark"] == "." and re.search(r"[A-Za-z] ?$", before(found, 2)):
        return None  # the release of a program: NVDA 2024.4.2
    month, day = cardinal(found["month"].lstrip("0")), found["day"]
    said = f"{year(found['year'])}年{month}月"
    if not day:
        return said
    said = f"{said}{cardinal(day.lstrip('0'))}日"
    if found["until"]:
        until = found["until_month"]
        said += f"到{cardinal(until.lstrip('0')) + '月' if until else ''}{cardinal(found['until'].lstrip('0'))}日"
    return said


def _compact(found: re.Match[str]) -> str:
    month, day = found["month"].lstrip("0"), found["day"].lstrip("0")
    return f"{year(found['year'])}年{cardinal(month)}月{cardinal(day)}日"


def _month_of_year(found: re.Match[str]) -> str | None:
    """Return 2025-06 as 二零二五年六月, unless it is part of a code or of an amount."""
    if before(found, 1) in ("-", "/", "—") or COUNTABLE.match(behind(found)):
        return None
    return f"{year(found['year'])}年{cardinal(found['month'].lstrip('0'))}月"


def _padded(found: re.Match[str]) -> str:
    """Return the month, day or hour of 05月08日 09时 without its zero; a minute keeps it."""
    return ("零" if found[2] == "分" else "") + counted(found[1], found[2])


def _one_by_one(found: re.Match[str]) -> str:
    return by_digit(found[0])


def _years(found: re.Match[str]) -> str | None:
    first, last = found["first"], found["last"]
    if first > last or (COUNTABLE.match(behind(found)) and not re.match(r"[年级届]", behind(found))):
        return None
    return f"{year(first)}到{year(last)}"


def _year(found: re.Match[str]) -> str | None:
    return year(found[0])


def _bare_year(found: re.Match[str]) -> str | None:
    """Return a four-digit number that nothing shows to be an amount as a year; round 2000 is one more often."""
    if found[0] in ("2000", "1900") or not re.fullmatch(r"|[^0-9.,第]", before(found, 1)):
        return None
    following = behind(found)
    if (COUNTABLE.match(following) and not _TITLE.match(following)) or re.search(
        r"[达共约有过超足近长高宽于计数]$", before(found, 1)
    ):
        return None
    return year(found[0])


_TITLE = re.compile("国际|国家|国庆|市级|省级|区级|校园|课程|本科|门诊|行动|部门|级|部分地|年|届|春|秋")
_RATIO = re.compile(
    r"比[分例值率][^。；]{0,20}$|(?:对比度|坡度|缩放)[^，。；、]{0,8}$|[比坡](?:约|为|是|达|大于|小于|不[低高超小大][于过])?[：:]?$"
    r"|按$|不[大小超低高][于过]$|[≤≥<>]$|:[0-9][~～—–-]$"
)
_SCORE = re.compile(
    r"(?:的?(?:比分|成绩|优势|大比分))?(?:获胜|战胜|取胜|击败|领先|落后|力克|险胜|告负|负于|不敌|惜败|胜出|打平|夺冠)"
)


_LASTING = re.compile(r"(?:时长|用时|片长|耗时|时间长|播放至|跳到)[^，。；]{0,3}$")


def _duration(first: int, second: int, third: str | None) -> str:
    """Return 5:30 as 五分三十秒 and 1:30:00 as 一小时三十分."""
    parts = [(first, "小时"), (second, "分"), (int(third), "秒")] if third else [(first, "分"), (second, "秒")]
    return "".join(counted(str(value), unit) + unit for value, unit in parts if value) or "零秒"


def _time(found: re.Match[str]) -> str | None:
    hour, minute, second = int(found["hour"]), int(found["minute"]), found["second"]
    if hour > 24 or minute > 59 or (minute and _RATIO.search(before(found))) or _SCORE.match(behind(found)):
        return None
    if _LASTING.search(before(found)):
        return _duration(hour, minute, second)
    said = ("两" if hour == 2 else cardinal(str(hour))) + "点"
    if second and second != "00":
        return f"{said}{cardinal(str(minute))}分{cardinal(str(int(second)))}秒"
    if minute == 0:
        return said
    if minute == 30 and hour and not found["minutes"]:
        return said + "半"
    return f"{said}{'零' if minute < 10 else ''}{cardinal(str(minute))}分"


_CLOCK = re.compile(r"(?:[上下中]午|晚上?|早上?|凌晨|[日）)]|时间|起|至|到)[：: ]?$|[:∶][0-9]{2} ?[—–~～-]$")


def _ratio_sign(found: re.Match[str]) -> str | None:
    """Return a time typed with the sign of a ratio, 下午1∶00, where the words before it say that it is one."""
    if not _CLOCK.search(before(found)) or _RATIO.search(before(found)):
        return None
    return _time(found)


def _minute(found: re.Match[str]) -> str | None:
    """Return the minutes behind 时 or 点: 9点5分 is 九点零五分."""
    if before(found, 1) not in ("时", "点") or before(found, 2)[:1] in ("小", "一"):
        return None
    minute = cardinal(found[1].lstrip("0") or "0")
    return ("零" if int(found[1]) < 10 and found[1] not in ("0", "00") else "") + minute


def _on_clock(found: re.Match[str]) -> str:
    return "两"


def _day_named(found: re.Match[str]) -> str:
    """Return the days that are called by their digits: 5·18 is 五一八, 12·9 is 一二九."""
    return by_digit(found[1] + found[2])


RULES = (
    Rule(
        DIGITS,
        re.compile(
            rf"(?P<year>{_YEAR})(?P<mark>[-/.])(?P<month>{_MONTH})(?P=mark)(?P<day>{_DAY})(?![0-9])(?!(?P=mark)[0-9])"
            rf"(?:{DASH}(?:(?P<until_month>{_MONTH})(?P=mark))?(?P<until>{_DAY})(?![0-9.:：/-]))?"
            r"(?:[ T](?=[0-9]{1,2}[:：]))?"
        ),
        _date,
    ),
    Rule(DIGITS, re.compile("[6-9][05](?=后)|[01]0(?=后(?![^”、，。志青父的群员们人妈爸一代]))"), _one_by_one),
    Rule(DIGITS, re.compile(r"0([1-9])(?=([月日时点分号]))"), _padded),
    Rule(
        DIGITS,
        re.compile(r"[0-9]{2}(?=年(?:0?[1-9]|1[0-2])月)|[6-9][0-9](?=年(?:底|初|出生|毕业|入|以来|版))"),
        _one_by_one,
    ),
    Rule(DIGITS, re.compile(rf"(?P<first>{_YEAR})年?{DASH}(?P<last>{_YEAR})(?![0-9.,])"), _years),
    Rule(DIGITS, re.compile(rf"(?P<year>{_YEAR})-(?P<month>0[1-9]|1[0-2])(?P<day>)(?![0-9-])"), _month_of_year),
    Rule(
        DIGITS,
        re.compile(r"(?P<year>20[0-9]{2})\.(?P<month>0[1-9]|1[0-2])(?P<day>)(?![0-9.])(?=[—–~～）)，。；、至]|-20|$)"),
        _month_of_year,
    ),
    Rule(
        DIGITS,
        re.compile(r"(?!1000)(?:1[0-9]|20)[0-9]{2}(?=(?: ?年(?!级|以?[来后前内]))|版|届(?!世)|级新?|款(?!项))"),
        _year,
    ),
    Rule(DIGITS, re.compile(rf"{_YEAR}(?=年)"), _year),
    Rule(DIGITS, re.compile(rf"(?P<year>20[0-9]{{2}})/(?P<month>{_MONTH})(?P<day>)(?![0-9/])"), _month_of_year),
    Rule(
        DIGITS,
        re.compile(rf"{_YEAR}(?=[、，和至到与及或]{_YEAR}(?:[、，和至到与及或]{_YEAR})*(?:年|学年|版|届|级))"),
        _year,
    ),
    Rule(
        DIGITS,
        re.compile(
            r"(?P<hour>[0-9]{1,2})[:：](?P<minute>[0-9]{2})(?:[:：](?P<second>[0-5][0-9]))?"
            r"(?![0-9]|[.:：∶][0-9])(?P<minutes>分(?!钟|之))?"
        ),
        _time,
    ),
    Rule(DIGITS, re.compile(r"(?<=秒)[0-9]{1,3}(?![0-9])"), _one_by_one),
    Rule(
        DIGITS,
        re.compile(r"(?P<hour>[0-9]{1,2})∶(?P<minute>[0-5][0-9])(?![0-9]|[.:：∶][0-9])(?P<minutes>分)?(?P<second>)"),
        _ratio_sign,
    ),
    Rule(DIGITS, re.compile(r"([0-5]?[0-9])(?=分(?!钟|之))"), _minute),
    Rule(DIGITS, re.compile(r"2(?=点(?:(?![0-9])|[0-9]{1,2}分))"), _on_clock),
    Rule(
        DIGITS,
        re.compile(
            r"(1[0-2]|[1-9])\.(3[01]|[12][0-9]|[1-9])(?=国际|全国|世界|消费者|劳动节|国庆|残疾人日|助残日|爱耳日|爱眼日|禁毒日)"
        ),
        _day_named,
    ),
    Rule(DIGITS, re.compile(r"(1[0-2]|[1-9])[·・•](3[01]|[12][0-9]|[1-9])(?![0-9])"), _day_named),
    Rule(
        DIGITS,
        re.compile(rf"(?P<year>{_YEAR})(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12][0-9]|3[01])(?![0-9])"),
        _compact,
    ),
    Rule(DIGITS, re.compile(rf"{_YEAR}(?![0-9.,:：/×xX*+=%％]|{DASH}[0-9])"), _bare_year),
)
