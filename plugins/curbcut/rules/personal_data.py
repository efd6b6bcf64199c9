"""No one's resident number, mobile number or bank card is published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from curbcut.core.findings import STOP
from curbcut.core.language.digits import Number, numbers
from curbcut.core.model import Document
from curbcut.core.shapes import Rule, Spot
from curbcut.core.words import words

RULE = Rule(
    id="personal-data",
    level=STOP,
    words=words(
        (
            "这里像是一个人的身份证号、手机号或银行卡号。",
            "网页谁都能看到、能复制，登出去就收不回来；公开个人信息要有法律依据或本人同意。",
            "删去它，或把中间几位换成星号，如 138****1234；对外办公的手机号，在“允许”里写 personal-data 和理由（身份证号不能这样放行）。",
        ),
        (
            "This looks like somebody's resident ID, mobile or bank card number.",
            "Anybody can read and copy a web page, and it cannot be taken back; personal data needs consent or a law.",
            "Remove it, or mask the middle as in 138****1234; for an office's mobile write `personal-data` and the reason in `allow` (which does not help for a resident ID).",
        ),
    ),
    good={
        "zh": (
            "咨询请打12385，报警打110，市民热线96345，客服95588。",
            "电话 021-63280000，也可以打 0571 8705 1234，或免费热线 400-820-8820。",
            "李某，手机138****1234，身份证号 310101********002X。",
            "沪残联〔2017〕3号，国办发〔2022〕41号，索引号 AA0000000-2017-00012345678。",
            "圆周率是 3.14159265358979323846，又如 0.13812345678。",
            "书号 ISBN 978-7-302-51234-5，也写作 9787302512345。",
            "财政拨款 13812345678 元，结余 13,812,345,678 元，总人口 13800000000 人次。",
            "身份证号码示意：110105194912310021（校验码不对的不算）。",
            "统一社会信用代码 13310000MB2F308273，项目编号 JX13812345678。",
            "见[文件](https://www.example.org/2017/13812345678/content_6222021234567890.htm)。",
            "日期 2017-01-04 2018-03-05，时间 20170104093000，邮编 200040。",
            "卡号 6222 0212 3456 7890 只是编出来的，校验位不对。",
        ),
        "en": ("Call 12385 or 021-6328 0000.", "His number is 138****1234; the sum is 13812345678元."),
    },
    bad={
        "zh": (
            "联系人张三，手机13812345678。",
            "手机 138 1234 5678",
            "手机 138-1234-5678",
            "Tel.13812345678，TEL13912345678",
            "手机 13812345678,13912345678",
            "手机 +86 13812345678",
            "手机 8613812345678",
            "手机１３８１２３４５６７８。",
            "邮箱 13812345678@example.org",
            "[打电话](tel:13812345678)",
            "手机 138**1234**5678",
            "身份证号11010519491231002X。",
            "身份证号 11010519491231002x",
            "身份证号 110105 19491231 002X",
            "身份证号 1101 0519 4912 3100 2X",
            "身份证号１１０１０５１９４９１２３１００２Ｘ",
            "| 姓名 | 身份证号 |\n|---|---|\n| 张三 | 440524188001010014 |",
            "卡号 6222021234567894",
            "卡号 6222 0212 3456 7894",
            "卡号 4111-1111-1111-1111，另一张 5555555555554444",
        ),
        "en": ("His number is 13812345678.", "ID 11010519491231002X", "Card 4111 1111 1111 1111"),
    },
)

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
"""Weights of the first 17 places and the check character by remainder. Source: GB 11643-1999, 5 (ISO 7064 MOD 11-2)."""
_YEARS = range(1880, 2100)
"""Years of birth: the standard's own examples begin in 1880; this keeps most other long numbers out."""
_MOBILE = re.compile(r"(?:0?0?86)?(1[3-9]\d{9})")
_MOBILE_GROUPS = {(11,), (3, 4, 4), (4, 4, 3), (4, 3, 4), (3, 3, 5), (3, 8), (7, 4)}
"""How mobile numbers are grouped; an amount such as 13 812 345 678 is grouped by threes."""
_AMOUNT = re.compile(r"[ \u3000]?(?:[万亿]|[多余]?(?:元|美元|人民币|人次|户|吨|公里|平方|立方|千瓦)|[%％‰])")
_CARD = re.compile(r"62\d{14,17}|4\d{15}|5[1-5]\d{14}")
"""UnionPay 62 (16–19 digits), Visa 4 and Mastercard 51–55 (16 digits). Source: ISO/IEC 7812-1 issuer ranges."""
_ADDRESS = re.compile(r"https?://[^\s<>()\"'，。；、）】》\u4e00-\u9fff]+")
_LENGTHS = (19, 18, 17, 16, 15, 14, 13, 11)
_DIGITS = re.compile("[0-9０-９](?:[ \u3000\u00a0－-]?[0-9０-９]){10}")


def check(doc: Document) -> Iterator[Spot]:
    """Yield the numbers of persons in what was typed, and those that only the finished text shows."""
    yield from look(doc.source)
    if not _DIGITS.search("\n".join([sentence.text for sentence in doc.sentences])):
        return  # one search for all of them: most pages have no such number
    seen = {number.digits for number, _ in _hits(doc.source)}
    for index, sentence in enumerate(doc.sentences):
        if len(sentence.text) < _LENGTHS[-1]:
            continue
        # Marks inside a number, or a table from a file: what is read is not what was typed.
        for hit in _hits(sentence.text):
            if hit[0].digits not in seen:
                place = doc.spots.sentences[index] if doc.spots.sentences else None
                yield _spot(hit, place.line if place else 0, place.column if place else 0)


def look(text: str) -> Iterator[Spot]:
    """Yield the numbers of persons in any text: also in files that are offered beside a page."""
    for hit in _hits(text):
        start = hit[0].start
        yield _spot(hit, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))


def _hits(text: str) -> Iterator[tuple[Number, str]]:
    """Yield numbers with what they are (`resident`, `mobile`, `card`), none inside another."""
    if not _DIGITS.search(text):
        return
    links = [(link.start(), link.end()) for link in _ADDRESS.finditer(text)] if "://" in text else []
    end = 0
    for number in numbers(text, _LENGTHS):
        if number.start < end or not (kind := _kind(number, text)):
            continue
        # Addresses are full of long numbers; eighteen digits with a birthday and a right check digit are no accident.
        if kind == "resident" or not any(start <= number.start < stop for start, stop in links):
            end = number.end
            yield number, kind


def _kind(number: Number, text: str) -> str:
    if len(number.digits) == 18 and _is_resident(number.digits.upper()):
        return "resident"
    if not number.digits.isdigit():
        return ""
    if _CARD.fullmatch(number.digits) and _is_card(number):
        return "card"
    if (mobile := _MOBILE.fullmatch(number.digits)) and not _AMOUNT.match(text, number.end):
        prefix = len(number.digits) - len(mobile[1])
        first, *rest = number.groups
        groups = tuple(rest) if prefix and first == prefix else (first - prefix, *rest)
        return "mobile" if groups in _MOBILE_GROUPS else ""
    return ""


def _is_resident(digits: str) -> bool:
    if not digits[:17].isdigit() or digits[0] == "0":
        return False
    try:
        born = date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits[:17], _WEIGHTS, strict=True))
    return born.year in _YEARS and digits[17] == _CHECK[total % 11]


def _is_card(number: Number) -> bool:
    """Return whether the last digit is the check digit and the groups are a card's: fours, or all in one, or 6 and the rest."""
    *first, _ = number.groups
    if first and not all(size == 4 for size in first) and first != [6]:
        return False
    doubled = (int(d) * (2 if place % 2 else 1) for place, d in enumerate(reversed(number.digits)))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def _spot(hit: tuple[Number, str], line: int, column: int) -> Spot:
    """Return the spot; its excerpt shows no more than one needs to find the number."""
    number, kind = hit
    shown = number.digits[:3] + "*" * (len(number.digits) - 7) + number.digits[-4:]
    return Spot(line=line, column=column, excerpt=shown, sure=kind != "card", waivable=kind != "resident")
