"""A built site on 127.0.0.1 as a real server sends it: security headers, compressed texts, parts of files, its own 404."""

from __future__ import annotations

import gzip
import re
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import sha256
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote, urlsplit

from curbcut.core.headers import headers
from curbcut.core.media_types import media_type

TOOLS = "/__tools/"
"""Address of files that only the tests add to the origin; a site never has this folder."""

_TEXTS = (".html", ".css", ".js", ".svg", ".json", ".xml", ".txt", ".webmanifest")
RANGE = re.compile(r"bytes=(\d+)-(\d*)")


@cache
def compressed(path: Path) -> bytes:
    """Return a file as gzip -9 makes it, without a name or a time."""
    return gzip.compress(path.read_bytes(), compresslevel=9, mtime=0)


def file_of(site: Path, address: str) -> Path | None:
    """Return the file that an address means, or None; a folder means the page in it."""
    path = (site / unquote(urlsplit(address).path).lstrip("/")).resolve()
    if path.is_dir():
        path /= "index.html"
    return path if path.is_file() and path.is_relative_to(site.resolve()) else None


def _handler(site: Path, tools: Mapping[str, Path], answers: Mapping[str, int]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            status = HTTPStatus(answers.get(self.path, HTTPStatus.OK))
            found = tools.get(self.path) or file_of(site, self.path)
            if found is None:
                status, found = HTTPStatus.NOT_FOUND, site / "404.html"
            elif found.is_file() and found.name == "index.html" and not urlsplit(self.path).path.endswith("/"):
                self._answer(HTTPStatus.MOVED_PERMANENTLY, {"Location": self.path + "/"}, b"")
                return
            more = {"Content-Type": media_type(found.name), "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
            data = found.read_bytes()
            more["ETag"] = f'"{sha256(data).hexdigest()[:16]}"'
            if found.suffix in _TEXTS and "gzip" in self.headers.get("Accept-Encoding", ""):
                data, more["Content-Encoding"] = compressed(found), "gzip"
            elif part := RANGE.fullmatch(self.headers.get("Range", "")):
                # Without parts of files no browser can move about in a sound.
                start, size = int(part[1]), len(data)
                data, status = data[start : int(part[2] or size - 1) + 1], HTTPStatus.PARTIAL_CONTENT
                more["Content-Range"] = f"bytes {start}-{start + len(data) - 1}/{size}"
            self._answer(status, more, data)

        do_HEAD = do_GET  # noqa: N815

        def _answer(self, status: HTTPStatus, more: Mapping[str, str], data: bytes) -> None:
            self.send_response(status)
            for name, value in {**headers(self.path.lstrip("/")), **more, "Content-Length": str(len(data))}.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Say nothing: a test reads the browser's side."""

    return Handler


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128  # of five, a sixth that comes while the machine is busy waits for a second

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.open: set[socket.socket] = set()

    def process_request(self, request: Any, client_address: Any) -> None:
        self.open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self.open.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        """End what a browser keeps open: of a server that has stopped nobody gets an answer."""
        for each in list(self.open):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def handle_error(self, *_: object) -> None:
        """A browser that closes a connection early is no fault of the site."""


@contextmanager
def serving(
    site: Path, tools: Mapping[str, Path], *, port: int = 0, answers: Mapping[str, int] = MappingProxyType({})
) -> Iterator[str]:
    """Serve a site until the end of the block; gives its origin.

    tools: address below TOOLS → file; port: 0 for any; answers: address → status that it has instead of 200
    """
    server = _Quiet(("127.0.0.1", port), _handler(site, tools, answers))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        server.hang_up()
        thread.join()
