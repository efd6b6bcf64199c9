"""The last but one phase of a build: what bundles need of each document, their pieces, then the bundles."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import msgspec

from curbcut.core import identities, rooms
from curbcut.core.findings import Finding, failed
from curbcut.core.jobs import Job, Output
from curbcut.core.model import Answer, Blob, Later, Made
from curbcut.core.release import Item
from curbcut.core.steps import Head
from curbcut.making import STEPS, Reading
from curbcut.portal.addresses import file_url
from curbcut.portal.planning import Planned, listed
from curbcut.portal.shelf import Shelf
from curbcut.rendering import Rendering


class Gathering(Rendering):
    """A build's work up to the files that are made of many documents."""

    def bundled(
        self, shelf: Shelf, reading: Reading, only: tuple[str, ...], pages: list[Planned], made: list[Item]
    ) -> tuple[list[Item], list[Finding]]:
        """Return the files of every bundle of the site, and what failed. made: files of the release that there are already"""
        wanted = {name: rooms.room("bundles", name) for name in self.config.bundles if not only or name in only}
        findings = self._needed(shelf, wanted)
        told = {**self.config.told(), **reading.links.told(), "expired": sorted(shelf.expired)}
        synonyms = {"synonyms": [list(group) for group in (*self.config.synonyms, *reading.synonyms)]}
        sites = {
            name: {**told, **_lists(room, shelf, pages), **(synonyms if getattr(room, "LISTS_SYNONYMS", False) else {})}
            for name, room in wanted.items()
        }
        last = {name: room for name, room in wanted.items() if getattr(room, "LISTS_PUBLISHED", False)}
        items, more = self._gathered(shelf, {name: room for name, room in wanted.items() if name not in last}, sites)
        findings += more
        if last:
            published = {"published": _told_of([*made, *items], shelf)}
            final, more = self._gathered(shelf, last, {name: {**sites[name], **published} for name in last})
            items, findings = [*items, *final], [*findings, *more]
        return items, findings

    def _gathered(
        self, shelf: Shelf, wanted: dict[str, ModuleType], sites: dict[str, dict[str, Any]]
    ) -> tuple[list[Item], list[Finding]]:
        """Return the files of some bundles, and what failed. sites: bundle → what it is told of the site"""
        told = {head.path: _told(head) for head in shelf.heads}
        heads = msgspec.msgpack.encode(tuple(told.values()))
        findings: list[Finding] = []
        jobs: dict[str, Job] = {}
        items: list[Item] = []
        for name, room in wanted.items():
            site = sites[name]
            if hasattr(room, "pieces"):
                pieces, more = self._pieces(name, room, told, site)
                findings += more
                if more:
                    continue
                items += _published(name, pieces.values())
                given = {
                    piece: {"facts": msgspec.msgpack.encode(answer.facts), **{file: Output(_done(piece), file) for file in room.GATHERS if file in answer.files}}
                    for piece, answer in pieces.items()
                }  # fmt: skip
                jobs[name] = self._gather_job(name, room, (heads, site, given), "gather_pieces")
            else:
                made = {head.path: {n: _done(f"{n} {head.path}") for n in room.NEEDS if self._have(n, head)} for head in shelf.heads} if room.NEEDS else {}  # fmt: skip
                jobs[name] = self._gather_job(name, room, (heads, site, made), "gather_bundle")
        outcome = self._run("gather", jobs.values())
        for name, job in jobs.items():
            if job.name in outcome.answers:
                items += _published(name, [outcome.answers[job.name]])
            elif job.name in outcome.failed:
                findings.append(failed("site_config.yml", name, outcome.failed[job.name]))
        return items, findings

    def _gather_job(
        self, name: str, room: ModuleType, given: tuple[bytes, dict[str, Any], dict[str, Any]], do: str
    ) -> Job:
        heads, site, made = given
        # One value to the key and on the way to a worker: looking through the facts of all documents takes a second.
        told = msgspec.msgpack.encode(site)
        return Job(
            name=f"bundle {name}", do=STEPS + do, args=(room.__name__, heads, self.config.bundles[name], told, made),
            code=identities.room(room), labels=("room", "documents", "options", "site", "needs"),
        )  # fmt: skip

    def _have(self, need: str, head: Head) -> bool:
        return f"{need} {head.path}" in self.answers

    def _needed(self, shelf: Shelf, wanted: dict[str, ModuleType]) -> list[Finding]:
        """Make what bundles need of each document and no reader is offered: rooms that the site does not name."""
        needs = {need for room in wanted.values() for need in room.NEEDS} - self.config.renditions.keys()
        modules = {need: rooms.room("renditions", need) for need in sorted(needs)}
        jobs: dict[tuple[str, str], Job] = {
            (head.path, need): Job(
                name=f"{need} {head.path}", do=STEPS + "render_document", args=(room.__name__, self._document(head), {}, {}, ()),
                code=identities.room(room), labels=("room", "document", "options", "needs", "parts"),
            )
            for need, room in modules.items() for head in shelf.heads if not self._have(need, head)
        }  # fmt: skip
        outcome = self._run("analyse", jobs.values())
        return [
            failed(path, need, outcome.failed[job.name])
            for (path, need), job in jobs.items() if job.name in outcome.failed
        ]  # fmt: skip

    def _pieces(
        self, name: str, room: ModuleType, told: dict[str, Head], site: dict[str, Any]
    ) -> tuple[dict[str, Answer], list[Finding]]:
        """Return what the pieces of a bundle are, and what is joined of them, by the names of their jobs. told: by path"""
        options = self.config.bundles[name]
        code = identities.room(room)
        made = {
            path: {need: self.answers[f"{need} {path}"] for need in room.NEEDS if self._have(need, head)}
            for path, head in told.items()
        }
        facts = {path: {need: answer.facts for need, answer in of.items()} for path, of in made.items()}
        chosen = msgspec.convert(options, type=room.Options)
        pieces, findings = self._answered(name, [
            Job(
                name=f"piece {name} {piece.name}", do=STEPS + "make_piece",
                args=(
                    room.__name__, msgspec.msgpack.encode([told[path] for path in piece.paths]), options,
                    msgspec.msgpack.encode(piece.arguments), self._read({path: made[path] for path in piece.paths}),
                ),
                code=code, labels=("room", "documents", "options", "arguments", "needs"), weight=getattr(room, "WEIGHT", 1),
            )
            for piece in room.pieces(tuple(told.values()), chosen, site, facts)
        ])  # fmt: skip
        if hasattr(room, "joints") and not findings:
            joints, findings = self._answered(name, [
                Job(
                    name=f"joint {name} {joint.name}", do=STEPS + "make_joint",
                    args=(room.__name__, options, msgspec.msgpack.encode(joint.arguments), self._inner([pieces[piece].files[file] for piece, file in joint.given])),
                    code=code, labels=("room", "options", "arguments", "pieces"),
                )
                for joint in room.joints(chosen, {piece: answer.facts for piece, answer in pieces.items()})
            ])  # fmt: skip
            pieces |= joints
        return pieces, findings

    # All that these stand for was made in earlier runs: one digest of it costs the key next to nothing, while jobs that
    # stand for every document, and for every range of every stretch, cost as much as all the rest of a build without changes.

    def _read(self, made: dict[str, dict[str, Answer]]) -> Later:
        """Return what renditions made of documents, path → room → Made, as an argument."""
        get = self.store.get

        def read() -> dict[str, dict[str, Made]]:
            return {
                path: {
                    need: Made(files={file: get(blob) for file, blob in answer.files.items()}, facts=answer.facts)
                    for need, answer in of.items()
                }
                for path, of in made.items()
            }

        return Later(parts=tuple((path, need, answer.digest) for path, of in made.items() for need, answer in of.items()), make=read)  # fmt: skip

    def _inner(self, blobs: list[Blob]) -> Later:
        """Return the bytes of files as an argument."""
        return Later(parts=tuple(blob.digest for blob in blobs), make=lambda: tuple(map(self.store.get, blobs)))

    def _answered(self, bundle: str, jobs: list[Job]) -> tuple[dict[str, Answer], list[Finding]]:
        """Return what a bundle's jobs gave, by their names, and the first of them that failed."""
        outcome = self._run("pieces", jobs)
        findings = [failed("site_config.yml", bundle, why) for why in list(outcome.failed.values())[:1]]
        return {job.name: outcome.answers[job.name] for job in jobs if job.name in outcome.answers}, findings


def _done(name: str) -> Job:
    """Return a job that stands for what was made under its name."""
    return Job(name=name, do="")


def _published(room: str, answers: Any) -> list[Item]:
    """Return the files of answers that readers get; inner ones are for other jobs and for commands."""
    return [
        Item(path=path, blob=blob, rendition=room)
        for answer in answers for path, blob in answer.files.items() if not blob.inner
    ]  # fmt: skip


def _told(head: Head) -> Head:
    """Return what bundles are told of a document: what its front matter says, and its address. Its text they take
    from the renditions they need; a corrected sentence does not make the feeds and the register anew.
    """
    return msgspec.structs.replace(
        head, headings=(), assets=(), links=(), sentences=0, questions=(), asked=(), defined=(), digest=""
    )


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


def _told_of(items: list[Item], shelf: Shelf) -> list[dict[str, Any]]:
    """Return the files of a release as `shapes.Bundle` says."""
    shown = {
        f"{head.url}index.html": pictures
        for head in shelf.heads
        if (pictures := [file_url(asset.path) for asset in head.assets])
    }
    told = []
    for item in sorted(items, key=lambda item: item.path):
        file = {"path": item.path, "size": item.blob.size, "digest": item.blob.digest}
        told.append({**file, "rendition": item.rendition, "source": item.source, "shown": shown.get(item.path, [])})
    return told


def _file_sizes(shelf: Shelf) -> dict[str, dict[str, dict[str, int]]]:
    """Return path → rendition → file beside the page → size in bytes, as `shapes.Bundle` says."""
    return {
        path: {
            name: {file: blob.size for file, blob in answer.files.items() if not blob.inner}
            for name, answer in rooms_of.items()
        }
        for path, rooms_of in shelf.made.items()
    }
