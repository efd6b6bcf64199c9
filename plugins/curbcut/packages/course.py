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
from curbcut.core.vocabularies import in_language
from curbcut.kit.choosing import PAGES, File, Wish, chosen, files_of, read_file
from curbcut.kit.pages import INDEX, Kept, needed
from curbcut.kit.parts import KIT, Part, kind_of, parts_of
from curbcut.packages.cmi5 import STRUCTURE, structure
from curbcut.packages.lessons import Course, course_of
from curbcut.packages.pages import ascii_path, page_in_package, with_names
from curbcut.packages.scorm import MANIFEST, manifest
from curbcut.packages.start import START, Scripts, Told, scripts, start_page
from curbcut.portal.addresses import prefix

FORMATS = ("folder", "scorm12", "scorm2004", "cmi5", "gift", "qti3")
QUESTIONS = ("gift", "qti3")
"""Formats that are nothing but questions."""
PLATFORM_BYTES = 50_000_000
"""What platforms take at most in one file, where they say it: from 50 MB (hosted ones) over 100 to 500 MB, read in 2026-11."""
VERSION = 1
"""Of kit.json, which says what this is, as in a kit."""
_ABOUT = ("preferences", "progress")
"""Pages about the site that a course keeps."""
_SITE_ONLY = ("search", "finding", "guessing", "results", "offline", "keeping", "icon-192", "icon-512", "icon-maskable")
"""Files of the theme for what a package has not: search, pages that a browser keeps of a site, an icon to install."""


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
        paths = {file.path for file in self.files} | {START, *self._scripts.files}
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
        about = {f"{prefix(self.course.lang)}{name}/{INDEX}" for name in _ABOUT}
        pages = [*(file for file in own if file.rendition in PAGES), *(file for file in files if file.path in about)]
        shown = {link for file in pages for link in needed(read_file(self.site, file), file.path)}
        # What a page leads to, and what its scripts fetch (cues); lists for other programs are of no use here.
        beside = [
            file
            for file in (chosen(own, Wish(include=include)) if include else ())
            if file.rendition not in PAGES and (file.path in shown or file.path.endswith(".js"))
        ]
        silent = () if any(file.rendition == "audio" for file in beside) else ("player",)
        theme = [
            file
            for file in files
            if file.rendition == "theme"
            and _plain(file.path).split(".")[0] not in (*_SITE_ONLY, *silent)
            and self._speaks(file.path)
        ]
        assets = [file for file in files if file.rendition == "asset" and (file.path in shown or file in own)]
        return list({file.path: file for file in (*pages, *beside, *theme, *assets)}.values())

    def _speaks(self, path: str) -> bool:
        """Tell whether a file of the theme is in no language (``prefs.a2c75d0a.js``), or in that of the course (``answering.zh.5347ac1c.js``)."""
        other = "en" if self.course.lang.startswith("zh") else "zh"
        return PurePosixPath(path).name.split(".")[1] != other

    @property
    def _run_time(self) -> str:
        return "cmi5" if self.format == "cmi5" else "scorm"

    @cached_property
    def _scripts(self) -> Scripts:
        return scripts(self._run_time)

    def source(self, path: str) -> str:
        """Return the content file of a page, from the site's root."""
        return self._known[path].source

    @cached_property
    def held(self) -> dict[str, bytes]:
        """Path → bytes of all files but the lists of them."""
        ours, preferences = self._scripts, f"{prefix(self.course.lang)}preferences/{INDEX}"
        told = Told(
            theme={_plain(file.path): file.path for file in self.files if file.rendition == "theme"},
            version="2004" if self.format == "scorm2004" else "1.2", day=self.day.day, base=self.config.url,
            run_time=self._run_time,
            preferences=preferences if preferences in self.kept.paths else "",
        )  # fmt: skip
        made = {START: start_page(self.course, told), **ours.files}
        names = {file.path: ascii_path(file.path) for file in self.files if not file.path.isascii()}
        for file in self.files:
            data = read_file(self.site, file)
            if file.rendition in PAGES:
                data = with_names(page_in_package(data, file.path, self.kept, ours, self.course.lang), file.path, names)
            made[names.get(file.path, file.path)] = data
        return made

    @property
    def parts(self) -> tuple[Part, ...]:
        """What is how large: the pages with what belongs to them, then each format."""
        forms = {ascii_path(file.path): file.rendition for file in self.files}
        sizes: dict[str, list[int]] = {}
        for path, data in self.held.items():
            sizes.setdefault(kind_of(forms.get(path, "page")), []).append(len(data))
        return parts_of(sizes)

    @property
    def too_large(self) -> bool:
        """Tell whether many learning platforms would refuse it."""
        return self.format not in ("folder", *QUESTIONS) and self.size_bytes > PLATFORM_BYTES

    @property
    def size_bytes(self) -> int:
        """How many bytes the files have, unpacked."""
        return sum(map(len, self.held.values()))

    def contents(self) -> Iterator[tuple[str, bytes]]:
        """Yield path and bytes of every file, the list of all last."""
        files = self.held
        if self.format.startswith("scorm"):
            files = {MANIFEST: manifest(self.format, self.course, (*files, KIT, releases.MANIFEST)), **files}
        if self.format == "cmi5":
            site = self.config.url or in_language(self.config.title, self.config.language)
            files = {STRUCTURE: structure(self.course, site), **files}
        return self.listed(files)

    def listed(self, files: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
        """Yield files with what says what they are in front, and the list of all last."""
        told = {
            "version": VERSION, "day": self.day.day, "release": self.site.name, "format": self.format,
            "course": self.course.slug, "lang": self.course.lang,
        }  # fmt: skip
        files = {KIT: (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode(), **files}
        items = []
        for path, data in sorted(
            files.items(), key=lambda file: (file[0] not in (MANIFEST, STRUCTURE), file[0] != KIT, file[0])
        ):
            blob = Blob(digest=sha256(data).hexdigest(), size=len(data))
            items.append(releases.Item(path=path, blob=blob, rendition="package"))
            yield path, data
        yield releases.MANIFEST, releases.manifest(items, tool_versions(("curbcut",)))


def _plain(path: str) -> str:
    """Return what a file of the theme is called without its digest: the release's may be older than ours."""
    name = PurePosixPath(path)
    return name.name.split(".")[0] + name.suffix
