"""The release that is live now, and the one file of it that a request asks for.

A request resolves `site` once and then stays in that folder, so a swap in its middle cannot mix two
releases. Source: publishing.md F65.
"""

from __future__ import annotations

import json
import os
import stat
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, NamedTuple
from urllib.parse import quote, unquote_to_bytes

from curbcut.core.release import MANIFEST

INDEX, NOT_FOUND = "index.html", "404.html"
_WELL_KNOWN = ".well-known"
"""The one folder with a dot that a site serves, at its root. Source: RFC 8615."""


class Malformed(Exception):
    """The request's path is not one that a browser sends."""


class Opened(NamedTuple):
    """An open file of a release. Whoever takes it closes it.

    etag: quoted, strong
    """

    file: BinaryIO
    name: str
    size_bytes: int
    etag: str


class _Listed(NamedTuple):
    digest: str = ""
    rendition: str = ""


_NOTHING = _Listed()


def live_release(out: Path) -> Path | None:
    """Return the real folder that `site` stands for at this moment, or None when nothing is published."""
    try:
        folder = (out / "site").resolve(strict=True)
    except (OSError, RuntimeError):
        return None
    return folder if folder.is_dir() else None


def segments(raw_path: bytes) -> list[str]:
    """Return the decoded parts of a request path; the last one is ``""`` for a folder.

    raises: Malformed (not absolute, broken percent or UTF-8 encoding, NUL, backslash);
            FileNotFoundError for parts that no release has: `.`, `..`, dot files but `.well-known`, nothing between slashes
    """
    if not raw_path.startswith(b"/"):
        raise Malformed
    try:
        path = unquote_to_bytes(raw_path).decode()
    except UnicodeDecodeError as problem:
        raise Malformed from problem
    if any(ch < " " or ch in "\\\x7f" for ch in path):
        raise Malformed
    parts = path[1:].split("/")
    # `//host/` must never reach a redirect: a browser would leave this site for that host.
    visible = parts[1:] if parts[0] == _WELL_KNOWN else parts
    if any(part.startswith(".") for part in visible) or "" in parts[:-1]:
        raise FileNotFoundError(path)
    return parts


def address(parts: list[str]) -> str:
    """Return the encoded path of decoded parts, for a Location header."""
    return "/" + "/".join(quote(part, safe="") for part in parts)


def open_file(release: Path, parts: list[str]) -> Opened:
    """Return the open file of a release at `parts` (a folder's last part is ``""``).

    raises: IsADirectoryError for a folder asked for without its slash; FileNotFoundError when there is no
            such plain file inside the release
    """
    wanted = release.joinpath(*parts[:-1], parts[-1] or INDEX)
    try:
        real = wanted.resolve(strict=True)
    except (OSError, RuntimeError, ValueError) as problem:  # a loop, a name too long, a file used as a folder
        raise FileNotFoundError(str(wanted)) from problem
    if not real.is_relative_to(release):
        raise FileNotFoundError(str(wanted))
    if real.is_dir():
        if parts[-1] and (real / INDEX).is_file():
            raise IsADirectoryError(str(wanted))
        raise FileNotFoundError(str(wanted))
    return _opened(release, real, wanted.relative_to(release).as_posix())


def _opened(release: Path, real: Path, name: str) -> Opened:
    # O_NONBLOCK: a named pipe put there by hand must not hold the server. The opened file is judged, not its path.
    try:
        handle = os.open(real, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as problem:
        raise FileNotFoundError(name) from problem
    about = os.fstat(handle)
    if not stat.S_ISREG(about.st_mode):
        os.close(handle)
        raise FileNotFoundError(name)
    digest = _listed(release).get(name, _NOTHING).digest or f"{about.st_size:x}-{about.st_mtime_ns:x}"
    return Opened(os.fdopen(handle, "rb"), name, about.st_size, f'"{digest}"')


def rendition(release: Path, path: str) -> str:
    """Return what a file of the release is (`page`, `plain`, `gone` …), or ``""``."""
    return _listed(release).get(path, _NOTHING).rendition


def _listed(release: Path) -> dict[str, _Listed]:
    """Return what is said of each path by the release's manifest, or that of the kit it lies in; nothing where neither can be read."""
    for folder, start in ((release, ""), (release.parent, f"{release.name}/")):
        with suppress(OSError):
            about = (folder / MANIFEST).stat()
            return _manifest(folder / MANIFEST, start, about.st_mtime_ns, about.st_size)
    return {}


@lru_cache(maxsize=2)  # the live release and the one before
def _manifest(path: Path, start: str, _mtime_ns: int, _size_bytes: int) -> dict[str, _Listed]:
    try:
        listed = json.loads(path.read_bytes())["files"]
        return {
            str(e["path"]).removeprefix(start): _Listed(str(e["sha256"]), str(e.get("rendition", "")))
            for e in listed if str(e["path"]).startswith(start)
        }  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError):
        return {}
