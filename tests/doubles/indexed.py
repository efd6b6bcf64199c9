"""An index over pages that a test writes: the real one, without a build around it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

import msgspec

from curbcut.core.search.cards import Card, Entry
from curbcut.core.search.indexing import packed
from curbcut.core.search.passages import Passage, Where, counted
from curbcut.core.search.scoring import average, impacts
from curbcut.core.search.searching import Index, Piece, Told, opened
from curbcut.core.search.synonyms import Groups, domain, synonyms_of


def entries(pages: Iterable[Mapping[str, Any]]) -> list[Entry]:
    """Return the entries of pages: id, title, body (a text, or sentences), kind, date, validity, labels."""
    read = []
    for page in pages:
        sentences = [page["body"]] if isinstance(page["body"], str) else page["body"]
        passages = [passage("cc-title", page["title"], "title")]
        passages += [passage(f"s-{number}", text, "text") for number, text in enumerate(sentences)]
        read.append((page, tuple(passages), counted(passages)))
    mean = average(sum(whole.length for _, _, whole in read), len(read))
    made = []
    for page, told, whole in read:
        card = Card(
            url=page["id"], title=page["title"], kind=page.get("kind", "notice"), lang="zh-Hans",
            date=page.get("date", ""), validity=page.get("validity", "effective"), path=f"content/{page['id']}.md",
        )  # fmt: skip
        counts = impacts(whole.tfs, whole.length, mean)
        labels = (f"kind:{card.kind}", f"year:{card.date[:4]}", *page.get("labels", ()))
        made.append(Entry(card=card, impacts=counts, labels=labels, passages=told))
    return made


def passage(id_: str, text: str, where: Where) -> Passage:
    return Passage(id=id_, text=text, where=where, lang="zh-Hans")


def pieces(groups: Iterable[list[Entry]], synonyms: Groups = ()) -> tuple[Told, dict[str, bytes]]:
    """Return what a release says of an index of these groups, and the bytes of its pieces by name."""
    kept = {f"group {number}": packed(group) for number, group in enumerate(groups)}
    kept["synonyms"] = msgspec.msgpack.encode(synonyms_of(synonyms))
    told = {
        name: Piece(name=name, sha256=sha256(data).hexdigest(), size_bytes=len(data), documents=int(name != "synonyms"))
        for name, data in kept.items()
    }
    groups_told = tuple(piece for name, piece in told.items() if name != "synonyms")
    return Told(version=1, synonyms=told["synonyms"], groups=groups_told), kept


def indexed(pages: Iterable[Mapping[str, Any]], synonyms: Groups | None = None, groups: int = 2) -> Index:
    """Return an open index over pages, in so many groups, with the domain's synonyms where none are given."""
    made = entries(pages)
    told, kept = pieces([made[start::groups] for start in range(groups)], domain() if synonyms is None else synonyms)
    return opened(told, lambda piece: kept[piece.name], "test")
