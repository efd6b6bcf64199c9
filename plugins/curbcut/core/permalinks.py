"""Addresses that stay: what was ever published is still there, has moved, or says why it is gone.

content/permalinks.lock  every page address ever published, sorted; `curbcut lock` adds to it
content/permalinks.yml   moved: old address → new one; removed: old address → why, and what to read instead

In this module an address is written from the site's root without the leading slash, as `Head.url`;
for people it is shown with one. A target is such an address, perhaps with `#id`, or `https://…`.
Source: research of 2026-11, publishing.md sections 2.1 and 6: withdraw ≠ consolidate ≠ remove.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Annotated, Any, ClassVar
from urllib.parse import unquote

from curbcut.core.config import ByLanguage, named
from curbcut.core.dates import Refused
from curbcut.core.fields import FIELDS
from curbcut.core.findings import Finding, found
from curbcut.core.kinds import Part
from curbcut.core.model import Record
from curbcut.core.options.yaml_text import Mapping, Node
from curbcut.core.scalars import Date, Reads, web_address
from curbcut.core.sources import LOCK, PERMALINKS, Sources, load_setting
from curbcut.core.steps import Head

At = tuple[int, int]
"""Line and column in the file, from 1."""

_PART = r"[\w~][\w~.-]*"
_PAGE = re.compile(rf"(?:{_PART}/)*(?:{_PART}\.html?)?")
_FILE = re.compile(rf"(?:{_PART}/)*(?:{_PART})?")
_FRAGMENT = re.compile(r"[\w.:-]+")
_LOCK_HEAD = (
    "# 本站发布过的全部网址。由 curbcut lock 添加；网址定了就不消失：搬走或删除请写在 permalinks.yml。\n"
    "# Every page address ever published. `curbcut lock` adds to it; moved or removed pages stand in permalinks.yml.\n"
)


def page_address(text: str, path: str = "") -> str:
    """Return a page's address as in `Head.url`. `/notice/plan`, `notice/plan/index.html` … are understood.

    raises: Refused for what cannot be a page of this site: a file, a query, a way out of the site
    """
    typed = _tidy(text)
    if not typed or not _PAGE.fullmatch(typed):
        raise Refused("permalink-shape", text=text[:80])
    return typed


def target(text: str, path: str = "") -> str:
    """Return where an old address leads now: a page or file of this site, or an `https:` address."""
    if ":" in text or text.startswith("//"):
        if not web_address(text).startswith("https://"):
            raise Refused("permalink-shape", text=text[:80])
        return text
    place, hash_, fragment = text.partition("#")
    typed = _tidy(place)
    if not _FILE.fullmatch(typed) or (hash_ and not _FRAGMENT.fullmatch(fragment)) or not place:
        raise Refused("permalink-shape", text=text[:80])
    return typed + hash_ + fragment


def _tidy(text: str) -> str:
    typed = unicodedata.normalize("NFC", unquote(text).strip()).removeprefix("/")
    folder, _, last = typed.rpartition("/")
    if last == "index.html":
        last = ""
    slash = "/" if last and "." not in last else ""
    return f"{folder}/{last}{slash}" if folder else f"{last}{slash}"


Old = Annotated[str, Reads(page_address)]
Target = Annotated[str, Reads(target)]


class Why(Part, frozen=True, kw_only=True):
    """Why a page was removed, when, and what to read instead."""

    SHORT: ClassVar[str] = "reason"
    reason: ByLanguage
    instead: Target = ""
    date: Date = ""


class PermalinksFile(Part, frozen=True, kw_only=True):
    """What `content/permalinks.yml` says."""

    moved: dict[Old, Target] = {}
    removed: dict[Old, Why] = {}


class Moved(Record, frozen=True):
    """An address that leads to another one; `at` is the place of the old one in the file, `to_at` of the new one."""

    old: str
    to: str
    at: At = (0, 0)
    to_at: At = (0, 0)


class Removed(Record, frozen=True):
    """An address whose page says that it is gone. reason: by language; instead: a target or ``""``; date: ISO or ``""``."""

    old: str
    reason: dict[str, str]
    instead: str = ""
    date: str = ""
    at: At = (0, 0)
    to_at: At = (0, 0)


class Locked(Record, frozen=True):
    """One line of the lock: an address, and the title and id that its document had when it was first published."""

    address: str
    title: str = ""
    id: str = ""
    line: int = 0


class Permalinks(Record, frozen=True):
    """What both files say.

    locked: None when there is no lock; whole: False when permalinks.yml could not be read to its end
    """

    moved: tuple[Moved, ...] = ()
    removed: tuple[Removed, ...] = ()
    locked: tuple[Locked, ...] | None = None
    whole: bool = True

    @property
    def entries(self) -> tuple[Moved | Removed, ...]:
        """Everything that permalinks.yml says."""
        return (*self.moved, *self.removed)

    def told(self) -> dict[str, Any]:
        """Return, as plain data, what a bundle may know: `moved` old → new, `removed` old addresses."""
        return {"moved": {each.old: each.to for each in self.moved}, "removed": [each.old for each in self.removed]}

    def titles(self) -> dict[str, str]:
        """Return address → the title that the lock remembers."""
        return {each.address: each.title for each in self.locked or () if each.title}


def read_permalinks(sources: Sources, language: str) -> tuple[Permalinks, list[Finding]]:
    """Return what the two files say, and what is wrong with the files themselves."""
    findings: list[Finding] = []
    locked = None
    if lock := sources.setting(LOCK):
        locked, findings = _locked(lock.data)
    source = sources.setting(PERMALINKS)
    if source is None:
        return Permalinks(locked=locked), findings
    file, root, more = load_setting(PermalinksFile, source)
    findings += more
    if file is None or root is None:
        return Permalinks(locked=locked, whole=False), findings
    moved = tuple(
        Moved(old=old, to=to, at=_at(key), to_at=_at(value))
        for (old, to), (key, value) in zip(file.moved.items(), _entries(root, "moved"), strict=True)
    )
    removed = tuple(
        Removed(
            old=old, reason=named(why.reason, language), instead=why.instead, date=why.date,
            at=_at(key), to_at=_at(next(iter(_values(value, "instead")), key)),
        )
        for (old, why), (key, value) in zip(file.removed.items(), _entries(root, "removed"), strict=True)
    )  # fmt: skip
    return Permalinks(moved=moved, removed=removed, locked=locked), findings


def _entries(root: Mapping, section: str) -> list[tuple[Node, Node]]:
    """Return the pairs of a section that was read without a finding: they stand in the order of the file."""
    return [pair for value in _values(root, section) if isinstance(value, Mapping) for pair in value.pairs]


def _values(node: Node, name: str) -> list[Node]:
    names = (name, *FIELDS[name].names)
    return [value for key, value in node.pairs if key.text in names] if isinstance(node, Mapping) else []


def _at(node: Node) -> At:
    return node.line, node.column


def _locked(data: bytes) -> tuple[tuple[Locked, ...], list[Finding]]:
    from curbcut.core.reading.decoding import decode

    text, findings = decode(LOCK, data)
    lines: dict[str, Locked] = {}
    told = list(findings)
    for number, line in enumerate((text or "").split("\n"), 1):
        typed, *more = (part.strip() for part in line.split("\t"))
        if not typed or typed.startswith("#"):
            continue
        try:
            address = page_address(typed if typed.startswith("/") else "")
        except Refused:
            told.append(found("permalink-line", LOCK, (number, 1), text=typed[:80]))
            continue
        title, id_ = [*more, "", ""][:2]
        lines.setdefault(address, Locked(address=address, title=title, id=id_, line=number))
    return tuple(lines.values()), told


def lock_text(links: Permalinks, published: Iterable[Head]) -> str:
    """Return the lock with all published addresses added; a line that it has stays as it is."""
    lines = {head.url: Locked(address=head.url, title=_title(head), id=head.meta.id) for head in published}
    lines |= {each.address: each for each in links.locked or ()}
    rows = ("\t".join([f"/{each.address}", each.title, each.id]).rstrip() for _, each in sorted(lines.items()))
    return _LOCK_HEAD + "".join(f"{row}\n" for row in rows)


def _title(head: Head) -> str:
    return " ".join(head.meta.title.split())
