"""The search index of a site, for the command line, the offline kit and the counter: Whoosh, in pieces.

A release publishes only search/index.json, which names every piece with its SHA-256. The pieces stay in the store: nobody
on the web has a use for them, and they must not be opened by anybody who cannot say that they are ours (`indexing`).

Pages are divided into groups by the SHA-256 of their paths, 160 to 320 in each of a large site: an edited page costs the index of its group.
How long pages are on average enters every impact, so it is taken in coarse steps (`scoring.average`).
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any, ClassVar

import msgspec

from curbcut.core.fields import FieldWords, field
from curbcut.core.model import Made, Record
from curbcut.core.search import searching
from curbcut.core.search.entries import entries_of, surroundings
from curbcut.core.search.scoring import average
from curbcut.core.search.synonyms import groups_of, synonyms_of
from curbcut.core.shapes import Piece
from curbcut.core.steps import PIECE, Head

NAME = {"zh": "全站检索", "en": "Search index"}
NEEDS: tuple[str, ...] = ("passages",)
TOOLS: tuple[str, ...] = ("whoosh-reloaded", "pypinyin")
STANDS_ON = ("search",)
GATHERS: tuple[str, ...] = ()
LISTS_FILES = LISTS_SYNONYMS = True
WEIGHT = 16

SYNONYMS, INDEX = "synonyms.msgpack", "group.index"
"""Names of the inner files of the pieces."""
_GROUP = 320
"""Pages in a group at most, about: an edited page costs a second, and a query asks few groups."""


class Options(Record, frozen=True):
    """domain_words: whether what people say in this domain is found under what notices say (低保, 最低生活保障)."""

    FIELDS: ClassVar[dict[str, FieldWords]] = {
        "domain_words": field(
            "内置同义词",
            "是否使用自带的残疾人服务同义词表",
            "whether to use the built-in synonyms of services for disabled people",
        )
    }
    domain_words: bool = True


def pieces(
    heads: tuple[Head, ...], options: Options, site: dict[str, Any], facts: dict[str, dict[str, dict[str, Any]]]
) -> Iterator[Piece]:
    """Yield the synonyms, and the groups of pages with what their entries depend on besides themselves."""
    groups = groups_of(site, domain_words=options.domain_words)
    yield Piece(name="synonyms", paths=(), arguments={"groups": groups})
    lengths = [told["passages"]["length"] for told in facts.values() if "passages" in told]
    mean = average(sum(lengths), len(lengths))
    count = _groups(len(heads))
    members: dict[int, list[str]] = {}
    for head in heads:
        members.setdefault(int(sha256(head.path.encode()).hexdigest()[:8], 16) % count, []).append(head.path)
    for number, paths in sorted(members.items()):
        around = surroundings(tuple(paths), site, mean)
        yield Piece(name=f"group {number}", paths=tuple(paths), arguments=around)


def _groups(pages: int) -> int:
    """Return how many groups a site has: a power of two, so that it hardly ever changes."""
    count = 1
    while count * _GROUP < pages:
        count *= 2
    return count


def make_piece(
    heads: tuple[Head, ...], options: Options, arguments: dict[str, Any], made: dict[str, dict[str, Made]]
) -> Made:
    """Return a group's index, or the synonyms, as an inner file; facts say its SHA-256 and size."""
    del options
    from curbcut.core.search.indexing import packed  # Whoosh takes a while to load, and most builds index nothing

    if "groups" in arguments:
        return _kept(SYNONYMS, msgspec.msgpack.encode(synonyms_of(arguments["groups"])), 0)
    return _kept(INDEX, packed(entries_of(heads, arguments, made)), len(heads))


def _kept(name: str, data: bytes, documents: int) -> Made:
    facts = {"sha256": sha256(data).hexdigest(), "size_bytes": len(data), "documents": documents}
    return Made(inner={name: data}, facts=facts)


def gather(heads: tuple[Head, ...], options: Options, site: dict[str, Any], made: dict[str, dict[str, Made]]) -> Made:
    """Return `search/index.json`: the names and digests of the pieces, by which they can be fetched and verified."""
    del heads, options, site
    told = {name: _piece(name, made[name][PIECE].facts) for name in sorted(made)}
    synonyms = next(piece for piece in told.values() if not piece.documents)
    groups = tuple(piece for piece in told.values() if piece.documents)
    whole = searching.Told(version=searching.VERSION, synonyms=synonyms, groups=groups)
    return Made(files={searching.FILE: searching.written(whole)})


def _piece(name: str, facts: dict[str, Any]) -> searching.Piece:
    return searching.Piece(name=name.removeprefix("piece search "), **facts)
