"""The second phase of a build: every rendition of every published document, those made of parts part by part."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from types import ModuleType
from typing import Any

import msgspec

from curbcut.core import identities, rooms
from curbcut.core.calls import Failure
from curbcut.core.comments import without_comments
from curbcut.core.errors import EnvironmentProblem
from curbcut.core.findings import Finding, failed
from curbcut.core.jobs import Deferred, Job, Output, run
from curbcut.core.media_types import media_type
from curbcut.core.model import Answer, Document, Later, Made, Place, digest_of
from curbcut.core.steps import PARTS, SOURCE, Head, Listed, listed_in
from curbcut.making import STEPS, Making, Reading
from curbcut.portal.shelf import Shelf
from curbcut.portal.surroundings import surroundings
from curbcut.speech import Speech, unheard


class Rendering(Making):
    """A build's work up to what stands beside each page."""

    shelf = Shelf(())

    def render(self, reading: Reading, only: tuple[str, ...]) -> tuple[Shelf, list[Finding]]:
        """Make every rendition of every published document; a failed one is a finding.

        raises: EnvironmentProblem when this machine lacks what a rendition is made with
        """
        asked = {name: rooms.room("renditions", name) for name in self.config.renditions if not only or name in only}
        modules = _with_needs(asked)
        self.speech = Speech(self.root, self.config, self.store)
        self.shelf = Shelf(reading.published, expired=reading.expired)
        wanted = [(head, name) for head in reading.published for name in _wanted(head, asked)]
        jobs: dict[tuple[str, str], Job] = {}
        for head, name in wanted:
            self._rendition(head, name, modules, jobs)
        listings = list(self._listings(jobs))  # they tell which recordings are used, also where nothing has to be made
        outcome = self._run("render", [*jobs.values(), *(job for job, _ in listings)])
        for failure in outcome.failed.values():
            if failure.lacking:
                raise EnvironmentProblem(failure.says, where=failure.where, **failure.values)
        made: dict[str, dict[str, Answer]] = {}
        findings = [*self.speech.findings, *map(unheard, _unheard(listings, outcome.answers))]
        for head, name in wanted:
            job = jobs[head.path, name]
            if job.name in outcome.answers:
                made.setdefault(head.path, {})[name] = outcome.answers[job.name]
            else:
                because = outcome.skipped.get(job.name, job.name)
                findings.append(self._failure(head, name, job, outcome.failed[because], because))
        return Shelf(reading.published, made, reading.expired), findings

    def _failure(self, head: Head, name: str, job: Job, why: Failure, because: str) -> Finding:
        """Return the finding for a rendition that failed; where a part did, it is at the sentence, or at its recording."""
        room = rooms.room("renditions", name)
        part = self._part(job, because)
        if part is None:
            return failed(head.path, room.NAME, why)
        if "job" in why.values:  # people know texts, not digests of parts
            why = msgspec.structs.replace(why, values={**why.values, "job": job.name})
        wording: str = getattr(room, "wording", _wordless)(part.arguments)
        if part.file:
            return failed(part.file, room.NAME, why, excerpt=wording)
        return failed(head.path, room.NAME, why, _place(self._open(head.path), wording), excerpt=wording)

    def _part(self, job: Job, because: str) -> Listed | None:
        """Return the part of a rendition that failed, if it was one of its own: the list is read again, which keeps none of them."""
        if not because.startswith("part ") or not isinstance(job.args[-1], Deferred):
            return None
        listed, jobs = job.args[-1].listed, job.args[-1].jobs
        answer = run([listed.job], self.store, self.workers, known=self.answers).answers[listed.job.name]
        data = self.store.get(answer.files[listed.file])
        parts = zip(jobs(data), listed_in(data), strict=True)
        return next((part for one, part in parts if one.name == because), None)

    def _rendition(
        self, head: Head, name: str, modules: dict[str, ModuleType], jobs: dict[tuple[str, str], Job]
    ) -> Job:
        if (head.path, name) in jobs:
            return jobs[head.path, name]
        room = modules[name]
        code = identities.room(room)
        book = head.kind == "course"
        volumes = self._volumes(head)
        document = tuple(map(self._document, volumes)) if book else self._document(head)
        needs: dict[str, Any] = {need: self._rendition(head, need, modules, jobs) for need in room.NEEDS}
        site = {"site": self._site(head, room)} if _shows(room) or _speaks(room) else {}
        paths = [volume.path for volume in volumes]
        parts: Deferred | tuple[()] = ()
        if hasattr(room, "bind_parts" if book else "parts"):
            told = {**site, "speech": self.speech.listing(paths)} if _speaks(room) else site
            parts = self._parts(name, room, Job(
                name=f"parts {name} {head.path}", do=STEPS + "list_parts",
                args=(room.__name__, document, self._options(name), told), code=code,
                labels=("room", "documents" if book else "document", "options", "site"),
            ))  # fmt: skip
        if _speaks(room):
            needs["speech"] = self.speech.speaking(paths)
        job = jobs[head.path, name] = Job(
            name=f"{name} {head.path}", do=STEPS + ("bind_documents" if book else "render_document"),
            args=(room.__name__, document, self._options(name), {**needs, **site}, parts), code=code,
            labels=("room", "documents" if book else "document", "options", "needs", "parts"),
            weight=getattr(room, "WEIGHT", 1),
        )  # fmt: skip
        return job

    def _parts(self, name: str, room: ModuleType, listing: Job) -> Deferred:
        """Return the parts of a rendition, which are asked for only when it has to be made."""
        options, code, weight = self._options(name), listing.code, getattr(room, "WEIGHT", 1)
        recording = self.speech.recording if _speaks(room) else _nothing
        root = Later(parts=(), make=partial(str, self.root))  # where a site lies decides nothing

        def job(part: Listed) -> Job:
            return Job(
                name=f"part {name} {digest_of(options, part.arguments, part.digest)[:24]}", do=STEPS + "make_part",
                args=(room.__name__, options, part.arguments, Later(parts=(part.digest,), make=partial(recording, part.file)), root),
                code=code, labels=("room", "options", "part", "recording", "root"), weight=weight, part=True,
            )  # fmt: skip

        return Deferred(listed=Output(listing, PARTS), jobs=lambda data: tuple(map(job, listed_in(data))))

    def _listings(self, jobs: dict[tuple[str, str], Job]) -> Iterator[tuple[Job, set[str]]]:
        """Yield, of texts with recordings, the lists of parts and the recordings that these were told of."""
        for (path, _), job in jobs.items():
            parts = job.args[-1]
            if isinstance(parts, Deferred) and "speech" in job.args[3]:
                texts = (volume.path for volume in self._volumes(self.shelf.by_path[path]))
                told = {name for text in texts for name in self.speech.recordings.get(text, ())}
                if told:
                    yield parts.listed.job, told

    def _volumes(self, head: Head) -> tuple[Head, ...]:
        """Return what one file holds: a document, or a course with its lessons."""
        return (head, *self.shelf.lessons(head)) if head.kind == "course" else (head,)

    def _site(self, head: Head, room: ModuleType) -> Later:
        """Return what a rendition is told of the site: where its text stands in it; one that shows the site also the
        text as written and its pictures, which are read only where one is made.
        """
        volumes = self._volumes(head)
        facts = surroundings(self.shelf, self.config, volumes, self.assets.keys())
        if not _shows(room):
            return Later(
                parts=(digest_of(facts),), make=lambda: Made(facts=facts)
            )  # asked for twice: list and rendition
        source = "\n".join(without_comments(self._text(volume.path)) for volume in volumes).encode()
        pictures = {
            asset.path: self.store.put_file(self.root / self.assets[asset.path], self.assets[asset.path])
            for volume in volumes for asset in volume.assets
            if asset.path in self.assets and media_type(asset.path).startswith("image/")
        }  # fmt: skip

        def make() -> Made:
            return Made(
                files={SOURCE: source, **{path: self.store.get(blob) for path, blob in pictures.items()}}, facts=facts
            )

        return Later(parts=(facts, source, {path: blob.digest for path, blob in pictures.items()}), make=make)

    def _options(self, name: str) -> dict[str, Any]:
        """Return a rendition's options; one that the site does not name, but another needs, has its defaults."""
        return self.config.renditions.get(name, {})


def _unheard(listings: list[tuple[Job, set[str]]], answers: dict[str, Answer]) -> list[str]:
    """Return the recordings that every rendition which was told of them left unheard."""
    unheard: set[str] = set()
    heard: set[str] = set()
    for job, told in listings:
        if job.name in answers:
            left = set(answers[job.name].facts.get("unheard", ()))
            unheard |= left
            heard |= told - left
    return sorted(unheard - heard)


def _shows(room: ModuleType) -> bool:
    return getattr(room, "SHOWS_SITE", False)


def _speaks(room: ModuleType) -> bool:
    return getattr(room, "SPEAKS", False)


def _nothing(name: str) -> bytes:
    return b""


def _place(doc: Document, wording: str) -> tuple[int, int]:
    """Return line and column of the sentence that words are of (they may say something before it, or be a piece of it)."""
    spots = zip(doc.sentences, doc.spots.sentences, strict=False)
    near = [(s, place) for s, place in spots if wording and (wording.endswith(s.text) or wording in s.text)]
    _, place = max(near, key=lambda each: len(each[0].text), default=(None, Place(line=0, column=0)))
    return place.line, place.column


def _wordless(arguments: tuple[Any, ...]) -> str:
    return ""


def _wanted(head: Head, modules: dict[str, ModuleType]) -> list[str]:
    """Return the renditions of a document: all of the site's, or those its front matter names; a course is a book."""
    able = [name for name, room in modules.items() if head.kind != "course" or hasattr(room, "bind")]
    return [name for name in able if not head.meta.renditions or name in head.meta.renditions]


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
