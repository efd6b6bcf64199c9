"""The files of a site: walked once, in one order, never outside the site's root.

Markdown files are read here and their bytes travel with them, so one build sees one state of the
tree whatever happens to the files while it runs.
"""

from __future__ import annotations

import os
import re
import stat as modes
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from curbcut.core.findings import WARN, Finding, found, stopping
from curbcut.core.model import Record

if TYPE_CHECKING:
    import msgspec

    from curbcut.core.options.yaml_text import Mapping

CONTENT, COURSES = "content", "courses"
KINDS = {"notices": "notice", "guides": "guide", "pages": "page", "places": "place", "events": "event"}
"""Folder of `content/` → kind of the documents in it."""

LOCK, PERMALINKS, EMERGENCY, SYNONYMS = (
    f"{CONTENT}/{name}" for name in ("permalinks.lock", "permalinks.yml", "emergency.yml", "synonyms.yml")
)
_SETTINGS = (LOCK, PERMALINKS, EMERGENCY, SYNONYMS)
"""Files that say something about the site as a whole; none of them is published."""
_LIKE_SETTING = {
    "permalinks": PERMALINKS, "permalink": PERMALINKS, "emergency": EMERGENCY, "synonyms": SYNONYMS, "synonym": SYNONYMS
}  # fmt: skip

_PLAN_NAME = re.compile(r"(?:.+\.)?plan\.ya?ml")
_PLAN_STEPS, _PLAN_GOAL = (
    re.compile(rf"^[\"']?(?:{names})[\"']?\s*[:：]", re.MULTILINE) for names in ("steps|步骤", "goal|想做到|目标")
)
_PLAN_BYTES = 64 * 1024
"""The plan of a person (`core.plans`), known by the two keys that it must have, or by its name: it may not be read in full."""

_LEFTOVERS = (".swp", ".swo", ".tmp", ".bak", "~", ".orig", ".rej")
_LEFTOVER_NAMES = ("Thumbs.db", "desktop.ini")

COURSE_FILES = ("course.yml", "course.en.yml")
"""What describes a course, and its English translation; both lie in the course's folder."""

_LIKE_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")
_LIKE_COURSE = (*COURSE_FILES, "course.yaml", "course.en.yaml")
"""Names that their authors meant as text: published as a mere file, nobody would find them."""


class Source(Record, frozen=True):
    """A text file of the site: POSIX path from the root, and its bytes."""

    path: str
    data: bytes


class Sources(Record, frozen=True):
    """All files of a site: texts that become documents, what is said of the whole site, every other file by path."""

    documents: tuple[Source, ...] = ()
    courses: tuple[Source, ...] = ()
    settings: tuple[Source, ...] = ()
    assets: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    def setting(self, path: str) -> Source | None:
        """Return one of the files that are about the whole site, or None."""
        return next((source for source in self.settings if source.path == path), None)


def language_of(path: str, language: str) -> str:
    """Return the language of a text: the one that its name states (`plan.en.md`, `course.en.yml`), else the site's."""
    return "en" if path.endswith((".en.md", ".en.yml")) else language


def scan(root: Path) -> Sources:
    """Return the sources below `root`/content and `root`/courses, in path order.

    Links inside the root are followed once; links out of it, loops, special files and names that
    collide are findings.
    """
    findings: list[Finding] = []
    documents, courses, settings, assets = [], [], [], []
    for top in (CONTENT, COURSES):
        for path in walk(root, top, findings):
            name = path.rpartition("/")[2]
            if name.endswith(".md"):
                if _belongs(path, findings):
                    documents.append(_source(root, path, findings))
            elif top == COURSES and name in COURSE_FILES:
                if _belongs(path, findings):
                    courses.append(_source(root, path, findings))
            elif path in _SETTINGS:
                settings.append(_source(root, path, findings))
            else:
                _misnamed(path, findings)
                _personal(root, path, findings)
                if name.lower().endswith(_LIKE_MARKDOWN) or (top == COURSES and name.lower() in _LIKE_COURSE):
                    findings.append(found("name-not-recognised", path))
                assets.append(path)
    read = [tuple(sorted((s for s in group if s), key=lambda s: s.path)) for group in (documents, courses, settings)]
    _collisions(sorted([*(s.path for group in read for s in group), *assets]), findings)
    return Sources(
        documents=read[0], courses=read[1], settings=read[2], assets=tuple(sorted(assets)), findings=tuple(findings)
    )


Setting = TypeVar("Setting", bound="msgspec.Struct")


def load_setting(model: type[Setting], source: Source) -> tuple[Setting | None, Mapping | None, list[Finding]]:
    """Return one of the files that are about the whole site as a record, its YAML for places, and what is wrong."""
    from curbcut.core.options import known_keys, load
    from curbcut.core.options.yaml_text import read_yaml
    from curbcut.core.reading.decoding import decode

    text, decoding = decode(source.path, source.data)
    if text is None:
        return None, None, list(decoding)
    read = read_yaml(text, source.path, known_keys(model))
    findings = [*decoding, *read.findings]
    if read.root is None:
        return None, None, findings
    record, more = load(model, read.root, source.path, whole=read.whole)
    findings += more
    return (None if stopping(findings) else record), read.root, findings


def _misnamed(path: str, findings: list[Finding]) -> None:
    """Tell about a file that was meant to be one of those about the whole site: it would say nothing, unseen."""
    folder, _, name = path.rpartition("/")
    stem, _, ending = name.lower().partition(".")
    if folder == CONTENT and stem in _LIKE_SETTING and ending in ("yml", "yaml", "lock", "txt"):
        meant = LOCK if ending == "lock" else _LIKE_SETTING[stem]
        findings.append(found("setting-not-recognised", path, name=name, meant=meant.rpartition("/")[2]))


def _personal(root: Path, path: str, findings: list[Finding]) -> None:
    """Tell about the plan of a person among what may be published: by its name, or by what it says."""
    if not path.lower().endswith((".yml", ".yaml")):
        return
    name = path.rpartition("/")[2].lower()
    try:
        with open(f"{root}/{path}", "rb") as file:
            text = file.read(_PLAN_BYTES).decode("utf-8", "replace")
    except OSError:
        text = ""  # whoever offers the file is told that it cannot be read
    steps = _PLAN_STEPS.search(text)
    if _PLAN_NAME.fullmatch(name) or (steps and _PLAN_GOAL.search(text)):
        line = text.count("\n", 0, steps.start()) + 1 if steps else 1
        findings.append(found("plan-published", path, (line, 1)))


def _source(root: Path, path: str, findings: list[Finding]) -> Source | None:
    try:
        with open(f"{root}/{path}", "rb") as file:
            data = file.read()
    except OSError as problem:
        findings.append(found("file-unreadable", path, reason=problem.strerror or str(problem)))
        return None
    return Source(path=path, data=data)


def _belongs(path: str, findings: list[Finding]) -> bool:
    parts = path.split("/")
    if parts[0] == CONTENT and (len(parts) < 3 or parts[1] not in KINDS):  # content/<folder>/<file>
        findings.append(found("folder-unknown", path, folders=" ".join(sorted(KINDS))))
        return False
    if parts[0] == COURSES and len(parts) != 3:  # courses/<course>/<lesson>.md
        findings.append(found("course-not-in-folder" if path.endswith(".yml") else "lesson-not-in-course", path))
        return False
    return True


def walk(root: Path, top: str, findings: list[Finding]) -> Iterator[str]:
    """Yield POSIX paths of regular files below `top`, sorted by path at every level; add what cannot be followed."""
    real_root = os.path.realpath(root)
    if not (root / top).is_dir():
        return
    real_top = os.path.realpath(root / top)
    if not real_top.startswith(real_root.rstrip(os.sep) + os.sep):
        findings.append(found("link-out-of-site", top))
        return
    stack: list[tuple[str, tuple[str, ...]]] = [(top, (real_top,))]
    while stack:
        folder, above = stack.pop()
        try:
            entries = sorted(os.scandir(root / folder), key=lambda entry: entry.name)
        except OSError as problem:
            findings.append(found("file-unreadable", folder, reason=problem.strerror or str(problem)))
            continue
        inner = []
        for entry in entries:
            path = f"{folder}/{entry.name}"
            if not _wanted(entry.name, path, findings):
                continue
            real = f"{above[-1]}/{entry.name}"
            if entry.is_symlink():
                real = os.path.realpath(entry.path)
                if not _inside(real, real_root):
                    findings.append(found("link-out-of-site", path))
                    continue
            mode = _mode(entry.path)
            if modes.S_ISDIR(mode):
                if any(_inside(folder_above, real) for folder_above in above):
                    findings.append(found("link-loop", path))
                else:
                    inner.append((path, (*above, real)))
            elif modes.S_ISREG(mode):
                yield path
            elif mode:
                findings.append(found("special-file", path, level=WARN))
            elif entry.is_symlink():
                findings.append(found("link-dangling", path))
            # else it was there a moment ago: an editor is saving, and what it leaves is the next build's
        stack.extend(reversed(inner))


def _inside(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _mode(path: str) -> int:
    try:
        return os.stat(path).st_mode
    except OSError:
        return 0


def _wanted(name: str, path: str, findings: list[Finding]) -> bool:
    if name.startswith((".", "~$")) or name.endswith(_LEFTOVERS) or name in _LEFTOVER_NAMES:
        return False
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        shown = path.encode("utf-8", "backslashreplace").decode()
        findings.append(found("name-not-utf8", shown))
        return False
    return True


def _collisions(paths: list[str], findings: list[Finding]) -> None:
    """Two names that some file system or web server takes for one (case, composed accents)."""
    seen: dict[str, str] = {}
    for path in paths:
        same = unicodedata.normalize("NFC", path).casefold()
        other = seen.setdefault(same, path)
        if other != path:
            findings.append(found("names-collide", path, other=other))
