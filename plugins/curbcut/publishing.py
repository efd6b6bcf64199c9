"""The last phase of a build: lay out every page, list every file of the release."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from curbcut import theme
from curbcut.core import identities, rooms
from curbcut.core.checks import offered
from curbcut.core.findings import Finding, failed
from curbcut.core.jobs import Job, Output
from curbcut.core.permanence import unfit
from curbcut.core.release import Item
from curbcut.core.steps import Head
from curbcut.gathering import Gathering
from curbcut.making import STEPS, Reading, used
from curbcut.portal.about import Checked, Known
from curbcut.portal.addresses import file_url, href
from curbcut.portal.chrome import frame
from curbcut.portal.gone import TEMPLATES as GONE
from curbcut.portal.gone import gone_pages
from curbcut.portal.planning import Planned, plan, planned
from curbcut.portal.shelf import Shelf

_SCHEMAS = Path(__file__).resolve().parent / "schemas"


class Publishing(Gathering):
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
                    if not blob.inner
                ]
        items += self._assets(shelf, reading)
        bundled, more = self.bundled(shelf, reading, only, pages, items)
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
            titles = sorted(shelf.read_aloud(lang))
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
