"""The index may be lost, damaged or foreign at any time: it is begun anew, and no answer is ever wrong."""

from __future__ import annotations

import random
import sqlite3
import time
from hashlib import sha256
from pathlib import Path

import pytest
from doubles.stored import MADE, PARTS, filled

from curbcut.core.index import SCHEMA
from curbcut.core.model import Made
from curbcut.core.store import Store


def spoiled_index(root: Path, how: str) -> None:
    index = root / "index.sqlite"
    data = index.read_bytes()
    if how == "garbage":
        index.write_bytes(random.Random(1).randbytes(9_000))
    elif how == "cut":
        index.write_bytes(data[: len(data) // 2])
    elif how == "cut to a stump":
        index.write_bytes(data[:50])
    elif how == "empty":
        index.write_bytes(b"")
    elif how == "zeros":
        index.write_bytes(bytes(len(data)))
    elif how == "gone":
        index.unlink()
    else:
        index.unlink()
        foreign = sqlite3.connect(index)
        if how == "a later version":
            foreign.execute(f"PRAGMA user_version={SCHEMA + 1}")
            foreign.execute("CREATE TABLE answers (something TEXT)")
        elif how == "another program's":
            foreign.execute("CREATE TABLE blobs (name TEXT)")
        elif how == "of this version without tables":
            foreign.execute(f"PRAGMA user_version={SCHEMA}")
        foreign.commit()
        foreign.close()


@pytest.mark.parametrize("how", [
    "garbage", "cut", "cut to a stump", "empty", "zeros", "gone", "a later version", "another program's",
    "of this version without tables",
])  # fmt: skip
def test_a_damaged_or_foreign_index_is_begun_anew(tmp_path: Path, how: str):
    filled(tmp_path).close()
    spoiled_index(tmp_path, how)
    with Store(tmp_path) as store:
        assert store.asked("key") is None
        kept = store.keep("plain a.md", "key", PARTS, MADE)
    with Store(tmp_path) as store:
        assert store.asked("key") == kept
        assert store.history("plain a.md").parts == PARTS


def test_blobs_outlive_a_lost_index(tmp_path: Path):
    filled(tmp_path).close()
    spoiled_index(tmp_path, "garbage")
    with Store(tmp_path) as store:
        path = store.path_of(sha256(b"text").hexdigest())
        before = path.stat().st_ino
        store.put(b"text")
        assert path.stat().st_ino == before, "hashed and adopted, so that releases still share its bytes"


@pytest.mark.parametrize("left", ["-wal", "-shm"])
@pytest.mark.parametrize("index", ["kept", "gone"])
def test_leftovers_of_a_write_ahead_log_do_no_harm(tmp_path: Path, left: str, index: str):
    filled(tmp_path).close()
    (tmp_path / f"index.sqlite{left}").write_bytes(random.Random(2).randbytes(5_000))
    if index == "gone":
        (tmp_path / "index.sqlite").unlink()
    with Store(tmp_path) as store:
        assert (store.asked("key") is not None) == (index == "kept")
        store.keep("plain a.md", "key", PARTS, MADE)
        assert store.asked("key") is not None


@pytest.mark.parametrize("seed", range(40))
def test_no_flipped_bytes_of_the_index_give_a_wrong_answer_or_stop_a_build(tmp_path: Path, seed: int):
    """F42: whatever is in the index, an answer is the right one or none, and the next build is sound."""
    with Store(tmp_path) as store:
        for n in range(60):
            store.keep(f"job {n}", f"key {n}", PARTS, Made(files={"f": b"%d" % n}, facts={"n": n, "pad": "x" * 300}))
            store.keep_failure(f"bad {n}", f"bad key {n}", PARTS, {"says": "room-crashed"})
    index = tmp_path / "index.sqlite"
    data = bytearray(index.read_bytes())
    chance = random.Random(seed)
    for _ in range(chance.choice((1, 20, 400))):
        data[chance.randrange(len(data) if seed % 2 else 4_096)] = chance.randrange(256)
    index.write_bytes(data)
    for _ in range(2):  # what was found before damage came to light is made again by the second build
        with Store(tmp_path) as store:
            for n in range(60):
                answer = store.asked(f"key {n}")
                assert answer is None or (store.get(answer.files["f"]), answer.facts["n"]) == (b"%d" % n, n)
                if answer is None:
                    store.keep(f"job {n}", f"key {n}", PARTS, Made(files={"f": b"%d" % n}, facts={"n": n}))
                store.history(f"bad {n}")
            store.names("job")
            store.sweep(store.touched)
    with Store(tmp_path) as store:
        assert all(store.asked(f"key {n}") is not None for n in range(60))


def test_an_index_damaged_in_the_middle_of_a_build_is_begun_anew_then(tmp_path: Path):
    with Store(tmp_path) as store:
        for n in range(100):
            store.keep(f"job {n}", f"key {n}", PARTS, Made(facts={"pad": "x" * 500}, inner={"document": b"inner"}))
    with Store(tmp_path) as store:
        index = tmp_path / "index.sqlite"
        size = index.stat().st_size
        index.write_bytes(bytes(size))
        for n in range(100):
            store.asked(f"key {n}")
        made = Made(files=MADE.files, inner={"document": b"inner"})
        kept = store.keep("job", "key", PARTS, made)
        assert store.asked("key") == kept
    with Store(tmp_path) as store:
        assert store.asked("key") == kept
        assert store.get(kept.files["document"]) == b"inner"


def test_reading_the_history_does_not_wait_for_a_build_that_writes(tmp_path: Path):
    with filled(tmp_path) as building:
        building.keep("plain b.md", "key b", PARTS, MADE)  # a transaction is open
        began = time.monotonic()
        with Store(tmp_path) as why:
            assert why.names("plain") == ["plain a.md"]
        assert time.monotonic() - began < 2


def test_a_store_used_after_its_end_says_so_and_throws_nothing_away(tmp_path: Path):
    store = filled(tmp_path)
    store.close()
    with pytest.raises(sqlite3.ProgrammingError):
        store.asked("key")
    with Store(tmp_path) as again:
        assert again.asked("key") is not None
