"""Queries as people type them, drawn from a site's own pages: words, questions, pinyin, slips, traditional characters, numbers."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from curbcut.core.search.analysis import variants
from curbcut.core.search.pinyin import toneless
from curbcut.core.search.searching import Index

HOSTILE = (
    "", " ", "\u3000", "NOT NOT NOT 残", "id:*", "*:*", "(" * 500, "残" * 10_000, "\u202e证人疾残\u202c", "\u0000\u0007残", "<b>残疾</b>&amp;",
    "残\u200b疾\u00ad人", "😀残疾😀", "𠮷野家𠀀", "\ud800", "a" * 300, "' OR 1=1 --", "%e6%ae", "__proto__", "constructor", "🇨🇳 ①Ⅳ㈱½",
    "的", "怎么办", "the of and", "零", "一二三四五六七八九十", "x", "ß ſ İ ﬁ", "100000000000000000000元",
)  # fmt: skip
"""Queries that nobody means well, or that only look like text."""

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_WORD = re.compile(r"[a-z]{4,}")
_DIGITS = "〇一二三四五六七八九"


def queries(index: Index, count: int) -> Iterator[str]:
    """Yield so many queries, the same every time for the same site."""
    dice = random.Random(20170104)
    cards = sorted((index.card(number) for number in range(index.documents)), key=lambda card: card.url)
    traditional: dict[str, str] = {}
    for variant, simple in sorted(variants().items()):
        traditional.setdefault(simple, variant)
    words = sorted(index.synonyms.of)
    ways = (_piece, _question, _sounded, _spaced, _initials, _misheard, _meant, _numbered, _english, _slipped, _begun)
    for number in range(count):
        text = _text(dice, dice.choice(cards).title, index, cards)
        way = ways[number % len(ways)]
        query = way(dice, dice.choice(words) if way is _meant else text)
        if number % 7 == 0:
            query = "".join(traditional.get(ch, ch) for ch in query)
        yield query


def _text(dice: random.Random, title: str, index: Index, cards: list[object]) -> str:
    if dice.random() < 0.5:
        return title
    hits = index.search(title).hits
    passage = dice.choice(hits).passage if hits else None
    return passage.text if passage else title


def _run(dice: random.Random, text: str, low: int, high: int) -> str:
    runs = [run for run in _HAN.findall(text) if len(run) >= low]
    if not runs:
        return text[:high]
    run = dice.choice(runs)
    size = min(len(run), dice.randint(low, high))
    at = dice.randint(0, len(run) - size)
    return run[at : at + size]


def _piece(dice: random.Random, text: str) -> str:
    return _run(dice, text, 2, 7)


def _question(dice: random.Random, text: str) -> str:
    return dice.choice(("请问{}怎么办", "{}在哪里办", "我想{}", "{}需要什么材料", "{}吗")).format(
        _run(dice, text, 2, 5)
    )


def _sounded(dice: random.Random, text: str) -> str:
    return "".join(map(toneless, _run(dice, text, 2, 5)))


def _spaced(dice: random.Random, text: str) -> str:
    """Return pinyin with a space behind each syllable, or each second one."""
    said = list(map(toneless, _run(dice, text, 2, 5)))
    size = dice.choice((1, 2))
    return " ".join("".join(said[at : at + size]) for at in range(0, len(said), size))


def _initials(dice: random.Random, text: str) -> str:
    return "".join(toneless(ch)[:1] for ch in _run(dice, text, 3, 4))


def _misheard(dice: random.Random, text: str) -> str:
    """Return a piece with one character that sounds the same."""
    run = _run(dice, text, 3, 5)
    at = dice.randrange(len(run)) if run else 0
    alike = [chr(code) for code in range(0x4E00, 0x9FA6) if run and toneless(chr(code)) == toneless(run[at])]
    alike = [ch for ch in alike if _in_gb2312(ch)]
    return run[:at] + dice.choice(alike) + run[at + 1 :] if alike else run


def _meant(dice: random.Random, word: str) -> str:
    """Return a word of the synonyms with one character that sounds the same; a text may follow it."""
    return _misheard(dice, word) + dice.choice(("", "", "申请", " 申请", "在哪里办"))


def _in_gb2312(ch: str) -> bool:
    try:
        return bool(ch.encode("gb2312"))
    except UnicodeEncodeError:
        return False


def _numbered(dice: random.Random, text: str) -> str:
    found = re.findall(r"[0-9]+[年月日元号级]?", text) or ["260元"]
    number = dice.choice(found)
    if dice.random() < 0.5:
        number = re.sub("[0-9]", lambda digit: _DIGITS[int(digit[0])], number)
    return f"{_run(dice, text, 2, 3)} {number}"


def _english(dice: random.Random, text: str) -> str:
    words = _WORD.findall(text.lower()) or ["certificate", "wheelchair", "allowance"]
    return " ".join(dice.choices(words, k=dice.randint(1, 3)))


def _slipped(dice: random.Random, text: str) -> str:
    """Return an English word with two letters swapped."""
    word = dice.choice(_WORD.findall(text.lower()) or ["certificate", "wheelchair", "allowance"])
    at = dice.randrange(1, len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _begun(dice: random.Random, text: str) -> str:
    word = dice.choice(_WORD.findall(text.lower()) or [_run(dice, text, 1, 1)])
    return word[: dice.randint(1, max(1, len(word) - 1))]
