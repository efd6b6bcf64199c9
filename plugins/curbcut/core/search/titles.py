"""What editors should know of titles: two that nobody tells apart, and pages that their own titles do not lead to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from curbcut.core.findings import WARN, Finding, found
from curbcut.core.language.readings.vocabulary import vocabulary
from curbcut.core.language.scripts import HAN, HAN_RUN
from curbcut.core.search.analysis import STOP, fold, grams
from curbcut.core.search.cards import Card
from curbcut.core.search.numerals import value_of
from curbcut.core.search.searching import Index, Wish

PLACES, LAST = 5, 10
"""Results among which a page must be that is searched for by its title: as many as a phone shows at once; for one that no
longer holds, and stands behind what does, as many as the first page of results has.
"""
At = Callable[[str, str], tuple[int, int]]
"""(path, words) → line and column at which they first stand in the source, (0, 0) where they do not."""

_SIGNS = re.compile(r"[\W_]+")
_NUMBER = re.compile("[〇零幺一二两三四五六七八九十百千万亿]+|[0-9]+")
_EMPTY = frozenset(
    "的 和 与 及 或 在 对 了 等 有关 关于 通知 公告 通告 做好 开展 印发 进一步 是 为 将 把 被 从 到 以 于 之 其 这 那".split()
)
"""Words of a title without a subject: nobody searches by them."""


def titles(index: Index, at: At) -> Iterator[Finding]:
    """Yield findings about titles, by page."""
    cards = sorted((index.card(number) for number in range(index.documents)), key=lambda card: card.path)
    many = Counter((bare(card.title), card.lang) for card in cards)
    same: dict[tuple[str, str], str] = {}
    alike: dict[tuple[str, str], str] = {}
    for card in cards:
        place = at(card.path, card.title)
        first = same.setdefault((card.title, card.lang), card.path)
        near = alike.setdefault((bare(card.title), card.lang), card.path)
        if first != card.path:
            yield found("search-title-twice", card.path, place, level=WARN, other=first)
        elif near != card.path:
            yield found("search-title-alike", card.path, place, level=WARN, other=near, title=card.title)
        elif many[bare(card.title), card.lang] == 1:  # of several of one name, which comes first is nobody's fault
            yield from _unfound(index, card, place)


def bare(title: str) -> str:
    """Return a title without what readers do not see as a difference: spaces, signs, width, script, how numbers are written."""
    return _SIGNS.sub("", _NUMBER.sub(_number, fold(title)))


def _number(run: re.Match[str]) -> str:
    return run[0].lstrip("0") or "0" if run[0].isascii() else value_of(run[0]) or run[0]


def title_words(title: str) -> str:
    """Return a title as somebody types it who knows what it is about: without the words that every title has."""
    pieces: list[str] = []
    for part in re.findall(f"{HAN_RUN.pattern}|[^\\W_{HAN}]+|[\\W_]+", title):
        if HAN_RUN.fullmatch(part):
            pieces += (" " if word in _EMPTY else word for word in vocabulary().segments(part))
        else:
            pieces.append(part if part.isalnum() and part.lower() not in STOP else " ")
    return " ".join("".join(pieces).split())


def _unfound(index: Index, card: Card, place: tuple[int, int]) -> Iterator[Finding]:
    most = PLACES if card.validity in ("effective", "amended") else LAST
    for rule, query in (("search-title-unfound", card.title), ("search-words-unfound", title_words(card.title))):
        if not grams(query):
            continue
        rank, first = index.place(query, card.url, Wish(labels=(f"language:{card.lang}",)))
        if not 0 < rank <= most:
            before = first or card
            yield found(
                rule, card.path, place, level=WARN, title=query, places=most, rank=rank or "—", other=before.title, path=before.path,
            )  # fmt: skip
            return
