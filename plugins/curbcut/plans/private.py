"""Where the plan of a person may lie: nowhere from where it would be published."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from curbcut.core.sources import CONTENT, COURSES

_SECONDS = 20
_IGNORED, _TRACKED = 0, 1
"""Exit codes of `git check-ignore`; another one means that no repository is there, or no git."""


def published_from(path: Path, root: Path, build: Path) -> bool:
    """Return whether what lies at a path becomes part of a site: its content, its courses, or a build folder."""
    real = path.resolve()
    if any(_inside(real, folder.resolve()) for folder in (root / CONTENT, root / COURSES, build)):
        return True
    return any((folder / "releases").is_dir() and (folder / "store").is_dir() for folder in (real, *real.parents))


def taken_in(path: Path, root: Path) -> bool:
    """Return whether git takes in what lies at a path; inside a site's folder, whether nothing says that it does not."""
    real = path.resolve()
    code = _check_ignore(real)
    return code == _TRACKED or (code != _IGNORED and _inside(real, root.resolve()))


def _inside(path: Path, folder: Path) -> bool:
    return path == folder or folder in path.parents


def _check_ignore(path: Path) -> int:
    """Ask the repository that a path is in, or would be in."""
    there = next(folder for folder in path.parents if folder.is_dir())
    # In a hook these name another repository.
    around = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    command = ["git", "-C", str(there), "check-ignore", "--quiet", "--", str(path)]
    try:
        return subprocess.run(command, env=around, capture_output=True, check=False, timeout=_SECONDS).returncode
    except (OSError, subprocess.TimeoutExpired):
        return -1
