"""A page as it stands in a kit: its links work in a folder without a server, and it says of which day it is.

A link to a folder names the page in it. A link to what is not in the kit leads to the site on the web where that has an
address, and says so; else its words stay without a link, and say that it was not saved.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from html import escape, unescape
from urllib.parse import quote, unquote, urlsplit

from curbcut.core.model import Record
from curbcut.core.particulars import date_text
from curbcut.core.words import label
from curbcut.serving.lost import at_root

INDEX = "index.html"
_TAG = re.compile(
    r"<(a|area|link|form|img|script|audio|video|source|track)((?:\s+[^\s=<>\"']+(?:=\"[^\"]*\")?)*)\s*/?>"
)
_ADDRESS = re.compile(r"(\s(?:href|action|src)=\")([^\"]*)\"")
_REFRESH = re.compile(r'(<meta http-equiv="refresh" content="0; url=)([^"]*)"')
_LANG = re.compile(r'<html lang="([^"]*)"')
_PLAYER = re.compile(r'<div class="player">.*?</div>\n?', re.DOTALL)
_LESSON = re.compile(r'<div class="text" data-lesson=[^>]*>')
_TOLD = re.compile(r'( data-(?:url|progress)="[^"]*/)(?=")')
_SAVING = re.compile(
    r'<section class="part around" aria-labelledby="cc-save">.*?</section>\n?|<li><a href="#cc-save">[^<]*</a></li>\n?',
    re.DOTALL,
)
_MANIFEST = re.compile(r'<link rel="manifest"[^>]*>\n?')
_OFFERS = re.compile(r'data-offers="([^"]*)"(.*?)(?: data-easy="([^"]*)")?>')
_LISTENING = {"listen", "slow", "fast", "follow", "pause"}
_HEADER = '<header class="site">\n'


class Kept(Record, frozen=True):
    """What a page of a kit is told of it. paths: of its files, from the site's root; base: the site's public address or ``""``."""

    paths: frozenset[str]
    day: str
    base: str = ""


class _Address(Record, frozen=True, gc=False):
    """An address of a page. path: of the file, from the site's root, ``""`` for one outside of it; rest: from `?` or `#` on."""

    path: str
    shown: str = ""
    rest: str = ""


def page_in_kit(page: bytes, path: str, kept: Kept) -> bytes:
    """Return a page of the release as the kit has it. path: from the site's root."""
    html = page.decode()
    lang = language(html)
    html = _PLAYER.sub(lambda found: _player(found[0], path, kept), html)
    html = _SAVING.sub("", html)  # a kit is saved already
    html = _OFFERS.sub(lambda found: _offered(found, kept), html, count=1)
    html = _linked(html, path, kept, lang)
    html = _LESSON.sub(lambda found: _TOLD.sub(rf"\1{INDEX}", found[0]), html)
    html = _REFRESH.sub(lambda found: f'{found[1]}{_moved(found[2], path, kept)}"', html)
    address = kept.base + path.removesuffix(INDEX) if kept.base else ""
    return html.replace(_HEADER, saved_line(kept.day, lang, address) + _HEADER, 1).encode()


def saved_line(day: str, lang: str, address: str) -> str:
    """Return the line that says of which day a page is. address: where the current one stands, or ``""``."""
    text = escape(label("kit_saved", lang, day=date_text(day, lang)))
    link = f' <a class="link" href="{escape(address)}">{escape(label("kit_current", lang))}</a>' if address else ""
    name = escape(label("kit_copy", lang))
    return f'<section class="emergency" aria-label="{name}"><div class="bar"><p>{text}{link}</p></div></section>\n'


def language(html: str) -> str:
    """Return the language of a page."""
    found = _LANG.search(html)
    return found[1] if found else "zh-Hans"


def needed(page: bytes, path: str) -> Iterator[str]:
    """Yield the paths of all files of the site that a page links to or shows."""
    for tag in _TAG.finditer(page.decode()):
        for found in _ADDRESS.finditer(tag[2]):
            if target := _resolved(unescape(found[2]), path).path:
                yield target


def _linked(html: str, path: str, kept: Kept, lang: str) -> str:
    pieces, at = [], 0
    for tag in _TAG.finditer(html):
        if tag.start() < at:
            continue
        found = _ADDRESS.search(tag[2])
        address = _resolved(unescape(found[2]), path) if found else _Address(path="")
        if found is None or not address.path:
            continue
        begins = tag.start(2) + found.start(2)
        pieces.append(html[at : tag.start()])
        if address.path in kept.paths:
            pieces.append(f"{html[tag.start() : begins]}{escape(address.shown + address.rest)}")
            at = tag.start(2) + found.end(2)
        elif tag[1] == "a":
            end = html.index("</a>", tag.end())
            pieces.append(_away(tag[0].replace(found[2], _online(address, kept), 1), html[tag.end() : end], kept, lang))
            at = end + len("</a>")
        else:
            at = tag.end() + (html[tag.end() : tag.end() + 1] == "\n")
    return "".join((*pieces, html[at:]))


def _away(tag: str, words: str, kept: Kept, lang: str) -> str:
    note = f"<small>{escape(label('kit_online' if kept.base else 'kit_left_out', lang))}</small>"
    return f"{tag}{words}{note}</a>" if kept.base else f"<span>{words}{note}</span>"


def _online(address: _Address, kept: Kept) -> str:
    return escape(kept.base + quote(address.path.removesuffix(INDEX)) + address.rest)


def _player(html: str, path: str, kept: Kept) -> str:
    sources = (_resolved(unescape(found[1]), path).path for found in re.finditer(r'<audio src="([^"]*)"', html))
    return html if all(source in kept.paths for source in sources) else ""


def _offered(found: re.Match[str], kept: Kept) -> str:
    """Return the ways of learning of the page of preferences without those that nothing in the kit follows."""
    easy = tuple(unescape(found[3] or "").split())
    missing = set() if any(path.endswith("/audio.mp3") for path in kept.paths) else set(_LISTENING)
    missing |= set() if any(f"{address}{INDEX}" in kept.paths for address in easy) else {"easy"}
    missing |= set() if any("course/" in path for path in kept.paths) else {"one"}
    return f'data-offers="{" ".join(name for name in found[1].split() if name not in missing)}"{found[2]}>'


def _moved(url: str, path: str, kept: Kept) -> str:
    address = _resolved(unescape(url), path)
    return escape(address.shown + address.rest) if address.path in kept.paths else url


def _resolved(url: str, here: str) -> _Address:
    """Return what an address of a page means, and how it is written where no server turns a folder into its page."""
    if not url or url[0] in "?#" or url.startswith("//") or urlsplit(url).scheme:
        return _Address(path="")
    bare = re.split(r"[?#]", url, maxsplit=1)[0]
    rest = url[len(bare) :]
    folder = bare.endswith("/") or bare.rpartition("/")[2] in (".", "..")
    shown = bare.rstrip("/") + "/" + INDEX if folder else bare
    path = posixpath.normpath(posixpath.join("/", posixpath.dirname(here), unquote(shown)))
    return _Address(path=path.lstrip("/"), shown=shown, rest=rest)


def root_page(page: bytes, kept: Kept) -> bytes:
    """Return 404.html for the counter, which stands at the root of its host."""
    html = _MANIFEST.sub("", at_root(page.decode()))  # a kit is no application to be installed
    return html.replace(_HEADER, saved_line(kept.day, language(html), "") + _HEADER, 1).encode()
