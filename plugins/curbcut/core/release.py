"""Publishing is one rename: a release folder of hard links, a manifest, and the `site` link to it.

build/releases/<digest>/   complete or absent, never half; its name is the manifest's digest
build/releases/history     digests in the order they went live, the newest last
build/releases/days        for each release the day whose content it shows, and when something of it changes by itself
build/site -> releases/<digest>
"""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import sys
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from curbcut.core.errors import EnvironmentProblem, Internal, UsageProblem
from curbcut.core.index import guarded
from curbcut.core.model import Blob, Record
from curbcut.core.store import Store

MANIFEST = "manifest.json"
_DIGITS = 16  # hex digits of a release's name: 64 bits tell a site's releases apart


class Item(Record, frozen=True):
    """One published file: where it stands, its bytes, what it was made from and as what."""

    path: str
    blob: Blob
    source: str = ""
    rendition: str = "page"
    lang: str = ""


class Release(Record, frozen=True):
    """A published release. `changed` is false when the site already was exactly this."""

    digest: str
    folder: str
    files: int
    changed: bool


class Day(Record, frozen=True):
    """Until when a release speaks. day: ISO date of the last build that came to it; until: ISO moment of the next scheduled
    change of its content, or ``""``.
    """

    day: str
    until: str = ""


def manifest(items: Iterable[Item], tools: dict[str, str]) -> bytes:
    """Return manifest.json: every file with sha256, size, source, rendition and language, by path."""
    files = [
        {
            "path": item.path, "sha256": item.blob.digest, "size_bytes": item.blob.size,
            "source": item.source, "rendition": item.rendition, "lang": item.lang,
        }
        for item in sorted(items, key=lambda item: item.path)
    ]  # fmt: skip
    head = {"version": 1, "tools": dict(sorted(tools.items())), "files": files}
    return (json.dumps(head, ensure_ascii=False, indent=0) + "\n").encode()


def publish(out: Path, store: Store, items: list[Item], tools: dict[str, str], keep: int) -> Release:
    """Make the release live in one rename and forget releases beyond the newest `keep`.

    raises: EnvironmentProblem (space, permission, `site` is in the way), Internal (two items at one path)
    """
    _check_paths(items)
    text = manifest(items, tools)
    name = sha256(text).hexdigest()[:_DIGITS]
    whole = [*items, Item(path=MANIFEST, blob=store.put(text))]
    releases, site = out / "releases", out / "site"
    with guarded(out):
        if site.exists() and not site.is_symlink():
            raise EnvironmentProblem("site-in-the-way", where=str(site))
        releases.mkdir(exist_ok=True)
        tidy(out)
        folder = _standing(releases, name, store, whole)
        if folder and current(out) == folder.name:
            return Release(digest=name, folder=folder.name, files=len(whole), changed=False)
        if folder is None:
            folder = _assemble(releases, name, store, whole)
        store.commit()
        flush(out)
        before = dict.fromkeys((*_history(releases), current(out)))  # a killed build swaps without writing history
        history = [*(line for line in before if line not in ("", folder.name)), folder.name]
        _swap(out, folder.name)
        _forget_old(releases, history, max(1, keep), folder.name)
    return Release(digest=name, folder=folder.name, files=len(whole), changed=True)


def rollback(out: Path, to: str = "") -> str:
    """Point the site at the release before the current one (or at `to`) and return its name.

    raises: UsageProblem when there is none
    """
    releases = out / "releases"
    history = [name for name in _history(releases) if (releases / name).is_dir()]
    live = current(out)
    if to:
        target = next((name for name in history if name.startswith(to)), "")
    else:
        before = history[: history.index(live)] if live in history else history
        target = before[-1] if before else ""
    if not target:
        raise UsageProblem("no-release-before", where=str(out), given=to)
    with guarded(out):
        _swap(out, target)
        _write_history(releases, history[: history.index(target) + 1])
    return target


def current(out: Path) -> str:
    """Return the name of the live release, or ``""``."""
    try:
        return Path(os.readlink(out / "site")).name
    except OSError:
        return ""


def remember(out: Path, name: str, day: Day) -> None:
    """Write down of which day the content of a release is; it is no part of the release, whose bytes know no day."""
    releases = out / "releases"
    if _days(releases).get(name) == day:
        return
    days = {known: told for known, told in _days(releases).items() if (releases / known).is_dir()} | {name: day}
    with guarded(out):
        _write(releases, "days", "".join(f"{known} {told.day} {told.until}\n" for known, told in sorted(days.items())))


def day_of(out: Path) -> Day | None:
    """Return of which day the content of the live release is; None where that was not written down."""
    return _days(out / "releases").get(current(out))


def _days(releases: Path) -> dict[str, Day]:
    try:
        lines = [line.split(" ") for line in (releases / "days").read_text("ascii").splitlines()]
    except (OSError, ValueError):
        return {}
    return {line[0]: Day(day=line[1], until=line[2]) for line in lines if len(line) == 3}


def listed(folder: Path) -> list[dict[str, Any]]:
    """Return what the manifest of a tree says of each file. Raises UsageProblem when there is no readable manifest."""
    try:
        files = json.loads((folder / MANIFEST).read_bytes())["files"]
        return [{**entry, "path": str(entry["path"]), "sha256": str(entry["sha256"])} for entry in files]
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise UsageProblem("no-manifest", where=str(folder / MANIFEST), reason=problem) from problem


def rooms(out: Path) -> frozenset[str]:
    """Return the names of the rooms whose files are in the live release; none when there is no release to read."""
    try:
        listed = json.loads((out / "site" / MANIFEST).read_bytes())["files"]
        return frozenset(str(entry["rendition"]) for entry in listed)
    except (OSError, ValueError, KeyError, TypeError):
        return frozenset()


def made_by(site: Path, path: str) -> str:
    """Return the job that made a published file (``audio content/notices/a.md``), or nothing where the manifest names no text."""
    try:
        listed = json.loads((site / MANIFEST).read_bytes())["files"]
        entry = next((entry for entry in listed if entry["path"] == path), None)
        return f"{entry['rendition']} {entry['source']}" if entry and entry["source"] else ""
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def verify(folder: Path) -> list[tuple[str, str]]:
    """Compare a tree with its manifest. Returns (what, path): missing · changed · extra; empty is good.

    raises: UsageProblem when there is no readable manifest
    """
    folder = Path(os.path.realpath(folder))  # one release, also when another goes live meanwhile
    known = {entry["path"]: entry["sha256"] for entry in listed(folder)}
    wrong = []
    for path, digest in sorted(known.items()):
        if not (folder / path).is_file():
            wrong.append(("missing", path))
        elif sha256((folder / path).read_bytes()).hexdigest() != digest:
            wrong.append(("changed", path))
    here = (p for p in sorted(folder.rglob("*")) if not p.is_dir() or p.is_symlink())
    names = (p.relative_to(folder).as_posix() for p in here)
    wrong += [("extra", name) for name in names if name not in known and name != MANIFEST]
    return wrong


def tidy(out: Path) -> None:
    """Remove what a killed build left behind: drafts of releases and of the link."""
    for left in [*(out / "releases").glob(".*"), *out.glob(".site-*")]:
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)


def _standing(releases: Path, name: str, store: Store, items: list[Item]) -> Path | None:
    """Return the folder that already holds this release intact, if one does."""
    for folder in sorted(releases.glob(f"{name}*")):
        if _intact(folder, store, items):
            return folder
    return None


def _intact(folder: Path, store: Store, items: list[Item]) -> bool:
    # Links share the store's inodes, and the store has just vouched for those; a copy is compared by bytes.
    for item in items:
        here = f"{folder}/{item.path}"
        try:
            mine, kept = os.stat(here), os.stat(store.place_of(item.blob.digest))
        except OSError:
            return False
        if mine.st_ino == kept.st_ino and mine.st_dev == kept.st_dev:
            continue
        if mine.st_size != item.blob.size or sha256(Path(here).read_bytes()).hexdigest() != item.blob.digest:
            return False
    return sum(len(names) for _, _, names in os.walk(folder)) == len(items)  # nothing was slipped in


def _check_paths(items: list[Item]) -> None:
    """Every item has a path of its own below the release, and none is a folder of another."""
    sources = {MANIFEST: "manifest"}
    folders: dict[str, str] = {}
    for item in items:
        parts = item.path.split("/")
        if {"", ".", ".."} & set(parts) or "\0" in item.path:
            raise Internal("path-unsafe", where=item.path, one=item.source or item.rendition)
        by = item.source or item.rendition
        if item.path in sources:
            raise Internal("path-claimed-twice", where=item.path, one=sources[item.path], other=by)
        sources[item.path] = by
        folders |= dict.fromkeys(("/".join(parts[:depth]) for depth in range(1, len(parts))), by)
    for path in sources.keys() & folders.keys():
        raise Internal("path-claimed-twice", where=path, one=sources[path], other=folders[path])


def _assemble(releases: Path, name: str, store: Store, items: list[Item]) -> Path:
    draft = releases / f".{name}-{os.getpid()}"
    try:
        _fill(draft, store, items)
        folder = releases / name
        turn = 1
        while folder.exists():  # a damaged release of the same name: never repaired in place while it is live
            turn += 1
            folder = releases / f"{name}-{turn}"
        draft.rename(folder)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return folder


def _fill(draft: Path, store: Store, items: list[Item]) -> None:
    draft.mkdir()
    made = {str(draft)}
    for item in items:
        target = f"{draft}/{item.path}"
        _make_folder(target.rpartition("/")[0], made)
        source = store.place_of(item.blob.digest)
        try:
            os.link(source, target)
        except FileExistsError:  # never write through a link into the store
            raise
        except OSError:  # another file system, too many links, or links not allowed
            shutil.copyfile(source, target)


def _make_folder(path: str, made: set[str]) -> None:
    if path not in made:
        _make_folder(path.rpartition("/")[0], made)
        os.mkdir(path)
        made.add(path)


def _swap(out: Path, name: str) -> None:
    draft = out / f".site-{os.getpid()}"
    draft.unlink(missing_ok=True)
    draft.symlink_to(f"releases/{name}")
    draft.replace(out / "site")
    with suppress(OSError):
        handle = os.open(out, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def flush(out: Path) -> None:
    """Make all that was written below `out` durable in one call (syncfs, or sync where it lacks)."""
    if sys.platform == "linux":
        handle = os.open(out, os.O_RDONLY)
        try:
            if ctypes.CDLL(None, use_errno=True).syncfs(handle) == 0:
                return
        finally:
            os.close(handle)
    os.sync()


def _history(releases: Path) -> list[str]:
    try:
        return (releases / "history").read_text("ascii").split()
    except (OSError, ValueError):
        return []


def _write_history(releases: Path, names: list[str]) -> None:
    _write(releases, "history", "".join(f"{name}\n" for name in names))


def _write(releases: Path, name: str, text: str) -> None:
    draft = releases / f".{name}"
    draft.write_text(text, "ascii")
    draft.replace(releases / name)


def _forget_old(releases: Path, history: list[str], keep: int, live: str) -> None:
    kept = history[-keep:]
    _write_history(releases, kept)
    for folder in sorted(releases.iterdir()):
        if folder.is_dir() and folder.name not in kept and folder.name != live:
            trash = releases / f".old-{folder.name}"
            folder.rename(trash)
            shutil.rmtree(trash, ignore_errors=True)
