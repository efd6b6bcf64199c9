"""A kit on the disk: written beside its place and moved there whole, or not at all. A kit before it is replaced, nothing else is.

A ZIP has the same bytes wherever the same Python and zlib make it: no times, no rights, files in the order of the kit.
"""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from curbcut.core import release as releases
from curbcut.core.errors import EnvironmentProblem, UsageProblem
from curbcut.core.index import guarded
from curbcut.kit.parts import KIT

_PACKED = (
    ".mp3",
    ".pdf",
    ".epub",
    ".png",
    ".jpg",
    ".jpeg",
    ".webp",
    ".zip",
    ".docx",
    ".xlsx",
    ".pptx",
    ".mp4",
    ".woff2",
)
"""What would not become smaller."""
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP can say (APPNOTE 4.4.6)."""
_PLAIN_FILE = 0o100644 << 16

Contents = Iterable[tuple[str, bytes]]


def write_kit(out: Path, contents: Contents, size_bytes: int) -> None:
    """Write a kit to a folder, or to a file that ends in `.zip`.

    raises: UsageProblem where something that is no kit, or more than a kit, is in the way;
            EnvironmentProblem for a full disk or a missing permission; what was there before stays then
    """
    with guarded(out):
        out.parent.mkdir(parents=True, exist_ok=True)
        _settle(out)
        _check(out)
        free = shutil.disk_usage(out.parent).free
        if free < size_bytes and not _zipped(out):
            raise EnvironmentProblem("kit-no-room", where=str(out), needs=_mb(size_bytes), has=_mb(free))
        with _draft(out) as draft:
            if _zipped(out):
                _pack(draft, contents)
                draft.replace(out)
            else:
                _fill(draft, contents)
                releases.flush(draft)
                _swap(draft, out)
        releases.flush(out.parent)


def _zipped(out: Path) -> bool:
    return out.suffix.lower() == ".zip"


def _beside(out: Path, what: str) -> Path:
    return out.with_name(f".{out.name}.{what}")


def _settle(out: Path) -> None:
    """Put right what a command that was killed has left."""
    before = _beside(out, "before")
    if before.is_dir():
        if out.exists():
            shutil.rmtree(before)
        else:
            before.rename(out)


def _check(out: Path) -> None:
    """Refuse to replace what is no kit, or a kit that somebody has put files into."""
    if _zipped(out):
        if out.exists() and not _is_zipped_kit(out):
            raise UsageProblem("kit-in-the-way", where=str(out))
        return
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise UsageProblem("kit-in-the-way", where=str(out))
    if not out.exists() or not any(out.iterdir()):
        return
    if not (out / KIT).is_file() or not (out / releases.MANIFEST).is_file():
        raise UsageProblem("kit-in-the-way", where=str(out))
    known = {entry["path"] for entry in releases.listed(out)} | {releases.MANIFEST}
    here = (path for path in sorted(out.rglob("*")) if not path.is_dir() or path.is_symlink())
    added = [path.relative_to(out).as_posix() for path in here if path.relative_to(out).as_posix() not in known]
    if added:
        raise UsageProblem("kit-has-more", where=str(out), what=added[0], count=len(added))


def _is_zipped_kit(out: Path) -> bool:
    try:
        with zipfile.ZipFile(out) as held:
            return {KIT, releases.MANIFEST} <= set(held.namelist())
    except (OSError, zipfile.BadZipFile):
        return False


@contextmanager
def _draft(out: Path) -> Iterator[Path]:
    draft = _beside(out, f"draft-{os.getpid()}")
    _remove(draft)
    try:
        yield draft
    finally:
        _remove(draft)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(FileNotFoundError):
            path.unlink()


def _fill(draft: Path, contents: Contents) -> None:
    for path, data in contents:
        target = draft / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def _swap(draft: Path, out: Path) -> None:
    before = _beside(out, "before")
    if out.exists():
        out.rename(before)
    try:
        draft.rename(out)
    except OSError:
        if before.exists():
            before.rename(out)
        raise
    if before.exists():
        shutil.rmtree(before)


def _pack(draft: Path, contents: Contents) -> None:
    with draft.open("xb") as file, zipfile.ZipFile(file, "w") as packed:
        for path, data in contents:
            info = zipfile.ZipInfo(path, _FIRST_DAY)
            info.create_system, info.external_attr = 3, _PLAIN_FILE
            info.compress_type = zipfile.ZIP_STORED if path.endswith(_PACKED) else zipfile.ZIP_DEFLATED
            packed.writestr(info, data, compresslevel=9)


def _mb(size_bytes: int) -> str:
    return f"{size_bytes / 1_000_000:.0f} MB"
