"""Somebody else's site: made from texts, built by its own generator in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import curbcut

PLUGINS = Path(curbcut.__file__).parent.parent


def write(root: Path, files: dict[str, str]) -> Path:
    """Write files under a folder, and return it."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `python -m …` in a folder, with curbcut as installed (or as if it were)."""
    paths = [str(PLUGINS)]
    try:
        metadata.distribution("curbcut")
    except metadata.PackageNotFoundError:
        door = write(root.parent / "door" / "curbcut-0.dist-info", {
            "METADATA": "Metadata-Version: 2.1\nName: curbcut\nVersion: 0\n",
            "entry_points.txt": "[mkdocs.plugins]\ncurbcut = curbcut.adapters.for_mkdocs:CurbcutPlugin\n",
        })  # fmt: skip
        paths.append(str(door.parent))
    environment = {
        **os.environ, "PYTHONPATH": os.pathsep.join(paths), "NO_MKDOCS_2_WARNING": "1", "COLUMNS": "200", "LC_ALL": "C.UTF-8",
        "DISABLE_MKDOCS_2_WARNING": "1",
    }  # fmt: skip
    return subprocess.run(
        [sys.executable, "-m", *arguments], cwd=root, env=environment, capture_output=True, text=True, check=False
    )


def built(root: Path) -> dict[str, str]:
    """Return place → text of everything a folder holds that is HTML or plain text."""
    return {
        path.relative_to(root).as_posix(): path.read_text("utf-8")
        for path in sorted(root.rglob("*"))
        if path.suffix in (".html", ".txt")
    }
