"""All files of a plan: the page, the print, the plain text; and the pages of the site, if they are to come along."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from itertools import chain
from pathlib import Path

from curbcut.core import release as releases
from curbcut.core.config import SiteConfig
from curbcut.core.errors import UsageProblem
from curbcut.core.findings import Finding, ordered
from curbcut.core.model import Blob, Document, Made
from curbcut.core.rooms import room, tool_versions
from curbcut.core.steps import SOURCE, check
from curbcut.core.words import label
from curbcut.kit.choosing import Wish
from curbcut.kit.pages import INDEX
from curbcut.kit.parts import KIT, START, Kit
from curbcut.plans.document import document
from curbcut.plans.page import Around, File, assets, page
from curbcut.plans.resolving import Outline
from curbcut.portal.addresses import prefix

PAGE, PRINT, TEXT = INDEX, "plan.pdf", "plan.txt"
VERSION = 1
"""Of kit.json, which says what this is, as in a kit."""
_SITE = "site/"


def unprintable(outline: Outline) -> list[Finding]:
    """Return the characters of a plan that no font of ours has, each where it was typed."""
    doc = document(outline, lambda url: "", paper=True)
    return ordered(check("curbcut.rules.glyphs", doc))


def text(outline: Outline) -> bytes:
    """Return the plan as plain text."""
    made: Made = room("renditions", "plain").render(_on_paper(outline), room("renditions", "plain").Options(), {})
    return made.files["plain.txt"]


def brought(outline: Outline, config: SiteConfig, build: Path, include: tuple[str, ...] | None) -> Kit | None:
    """Return the pages that the steps lead to, as a kit of the live release has them; None where they lead to none.

    include: formats, as `curbcut kit` takes them

    raises: UsageProblem where the release lacks one of them
    """
    urls = [form.url for step in outline.steps for form in step.forms if not form.media]
    if not urls:
        return None  # a kit of nothing in particular would be the whole site
    there = {str(file["path"]) for file in releases.listed((build / "site").resolve())}
    for url in urls:
        if url + INDEX not in there:
            raise UsageProblem("plan-not-built", what=url.strip("/"))
    return Kit(build, config, Wish(include=include, only=tuple(dict.fromkeys(_plain(url, config) for url in urls))))


def _plain(url: str, config: SiteConfig) -> str:
    """Return an address without the language."""
    heads = {prefix(lang) for lang in (config.language, *config.languages)}
    return next((url.removeprefix(head) for head in sorted(heads - {""}) if url.startswith(head)), url)


def contents(outline: Outline, kit: Kit | None) -> dict[str, bytes]:
    """Return the files of a plan by path, all but those of the site. kit: the pages that come along"""
    online = outline.base
    kept = kit.kept.paths if kit else frozenset()

    def address(url: str) -> str:
        path = url + INDEX if url.endswith("/") or not url else url
        return _SITE + path if path in kept else online + url if online else ""

    words = text(outline)
    printing = room("renditions", "large_print")
    site = Made(files={SOURCE: words}, facts={"name": outline.site})
    print_ = printing.render(_on_paper(outline), printing.Options(), {"site": site})
    data = print_.files[printing.FILE]
    files = (
        File(path=PRINT, name=label("plan_print", outline.lang), media=printing.MEDIA, size_bytes=len(data), pages=print_.facts["pages"]),
        File(path=TEXT, name=label("plan_text", outline.lang), media="text/plain", size_bytes=len(words)),
    )  # fmt: skip
    home, preferences = (address(prefix(outline.lang) + name) for name in ("", "preferences/"))
    around = Around(files=files, home=home, preferences=preferences)
    shown = page(outline, document(outline, address, paper=False), around)
    return {PAGE: shown, PRINT: data, TEXT: words, **assets()}


def _on_paper(outline: Outline) -> Document:
    return document(outline, lambda url: outline.base + url if outline.base else "", paper=True)


def listed(outline: Outline, own: dict[str, bytes], kit: Kit | None) -> Iterator[tuple[str, bytes]]:
    """Yield every file of a plan's folder, the list of all last: it is written, checked and replaced like a kit."""
    told = {"version": VERSION, "day": outline.day, "format": "plan", "lang": outline.lang}
    ours = {KIT: (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode(), **own}
    theirs = kit.contents() if kit else ()
    site = (file for file in theirs if file[0] not in (KIT, START, releases.MANIFEST))
    items = []
    for path, data in chain(sorted(ours.items()), site):
        blob = Blob(digest=sha256(data).hexdigest(), size=len(data))
        items.append(releases.Item(path=path, blob=blob, rendition="plan"))
        yield path, data
    yield releases.MANIFEST, releases.manifest(items, tool_versions(("curbcut",)))
