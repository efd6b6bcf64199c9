"""A learning platform on 127.0.0.1: a package's files, scorm-again as its run-time, and what it was told, kept for the next visit."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import MappingProxyType
from typing import Any

from a11y.server import RANGE, file_of

from curbcut.core.media_types import media_type

_NO_MORE: Mapping[str, str] = MappingProxyType({})
_PAGE = """<!DOCTYPE html>
<html lang="zh"><head><meta charset="utf-8"><title>LMS</title></head><body style="margin:0">
<script src="/run-time.js"></script>
<script>
  const saved = {saved}, modern = {modern};
  const settings = {{ lmsCommitUrl: "/commit", autocommit: false, dataCommitFormat: "json", logLevel: 5, mastery_override: false }};
  const api = modern ? new Scorm2004API(settings) : new Scorm12API(settings);
  window[modern ? "API_1484_11" : "API"] = api;
  if (saved) api.loadFromJSON(saved);
  window.wrong = [];
  for (const name of ["SetValue", "LMSSetValue"]) {{
    const real = api[name] && api[name].bind(api);
    if (!real) continue;
    api[name] = (path, value) => {{
      const done = String(real(path, value));
      const code = api[modern ? "GetLastError" : "LMSGetLastError"]();
      if (done !== "true") wrong.push(path + " = " + value + ": " + code);
      return done;
    }};
  }}
</script>
<iframe title="course" src="/package/index.html" style="border:0;width:100%;height:100vh"></iframe>
</body></html>
"""


class Platform:
    """told: every commit, in order; saved: what the next visit is given back; refuses: whether commits fail."""

    def __init__(self, folder: Path, run_time: Path, modern: bool) -> None:
        self.folder, self.run_time, self.modern = folder, run_time, modern
        self.told: list[dict[str, Any]] = []
        self.saved: dict[str, Any] | None = None
        self.refuses = False
        self.origin = ""

    @property
    def cmi(self) -> dict[str, Any]:
        """What was told last."""
        found: dict[str, Any] = self.told[-1]["cmi"]
        return found

    def between(self, **changes: Any) -> None:
        """Let a visit end and the next one begin, as a platform does: what was kept is given back, entry says so."""
        cmi = json.loads(json.dumps(self.cmi))
        cmi.pop("interactions", None)
        place = cmi if self.modern else cmi["core"]
        place["entry"] = "resume" if place.pop("exit", "") == "suspend" else ""
        place.pop("session_time", None)
        place.update(changes)
        self.saved = cmi


def _handler(platform: Platform) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            address = self.path.partition("?")[0]
            if address in ("/", "/opener"):
                text = _PAGE if address == "/" else _PAGE.partition("<iframe")[0]
                page = text.format(saved=json.dumps(platform.saved), modern=json.dumps(platform.modern))
                self._answer("text/html; charset=utf-8", page.encode())
            elif address == "/run-time.js":
                self._answer("text/javascript", platform.run_time.read_bytes())
            else:
                found = file_of(platform.folder, address.removeprefix("/package"))
                if found is None:
                    self._answer("text/plain", b"", HTTPStatus.NOT_FOUND)
                elif part := RANGE.fullmatch(self.headers.get("Range", "")):
                    # As platforms do: without parts of files no browser can move about in a sound.
                    data = found.read_bytes()
                    start, end = int(part[1]), int(part[2] or len(data) - 1)
                    told = {"Content-Range": f"bytes {start}-{end}/{len(data)}"}
                    self._answer(media_type(found.name), data[start : end + 1], HTTPStatus.PARTIAL_CONTENT, told)
                else:
                    self._answer(media_type(found.name), found.read_bytes())

        def do_POST(self) -> None:
            data = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if platform.refuses:
                self._answer(
                    "application/json", b'{"result": "false", "errorCode": 101}', HTTPStatus.INTERNAL_SERVER_ERROR
                )
                return
            platform.told.append(data)
            self._answer("application/json", b'{"result": "true", "errorCode": 0}')

        def _answer(
            self, kind: str, data: bytes, status: HTTPStatus = HTTPStatus.OK, more: Mapping[str, str] = _NO_MORE
        ) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Cache-Control", "no-store")
            for name, value in more.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


@contextmanager
def running(platform: Platform) -> Iterator[Platform]:
    """Run a platform until the end of the block."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(platform))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    platform.origin = f"http://127.0.0.1:{server.server_port}"
    try:
        yield platform
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
