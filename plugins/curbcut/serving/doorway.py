"""The doorway: who may ask at all, and what every answer carries. Source: publishing.md F65.

A page of the open web can make a browser send requests to this machine. Such a request names another
host (DNS rebinding), comes from another origin, or is not a plain question; all three stay outside.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from http import HTTPStatus
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from curbcut.core.headers import headers
from curbcut.core.words import label
from curbcut.serving.telling import sentence

_READING = ("GET", "HEAD")
_HTTP_PORT = 80
_REFUSALS = {
    HTTPStatus.MISDIRECTED_REQUEST: "preview_wrong_host",
    HTTPStatus.FORBIDDEN: "preview_wrong_origin",
    HTTPStatus.METHOD_NOT_ALLOWED: "preview_wrong_method",
    HTTPStatus.BAD_REQUEST: "preview_malformed",
    HTTPStatus.NOT_FOUND: "preview_not_found",
    HTTPStatus.INTERNAL_SERVER_ERROR: "preview_failed",
}


class Doorway:
    """An ASGI application around another one: refuses strangers and adds the site's security headers."""

    def __init__(self, inside: ASGIApp, port: int) -> None:
        self.inside = inside
        names = ("127.0.0.1", "localhost", "[::1]")
        self.hosts = {f"{name}:{port}" for name in names} | (set(names) if port == _HTTP_PORT else set())
        self.origins = {f"http://{host}" for host in self.hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add(message, scope["path"].lstrip("/"))
            await send(message)

        status = self._refusal(scope)
        await (refused(status) if status else self.inside)(scope, receive, sending)

    def _refusal(self, scope: Scope) -> HTTPStatus | None:
        given = Headers(scope=scope)
        # All of them must be ours: two servers reading two different ones is how such checks are passed.
        hosts = given.getlist("host")
        if not hosts or not all(host.lower() in self.hosts for host in hosts):
            return HTTPStatus.MISDIRECTED_REQUEST
        foreign = any(origin not in self.origins for origin in given.getlist("origin"))
        if scope["method"] not in _READING:
            return HTTPStatus.FORBIDDEN if foreign else HTTPStatus.METHOD_NOT_ALLOWED
        # A link from anywhere may open a page, and then names no origin; what does name one reads by script.
        return HTTPStatus.FORBIDDEN if foreign else None


def refused(status: HTTPStatus) -> Response:
    """Return the answer of a refusal, in both languages."""
    name = _REFUSALS[status]
    extra = {"Allow": ", ".join(_READING)} if status == HTTPStatus.METHOD_NOT_ALLOWED else {}
    return sentence(label(name, "zh"), label(name, "en"), status, extra)


def _add(message: MutableMapping[str, Any], path: str) -> None:
    sent = MutableHeaders(scope=message)
    for name, value in headers(path).items():
        sent[name] = value
