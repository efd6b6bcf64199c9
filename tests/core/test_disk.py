"""What the disk refuses is said in words, with the path and an exit code."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import msgspec
import pytest
from doubles.stored import PARTS, filled

from curbcut.core.errors import EXIT_ENVIRONMENT, EnvironmentProblem
from curbcut.core.index import guarded
from curbcut.core.model import Made
from curbcut.core.store import Store


@pytest.mark.chaos
def test_a_full_disk_is_said_to_be_full(small_disk):
    with pytest.raises(EnvironmentProblem) as told, Store(small_disk() / "store") as store:
        for n in range(10_000):
            store.put(b"%d" % n + bytes(9_000))
    assert (told.value.says, told.value.exit_code) == ("disk-full", EXIT_ENVIRONMENT)
    assert "/disk-0/store" in told.value.text()


@pytest.mark.chaos
def test_a_disk_that_fills_by_answers_alone_is_said_to_be_full(small_disk):
    with pytest.raises(EnvironmentProblem) as told, Store(small_disk() / "store") as store:
        for n in range(10_000):
            store.keep(f"job {n}", f"key {n}", PARTS, Made(facts={"pad": "x" * 5_000}))
    assert told.value.says == "disk-full"


@pytest.mark.chaos
def test_a_disk_that_was_full_can_be_used_once_there_is_space(small_disk):
    disk = small_disk()
    (disk / "other").write_bytes(bytes(300_000))
    with pytest.raises(EnvironmentProblem), Store(disk / "store") as store:
        for n in range(100):
            store.keep(f"job {n}", f"key {n}", PARTS, Made(files={"f": b"%d" % n + bytes(9_000)}))
    (disk / "other").unlink()
    with Store(disk / "store") as store:
        for n in range(10):
            data = b"%d" % n + bytes(9_000)
            answer = store.asked(f"key {n}") or store.keep(f"job {n}", f"key {n}", PARTS, Made(files={"f": data}))
            assert store.get(answer.files["f"]) == data


@pytest.mark.chaos
@pytest.mark.parametrize("there", ["new", "old"])
def test_a_read_only_disk_is_named_with_its_path(small_disk, there: str):
    disk = small_disk()
    if there == "old":
        filled(disk / "store").close()
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    with pytest.raises(EnvironmentProblem, match=str(disk)) as told, Store(disk / "store") as store:
        store.put(b"data")
    assert (told.value.says, told.value.exit_code) == ("cannot-write", EXIT_ENVIRONMENT)


def test_a_file_where_the_store_should_be_is_named(tmp_path: Path):
    (tmp_path / "store").write_text("in the way")
    with pytest.raises(EnvironmentProblem, match="store") as told:
        Store(tmp_path / "store")
    assert told.value.says == "cannot-write"


def test_a_folder_where_the_index_should_be_is_named(tmp_path: Path):
    (tmp_path / "index.sqlite").mkdir()
    with pytest.raises(EnvironmentProblem) as told:
        Store(tmp_path)
    assert told.value.says == "cannot-write"


@pytest.mark.parametrize(
    ("number", "says"), [(28, "disk-full"), (122, "disk-full"), (30, "cannot-write"), (13, "cannot-write")]
)
def test_a_refusal_of_the_disk_is_put_into_words(number: int, says: str):
    with pytest.raises(EnvironmentProblem) as told, guarded("/out"):
        raise OSError(number, os.strerror(number))
    assert told.value.says == says
    assert told.value.text().startswith("/out: ")


def test_other_failures_pass_through_unchanged():
    with pytest.raises(msgspec.DecodeError), guarded("/out"):
        raise msgspec.DecodeError("ours")
