"""What any server must know, once for all of them: who moved where, what is gone, what every answer carries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote, urlsplit

from curbcut.core.headers import headers
from curbcut.core.media_types import TYPES
from curbcut.core.model import Record

_IN_ADDRESS = ":/?#[]@!&'(*)+,;=%~"
"""What stays as it is in a target (RFC 3986, 2.2); `$`, `{`, `\\` and `"` mean something to servers and are encoded."""

COMPRESSED = tuple(sorted({kind.partition(";")[0] for kind in TYPES.values() if "charset" in kind} | {
    "application/json", "application/geo+json", "application/ld+json", "application/manifest+json",
    "application/xhtml+xml", "application/atom+xml", "application/rss+xml", "image/svg+xml",
}))  # fmt: skip
"""Media types that get shorter by compression."""

OWN = ("_headers", "_redirects", "server/")
"""What is for the server and not for readers."""


class Way(Record, frozen=True):
    """An address that leads away. old: path, decoded; to: path or `https:` address, encoded; folder: files beside it go along."""

    old: str
    to: str
    folder: bool


class Grave(Record, frozen=True):
    """An address that was removed. old: path, decoded; file: path of the page that says why."""

    old: str
    file: str


class Traffic(Record, frozen=True):
    """base: path of the site's root, ``/`` or ``/name/``; sent: headers of every answer, by name (of one that is `headers.shared`
    one is another); languages: folders of those that are not in the root.
    """

    base: str
    sent: dict[str, str]
    moved: tuple[Way, ...] = ()
    removed: tuple[Grave, ...] = ()
    languages: tuple[str, ...] = ()

    def lines(self, moved: Callable[[Way], list[str]], removed: Callable[[Grave], list[str]]) -> Iterator[str]:
        """Yield what a server is told of each address that moved, then of each that was removed."""
        for way in self.moved:
            yield from moved(way)
        for grave in self.removed:
            yield from removed(grave)

    @property
    def types(self) -> dict[str, list[str]]:
        """Media type → endings, both in order."""
        grouped: dict[str, list[str]] = {}
        for ending, kind in sorted(TYPES.items()):
            grouped.setdefault(kind, []).append(ending)
        return dict(sorted(grouped.items()))


def traffic(site: dict[str, Any]) -> Traffic:
    """Return what servers must know of a site (`SiteConfig.told` with `moved` and `removed`)."""
    url = str(site.get("url") or "")
    base = urlsplit(url).path or "/"
    moved, removed = site.get("moved") or {}, site.get("removed") or []
    graves = (Grave(old=base + old, file=base + old + ("index.html" if old.endswith("/") else "")) for old in removed)
    return Traffic(
        base=base,
        sent=headers(https=url.startswith("https://")),
        moved=tuple(_way(base, old, to) for old, to in sorted(moved.items())),
        languages=tuple(sorted({tag.partition("-")[0] for tag in site.get("languages") or ()} - {"zh"})),
        removed=tuple(sorted(graves, key=lambda grave: grave.old)),
    )


def _way(base: str, old: str, to: str) -> Way:
    outside = to.startswith("https://")
    whole_page = not outside and to.endswith("/") and old.endswith("/")
    return Way(old=base + old, to=quote(to if outside else base + to, safe=_IN_ADDRESS), folder=whole_page)
