"""The phases of a build over one store and one set of workers: read, render, lay out, gather."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec

from curbcut import theme
from curbcut.core import identities, rooms
from curbcut.core.attachments import check_file
from curbcut.core.checks import check_addresses, check_courses, check_links, demoted, offered
from curbcut.core.config import SiteConfig
from curbcut.core.emergency import Emergency, read_emergency
from curbcut.core.executors import Workers
from curbcut.core.findings import Finding, failed, stopping
from curbcut.core.front_matter import says_draft
from curbcut.core.jobs import Event, Job, Outcome, Output, run
from curbcut.core.model import Answer, Document, Record
from curbcut.core.pages import PageModel
from curbcut.core.permalinks import Permalinks, read_permalinks
from curbcut.core.permanence import check_permalinks, unfit
from curbcut.core.release import Item
from curbcut.core.schedule import heads_in_zone, sorted_by_time, with_lessons
from curbcut.core.sources import Source, Sources
from curbcut.core.steps import DOCUMENT, Head, findings_of, head_of, opened
from curbcut.core.store import Store
from curbcut.portal.addresses import file_url, href
from curbcut.portal.chrome import frame
from curbcut.portal.documents import document_page
from curbcut.portal.gone import TEMPLATES as GONE
from curbcut.portal.gone import gone_pages
from curbcut.portal.listings import listing_pages
from curbcut.portal.shelf import Shelf

Tell = Callable[[dict[str, Any]], None]
_STEPS = "curbcut.core.steps:"
_TRIES = 4
"""Three phases read what earlier ones kept (parts, renditions, pages): each may find damage of its own, then all is well."""
_SCHEMAS = Path(__file__).resolve().parent / "schemas"


class Reading(Record, frozen=True):
    """What reading came to: published heads, all findings, and when the set of pages changes next."""

    published: tuple[Head, ...]
    findings: tuple[Finding, ...]
    expired: tuple[str, ...] = ()
    next_transition: str = ""
    assets: dict[str, str] = {}
    links: Permalinks = Permalinks()
    emergency: Emergency | None = None


class StoreDamaged(Exception):
    """Bytes that an answer promised were damaged or gone. The store has forgotten them: a second try makes them anew."""


class Making:
    """One build's work. It remembers answers between phases, so that nothing is looked up twice.

    made, kept: jobs done and jobs found in the store, for the report
    tries: while some are left, damage in the store ends this try (StoreDamaged); then it is a job's failure
    """

    def __init__(
        self, root: Path, config: SiteConfig, store: Store, workers: Workers, tell: Tell, *, tries: int = _TRIES
    ) -> None:
        self.root, self.config, self.store, self.workers, self.tell = root, config, store, workers, tell
        self.tries = tries
        self.answers: dict[str, Answer] = {}
        self.sources: dict[str, Source] = {}
        self.made = self.kept = 0

    def again(self) -> Making:
        """Return the same work from its beginning, with one try less."""
        return Making(self.root, self.config, self.store, self.workers, self.tell, tries=self.tries - 1)

    # --- read ------------------------------------------------------------------------------------

    def read(self, sources: Sources, now: datetime) -> Reading:
        """Read every source, check it against the rules and against the others."""
        rules = tuple(rooms.corridor("rules").values())
        code = identities.reading(rules)
        jobs = [self._read_job("read_document", source, code, rules) for source in sources.documents]
        jobs += [self._read_job("read_course", source, code) for source in sources.courses]
        outcome = self._run("read", jobs)
        self.sources = {source.path: source for source in (*sources.documents, *sources.courses)}
        findings = [failed(name.removeprefix("read "), "reading", why) for name, why in outcome.failed.items()]
        answers = {str(job.args[0]): outcome.answers[job.name] for job in jobs if job.name in outcome.answers}
        known = (head for head in map(head_of, answers.values()) if head is not None)
        heads = heads_in_zone(known, self.config.timezone)
        lost = self.sources.keys() - {head.path for head in heads}
        unfinished = {path for path in lost if says_draft(self.sources[path].data)}
        drafts = with_lessons(heads, unfinished | {head.path for head in heads if head.meta.draft})
        published, waiting, expired, transitions = sorted_by_time(heads, drafts, now)
        for path, answer in answers.items():
            findings += demoted(findings_of(answer)) if path in drafts else findings_of(answer)
        assets = {unicodedata.normalize("NFC", path): path for path in sources.assets}
        findings += check_addresses(published)
        links, more = read_permalinks(sources, self.config.language)
        whole = lost <= drafts and not stopping(sources.findings)
        findings += [*more, *check_permalinks(links, published, waiting, whole=whole)]
        unread = (lost - drafts) | {finding.path for finding in sources.findings}
        findings += check_courses(published, waiting, unread, self._open)
        findings += check_links(published, drafts | {head.path for head in waiting}, unread, assets.keys(), self._open)
        if scheduled := {head.path for head in waiting} - drafts:  # their day must not begin with a surprise
            opened_then = (*published, *(head for head in waiting if head.path in scheduled))
            later = check_links(opened_then, drafts, unread, assets.keys(), self._open)
            findings += [finding for finding in later if finding.path in scheduled]
        findings += self._unfit(_used(published, assets), assets)
        outlook = read_emergency(sources, self.config, now, [head.path for head in published], unread)
        findings += outlook.findings
        transitions += outlook.transitions
        return Reading(
            published=tuple(published), findings=tuple(findings), expired=tuple(expired),
            next_transition=min(transitions, key=datetime.fromisoformat, default=""), assets=assets,
            links=links, emergency=outlook.emergency,
        )  # fmt: skip

    def _read_job(self, step: str, source: Source, code: str, *more: tuple[str, ...]) -> Job:
        lang = "en" if source.path.endswith(".en.md") else self.config.language
        return Job(
            name=f"read {source.path}", do=_STEPS + step, args=(source.path, source.data, lang, *more),
            code=code, labels=("path", "source", "language", "rules")[: 3 + len(more)],
        )  # fmt: skip

    def _open(self, path: str) -> Document:
        """Return a document with its places and its source as typed: read again, only where something is wrong."""
        from curbcut.core.reading import read
        from curbcut.core.reading.decoding import decode

        source = self.sources[path]
        lang = "en" if path.endswith(".en.md") else self.config.language
        document = read(path, source.data, lang=lang).document if path.endswith(".md") else None
        document = document or opened(self.store.get(self.answers[f"read {path}"].files[DOCUMENT]))
        return msgspec.structs.replace(document, source=decode(path, source.data)[0] or "")

    def _unfit(self, used: dict[str, str], assets: dict[str, str]) -> Iterator[Finding]:
        """Yield the pictures and attachments that must not be published as they are."""
        for path in used:
            with suppress(OSError):
                finding = check_file(self.root, assets[path])
                if finding is not None:
                    yield finding

    # --- render ----------------------------------------------------------------------------------

    def render(self, reading: Reading, only: tuple[str, ...]) -> tuple[Shelf, list[Finding]]:
        """Make every rendition of every published document; a failed one is a finding."""
        asked = {name: rooms.room("renditions", name) for name in self.config.renditions if not only or name in only}
        modules = _with_needs(asked)
        parts, findings = self._parts(reading, asked, modules)
        jobs: dict[tuple[str, str], Job] = {}
        wanted = [(head, name) for head in reading.published for name in _wanted(head, asked)]
        for head, name in wanted:
            self._rendition(head, name, modules, parts, jobs)
        outcome = self._run("render", jobs.values())
        made: dict[str, dict[str, Answer]] = {}
        for head, name in wanted:
            job = jobs[head.path, name]
            if job.name in outcome.answers:
                made.setdefault(head.path, {})[name] = outcome.answers[job.name]
            else:
                because = outcome.skipped.get(job.name, job.name)
                findings.append(failed(head.path, name, outcome.failed[because]))
        return Shelf(reading.published, made, reading.expired), findings

    def _rendition(
        self, head: Head, name: str, modules: dict[str, ModuleType], parts: dict[str, tuple[Job, ...]], jobs: dict[tuple[str, str], Job]
    ) -> Job:  # fmt: skip
        if (head.path, name) in jobs:
            return jobs[head.path, name]
        room = modules[name]
        needs = {need: self._rendition(head, need, modules, parts, jobs) for need in room.NEEDS}
        job = Job(
            name=f"{name} {head.path}", do=_STEPS + "render_document",
            args=(room.__name__, self._document(head), self._options(name), needs, parts.get(f"{name} {head.path}", ())),
            code=identities.room(room), labels=("room", "document", "options", "needs", "parts"),
        )  # fmt: skip
        jobs[head.path, name] = job
        return job

    def _options(self, name: str) -> dict[str, Any]:
        """Return a rendition's options; one that the site does not name, but another needs, has its defaults."""
        return self.config.renditions.get(name, {})

    def _parts(
        self, reading: Reading, asked: dict[str, ModuleType], modules: dict[str, ModuleType]
    ) -> tuple[dict[str, tuple[Job, ...]], list[Finding]]:
        """Return the part jobs of renditions that are made of independent parts, by rendition job name."""
        lists: dict[str, tuple[Head, str, Job]] = {}
        for head in reading.published:
            for name in _with_needs({name: modules[name] for name in _wanted(head, asked)}):
                room = modules[name]
                if hasattr(room, "parts"):
                    lists[f"{name} {head.path}"] = head, name, Job(
                        name=f"parts {name} {head.path}", do=_STEPS + "list_parts",
                        args=(room.__name__, self._document(head), self._options(name)),
                        code=identities.room(room), labels=("room", "document", "options"),
                    )  # fmt: skip
        outcome = self._run("parts", [job for _, _, job in lists.values()])
        jobs: dict[str, tuple[Job, ...]] = {}
        findings: list[Finding] = []
        for rendition, (head, name, job) in lists.items():
            if job.name in outcome.answers:
                parts = outcome.answers[job.name].facts["parts"]
                jobs[rendition] = tuple(_part_job(modules[name], self._options(name), tuple(part)) for part in parts)
            else:
                findings.append(failed(head.path, name, outcome.failed[job.name]))
        return jobs, findings

    def _document(self, head: Head) -> Output:
        return Output(Job(name=f"read {head.path}", do=""), DOCUMENT)

    # --- pages, bundles, files ---------------------------------------------------------------------

    def publishable(self, shelf: Shelf, reading: Reading, only: tuple[str, ...]) -> tuple[list[Item], list[Finding]]:
        """Return every file of the release, laid out and gathered, and what failed on the way."""
        items = [Item(path=path, blob=self.store.put(data), rendition="theme") for path, data in theme.assets().items()]
        items += [
            Item(path=f"schemas/{path.name}", blob=self.store.put(path.read_bytes()), rendition="schema")
            for path in sorted(_SCHEMAS.glob("*.json"))
        ]
        pages, findings = self._pages(shelf, reading)
        items += pages
        for head in shelf.heads:
            for name, answer in shelf.made.get(head.path, {}).items():
                items += [
                    Item(path=head.url + file, blob=blob, source=head.path, rendition=name, lang=head.lang)
                    for file, blob in answer.files.items()
                ]
        items += self._assets(shelf, reading)
        bundled, more = self._bundles(shelf, reading, only)
        items += bundled
        findings += [*more, *unfit(reading.links, {item.path for item in items if item.rendition not in GONE})]
        return items, findings

    def _pages(self, shelf: Shelf, reading: Reading) -> tuple[list[Item], list[Finding]]:
        modules = {name: rooms.room("renditions", name) for name in self.config.renditions}
        around = frame(self.config, shelf, theme.stylesheets(), theme.scripts(), reading.emergency)
        with_courses = any(head.kind in ("course", "lesson") for head in shelf.heads)
        parts = ("content", "courses") if with_courses else ("content",)
        codes = {name: identities.generator(name) + theme.digest() for name in parts}
        jobs: list[tuple[Job, Head | None]] = []
        for head in shelf.heads:
            by = "courses" if head.kind in ("course", "lesson") else "content"
            addresses = dict(self._addresses(head, shelf, reading))
            jobs.append(
                (
                    _page_job(
                        document_page(around, shelf, head, modules), self._document(head), addresses, by, codes[by]
                    ),
                    head,
                )
            )
        lists = list(listing_pages(around, shelf))
        taken = {listing.url for listing in lists} | {head.url for head in shelf.heads}
        for listing in (*lists, *gone_pages(around, shelf, reading.links, taken)):
            jobs.append((_page_job(listing, b"", {}, "content", codes["content"]), None))
        outcome = self._run("lay out", [job for job, _ in jobs])
        items: list[Item] = []
        findings: list[Finding] = []
        for job, shown in jobs:
            model: PageModel = job.args[0]
            source = shown.path if shown else ""
            form = model.template if model.template in GONE else "page"
            if job.name in outcome.answers:
                blob = outcome.answers[job.name].files["index.html"]
                path = model.url + "index.html" if model.url.endswith("/") or not model.url else model.url
                items.append(Item(path=path, blob=blob, source=source, rendition=form, lang=model.lang))
            elif job.name in outcome.failed:
                findings.append(failed(source or model.url, "page", outcome.failed[job.name]))
        return items, findings

    def _addresses(self, head: Head, shelf: Shelf, reading: Reading) -> Iterator[tuple[str, str]]:
        for path in (*(link.path for link in head.links), *(asset.path for asset in head.assets)):
            target = shelf.by_path.get(path)
            if target is not None:
                yield path, href(head.url, target.url)
            elif path in reading.assets:
                yield path, href(head.url, file_url(path))

    def _assets(self, shelf: Shelf, reading: Reading) -> Iterator[Item]:
        """Yield the files that published documents show or offer; those of drafts stay at home."""
        for path, source in sorted(_used(shelf.heads, reading.assets).items()):
            real = reading.assets[path]
            blob = self.store.put_file(self.root / real, real)
            yield Item(path=file_url(path), blob=blob, source=source, rendition="asset")

    def _bundles(self, shelf: Shelf, reading: Reading, only: tuple[str, ...]) -> tuple[list[Item], list[Finding]]:
        jobs = {}
        heads = msgspec.msgpack.encode(shelf.heads)
        site = {**self.config.told(), **reading.links.told()}
        for name, options in self.config.bundles.items():
            if only and name not in only:
                continue
            room = rooms.room("bundles", name)
            made = {
                head.path: {need: Job(name=f"{need} {head.path}", do="") for need in room.NEEDS if need in shelf.made.get(head.path, {})}
                for head in shelf.heads
            } if room.NEEDS else {}  # fmt: skip
            jobs[name] = Job(
                name=f"bundle {name}", do=_STEPS + "gather_bundle", args=(room.__name__, heads, options, site, made),
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

    # --- shared --------------------------------------------------------------------------------------

    def tools(self) -> dict[str, str]:
        """Return the versions that made this release, for the manifest."""
        named = [tool for name in self.config.renditions for tool in rooms.room("renditions", name).TOOLS]
        return rooms.tool_versions(("curbcut", *identities.READING_TOOLS, *identities.LAYOUT_TOOLS, *named))

    def _run(self, phase: str, jobs: Iterable[Job]) -> Outcome:
        listed = list(jobs)

        def told(event: Event) -> None:
            self.tell({"event": "job", "phase": phase, **msgspec.to_builtins(event)})

        if not listed:
            return Outcome(answers={}, failed={}, skipped={}, made=0, kept=0)
        self.tell({"event": "phase", "phase": phase, "jobs": len(listed)})
        outcome = run(listed, self.store, self.workers, told, self.answers)
        if self.tries > 1 and any(failure.says == "blob-gone" for failure in outcome.failed.values()):
            raise StoreDamaged
        self.answers |= outcome.answers
        self.made += outcome.made
        self.kept += outcome.kept
        return outcome


def _used(heads: Iterable[Head], assets: Container[str]) -> dict[str, str]:
    """Return the files that documents show, link to or offer, each with the first document that does."""
    used: dict[str, str] = {}
    for head in heads:
        for path in (*(asset.path for asset in head.assets), *(link.path for link in head.links), *offered(head)):
            if path in assets:
                used.setdefault(path, head.path)
    return used


def _wanted(head: Head, modules: dict[str, ModuleType]) -> list[str]:
    """Return the renditions of a document: all of the site's, or those its front matter names."""
    if head.kind == "course":
        return []
    return [name for name in modules if not head.meta.renditions or name in head.meta.renditions]


def _with_needs(modules: dict[str, ModuleType]) -> dict[str, ModuleType]:
    """Return renditions and all that they need, themselves first."""
    every = dict(modules)
    waiting = list(modules.values())
    while waiting:
        for need in waiting.pop().NEEDS:
            if need not in every:
                every[need] = rooms.room("renditions", need)
                waiting.append(every[need])
    return every


def _part_job(room: ModuleType, options: dict[str, Any], arguments: tuple[Any, ...]) -> Job:
    from curbcut.core.model import digest_of

    return Job(
        name=f"part {room.__name__.rpartition('.')[2]} {digest_of(options, arguments)[:24]}", do=_STEPS + "make_part",
        args=(room.__name__, options, arguments), code=identities.room(room), labels=("room", "options", "part"),
    )  # fmt: skip


def _page_job(model: Any, document: Output | bytes, addresses: dict[str, str], by: str, code: str) -> Job:
    return Job(
        name=f"page {model.url}", do=f"{_STEPS}lay_out_{by}", args=(model, document, addresses), code=code, many=True,
        labels=("page model", "document", "addresses"),
    )  # fmt: skip
