r"""Front matter of one Markdown file: the typed record of its kind, and the text below it.

The folder gives the kind. Every problem is collected with its line; a file with a problem that
stops has no record. Text is expected as decoded, without BOM and with `\n` line ends.
"""

from __future__ import annotations

import re
from typing import Any, cast

import msgspec

from curbcut.core.dates import Refused
from curbcut.core.fields import FIELDS
from curbcut.core.findings import STOP, Finding, found, ordered
from curbcut.core.kinds import KINDS, Content, Course, Lesson, Meta
from curbcut.core.options import known_keys, load
from curbcut.core.options.lexicons import unreadable
from curbcut.core.options.telling import called, told
from curbcut.core.options.yaml_text import SIZE_LIMIT_BYTES, Mapping, read_yaml
from curbcut.core.scalars import slug as read_slug

FOLDERS = {"notices": "notice", "guides": "guide", "pages": "page", "places": "place", "events": "event"}
"""Folder in `content/` → kind."""

_IN_ORDER = (("starts", "ends"), ("publish_at", "expire_at"), ("effective", "valid_until"), ("issued", "valid_until"))
_OPEN = re.compile(r"---[ \t]*")
_CLOSE = re.compile(r"^---[ \t]*$", re.MULTILINE)
# What an input method makes of three hyphens: dashes, full-width or too few or too many.
_LIKE_FENCE = re.compile(r"[ \t\u3000]*(?:[-—–－―─_]{2,}|[—－―─])[ \t\u3000]*")
_DRAFT = re.compile(r"^(?:draft|草稿)\s*[:：][ \t]*(?:true|是)[ \t\r]*$", re.MULTILINE | re.IGNORECASE)
_LIKE_KEY = re.compile(r"[\w\u3000 ./（）-]{1,60}[:：]|\s+\S|#|- ")


class FrontMatter(msgspec.Struct, frozen=True):
    """What one file gives.

    meta:     the record of its kind, or None when something stops
    body:     the text with the lines of the front matter left blank: line numbers stay true
    findings: by place
    """

    meta: Meta | None
    body: str
    findings: tuple[Finding, ...] = ()


class _Cut(msgspec.Struct):
    """A file cut in two: the YAML text, the line it begins on, the body, and what was wrong with the fences."""

    yaml: str | None
    first_line: int
    body: str
    findings: list[Finding]


def says_draft(data: bytes) -> bool:
    """Return whether a file that could not be read says all the same that it is a draft."""
    settings = data[: SIZE_LIMIT_BYTES * 2].decode("utf-8-sig", "replace").partition("\n---")[0]
    return _DRAFT.search(settings) is not None


def kind_of(path: str) -> str | None:
    """Return the kind that the folder of a Markdown file stands for, or None."""
    parts = path.split("/")
    if parts[0] == "content" and len(parts) > 2:
        return FOLDERS.get(parts[1])
    return "lesson" if parts[0] == "courses" and len(parts) == 3 else None


def parse(path: str, text: str) -> FrontMatter:
    """Return the front matter and body of the Markdown file at `path` (POSIX, from the site's root)."""
    kind = kind_of(path)
    cut = _cut(path, text)
    findings = cut.findings
    if kind is None:
        findings.append(found("front-matter-folder", path))
    meta: Content | None = None
    if cut.yaml is not None and kind is not None:
        meta, more = _loaded(KINDS[kind], path, cut.yaml, cut.first_line)
        findings += more
        if isinstance(meta, Lesson) and not meta.slug:
            meta = _with_slug(meta, path.rsplit("/", 1)[-1].rsplit(".", 1)[0].removesuffix(".en"), path, findings)
    return FrontMatter(_unless_stopped(meta, findings), cut.body, tuple(ordered(findings)))


def parse_course(path: str, text: str) -> tuple[Course | None, list[Finding]]:
    """Return the course of `courses/<course>/course.yml`; its slug is the folder's name unless given."""
    meta, findings = _loaded(Course, path, text, 1)
    if meta is not None and not meta.slug:
        meta = _with_slug(meta, path.split("/")[-2] if "/" in path else "", path, findings)
    return cast("Course | None", _unless_stopped(meta, findings)), ordered(findings)


def settings(path: str, text: str) -> Mapping | None:
    """Return the settings of a file as typed, each with its place, or None where they cannot be read.

    path: of a Markdown file or of a course.yml; text: the whole file
    """
    if path.endswith(".yml"):
        return read_yaml(text, path, known_keys(Course)).root
    kind, cut = kind_of(path), _cut(path, text)
    return (
        None
        if kind is None or cut.yaml is None
        else read_yaml(cut.yaml, path, known_keys(KINDS[kind]), cut.first_line).root
    )


def _loaded(kind: type[Content], path: str, text: str, first_line: int) -> tuple[Content | None, list[Finding]]:
    read = read_yaml(text, path, known_keys(kind), first_line)
    if read.root is None:
        return None, read.findings
    meta, findings = load(kind, read.root, path, whole=read.whole)
    findings += read.findings
    if meta is not None:
        findings += _disordered(meta, read.root, path)
        findings += unreadable(meta.lexicon, read.root, path)
    return meta, findings


def _unless_stopped(meta: Content | None, findings: list[Finding]) -> Meta | None:
    return None if any(finding.level == STOP for finding in findings) else cast("Meta | None", meta)


def _with_slug(meta: Any, name: str, path: str, findings: list[Finding]) -> Any:
    """Return the record with a slug from a file or folder name."""
    try:
        return msgspec.structs.replace(meta, slug=read_slug(name))
    except Refused:
        findings.append(found("front-matter-file-name", path, text=name))
        return None


def _disordered(meta: Content, root: Mapping, path: str) -> list[Finding]:
    """Return findings for pairs of dates that stand the wrong way round."""
    findings = []
    for first, second in _IN_ORDER:
        earlier, later = getattr(meta, first, ""), getattr(meta, second, "")
        if not earlier or not later or not _after(earlier, later):
            continue
        names = (second, *FIELDS[second].names)
        key = next(key for key, _ in root.pairs if key.text in names)
        names_of: dict[str, Any] = {"called": called(second, FIELDS[second]), "first": called(first, FIELDS[first])}
        at = (key.line, key.column)
        findings.append(told("front-matter-order", path, at, later=later, earlier=earlier, **names_of))
    return findings


def _after(one: str, two: str) -> bool:
    """Return whether ISO text `one` is later than `two`; a bare date is the whole day.

    Where only one of them says its offset, both are read as times of one clock: which zone the other is in,
    the file does not say.
    """
    from datetime import datetime

    if len(one) == 10 or len(two) == 10:
        return one[:10] > two[:10]
    earlier, later = datetime.fromisoformat(one), datetime.fromisoformat(two)
    if (earlier.tzinfo is None) != (later.tzinfo is None):
        return earlier.replace(tzinfo=None) > later.replace(tzinfo=None)
    return earlier > later


def _cut(path: str, text: str) -> _Cut:
    """Cut a file at its two fences; explain fences that are missing, late or mistyped."""
    first, _, rest = text.partition("\n")
    if _OPEN.fullmatch(first):
        if match := _CLOSE.search(rest):
            yaml = rest[: match.start()]
            body = "\n" * (2 + yaml.count("\n")) + rest[match.end() + 1 :]
            return _Cut(yaml.removesuffix("\n"), 2, body, [])
        return _unclosed(path, rest, 2, [])
    lines = text[: SIZE_LIMIT_BYTES * 2].split("\n")
    index = next((n for n, line in enumerate(lines) if line.strip()), None)
    if index is None or not _LIKE_FENCE.fullmatch(lines[index]):
        return _Cut(None, 1, text, [found("front-matter-missing", path, (1, 1))])
    rest = "\n".join(text.split("\n")[index + 1 :])
    findings = []
    if index:
        findings.append(found("front-matter-late", path, (index + 1, 1)))
    if not _OPEN.fullmatch(lines[index]):
        findings.append(found("front-matter-fence", path, (index + 1, 1), typed=lines[index].strip()))
    return _unclosed(path, rest, index + 2, findings)


def _unclosed(path: str, rest: str, first_line: int, findings: list[Finding]) -> _Cut:
    """Return the cut where a right or mistyped fence closes, or where lines stop looking like settings."""
    lines = rest.split("\n")
    end = len(lines)
    for index, line in enumerate(lines):
        if _LIKE_FENCE.fullmatch(line):
            end = index
            if not _OPEN.fullmatch(line):
                findings.append(found("front-matter-fence", path, (first_line + index, 1), typed=line.strip()))
            break
        if index * 2 > SIZE_LIMIT_BYTES or not line.strip() or not _LIKE_KEY.match(line) or line.startswith("# "):
            end = index
            findings.append(found("front-matter-unclosed", path, (first_line + index, 1), excerpt=line.strip()))
            break
    else:
        findings.append(found("front-matter-unclosed", path, (first_line + len(lines) - 1, 1)))
    blank = "\n" * (first_line - 1 + end)
    closing = end < len(lines) and bool(_LIKE_FENCE.fullmatch(lines[end]))
    body = blank + ("\n" if closing else "") + "\n".join(lines[end + closing :])
    return _Cut("\n".join(lines[:end]), first_line, body, findings)
