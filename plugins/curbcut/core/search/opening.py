"""Where an index is kept: beside the release in the store, or in a folder that was copied from it."""

from __future__ import annotations

from pathlib import Path

from curbcut.core.errors import EnvironmentProblem
from curbcut.core.model import Blob
from curbcut.core.search.searching import FILE, Index, Piece, Told, opened, told_of
from curbcut.core.store import Store

PIECES = "search/pieces"
"""Folder of a kit in which the pieces of its index lie, each under its SHA-256."""


def of_release(out: Path) -> Index:
    """Return the index of the live release below a build folder.

    raises: EnvironmentProblem where there is none, or what there is is not what was published
    """
    told, where = _told(out / "site")
    if not (out / "store" / "index.sqlite").is_file():
        raise EnvironmentProblem("search-gone", where=where, what=str(out / "store"))
    with Store(out / "store") as store:
        return opened(told, lambda piece: kept(store, piece), where)


def of_folder(folder: Path) -> Index:
    """Return the index of a kit. Raises EnvironmentProblem as above."""
    told, where = _told(folder / "site")

    def fetch(piece: Piece) -> bytes | None:
        try:
            return (folder / PIECES / piece.sha256).read_bytes()
        except OSError:
            return None

    return opened(told, fetch, where)


def told_by(folder: Path) -> Told:
    """Return what a site says of its index. Raises EnvironmentProblem where there is none, or it cannot be read."""
    return _told(folder)[0]


def kept(store: Store, piece: Piece) -> bytes | None:
    """Return a piece's bytes from the store, None where they are gone; also what a kit copies."""
    try:
        return store.get(Blob(digest=piece.sha256, size=piece.size_bytes, inner=True))
    except KeyError:
        return None


def _told(folder: Path) -> tuple[Told, str]:
    path = folder / FILE
    try:
        return told_of(path.read_bytes(), str(path)), str(path)
    except FileNotFoundError as problem:
        raise EnvironmentProblem("search-none", where=str(folder)) from problem
    except OSError as problem:
        raise EnvironmentProblem("cannot-read", where=str(path), reason=problem.strerror or problem) from problem
