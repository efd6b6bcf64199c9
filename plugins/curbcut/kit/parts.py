"""All files of a kit, with what they are for: the plan of sizes first, then the bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from curbcut.core import release as releases
from curbcut.core.config import SiteConfig
from curbcut.core.errors import UsageProblem
from curbcut.core.model import Blob, Record
from curbcut.core.rooms import corridor, room, tool_versions
from curbcut.core.search.searching import FILE
from curbcut.core.vocabularies import in_language
from curbcut.core.words import LANGUAGES, label
from curbcut.kit.choosing import NOT_FOUND, PAGES, File, Wish, chosen, files_of, read_file
from curbcut.kit.pages import Kept, needed, page_in_kit, root_page
from curbcut.kit.search import SITE, part_index, whole_index

KIT, START = "kit.json", "start.html"
VERSION = 1
"""Of kit.json."""
CLUSTER_BYTES = 32 * 1024
"""What a file on a stick takes at least: the usual cluster of FAT32 and exFAT from 8 GB to 32 GB (Microsoft KB140365)."""
STICKS_GB = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512)
_ROOM = 0.92
"""Of a stick's nominal size that files can take."""
_SEARCH = ("search", "browser_search")
_SEARCHED = (FILE, "search/manifest.js")
"""What a release has that can be searched; a page about searching stands there in any case."""


class Part(Record, frozen=True):
    """What some of the files are for. on_stick_bytes: with what a stick's clusters waste."""

    name: dict[str, str]
    files: int
    size_bytes: int
    on_stick_bytes: int


class Kit:
    """A kit of the live release below a build folder, planned.

    raises: UsageProblem when nothing is published, or the wish names what there is not;
            EnvironmentProblem for a release that is not what its manifest says, or whose day is not known
    """

    def __init__(self, out: Path, config: SiteConfig, wish: Wish) -> None:
        self.config, self.wish = config, wish
        self.site = (out / "site").resolve()
        if not self.site.is_dir():
            raise UsageProblem("nothing-published", where=str(out))
        day = releases.day_of(out)
        if day is None:
            raise UsageProblem("kit-no-day", where=str(out))
        self.day = day
        listed = releases.listed(self.site)
        files = files_of(listed)
        self.files = self._with_assets(chosen(files, wish))
        paths = frozenset(file.path for file in self.files)
        left = {file.path for file in files} - paths
        self.partial = any(path.endswith(("index.html", "audio.mp3")) for path in left)
        if self.partial and any((self.site / name).is_file() for name in _SEARCHED):
            self.files = [file for file in self.files if file.rendition not in _SEARCH]
            self.index = part_index(out, paths, config.told())
            paths = paths | {path.removeprefix(SITE) for path in self.index if path.startswith(SITE)}
        else:
            self.index = whole_index(out)
        self.kept = Kept(paths=paths, day=day.day, base=config.url)
        self.parts = self._parts()

    def _with_assets(self, files: list[File]) -> list[File]:
        """Return the files without pictures and attachments that none of the pages shows."""
        if not self.wish.only:
            return files
        shown: set[str] = set()
        for file in files:
            if file.rendition in PAGES:
                shown.update(needed(self._read(file), file.path))
        return [file for file in files if file.rendition != "asset" or file.path in shown]

    def contents(self) -> Iterator[tuple[str, bytes]]:
        """Yield path and bytes of every file, the manifest last."""
        items, forms = [], {SITE + file.path: file.rendition for file in self.files}
        for path, data in self._contents():
            blob = Blob(digest=sha256(data).hexdigest(), size=len(data))
            items.append(releases.Item(path=path, blob=blob, rendition=forms.get(path, "kit")))
            yield path, data
        yield releases.MANIFEST, releases.manifest(items, tool_versions(("curbcut",)))

    def _contents(self) -> Iterator[tuple[str, bytes]]:
        yield KIT, self._told()
        yield START, self._start()
        yield from sorted(self.index.items())
        for file in sorted(self.files, key=lambda file: file.path):
            yield SITE + file.path, self._made(file)

    def _made(self, file: File) -> bytes:
        data = self._read(file)
        if file.path == NOT_FOUND:
            return root_page(data, self.kept)
        return page_in_kit(data, file.path, self.kept) if file.rendition in PAGES else data

    def _read(self, file: File) -> bytes:
        return read_file(self.site, file)

    def _told(self) -> bytes:
        told = {
            "version": VERSION, "day": self.day.day, "release": self.site.name, "only": sorted(self.wish.only),
            "include": None if self.wish.include is None else sorted(self.wish.include),
        }  # fmt: skip
        return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()

    def _parts(self) -> tuple[Part, ...]:
        sizes: dict[str, list[int]] = {}
        for file in self.files:
            size = len(self._made(file)) if file.rendition in PAGES else file.size_bytes
            sizes.setdefault(kind_of(file.rendition), []).append(size)
        for path, data in self.index.items():
            sizes.setdefault("browser_search" if path.startswith(SITE) else "search", []).append(len(data))
        return parts_of(sizes)

    @property
    def size_bytes(self) -> int:
        """How many bytes all files have."""
        return sum(part.size_bytes for part in self.parts)

    @property
    def on_stick_bytes(self) -> int:
        """How many bytes they take on a stick."""
        return sum(part.on_stick_bytes for part in self.parts)

    @property
    def stick_gb(self) -> int:
        """The smallest stick that is sold and has room, in GB; 0 where none has."""
        return next((size for size in STICKS_GB if self.on_stick_bytes <= size * 1_000_000_000 * _ROOM), 0)

    def _start(self) -> bytes:
        from curbcut.kit.start import start_page

        return start_page(self)

    def titles(self) -> dict[str, str]:
        """Return what the site is called, by language of the interface."""
        return {lang: in_language(self.config.title, lang) for lang in LANGUAGES}


def parts_of(sizes: dict[str, list[int]]) -> tuple[Part, ...]:
    """Return what files are for. sizes: `kind_of` → bytes of each file"""
    return tuple(
        Part(
            name=_named(kind), files=len(held), size_bytes=sum(held),
            on_stick_bytes=sum(-(-size // CLUSTER_BYTES) * CLUSTER_BYTES for size in held),
        )
        for kind, held in sizes.items()
    )  # fmt: skip


def kind_of(rendition: str) -> str:
    """Return for what a file counts: the pages, a format, or other files."""
    if rendition in (*PAGES, "theme"):
        return "pages"
    return rendition if rendition in corridor("renditions") or rendition in _SEARCH else "files"


def _named(kind: str) -> dict[str, str]:
    if kind in corridor("renditions"):
        names: dict[str, Any] = room("renditions", kind).NAME
        return dict(names)
    return {lang: label(f"kit_part_{kind}", lang) for lang in LANGUAGES}
