"""The preview's application: files of the live release, and the script, style and stream of its own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from importlib.resources import files
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from curbcut.core.media_types import media_type
from curbcut.core.words import label
from curbcut.preview.live import Live
from curbcut.preview.scripted import HOME, page_answer, with_script
from curbcut.serving.answers import file_answer
from curbcut.serving.doorway import Doorway, refused
from curbcut.serving.leaving import left
from curbcut.serving.release import NOT_FOUND, Malformed, address, live_release, open_file, segments

_OWN = {"reload.js": ("morph.js", "renew.js", "tell.js", "reload.js"), "preview.css": ("preview.css",)}
"""Address → the files it is made of: one request, and each file has one subject."""
_AGAIN = 2  # turns: a release may be forgotten between finding its name and opening a file of it


def application(out: Path, live: Live, port: int) -> ASGIApp:
    """Return the application that serves `out`/site on `port`, behind its doorway."""

    async def events(request: Request) -> Response:
        head = {"Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-store"}
        return Response(headers=head) if request.method == "HEAD" else StreamingResponse(live.stream(), headers=head)

    async def file(request: Request) -> Response:
        return await run_in_threadpool(_file, request, out)

    async def failed(_request: Request, _problem: Exception) -> Response:
        return refused(HTTPStatus.INTERNAL_SERVER_ERROR)

    own = [Route(HOME + name, _own_file(name)) for name in _OWN]
    routes = [Route(HOME + "events", events), *own, Route("/{path:path}", file)]
    return Doorway(Starlette(routes=routes, exception_handlers={Exception: failed}), port)


def _own_file(name: str) -> Callable[[Request], Awaitable[Response]]:
    folder = files("curbcut.preview")
    data = b"".join(folder.joinpath(part).read_bytes() for part in _OWN[name])

    async def own(_request: Request) -> Response:
        return Response(data, headers={"Content-Type": media_type(name), "Cache-Control": "no-cache"})

    return own


def _file(request: Request, out: Path) -> Response:
    """Return the answer for a file, a folder, or nothing there."""
    try:
        parts = segments(request.scope["raw_path"])
    except Malformed:
        return refused(HTTPStatus.BAD_REQUEST)
    except FileNotFoundError:
        parts = []
    release = None
    for _turn in range(_AGAIN):
        release = live_release(out)
        if release is None:
            return _waiting()
        try:
            return _found(request, release, parts)
        except IsADirectoryError:
            query = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(address([*parts, ""]) + query, headers={"Cache-Control": "no-cache"})
        except FileNotFoundError:
            if release.is_dir():
                break
    return _missing(request, release)


def _found(request: Request, release: Path, parts: list[str]) -> Response:
    if not parts:
        raise FileNotFoundError
    if gone := left(release, parts):
        if gone.location:
            head = {"Cache-Control": "no-store"}  # an editor may take a move back
            return RedirectResponse(gone.location, HTTPStatus.MOVED_PERMANENTLY, head)
        return page_answer(request, open_file(release, [*gone.page]), release.name, HTTPStatus.GONE)
    found = open_file(release, parts)
    if media_type(found.name) == media_type(NOT_FOUND):
        return page_answer(request, found, release.name)
    return file_answer(request, found)


def _missing(request: Request, release: Path | None) -> Response:
    try:
        assert release is not None
        return page_answer(request, open_file(release, [NOT_FOUND]), release.name, HTTPStatus.NOT_FOUND)
    except OSError:
        return refused(HTTPStatus.NOT_FOUND)


def _waiting() -> Response:
    """Return the page that stands in until the first release; the preview's script then loads the real one."""
    zh, en = label("preview_waiting", "zh"), label("preview_waiting", "en")
    page = (
        f'<!DOCTYPE html><html lang="zh-Hans"><head><meta charset="utf-8"><title>{zh} {en}</title></head>'
        f'<body><main id="main"><h1>{zh}</h1><p lang="en">{en}</p></main></body></html>'
    )
    head = {"Content-Type": media_type(NOT_FOUND), "Cache-Control": "no-store"}
    return Response(with_script(page.encode(), ""), HTTPStatus.SERVICE_UNAVAILABLE, head)
