"""What we rely on of whoosh-reloaded 2.7.5, which nobody maintains: each of its habits, so that another version or another
Python shows at once what is different.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from hashlib import sha256
from importlib.metadata import version
from io import BytesIO
from typing import Any

import msgspec
import pytest
import whoosh
import whoosh.codec.whoosh3
import whoosh.columns
import whoosh.filedb.structfile
import whoosh.index
from doubles.indexed import entries, pieces
from whoosh.filedb.filestore import RamStorage
from whoosh.index import EmptyIndexError, FileIndex, IndexVersionError
from whoosh.matching import ListMatcher
from whoosh.reading import EmptyReader, SegmentReader, TermNotFound
from whoosh.util.varints import varint

from curbcut.core.errors import EnvironmentProblem
from curbcut.core.search.indexing import NAME, Codec, Postings, packed, schema, unpacked
from curbcut.core.search.searching import Index, Piece, Told, opened

PAGES = [
    {"id": "one", "title": "轮椅借用", "body": ["押金二百六十元。", "Bring your card."], "date": "2024-01-02"},
    {"id": "two", "title": "残疾人证", "body": "凭证免票。", "kind": "guide", "date": "2012-01-02", "validity": "repealed"},
    {"id": "three", "title": "有录音", "body": "轮椅。", "date": "2020-05-06", "labels": ["audio:yes"]},
]  # fmt: skip
BYTES = {
    "_search_1.toc": (1155, "2bc2d16fe6cd9bde"),
    "search_0000000000000000.seg": (8382, "11607d54ac9b96b4"),
}
"""File of a packed group → size, and the beginning of its SHA-256."""
PICKLED = {
    "whoosh.codec.whoosh3 W3Segment", "curbcut.core.search.indexing Codec", "collections defaultdict", "builtins int",
    "_codecs encode",
}  # fmt: skip
"""The classes and functions that its pickles name: the list of segments, and a page's stored fields (protocol 2 has no bytes)."""


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return msgspec.msgpack.decode(packed(entries(PAGES)), type=dict[str, bytes])


@pytest.fixture
def reader() -> SegmentReader:
    return FileIndex(unpacked(packed(entries(PAGES))), schema=schema(), indexname=NAME).reader()


def repacked(files: dict[str, bytes]) -> bytes:
    return msgspec.msgpack.encode(files)


def index_of(data: bytes) -> Index:
    """Open a group whose digest is right, whatever stands in it."""
    _, kept = pieces([])
    named = {"synonyms": kept["synonyms"], "group 0": data}
    told = [
        Piece(name=name, sha256=sha256(held).hexdigest(), size_bytes=len(held), documents=int(name != "synonyms"))
        for name, held in named.items()
    ]
    return opened(Told(version=1, synonyms=told[0], groups=(told[1],)), lambda piece: named[piece.name], "kit")


# --- what it is, and what it writes -------------------------------------------------------------------


def test_it_is_the_version_that_was_looked_at() -> None:
    assert (version("whoosh-reloaded"), whoosh.__version__) == ("2.7.5", (2, 7, 5))


def test_a_group_has_the_same_bytes_on_every_machine_and_python(files: dict[str, bytes]) -> None:
    assert {name: (len(data), sha256(data).hexdigest()[:16]) for name, data in files.items()} == BYTES


def test_one_commit_makes_one_segment_under_the_name_we_give() -> None:
    assert all(name.startswith(("_search_1.", "search_" + "0" * 16)) for name in BYTES)
    [segment] = FileIndex(unpacked(packed(entries(PAGES))), schema=schema(), indexname=NAME)._segments()
    assert (segment.segid, segment.doc_count_all(), segment.compound) == ("0" * 16, 3, True)


# --- its pickles ----------------------------------------------------------------------------------------


class _Noting(pickle.Unpickler):
    names: set[str]

    def find_class(self, module: str, name: str) -> Any:
        self.names.add(f"{module} {name}")
        return super().find_class(module, name)


@pytest.fixture
def pickles(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The classes and functions that pickles name while something is opened and read."""
    names: set[str] = set()

    def load(file: Any) -> Any:
        noting = _Noting(file)
        noting.names = names
        return noting.load()

    monkeypatch.setattr(whoosh.filedb.structfile, "load_pickle", load)
    monkeypatch.setattr(whoosh.index.pickle, "loads", lambda data: load(BytesIO(data)))
    for module in (whoosh.codec.whoosh3, whoosh.columns):
        monkeypatch.setattr(module, "loads", lambda data: load(BytesIO(data)))
    return names


def test_its_pickles_name_five_things_and_no_more(files: dict[str, bytes], pickles: set[str]) -> None:
    index = index_of(repacked(files))
    assert [hit.card.url for hit in index.search("轮椅").hits] == ["one", "three"]
    assert len(list(index.entries())) == 3
    assert pickles == PICKLED


class Bomb:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return exec, ("raise SystemExit('a program ran')",)


def with_schema(toc: bytes, pickled: bytes) -> bytes:
    """Return a table of contents with another pickled schema in it: its length as a varint, then so many bytes."""
    kept = pickle.dumps(_cleaned(), 2)
    before, after = toc.split(varint(len(kept)) + kept)
    return before + varint(len(pickled)) + pickled + after


def _cleaned() -> Any:
    fields = schema()
    fields.clean()
    return fields


def test_with_a_schema_of_ours_the_pickled_one_is_not_read(files: dict[str, bytes]) -> None:
    [toc] = [name for name in files if name.endswith(".toc")]
    bomb = repacked({**files, toc: with_schema(files[toc], pickle.dumps(Bomb(), 2))})
    with pytest.raises(SystemExit, match="a program ran"):
        FileIndex(unpacked(bomb), indexname=NAME)
    read = FileIndex(unpacked(bomb), schema=schema(), indexname=NAME).reader()
    assert sorted(read.schema.names()) == ["card", "date", "labels", "passages", "terms", "url", "validity"]


# --- our hooks -----------------------------------------------------------------------------------------


def test_a_writer_asks_our_codec_for_its_segment_and_gives_it_all_terms_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def noting(name: str) -> Callable[..., Any]:
        kept = getattr(Codec, name)

        def call(self: Any, *given: Any, **named: Any) -> Any:
            asked.append(name)
            return kept(self, *given, **named)

        return call

    for name in ("new_segment", "field_writer", "per_document_writer"):
        monkeypatch.setattr(Codec, name, noting(name))
    packed(entries(PAGES))
    assert asked == ["new_segment", "per_document_writer", "field_writer"]


def test_a_reader_asks_our_codec_for_postings(reader: SegmentReader) -> None:
    found = reader.postings("terms", "轮椅")
    assert isinstance(found, Postings)
    assert isinstance(found, ListMatcher)
    assert (list(found.numbers), [weight & 1 for weight in found.weights]) == ([0, 2], [1, 1])
    assert [found.id(), found.weight()] == [0, found.weights[0]]


def test_the_length_beside_a_term_s_place_is_still_read_wrongly(reader: SegmentReader) -> None:
    """Why `postings_reader` counts the bytes itself; where this fails, that comment is out of date."""
    offset, length = reader.term_info("terms", "轮椅").extent()
    assert isinstance(offset, int)
    assert length == (6,)


# --- reading groups ------------------------------------------------------------------------------------


def test_a_group_is_read_by_number_term_and_column(reader: SegmentReader) -> None:
    assert reader.doc_count_all() == 3
    assert [reader.column_reader("url")[number] for number in range(3)] == [b"one", b"two", b"three"]
    assert [reader.column_reader("validity")[number] for number in range(3)] == [
        b"effective",
        b"repealed",
        b"effective",
    ]
    assert reader.stored_fields(1).keys() == {"card", "passages"}
    assert ("terms", "轮椅") in reader
    assert ("terms", "没有") not in reader
    assert (reader.doc_frequency("terms", "轮椅"), reader.doc_frequency("terms", "没有")) == (2, 0)
    with pytest.raises(TermNotFound):
        reader.postings("terms", "没有")


def test_terms_come_in_the_order_of_their_bytes(reader: SegmentReader) -> None:
    terms = list(reader.all_terms())
    assert terms == sorted(terms)
    assert {field for field, _ in terms} == {"labels", "terms"}
    assert list(reader.expand_prefix("terms", "轮")) == ["轮椅".encode()]
    assert list(reader.expand_prefix("terms", "没")) == []
    assert [*reader.field_terms("labels")] == [
        "audio:yes", "kind:guide", "kind:notice", "year:2012", "year:2020", "year:2024",
    ]  # fmt: skip


def test_a_group_of_no_pages_has_a_reader_without_columns() -> None:
    """Why no group is ever written without a page."""
    empty = FileIndex(unpacked(packed([])), schema=schema(), indexname=NAME).reader()
    assert isinstance(empty, EmptyReader)
    with pytest.raises(NotImplementedError):
        empty.column_reader("url")


# --- files that are not what they should be ----------------------------------------------------------------


def harmed(files: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield packs in which one file, or the pack itself, is not what it was."""
    whole = repacked(files)
    yield from (("no pack", b"no index at all"), ("nothing", b""), ("a list", msgspec.msgpack.encode([1])))
    yield "half a pack", whole[: len(whole) // 2]
    yield "no files", repacked({})
    names = list(files)
    for name in names:
        ending, data = name.rpartition(".")[2], files[name]
        yield f"{ending} missing", repacked({other: files[other] for other in names if other != name})
        yield f"{ending} empty", repacked({**files, name: b""})
        yield f"{ending} cut", repacked({**files, name: data[: len(data) // 2]})
        yield f"{ending} of zeros", repacked({**files, name: bytes(len(data))})
        yield f"{ending} with another beginning", repacked({**files, name: b"\xff" * 16 + data[16:]})
    yield "swapped", repacked(dict(zip(names, reversed(files.values()), strict=True)))


def test_what_whoosh_cannot_open_is_a_sentence(files: dict[str, bytes]) -> None:
    told = {}
    for harm, data in harmed(files):
        with pytest.raises(EnvironmentProblem) as problem:
            index_of(data)
        told[harm] = problem.value.says
        assert problem.value.exit_code == 3
        assert problem.value.values["what"] == "group 0"
        assert "curbcut build" in problem.value.text()
    assert set(told.values()) == {"search-unreadable"}
    assert len(told) == 16


def test_synonyms_that_cannot_be_read_are_a_sentence() -> None:
    data = b"\xc1"
    told = Told(version=1, synonyms=Piece(name="synonyms", sha256=sha256(data).hexdigest(), size_bytes=1))
    with pytest.raises(EnvironmentProblem, match="synonyms") as problem:
        opened(told, lambda _: data, "kit")
    assert problem.value.says == "search-unreadable"


def test_its_own_words_for_what_is_missing_or_of_another_version(files: dict[str, bytes]) -> None:
    with pytest.raises(EmptyIndexError):
        FileIndex(RamStorage(), schema=schema(), indexname=NAME)
    [toc] = [name for name in files if name.endswith(".toc")]
    at = files[toc].index((-12345).to_bytes(4, "big", signed=True)) + 4
    other = files[toc][:at] + (-999).to_bytes(4, "big", signed=True) + files[toc][at + 4 :]
    with pytest.raises(IndexVersionError):
        FileIndex(unpacked(repacked({**files, toc: other})), schema=schema(), indexname=NAME)
