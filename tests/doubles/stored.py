"""A store that knows one answer, and ways to damage what it keeps."""

from __future__ import annotations

import os
from pathlib import Path

from curbcut.core.model import Made
from curbcut.core.store import Store

PARTS = (("code", "1"), ("source", "a"))
MADE = Made(files={"index.html": "坡道".encode(), "deep/原文.txt": b"text"}, facts={"pages": 2})


def filled(root: Path) -> Store:
    """Return a store that knows one answer under `key`, closed and opened again."""
    with Store(root) as store:
        store.keep("plain a.md", "key", PARTS, MADE)
    return Store(root)


def blobs(store: Store) -> list[Path]:
    """Return the files of all blobs, sorted."""
    return sorted(path for path in (store.root / "blobs").rglob("*") if path.is_file())


def spoil(path: Path, data: bytes) -> None:
    """Change a read-only file, as root or a failing disk does, and let its time show it."""
    path.chmod(0o644)
    path.write_bytes(data)
    os.utime(path, ns=(0, path.stat().st_mtime_ns + 1_000_000_000))
