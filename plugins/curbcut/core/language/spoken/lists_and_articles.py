"""What stands before the items of a list: 1. (1) ① ⑴ ⒈ Ⅲ. Chinese numerals (一、（一）) are spoken as they are."""

from __future__ import annotations

import re
import unicodedata

from curbcut.core.language.spoken.numbers import cardinal
from curbcut.core.language.spoken.rule import DIGITS, LETTERS, Rule, before, behind

_OPENS = re.compile(r"(?:^|[\n。；：，、！？;:→⇒] ?|^[“（] ?|[\u4e00-\u9fff] )$")
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿⓪❶❷❸❹❺❻❼❽❾❿➀➁➂➃➄➅➆➇➈➉➊➋➌➍➎➏➐➑➒➓⓫⓬⓭⓮⓯⓰⓱⓲⓳⓴⓵⓶⓷⓸⓹⓺⓻⓼⓽⓾⓿"
BRACKETED = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
DOTTED = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"
ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻ"


def _value(ch: str) -> str:
    return cardinal(str(int(unicodedata.numeric(ch))))


def _item(found: re.Match[str]) -> str | None:
    return f"{cardinal(found[1])}、" if _OPENS.search(before(found)) else None


def _opening(found: re.Match[str]) -> str:
    """Return ① as 一、 where it begins an item, as 一 where the sentence names it (见图①)."""
    said = _value(found[1])
    if found.string[found.end() : found.end() + 1] in CIRCLED and found.end() < len(found.string):
        return said + "、"  # ①②③ in a row
    if before(found, 1) in CIRCLED and found.start():
        return said + found[0][1:]
    begins = _OPENS.search(before(found)) and not re.match(r"[、，。；）)]", behind(found, 1))
    return said + "、" if begins else said + found[0][1:]


def _bracketed(found: re.Match[str]) -> str:
    return f"（{_value(found[0])}）"


def _dotted(found: re.Match[str]) -> str:
    return _value(found[1]) + "、"


def _roman(found: re.Match[str]) -> str:
    return _value(found[1]) + ("、" if found[0][1:] else "")


_NUMERALS = {"I": 1, "V": 5, "X": 10}


def _letters(found: re.Match[str]) -> str:
    values = [_NUMERALS[letter] for letter in found[1]]
    total = sum(-value if value < later else value for value, later in zip(values, [*values[1:], 0], strict=True))
    return cardinal(str(total))


_RANKED = r"(?:[级型期类度部章卷区位、至到]|阶段|号(?!楼)|以[上下])"

RULES = (
    Rule(DIGITS, re.compile(r"([0-9]{1,3})[.．](?![0-9]) ?(?=\S)"), _item),
    Rule(DIGITS, re.compile(r"([0-9]{1,2})\.(?=(?:19|20)[0-9]{2}年)"), _item),
    Rule(CIRCLED, re.compile(f"([{CIRCLED}]) ?"), _opening),
    Rule(BRACKETED, re.compile(f"[{BRACKETED}]"), _bracketed),
    Rule(DOTTED, re.compile(f"([{DOTTED}]) ?"), _dotted),
    Rule(ROMAN, re.compile(f"([{ROMAN}])(?:[.．] ?)?"), _roman),
    Rule(LETTERS, re.compile(rf"(X?(?:IX|IV|V?I{{1,3}})|XI{{0,3}}|XX)(?![A-Za-z0-9])(?={_RANKED})"), _letters),
    Rule(LETTERS, re.compile(r"([IVX])(?=[级型期度]|类(?!药))"), _letters),
)
