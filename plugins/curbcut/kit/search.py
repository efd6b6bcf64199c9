"""The index of what is in a kit: that of the release as it is, or one of fewer pages."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from curbcut.core.errors import EnvironmentProblem
from curbcut.core.rooms import room
from curbcut.core.search.cards import Entry
from curbcut.core.search.entries import RECORDED
from curbcut.core.search.opening import PIECES, kept, of_release, told_by
from curbcut.core.search.searching import FILE, VERSION, Index, Piece, Told, written
from curbcut.core.store import Store
from curbcut.kit.pages import INDEX

_GROUP = 320
SITE = "site/"


def whole_index(out: Path) -> dict[str, bytes]:
    """Return the pieces of a release's index, each at its place in a kit; none where the site has no index."""
    site = out / "site"
    if not (site / FILE).is_file():
        return {}
    told = told_by(site)
    with Store(out / "store") as store:
        return {f"{PIECES}/{piece.sha256}": _data(store, piece, site) for piece in (told.synonyms, *told.groups)}


def _data(store: Store, piece: Piece, site: Path) -> bytes:
    data = kept(store, piece)
    if data is None:
        raise EnvironmentProblem("search-gone", where=str(site / FILE), what=piece.name)
    if sha256(data).hexdigest() != piece.sha256:
        raise EnvironmentProblem("search-damaged", where=str(site / FILE), what=piece.name)
    return data


def part_index(out: Path, paths: frozenset[str], site: dict[str, Any]) -> dict[str, bytes]:
    """Return the files of an index of the pages that are kept: for the counter, and for browsers where the site has that.

    paths: of the kit's files, from the site's root; site: `SiteConfig.told`
    raises: EnvironmentProblem where the release has no index
    """
    index = of_release(out)
    entries = list(_entries(index, paths))
    files = _groups(index, entries)
    if (out / "site" / "search" / "manifest.js").is_file():
        groups = [list(group) for group in index.synonyms.groups]
        shards = room("bundles", "browser_search").exported(entries, groups, site)
        files |= {SITE + path: data for path, data in shards.items()}
    return files


def _entries(index: Index, paths: frozenset[str]) -> Iterator[Entry]:
    for entry in index.entries():
        if entry.card.url + INDEX in paths:
            silent = entry.card.url + RECORDED not in paths
            labels = tuple(label for label in entry.labels if not (silent and label.startswith("audio:")))
            yield msgspec.structs.replace(entry, labels=labels)


def _groups(index: Index, entries: list[Entry]) -> dict[str, bytes]:
    from curbcut.core.search.indexing import packed

    datas = [packed(entries[at : at + _GROUP]) for at in range(0, len(entries), _GROUP)]
    synonyms = msgspec.msgpack.encode(index.synonyms)
    groups = tuple(
        _piece(f"group {number}", data, min(_GROUP, len(entries) - number * _GROUP))
        for number, data in enumerate(datas)
    )
    told = Told(version=VERSION, synonyms=_piece("synonyms", synonyms, 0), groups=groups)
    pieces = zip((told.synonyms, *groups), (synonyms, *datas), strict=True)
    return {SITE + FILE: written(told), **{f"{PIECES}/{piece.sha256}": data for piece, data in pieces}}


def _piece(name: str, data: bytes, documents: int) -> Piece:
    return Piece(name=name, sha256=sha256(data).hexdigest(), size_bytes=len(data), documents=documents)
