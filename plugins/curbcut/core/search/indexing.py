"""The Whoosh index of a group of pages: its fields, and how it is written into one file that is the same every time.

A group is written in memory and packed (MessagePack: file name → bytes), because Whoosh names its files at random, keeps its
scratch files under one name for all processes, and never waits for the disk. Only the store writes to disk.

Whoosh reads parts of its files with pickle: whoever can change one can run a program. `searching` opens nothing whose
SHA-256 is not the one that the release names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.columns import VarBytesColumn
from whoosh.fields import COLUMN, STORED, FieldType, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.formats import Existence
from whoosh.index import FileIndex

from curbcut.core.model import Record
from curbcut.core.search.passages import Passage

NAME = "search"
_SEGMENT = "0" * 16
_LIMIT_MB = 4096
"""Memory for postings before Whoosh writes scratch files: more than a group ever needs."""


class Card(Record, frozen=True, omit_defaults=True):
    """What a result shows of a page. url: from the site's root; date: of publication, ISO or ``""``."""

    url: str
    title: str
    kind: str
    lang: str
    summary: str = ""
    date: str = ""
    validity: str = "effective"
    topics: tuple[str, ...] = ()
    path: str = ""


class Entry(Record, frozen=True):
    """A page for the index. impacts: term → 0 to 15 (`scoring.impact`); labels: its facets as `kind:notice`."""

    card: Card
    impacts: dict[str, int]
    labels: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()


class Impacts(FieldType):
    """A field that is given its terms with their impacts; what stands in the index as a posting's weight is 2 * impact + 1."""

    def __init__(self) -> None:
        """Take a place in a schema. Nothing is analysed: the terms come ready."""
        super().__init__(Existence(), analyzer=None)

    def index(self, value: dict[str, int], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield postings as Whoosh takes them: term, times, weight, nothing else."""
        for term, impact in value.items():
            yield term.encode(), 1, 2.0 * impact + 1, b""


def schema() -> Schema:
    """Return the fields: terms, facets, what orders results, what a result shows, its passages."""
    return Schema(
        terms=Impacts(), labels=Impacts(), url=COLUMN(VarBytesColumn()), date=COLUMN(VarBytesColumn()),
        validity=COLUMN(VarBytesColumn()), card=STORED(), passages=STORED(),
    )  # fmt: skip


class _Memory(RamStorage):
    """Files in memory, scratch files too."""

    def temp_storage(self, name: str | None = None) -> _Memory:
        return _Memory()


class _SameNames(W3Codec):
    """Whoosh's own codec; its segments have a name that is not drawn by lot."""

    def new_segment(self, storage: RamStorage, indexname: str) -> W3Segment:
        return W3Segment(self, indexname, segid=_SEGMENT)


def packed(entries: Iterable[Entry]) -> bytes:
    """Return the index of a group of pages as one file; the same pages in the same order give the same bytes."""
    encode = msgspec.msgpack.encode
    storage = _Memory()
    writer = FileIndex.create(storage, schema(), NAME).writer(limitmb=_LIMIT_MB, codec=_SameNames())
    for entry in entries:
        card = entry.card
        writer.add_document(
            terms=entry.impacts, labels=dict.fromkeys(entry.labels, 0), url=card.url.encode(), date=card.date.encode(),
            validity=card.validity.encode(), card=encode(card), passages=encode(entry.passages),
        )  # fmt: skip
    writer.commit()
    return encode(dict(sorted((name, bytes(data)) for name, data in storage.files.items())))


def unpacked(data: bytes) -> RamStorage:
    """Return a packed index that was verified as a storage for Whoosh."""
    storage = _Memory()
    storage.files.update(msgspec.msgpack.decode(data, type=dict[str, bytes]))
    return storage
