"""Addresses inside a site: permanent, and written relative to the page that uses them."""

from __future__ import annotations

from curbcut.core.catalogue import prefix
from curbcut.core.sources import CONTENT, COURSES

__all__ = ["absolute", "file_url", "href", "listing_url", "prefix", "root_of"]

FILES = "files/"
"""Where pictures and attachments of the content are published, under their path in the content."""


def root_of(url: str) -> str:
    """Return the way from a page back to the site's root: ``../../`` for ``notice/plan/``."""
    return "../" * url.count("/") or "./"


def href(here: str, there: str) -> str:
    """Return the relative address from one page to another (or to a file); both from the site's root."""
    back = root_of(here)
    return back if not there else (back if back != "./" else "") + there


def absolute(base: str, url: str) -> str:
    """Return a page's full address below the site's public one (which ends with a slash)."""
    return base + url


def file_url(path: str) -> str:
    """Return where an asset is published: ``files/notices/plan/steps.png``."""
    for top in (f"{CONTENT}/", f"{COURSES}/"):
        if path.startswith(top):
            kept = path.removeprefix(top)
            return FILES + (kept if top == f"{CONTENT}/" else f"courses/{kept}")
    return FILES + path


def listing_url(name: str, lang: str, number: int = 1) -> str:
    """Return the address of a list's page: ``notice/``, then ``notice/page/2/``; also ``topic/work/``."""
    base = f"{prefix(lang)}{name}/"
    return base if number == 1 else f"{base}page/{number}/"
