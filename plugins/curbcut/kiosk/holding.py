"""What the counter serves: a release, its index, and its search pages; another release is taken up when one goes live."""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import Any

import msgspec

from curbcut.core.errors import UsageProblem
from curbcut.core.model import Record
from curbcut.core.search.opening import of_folder, of_release
from curbcut.core.search.searching import FILE, Index
from curbcut.kiosk.answering import SearchPage, search_page
from curbcut.serving.release import INDEX, live_release

KIT = "kit.json"
_MANIFEST = "search/manifest.js"


class Held(Record, frozen=True):
    """A release, its index (None where the site has none), and its search pages by the parts of their folder's address."""

    release: Path
    index: Index | None = None
    pages: dict[tuple[str, ...], SearchPage] = {}


class Holding:
    """The folder that is served.

    raises: UsageProblem for a folder that is neither a kit nor built; EnvironmentProblem for an index that is not what its
            checksums say. Nothing of it has been opened then.
    """

    def __init__(self, folder: Path) -> None:
        self._folder, self._taking = folder, Lock()
        self._held = self._take()

    def now(self) -> Held:
        """Return the release that is live now. raises: as above, where another one went live that cannot be taken up"""
        if live_release(self._folder) != self._held.release:
            with self._taking:
                if live_release(self._folder) != self._held.release:
                    self._held = self._take()
        return self._held

    def _take(self) -> Held:
        release = live_release(self._folder)
        if release is None:
            raise UsageProblem("kiosk-nothing", where=str(self._folder))
        if not (release / FILE).is_file():
            return Held(release=release)
        index = of_folder(self._folder) if (self._folder / KIT).is_file() else of_release(self._folder)
        return Held(release=release, index=index, pages=_pages(release))

    @property
    def release(self) -> Path:
        """The release that is held."""
        return self._held.release


def _pages(release: Path) -> dict[tuple[str, ...], SearchPage]:
    names, pages = _names(release), {}
    for path in (release / "search" / INDEX, *sorted(release.glob(f"*/search/{INDEX}"))):
        page = search_page(path.read_text("utf-8"), names) if path.is_file() else None
        if page is not None:
            pages[path.parent.relative_to(release).parts] = page
    return pages


def _names(release: Path) -> dict[str, dict[str, str]]:
    """Return what facets and their values are called, from the table that browsers read; nothing where there is none."""
    try:
        table = _shard(release / _MANIFEST)["tables"]["facets"]
        return msgspec.convert(
            _shard(release / "assets" / "search" / f"{table}.js")["words"], type=dict[str, dict[str, str]]
        )
    except (OSError, ValueError, LookupError, TypeError):
        return {}


def _shard(path: Path) -> Any:
    text = path.read_text("utf-8")
    return msgspec.json.decode(f"[{text[text.index('(') + 1 : text.rindex(')')]}]")[-1]
