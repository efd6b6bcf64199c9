"""What the address of a search asks for, as search.js reads it: any text is a query, and nothing else is ever an error."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from curbcut.core.model import Record
from curbcut.core.search.cards import FACETS
from curbcut.core.search.searching import Sort, Wish

PER_PAGE = 10
_LONGEST = 200
"""Characters of a query, as in search.js."""
_MOST_LABELS, _LAST_PAGE = 40, 10_000


class Asked(Record, frozen=True):
    """A query as it came, which is what is searched for, and how its results are wanted. A page shows `printable` of it.

    like: address of a page instead of a query, from the site's root: what is like it is wanted; title: of that page
    """

    query: str
    like: str = ""
    title: str = ""
    page: int = 1
    sort: Sort = "score"
    labels: tuple[str, ...] = ()

    def wish(self, lang: str) -> Wish:
        """Return how results are wanted. lang: whose pages come first."""
        return Wish(labels=self.labels, sort=self.sort, start=PER_PAGE * (self.page - 1), limit=PER_PAGE, first=lang)

    def address(self, *, page: int = 1, query: str | None = None) -> str:
        """Return the address of another page of the results, or of another query without conditions."""
        if query is not None:
            return "?" + urlencode({"q": query})
        pairs = [
            ("like", self.like) if self.like else ("q", self.query),
            *([("sort", "date")] if self.sort == "date" else ()),
        ]
        pairs += [(label.partition(":")[0], label.partition(":")[2]) for label in self.labels]
        return "?" + urlencode([*pairs, *([("page", str(page))] if page > 1 else ())])


def asked(query_string: str) -> Asked:
    """Return what the part of an address behind `?` asks for."""
    given = parse_qsl(query_string, keep_blank_values=True, errors="replace")
    first = dict(reversed(given))
    page = first.get("page", "")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1
    labels = [f"{name}:{value}" for name, value in given if name in FACETS and value]
    query, like = first.get("q", "")[:_LONGEST], first.get("like", "")
    return Asked(
        query=query, like="" if query.strip() or not like else like[:_LONGEST].strip("/") + "/", page=min(max(1, number), _LAST_PAGE),
        sort="date" if first.get("sort") == "date" else "score", labels=tuple(dict.fromkeys(labels))[:_MOST_LABELS],
    )  # fmt: skip


def printable(text: str) -> str:
    """Return a text without what could turn the page around it: control and direction signs."""
    return "".join(ch if ch.isprintable() else " " for ch in text)
