"""Checks across documents: addresses, ids, links, pictures, courses. Pure over heads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet

from curbcut.core.findings import WARN, Finding, found, stopping
from curbcut.core.model import Document, Place
from curbcut.core.particulars import anchors
from curbcut.core.steps import Head

Opener = Callable[[str], Document]
"""Gives the Document of a path with its places, its source as typed; called only where something is wrong."""


def check_addresses(heads: Iterable[Head]) -> Iterator[Finding]:
    """Yield a finding for each document whose address or id another one already has."""
    urls: dict[str, str] = {}
    ids: dict[tuple[str, str], str] = {}
    for head in sorted(heads, key=lambda head: head.path):
        other = urls.setdefault(head.url.casefold(), head.path)
        if other != head.path:
            yield found("address-taken", head.path, (1, 1), address=head.url, other=other)
        name = getattr(head.meta, "id", None)
        if name:
            other = ids.setdefault((str(name).casefold(), head.lang), head.path)
            if other != head.path:
                yield found("id-taken", head.path, (1, 1), id=name, other=other)


def check_courses(
    heads: Iterable[Head], waiting: Iterable[Head], unread: AbstractSet[str], open_: Opener
) -> Iterator[Finding]:
    """Yield findings about courses: lessons without course.yml, listed lessons that do not exist.

    heads: what is published; waiting: drafts and what waits for its time; unread: paths that gave no document
    """
    lessons: dict[str, set[str]] = {}
    courses, shown = {}, set()
    for head in heads:
        folder = _folder(head.path)
        if head.kind == "course":
            courses[folder] = head
        elif head.kind == "lesson":
            shown.add(folder)
            lessons.setdefault(folder, set()).update(_lesson_names(head))
    for head in (head for head in heads if head.kind == "lesson"):
        if _folder(head.path) not in courses and f"{_folder(head.path)}/course.yml" not in unread:
            yield found("course-missing", head.path)
    for head in waiting:
        lessons.setdefault(_folder(head.path), set()).update(_lesson_names(head))
    for folder, course in courses.items():
        if any(_folder(path) == folder for path in unread):
            continue  # what that file would have been called, nobody knows
        if folder not in shown:
            yield found("course-without-lessons", course.path, level=WARN)
        for name in getattr(course.meta, "lessons", None) or ():
            if str(name) not in lessons.get(folder, ()):
                yield found("lesson-missing", course.path, _typed_place(open_(course.path), str(name)), lesson=name)


def check_links(
    heads: Iterable[Head],
    unpublished: AbstractSet[str],
    unread: AbstractSet[str],
    assets: AbstractSet[str],
    open_: Opener,
) -> Iterator[Finding]:
    """Yield links, pictures and attachments that lead nowhere, each at its place in the source.

    heads: what is published; unpublished: paths of drafts and of what waits for its time;
    unread: paths that gave no document, and say why themselves
    """
    published = {head.path: head for head in heads}
    for head in published.values():
        for link in head.links:
            target = published.get(link.path)
            if target is not None:
                if link.fragment and not _has(target, link.fragment, open_):
                    at = _link_place(open_(head.path), link.path, link.fragment)
                    yield found("fragment-missing", head.path, at, target=link.path, fragment=link.fragment)
            elif link.path in unpublished:
                yield found(
                    "link-unpublished",
                    head.path,
                    _link_place(open_(head.path), link.path, link.fragment),
                    target=link.path,
                )
            elif link.path not in assets and link.path not in unread:
                yield found(
                    "link-broken", head.path, _link_place(open_(head.path), link.path, link.fragment), target=link.path
                )
        for asset in head.assets:
            if asset.path not in assets and asset.path not in published and asset.path not in unread:
                yield found("asset-missing", head.path, _asset_place(open_(head.path), asset.path), target=asset.path)
        for path in offered(head):
            if path not in assets and path not in unread:
                name = path.rpartition("/")[2]
                yield found("asset-missing", head.path, _typed_place(open_(head.path), name), target=path)


def offered(head: Head) -> tuple[str, ...]:
    """Return the files that a document's front matter offers: attachments and its sign-language video."""
    return tuple(
        path for path in (*(attachment.file for attachment in head.meta.attachments), head.meta.sign_video) if path
    )


def demoted(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings of a draft: what would stop publishing only warns while nobody can read it."""
    listed = list(findings)
    stops = {id(finding) for finding in stopping(listed)}
    return [
        Finding(
            rule=f.rule, level=WARN, path=f.path, line=f.line, column=f.column, words=f.words, excerpt=f.excerpt
        ) if id(f) in stops else f
        for f in listed
    ]  # fmt: skip


def _has(target: Head, fragment: str, open_: Opener) -> bool:
    if any(heading.id == fragment for heading in target.headings):
        return True
    if fragment in anchors(target.meta):
        return True
    return f'id="{fragment}"' in open_(target.path).body


def _link_place(doc: Document, path: str, fragment: str) -> tuple[int, int]:
    wanted = f"site:{path}#{fragment}" if fragment else f"site:{path}"
    return _place(doc, "a", "href", wanted, doc.spots.links)


def _asset_place(doc: Document, path: str) -> tuple[int, int]:
    at = _place(doc, "img", "src", f"site:{path}", doc.spots.images)
    at = at if at != (0, 0) else _place(doc, "a", "href", f"site:{path}", doc.spots.links)
    return at if at != (0, 0) else _typed_place(doc, path.rpartition("/")[2])


def _typed_place(doc: Document, name: str) -> tuple[int, int]:
    """Return where a name first stands in the file as typed."""
    offset = doc.source.find(name)
    return (0, 0) if offset < 0 else (doc.source.count("\n", 0, offset) + 1, offset - doc.source.rfind("\n", 0, offset))


def _place(doc: Document, tag: str, attribute: str, wanted: str, places: tuple[Place, ...]) -> tuple[int, int]:
    if not doc.body:
        return (0, 0)
    elements = [e for e in doc.tree().iter(tag) if e.get(attribute) and not _machinery(e.get("class"))]
    for element, place in zip(elements, places, strict=False):
        if element.get(attribute) == wanted:
            return place.line, place.column
    return (0, 0)


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _lesson_names(lesson: Head) -> tuple[str, str]:
    return lesson.slug.rpartition("/")[2], lesson.path.rpartition("/")[2].removesuffix(".md").removesuffix(".en")


def _machinery(classes: str | None) -> bool:
    return bool(classes) and "footnote" in str(classes)
