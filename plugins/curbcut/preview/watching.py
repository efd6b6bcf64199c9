"""When to build again: something below content/ or courses/, or the configuration, was saved."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from pathlib import Path

from watchfiles import Change, DefaultFilter, awatch

from curbcut.core.sources import CONTENT, COURSES
from curbcut.site import CONFIG

_FOLDERS = (CONTENT, COURSES)
_RETRY_S = 1
_LOOK_MS = 1000  # how often the folders themselves are looked at, and how late a stop may be heard


async def saves(root: Path) -> AsyncGenerator[None]:
    """Yield once at the start and after each burst of saves. Saves that arrive while the caller is busy count as one.

    Two watches, because the configuration is best seen from its folder (editors save by renaming over it)
    and the root must not be watched to its depth: build/ and .venv/ stand there.
    """
    saved = asyncio.Event()
    tasks = [asyncio.create_task(_watch_root(root, saved)), asyncio.create_task(_watch_folders(root, saved))]
    saved.set()
    try:
        while True:
            await saved.wait()
            saved.clear()
            yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _watch_root(root: Path, saved: asyncio.Event) -> None:
    def ours(_change: Change, path: str) -> bool:
        return Path(path).parent == root and Path(path).name == CONFIG

    polling: bool | None = None
    while True:
        with suppress(OSError, RuntimeError):
            watch = awatch(root, watch_filter=ours, recursive=False, rust_timeout=_LOOK_MS, force_polling=polling)
            async for _ in watch:
                saved.set()
        polling = bool(_standing(root)) or None
        await asyncio.sleep(_RETRY_S)


async def _watch_folders(root: Path, saved: asyncio.Event) -> None:
    """Watch the folders there are; begin anew when one of them comes, goes or is replaced."""
    before = _standing(root)
    polling: bool | None = None
    while True:
        here = _standing(root)
        if here != before:
            saved.set()
        before = here
        if not here:
            await asyncio.sleep(_RETRY_S)
            continue
        try:
            await _until_others(root, here, saved, polling)
        except (OSError, RuntimeError):
            # Either a folder has just gone, as in a checkout of another branch, or the machine allows no more
            # watches; then looking at the files in turn is slow and works.
            polling = _standing(root) == here or None
            await asyncio.sleep(_RETRY_S)


async def _until_others(root: Path, here: dict[Path, int], saved: asyncio.Event, polling: bool | None) -> None:
    watch = awatch(
        *here, watch_filter=DefaultFilter(), rust_timeout=_LOOK_MS, yield_on_timeout=True, force_polling=polling,
        ignore_permission_denied=True,
    )  # fmt: skip
    async with aclosing(watch):
        async for changes in watch:
            if changes:
                saved.set()
            if _standing(root) != here:
                return


def _standing(root: Path) -> dict[Path, int]:
    """Return the folders that exist, with their inode: a folder renamed into place is another folder."""
    found = {}
    for name in _FOLDERS:
        with suppress(OSError):
            folder = (root / name).resolve(strict=True)
            found[folder] = folder.stat().st_ino
    return found
