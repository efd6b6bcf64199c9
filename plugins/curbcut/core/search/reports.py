"""What editors should know of their site's search: titles that are alike, pages nobody finds, synonyms of nothing."""

from __future__ import annotations

from collections.abc import Iterator

from curbcut.core.findings import WARN, Finding, found
from curbcut.core.search.analysis import fold, grams
from curbcut.core.search.searching import Index, Wish
from curbcut.core.search.synonyms import domain
from curbcut.core.sources import SYNONYMS

PLACES = 5
"""Results among which a page must be that is searched for by its title: as many as a phone shows at once."""


def reports(index: Index) -> Iterator[Finding]:
    """Yield findings by page, then those about the synonyms that the site has added."""
    cards = [index.card(number) for number in range(index.documents)]
    cards.sort(key=lambda card: card.path)
    seen: dict[tuple[str, str], str] = {}
    for card in cards:
        other = seen.setdefault((fold(card.title), card.lang), card.path)
        if other != card.path:
            yield found("search-title-twice", card.path, level=WARN, other=other)
            continue
        first = index.search(card.title, Wish(labels=(f"language:{card.lang}",), limit=PLACES)).hits
        if all(hit.card.url != card.url for hit in first):
            yield found("search-title-unfound", card.path, level=WARN, title=card.title, places=PLACES)
    ours = {tuple(fold(word) for word in group) for group in domain()}
    for group in index.synonyms.groups:
        if group not in ours and not any(all(map(index.having, grams(word))) for word in group):
            yield found("synonyms-unused", SYNONYMS, level=WARN, words="、".join(group))
