"""The edits that turn half-width and improvised marks in Chinese text into the standard ones.

Each rule is a function `(text) -> Iterator[Edit]` in RULES; where two want the same place the earlier
one has it. They see URLs, e-mail addresses, numbers, code and options as plain letters, so that no
mark inside those is ever taken for punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from curbcut.core.language.scripts import HAN_RUN, is_cjk_punctuation, is_han
from curbcut.core.language.spans import Edit

# Each alternative starts at the beginning of its run only, so that a long run is scanned once.
_PROTECTED = re.compile(
    r"(?<![A-Za-z0-9])(?:"
    r"[A-Za-z][A-Za-z0-9+.-]{0,30}://[!-~]*[A-Za-z0-9/=&#_~-]"  # URL, without the mark that ends the clause
    r"|(?:mailto|tel):[\w.+@-]+"
    r"|www\.[!-~]*[A-Za-z0-9/=&#_~-]"
    r"|[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9-]++(?:\.[A-Za-z0-9-]++)+"  # e-mail
    r"|--?[A-Za-z][A-Za-z0-9=-]*+"  # option of a command
    r"|[A-Za-z_][A-Za-z0-9_.]{0,63}\([ -'*-~]{0,200}\)"  # API(v2), print(x)
    r"|[0-9]++(?:[.,:/-][0-9]++)+"  # 1,000  3.5  12:30  010-12345678  2024-05-01
    r"|[A-Za-z0-9]++(?:[.,:;/'-][A-Za-z0-9]++)+"  # gov.cn  A,B,C  don't
    r")"
    r"|&#?[A-Za-z0-9]{2,8};"  # character reference
    r"|`[^`\n]{1,300}`"
    r"|\([0-9]{2,4}\)(?=[ -]?[0-9]{6})",  # (010)12345678
    re.ASCII,
)


def mark_edits(text: str) -> list[Edit]:
    """Return the edits for Chinese `text`, ascending and non-overlapping."""
    masked = _PROTECTED.sub(_letters, text)
    edits: list[Edit] = []
    taken = bytearray(len(text))
    for rule in RULES:
        for edit in rule(masked):
            if text[edit.start : edit.end] != edit.after and not any(taken[edit.start : edit.end]):
                taken[edit.start : edit.end] = b"\x01" * (edit.end - edit.start)
                edits.append(edit)
    return sorted(edits)


def _letters(found: re.Match[str]) -> str:
    """Return digits for a number and letters for anything else, as long as what was found."""
    return ("0" if found[0][-1].isdigit() and found[0][0] in "(0123456789" else "a") * len(found[0])


_DOCUMENT_NUMBER = re.compile(
    # GB/T 9704-2012 7.3.5: 发文机关代字、年份、发文顺序号; the year stands in 六角括号 〔〕
    r" ?([\[(（【［〖「])(?:19|20)[0-9]{2}([\])）】］〗」])(?= ?第? ?[0-9]{1,5} ?号(?![楼线馆厅院门]))"
)


def _document_numbers(text: str) -> Iterator[Edit]:
    for found in _DOCUMENT_NUMBER.finditer(text):
        if is_han(text[found.start() - 1 : found.start()]):
            yield Edit(*found.span(1), "〔")
            yield Edit(*found.span(2), "〕")


_ELLIPSIS = re.compile(r"(?<!\.)\.{3,6}(?!\.)|。{3,6}|(?<!…)(?:…|…{3})(?!…)|(?<![·•])[·•]{3,6}(?![·•])")


def _ellipses(text: str) -> Iterator[Edit]:
    for found in _ELLIPSIS.finditer(text):
        if found[0][0] == "。" or _beside_chinese(text, *found.span()):
            yield Edit(*found.span(), "……")


# A single — stays: GB/T 15834-2011 4.13 has it as 一字线 between places and times (北京—上海).
_DASH = re.compile(r"(?<![-—])--(?![-—])")


def _dashes(text: str) -> Iterator[Edit]:
    for found in _DASH.finditer(text):
        left, right = text[: found.start()].rstrip(" ")[-1:], text[found.end() : found.end() + 9].lstrip(" ")[:1]
        if _is_chinese(left):
            in_chinese = right in "“‘" or _is_chinese(right)  # "" too: the end of the text
        else:
            in_chinese = (left == "”" or left.isalnum()) and is_han(right)
        if in_chinese:
            yield Edit(*found.span(), "——")


_BRACKET = re.compile(r"[()（）\n]")
_LABEL = re.compile(r"[0-9]{1,2}|[一二三四五六七八九十]{1,3}")
_LABEL_BRACKET = re.compile(r"(?<![\w(（])(?:[0-9]{1,2}|[A-Za-z])(\)[ ]*)")


def _brackets(text: str) -> Iterator[Edit]:
    opened: list[int] = []
    for found in _BRACKET.finditer(text):
        if found[0] in "(（":
            opened.append(found.start())
        elif found[0] == "\n":
            opened.clear()
        elif opened:
            yield from _bracket_pair(text, opened.pop(), found.start())
    for label in _LABEL_BRACKET.finditer(text):
        if is_han(text[label.end() : label.end() + 1]):
            yield Edit(*label.span(1), "）")


def _bracket_pair(text: str, left: int, right: int) -> Iterator[Edit]:
    """Make both of a pair full-width, with the spaces at their Chinese sides, if it stands in Chinese."""
    if text[left] == "（" and text[right] == "）":
        return
    before, after = left, right + 1
    while before and text[before - 1] == " ":
        before -= 1
    while after < len(text) and text[after] == " ":
        after += 1
    chinese_before = _is_chinese(text[before - 1 : before])
    chinese_after = _is_chinese(text[after : after + 1])
    called = text[left - 1 : left].isascii() and text[left - 1 : left].isalnum()  # f(x)
    mixed = text[left] == "（" or text[right] == "）"
    if not (
        mixed
        or HAN_RUN.search(text, left, min(right, left + 500))
        or ((chinese_before or chinese_after) and not called)
    ):
        return
    keeps_space = not chinese_before or _LABEL.fullmatch(text, left + 1, right)
    yield Edit(left if keeps_space else before, left + 1, "（")
    yield Edit(right, after if chinese_after else right + 1, "）")


_DOUBLE = re.compile(
    r"(?<![A-Za-z0-9=])\"(?![ \n])([^\"“”\n]{1,300})\"|“([^\"“”\n]{1,300})\"|\"(?! )([^\"“”\n]{1,300})”"
)
_SINGLE = re.compile(r"(?<![A-Za-z0-9=])'(?! )([^'‘’\n]{1,200})'(?![A-Za-z0-9])")


def _quotes(text: str) -> Iterator[Edit]:
    for pattern, opening, closing in ((_DOUBLE, "“", "”"), (_SINGLE, "‘", "’")):
        for found in pattern.finditer(text):
            if HAN_RUN.search(found[0]) or _beside_chinese(text, *found.span()):
                yield Edit(found.start(), found.start() + 1, opening)
                yield Edit(found.end() - 1, found.end(), closing)


_CLAUSE = re.compile(r"((?<! ) *)([,:;?!](?: *+[,:;?!])*)( *)")
_FULL = str.maketrans(",:;?!", "，：；？！", " ")
_NOT_A_MARK = re.compile(r"[\w%]{1,40}=|[=/\\]", re.ASCII)


def _clause_marks(text: str) -> Iterator[Edit]:
    for found in _CLAUSE.finditer(text):
        start, end = found.span()
        spaced = bool(found[3])
        if _ends_chinese(text, start):
            if _NOT_A_MARK.match(text, end) and found[2] in ("?", ":", "!"):
                continue
        elif _starts_chinese(text, end) and not found[1] and text[start - 1 : start].isalnum():
            if spaced and found[2].strip(",:; "):
                continue  # Hello, world! 你好
        else:
            continue
        yield Edit(start, end, found[2].translate(_FULL))


_PERIOD = re.compile(r"(?<![\s一二三四五六七八九十])\.(?=$|[\s”’」』])", re.MULTILINE)


def _periods(text: str) -> Iterator[Edit]:
    for found in _PERIOD.finditer(text):
        before = text[found.start() - 1 : found.start()]
        if is_han(before) or (before and before in "）》」』】〕"):
            yield Edit(*found.span(), "。")


_WIDE_SPACE = re.compile(r"(?<! ) *+[\u00a0\u3000][ \u00a0\u3000]*+")


def _spaces(text: str) -> Iterator[Edit]:
    for found in _WIDE_SPACE.finditer(text):
        start, end = found.span()
        if "\u3000" in found[0] or _is_chinese(text[start - 1 : start]) or _is_chinese(text[end : end + 1]):
            at_rim = start == 0 or end == len(text) or text[start - 1] == "\n" or text[end] == "\n"
            yield Edit(start, end, "" if at_rim else " ")


def _is_chinese(ch: str) -> bool:
    """Return whether `ch` is Han or a mark that only Chinese uses; "" is neither."""
    return is_han(ch) or is_cjk_punctuation(ch)


def _ends_chinese(text: str, end: int) -> bool:
    """Return whether text[:end] ends with Han, a Chinese mark or a closing quotation mark (’ is an apostrophe too)."""
    last = text[end - 1 : end]
    if last == "’":
        return _is_chinese(text[end - 2 : end - 1])
    return last == "”" or _is_chinese(last)


def _starts_chinese(text: str, start: int) -> bool:
    """Return whether text[start:] starts with Han, an opening mark aside."""
    while text[start : start + 1] and text[start] in "“‘（《〈「『【〔":
        start += 1
    return is_han(text[start : start + 1])


def _beside_chinese(text: str, start: int, end: int) -> bool:
    """Return whether Chinese stands right before or right behind text[start:end]."""
    return _ends_chinese(text, start) or _starts_chinese(text, end)


RULES: tuple[Callable[[str], Iterator[Edit]], ...] = (
    _document_numbers, _spaces, _ellipses, _dashes, _brackets, _quotes, _clause_marks, _periods,
)  # fmt: skip
