"""A package with its recordings and prints: everything is inside, plays and opens, in a folder, a platform and a school server's frame."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pikepdf
import pytest
from a11y import answering, taking
from a11y.listening import Told, cues, listen, now_ms, set_time, until
from a11y.lms import Platform, running
from a11y.test_packages import enter, lesson_from_course

pytestmark = [pytest.mark.a11y, pytest.mark.xdist_group("packages")]

COURSE, LESSON = "course/wsyh/", "course/wsyh/duanxin/"
LISTS = {"kit.json", "manifest.json", "imsmanifest.xml"}
"""What says what is inside, and is read by programs only."""
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)
SANDBOX = "allow-scripts allow-same-origin allow-forms"
"""How an offline school server may frame an HTML5 app that comes from another port."""
SCRIPTS_ONLY = "allow-scripts"
"""How it does where nobody has set it otherwise. Source: Kolibri, plugins/html5_viewer/options.py, `HTML5.SANDBOX`."""


@pytest.fixture(scope="module")
def carried(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The unpacked packages of a course with recordings and prints, and its published site."""
    root = tmp_path_factory.mktemp("media")
    (root / "courses/wsyh").mkdir(parents=True)
    (root / "courses/wsyh/手机.png").write_bytes(PICTURE)
    site = answering.build(root, taking.MEDIA)
    words = ("--include", "audio,large_print")
    return {
        "site": site, **{name: taking.packaged(root, name, root / name, *words) for name in ("folder", "scorm12")},
    }  # fmt: skip


@pytest.fixture
def told(carried: dict[str, Path]) -> list[Told]:
    """The cues of the lesson with questions."""
    return cues(carried["folder"], LESSON)


def addresses(path: Path) -> Iterator[str]:
    """Yield every address that a page, a style sheet or a script names, as far as it is one of a file."""
    text = path.read_text("utf-8")
    if path.suffix == ".html":
        yield from re.findall(r'(?:href|src|poster|action|data-player)="([^"]*)"', text)
        yield from re.findall(r'"url":"([^"]*)"', text)
    elif path.suffix in (".css", ".js"):
        yield from re.findall(r"[\"'(]([\w./-]+\.(?:js|css|svg|woff2|vtt|json))[\"')]", text)


def linked(folder: Path) -> tuple[set[Path], set[str]]:
    """Return what can be reached from the first page, and the addresses that lead nowhere."""
    waiting, seen, lost = [folder / "index.html"], set(), set()
    while waiting:
        here = waiting.pop()
        if here in seen:
            continue
        seen.add(here)
        for address in addresses(here) if here.suffix in (".html", ".css", ".js") else ():
            parts = urlsplit(address)
            if parts.scheme or address.startswith("//") or not parts.path:
                continue
            base = folder if here.suffix == ".js" and "/" in parts.path else here.parent
            target = (base / unquote(parts.path)).resolve()
            if target.is_file():
                waiting.append(target)
            elif here.suffix == ".html":
                lost.add(f"{here.relative_to(folder)}: {address}")
    return seen, lost


def test_every_link_leads_to_a_file_and_to_every_file_leads_a_link(carried: dict[str, Path]) -> None:
    for name in ("folder", "scorm12"):
        folder = carried[name].resolve()
        seen, lost = linked(folder)
        assert lost == set()
        files = {path for path in folder.rglob("*") if path.is_file()}
        fetched = {path.parent / "cues.js" for path in seen if path.name == "audio.mp3"}  # by the player
        alone = sorted(path.relative_to(folder).as_posix() for path in files - seen - fetched)
        assert [path for path in alone if path not in LISTS] == []


def test_it_has_a_page_at_its_root_relative_addresses_and_names_that_every_unpacker_reads(
    carried: dict[str, Path],
) -> None:
    for name in ("folder", "scorm12"):
        folder = carried[name]
        assert (folder / "index.html").is_file()
        paths = [path.relative_to(folder).as_posix() for path in folder.rglob("*")]
        assert [path for path in paths if not path.isascii() or " " in path or len(path) > 200] == []
        rooted = [
            (page, one) for page in folder.rglob("*.html") for one in addresses(page) if one.startswith(("/", "file:"))
        ]
        assert rooted == []
        page = (folder / LESSON / "index.html").read_text("utf-8")
        shown = re.search(r'<img [^>]*src="([^"]+)"', page)
        assert shown and (folder / LESSON / shown[1]).resolve().read_bytes().startswith(b"\x89PNG")


def test_workbook_key_and_the_prints_of_all_lessons_are_inside_and_open(carried: dict[str, Path]) -> None:
    for name in ("folder", "scorm12"):
        prints = {path.relative_to(carried[name]).as_posix(): path for path in carried[name].rglob("*.pdf")}
        lessons = [f"{COURSE}{slug}/large-print.pdf" for slug in ("dakai", "duanxin", "zhuanzhang")]
        assert sorted(prints) == sorted([f"{COURSE}large-print.pdf", f"{COURSE}large-print-key.pdf", *lessons])
        for path in prints.values():
            with pikepdf.open(path) as pdf:
                assert len(pdf.pages) > 0
        page = (carried[name] / COURSE / "index.html").read_text("utf-8")
        assert all(f'href="{file}"' in page for file in ("large-print.pdf", "large-print-key.pdf"))
        assert "大字练习册 PDF" in page and "大字答案册 PDF" in page


def plays(frame: Any, told: list[Told]) -> None:
    """Press the button, then go to a sentence near the end: it is heard and marked."""
    listen(frame)
    assert frame.evaluate("document.querySelector('audio').duration") > 10
    frame.evaluate("document.querySelector('audio').pause()")
    cue = [one for one in told if one.id.startswith("s-")][-3]
    set_time(frame, cue.start_ms + 50)
    until(frame, "id => document.querySelector('.heard')?.id === id", cue.id)
    assert abs(now_ms(frame) - cue.start_ms - 50) < 200
    other = [one for one in told if one.id.startswith("s-")][1]
    set_time(frame, other.start_ms + 50)
    until(frame, "id => document.querySelector('.heard')?.id === id", other.id)
    texts = frame.evaluate("document.querySelector('audio').textTracks.length")
    assert texts == 1, "captions"


def test_the_folder_plays_by_double_click_and_its_prints_are_there(
    carried: dict[str, Path], told: list[Told], tab: Callable[..., Any]
) -> None:
    page, said = tab(bypass_csp=False), []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto((carried["folder"] / "index.html").as_uri())
    page.get_by_role("link", name=taking.LESSON).click()
    page.locator("h1", has_text=taking.LESSON).wait_for()
    plays(page, told)
    there = page.get_by_role("link", name="大字 PDF").evaluate("link => link.href")
    assert Path(unquote(urlsplit(there).path)).read_bytes().startswith(b"%PDF")
    assert said == []


def test_in_a_learning_platform_the_recording_plays_in_the_frame(
    carried: dict[str, Path], told: list[Told], tab: Callable[..., Any], package: Callable[[str], Path]
) -> None:
    with running(Platform(carried["scorm12"], package("scorm-again/dist/scorm-again.js"), modern=False)) as platform:
        page = enter(platform, tab)
        frame = lesson_from_course(page)
        plays(frame, told)
        taking.give(frame, taking.RIGHT, "q-first")
        assert "q-first" in platform.cmi["suspend_data"]
        there = frame.get_by_role("link", name="大字 PDF").evaluate("link => link.href")
        assert page.request.get(there).body().startswith(b"%PDF")


@contextmanager
def school_server(inside: str, sandbox: str = SANDBOX) -> Iterator[str]:
    """Frame an app that stands at another origin, as Kolibri does. Returns the address of the page around it."""
    page = f'<!DOCTYPE html><html lang="zh"><title>Kolibri</title><iframe title="app" sandbox="{sandbox}" src="{inside}" width="1000" height="700"></iframe>'

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page.encode() if self.path == "/" else b"")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_in_the_sandboxed_frame_of_a_school_server_questions_are_answered_and_kept_and_the_recording_plays(
    carried: dict[str, Path], told: list[Told], tab: Callable[..., Any]
) -> None:
    folder = carried["folder"]
    with running(Platform(folder, folder / "index.html", modern=False)) as files:
        with school_server(f"{files.origin}/package/index.html") as address:
            page, said = tab(bypass_csp=False), []
            page.on(
                "console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None
            )
            page.on("pageerror", lambda error: said.append(str(error)))
            page.goto(address)
            page.frame_locator("iframe").get_by_role("link", name=taking.LESSON).click()
            page.frames[-1].locator("h1", has_text=taking.LESSON).wait_for()
            page.frames[-1].locator("section.question").first.scroll_into_view_if_needed()
            frame = taking.settled(page, taking.LESSON)
            taking.give(frame, taking.RIGHT, *taking.KINDS)
            for kind in taking.KINDS:
                assert frame.locator(f"#{kind} .feedback").inner_text() != "", kind
            plays(frame, told)
            kept = str(frame.evaluate("JSON.stringify(Object.entries(localStorage))"))
            assert [kind for kind in taking.KINDS if kind not in kept] == []
            assert said == []


def test_in_a_frame_that_allows_nothing_but_scripts_a_course_is_taken_and_says_how_long_that_lasts(
    carried: dict[str, Path], told: list[Told], tab: Callable[..., Any]
) -> None:
    folder = carried["scorm12"]
    with running(Platform(folder, folder / "index.html", modern=False)) as files:
        with school_server(f"{files.origin}/package/index.html", SCRIPTS_ONLY) as address:
            page, said = tab(bypass_csp=False), []
            page.on(
                "console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None
            )
            page.on("pageerror", lambda error: said.append(str(error)))
            page.goto(address)
            page.frame_locator("iframe").get_by_text("只记到关掉窗口为止").wait_for()
            page.frame_locator("iframe").get_by_role("link", name=taking.LESSON).click()
            page.frames[-1].locator("h1", has_text=taking.LESSON).wait_for()
            assert page.frames[-1].evaluate("self.origin") == "null"
            page.frames[-1].locator("section.question").first.scroll_into_view_if_needed()
            frame = taking.settled(page, taking.LESSON)
            assert "只记到关掉窗口为止" in frame.locator(".sum").inner_text()
            taking.give(frame, taking.RIGHT, *taking.KINDS)
            for kind in taking.KINDS:
                assert frame.locator(f"#{kind} .feedback").inner_text().startswith(("答对了", "写好了")), kind
            frame.locator("#q-back input").fill("正面")
            frame.locator("#q-back input").press("Enter")
            frame.locator("#q-back .feedback", has_text="不对").wait_for()
            plays(frame, told)
            frame.get_by_role("button", name="阅读设置").click()
            frame.get_by_label("特大").check()
            frame.get_by_role("link", name=f"下一课 {taking.OTHER}").click()
            frame = page.frames[-1]
            frame.locator("h1", has_text=taking.OTHER).wait_for()
            assert frame.evaluate("document.documentElement.dataset.size") == "4", "what is set goes along"
            frame.get_by_role("link", name=f"上一课 {taking.LESSON}").click()
            page.frames[-1].locator("h1", has_text=taking.LESSON).wait_for()
            page.frames[-1].locator("section.question").first.scroll_into_view_if_needed()
            frame = taking.settled(page, taking.LESSON)
            assert "答了 9 题" in frame.locator(".sum").inner_text(), "what was answered goes along"
            assert frame.locator("#q-first input:checked").get_attribute("value") == "b"
            frame.get_by_role("link", name="我的学习进度").click()
            page.frames[-1].locator("#cc-learned").wait_for()
            assert page.frames[-1].get_by_role("link", name=taking.LESSON).count() == 1
            assert said == []
