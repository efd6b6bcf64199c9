"""Whether a doubtful stop ends its sentence: quotes, ellipses, half-width stops, abbreviations.

`sentences` asks here only about the stops that it cannot decide at a glance.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from curbcut.core.language.scripts import is_han


class Stop(NamedTuple):
    """A run of stops and the closing marks behind it, in the sentence that began at `start`."""

    start: int
    at: int
    end: int
    marks: str
    closers: str


_FULL = frozenset("。！？｡‼⁇⁈⁉")
_CLAUSE = frozenset("，、；：,;:—–～·")
_OPENING = frozenset("“‘「『《〈【〔（\"'([")
_QUOTE_ENDS = {"”": "“", "’": "‘", "」": "「", "』": "『"}
_LONGEST_QUOTE = 500  # bounds the work on text whose quotes are never opened
_QUOTES = frozenset("”’」』\"'")

# After a closing quote the sentence goes on with a particle (“……？”的回答), a verb that makes the quote its
# subject (“……！”是口号), or whoever spoke (“……。”他说). 说：“ opens new speech, so it is a new sentence.
_PARTICLE = re.compile(
    r"(?:[“「『][^“”「」『』\n]{0,60}[”」』]){0,8}(?:[的地得等之是]|一[词句语]|这[句个样一几些两种])"  # “……！”“……！”等
)
_SPEAKER = re.compile(
    r"[\w·]{0,16}?(?:[说问道答喊叫嚷](?=[，。！？；…着完了道罢])|笑(?=[着道])"
    r"|回答|表示|写道|说道|问道|介绍|强调|告诉|感叹|反问|提醒|补充|解释)(?![^，。！？；：“]{0,12}：)"
)
_LATIN_SPEAKER = re.compile(
    r"\s+(?:(?:[A-Z][\w.’'-]*|the|a|an|one|our|her|his|my)\s+(?:[\w’'-]+\s+){0,2})"
    r"(?:said|says|asked|asks|replied|answered|added|explained|wrote|told|called|shouted)\b"
)
_LABEL = re.compile(
    r"[（(]?(?:\d{1,3}(?:[.．]\d{1,3})*|[A-Za-z]|[ivxIVX]{1,5}|第?[一二三四五六七八九十百]{1,4}[章节条款项步]?"
    r"|(?:[Ss]tep|[Pp]art|[Cc]hapter|[Ss]ection|[Aa]rticle|[Tt]able|[Ff]igure|[Uu]nit|[Ll]esson)\s+\d{1,3})[）)]?"
)
_QUERY = re.compile(r"[\w%]{1,40}=")
# source: IANA root zone database, Chinese top-level domains
_HAN_DOMAIN = re.compile(r"公益|政务|中国|公司|网络|网址|商标|企业")
_WORD_BEFORE = re.compile(r"(?:[A-Za-z]+\.)*[A-Za-zÀ-ɏ]+$")
_NEXT_WORD = re.compile(r"\s*[\"'“‘(\[]*(\w*)")

_TITLES = frozenset(
    "mr mrs ms mx dr prof st rev hon gen col capt lt sgt messrs vs cf viz e.g i.e eg ie approx incl esp".split()
)
_NUMBERED = frozenset(
    "no nos vol p pp fig figs eq sec sect ch chap art para ext tel app rm bldg fl ver ed "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_OFTEN_LAST = frozenset(
    "etc al inc ltd co corp jr sr ph.d b.a m.a m.sc u.s u.k u.n e.u d.c p.r.c st ave rd dept".split()
)
_HOURS = frozenset(["a.m", "p.m"])
_DAYS = re.compile(r"(?:Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun)(?:[a-z]*day)?$|(?:Beijing|China|GMT|UTC|EST|CST)$")
_OPENS_A_SENTENCE = frozenset(
    "The A An This That These Those It He She They We You I In On At To For From By With As If When While After "
    "Before Since Because But And Or So Yet Then There Here What Who Where Why How Please Do Does Did Is Are Was "
    "Our Your His Her Their My Its No Not Some Many Most All Each Every Both One However Also Bring Call See Open "
    "Use Apply Ask Read Click Choose Take Visit Contact".split()
)


def ends_at(text: str, stop: Stop, lang: str) -> int:
    """Return where the sentence of `stop` ends, closing marks included, or 0 if it goes on."""
    stop = _with_straight_quotes(text, stop)
    end, marks = stop.end, stop.marks
    after = text[end : end + 1]
    if not after:
        return end
    if after in _CLAUSE:
        return 0
    if stop.closers and _quote_goes_on(text, stop):
        return 0
    if _is_ellipsis(marks):
        ends = _ellipsis_ends(text, stop, after)
    elif not _FULL.isdisjoint(marks):
        ends = True
    elif marks in {".", "．"}:
        ends = _period_ends(text, stop, lang)
    else:
        ends = _half_width_ends(text, stop, after)
    return end if ends else 0


def _with_straight_quotes(text: str, stop: Stop) -> Stop:
    """Return `stop` with a straight quote behind it counted in, where it closes something."""
    end = stop.end
    while text[end : end + 1] and text[end] in "\"'":
        word_follows = text[end + 1 : end + 2].isalnum()
        if word_follows and (text[end] == "'" or text.count('"', 0, end) % 2 == 0):
            break  # it opens the next quotation
        end += 1
    return stop._replace(end=end, closers=stop.closers + text[stop.end : end]) if end > stop.end else stop


def _is_ellipsis(marks: str) -> bool:
    """Return whether `marks` are …… in any of its spellings (`...`, `。。。`), with nothing stronger."""
    return marks.strip("…") == "" or (len(marks) > 1 and (marks.strip(".") == "" or marks.strip("。") == ""))


def _ellipsis_ends(text: str, stop: Stop, after: str) -> bool:
    """An omission ends its sentence before a space and a beginning, or before a new quotation.

    source: GB/T 15834-2011 4.11: the doubled mark (12 dots) stands for whole paragraphs.
    """
    if stop.marks.count("…") >= 4:
        return True
    if after.isspace():
        return _something_begins(text, stop.end)
    if stop.closers and not _QUOTES.isdisjoint(stop.closers):
        return True
    return after in "“「『"


def _quote_goes_on(text: str, stop: Stop) -> bool:
    """Return whether the sentence continues behind the closing quote of `stop`."""
    if _QUOTES.isdisjoint(stop.closers):
        return False
    if text[stop.end].isspace():
        return _LATIN_SPEAKER.match(text, stop.end) is not None
    if _PARTICLE.match(text, stop.end):
        return True
    before = _before_quote(text, stop)
    # Behind a colon the speaker is named already, so what follows is no second attribution.
    return before.isalnum() or (before not in {"：", ":"} and _SPEAKER.match(text, stop.end) is not None)


def _before_quote(text: str, stop: Stop) -> str:
    """Return the character of this sentence before the quote just closed, "" if the quote opens the sentence.

    A letter there makes the quote a word of its sentence: 高喊“加油！”跑过终点.
    """
    last = stop.closers[-1]
    opener = _QUOTE_ENDS.get(last, last)
    first = max(stop.start, stop.at - _LONGEST_QUOTE)
    opened = text.rfind(opener, first, stop.at)
    for _ in range(8):  # quotes that stand in a row: “……？”、“……？”
        close = opened - 2 if opened > first and text[opened - 1] == "、" else opened - 1
        if close <= first or text[close] not in _QUOTE_ENDS:
            break
        opened = text.rfind(_QUOTE_ENDS[text[close]], first, close)
    return text[opened - 1] if opened > stop.start else ""


def _half_width_ends(text: str, stop: Stop, after: str) -> bool:
    """Decide `!`, `?` and runs such as `?!`, after Han or Latin."""
    if _QUERY.match(text, stop.end):
        return False
    if after.isspace():
        return is_han(text[stop.at - 1 : stop.at]) or _something_begins(text, stop.end)
    if is_han(after) or after in _OPENING:
        return True
    return is_han(text[stop.at - 1 : stop.at]) and after.isdigit()


def _period_ends(text: str, stop: Stop, lang: str) -> bool:
    """Decide one `.` (or `．`, which also joins foreign names: only before white space)."""
    if stop.at - stop.start < 24 and _LABEL.fullmatch(text[stop.start : stop.at].strip()):
        return False
    before, after = text[stop.at - 1 : stop.at], text[stop.end]
    if not after.isspace():
        if stop.marks == "．" or not (is_han(after) or after in _OPENING):
            return False
        if is_han(before):
            return not _HAN_DOMAIN.match(text, stop.end)
        return bool(stop.closers) or (before.isalpha() and not _is_abbreviation(text, stop))
    if is_han(before) or (stop.closers and before != "."):
        return is_han(before) or _something_begins(text, stop.end)
    if before.isdigit() and lang[:2].lower() == "zh" and _is_list_number(text, stop):
        return False
    return _something_begins(text, stop.end) and not _is_abbreviation(text, stop)


def _is_list_number(text: str, stop: Stop) -> bool:
    """Return whether the `.` follows one or two digits that stand behind a space or a mark: 材料： 1. 身份证 2. 户口簿."""
    return re.search(r"(?<![\w.])\d{1,2}$", text[max(stop.start, stop.at - 3) : stop.at]) is not None


def _something_begins(text: str, end: int) -> bool:
    """Return whether the next word can open a sentence: anything but a lower-case word or a clause mark."""
    rest = text[end : end + 40].lstrip()
    if not rest:
        return True
    first = rest[0]
    if first.islower():
        return rest[1:2].isupper()  # iPhone, eBook
    return first not in _CLAUSE and first not in ")]-"


def _is_abbreviation(text: str, stop: Stop) -> bool:
    """Return whether the word before the `.` is an abbreviation that does not end the sentence here."""
    found = _WORD_BEFORE.search(text[max(stop.start, stop.at - 24) : stop.at])
    if not found:
        return False
    word = found[0]
    known = word.lower()
    following = _NEXT_WORD.match(text, stop.end)
    after = following[1] if following else ""
    if known in _TITLES:
        return True
    if known in _NUMBERED:
        return after[:1].isdigit() or (known == "no" and is_han(after[:1]))
    if known in _HOURS:
        return _DAYS.match(after) is not None
    if known in _OFTEN_LAST or (len(word) == 1 and word.isalpha()):
        return not (after in _OPENS_A_SENTENCE or (len(word) > 1 and is_han(after[:1])))
    return False
