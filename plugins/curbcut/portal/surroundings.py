"""What a rendition that stands alone is told of the site: its name, where things are, what replaces a document.

A page has these beside it; a file that somebody prints or keeps has only what was put into it.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any

from curbcut.core.config import SiteConfig
from curbcut.core.steps import Head
from curbcut.core.vocabularies import in_language
from curbcut.portal.addresses import absolute, file_url
from curbcut.portal.context import RELATIONS
from curbcut.portal.parts import title_of
from curbcut.portal.shelf import Shelf


def surroundings(shelf: Shelf, config: SiteConfig, volumes: tuple[Head, ...], assets: Container[str]) -> dict[str, Any]:
    """Return plain data about a document's place in the site.

    volumes:   the document, or a course and its lessons
    name:      of the site, in the document's language
    address:   full address of its page, ``""`` where the configuration has no `url`
    addresses: path of a source or file that it links to, shows or offers → full address
    related:   [relation, title, language, full address] of other documents, those that replace this one first
    expired:   whether its page is out of date (`expire_at` has passed)
    """
    base, head = config.url, volumes[0]
    return {
        "name": in_language(config.title, head.lang),
        "address": absolute(base, head.url) if base else "",
        "addresses": dict(_addresses(shelf, base, volumes, assets)) if base else {},
        "related": [list(told) for told in _related(shelf, base, head)],
        "expired": head.path in shelf.expired,
    }


def _addresses(shelf: Shelf, base: str, volumes: tuple[Head, ...], assets: Container[str]) -> Iterator[tuple[str, str]]:
    named = (
        (
            *(link.path for link in head.links),
            *(asset.path for asset in head.assets),
            *(offered.file for offered in head.meta.attachments),
        )
        for head in volumes
    )
    for path in dict.fromkeys(path for paths in named for path in paths):
        target = shelf.by_path.get(path)
        if target is not None:
            yield path, absolute(base, target.url)
        elif path in assets:
            yield path, absolute(base, file_url(path))


def _related(shelf: Shelf, base: str, head: Head) -> Iterator[tuple[str, str, str, str]]:
    for how, other in shelf.back.get(head.path, ()):
        yield how, title_of(other), other.lang, absolute(base, other.url) if base else ""
    for relation in RELATIONS:
        for name in getattr(head.meta, relation, None) or ():
            found = shelf.find(name, head.lang)
            if found is None:
                yield relation, name, head.lang, ""
            else:
                yield relation, title_of(found), found.lang, absolute(base, found.url) if base else ""
