"""Numbers of documents and standards, and codes mixed of letters, digits and hyphens.

source: GB/T 9704-2012 7.3.5 (发文字号), GB/T 1.1-2020 (numbers of standards)
"""

from __future__ import annotations

import re

from curbcut.core.language.spoken.dates_and_times import year
from curbcut.core.language.spoken.numbers import COUNTABLE, by_digit, called, cardinal
from curbcut.core.language.spoken.rule import DIGITS, LETTERS, Rule, before, behind

_YEAR_OF_CODE = re.compile(r"(?:19|20)[0-9]{2}")


def _issued(found: re.Match[str]) -> str:
    """Return 〔2025〕7号 as 二零二五年七号; the brackets are not heard."""
    return f"{year(found[1])}年{found[2] or ''}{_serials(found[3])}号"


def _serials(written: str) -> str:
    numbered = re.sub("[0-9]+", lambda digits: cardinal(digits[0].lstrip("0") or "0"), written)
    return re.sub(r"[-—–~～]", "到", numbered)


_STANDARD = (
    r"(?:GB|GBJ|GBZ|JGJ|CJJ|CJ|YY|HJ|MZ|MH|JT|JTG|JB|JY|WS|YD|SJ"
    r"|LY|NY|QB|SB|TY|WW|ISO|IEC|IEEE|EN|RFC|ANSI|ASTM|BS|DIN|DB[0-9]{2,6}|T(?=/[A-Z]{2}))"
    r"(?:/[A-Z]{1,8})?"
)


def _standard(found: re.Match[str]) -> str:
    """Return GB/T 37668—2019 as GB T三七六六八杠二零一九."""
    body = re.sub(r"[0-9]+", lambda digits: by_digit(digits[0]), found[1].replace("/", " "))
    parts = "点".join(map(by_digit, found[2].split(".")))
    return body + parts + (f"杠{by_digit(found[3])}" if found[3] else "")


def _code(found: re.Match[str]) -> str | None:
    """Return a code with its hyphens said as 杠: LJCL-01-2025-0007; COVID-19 is a word and has none."""
    written = found[0]
    if not re.search("[0-9]", written) or before(found, 1).isdigit():
        return None
    if run := re.fullmatch(r"([A-Z])([0-9]{1,3})-\1([0-9]{1,3})", written):
        return f"{run[1]}{coded(run[2])}到{run[1]}{coded(run[3])}"
    word = re.fullmatch(r"([A-Za-z]{3,})-([0-9]{1,2})", written)
    if word and not word[2].startswith("0"):
        return word[1] + cardinal(word[2])
    return "杠".join(map(_part, written.split("-")))


def _part(written: str) -> str:
    return re.sub(r"[0-9]+(?:\.[0-9]+)*", lambda digits: coded(digits[0]), written)


def coded(written: str) -> str:
    """Return the digits of a code: short ones as a number (A4, V2.0), long ones one by one (B201, MU5701)."""
    first, *others = written.split(".")
    if _YEAR_OF_CODE.fullmatch(first):
        said = by_digit(first)
    elif len(first) > 2 or first[0] == "0":
        said = called(first) if len(first) > 1 else by_digit(first)
    else:
        said = cardinal(first)
    return "点".join([said, *map(by_digit, others)])


def _in_code(found: re.Match[str]) -> str | None:
    """Return digits that stand directly behind a letter."""
    return coded(found[0]) if re.search(r"[A-Za-z][·_]?$", before(found, 2)) else None


def _release(found: re.Match[str]) -> str | None:
    """Return the release of a program named after its year (NVDA 2024.1) or by three digits (Office 365)."""
    if not re.search(r"[A-Za-z] ?$", before(found, 2)):
        return None
    return None if re.match("[A-Za-z]", behind(found)) else coded(found[0])


def _chain(found: re.Match[str]) -> str | None:
    """Return digits joined by hyphens: 3-2-6011 is 三杠二杠六零幺幺."""
    if found[0].count("-") == 1:
        first, last = found[0].split("-")
        labelled = not COUNTABLE.match(behind(found)) and re.search(
            r"(?:图|表|附件|附图|附表|栋|幢|楼|号)$", before(found, 3)
        )
        zero = any(len(part) > 1 and part[0] == "0" for part in (first, last))
        flat = len(first) < 3 == len(last) and not COUNTABLE.match(behind(found))
        titled = len(first) > 2 and re.search("[A-Z]{2} ?$", before(found, 3))
        if not (titled or labelled or zero or flat or max(len(first), len(last)) > 8 or int(first) >= int(last)):
            return None
    return "杠".join(map(coded, found[0].split("-")))


def _plate(found: re.Match[str]) -> str:
    """Return a licence plate: 云S12345 is 云S幺二三四五."""
    return re.sub(r"[0-9]+", lambda digits: called(digits[0]), found[0].replace(" ", ""))


def _is_plate(found: re.Match[str]) -> str | None:
    return (
        _plate(found)
        if re.search("[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]$", before(found, 1))
        else None
    )


def _rhyme(found: re.Match[str]) -> str:
    """Return O2O as O to O: the 2 is English there."""
    return f"{found[1]} to {found[2]}"


def _nicknamed(found: re.Match[str]) -> str:
    return by_digit(found[0])


def _typhoon(found: re.Match[str]) -> str | None:
    return by_digit(found[0]) if "台风" in before(found) else None


def _numero(found: re.Match[str]) -> str:
    return "第"


def _spaced(found: re.Match[str]) -> str | None:
    """Return a name before its number without the space: Windows 11 is Windows十一."""
    return None if re.match(r"[0-9]{1,2}[:：][0-9]|[0-9]{7}", behind(found, 8)) else found[1]


RULES = (
    Rule(
        "〔[［【（(﹝",
        re.compile(
            r"[〔\[［【（(﹝] ?((?:19|20)[0-9]{2}) ?年?[〕\]］】）)﹞] ?(第)? ?([0-9]{1,5}(?:[-—–~～至、和][0-9]{1,5})*) ?号"
        ),
        _issued,
    ),
    Rule(
        LETTERS,
        re.compile(
            rf"({_STANDARD}) ?([0-9]{{1,6}}(?:\.[0-9]{{1,2}})*)(?: ?[-—–:：]((?:19|20)?[0-9]{{2}}))?(?![0-9A-Za-z])"
        ),
        _standard,
    ),
    Rule(LETTERS, re.compile(r"[A-HJ-NP-Z][·• ]?(?=[A-Z0-9]*[0-9])[A-Z0-9]{5,6}(?![A-Za-z0-9])"), _is_plate),
    Rule(LETTERS, re.compile(r"([A-Z])2([A-Z])(?![A-Za-z0-9])(?<!H2O)"), _rhyme),
    Rule(LETTERS, re.compile(r"[A-Za-z][A-Za-z0-9]{0,40}(?:-[A-Za-z0-9]{1,40}){1,8}(?![A-Za-z0-9]|\.[0-9])"), _code),
    Rule(DIGITS, re.compile("[0-9]{4}(?=号)"), _typhoon),
    Rule("Nn", re.compile(r"[Nn][Oo]\.? ?(?=[0-9])"), _numero),
    Rule(
        LETTERS, re.compile(r"([A-Z]{2,8})\.(?=[0-9])|([A-Z])\.(?=[0-9]{2})"), lambda found: str(found[1] or found[2])
    ),
    Rule(LETTERS, re.compile(r"([A-Za-z]+) (?=[0-9])"), _spaced),
    Rule(
        DIGITS,
        re.compile(
            r"(?:211|985)(?=”?(?:工程|高校|院校|大学)|[、和])|84(?=消毒)|502(?=胶)|618(?=购|大促|活动)|404(?=错误|页)"
        ),
        _nicknamed,
    ),
    Rule(DIGITS, re.compile(r"[0-9]+(?:\.[0-9]+)*(?![-—–~～:：∶][0-9])"), _in_code),
    Rule(
        DIGITS,
        re.compile(r"(?:20[0-9]{2}\.[0-9]{1,2}|(?:19|20)[0-9]{2}|[0-9]{3})(?![0-9.]|[-—–~～:：∶][0-9])"),
        _release,
    ),
    Rule(DIGITS, re.compile(r"[0-9]{1,40}(?:-[0-9]{1,40}){1,8}(?![0-9.]| ?[=×÷+])"), _chain),
)
