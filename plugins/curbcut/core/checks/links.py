"""Links, pictures and attachments: each leads to something that is published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from curbcut.core.checks.placing import Opener, typed_place
from curbcut.core.findings import Finding, found
from curbcut.core.model import Document, Place
from curbcut.core.particulars import anchors
from curbcut.core.steps import Head


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
                yield found("asset-missing", head.path, typed_place(open_(head.path), name), target=path)


def offered(head: Head) -> tuple[str, ...]:
    """Return the files that a document's front matter offers: attachments and its sign-language video."""
    return tuple(
        path for path in (*(attachment.file for attachment in head.meta.attachments), head.meta.sign_video) if path
    )


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
    return at if at != (0, 0) else typed_place(doc, path.rpartition("/")[2])


def _place(doc: Document, tag: str, attribute: str, wanted: str, places: tuple[Place, ...]) -> tuple[int, int]:
    if not doc.body:
        return (0, 0)
    elements = [e for e in doc.tree().iter(tag) if e.get(attribute) and not _machinery(e.get("class"))]
    for element, place in zip(elements, places, strict=False):
        if element.get(attribute) == wanted:
            return place.line, place.column
    return (0, 0)


def _machinery(classes: str | None) -> bool:
    return bool(classes) and "footnote" in str(classes)
