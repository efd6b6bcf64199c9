"""A page as it stands in a package: as in a kit, without the ways into a site that is not there, and known to the start page."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from hashlib import sha256

from curbcut.kit.pages import Kept, needed, page_in_kit
from curbcut.packages.start import Scripts, before_all

_CHROME = re.compile(r'<nav class="(?:main|crumbs)".*?</nav>\n?|<footer class="site">.*?</footer>', re.DOTALL)
_ITEM = re.compile(r"<li>(<a [^>]*>)[^<]*</a></li>\n?")
_ITEMS = re.compile(r"<nav[^>]*>(?:(?!</nav>|<li>).)*</nav>\n?", re.DOTALL)
_LANGUAGE = re.compile(r'(<a class="link" )[^>]*hreflang=[^>]*>[^<]*</a>\n?')
_REPORT = re.compile(r'<p class="said around">(<a [^>]*>)[^<]*</a></p>\n?')
_ADDRESS = re.compile(r'(<[a-z]+ (?:[^<>]*? )?)(href|src|poster)="([^"]*)"')
_PREFS = re.compile(r"(<script src=\"[^\"]*prefs\.[^\"]*\"[^>]*></script>\n)")


def page_in_package(page: bytes, path: str, kept: Kept, ours: Scripts, lang: str) -> bytes:
    """Return a page of the release as a package has it. ours: the scripts that only packages have; lang: of the package."""

    def here(tag: str) -> bool:
        linked = list(needed(tag.encode(), path))
        return not linked or linked[0] in kept.paths

    def trimmed(chrome: str) -> str:
        left = _ITEM.sub(lambda item: item[0] if here(item[1]) else "", chrome)
        return _ITEMS.sub("", left)

    html = _CHROME.sub(lambda found: trimmed(found[0]), page.decode())
    html = _LANGUAGE.sub("", html)
    html = _REPORT.sub(lambda found: found[0] if here(found[1]) else "", html)
    joining, passing = (
        posixpath.relpath(script, posixpath.dirname(path) or ".") if script else ""
        for script in (ours.joining, ours.passing)
    )
    scripts = before_all(passing, lang), f'<script src="{joining}" defer></script>\n'
    html = _PREFS.sub(lambda found: f"{scripts[0]}{found[1]}{scripts[1]}", html, count=1)
    return page_in_kit(html.encode(), path, kept)


def ascii_path(path: str) -> str:
    """Return a path in letters that every unpacker reads: a part that has others is called after their digest."""
    parts = (part if part.isascii() else _ascii(part) for part in path.split("/"))
    return "/".join(parts)


def _ascii(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    ending = dot + ending if stem and ending.isascii() else ""
    return f"f-{sha256(name.encode()).hexdigest()[:12]}{ending}"


def with_names(page: bytes, path: str, names: Mapping[str, str]) -> bytes:
    """Return a page whose addresses of renamed files are those of the package. names: path in the release → in the package"""
    if not names:
        return page

    def renamed(found: re.Match[str]) -> str:
        target = next(iter(needed(f'<a href="{found[3]}">'.encode(), path)), "")
        if target not in names:
            return found[0]
        return f'{found[1]}{found[2]}="{posixpath.relpath(names[target], posixpath.dirname(path) or ".")}"'

    return _ADDRESS.sub(renamed, page.decode()).encode()
