"""What the preview answers: types, conditions, ranges, folders, and never a byte from outside the release."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from curbcut.core.headers import PAGE_POLICY, POLICY, headers
from curbcut.core.media_types import TYPES, UNKNOWN, media_type
from curbcut.preview.scripted import with_script
from curbcut.serving.lost import at_root

PAGE = b"<!DOCTYPE html><html lang=zh-Hans><head><title>t</title></head><body><main id=main>x</main></body></html>"
SOUND = bytes(range(256)) * 40
FILES = {
    "index.html": PAGE, "404.html": PAGE.replace(b">x<", b">gone<"), "notice/plan/index.html": PAGE,
    "notice/plan/audio.mp3": SOUND, "empty.txt": b"", "a b/文.txt": "文".encode(), "files/only.txt": b"1",
    "notice/gone/index.html": PAGE.replace(b">x<", b">removed<"), "News/1.html": PAGE.replace(b">x<", b">removed<"),
    **{
        f"{old}index.html": PAGE.replace(b"<title>", b'<meta http-equiv="refresh" content="0; url=' + to + b'"><title>')
        for old, to in (("notice/former/", b"../../notice/plan/"), ("away/", b"https://example.org/?a=1&amp;b=2"))
    },
}  # fmt: skip
FORMS = {
    "notice/gone/index.html": "gone", "News/1.html": "gone", "notice/former/index.html": "moved", "away/index.html": "moved",
}  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, publish: Callable) -> Path:
    site = tmp_path_factory.mktemp("site")
    release = publish(site / "build", FILES, FORMS)
    (site / "secret.txt").write_text("secret")
    (release / "out.txt").symlink_to(site / "secret.txt")
    (release / "in.txt").symlink_to("files/only.txt")
    (release / ".hidden").write_text("secret")
    (release / ".git").mkdir()
    (release / ".git" / "config").write_text("secret")
    os.mkfifo(release / "pipe.txt")
    return site


@pytest.fixture(scope="module")
def preview(site: Path, serve: Callable) -> Iterator[object]:
    with serve("--no-build", site=site) as running:
        yield running


def test_every_answer_carries_the_sites_security_headers(preview) -> None:
    for path in ("/", "/nothing", "/notice/plan", "/notice/plan/audio.mp3", "/__curbcut/reload.js", "/..%2f"):
        sent = preview.ask(path).headers
        for name, value in headers(path[1:]).items():
            assert sent[name.lower()] == value, path
        assert "strict-transport-security" not in sent
        assert "server" not in sent
    assert "frame-ancestors 'none'" in POLICY
    assert "require-trusted-types-for 'script'" in POLICY
    assert "Strict-Transport-Security" in headers(https=True)


def test_only_what_podcasts_are_made_of_may_be_loaded_by_other_sites(preview) -> None:
    open_ = ("notice/plan/audio.mp3", "en/course/a/b/captions.vtt", "notice/plan/chapters.json", "podcast/all.xml", "en/podcast/course-a.xml")  # fmt: skip
    ours = (
        "", "notice/plan/", "notice/podcast/files.xml", "podcast/index.html", "podcast/more/all.xml", "sitemap.xml",
        "notice/plan/cues.js", "notice/plan/large-print.pdf", "notice/plan/myaudio.mp3", "notice/plan/audio_mp3", "audio.mp3/",
    )  # fmt: skip
    assert {headers(path)["Cross-Origin-Resource-Policy"] for path in open_} == {"cross-origin"}
    assert {headers(path)["Cross-Origin-Resource-Policy"] for path in ours} == {"same-origin"}
    assert preview.ask("/notice/plan/audio.mp3").headers["cross-origin-resource-policy"] == "cross-origin"
    assert preview.ask("/notice/plan/").headers["cross-origin-resource-policy"] == "same-origin"


def test_the_pages_own_policy_is_the_beginning_of_the_servers() -> None:
    assert POLICY.startswith(PAGE_POLICY)


def test_a_page_carries_the_preview_only_on_its_way_out(preview, site) -> None:
    answer = preview.ask("/notice/plan/")
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.body.count(b"/__curbcut/reload.js") == 1
    assert answer.body.endswith(b"</script></body></html>")
    assert (site / "build/site/notice/plan/index.html").read_bytes() == PAGE


def test_a_folder_without_its_slash_is_redirected_with_its_query(preview) -> None:
    answer = preview.ask("/notice/plan?q=%E6%96%87")
    assert (answer.status, answer.headers["location"]) == (307, "/notice/plan/?q=%E6%96%87")


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/notice/former/", "../../notice/plan/"),
        ("/notice/former/index.html", "../../notice/plan/"),
        ("/notice/former/audio.mp3", "../../notice/plan/audio.mp3"),
        ("/away/", "https://example.org/?a=1&b=2"),
    ],
)
def test_a_page_that_moved_leads_on_as_on_a_real_server(preview, path: str, location: str) -> None:
    answer = preview.ask(path)
    assert (answer.status, answer.headers["location"], answer.headers["cache-control"]) == (301, location, "no-store")


def test_only_files_of_a_page_of_this_site_move_with_it(preview) -> None:
    assert preview.ask("/away/audio.mp3").status == 404


@pytest.mark.parametrize(
    "path", ["/notice/gone/", "/notice/gone/index.html", "/notice/gone/large_print.pdf", "/News/1.html"]
)
def test_a_page_that_was_removed_says_so_with_410(preview, path: str) -> None:
    answer = preview.ask(path)
    assert answer.status == 410
    assert b">removed<" in answer.body and b"/__curbcut/reload.js" in answer.body


def test_a_missing_page_is_the_sites_own_404(preview) -> None:
    answer = preview.ask("/notice/none/")
    assert answer.status == 404
    assert b">gone<" in answer.body
    assert preview.ask("/files/").status == 404, "a folder without a page is not listed"
    assert preview.ask("/files").status == 404


def test_the_404_of_a_site_below_a_path_leads_on_at_this_root() -> None:
    page = '<link rel="stylesheet" href="{0}assets/site.1.css"><a href="{0}">a</a><a href="https://example.org{0}">b</a><i data-root="{0}">'
    assert at_root(page.format("/dpf/")) == page.format("/").replace("https://example.org/", "https://example.org/dpf/")
    assert at_root(page.format("/")) == page.format("/")
    assert at_root("<title>none</title>") == "<title>none</title>"


def test_head_says_what_get_would_say(preview) -> None:
    for path in ("/", "/notice/plan/audio.mp3", "/nothing"):
        get, head = preview.ask(path), preview.ask(path, "HEAD")
        assert (head.status, head.body) == (get.status, b"")
        assert {**head.headers, "date": ""} == {**get.headers, "date": ""}


def test_the_tag_is_the_manifests_digest_and_saves_a_second_transfer(preview) -> None:
    first = preview.ask("/notice/plan/audio.mp3")
    assert first.headers["etag"] == f'"{sha256(SOUND).hexdigest()}"'
    for given in (first.headers["etag"], f'"x", W/{first.headers["etag"]}', "*"):
        again = preview.ask("/notice/plan/audio.mp3", If_None_Match=given)
        assert (again.status, again.body) == (304, b"")
    assert preview.ask("/notice/plan/audio.mp3", If_None_Match='"x"').status == 200
    page = preview.ask("/")
    assert preview.ask("/", If_None_Match=page.headers["etag"]).status == 304
    assert preview.ask("/manifest.json").headers["etag"]


@pytest.mark.parametrize(
    ("asked", "start", "stop"),
    [("bytes=0-99", 0, 100), ("bytes=10000-", 10000, 10240), ("bytes=-40", 10200, 10240), ("bytes=10239-99999", 10239, 10240),
     ("bytes=-99999", 0, 10240), ("bytes=0-0", 0, 1)],
)  # fmt: skip
def test_a_player_can_jump(preview, asked: str, start: int, stop: int) -> None:
    answer = preview.ask("/notice/plan/audio.mp3", Range=asked)
    assert (answer.status, answer.body) == (206, SOUND[start:stop])
    assert answer.headers["content-range"] == f"bytes {start}-{stop - 1}/{len(SOUND)}"
    assert answer.headers["content-length"] == str(stop - start)


@pytest.mark.parametrize(
    "asked", ["bytes=5-2", "bytes=0-1,4-5", "bytes=-", "bytes=a-b", "lines=0-1", "bytes=0-" + "9" * 99]
)
def test_a_range_that_is_none_is_answered_with_the_whole(preview, asked: str) -> None:
    answer = preview.ask("/notice/plan/audio.mp3", Range=asked)
    assert (answer.status, answer.body) == (200, SOUND)


def test_a_range_beyond_the_end_is_416(preview) -> None:
    for path, asked, size in (("/notice/plan/audio.mp3", "bytes=10240-", 10240), ("/empty.txt", "bytes=0-", 0)):
        answer = preview.ask(path, Range=asked)
        assert (answer.status, answer.headers["content-range"]) == (416, f"bytes */{size}")


def test_a_range_of_a_changed_file_is_answered_with_the_whole(preview) -> None:
    assert preview.ask("/notice/plan/audio.mp3", Range="bytes=0-1", If_Range='"old"').status == 200
    etag = preview.ask("/notice/plan/audio.mp3").headers["etag"]
    assert preview.ask("/notice/plan/audio.mp3", Range="bytes=0-1", If_Range=etag).status == 206


def test_names_in_chinese_and_with_spaces_are_found(preview) -> None:
    assert preview.ask("/a%20b/%E6%96%87.txt").body == "文".encode()


def test_a_link_inside_the_release_is_followed(preview) -> None:
    assert preview.ask("/in.txt").body == b"1"


@pytest.mark.parametrize(
    "target",
    [
        b"/../secret.txt", b"/%2e%2e/%2e%2e/secret.txt", b"/..%2f..%2fsecret.txt", b"/notice/../../../../secret.txt",
        b"/%2e%2e%5c%2e%2e%5csecret.txt", b"/..\\..\\secret.txt", b"/notice%5cplan", b"/index.html%00.txt", b"//etc/passwd",
        b"//example.org/%2f..", b"/%2fetc/passwd", b"/%2f%2fexample.org", b"/out.txt", b"/.hidden", b"/.git/config", b"/notice/./plan/",
        b"/pipe.txt", b"/%ff", b"/%c0%ae%c0%ae/secret.txt", b"/%252e%252e/secret.txt", b"/notice//plan", b"/" + b"a" * 9000,
        b"/index.html/x", b"http://example.org/", b"*", b"/a%0d%0aSet-Cookie:%20x=1", b"/__curbcut/", b"/__curbcut/server.py",
        b"/__curbcut/..%2f..%2fsecret.txt",
    ],
    ids=lambda target: target[:40].decode(),
)  # fmt: skip
def test_nothing_outside_the_release_is_ever_served(preview, target: bytes) -> None:
    answer = preview.raw(target)
    assert answer.split(b" ", 2)[1] in (b"400", b"404"), answer[:300]
    assert b"secret" not in answer
    assert b"root:" not in answer
    assert b"\r\nlocation:" not in answer.lower()
    assert b"\r\nset-cookie" not in answer.lower()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.html", "text/html; charset=utf-8"), ("a.vtt", "text/vtt; charset=utf-8"), ("a.epub", "application/epub+zip"),
        ("a.opus", "audio/ogg"), ("a.mp3", "audio/mpeg"), ("a.brf", "application/x-brf"), ("a.pef", "application/x-pef+xml"),
        ("a.webmanifest", "application/manifest+json"), ("a.json", "application/json"), ("a.xml", "application/xml; charset=utf-8"),
        ("a.txt", "text/plain; charset=utf-8"), ("a.ics", "text/calendar; charset=utf-8"), ("a.geojson", "application/geo+json"),
        ("a.svg", "image/svg+xml"), ("a.PDF", "application/pdf"), ("a.webp", "image/webp"), ("a.avif", "image/avif"),
        ("a.js", "text/javascript; charset=utf-8"), ("a.css", "text/css; charset=utf-8"), ("a.md", "text/markdown; charset=utf-8"),
        ("a.unknown", UNKNOWN), ("html", UNKNOWN),
    ],
)  # fmt: skip
def test_a_file_has_the_type_of_its_ending_on_every_machine(name: str, kind: str) -> None:
    assert media_type(name) == kind


def test_the_table_of_types_is_in_small_letters() -> None:
    assert all(ending == ending.lower() for ending in TYPES)


def test_a_release_that_goes_live_shows_at_the_next_request(tmp_path, publish, serve) -> None:
    publish(tmp_path / "build", {"index.html": b"<body>one</body>"})
    with serve("--no-build", site=tmp_path) as preview:
        assert b"one" in preview.ask("/").body
        publish(tmp_path / "build", {"index.html": b"<body>two</body>"})
        assert b"two" in preview.ask("/").body


def test_a_download_that_began_before_a_swap_stays_the_old_file_to_its_end(tmp_path, publish, serve) -> None:
    old, new = b"o" * (64 << 20), b"n" * (64 << 20)
    folder = publish(tmp_path / "build", {"large.mp3": old})
    with serve("--no-build", site=tmp_path) as preview:
        import socket

        with socket.create_connection(("127.0.0.1", preview.port), timeout=20) as talk:
            host = f"127.0.0.1:{preview.port}".encode()
            talk.sendall(b"GET /large.mp3 HTTP/1.1\r\nHost: " + host + b"\r\nConnection: close\r\n\r\n")
            got = talk.recv(1000)
            publish(tmp_path / "build", {"large.mp3": new})
            (folder / "large.mp3").unlink()
            got += b"".join(iter(lambda: talk.recv(1 << 20), b""))
        assert got.partition(b"\r\n\r\n")[2] == old


def test_a_page_keeps_nothing_on_the_device() -> None:
    page = b'<head><link rel="manifest" href="../site.webmanifest">\n<title>A</title></head><body><p>A</p></body>'
    assert with_script(page, "r").startswith(b"<head><title>A</title></head><body><p>A</p><link")
