"""All files of a package: chosen of the release, as they stand in the package, and what only packages have."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cached_property
from hashlib import sha256
from pathlib import Path, PurePosixPath

from curbcut.core import release as releases
from curbcut.core.config import SiteConfig
from curbcut.core.errors import UsageProblem
from curbcut.core.model import Blob, Record
from curbcut.core.rooms import tool_versions
from curbcut.kit.choosing import PAGES, File, Wish, chosen, files_of, read_file
from curbcut.kit.pages import INDEX, Kept, needed
from curbcut.kit.parts import KIT
from curbcut.packages.lessons import Course, course_of
from curbcut.packages.pages import page_in_package
from curbcut.packages.scorm import MANIFEST, manifest
from curbcut.packages.start import START, Told, scripts, start_page
from curbcut.portal.addresses import prefix

FORMATS = ("folder", "scorm12", "scorm2004", "gift", "qti3")
QUESTIONS = ("gift", "qti3")
"""Formats that are nothing but questions."""
VERSION = 1
"""Of kit.json, which says what this is, as in a kit."""
_ABOUT = ("preferences", "progress")
"""Pages about the site that a course keeps."""
_SITE_ONLY = ("search", "finding", "guessing", "results", "cards", "offline", "keeping")
"""Scripts and style sheets of what a package has not: search, and pages that a browser keeps of a site."""


class Wanted(Record, frozen=True):
    """What to make. lang: of the course, ``""`` for the site's first; include: formats beside the pages that go in."""

    course: str
    format: str = "folder"
    lang: str = ""
    include: tuple[str, ...] = ()


class Package:
    """A course of the live release below a build folder, planned as a package.

    raises: UsageProblem for a course, a language or a format that the release does not have;
            EnvironmentProblem for a release that is not what its manifest says
    """

    def __init__(self, out: Path, config: SiteConfig, wanted: Wanted) -> None:
        self.format, self.config = wanted.format, config
        self.site = (out / "site").resolve()
        if not self.site.is_dir():
            raise UsageProblem("nothing-published", where=str(out))
        day = releases.day_of(out)
        if day is None:
            raise UsageProblem("kit-no-day", where=str(out))
        self.day = day
        files = files_of(releases.listed(self.site))
        self._known = {file.path: file for file in files}
        self.course = self._course(files, wanted.course, wanted.lang or config.language)
        self.files = self._chosen(files, wanted.include)
        paths = {file.path for file in self.files} | {START, *scripts().files}
        self.kept = Kept(paths=frozenset(paths), day=day.day, base=config.url)

    def _course(self, files: list[File], slug: str, lang: str) -> Course:
        pages = {
            (PurePosixPath(file.path).parent.name, file.lang): file.path
            for file in files
            if file.rendition == "page" and file.source.endswith(".yml") and "/course/" in f"/{file.path}"
        }
        if (slug, lang) not in pages:
            there = sorted(
                {name if here == self.config.language else f"{name} (--lang {here})" for name, here in pages}
            )
            raise UsageProblem("package-no-course", what=slug, lang=lang, courses=" ".join(there))
        course = course_of(slug, lang, pages[slug, lang], self._page)
        if not course.lessons:
            raise UsageProblem("package-no-lessons", what=slug)
        return course

    def _page(self, path: str) -> bytes | None:
        file = self._known.get(path)
        return read_file(self.site, file) if file and file.source and file.rendition == "page" else None

    def _chosen(self, files: list[File], include: tuple[str, ...]) -> list[File]:
        folder = self.course.path.removesuffix(INDEX)
        inside = (file for file in files if file.path.startswith(folder))
        own = [file for file in inside if file.source or file.rendition in PAGES]
        beside = chosen(own, Wish(include=include)) if include else [file for file in own if file.rendition in PAGES]
        about = {f"{prefix(self.course.lang)}{name}/{INDEX}" for name in _ABOUT}
        pages = [*beside, *(file for file in files if file.path in about)]
        shown = {
            link for file in pages if file.rendition in PAGES for link in needed(read_file(self.site, file), file.path)
        }
        silent = () if any(file.rendition == "audio" for file in pages) else ("player",)
        theme = [
            file
            for file in files
            if file.rendition == "theme" and _plain(file.path).split(".")[0] not in (*_SITE_ONLY, *silent)
        ]
        assets = [file for file in files if file.rendition == "asset" and (file.path in shown or file in own)]
        return list({file.path: file for file in (*pages, *theme, *assets)}.values())

    def source(self, path: str) -> str:
        """Return the content file of a page, from the site's root."""
        return self._known[path].source

    @cached_property
    def held(self) -> dict[str, bytes]:
        """Path → bytes of all files but the lists of them."""
        ours, preferences = scripts(), f"{prefix(self.course.lang)}preferences/{INDEX}"
        told = Told(
            theme={_plain(file.path): file.path for file in self.files if file.rendition == "theme"},
            version="2004" if self.format == "scorm2004" else "1.2", day=self.day.day, base=self.config.url,
            preferences=preferences if preferences in self.kept.paths else "",
        )  # fmt: skip
        made = {START: start_page(self.course, told), **ours.files}
        for file in self.files:
            data = read_file(self.site, file)
            made[file.path] = (
                page_in_package(data, file.path, self.kept, ours.joining) if file.rendition in PAGES else data
            )
        return made

    @property
    def size_bytes(self) -> int:
        """How many bytes the files have, unpacked."""
        return sum(map(len, self.held.values()))

    def contents(self) -> Iterator[tuple[str, bytes]]:
        """Yield path and bytes of every file, the list of all last."""
        files = self.held
        if self.format.startswith("scorm"):
            files = {MANIFEST: manifest(self.format, self.course, (*files, KIT, releases.MANIFEST)), **files}
        return self.listed(files)

    def listed(self, files: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
        """Yield files with what says what they are in front, and the list of all last."""
        told = {
            "version": VERSION, "day": self.day.day, "release": self.site.name, "format": self.format,
            "course": self.course.slug, "lang": self.course.lang,
        }  # fmt: skip
        files = {KIT: (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode(), **files}
        items = []
        for path, data in sorted(files.items(), key=lambda file: (file[0] != MANIFEST, file[0] != KIT, file[0])):
            blob = Blob(digest=sha256(data).hexdigest(), size=len(data))
            items.append(releases.Item(path=path, blob=blob, rendition="package"))
            yield path, data
        yield releases.MANIFEST, releases.manifest(items, tool_versions(("curbcut",)))


def _plain(path: str) -> str:
    """Return what a file of the theme is called without its digest: the release's may be older than ours."""
    name = PurePosixPath(path)
    return name.name.split(".")[0] + name.suffix
