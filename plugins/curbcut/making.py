"""The first phase of a build over one store and one set of workers: read and check."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Self
from zoneinfo import ZoneInfo

import msgspec

from curbcut.core import identities, rooms
from curbcut.core.attachments import check_file
from curbcut.core.checks import Corpus, check_corpus, offered
from curbcut.core.config import SiteConfig
from curbcut.core.emergency import read_emergency
from curbcut.core.executors import Workers
from curbcut.core.findings import Finding, demoted, failed, stopping
from curbcut.core.front_matter import says_draft
from curbcut.core.including import taken
from curbcut.core.jobs import Event, Job, Outcome, Output, run
from curbcut.core.model import Answer, Document, Record
from curbcut.core.permalinks import Permalinks, read_permalinks
from curbcut.core.permanence import check_permalinks
from curbcut.core.schedule import heads_in_zone, sorted_by_time, with_lessons
from curbcut.core.search.glossary import Groups, read_synonyms
from curbcut.core.sources import Source, Sources, language_of
from curbcut.core.steps import DOCUMENT, Head, findings_of, head_of, opened
from curbcut.core.store import Store
from curbcut.portal.calendar import last_days
from curbcut.portal.chrome import Now

Tell = Callable[[dict[str, Any]], None]
STEPS = "curbcut.core.steps:"
_TRIES = 4
"""Three phases read what earlier ones kept (parts, renditions, pages): each may find damage of its own, then all is well."""

_TEXTS = (".csv", ".tsv", ".txt", ".json", ".geojson", ".xml", ".ics", ".vcf")
"""Endings of files that people and machines read as text: what must not be published can be found in them."""


class Reading(Record, frozen=True):
    """What reading came to: published heads, all findings, and when the set of pages changes next."""

    published: tuple[Head, ...]
    findings: tuple[Finding, ...]
    now: Now
    expired: tuple[str, ...] = ()
    next_transition: str = ""
    assets: dict[str, str] = {}
    links: Permalinks = Permalinks()
    synonyms: Groups = ()


class StoreDamaged(Exception):
    """Bytes that an answer promised were damaged or gone. The store has forgotten them: a second try makes them anew."""


class Making:
    """One build's work. It remembers answers between phases, so that nothing is looked up twice.

    made, kept: jobs done and jobs found in the store, for the report
    tries: while some are left, damage in the store ends this try (StoreDamaged); then it is a job's failure
    touching: note also the parts of what is kept (`jobs.run`)
    """

    tries, touching = _TRIES, False

    def __init__(self, root: Path, config: SiteConfig, store: Store, workers: Workers, tell: Tell) -> None:
        self.root, self.config, self.store, self.workers, self.tell = root, config, store, workers, tell
        self.answers: dict[str, Answer] = {}
        self.sources: dict[str, Source] = {}
        self.assets: dict[str, str] = {}
        self.tables: dict[str, bytes] = {}
        self.made = self.kept = 0

    def again(self) -> Self:
        """Return the same work from its beginning, with one try less."""
        again = type(self)(self.root, self.config, self.store, self.workers, self.tell)
        again.tries, again.touching = self.tries - 1, self.touching
        return again

    # --- read ------------------------------------------------------------------------------------

    def read(self, sources: Sources, now: datetime) -> Reading:
        """Read every source, check it against the rules and against the others."""
        rules = _rules(self.config)
        code = identities.reading(rules)
        self.assets = {unicodedata.normalize("NFC", path): path for path in sources.assets}
        jobs = [self._read_job("read_document", source, code, rules) for source in sources.documents]
        jobs += [self._read_job("read_course", source, code, rules) for source in sources.courses]
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
        corpus = Corpus(
            published=tuple(published), waiting=tuple(waiting), drafts=drafts, assets=self.assets.keys(),
            unread=(lost - drafts) | {finding.path for finding in sources.findings},
            open_=self._open, text_of=self._text,
        )  # fmt: skip
        findings += check_corpus(corpus, self.config)
        links, more = read_permalinks(sources, self.config.language)
        whole = lost <= drafts and not stopping(sources.findings)
        findings += [*more, *check_permalinks(links, published, waiting, whole=whole)]
        outlook = read_emergency(sources, self.config, now, [head.path for head in published], corpus.unread)
        synonyms, more = read_synonyms(sources)
        findings += [*outlook.findings, *more]
        transitions += outlook.transitions
        findings += self._unfit(used(published, self.assets), self.assets)
        findings += self._searched(published, code, rules)
        today = now.astimezone(ZoneInfo(self.config.timezone)).date().isoformat()
        transitions += [self._after(day) for day in last_days(published, today)]
        return Reading(
            published=tuple(published), findings=tuple(findings), expired=tuple(expired),
            next_transition=min(transitions, key=datetime.fromisoformat, default=""), assets=self.assets,
            now=Now(today=today, emergency=outlook.emergency), links=links, synonyms=synonyms,
        )  # fmt: skip

    def _after(self, day: str) -> str:
        """Return the moment a day ends on the site's clock."""
        midnight = datetime.combine(date.fromisoformat(day), time.min, ZoneInfo(self.config.timezone))
        return (midnight + timedelta(days=1)).isoformat()

    def _read_job(self, step: str, source: Source, code: str, *more: Any) -> Job:
        lang = language_of(source.path, self.config.language)
        if included := self._included(source):
            more = (*more, included)
        return Job(
            name=f"read {source.path}", do=STEPS + step, args=(source.path, source.data, lang, *more),
            code=code, labels=("path", "source", "language", "rules", "tables")[: 3 + len(more)],
        )  # fmt: skip

    def _included(self, source: Source) -> dict[str, bytes]:
        """Return the tables that a text takes from files of the site."""
        return taken(source.path, source.data, self.root, self.assets, self.tables)

    def _open(self, path: str) -> Document:
        """Return a document with its places and its source as typed: read again, only where something is wrong."""
        from curbcut.core.reading import read

        source = self.sources[path]
        lang = language_of(path, self.config.language)
        included = self._included(source)
        document = read(path, source.data, lang=lang, included=included).document if path.endswith(".md") else None
        document = document or opened(self.store.get(self.answers[f"read {path}"].files[DOCUMENT]))
        return msgspec.structs.replace(document, source=self._text(path))

    def _text(self, path: str) -> str:
        """Return a source as typed, or an empty text."""
        from curbcut.core.reading.decoding import decode

        return (decode(path, self.sources[path].data)[0] or "") if path in self.sources else ""

    def _unfit(self, used: dict[str, str], assets: dict[str, str]) -> Iterator[Finding]:
        """Yield the pictures and attachments that must not be published as they are."""
        for path in used:
            with suppress(OSError):
                finding = check_file(self.root, assets[path])
                if finding is not None:
                    yield finding

    def _searched(self, heads: Iterable[Head], code: str, rules: tuple[str, ...]) -> Iterator[Finding]:
        """Yield what the rules find in the text files that published documents offer or link to."""
        readers: dict[str, list[Head]] = {}
        for head in heads:
            for path in files_of(head):
                if path in self.assets and path.lower().endswith(_TEXTS):
                    readers.setdefault(path, []).append(head)
        jobs = []
        for path, offering in sorted(readers.items()):
            with suppress(OSError):
                allowed = set.intersection(*(set(head.meta.allow) for head in offering))
                jobs.append(Job(
                    name=f"search {path}", do=STEPS + "look_into", code=code, labels=("path", "file", "rules", "allowed"),
                    args=(path, (self.root / self.assets[path]).read_bytes(), rules, tuple(sorted(allowed))),
                ))  # fmt: skip
        outcome = self._run("search", jobs)
        for job in jobs:
            if job.name in outcome.answers:
                yield from findings_of(outcome.answers[job.name])
            else:
                yield failed(str(job.args[0]), "search", outcome.failed[job.name])

    def _document(self, head: Head) -> Output:
        return Output(Job(name=f"read {head.path}", do=""), DOCUMENT)

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
        outcome = run(listed, self.store, self.workers, told, self.answers, touching=self.touching)
        if self.tries > 1 and any(failure.says == "blob-gone" for failure in outcome.failed.values()):
            raise StoreDamaged
        self.answers |= outcome.answers
        self.made += outcome.made
        self.kept += outcome.kept
        return outcome


def _rules(config: SiteConfig) -> tuple[str, ...]:
    """Return the rules (module paths) of a site: all but those that hold the promise of a rendition it does not make."""
    paths = rooms.corridor("rules")
    made = ("", *config.renditions)
    return tuple(path for path in paths.values() if rooms.constant(path, "ONLY_FOR") in made)


def used(heads: Iterable[Head], assets: Container[str]) -> dict[str, str]:
    """Return the files that documents show, link to or offer, each with the first document that does."""
    used: dict[str, str] = {}
    for head in heads:
        for path in files_of(head):
            if path in assets:
                used.setdefault(path, head.path)
    return used


def files_of(head: Head) -> Iterator[str]:
    """Yield the files that a document shows, links to or offers, whether they exist or not."""
    yield from (asset.path for asset in head.assets)
    yield from (link.path for link in head.links)
    yield from offered(head)
