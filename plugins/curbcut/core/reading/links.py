"""Where a link leads: inside the site, outside, or somewhere it must not."""

from __future__ import annotations

import posixpath
import re
from typing import NamedTuple
from unicodedata import normalize
from urllib.parse import unquote

from curbcut.core.reading.sanitising import scheme

_HIDDEN_DOTS = re.compile(r"%2e|%2f|%5c|%00", re.IGNORECASE)


class Target(NamedTuple):
    """A link's target: `path` from the site's root where it is local, `escapes` where it may not be followed."""

    path: str = ""
    fragment: str = ""
    escapes: bool = False
    local: bool = False


def target(url: str, path: str) -> Target:
    """Return where `url`, typed in the source file `path`, leads.

    A link with a scheme, an empty one, or one that only names an id (`#x`) is not local.
    """
    typed = url.strip()
    of = scheme(typed)
    if len(of) > 1:
        return Target()
    if len(of) == 1 or typed.startswith("/") or "\\" in typed:
        return Target(escapes=True)
    before, _, fragment = typed.partition("#")
    name = before.partition("?")[0]
    if not name:
        return Target(fragment=unquote(fragment))
    if _HIDDEN_DOTS.search(name):
        return Target(escapes=True)
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), normalize("NFC", unquote(name))))
    if joined == ".." or joined.startswith(("../", "/")):
        return Target(escapes=True)
    return Target(path=joined, fragment=normalize("NFC", unquote(fragment)), local=True)


def is_source(path: str) -> bool:
    """Return True where a path names a Markdown file of the site."""
    return path.lower().endswith((".md", ".markdown"))
