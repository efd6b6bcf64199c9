"""A page with the preview's style and script in it."""

from __future__ import annotations

import re
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from curbcut.core.media_types import media_type
from curbcut.serving.answers import kept, known
from curbcut.serving.lost import at_root
from curbcut.serving.release import Opened

HOME = "/__curbcut/"
"""Where the preview's own files live; a release never has this folder."""

_MANIFEST = re.compile(rb'<link rel="manifest"[^>]*>\n?')
"""Without it a page keeps nothing on the device: an editor must never see yesterday's page."""


def page_answer(request: Request, page: Opened, release: str, status: int = HTTPStatus.OK) -> Response:
    """Return an HTML page with the preview's script. Ranges are not offered: the bytes are not those on disk."""
    # The release is part of the tag because it is written into the page.
    etag = f'{page.etag[:-1]}-{release}"'
    with page.file:
        if status == HTTPStatus.OK and known(request, etag):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=kept(etag))
        data = page.file.read()
    if status == HTTPStatus.NOT_FOUND:
        data = at_root(data.decode("utf-8", "replace")).encode()
    data = with_script(data, release)
    return Response(data, status, {**kept(etag), "Content-Type": media_type("page.html")})


def with_script(page: bytes, release: str) -> bytes:
    """Return a page with the preview's style and script before its end; the file on disk is never touched."""
    tags = (
        f'<link rel="stylesheet" href="{HOME}preview.css">'
        f'<script src="{HOME}reload.js" data-release="{release}"></script>'
    ).encode()
    page = _MANIFEST.sub(b"", page, count=1)
    at = page.lower().rfind(b"</body>")
    return page + tags if at < 0 else page[:at] + tags + page[at:]
