"""A small published site by hand, and real servers in front of it that read what the bundle wrote."""

from __future__ import annotations

import gzip
import http.client
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from curbcut.bundles import servers

SITE = {
    "url": "https://reference.example.org/", "languages": ["zh-Hans", "en"],
    "moved": {"notice/old/": "notice/new/", "old/show.html": "notice/new/#apply", "guide/far/": "https://example.org/a?b=$1&c=%7B"},
    "removed": ["notice/gone/", "旧站/page.html"],
}  # fmt: skip
FILES = {
    "index.html": "首页", "404.html": "没有找到", "notice/new/index.html": "新通知", "notice/new/plain.txt": "新通知 " * 200,
    "notice/old/index.html": "已搬走", "old/show.html": "已搬走", "guide/far/index.html": "已搬走", "notice/gone/index.html": "已删除：重复",
    "旧站/page.html": "已删除：旧站", "assets/site.0a1b2c3d.css": "p{}", "sw.js": "1", "notice/new/audio.mp3": "0123456789",
    "notice/new/captions.vtt": "WEBVTT", "notice/new/chapters.json": "{}", "podcast/all.xml": "<rss/>", "en/podcast/all.xml": "<rss/>",
    **{f"files/a.{ending}": "x" for ending in
       "webmanifest ics geojson vtt epub brf m4b pdf ebrl svg json js xml opus woff2 bin".split()},
}  # fmt: skip
SHORT = b"short"
"""What stands in the compressed file beside plain.txt, to know which of the two was served."""


class Answer(NamedTuple):
    status: int
    headers: Mapping[str, str]
    body: bytes


Ask = Callable[..., Answer]


@pytest.fixture(scope="session")
def root() -> Iterator[Path]:
    """The site's folder, readable for a server that gave up its rights."""
    folder = Path(tempfile.mkdtemp(prefix="curbcut-servers-"))
    folder.chmod(0o755)
    made = servers.gather((), servers.Options(), SITE, {}).files
    site = folder / "site"
    for path, data in {**{name: text.encode() for name, text in FILES.items()}, **made}.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(data)
    (site / "notice/new/plain.txt.gz").write_bytes(gzip.compress(SHORT, mtime=0))
    yield folder
    shutil.rmtree(folder)


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port: int = sock.getsockname()[1]
        return port


def nginx(root: Path, port: int) -> tuple[list[str], list[str]]:
    """Return the commands that test a configuration and that run it in the foreground."""
    (root / "nginx.conf").write_text(f"""
daemon off; master_process off; worker_processes 1; pid {root}/nginx.pid; error_log stderr warn;
events {{ worker_connections 64; }}
http {{
  access_log off;
  client_body_temp_path {root}/t1; proxy_temp_path {root}/t2; fastcgi_temp_path {root}/t3; uwsgi_temp_path {root}/t4; scgi_temp_path {root}/t5;
  server {{ listen 127.0.0.1:{port}; root {root}/site; include {root}/site/server/nginx.conf; }}
}}
""")
    command = ["nginx", "-c", str(root / "nginx.conf"), "-e", "stderr"]
    return [*command, "-t"], command


def caddy(root: Path, port: int) -> tuple[list[str], list[str]]:
    """Return the commands that test a configuration and that run it in the foreground."""
    (root / "Caddyfile").write_text(f"""{{
	admin off
	auto_https off
}}
http://127.0.0.1:{port} {{
	root * {root}/site
	import {root}/site/server/Caddyfile
}}
""")
    options = ["--config", str(root / "Caddyfile"), "--adapter", "caddyfile"]
    return ["caddy", "validate", *options], ["caddy", "run", *options]


_MODULES = "mpm_event authz_core dir mime headers rewrite filter deflate".split()


def apache(root: Path, port: int) -> tuple[list[str], list[str]]:
    """Return the commands that test a configuration and that run it in the foreground."""
    shutil.copy(root / "site/server/apache.htaccess", root / "site/.htaccess")
    modules = "".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n" for name in _MODULES)
    user = "User www-data\nGroup www-data\n" if os.geteuid() == 0 else ""
    (root / "apache.conf").write_text(f"""{modules}{user}
ServerName 127.0.0.1
Listen 127.0.0.1:{port}
PidFile {root}/apache.pid
ErrorLog {root}/apache.log
TypesConfig /dev/null
DocumentRoot {root}/site
<Directory {root}/site>
  Options FollowSymLinks
  AllowOverride FileInfo Indexes
  Require all granted
</Directory>
""")
    command = ["apache2", "-d", str(root), "-f", str(root / "apache.conf")]
    return [*command, "-t"], [*command, "-D", "FOREGROUND"]


SERVERS = {"nginx": nginx, "caddy": caddy, "apache2": apache}


@pytest.fixture(scope="session", params=SERVERS)
def ask(request: pytest.FixtureRequest, root: Path) -> Iterator[Ask]:
    """Return a function that asks a real server for a path; skipped where it is not installed."""
    path = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin"))
    if shutil.which(request.param, path=path) is None:
        pytest.skip(f"{request.param} is not installed")
    port = free_port()
    test, start = SERVERS[request.param](root, port)
    variables = {
        **os.environ,
        "PATH": path,
        "HOME": str(root),
        "XDG_DATA_HOME": str(root),
        "XDG_CONFIG_HOME": str(root),
    }
    tested = subprocess.run(test, env=variables, capture_output=True, text=True, check=False)
    assert tested.returncode == 0, tested.stderr
    assert "[warn]" not in tested.stderr, tested.stderr
    process = subprocess.Popen(start, env=variables, stderr=subprocess.DEVNULL)
    try:
        for _ in range(1200):
            with socket.socket() as sock:
                if sock.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert process.poll() is None, "the server ended"
            time.sleep(0.05)

        def asked(address: str, **headers: str) -> Answer:
            talk = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            try:
                talk.request("GET", address, headers={k.replace("_", "-"): v for k, v in headers.items()})
                answer = talk.getresponse()
                return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
            finally:
                talk.close()

        yield asked
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)
