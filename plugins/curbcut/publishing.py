"""The last phases of a build: lay out every page, gather the bundles, list every file of the release."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec

from curbcut import theme
from curbcut.core import identities, rooms
from curbcut.core.checks import offered
from curbcut.core.findings import Finding, failed
from curbcut.core.jobs import Job, Output
from curbcut.core.permanence import unfit
from curbcut.core.release import Item
from curbcut.core.steps import Head
from curbcut.making import STEPS, Reading, used
from curbcut.portal.about import Checked, Known
from curbcut.portal.addresses import file_url, href
from curbcut.portal.chrome import frame
from curbcut.portal.gone import TEMPLATES as GONE
from curbcut.portal.gone import gone_pages
from curbcut.portal.parts import title_of
from curbcut.portal.planning import Planned, listed, plan, planned
from curbcut.portal.shelf import Shelf
from curbcut.rendering import Rendering

_SCHEMAS = Path(__file__).resolve().parent / "schemas"


class Publishing(Rendering):
    """A build's work up to the files of a release."""

    def publishable(self, shelf: Shelf, reading: Reading, only: tuple[str, ...]) -> tuple[list[Item], list[Finding]]:
        """Return every file of the release, laid out and gathered, and what failed on the way."""
        items = [Item(path=path, blob=self.store.put(data), rendition="theme") for path, data in theme.assets().items()]
        items += [
            Item(path=f"schemas/{path.name}", blob=self.store.put(path.read_bytes()), rendition="schema")
            for path in sorted(_SCHEMAS.glob("*.json"))
        ]
        pages = self._planned(shelf, reading)
        made, findings = self._pages(pages, shelf, reading)
        items += made
        for head in shelf.heads:
            for name, answer in shelf.made.get(head.path, {}).items():
                items += [
                    Item(path=head.url + file, blob=blob, source=head.path, rendition=name, lang=head.lang)
                    for file, blob in answer.files.items()
                ]
        items += self._assets(shelf, reading)
        bundled, more = self._bundles(shelf, reading, only, pages)
        items += bundled
        findings += [*more, *unfit(reading.links, {item.path for item in items if item.rendition not in GONE})]
        return items, findings

    def _planned(self, shelf: Shelf, reading: Reading) -> list[Planned]:
        modules = {name: rooms.room("renditions", name) for name in self.config.renditions}
        around = frame(self.config, shelf, theme.published(), reading.now)
        known = Known(
            rooms=modules,
            checked=_checked(reading),
            keys=self._reading_keys(shelf, around.languages),
            offered=self._offered(shelf, reading),
        )
        pages = list(plan(around, shelf, known))
        taken = {page.url for page in pages}
        return [*pages, *map(planned, gone_pages(around, shelf, reading.links, taken))]

    def _pages(self, pages: list[Planned], shelf: Shelf, reading: Reading) -> tuple[list[Item], list[Finding]]:
        with_courses = any(head.kind in ("course", "lesson") for head in shelf.heads)
        parts = ("content", "courses") if with_courses else ("content",)
        codes = {name: identities.generator(name) + identities.planning() + theme.digest() for name in parts}
        jobs: list[tuple[Job, Planned]] = []
        for page in pages:
            head = page.head
            by = "courses" if head is not None and head.kind in ("course", "lesson") else "content"
            addresses = dict(self._addresses(head, shelf, reading)) if head else {}
            document = self._document(head) if head else b""
            jobs.append((_page_job(page, document, addresses, by, codes[by]), page))
        outcome = self._run("lay out", [job for job, _ in jobs])
        items: list[Item] = []
        findings: list[Finding] = []
        for job, page in jobs:
            source = page.head.path if page.head else ""
            if job.name in outcome.answers:
                blob = outcome.answers[job.name].files["index.html"]
                path = page.url + "index.html" if page.url.endswith("/") or not page.url else page.url
                form = page.template if page.template in GONE else "page"
                items.append(Item(path=path, blob=blob, source=source, rendition=form, lang=page.lang))
            elif job.name in outcome.failed:
                findings.append(failed(source or page.url, "page", outcome.failed[job.name]))
        return items, findings

    def _reading_keys(self, shelf: Shelf, languages: tuple[str, ...]) -> dict[str, dict[str, str]]:
        """Return language → title → reading; one job for all titles, since its dictionary takes long to load."""
        jobs = {}
        for lang in languages:
            titles = sorted({title_of(head) for head in shelf.heads if head.lang == lang})
            jobs[lang] = Job(
                name=f"index {lang}", do=STEPS + "index_titles", args=(titles, lang), code=identities.collation(),
                labels=("titles", "language"),
            )  # fmt: skip
        outcome = self._run("index", jobs.values())
        return {lang: outcome.answers[job.name].facts["keys"] for lang, job in jobs.items()}

    def _offered(self, shelf: Shelf, reading: Reading) -> dict[str, tuple[int, int]]:
        """Return attachment → size in bytes and pages; a PDF is opened once, for all builds."""
        files = {path for head in shelf.heads for path in offered(head) if path in reading.assets}
        kept = {
            path: self.store.put_file(self.root / reading.assets[path], reading.assets[path]) for path in sorted(files)
        }
        jobs = {
            path: Job(
                name=f"pages {path}", do=STEPS + "count_pages", args=(self.store.get(blob),), code=identities.counting(),
                labels=("file",),
            )
            for path, blob in kept.items() if path.lower().endswith(".pdf")
        }  # fmt: skip
        answers = self._run("attachments", jobs.values()).answers
        pages = {path: answers[job.name].facts["pages"] for path, job in jobs.items() if job.name in answers}
        return {path: (blob.size, pages.get(path, 0)) for path, blob in kept.items()}

    def _addresses(self, head: Head, shelf: Shelf, reading: Reading) -> Iterator[tuple[str, str]]:
        for path in (*(link.path for link in head.links), *(asset.path for asset in head.assets)):
            target = shelf.by_path.get(path)
            if target is not None:
                yield path, href(head.url, target.url)
            elif path in reading.assets:
                yield path, href(head.url, file_url(path))

    def _assets(self, shelf: Shelf, reading: Reading) -> Iterator[Item]:
        """Yield the files that published documents show or offer; those of drafts stay at home."""
        for path, source in sorted(used(shelf.heads, reading.assets).items()):
            real = reading.assets[path]
            blob = self.store.put_file(self.root / real, real)
            yield Item(path=file_url(path), blob=blob, source=source, rendition="asset")

    def _bundles(
        self, shelf: Shelf, reading: Reading, only: tuple[str, ...], pages: list[Planned]
    ) -> tuple[list[Item], list[Finding]]:
        jobs = {}
        heads = msgspec.msgpack.encode([_told(head) for head in shelf.heads])
        told = {**self.config.told(), **reading.links.told(), "expired": sorted(shelf.expired)}
        for name, options in self.config.bundles.items():
            if only and name not in only:
                continue
            room = rooms.room("bundles", name)
            made = {
                head.path: {need: Job(name=f"{need} {head.path}", do="") for need in room.NEEDS if need in shelf.made.get(head.path, {})}
                for head in shelf.heads
            } if room.NEEDS else {}  # fmt: skip
            # One value to the key and on the way to a worker: looking through the facts of all documents takes a second.
            site = msgspec.msgpack.encode({**told, **_lists(room, shelf, pages)})
            jobs[name] = Job(
                name=f"bundle {name}", do=STEPS + "gather_bundle", args=(room.__name__, heads, options, site, made),
                code=identities.room(room), labels=("room", "documents", "options", "site", "needs"),
            )  # fmt: skip
        outcome = self._run("gather", jobs.values())
        items, findings = [], []
        for name, job in jobs.items():
            if job.name in outcome.answers:
                files = outcome.answers[job.name].files.items()
                items += [Item(path=path, blob=blob, rendition=name) for path, blob in files]
            elif job.name in outcome.failed:
                findings.append(failed("site_config.yml", name, outcome.failed[job.name]))
        return items, findings


def _checked(reading: Reading) -> Checked:
    """Return what the accessibility statement says of the site's checks."""
    still_open: dict[str, Counter[str]] = {"zh": Counter(), "en": Counter()}
    published = {head.path for head in reading.published}
    for finding in reading.findings:
        if finding.path not in published:
            continue  # a draft's mistakes are its editor's
        for lang, counted in still_open.items():
            counted[finding.words.what[lang]] += 1
    return Checked(rules=len(rooms.corridor("rules")), open=still_open)


def _page_job(page: Planned, document: Output | bytes, addresses: dict[str, str], by: str, code: str) -> Job:
    return Job(
        name=f"page {page.url}", do=f"{STEPS}lay_out_{by}", args=(page.model, document, addresses), code=code, many=True,
        labels=("page model", "document", "addresses"),
    )  # fmt: skip


def _told(head: Head) -> Head:
    """Return what bundles are told of a document: what its front matter says, and its address. Its text they take
    from the renditions they need; a corrected sentence does not make the feeds and the register anew.
    """
    return msgspec.structs.replace(head, headings=(), assets=(), links=(), sentences=0, digest="")


def _lists(room: ModuleType, shelf: Shelf, pages: list[Planned]) -> dict[str, Any]:
    """Return what a bundle asks to be told of what was made, as `shapes.Bundle` says."""
    lists: dict[str, Any] = {}
    if getattr(room, "LISTS_FILES", False):
        lists["files"] = _file_sizes(shelf)
    if wanted := getattr(room, "LISTS_FACTS", ()):
        lists["facts"] = {
            path: {name: rooms_of[name].facts for name in wanted if name in rooms_of}
            for path, rooms_of in shelf.made.items()
        }
    if getattr(room, "LISTS_PAGES", False):
        lists["pages"] = listed(pages)
    return lists


def _file_sizes(shelf: Shelf) -> dict[str, dict[str, dict[str, int]]]:
    """Return path → rendition → file beside the page → size in bytes, as `shapes.Bundle` says."""
    return {
        path: {name: {file: blob.size for file, blob in answer.files.items()} for name, answer in rooms_of.items()}
        for path, rooms_of in shelf.made.items()
    }
