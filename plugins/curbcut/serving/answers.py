"""HTTP answers from opened files: conditions, one byte range, and the preview's script in a page. Source: RFC 9110."""

from __future__ import annotations

import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from curbcut.core.media_types import media_type
from curbcut.preview.release import Opened

HOME = "/__curbcut/"
"""Where the preview's own files live; a release never has this folder."""

_CHUNK_BYTES = 1 << 18  # large enough that a recording needs few turns of the thread pool, small enough to hold
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


class Unsatisfiable(Exception):
    """The range asked for begins after the file's end."""


class Span(NamedTuple):
    """Bytes from `start` up to, not including, `stop`."""

    start: int
    stop: int


def page_answer(request: Request, page: Opened, release: str, status: int = HTTPStatus.OK) -> Response:
    """Return an HTML page with the preview's script. Ranges are not offered: the bytes are not those on disk."""
    # The release is part of the tag because it is written into the page.
    etag = f'{page.etag[:-1]}-{release}"'
    with page.file:
        if status == HTTPStatus.OK and _known(request, etag):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=_kept(etag))
        data = with_script(page.file.read(), release)
    return Response(data, status, {**_kept(etag), "Content-Type": media_type("page.html")})


def with_script(page: bytes, release: str) -> bytes:
    """Return a page with the preview's style and script before its end; the file on disk is never touched."""
    tags = (
        f'<link rel="stylesheet" href="{HOME}preview.css">'
        f'<script src="{HOME}reload.js" data-release="{release}"></script>'
    ).encode()
    at = page.lower().rfind(b"</body>")
    return page + tags if at < 0 else page[:at] + tags + page[at:]


def file_answer(request: Request, found: Opened) -> Response:
    """Return a file, a range of it (206), nothing new (304), or that the range is off (416)."""
    base = {**_kept(found.etag), "Accept-Ranges": "bytes", "Content-Type": media_type(found.name)}
    if _known(request, found.etag):
        found.file.close()
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=_kept(found.etag))
    try:
        span = _span(request, found)
    except Unsatisfiable:
        found.file.close()
        return Response(
            status_code=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
            headers={**base, "Content-Range": f"bytes */{found.size_bytes}"},
        )
    status = HTTPStatus.OK if span is None else HTTPStatus.PARTIAL_CONTENT
    if span is None:
        span = Span(0, found.size_bytes)
    else:
        base["Content-Range"] = f"bytes {span.start}-{span.stop - 1}/{found.size_bytes}"
    base["Content-Length"] = str(span.stop - span.start)
    if request.method == "HEAD":
        found.file.close()
        return Response(status_code=status, headers=base)
    return StreamingResponse(_bytes(found, span), status, base)


def _bytes(found: Opened, span: Span) -> Iterator[bytes]:
    with found.file as file:
        file.seek(span.start)
        left = span.stop - span.start
        while left and (data := file.read(min(left, _CHUNK_BYTES))):
            left -= len(data)
            yield data


def _kept(etag: str) -> dict[str, str]:
    # An editor must never see yesterday's page: every file is asked for again, and mostly answered with 304.
    return {"ETag": etag, "Cache-Control": "no-cache"}


def _known(request: Request, etag: str) -> bool:
    given = ",".join(request.headers.getlist("if-none-match"))
    return any(tag.strip().removeprefix("W/") in (etag, "*") for tag in given.split(",")) if given else False


def _span(request: Request, found: Opened) -> Span | None:
    """Return the one range asked for, or None for the whole file (no range, several, another unit, a changed file)."""
    match = _RANGE.fullmatch(request.headers.get("range", "").strip())
    if request.method != "GET" or match is None or request.headers.get("if-range", found.etag) != found.etag:
        return None
    first, last = match.groups()
    size = found.size_bytes
    if not first:
        if not last:
            return None
        start, stop = max(0, size - int(last)), size
    else:
        start, stop = int(first), min(size, int(last) + 1) if last else size
        if last and int(last) < int(first):
            return None  # RFC 9110 14.1.1: invalid, so it is as if it were not there
    if start >= size:
        raise Unsatisfiable
    return Span(start, stop)
