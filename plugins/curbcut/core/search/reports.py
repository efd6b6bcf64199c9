"""What editors should know of their site's search: titles, words that nobody explains, synonyms that lead nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from curbcut.core.findings import WARN, Finding, found
from curbcut.core.search.analysis import fold, grams
from curbcut.core.search.gaps import Text, gaps
from curbcut.core.search.searching import Index, Wish
from curbcut.core.search.synonyms import domain
from curbcut.core.search.titles import PLACES, titles
from curbcut.core.sources import SYNONYMS

_CONFIG = "site_config.yml"

Read = Callable[[str], str]
"""Path from the site's root → its text, ``""`` where there is none."""


def reports(index: Index, read: Read, names: Iterable[str] = ()) -> Iterator[Finding]:
    """Yield findings about titles by page, then about words by how many pages use them, then about the site's synonyms.

    names: of the site's vocabularies, which explain themselves
    """

    def at(path: str, words: str) -> tuple[int, int]:
        return place(read(path), words)

    yield from titles(index, at)
    known = [word for group in index.synonyms.groups for word in group]
    yield from gaps(_texts(index, read), (*known, *names), at)
    yield from _synonyms(index, read)


def place(text: str, words: str) -> tuple[int, int]:
    """Return the line and column, from 1, at which words first stand in a text; (0, 0) where they do not."""
    start = text.find(words)
    if start < 0:
        return 0, 0
    return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)


def _texts(index: Index, read: Read) -> Iterator[Text]:
    for number in range(index.documents):
        card = index.card(number)
        words = tuple(passage.text for passage in index.passages(number) if passage.where != "facts")
        yield Text(
            path=card.path, title=card.title, chinese=card.lang.startswith("zh"), words=words, source=read(card.path)
        )


def _synonyms(index: Index, read: Read) -> Iterator[Finding]:
    """Yield the site's groups that no page has a word of, and words that do not lead to the pages that have the others."""
    builtin = {tuple(fold(word) for word in group) for group in domain()}
    groups = [group for group in index.synonyms.groups if group not in builtin]
    having = _having(index, {word for group in groups for word in group})
    for group in groups:
        pages = set[str]().union(*(having[word] for word in group))
        path, at = _group(group, read)
        if not pages:
            yield found("synonyms-unused", path, at, level=WARN, words="、".join(group))
            continue
        for word in group:
            first = index.search(word, Wish(limit=PLACES)).hits
            if pages.isdisjoint(hit.card.url for hit in first):
                others = "、".join(other for other in group if having[other])
                yield found("synonyms-one-way", path, at, level=WARN, word=word, words=others, places=PLACES)


def _having(index: Index, words: set[str]) -> dict[str, set[str]]:
    """Return word → addresses of the pages that have all its grams."""
    wanted = {word: frozenset(grams(word)) for word in words}
    having: dict[str, set[str]] = {word: set() for word in words}
    for entry in index.entries() if words else ():
        for word, parts in wanted.items():
            if parts and parts <= entry.impacts.keys():
                having[word].add(entry.card.url)
    return having


def _group(group: tuple[str, ...], read: Read) -> tuple[str, tuple[int, int]]:
    """Return where a group of synonyms stands: the line that has most of its words."""
    best, found_at = 0, (SYNONYMS, (0, 0))
    for path in (SYNONYMS, _CONFIG):
        for number, line in enumerate(read(path).splitlines(), 1):
            folded = fold(line)
            score = sum(word in folded for word in group)
            if score > best:
                best, found_at = score, (path, (number, len(line) - len(line.lstrip(" -")) + 1))
    return found_at
