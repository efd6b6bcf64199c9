"""Reading without a network: the worker that keeps pages on a device, the app manifest, and what belongs to a part of the site.

sw.js              the worker (`sw.js` in this folder says what it does), with what it must have before it counts as complete: the
                   theme's files and the pages `offline/`, by name and digest. Other bytes mean a new release to a browser
site.webmanifest   name, language, icon: addresses relative to itself, so that a site may stand below a path
PART/offline.json  files of a part that readers may save (a list of a kind, a course, the search): address from the site's
                   root, size in bytes, first signs of its SHA-256; recordings apart

Source: Service Workers (W3C), Web Application Manifest (W3C), decision 016.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Annotated, Any, ClassVar

import msgspec

from curbcut.core.catalogue import FOLDERS, Catalogue
from curbcut.core.fields import FieldWords, field
from curbcut.core.headers import WORKER
from curbcut.core.minifying import minified
from curbcut.core.model import Made, Record
from curbcut.core.scalars import Language, Short, Term
from curbcut.core.steps import Head
from curbcut.core.words import LANGUAGES, label

NAME = {"zh": "离线阅读", "en": "Reading without a network"}
NEEDS: tuple[str, ...] = ()
TOOLS: tuple[str, ...] = ("tdewolff-minify",)
STANDS_ON = ("minifying",)
ONLINE = LISTS_PUBLISHED = True

PAGE = "offline/"
"""Address of the page for what is not there, below a language's own."""
_INDEX = "index.html"
_PAINT, _INK = "#ffffff", "#0b4a52"
"""Ground and head of the theme's light colours: what a browser shows before the page. Source: theme/assets/site.css."""
_SAID = ("kept", "past", "away", "again")
_TOLD = " = TOLD,"
_DIGITS = 12  # hex digits of a file's digest: enough to see that it changed


_ICONS = (
    ("icon", {"sizes": "any", "type": "image/svg+xml"}),
    ("icon-192", {"sizes": "192x192", "type": "image/png"}),
    ("icon-512", {"sizes": "512x512", "type": "image/png"}),
    ("icon-maskable", {"sizes": "512x512", "type": "image/png", "purpose": "maskable"}),
)
"""The theme's icons: some browsers install no site that has only an SVG; of a maskable one a device may cut a circle."""


class Options(Record, frozen=True):
    """short_name: the site's name below its icon on a phone, by language; the title where left out."""

    FIELDS: ClassVar[dict[str, FieldWords]] = {
        "short_name": field(
            "简称",
            "手机上图标下面的名字，按语言写；不写就用网站名称",
            "the name below the site's icon on a phone, by language; the title where left out",
        )
    }
    short_name: Annotated[dict[Language, Term], Short(text="und")] = {}


class _File(Record, frozen=True):
    """A published file. path: from the site's root; shown: pictures on it, for a page."""

    path: str
    size: int
    digest: str
    rendition: str
    source: str = ""
    shown: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """Where a browser asks for it."""
        return self.path.removesuffix(_INDEX) if self.path.endswith(f"/{_INDEX}") else self.path

    def listed(self) -> tuple[str, int, str]:
        """Return it as a list has it."""
        return self.address, self.size, self.digest[:_DIGITS]


def gather(heads: tuple[Head, ...], options: Options, site: dict[str, Any], made: dict[str, dict[str, Made]]) -> Made:
    """Return the worker, the manifest, and the list of each part; nothing where the site has no page for what is not there."""
    del made
    catalogue = Catalogue(heads, site)
    files = {told["path"]: msgspec.convert(told, _File) for told in site["published"]}
    pages = [path for edition in catalogue.editions if f"{(path := edition.prefix + PAGE)}{_INDEX}" in files]
    if not pages:
        return Made()
    lists = {f"{part}offline.json": _encoded(held) for part, held in _parts(catalogue, files)}
    worker = _worker(catalogue, files, pages)
    return Made(files={WORKER: worker, "site.webmanifest": _manifest(catalogue, files, options), **lists})


def _worker(catalogue: Catalogue, files: dict[str, _File], pages: list[str]) -> bytes:
    # Pictures of the icon are for the system, which fetches them when somebody installs the site.
    theme = [path for path, file in files.items() if file.rendition == "theme" and not path.endswith(".png")]
    searches = [f"{edition.prefix}search/" for edition in catalogue.editions]
    wanted = [path for path in searches if f"{path}{_INDEX}" in files] if "search/manifest.js" in files else []
    told = {
        "shell": sorted([*theme, *pages]),
        "wanted": [*wanted, *(["search/manifest.js"] if wanted else [])],
        "offline": pages,
        "keeping": next((path for path in theme if path.startswith("assets/keeping.")), ""),
        "digests": [files[path + _INDEX].digest[:_DIGITS] for path in pages],
        "words": {lang: {name: label(f"offline_worker_{name}", lang) for name in _SAID} for lang in LANGUAGES},
        "bare": _bare(catalogue),
    }
    template = Path(__file__).with_name("sw.js").read_text("utf-8")
    version = sha256(template.encode() + _encoded(told)).hexdigest()[:_DIGITS]
    worker = template.replace(_TOLD, f" = {_encoded({'version': version, **told}).decode()},", 1)
    return minified(worker, ".js").encode()


def _bare(catalogue: Catalogue) -> str:
    """Return the page that is shown where a browser has thrown away the one that was kept."""
    lang = str(catalogue.site.get("language") or "zh-Hans")
    title, phone = escape(catalogue.text("title", lang)), str((catalogue.site.get("contact") or {}).get("phone") or "")
    call = f"<p>{escape(label('offline_worker_call', lang, phone=phone))}</p>" if phone else ""
    head = (
        f'<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title></head>'
    )
    return f'<!DOCTYPE html><html lang="{lang}">{head}<body><main><h1>{title}</h1>{call}</main></body></html>'


def _manifest(catalogue: Catalogue, files: dict[str, _File], options: Options) -> bytes:
    lang = str(catalogue.site.get("language") or "zh-Hans")
    title = catalogue.text("title", lang)
    theme = sorted(path for path, file in files.items() if file.rendition == "theme")
    told = {
        "id": "./", "name": title, "short_name": options.short_name.get(lang) or options.short_name.get("und") or title,
        "lang": lang, "dir": "ltr", "start_url": "./", "scope": "./", "display": "standalone",
        "background_color": _PAINT, "theme_color": _INK,
        "icons": [{"src": path, **kind} for name, kind in _ICONS for path in theme if path.startswith(f"assets/{name}.")],
    }  # fmt: skip
    return _encoded(told)


def _parts(catalogue: Catalogue, files: dict[str, _File]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the address of each part that can be saved, and what belongs to it."""
    gone = {head.path for head in catalogue.heads if head.path in catalogue.expired}
    wanted = [f"{edition.prefix}{kind}/" for edition in catalogue.editions for kind in FOLDERS]
    wanted += [head.url for head in catalogue.heads if head.kind == "course" and head.path not in gone]
    current = [file for file in files.values() if file.source not in gone]
    for part in wanted:
        if f"{part}{_INDEX}" in files:
            inside = [file for file in current if file.path.startswith(part)]
            pages = [file for file in inside if file.rendition == "page"]
            pictures = {
                path
                for page in pages
                for path in (*page.shown, part.replace("place/", "places/map.svg"))
                if path in files
            }
            sounds = [file for file in inside if file.rendition == "audio"]
            yield part, _listed([*pages, *(files[path] for path in pictures)], sounds)
    index = [file for file in files.values() if file.rendition == "browser_search"]
    if index:
        pages = [files[path] for edition in catalogue.editions if (path := f"{edition.prefix}search/{_INDEX}") in files]
        yield "search/", _listed([*pages, *index], [])


def _listed(files: Iterable[_File], sounds: Iterable[_File]) -> dict[str, Any]:
    return {"files": sorted(file.listed() for file in files), "sounds": sorted(file.listed() for file in sounds)}


def _encoded(value: Any) -> bytes:
    return msgspec.json.encode(value)
