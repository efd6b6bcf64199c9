"""The counter's application: the files of a release, and search pages that are made here."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from pathlib import Path
from typing import Any

import msgspec
from anyio import to_thread
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from curbcut.core.errors import CurbcutError
from curbcut.core.headers import WORKER
from curbcut.core.media_types import media_type
from curbcut.core.search.searching import Index, Results, Wish
from curbcut.core.words import label
from curbcut.kiosk.answering import SearchPage, filled
from curbcut.kiosk.asking import Asked, asked
from curbcut.kiosk.holding import Held, Holding
from curbcut.serving.answers import file_answer
from curbcut.serving.doorway import Doorway, refused
from curbcut.serving.leaving import left
from curbcut.serving.lost import at_root
from curbcut.serving.release import INDEX, NOT_FOUND, Malformed, address, open_file, segments
from curbcut.serving.telling import sentence

_PATIENCE_S = 5
"""A person waits so long at most; a query that takes longer is answered with a sentence."""


def application(holding: Holding, port: int, patience_s: float = _PATIENCE_S) -> ASGIApp:
    """Return the application, behind its doorway: this machine only, reading only."""

    async def answer(request: Request) -> Response:
        try:
            return await asyncio.wait_for(
                to_thread.run_sync(_answer, request, holding, abandon_on_cancel=True), patience_s
            )
        except TimeoutError:
            return sentence(label("kiosk_slow", "zh"), label("kiosk_slow", "en"), HTTPStatus.SERVICE_UNAVAILABLE)

    async def failed(_request: Request, _problem: Exception) -> Response:
        return refused(HTTPStatus.INTERNAL_SERVER_ERROR)

    handlers: dict[Any, Any] = {Exception: failed}
    return Doorway(Starlette(routes=[Route("/{path:path}", answer)], exception_handlers=handlers), port)


def _answer(request: Request, holding: Holding) -> Response:
    try:
        parts = segments(request.scope["raw_path"])
        held = holding.now()
    except Malformed:
        return refused(HTTPStatus.BAD_REQUEST)
    except FileNotFoundError:
        return _missing(request, holding.release)
    except CurbcutError as problem:
        zh, _, en = problem.text().partition("\n")
        return sentence(zh, en, HTTPStatus.SERVICE_UNAVAILABLE)
    try:
        if held.index is not None and parts[-1] in ("", INDEX) and (found := held.pages.get(tuple(parts[:-1]))):
            return _found(request, held, found)
        return _file(request, held.release, parts)
    except IsADirectoryError:
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(address([*parts, ""]) + query, headers={"Cache-Control": "no-cache"})
    except FileNotFoundError:
        return _missing(request, held.release)


def _found(request: Request, held: Held, page: SearchPage) -> Response:
    assert held.index is not None
    wanted = asked(request.url.query)
    if wanted.like and (known := held.index.page(wanted.like)):
        wanted = msgspec.structs.replace(wanted, title=known.title)
    # What people look for at a counter is nobody else's business: no cache keeps it.
    head = {"Content-Type": media_type(INDEX), "Cache-Control": "no-store"}
    return Response(filled(page, wanted, _results(held.index, wanted, page.lang), held.release), headers=head)


def _results(index: Index, wanted: Asked, lang: str) -> Results | None:
    if wanted.like:
        return index.like(wanted.like, wanted.wish(lang))
    if not wanted.query.strip():
        return None
    results = index.search(wanted.query, wanted.wish(lang))
    if wanted.labels:  # what can be chosen besides is counted as if nothing had been
        results = msgspec.structs.replace(results, facets=index.search(wanted.query, Wish(limit=0)).facets)
    return results


def _file(request: Request, release: Path, parts: list[str]) -> Response:
    if parts == [WORKER]:
        raise FileNotFoundError  # what one person read at the counter is not kept for the next
    gone = left(release, parts)
    if gone is None:
        return file_answer(request, open_file(release, parts))
    if gone.location:
        return RedirectResponse(gone.location, HTTPStatus.MOVED_PERMANENTLY, {"Cache-Control": "no-store"})
    return _page(request, release, gone.page, HTTPStatus.GONE)


def _missing(request: Request, release: Path) -> Response:
    try:
        return _page(request, release, (NOT_FOUND,), HTTPStatus.NOT_FOUND)
    except FileNotFoundError:
        return refused(HTTPStatus.NOT_FOUND)


def _page(request: Request, release: Path, parts: tuple[str, ...], status: HTTPStatus) -> Response:
    """Return a page that stands for another address, which no cache keeps."""
    with open_file(release, [*parts]).file as file:
        html = file.read().decode("utf-8", "replace")
    data = b"" if request.method == "HEAD" else (at_root(html) if status == HTTPStatus.NOT_FOUND else html).encode()
    return Response(data, status, {"Content-Type": media_type(INDEX), "Cache-Control": "no-store"})
