"""The store: the same bytes once, nothing trusted that could have changed, and no damage that stays."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest
from doubles.stored import MADE, PARTS, blobs, filled, spoil
from hypothesis import given, settings
from hypothesis import strategies as st

from curbcut.core.errors import EXIT_ENVIRONMENT, EnvironmentProblem
from curbcut.core.model import Blob, Made
from curbcut.core.store import Store

# --- blobs -----------------------------------------------------------------------------------------


def test_the_same_bytes_are_kept_once(store: Store):
    first = store.put(b"same")
    before = store.path_of(first.digest).stat()
    again = store.put(b"same")
    assert again == first == Blob(digest=sha256(b"same").hexdigest(), size=4)
    assert blobs(store) == [store.path_of(first.digest)]
    assert store.path_of(first.digest).stat() == before


def test_a_blob_is_read_only_and_readable_by_a_web_server(store: Store):
    before = os.umask(0o077)
    try:
        blob = store.put(b"public")
    finally:
        os.umask(before)
    assert store.path_of(blob.digest).stat().st_mode & 0o777 == 0o444


@settings(max_examples=30, deadline=None)
@given(files=st.dictionaries(st.text("ab/文.", min_size=1), st.binary(max_size=200), max_size=4), fact=st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text() | st.binary() | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3), max_leaves=6,
))  # fmt: skip
def test_what_is_kept_is_what_comes_back_after_reopening(tmp_path_factory, files, fact):
    root = tmp_path_factory.mktemp("store")
    with Store(root) as store:
        kept = store.keep("job", "key", PARTS, Made(files=files, facts={"fact": fact}))
    with Store(root) as store:
        assert store.asked("key") == kept
        assert {name: store.get(blob) for name, blob in kept.files.items()} == files


@pytest.mark.parametrize("data", [b"", b"tex", b"texT", b"text and more"], ids=["emptied", "cut", "flipped", "grown"])
def test_a_damaged_blob_is_no_answer_and_is_made_again_with_the_same_bytes(tmp_path: Path, data: bytes):
    with filled(tmp_path) as store:
        digest = sha256(b"text").hexdigest()
        spoil(store.path_of(digest), data)
        assert store.asked("key") is None
        again = store.keep("plain a.md", "key", PARTS, MADE)
        assert store.get(again.files["deep/原文.txt"]) == b"text"
        assert store.asked("key") == again


def test_a_deleted_blob_is_no_answer(tmp_path: Path):
    with filled(tmp_path) as store:
        store.path_of(sha256(b"text").hexdigest()).unlink()
        assert store.asked("key") is None
        store.put(b"text")
        assert store.asked("key") is not None


def test_a_blob_that_was_only_touched_is_read_once_and_trusted_again(tmp_path: Path, monkeypatch):
    with filled(tmp_path) as store:
        path = store.path_of(sha256(b"text").hexdigest())
        os.utime(path, (1, 1))
        assert store.asked("key") is not None
        monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("read a second time"))
        assert store.asked("key") is not None


def test_a_blob_that_is_a_folder_is_no_answer(tmp_path: Path):
    with filled(tmp_path) as store:
        path = store.path_of(sha256(b"text").hexdigest())
        path.unlink()
        path.mkdir()
        assert store.asked("key") is None


def test_bytes_changed_behind_an_unchanged_time_are_found_when_they_are_read(tmp_path: Path):
    with filled(tmp_path) as store:
        digest = sha256(b"text").hexdigest()
        path = store.path_of(digest)
        time_ns = path.stat().st_mtime_ns
        spoil(path, b"TEXT")
        os.utime(path, ns=(time_ns, time_ns))
        with pytest.raises(KeyError):
            store.get(Blob(digest=digest, size=4))
        assert store.asked("key") is None


def test_a_put_that_is_killed_before_the_rename_leaves_nothing_trusted(tmp_path: Path):
    code = (
        "import os, sys; from pathlib import Path; from curbcut.core import store\n"
        "store.os.replace = lambda *_: os._exit(9)\n"
        "store.Store(Path(sys.argv[1])).put(b'half')"
    )
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False).returncode == 9
    digest = sha256(b"half").hexdigest()
    with Store(tmp_path) as store:
        assert [path.name for path in blobs(store)] != [digest[2:]]
        assert not store.path_of(digest).exists()
        assert store.get(store.put(b"half")) == b"half"
        store.sweep([])
        assert blobs(store) == []


def test_a_draft_left_by_a_killed_build_with_the_same_process_number_is_no_obstacle(store: Store):
    """In a container every build has the same number."""
    path = store.path_of(sha256(b"data").hexdigest())
    path.parent.mkdir()
    left = Path(f"{path}.{os.getpid()}.tmp")
    left.write_bytes(b"da")
    left.chmod(0o644)
    assert store.get(store.put(b"data")) == b"data"
    assert not left.exists()


def test_a_put_that_fails_leaves_no_draft(store: Store, monkeypatch):
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(EnvironmentProblem, match="磁盘已满"):
        store.put(b"data")
    assert blobs(store) == []


# --- bytes that are never published --------------------------------------------------------------------------------


def test_inner_bytes_are_kept_without_files_and_come_back(tmp_path: Path):
    with Store(tmp_path) as store:
        kept = store.keep("read a.md", "key", PARTS, Made(inner={"document": b"inner"}, files={"page": b"outer"}))
    with Store(tmp_path) as store:
        assert store.asked("key") == kept
        assert [path.read_bytes() for path in blobs(store)] == [b"outer"]
        assert {name: store.get(blob) for name, blob in kept.files.items()} == {"document": b"inner", "page": b"outer"}
        assert store.sweep(["key"]) == (0, 0)
        assert store.sweep([]) == (2, len(b"inner" + b"outer"))
        with pytest.raises(KeyError):
            store.get(kept.files["document"])


def test_damaged_inner_bytes_are_found_when_they_are_read_and_made_again(tmp_path: Path):
    made = Made(inner={"document": b"inner"})
    with Store(tmp_path) as store:
        store.keep("read a.md", "key", PARTS, made)
    index = sqlite3.connect(tmp_path / "index.sqlite")
    index.execute("UPDATE inner_blobs SET data=?", (b"INNER",))
    index.commit()
    index.close()
    with Store(tmp_path) as store:
        with pytest.raises(KeyError):
            store.get(store.asked("key").files["document"])
        assert store.asked("key") is None
        again = store.keep("read a.md", "key", PARTS, made)
        assert store.get(again.files["document"]) == b"inner"


# --- files of the site ------------------------------------------------------------------------------


def test_a_file_is_read_again_only_when_it_changed(store: Store, tmp_path: Path, monkeypatch):
    photo = tmp_path / "照片.jpg"
    photo.write_bytes(b"one")
    old = time.time_ns() - 60_000_000_000
    os.utime(photo, ns=(old, old))
    monkeypatch.setattr(time, "time_ns", lambda: 10**19)  # much later: what the file's times say is settled
    first = store.put_file(photo, "content/照片.jpg")
    reads = []
    read = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: reads.append(path) or read(path))
    assert store.put_file(photo, "content/照片.jpg") == first
    assert reads == []


def test_a_file_that_changed_with_the_same_size_and_time_is_read_again(store: Store, tmp_path: Path):
    photo = tmp_path / "photo.jpg"
    for data in (b"one", b"two", b"six"):
        photo.write_bytes(data)
        os.utime(photo, ns=(10**18, 10**18))
        blob = store.put_file(photo, "photo.jpg")
        assert store.get(blob) == data


def test_a_file_written_twice_within_one_tick_of_the_clock_is_not_mistaken(store: Store, tmp_path: Path):
    photo = tmp_path / "photo.jpg"
    for turn in range(200):
        data = b"%03d" % turn
        photo.write_bytes(data)
        assert store.get(store.put_file(photo, "photo.jpg")) == data


def test_a_file_whose_blob_was_damaged_is_read_again(store: Store, tmp_path: Path):
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"one")
    os.utime(photo, (1, 1))
    blob = store.put_file(photo, "photo.jpg")
    spoil(store.path_of(blob.digest), b"two")
    assert store.get(store.put_file(photo, "photo.jpg")) == b"one"


def test_a_file_that_vanished_is_named(store: Store, tmp_path: Path):
    with pytest.raises(EnvironmentProblem, match="content/gone.jpg") as told:
        store.put_file(tmp_path / "gone.jpg", "content/gone.jpg")
    assert (told.value.says, told.value.exit_code) == ("cannot-read", EXIT_ENVIRONMENT)


# --- history --------------------------------------------------------------------------------------


def test_history_tells_what_changed_since_the_key_before(store: Store):
    old, new = (("source", "a"), ("options", "x")), (("source", "b"), ("options", "x"))
    store.keep("plain a.md", "1", old, MADE)
    assert store.history("plain a.md").before == ()
    store.keep("plain a.md", "2", new, MADE)
    store.keep("plain a.md", "2", new, MADE)  # made again under the same key: what was before stays
    history = store.history("plain a.md")
    assert (history.key, history.parts, history.before) == ("2", new, old)
    assert store.history("unknown") is None


def test_a_failure_is_kept_until_an_answer_takes_its_place(store: Store):
    store.keep_failure("plain a.md", "1", PARTS, {"says": "room-crashed", "values": {"reason": "哎"}})
    assert store.history("plain a.md").failure == {"says": "room-crashed", "values": {"reason": "哎"}}
    assert store.asked("1") is None
    store.keep("plain a.md", "1", PARTS, MADE)
    assert store.history("plain a.md").failure is None


def test_a_failure_ends_when_the_text_goes_back_to_what_was_once_made(store: Store):
    store.keep("plain a.md", "good", PARTS, MADE)
    store.keep_failure("plain a.md", "bad", PARTS, {"says": "room-crashed"})
    assert store.asked("good") is not None
    store.recall("plain a.md", "good", PARTS)
    history = store.history("plain a.md")
    assert (history.key, history.failure) == ("good", None)


def test_jobs_are_found_by_a_part_of_their_name(store: Store):
    for name in ("read content/notices/坡道.md", "plain content/notices/坡道.md", "read content/100%_a.md"):
        store.keep(name, name, PARTS, MADE)
    assert store.names("坡道") == ["plain content/notices/坡道.md", "read content/notices/坡道.md"]
    assert store.names("100%_a") == ["read content/100%_a.md"]
    assert store.names("%") == ["read content/100%_a.md"]


# --- sweep ----------------------------------------------------------------------------------------


def test_a_sweep_keeps_what_is_needed_and_nothing_else(tmp_path: Path):
    photo, gone = tmp_path / "photo.jpg", tmp_path / "gone.jpg"
    photo.write_bytes(b"photo")
    gone.write_bytes(b"a photo that was taken off the site")
    root = tmp_path / "store"
    with Store(root) as store:
        store.keep("old", "old key", PARTS, Made(files={"a": b"shared", "b": b"only old"}))
        store.put_file(photo, "photo.jpg")
        store.put_file(gone, "gone.jpg")
        (root / "blobs" / "ab").mkdir(exist_ok=True)
        (root / "blobs" / "ab" / "cd.77.tmp").write_bytes(b"draft")
    with Store(root) as store:
        store.put_file(photo, "photo.jpg")
        store.keep("new", "new key", PARTS, Made(files={"a": b"shared"}))
        removed, freed = store.sweep(store.touched)
        assert sorted(path.read_bytes() for path in blobs(store)) == [b"photo", b"shared"]
        assert (removed, freed) == (3, len(b"only old" + b"a photo that was taken off the site" + b"draft"))
    with Store(root) as store:
        assert store.asked("old key") is None
        assert store.asked("new key") is not None
        assert store.names("") == ["new"]
        assert store.sweep(["new key"])[0] == 1  # the photo: no build asked for it this time


def test_after_a_sweep_everything_can_be_made_again(tmp_path: Path):
    with filled(tmp_path) as store:
        store.sweep([])
        assert blobs(store) == []
        again = store.keep("plain a.md", "key", PARTS, MADE)
        assert store.get(again.files["index.html"]) == "坡道".encode()
