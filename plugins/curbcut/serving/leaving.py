"""Addresses that moved or were removed, answered as the servers in front of the site answer them: 301 and 410."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import NamedTuple

from curbcut.portal.gone import TEMPLATES
from curbcut.serving.release import INDEX, open_file, rendition

_MOVED, _GONE = TEMPLATES
_REFRESH = re.compile(rb'<meta http-equiv="refresh" content="0; url=([^"]*)">')


class Left(NamedTuple):
    """What is at an address instead of a page. location: where it has moved, relative to it; page: parts of the one that says why it is gone."""

    location: str = ""
    page: tuple[str, ...] = ()


def left(release: Path, parts: list[str]) -> Left | None:
    """Return what became of an address that moved or was removed, or None for any other; files beside a page went with it.

    parts: of the request's path, as `segments` gives them
    raises: FileNotFoundError where the release has lost the page
    """
    for page, name in (((*parts[:-1], parts[-1] or INDEX), ""), ((*parts[:-1], INDEX), parts[-1])):
        form = rendition(release, "/".join(page))
        if form == _GONE:
            return Left(page=page)
        if form == _MOVED:
            with open_file(release, [*page]).file as file:
                found = _REFRESH.search(file.read())
            to = _folder(unescape(found[1].decode())) if found else ""
            if to and not name:
                return Left(location=to)
            # As on a real server: only where a whole page has become another page of this site.
            return Left(location=to + name) if to.endswith("/") and not to.startswith("https://") else None
    return None


def _folder(to: str) -> str:
    """Return an address of this site as a server has it: in a kit it names the page in a folder."""
    return to[: -len(INDEX)] or "./" if re.fullmatch(rf"(?:[^:]*/)?{re.escape(INDEX)}", to) else to
