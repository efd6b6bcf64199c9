"""A published site made by hand, and `curbcut serve` as a process of its own."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pytest

PLUGINS = Path(__file__).resolve().parents[2] / "plugins"
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"


class Answer(NamedTuple):
    status: int
    headers: Mapping[str, str]
    body: bytes


class Serving(NamedTuple):
    """A running preview: ask it like a browser does, or byte by byte."""

    process: subprocess.Popen[str]
    port: int
    said: list[str]

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        talk = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            talk.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            answer = talk.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            talk.close()

    def raw(self, target: bytes, host: bytes = b"", more: bytes = b"") -> bytes:
        """Return the whole answer to a request that no library would send."""
        host = host or f"127.0.0.1:{self.port}".encode()
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as talk:
            talk.sendall(
                b"GET " + target + b" HTTP/1.1\r\nHost: " + host + b"\r\nConnection: close\r\n" + more + b"\r\n"
            )
            return b"".join(iter(lambda: talk.recv(1 << 16), b""))


@pytest.fixture(scope="session")
def publish() -> Callable[[Path, Mapping[str, bytes]], Path]:
    """Return a function that makes a release of files live in one rename, as curbcut does."""

    def published(out: Path, files: Mapping[str, bytes], forms: Mapping[str, str] | None = None) -> Path:
        listed = [
            {"path": path, "sha256": sha256(data).hexdigest(), "rendition": (forms or {}).get(path, "page")}
            for path, data in files.items()
        ]
        text = json.dumps({"version": 1, "files": listed}).encode()
        name = sha256(text).hexdigest()[:16]
        folder = out / "releases" / name
        for path, data in {**files, "manifest.json": text}.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
        (out / ".site").symlink_to(f"releases/{name}")
        (out / ".site").replace(out / "site")
        return folder

    return published


@pytest.fixture(scope="session")
def serve() -> Callable[..., object]:
    """Return a context manager that runs `curbcut serve` with options until its end."""

    @contextmanager
    def running(*options: str, site: Path, env: Mapping[str, str] | None = None) -> Iterator[Serving]:
        command = [sys.executable, "-P", "-m", "curbcut", "--site", str(site), "serve", "--port", "0", *options]
        environment = {**os.environ, "PYTHONPATH": str(PLUGINS), **(env or {})}
        process = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            encoding="utf-8", start_new_session=True,
        )  # fmt: skip
        said: list[str] = []
        try:
            assert process.stdout is not None
            for line in process.stdout:
                said.append(line)
                match = re.search(r"Preview: http://127\.0\.0\.1:(\d+)/", line)
                if match:
                    yield Serving(process, int(match[1]), said)
                    break
            else:
                raise AssertionError("".join(said))
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
            try:
                said.append(process.communicate(timeout=20)[0])
            except subprocess.TimeoutExpired:
                process.kill()
                process.communicate()
                raise

    return running
