"""The Whoosh index of a group of pages: its fields, and how it is written into one file that is the same every time.

A group is written in memory and packed (MessagePack: file name → bytes), because Whoosh names its files at random, keeps its
scratch files under one name for all processes, and never waits for the disk. Only the store writes to disk. A group has at
most 65,535 pages.

Whoosh reads parts of its files with pickle: whoever can change one can run a program. `searching` opens nothing whose
SHA-256 is not the one that the release names.
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, cast
from zlib import crc32

import msgspec
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3Segment, W3TermInfo
from whoosh.columns import VarBytesColumn
from whoosh.fields import COLUMN, STORED, FieldType, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.filedb.filetables import HashWriter, OrderedHashWriter
from whoosh.formats import Existence
from whoosh.index import FileIndex
from whoosh.matching import ListMatcher
from whoosh.system import pack_ushort
from whoosh.util.numlists import GrowableArray

from curbcut.core.search.cards import Entry
from curbcut.core.search.scoring import STEPS

NAME = "search"
_SEGMENT = "0" * 16
_POSTING_BYTES = 3
_ONE = struct.Struct("<HB")
_LENGTHS, _HEAD, _SAID = struct.Struct("!ii"), struct.Struct("!iiH"), struct.Struct("!BfIBBfIIqi")
"""An entry of a dictionary as Whoosh has them: of key and value their lengths; with the field's number; a `W3TermInfo`, where the
postings stand, and how many bytes they are."""
_POINTER = struct.Struct("!Iq")


class Ready(FieldType):
    """A field whose terms come ready: nothing is analysed. What stands in the index as a posting's weight is 2 * impact + 1."""

    def __init__(self) -> None:
        """Take a place in a schema."""
        super().__init__(Existence(), analyzer=None)


def schema() -> Schema:
    """Return the fields: terms, facets, what orders results, what a result shows, its passages."""
    return Schema(
        terms=Ready(), labels=Ready(), url=COLUMN(VarBytesColumn()), date=COLUMN(VarBytesColumn()),
        validity=COLUMN(VarBytesColumn()), card=STORED(), passages=STORED(),
    )  # fmt: skip


class _Memory(RamStorage):
    """Files in memory, scratch files too."""

    def temp_storage(self, name: str | None = None) -> _Memory:
        return _Memory()


class Postings(ListMatcher):
    """The pages of a group that have a term, by number, with 2 * impact + 1 for each."""

    @property
    def numbers(self) -> array[int]:
        """Numbers of pages within their group, ascending."""
        return cast("array[int]", self._ids)

    @property
    def weights(self) -> array[int]:
        """One for each page."""
        return cast("array[int]", self._weights)


class Codec(W3Codec):
    """Whoosh's own codec, but for postings: 2 bytes for the page and 1 for its weight, where Whoosh has a pickle of 90.

    Written in one pass over terms that are gathered in memory: a quarter of the time, a third of the size.
    """

    length_stats = False  # nobody asks for the lengths of fields: they are in the impacts

    def new_segment(self, storage: RamStorage, indexname: str) -> W3Segment:
        """Return a segment whose name is not drawn by lot."""
        return W3Segment(self, indexname, segid=_SEGMENT)

    def field_writer(self, storage: RamStorage, segment: W3Segment) -> W3FieldWriter:
        """Return what writes terms."""
        return _FieldWriter(self, storage, segment)

    def postings_reader(
        self, dbfile: Any, terminfo: W3TermInfo, format_: Any, term: Any = None, scorer: Any = None
    ) -> Postings:
        """Return the postings of a term."""
        many = terminfo.doc_frequency()
        dbfile.seek(terminfo.extent()[0])  # the length beside it is read wrongly by Whoosh 2.7.5
        data = bytes(dbfile.read(_POSTING_BYTES * many))
        numbers = array("H")
        numbers.frombytes(data[: 2 * many])
        if sys.byteorder == "big":
            numbers.byteswap()
        values = (b"",) * len(numbers)
        return Postings(numbers, array("B", data[2 * many :]), values, format_, scorer, term=term, terminfo=terminfo)


class _Pool:
    """The postings of a group, in the place of the pool through which Whoosh would send each of them by itself.

    Of each term one text of bytes, 3 for a page: its number and its weight. That is how one posting is written, and it costs
    a third of a list, which the garbage collector would have to look at.
    """

    def __init__(self) -> None:
        self.fields: dict[str, dict[str, bytes]] = {"labels": defaultdict(bytes), "terms": defaultdict(bytes)}

    def add(self, posting: Any) -> None:
        raise AssertionError(f"no field but the ready ones has terms: {posting}")

    def take(self, number: int, entry: Entry) -> None:
        labels, terms = self.fields["labels"], self.fields["terms"]
        told = [_ONE.pack(number, 2 * impact + 1) for impact in range(STEPS)]
        for term, impact in entry.impacts.items():
            terms[term] += told[impact]
        for label in entry.labels:
            labels[label] += told[0]

    def iter_postings(self) -> Iterator[tuple[str, dict[str, bytes]]]:
        yield from self.fields.items()

    def cleanup(self) -> None:
        self.fields = {}


class _Terms(OrderedHashWriter):
    """The dictionary of a group, as Whoosh reads it; written without asking the file where it is, and hashed by CRC-32."""

    def __init__(self, dbfile: Any) -> None:
        HashWriter.__init__(self, dbfile, hashtype=1)
        self.index, self.lastkey, self.at = GrowableArray("H"), b"", dbfile.tell()

    def add_terms(self, field: int, terms: Iterable[tuple[bytes, bytes]]) -> None:
        """Write terms, sorted, each with what is said of it."""
        written, at, head = [], self.at, _HEAD.size + _SAID.size
        for term, said in terms:
            key = pack_ushort(field) + term
            written.append(_LENGTHS.pack(len(key), _SAID.size) + key + said)
            self.index.append(at)
            digest = crc32(key)
            self.buckets[digest & 255].append((digest, at))
            at += head + len(term)
        self.dbfile.write(b"".join(written))
        self.at = at

    def _write_hashes(self) -> None:
        at, written = self.dbfile.tell(), []
        for entries in self.buckets:
            slots = 2 * len(entries)
            self.directory.append((at, slots))
            table, taken = bytearray(_POINTER.size * slots), bytearray(slots)
            for digest, place in entries:
                slot = (digest >> 8) % slots
                while taken[slot]:
                    slot = (slot + 1) % slots
                taken[slot] = 1
                _POINTER.pack_into(table, _POINTER.size * slot, digest, place)
            written.append(table)
            at += len(table)
        self.dbfile.write(b"".join(written))


class _FieldWriter(W3FieldWriter):
    def __init__(self, codec: Codec, storage: RamStorage, segment: W3Segment) -> None:
        self._codec, self._storage, self._segment = codec, storage, segment
        self._tindex = _Terms(self._create_file(W3Codec.TERMS_EXT))
        self._fieldmap: dict[str, int] = self._tindex.extras.setdefault("fieldmap", {})
        self._postfile = self._create_file(W3Codec.POSTS_EXT)
        self.is_closed = False

    def add_postings(self, schema: Schema, lengths: Any, items: Iterable[tuple[str, dict[str, bytes]]]) -> None:
        for field, found in items:
            if found:
                number = self._fieldmap.setdefault(field, len(self._fieldmap))
                self._tindex.add_terms(number, self._postings(found))

    def _postings(self, found: dict[str, bytes]) -> Iterator[tuple[bytes, bytes]]:
        """Write the postings of a field's terms; yield of each term what its entry says: how many there are, and where."""
        offset, written = self._postfile.tell(), []
        for term in sorted(found):  # in the order of their UTF-8, too
            data = found[term]
            size = len(data)
            if size == _POSTING_BYTES:  # most are
                number, weight = _ONE.unpack(data)
                yield term.encode(), _SAID.pack(0, weight, 1, 0, 0, weight, number, number, offset, size)
            else:
                many, weights = size // _POSTING_BYTES, data[2::_POSTING_BYTES]
                numbers = bytearray(2 * many)
                numbers[::2], numbers[1::2] = data[::_POSTING_BYTES], data[1::_POSTING_BYTES]
                ends = (_ONE.unpack_from(data)[0], _ONE.unpack_from(data, size - _POSTING_BYTES)[0])
                data = bytes(numbers) + weights
                said = _SAID.pack(0, sum(weights), many, 0, 0, max(weights), *ends, offset, size)
                yield term.encode(), said
            written.append(data)
            offset += size
        self._postfile.write(b"".join(written))


def packed(entries: Iterable[Entry]) -> bytes:
    """Return the index of a group of pages as one file; the same pages in the same order give the same bytes."""
    encode = msgspec.msgpack.encode
    storage = _Memory()
    writer = FileIndex.create(storage, schema(), NAME).writer(codec=Codec())
    writer.pool = pool = _Pool()
    for number, entry in enumerate(entries):
        card = entry.card
        pool.take(number, entry)
        writer.add_document(
            url=card.url.encode(), date=card.date.encode(), validity=card.validity.encode(),
            card=encode(card), passages=encode(entry.passages),
        )  # fmt: skip
    writer.commit()
    return encode(dict(sorted((name, bytes(data)) for name, data in storage.files.items())))


def unpacked(data: bytes) -> RamStorage:
    """Return a packed index that was verified as a storage for Whoosh."""
    storage = _Memory()
    storage.files.update(msgspec.msgpack.decode(data, type=dict[str, bytes]))
    return storage
