"""Curbcut as a guest in somebody else's site: its options, and other formats beside the host's pages.

The host keeps its look, its addresses and its front matter. A guest without options adds nothing but
the Markdown extension (MkDocs) or nothing at all (Pelican).
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from contextlib import suppress
from html import escape
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urljoin

import msgspec

from curbcut.core import rooms
from curbcut.core.comments import without_comments
from curbcut.core.config import Rooms
from curbcut.core.errors import UsageProblem
from curbcut.core.findings import Finding, stopping
from curbcut.core.kinds import Page
from curbcut.core.media_types import media_type
from curbcut.core.model import Answer, Blob, Document, Made, Record, digest_of
from curbcut.core.options import load_options
from curbcut.core.options.telling import told
from curbcut.core.reading import convert
from curbcut.core.scalars import Language
from curbcut.core.steps import SOURCE, addressed
from curbcut.core.words import label
from curbcut.portal.context import formats_of
from curbcut.portal.documents import formats

EXTENSION = "curbcut.core.reading.extension:CurbcutExtension"
"""Our Markdown extension, as Python-Markdown imports it: hosts name it without an installed entry point."""

_CHINESE = {"": "Hans", "cn": "Hans", "sg": "Hans", "tw": "Hant", "hk": "Hant", "mo": "Hant"}


class GuestOptions(Record, frozen=True):
    """What a host can say.

    renditions: room name → its options (a list of names keeps their defaults); none by default
    language:   BCP 47 of the pages; by default the language the host states
    extension:  False leaves the host's own pages as they are; other formats are made all the same
    """

    renditions: Rooms = msgspec.field(default_factory=dict)
    language: Language = ""
    extension: bool = True


class GuestPage(Record, frozen=True):
    """A page of the host.

    path:      POSIX path of its source from the host's content folder
    text:      its Markdown, without front matter
    file:      where the host writes it: ``notices/plan/index.html`` or ``plan.html``
    addresses: source path → address on the web, of the host's pages and files; may be empty
    folder:    the host's content folder, where pictures are read for formats that hold them
    site:      what the host calls its site; base: its full address, ending with a slash, or ``""``
    """

    path: str
    text: str
    title: str
    lang: str
    file: str
    addresses: dict[str, str] = msgspec.field(default_factory=dict)
    folder: str = ""
    site: str = ""
    base: str = ""


class Offer(Record, frozen=True):
    """What a guest adds to a page.

    files:      where → bytes; places as `GuestPage.file`
    formats:    name, href (a file beside the page), media and detail of each
    complaints: what should be there and is not, in words for the host's log
    """

    files: dict[str, bytes] = msgspec.field(default_factory=dict)
    formats: tuple[dict[str, str], ...] = ()
    complaints: tuple[str, ...] = ()


class WrongOptions(UsageProblem):
    """The host's options cannot be used; `findings` say which, and how to put them right."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = findings
        super().__init__("argument-unusable", reason="")

    def text(self) -> str:
        """Return the findings, one after the other."""
        return "\n".join(finding.text() for finding in self.findings)


def options_of(given: Mapping[str, Any] | None, path: str) -> GuestOptions:
    """Return the options with those of every rendition filled in. Raises WrongOptions.

    given: plain data of the host's configuration; path: what to call that in a message
    """
    read, findings = load_options(GuestOptions, given, path)
    chosen: dict[str, Any] = {}
    for name, wanted in (read.renditions if read else {}).items():
        if name not in rooms.corridor("renditions"):
            findings.append(_no_room(name, path))
            continue
        options, more = load_options(rooms.room("renditions", name).Options, wanted, path)
        findings += more
        chosen[name] = msgspec.to_builtins(options)
    if read is None or stopping(findings):
        raise WrongOptions(stopping(findings))
    return msgspec.structs.replace(read, renditions=chosen)


def _no_room(name: str, path: str) -> Finding:
    from difflib import get_close_matches

    names = sorted(rooms.corridor("renditions"))
    near = get_close_matches(name[:60], names, n=1)
    return told(
        "config-unknown-room", path, (0, 0), room=name[:60], rooms=" ".join(near or names), called=("“renditions”", "`renditions`")
    )  # fmt: skip


def language_tag(given: str) -> str:
    """Return a host's language as BCP 47 with the script of Chinese: ``zh_CN`` is ``zh-Hans``."""
    base, _, rest = given.replace("_", "-").partition("-")
    if base.lower() == "zh":
        return f"zh-{_CHINESE.get(rest.lower(), rest)}"
    return f"{base}-{rest}" if rest else base


def offer(page: GuestPage, options: GuestOptions) -> Offer:
    """Return the other formats of a page. What cannot be made is a complaint, never an exception."""
    body = convert(page.text, path=page.path, lang=page.lang, strict=False)
    slug = posixpath.splitext(posixpath.basename(page.path))[0]
    doc = Document(
        path=page.path, slug=slug, url=page.file.removesuffix("index.html"), lang=page.lang,
        meta=Page(title=page.title, slug=slug), body=body.body, headings=body.headings,
        blocks=body.blocks, sentences=body.sentences, assets=body.assets, links=body.links,
        digest=digest_of(page.path, page.title, page.lang, page.text, page.addresses),
    )  # fmt: skip
    complaints = [msgspec.structs.replace(finding, line=0, column=0).text() for finding in stopping(body.findings)]
    made: dict[str, Made] = {}
    for name in options.renditions:
        try:
            _make(doc, page, name, options, made)
        except Exception as problem:  # noqa: BLE001 - a rendition that fails must not end the host's build
            complaints.append(f"{page.path}: {name}: {problem}")
    modules = {name: rooms.room("renditions", name) for name in options.renditions}
    files = {
        beside(page.file, file): data for name in modules if name in made for file, data in made[name].files.items()
    }
    return Offer(files=files, formats=_formats(page, modules, made), complaints=tuple(complaints))


def _make(doc: Document, page: GuestPage, name: str, options: GuestOptions, made: dict[str, Made]) -> Made:
    if name not in made:
        module = rooms.room("renditions", name)
        chosen = msgspec.convert(options.renditions.get(name, {}), type=module.Options)
        needs = {need: _make(doc, page, need, options, made) for need in module.NEEDS}
        shown = doc
        if getattr(module, "SHOWS_SITE", False):
            needs["site"] = _site(doc, page)
        else:
            shown = msgspec.structs.replace(doc, body=addressed(doc.body, page.addresses))
        listed = module.parts(shown, chosen) if hasattr(module, "parts") else ()
        made[name] = module.render(shown, chosen, needs, tuple(module.make_part(chosen, *part) for part in listed))
    return made[name]


def _site(doc: Document, page: GuestPage) -> Made:
    """Return what `portal.surroundings` tells of our own sites, as far as a host says it."""
    address = urljoin(page.base, doc.url) if page.base else ""
    addresses = {path: urljoin(address, there) for path, there in page.addresses.items()} if address else {}
    pictures = {}
    for asset in doc.assets:
        with suppress(OSError):
            if page.folder and media_type(asset.path).startswith("image/"):
                pictures[asset.path] = (Path(page.folder) / asset.path).read_bytes()
    facts = {"name": page.site, "address": address, "addresses": addresses, "related": [], "expired": False}
    return Made(files={SOURCE: without_comments(page.text).encode(), **pictures}, facts=facts)


def _formats(page: GuestPage, modules: dict[str, ModuleType], made: dict[str, Made]) -> tuple[dict[str, str], ...]:
    answers = {
        name: Answer(files={file: Blob(digest="", size=len(data)) for file, data in made[name].files.items()}, facts=made[name].facts)
        for name in modules
        if name in made
    }  # fmt: skip
    listed = formats(formats_of(answers, modules), modules, page.lang)
    return tuple({**entry, "href": posixpath.basename(beside(page.file, entry["href"]))} for entry in listed)


def beside(file: str, name: str) -> str:
    """Return where a page's file goes: into the page's own folder, or named after a page that has none.

    ``plan/index.html`` has ``plan/plain.txt``; ``plan.html`` has ``plan.plain.txt``, as its neighbours
    in the folder have theirs.
    """
    folder, page = posixpath.split(file)
    stem = posixpath.splitext(page)[0]
    return posixpath.join(folder, name if stem == "index" else f"{stem}.{name}")


def links(listed: tuple[dict[str, str], ...], lang: str, base: str = "") -> str:
    """Return the formats as XHTML for the end of a page, or an empty text where there are none.

    base: written before each address
    """
    if not listed:
        return ""
    opening, closing = ("（", "）") if lang.startswith("zh") else (" (", ")")
    rows = "".join(
        f'<li><a href="{escape(base + entry["href"])}" type="{escape(entry["media"])}">{escape(entry["name"])}</a>'
        f"{opening}{escape(entry['detail'])}{closing}</li>\n"
        for entry in listed
    )
    title = escape(label("other_formats", lang))
    return (
        f'\n<section class="curbcut-formats" lang="{escape(lang)}" aria-labelledby="curbcut-formats">\n'
        f'<h2 id="curbcut-formats">{title}</h2>\n<ul>\n{rows}</ul>\n</section>\n'
    )
