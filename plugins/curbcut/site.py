"""Site: read → check → plan → make → publish. The façade that commands and adapters use."""

from __future__ import annotations

import os
import socket
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from curbcut.core import release as releases
from curbcut.core.config import SiteConfig, load_config
from curbcut.core.errors import Busy, EnvironmentProblem, UsageProblem
from curbcut.core.executors import Workers
from curbcut.core.findings import Finding, ordered, stopping
from curbcut.core.including import taken
from curbcut.core.index import guarded
from curbcut.core.model import Document, Record
from curbcut.core.permalinks import lock_text
from curbcut.core.schedule import with_lessons
from curbcut.core.sources import LOCK, Sources, language_of, scan
from curbcut.core.store import Store
from curbcut.making import Making, StoreDamaged
from curbcut.publishing import Publishing

CONFIG = "site_config.yml"
PATIENCE_S = 10.0
"""How long a command waits that only reads what is published (`kit`, `package`): another one like it needs a second or two."""
Tell = Callable[[dict[str, Any]], None]


class Build(Record, frozen=True):
    """What a build came to. `release` is empty when findings stopped it."""

    findings: tuple[Finding, ...]
    release: str = ""
    changed: bool = False
    documents: int = 0
    pages: int = 0
    files: int = 0
    made: int = 0
    kept: int = 0
    next_transition: str = ""


class Wishes(Record, frozen=True):
    """What the person at the command line asked for.

    only: rooms to make (renditions and bundles), empty for all; now: ISO 8601 or ``""`` for the clock
    """

    out: str = ""
    only: tuple[str, ...] = ()
    workers: str = ""
    now: str = ""


class Lock(Record, frozen=True):
    """What writing down the addresses came to. `changed`: the file is, or would be, another one."""

    path: str
    findings: tuple[Finding, ...] = ()
    new: tuple[str, ...] = ()
    changed: bool = False


class Site:
    """A site's folder and its configuration; holds nothing else.

    root: folder with site_config.yml, content/ and courses/
    """

    def __init__(self, root: Path, config: SiteConfig) -> None:
        self.root, self.config = root, config

    @classmethod
    def open(cls, root: Path) -> tuple[Site | None, list[Finding]]:
        """Return the site in a folder, and what is wrong with its configuration.

        raises: UsageProblem when there is no site_config.yml, EnvironmentProblem when it cannot be read
        """
        path = root / CONFIG
        if not path.is_file():  # a pipe of this name would be waited for
            raise UsageProblem("no-site", where=str(path))
        try:
            data = path.read_bytes()
        except OSError as problem:
            raise EnvironmentProblem("cannot-read", where=str(path), reason=problem.strerror or problem) from problem
        text, findings = _decoded(data)
        if text is None:
            return None, findings
        config, more = load_config(CONFIG, text)
        findings += more
        return (cls(root, config) if config is not None and not stopping(findings) else None), findings

    def out(self, wishes: Wishes) -> Path:
        """Return the folder that receives store, releases and site."""
        return Path(wishes.out).resolve() if wishes.out else self.root / "build"

    def now(self, text: str = "") -> datetime:
        """Return the moment that counts as now (`Wishes.now`), in the site's time zone."""
        return _moment(text, self.config.timezone).astimezone(ZoneInfo(self.config.timezone))

    def check(self, wishes: Wishes, tell: Tell = lambda event: None) -> list[Finding]:
        """Read and check everything; return all findings in order. Publishes nothing."""
        out = self.out(wishes)
        with locked(out), Store(out / "store") as store, Workers(wishes.workers or self.config.workers) as workers:
            making = Making(self.root, self.config, store, workers, tell)
            sources = scan(self.root)
            return ordered(
                [*sources.findings, *making.read(sources, _moment(wishes.now, self.config.timezone)).findings]
            )

    def texts(self, paths: tuple[str, ...] = ()) -> tuple[list[Document], list[Finding]]:
        """Return documents with their places and, as `source`, the whole file as typed; and what keeps others from being read.

        paths: files or folders from the site's root, drafts too; without any, all texts but drafts
        Nothing is kept and nothing locked: an editor may ask while the preview runs.
        raises: UsageProblem for a path where no text is
        """
        from curbcut.core.steps import text_of

        sources = scan(self.root)
        listed = [
            source for source in (*sources.courses, *sources.documents)
            if not paths or any(source.path == path or source.path.startswith(f"{path}/") for path in paths)
        ]  # fmt: skip
        for path in paths:
            if not any(source.path == path or source.path.startswith(f"{path}/") for source in listed):
                raise UsageProblem("path-unknown", given=path)
        files = {unicodedata.normalize("NFC", path): path for path in sources.assets}
        tables: dict[str, bytes] = {}
        read, findings = [], []
        for source in listed:
            included = taken(source.path, source.data, self.root, files, tables)
            document, more = text_of(source.path, source.data, language_of(source.path, self.config.language), included)
            findings += [] if document else stopping(more)
            read += [document] if document else []
        hidden = with_lessons(read, {doc.path for doc in read if doc.meta.draft})
        return [doc for doc in read if paths or doc.path not in hidden], ordered(findings)

    def lock(self, wishes: Wishes, *, write: bool, tell: Tell = lambda event: None) -> Lock:
        """Add what is published now to the addresses that were ever published; without `write` only compare.

        Nothing is written when a finding says stop.
        """
        out, path = self.out(wishes), self.root / LOCK
        with locked(out), Store(out / "store") as store, Workers(wishes.workers or self.config.workers) as workers:
            sources = scan(self.root)
            reading = Making(self.root, self.config, store, workers, tell).read(
                sources, _moment(wishes.now, self.config.timezone)
            )
        # That addresses are missing from the file is what this is for, not what is wrong.
        told = [f for f in (*sources.findings, *reading.findings) if f.rule != "permalink-unlocked"]
        text = lock_text(reading.links, reading.published).encode()
        before = sources.setting(LOCK)
        known = {each.address for each in reading.links.locked or ()}
        new = tuple(sorted({head.url for head in reading.published} - known))
        changed = before is None or before.data != text
        if write and changed and not stopping(told):
            with guarded(path.parent):
                path.parent.mkdir(exist_ok=True)
                draft = path.with_name(f".{path.name}-{os.getpid()}")
                draft.write_bytes(text)
                draft.replace(path)
        return Lock(path=str(path), findings=tuple(ordered(told)), new=new, changed=changed)

    def build(self, wishes: Wishes, tell: Tell = lambda event: None) -> Build:
        """Read, check, make and publish. Nothing is published when a finding says stop.

        raises: Busy, EnvironmentProblem, UsageProblem
        """
        out = self.out(wishes)
        with locked(out), Store(out / "store") as store, Workers(wishes.workers or self.config.workers) as workers:
            return self._build(out, Publishing(self.root, self.config, store, workers, tell), wishes)

    def sweep(self, wishes: Wishes, tell: Tell = lambda event: None) -> tuple[Build, int, int]:
        """Build, then forget everything in the store that this build did not need.

        returns: the build, blobs removed, bytes freed; nothing is removed when findings stop the build
        """
        out = self.out(wishes)
        with locked(out), Store(out / "store") as store, Workers(wishes.workers or self.config.workers) as workers:
            making = Publishing(self.root, self.config, store, workers, tell)
            making.touching = True
            build = self._build(out, making, wishes)
            return (build, *store.sweep(store.touched)) if build.release else (build, 0, 0)

    def _build(self, out: Path, making: Publishing, wishes: Wishes) -> Build:
        while True:
            try:
                return self._try(out, making, wishes)
            except StoreDamaged:
                making = making.again()

    def _try(self, out: Path, making: Publishing, wishes: Wishes) -> Build:
        now = _moment(wishes.now, self.config.timezone)
        self._check_only(out, wishes)
        sources: Sources = scan(self.root)
        reading = making.read(sources, now)
        findings = [*sources.findings, *reading.findings]

        def stopped() -> Build:
            return Build(
                findings=tuple(ordered(findings)), made=making.made, kept=making.kept,
                documents=len(reading.published), next_transition=reading.next_transition,
            )  # fmt: skip

        if stopping(findings):
            return stopped()
        shelf, failures = making.render(reading, wishes.only)
        findings += failures
        pages: list[releases.Item] = []
        if not stopping(findings):
            pages, failures = making.publishable(shelf, reading, wishes.only)
            findings += failures
        if stopping(findings):
            return stopped()
        release = releases.publish(out, making.store, pages, making.tools(), self.config.keep_releases)
        day = releases.Day(day=_day(now, self.config.timezone), until=reading.next_transition)
        releases.remember(out, release.folder, day)
        shown = sum(1 for item in pages if item.rendition == "page")
        return msgspec.structs.replace(
            stopped(), release=release.folder, changed=release.changed, pages=shown, files=release.files
        )  # fmt: skip

    def _check_only(self, out: Path, wishes: Wishes) -> None:
        """Refuse a build of some rooms that would take the others away from the live site.

        A release is whole or it is not the site: people who need a format would find it gone without a word, and
        what the store still holds of the other rooms may say something older than the page. So `--only` publishes
        where it takes nothing away: into a folder of its own (`--out`), or where the live site has no other rooms.
        """
        makes = (*self.config.renditions, *self.config.bundles)
        for name in wishes.only:
            if name not in makes:
                raise UsageProblem("room-unknown", corridor="--only", room=name, rooms=" ".join(makes))
        lost = [name for name in makes if name not in wishes.only and name in releases.rooms(out)]
        if wishes.only and not wishes.out and lost:
            raise UsageProblem("only-takes-away", where=str(out / "site"), rooms=" ".join(lost))


@contextmanager
def locked(out: Path, wait_s: float = 0) -> Iterator[None]:
    """Hold the folder's lock, or raise Busy after `wait_s`; a lock whose owner is gone is free.

    The lock is the operating system's (it ends with its process); the text only says whose it is.
    """
    from filelock import FileLock, Timeout

    with guarded(out):
        out.mkdir(parents=True, exist_ok=True)
        lock = FileLock(out / ".lock", timeout=wait_s)
        owner = out / ".lock-owner"
        try:
            lock.acquire()
        except Timeout as problem:
            raise Busy("busy", where=str(out), owner=_read(owner)) from problem
    try:
        with guarded(out):
            owner.write_text(f"pid {os.getpid()}, {socket.gethostname()}\n")
        yield
    finally:
        owner.unlink(missing_ok=True)
        lock.release()


def _read(path: Path) -> str:
    try:
        return path.read_text().strip()
    except OSError:
        return "?"


def _decoded(data: bytes) -> tuple[str | None, list[Finding]]:
    try:
        plain = data.decode()
        if "<<<<<<< " not in plain and all(ch.isprintable() or ch == "\n" for ch in plain):
            return plain, []  # the usual case, without importing the reader
    except UnicodeDecodeError:
        pass
    from curbcut.core.reading.decoding import decode

    text, findings = decode(CONFIG, data)
    return text, list(findings)


def _day(moment: datetime, timezone: str) -> str:
    return moment.astimezone(ZoneInfo(timezone)).date().isoformat()


def _moment(text: str, timezone: str) -> datetime:
    """Return the moment of a build: `--now`, else SOURCE_DATE_EPOCH, else the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not text:
        return datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as problem:
        raise UsageProblem("time-unreadable", given=text) from problem
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(timezone))
