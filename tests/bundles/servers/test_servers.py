"""The server files, read by the servers they are for: real requests on this machine."""

from __future__ import annotations

import gzip
import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from curbcut.bundles import servers
from curbcut.core import identities, rooms
from curbcut.core.headers import ANYBODYS, CACHE_FILE, CACHE_HASHED, CACHE_PAGE, CACHE_WORKER, RESOURCES, headers
from curbcut.core.media_types import media_type

from .conftest import FILES, SHORT, SITE, Ask


def leads(location: str) -> str:
    """Return where a Location leads, without the scheme and name of this machine, which servers may add."""
    parts = urlsplit(location)
    here = parts.hostname in (None, "127.0.0.1")
    return location.removeprefix(f"{parts.scheme}://{parts.netloc}") if here and parts.scheme else location


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/notice/old/", "/notice/new/"),
        ("/notice/old/plain.txt", "/notice/new/plain.txt"),
        ("/old/show.html", "/notice/new/#apply"),
        ("/guide/far/", "https://example.org/a?b=%241&c=%7B"),
    ],
)
def test_what_moved_is_redirected_for_ever(ask: Ask, old: str, new: str) -> None:
    answer = ask(old)
    assert answer.status == 301
    assert leads(answer.headers["location"]) == new


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("/notice/gone/", "重复"),
        ("/notice/gone/index.html", "重复"),
        ("/notice/gone/plain.txt", "重复"),
        (quote("/旧站/page.html"), "旧站"),
    ],
)
def test_what_was_removed_answers_410_with_the_page_that_says_why(ask: Ask, address: str, says: str) -> None:
    answer = ask(address)
    assert answer.status == 410
    assert f"已删除：{says}" in answer.body.decode()
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


def test_a_wrong_address_gets_the_site_s_own_page(ask: Ask) -> None:
    for address in ("/nowhere/", "/nowhere.brf", "/assets/site.ffffffff.css"):
        answer = ask(address)
        assert answer.status == 404, address
        assert answer.body.decode() == FILES["404.html"]
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert "immutable" not in answer.headers.get("cache-control", ""), "a file that is not there yet may come"


@pytest.mark.parametrize(
    "address", ["/", "/notice/old/", "/notice/gone/", "/nowhere/", "/files/a.epub", "/assets/site.0a1b2c3d.css"]
)
def test_every_answer_carries_the_security_headers_of_the_preview(ask: Ask, address: str) -> None:
    answer = ask(address)
    for name, value in headers(https=True).items():
        assert answer.headers.get(name.lower()) == value, (address, name)


@pytest.mark.parametrize("address", [
    "/", "/notice/new/plain.txt", "/files/a.xml", "/notice/new/audio.mp3", "/notice/new/captions.vtt", "/notice/new/chapters.json",
    "/podcast/all.xml", "/en/podcast/all.xml",
])  # fmt: skip
def test_other_sites_may_load_what_the_preview_lets_them_load(ask: Ask, address: str) -> None:
    assert ask(address).headers[RESOURCES.lower()] == headers(address[1:])[RESOURCES]


@pytest.mark.parametrize("file", ["server/nginx.conf", "server/Caddyfile", "server/apache.htaccess"])
def test_every_server_has_the_expression_that_says_which_files_these_are(root: Path, file: str) -> None:
    text = (root / "site" / file).read_text("utf-8")
    expressions = [one.replace("\\/", "/") for one in re.findall(r"\^(/\(\?:.*?\))\$", text) if "podcast" in one]
    assert expressions
    for one in expressions:
        allowed = [name for name in FILES if re.fullmatch(one, f"/{name}")]
        assert allowed == [name for name in FILES if headers(name)[RESOURCES] == ANYBODYS]
        assert len(allowed) == 5


@pytest.mark.parametrize("name", sorted(name for name, text in FILES.items() if "已" not in text))
def test_every_file_has_the_type_that_the_preview_gives_it(ask: Ask, name: str) -> None:
    answer = ask(f"/{quote(name)}")
    assert answer.status == 200
    assert answer.body.decode() == FILES[name]
    assert answer.headers["content-type"] == media_type(name)


@pytest.mark.parametrize(
    ("address", "caching"),
    [("/", CACHE_PAGE), ("/notice/new/", CACHE_PAGE), ("/notice/new/plain.txt", CACHE_FILE), ("/assets/site.0a1b2c3d.css", CACHE_HASHED), ("/sw.js", CACHE_WORKER)],
)  # fmt: skip
def test_pages_are_kept_briefly_and_what_carries_its_digest_for_ever(ask: Ask, address: str, caching: str) -> None:
    assert ask(address).headers["cache-control"] == caching


def test_a_recording_can_be_played_from_its_middle(ask: Ask) -> None:
    answer = ask("/notice/new/audio.mp3", Range="bytes=3-5")
    assert answer.status == 206
    assert answer.body == b"345"
    assert answer.headers["content-range"] == "bytes 3-5/10"


def test_a_page_seen_before_is_not_sent_again(ask: Ask) -> None:
    first = ask("/notice/new/")
    assert ask("/notice/new/", If_None_Match=first.headers["etag"]).status == 304


def test_texts_are_sent_compressed_from_the_file_beside_them_where_the_server_can(
    ask: Ask, request: pytest.FixtureRequest
) -> None:
    answer = ask("/notice/new/plain.txt", Accept_Encoding="gzip")
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-type"] == media_type("plain.txt")
    apache = "apache2" in request.node.name
    assert gzip.decompress(answer.body) == (FILES["notice/new/plain.txt"].encode() if apache else SHORT)


def test_the_server_s_own_files_are_not_for_readers(ask: Ask) -> None:
    for address in ("/server/nginx.conf", "/server/Caddyfile", "/_headers", "/_redirects"):
        assert ask(address).status == 404, address


def test_another_header_or_type_makes_the_files_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    real, before = rooms.identity, identities.room(servers)
    for changed in ("headers", "media_types"):
        with monkeypatch.context() as patch:
            patch.setattr(rooms, "identity", lambda name, c=changed: "new" if name.endswith(f".{c}") else real(name))
            identities._room.cache_clear()
            assert identities.room(servers) != before
        identities._room.cache_clear()


def test_hosts_without_a_server_get_the_same_headers_and_redirects(root: Path) -> None:
    lines = (root / "site/_headers").read_text("utf-8").splitlines()
    assert lines[0] == "/*"
    for name, value in headers(https=True).items():
        assert f"  {name}: {value}" in lines
    opened = [place for place, header in pairwise(lines) if header == f"  {RESOURCES}: {ANYBODYS}"]
    assert opened == ["/podcast/*", "/en/podcast/*", "/*/audio.mp3", "/*/captions.vtt", "/*/chapters.json"]
    assert lines[-2:] == ["/assets/*", f"  Cache-Control: {CACHE_HASHED}"]
    redirects = (root / "site/_redirects").read_text("utf-8").splitlines()
    assert redirects == [
        "/guide/far/ https://example.org/a?b=%241&c=%7B 301",
        "/notice/old/ /notice/new/ 301",
        "/old/show.html /notice/new/#apply 301",
    ]


def test_a_site_without_https_never_promises_it() -> None:
    made = servers.gather((), servers.Options(), {**SITE, "url": "http://intranet.example/fed/"}, {})
    for name, data in made.files.items():
        assert b"Strict-Transport-Security" not in data, name
    assert b"/fed/notice/old/ /fed/notice/new/ 301" in made.files["_redirects"]
    assert made.facts == {"moved": 3, "removed": 2}
