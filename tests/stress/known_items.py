"""Pages for measuring search, each with a question whose answer it is: cut from statutes, or put together from words.

Words are drawn as often as people write them (the frequencies of `readings`), so that terms are as rare and as common as
in real texts; which words stand beside each other is left to chance.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from curbcut.core.language.readings.vocabulary import vocabulary
from curbcut.core.language.scripts import HAN_RUN
from curbcut.core.search.pinyin import toneless

WAYS = ("title", "title and text", "text", "homophone", "question")
_WORDS, _PHRASES = 6_000, 30_000
"""How many words people of one office use, and how many phrases of two or three of them come back."""
_ARTICLE = re.compile(r"^第[一二三四五六七八九十百千零]+条\s*", re.MULTILINE)


class Page(NamedTuple):
    """A page: its title, its paragraphs."""

    title: str
    paragraphs: tuple[str, ...]


def from_words(count: int, characters: int = 1000) -> list[Page]:
    """Return pages of about so many characters, the same every time: sentences of phrases that other pages have too."""
    dice = random.Random(20170104)
    words = [(word, 10 ** (-cost / 10)) for word, cost in vocabulary().cost.items() if 2 <= len(word) <= 4]
    words = sorted((pair for pair in words if HAN_RUN.fullmatch(pair[0])), key=lambda pair: -pair[1])[:_WORDS]
    names, weights = [word for word, _ in words], list(accumulate(weight for _, weight in words))
    phrases = ["".join(dice.choices(names, cum_weights=weights, k=dice.randint(2, 3))) for _ in range(_PHRASES)]
    common = list(accumulate(1 / (rank + 10) for rank in range(_PHRASES)))

    def some(size: int) -> str:
        return "".join(dice.choices(phrases, cum_weights=common, k=size))

    pages = []
    for _ in range(count):
        title = some(2)
        paragraphs: list[str] = []
        while sum(map(len, paragraphs)) < characters:
            paragraphs.append("".join(f"{some(dice.randint(2, 4))}。" for _ in range(4)) + f"{title[:4]}。")
        pages.append(Page(title, tuple(paragraphs)))
    return pages


def from_laws(folder: Path, count: int) -> list[Page]:
    """Return pages of one article or, where there are enough of them, of several that stand together; titles are how they begin."""
    articles = []
    for path in sorted(folder.glob("*.md")):
        text = path.read_text("utf-8").partition("<!-- INFO END -->")[2]
        articles += [(path.stem, body.strip()) for body in _ARTICLE.split(text)[1:] if len(body.strip()) > 40]
    size = max(1, min(8, len(articles) // count))
    pages: dict[str, Page] = {}
    for start in range(0, len(articles) - size + 1, size):
        bodies = [re.sub(r"^#.*$", "", body, flags=re.MULTILINE) for _, body in articles[start : start + size]]
        title = re.split("[，。；：、（\n]", bodies[0])[0][:24]
        if len(title) >= 6:
            pages.setdefault(title, Page(title, tuple(bodies)))
    return list(pages.values())[:count]


def questions(pages: list[Page], count: int) -> Iterator[tuple[str, str, int]]:
    """Yield (way of asking, query, number of the page that is meant)."""
    dice = random.Random(20230901)
    for turn in range(count):
        number = dice.randrange(len(pages))
        query = _asked(WAYS[turn % len(WAYS)], pages[number], dice)
        if query:
            yield WAYS[turn % len(WAYS)], query, number


def _asked(way: str, page: Page, dice: random.Random) -> str:
    title = max(HAN_RUN.findall(page.title), key=len, default="")
    runs = [run for text in page.paragraphs for run in HAN_RUN.findall(text) if len(run) >= 8]
    if len(title) < 6 or not runs:
        return ""
    start = dice.randrange(len(title) - 5)
    piece, run = title[start : start + 6], dice.choice(runs)
    at = dice.randrange(len(run) - 7)
    if way == "title":
        return piece
    if way == "title and text":
        return f"{piece[:4]} {run[at : at + 3]}"
    if way == "text":
        return run[at : at + 8]
    if way == "question":
        return f"{piece}怎么办理"
    place = dice.randrange(1, 5)
    alike = [ch for ch in _homophones(piece[place]) if ch != piece[place]]
    return piece[:place] + dice.choice(alike) + piece[place + 1 :] if alike else ""


def _homophones(character: str) -> str:
    sound = toneless(character)
    common = "".join(sorted({ch for word in vocabulary().cost if len(word) == 1 for ch in word}))
    return "".join(ch for ch in common if toneless(ch) == sound) if sound else ""
