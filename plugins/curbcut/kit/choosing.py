"""Which files of a release go into a kit."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from curbcut.core import rooms
from curbcut.core.errors import EnvironmentProblem, UsageProblem
from curbcut.core.model import Record
from curbcut.portal.addresses import prefix
from curbcut.portal.chrome import ABOUT
from curbcut.portal.gone import TEMPLATES as GONE

NOT_FOUND = "404.html"
PAGES = ("page", *GONE)
_ALWAYS = (*PAGES, "theme", "asset")
_ABOUT = {*ABOUT, "search", "progress", "learning"} - {"sitemap", "register", "a-z"}
"""Pages about the site that a part of it keeps; the others list everything."""


class Wish(Record, frozen=True):
    """What should go in.

    include: rooms (`audio`) or endings (`pdf`) of the formats; None for all, `pages` alone for none
    only: beginnings of addresses, without the language: `guide`, `course/basics`; empty for the whole site
    """

    include: tuple[str, ...] | None = None
    only: tuple[str, ...] = ()


class File(Record, frozen=True, gc=False):
    """A file of the release. rendition: what it is; lang: of a document's page and its formats, else ``""``."""

    path: str
    sha256: str
    size_bytes: int
    source: str = ""
    rendition: str = "page"
    lang: str = ""


def files_of(listed: Iterable[dict[str, Any]]) -> list[File]:
    """Return the files of a manifest that make sense without a server."""
    online = {"schema"} | {
        name for name in rooms.corridor("bundles") if getattr(rooms.room("bundles", name), "ONLINE", False)
    }
    files = (File(**{name: told[name] for name in File.__struct_fields__ if name in told}) for told in listed)
    return [file for file in files if file.rendition not in online]


def read_file(site: Path, file: File) -> bytes:
    """Return the bytes of a file of the release. raises: EnvironmentProblem where they are not what was published"""
    try:
        data = (site / file.path).read_bytes()
    except OSError as problem:
        raise EnvironmentProblem("kit-release-damaged", where=str(site / file.path)) from problem
    if sha256(data).hexdigest() != file.sha256:
        raise EnvironmentProblem("kit-release-damaged", where=str(site / file.path))
    return data


def chosen(files: list[File], wish: Wish) -> list[File]:
    """Return the files that a wish asks for. Of a part, `asset` files are for `needed` to judge.

    raises: UsageProblem for a format, a kind or a course that the release does not have
    """
    kept = files if wish.include is None else _of_formats(files, wish.include)
    if not wish.only:
        return kept
    starts = tuple(f"{start.strip('/')}/" for start in wish.only)
    addresses = _addresses(files)
    documents = [addresses[file.path] for file in files if file.source and file.rendition == "page"]
    for start in starts:
        if not any(address.startswith(start) for address in documents):
            raise UsageProblem(
                "room-unknown", corridor="--only", room=start.rstrip("/"), rooms=" ".join(_beginnings(documents))
            )
    return [file for file in kept if _of_part(file, addresses[file.path], starts)]


def formats(files: Iterable[File]) -> list[str]:
    """Return the formats that a release has beside its pages: rooms, then endings."""
    beside = [file for file in files if file.source and file.rendition not in _ALWAYS]
    endings = {PurePosixPath(file.path).suffix.removeprefix(".") for file in beside}
    return [*dict.fromkeys(file.rendition for file in beside), *sorted(endings - {""})]


def _of_formats(files: list[File], include: tuple[str, ...]) -> list[File]:
    known = ["pages", *formats(files)]
    for name in include:
        if name not in known:
            raise UsageProblem("room-unknown", corridor="--include", room=name, rooms=" ".join(known))
    return [file for file in files if not file.source or file.rendition in _ALWAYS or _wanted(file, include)]


def _wanted(file: File, include: tuple[str, ...]) -> bool:
    return file.rendition in include or PurePosixPath(file.path).suffix.removeprefix(".") in include


def _of_part(file: File, address: str, starts: tuple[str, ...]) -> bool:
    if file.rendition in ("theme", "asset") or address in ("index.html", NOT_FOUND):
        return True
    if file.source or file.rendition != "page":
        return address.startswith(starts)
    # A list of a whole kind, or what stands above a course: the way to it.
    name = address.removesuffix("index.html")
    return name.startswith(starts) or name.rstrip("/") in _ABOUT or any(start.startswith(name) for start in starts)


def _addresses(files: Iterable[File]) -> dict[str, str]:
    """Return path → the same without the language."""
    heads = tuple({prefix(file.lang) for file in files if file.lang} - {""})
    return {
        file.path: file.path.partition("/")[2] if file.path.startswith(heads) else file.path for file in files
    }  # fmt: skip


def _beginnings(documents: Iterable[str]) -> list[str]:
    parts = [address.split("/") for address in documents]
    kinds = dict.fromkeys(each[0] for each in parts)
    courses = dict.fromkeys("/".join(each[:2]) for each in parts if each[0] == "course" and len(each) > 2)
    return [*kinds, *courses]
