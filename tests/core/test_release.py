"""Releases: complete or absent, live in one rename, exactly what the manifest says."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import threading
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from curbcut.core.errors import EnvironmentProblem, Internal, UsageProblem
from curbcut.core.release import Item, Release, current, publish, rollback, tidy, verify
from curbcut.core.store import Store

Publish = Callable[..., Release]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "build").mkdir()
    return tmp_path / "build"


@pytest.fixture
def release(out: Path, store: Store) -> Publish:
    """Call it with path → bytes to publish them; `keep` releases are kept."""

    def do(files: dict[str, bytes], keep: int = 3, **tools: str) -> Release:
        items = [
            Item(path=path, blob=store.put(data), source="content/notices/坡道.md") for path, data in files.items()
        ]
        return publish(out, store, items, tools, keep)

    return do


def site(n: int) -> dict[str, bytes]:
    return {
        "index.html": b"release %d" % n,
        "通知/坡道/index.html": "坡道改造".encode(),
        "assets/site.css": b"release %d" % n,
    }


def folders(out: Path) -> list[str]:
    return sorted(path.name for path in (out / "releases").iterdir() if path.is_dir())


def history(out: Path) -> list[str]:
    return (out / "releases" / "history").read_text().split()


def overwrite(path: Path, data: bytes) -> None:
    path.chmod(0o644)
    path.write_bytes(data)
    os.utime(path, ns=(0, path.stat().st_mtime_ns + 1_000_000_000))


# --- publishing ---------------------------------------------------------------------------------------------


def test_a_release_is_what_was_asked_for_also_under_chinese_names(out: Path, release: Publish):
    done = release(site(1))
    assert (done.changed, done.files, current(out)) == (True, 4, done.folder)
    assert os.readlink(out / "site") == f"releases/{done.folder}"
    assert (out / "site" / "通知" / "坡道" / "index.html").read_bytes() == "坡道改造".encode()
    assert verify(out / "site") == []


def test_the_manifest_lists_every_file_by_path_with_its_true_digest(out: Path, release: Publish):
    release({"z.html": b"z", "a/乙.html": b"b", "a.html": b"a"}, curbcut="0.1.0")
    manifest = json.loads((out / "site" / "manifest.json").read_bytes())
    assert [entry["path"] for entry in manifest["files"]] == ["a.html", "a/乙.html", "z.html"]
    assert manifest["files"][1] == {
        "path": "a/乙.html", "sha256": sha256(b"b").hexdigest(), "size_bytes": 1,
        "source": "content/notices/坡道.md", "rendition": "page", "lang": "",
    }  # fmt: skip
    assert manifest["tools"] == {"curbcut": "0.1.0"}


def test_the_order_of_items_does_not_matter(out: Path, release: Publish):
    first = release(site(1))
    again = release(dict(reversed(site(1).items())))
    assert (again.digest, again.changed) == (first.digest, False)


def test_nothing_changed_is_nothing_written(out: Path, release: Publish):
    release(site(1))
    before = {path: path.lstat() for path in out.rglob("*")}
    assert release(site(1)).changed is False
    after = {path: path.lstat() for path in out.rglob("*")}
    assert {p: (s.st_ino, s.st_mtime_ns) for p, s in after.items()} == {
        p: (s.st_ino, s.st_mtime_ns) for p, s in before.items()
    }


def test_a_reader_never_sees_a_site_that_is_missing_or_mixed(out: Path, release: Publish):
    release(site(0))
    seen: set[bytes] = set()
    wrong: list[str] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            try:
                seen.add((out / "site" / "index.html").read_bytes())
                folder = os.path.realpath(out / "site")  # resolves the link once, then reads all of a page
                parts = {Path(folder, name).read_bytes() for name in ("index.html", "assets/site.css")}
                if len(parts) != 1:
                    wrong.append(f"mixed {parts}")
            except OSError as problem:
                wrong.append(str(problem))

    reader = threading.Thread(target=read)
    reader.start()
    for n in range(1, 201):
        release(site(n), keep=100)
    done.set()
    reader.join()
    assert wrong == []
    assert len(seen) > 3


def test_the_newest_releases_are_kept_and_no_others(out: Path, release: Publish):
    done = [release(site(n), keep=3).folder for n in range(6)]
    assert history(out) == done[-3:]
    assert folders(out) == sorted(done[-3:])


@pytest.mark.parametrize("keep", [1, 0, -3])
def test_the_live_release_is_always_kept(out: Path, release: Publish, keep: int):
    done = [release(site(n), keep=keep).folder for n in range(3)]
    assert folders(out) == done[-1:]
    assert verify(out / "site") == []


def test_going_back_to_an_earlier_content_makes_nothing_anew(out: Path, release: Publish):
    first = release(site(1))
    release(site(2))
    inode = (out / "releases" / first.folder / "index.html").stat().st_ino
    third = release(site(1))
    assert (third.folder, third.changed, current(out)) == (first.folder, True, first.folder)
    assert (out / "site" / "index.html").stat().st_ino == inode
    assert history(out)[-1] == first.folder
    assert len(history(out)) == 2


# --- damage --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("damage", ["changed", "missing", "extra", "manifest", "a folder"])
def test_a_damaged_release_is_replaced_by_a_sound_one(out: Path, release: Publish, damage: str):
    first = release(site(1))
    folder = out / "releases" / first.folder
    if damage == "changed":
        overwrite(folder / "index.html", b"release X")
    elif damage == "missing":
        (folder / "index.html").unlink()
    elif damage == "extra":
        (folder / "evil.html").write_text("<script>")
    elif damage == "manifest":
        overwrite(folder / "manifest.json", b"{}")
    else:
        shutil.rmtree(folder / "assets")
    again = release(site(1))
    assert (again.digest, again.changed) == (first.digest, True)
    assert verify(out / "site") == []
    assert (out / "site" / "index.html").read_bytes() == b"release 1"


def test_a_damaged_copy_is_found_although_it_has_another_inode(out: Path, release: Publish, monkeypatch):
    monkeypatch.setattr(os, "link", refuse(errno.EXDEV))
    first = release(site(1))
    assert release(site(1)).changed is False
    overwrite(out / "releases" / first.folder / "index.html", b"release X")
    assert release(site(1)).changed is True
    assert verify(out / "site") == []


def refuse(number: int) -> Callable[..., None]:
    def link(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    return link


@pytest.mark.parametrize("number", [errno.EXDEV, errno.EMLINK, errno.EPERM])
def test_where_links_are_refused_files_are_copied(out: Path, release: Publish, monkeypatch, number: int):
    monkeypatch.setattr(os, "link", refuse(number))
    release(site(1))
    assert verify(out / "site") == []


@pytest.mark.chaos
def test_a_store_on_another_disk_is_copied_from(out: Path, small_disk):
    with Store(small_disk() / "store") as store:
        publish(out, store, [Item(path="index.html", blob=store.put(b"1"))], {}, 3)
    assert verify(out / "site") == []


@pytest.mark.parametrize("paths", [
    ("a.html", "a.html"), ("a", "a/b.html"), ("a/b/c.html", "a"), ("manifest.json",), ("manifest.json/x",),
])  # fmt: skip
def test_two_files_at_one_path_stop_the_release_and_spoil_nothing(out: Path, store: Store, paths: tuple[str, ...]):
    """The second would be written through the first's link, into the store."""
    items = [Item(path=path, blob=store.put(b"%d" % n), source=f"{n}.md") for n, path in enumerate(paths)]
    with pytest.raises(Internal) as told:
        publish(out, store, items, {}, 3)
    assert told.value.says == "path-claimed-twice"
    assert [store.get(item.blob) for item in items] == [b"%d" % n for n in range(len(paths))]
    assert not (out / "site").exists()


@pytest.mark.parametrize(
    "path", ["../evil.html", "a/../../evil.html", "/etc/evil.html", "a//b", "", "a/./b", "a\0b", ".."]
)
def test_no_file_is_written_outside_the_release(out: Path, store: Store, path: str):
    with pytest.raises(Internal) as told:
        publish(out, store, [Item(path=path, blob=store.put(b"x"))], {}, 3)
    assert told.value.says == "path-unsafe"


def test_what_killed_builds_left_is_tidied(out: Path, release: Publish):
    release(site(1))
    (out / "releases" / ".0123456789abcdef-77" / "notice").mkdir(parents=True)
    (out / "releases" / ".old-0123456789abcdef").mkdir()
    (out / "releases" / ".history").write_text("half")
    (out / ".site-77").symlink_to("releases/nowhere")
    release(site(2))
    assert [path.name for path in (out / "releases").glob(".*")] == []
    assert sorted(path.name for path in out.iterdir()) == ["releases", "site"]
    tidy(out)  # and once more, with nothing to do


def test_a_build_killed_between_the_swap_and_the_history_loses_no_release(out: Path, release: Publish, monkeypatch):
    first = release(site(1))
    with monkeypatch.context() as patched:
        patched.setattr("curbcut.core.release._forget_old", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            release(site(2))
    second = current(out)
    assert second != first.folder
    third = release(site(3))
    assert history(out) == [first.folder, second, third.folder]
    assert (rollback(out), rollback(out)) == (second, first.folder)


@pytest.mark.parametrize("text", [b"", b"\xff\xfe", b"../../../etc\n"], ids=["empty", "not text", "a way out"])
def test_a_damaged_history_stops_nothing_and_loses_nothing_that_is_live(out: Path, release: Publish, text: bytes):
    first = release(site(1))
    (out / "releases" / "history").write_bytes(text)
    second = release(site(2))
    assert history(out)[-2:] == [first.folder, second.folder]
    assert rollback(out) == first.folder


def test_a_folder_in_the_place_of_the_link_is_refused_with_words(out: Path, release: Publish):
    (out / "site").mkdir()
    (out / "site" / "index.html").write_text("somebody's")
    with pytest.raises(EnvironmentProblem, match="site") as told:
        release(site(1))
    assert (told.value.says, told.value.exit_code) == ("site-in-the-way", 3)
    assert (out / "site" / "index.html").read_text() == "somebody's"


@pytest.mark.chaos
def test_a_full_disk_leaves_the_old_site_and_no_draft(small_disk, tmp_path: Path, monkeypatch):
    disk = small_disk()
    monkeypatch.setattr(os, "link", refuse(errno.EMLINK))
    with Store(tmp_path / "store") as store:
        publish(disk, store, [Item(path="index.html", blob=store.put(b"old"))], {}, 3)
        items = [Item(path=f"{n}.bin", blob=store.put(b"%d" % n + bytes(50_000))) for n in range(20)]
        with pytest.raises(EnvironmentProblem) as told:
            publish(disk, store, items, {}, 3)
    assert told.value.says == "disk-full"
    assert (disk / "site" / "index.html").read_bytes() == b"old"
    assert [path.name for path in (disk / "releases").glob(".*")] == []


@pytest.mark.chaos
def test_a_read_only_disk_leaves_the_old_site(small_disk, tmp_path: Path):
    disk = small_disk()
    with Store(tmp_path / "store") as store:
        publish(disk, store, [Item(path="index.html", blob=store.put(b"old"))], {}, 3)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        with pytest.raises(EnvironmentProblem, match=str(disk)) as told:
            publish(disk, store, [Item(path="index.html", blob=store.put(b"new"))], {}, 3)
    assert told.value.says == "cannot-write"
    assert (disk / "site" / "index.html").read_bytes() == b"old"


# --- verify ---------------------------------------------------------------------------------------------------


def test_verify_finds_what_is_missing_changed_and_extra(out: Path, release: Publish):
    release(site(1))
    root = out / "site"
    (root / "index.html").unlink()
    overwrite(root / "assets" / "site.css", b"other")
    (root / "通知" / "多余.html").write_text("x")
    (root / "link").symlink_to("/etc")
    (root / "empty folder").mkdir()
    assert verify(root) == [
        ("changed", "assets/site.css"), ("missing", "index.html"), ("extra", "link"), ("extra", "通知/多余.html"),
    ]  # fmt: skip


@pytest.mark.parametrize("text", [
    None, b"", b"[]", b"{", b'{"files": [{}]}', b'{"files": [{"path": "a"}]}', b'{"files": 3}', b"\xff",
])  # fmt: skip
def test_a_tree_without_a_readable_manifest_is_a_usage_problem(tmp_path: Path, text: bytes | None):
    if text is not None:
        (tmp_path / "manifest.json").write_bytes(text)
    with pytest.raises(UsageProblem, match=r"manifest\.json"):
        verify(tmp_path)


def test_a_pipe_in_the_place_of_a_file_does_not_hang_verify(out: Path, release: Publish):
    release(site(1))
    (out / "site" / "index.html").unlink()
    os.mkfifo(out / "site" / "index.html")
    assert verify(out / "site") == [("missing", "index.html")]


# --- rollback -------------------------------------------------------------------------------------------------


def test_rollback_goes_back_and_back(out: Path, release: Publish):
    done = [release(site(n)).folder for n in range(3)]
    assert rollback(out) == done[1]
    assert (out / "site" / "index.html").read_bytes() == b"release 1"
    assert rollback(out) == done[0]
    with pytest.raises(UsageProblem):
        rollback(out)
    assert current(out) == done[0]


def test_rollback_goes_to_a_release_by_the_beginning_of_its_name(out: Path, release: Publish):
    done = [release(site(n)).folder for n in range(3)]
    assert rollback(out, to=done[0][:8]) == done[0]
    with pytest.raises(UsageProblem, match="nosuch"):
        rollback(out, to="nosuch")


def test_a_build_after_a_rollback_does_not_bring_the_bad_release_back(out: Path, release: Publish):
    good, bad = release(site(1)).folder, release(site(2)).folder
    rollback(out)
    mended = release(site(3)).folder
    assert history(out) == [good, mended]
    assert bad not in folders(out)
    assert rollback(out) == good


def test_there_is_nothing_to_go_back_to_before_the_first_release(out: Path):
    with pytest.raises(UsageProblem):
        rollback(out)
    assert current(out) == ""
