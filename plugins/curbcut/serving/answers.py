"""HTTP answers from opened files: conditions and one byte range. Source: RFC 9110."""

from __future__ import annotations

import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from curbcut.core.media_types import media_type
from curbcut.serving.release import Opened

_CHUNK_BYTES = 1 << 18  # large enough that a recording needs few turns of the thread pool, small enough to hold
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


class Unsatisfiable(Exception):
    """The range asked for begins after the file's end."""


class Span(NamedTuple):
    """Bytes from `start` up to, not including, `stop`."""

    start: int
    stop: int


def file_answer(request: Request, found: Opened) -> Response:
    """Return a file, a range of it (206), nothing new (304), or that the range is off (416)."""
    base = {**kept(found.etag), "Accept-Ranges": "bytes", "Content-Type": media_type(found.name)}
    if known(request, found.etag):
        found.file.close()
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=kept(found.etag))
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


def kept(etag: str) -> dict[str, str]:
    """Return the headers of a file that may have changed by the next time."""
    # An editor must never see yesterday's page: every file is asked for again, and mostly answered with 304.
    return {"ETag": etag, "Cache-Control": "no-cache"}


def known(request: Request, etag: str) -> bool:
    """Return whether the browser says that it has this file already."""
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
