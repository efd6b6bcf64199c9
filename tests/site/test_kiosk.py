"""The counter answers from a kit without scripts, opens no index that it cannot vouch for, and takes anything as a question."""

from __future__ import annotations

import asyncio
import re
import shutil
import signal
import socket
import time
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest
from doubles.counter import Answer, Counter, shown

BUNDLES = "bundles: [sitemap, search, browser_search, offline]"
LEFT = """\
moved:
  /notice/wheelchairs/: /notice/wheels/
removed:
  /notice/recalled/: 内容有误，已重新发布
"""
HOSTILE = [
    "NOT NOT NOT 残", "id:*", "残" * 10_000, "\x00\x01\x1b[2J", "\u202e倒过来\u2066", "<script>alert(1)</script>", "[" * 500,
    '"><img src=x onerror=alert(1)>', "{{ cc.words }}", "' OR 1=1 --", "../../etc/passwd", "%", "\ud83d", " ", "?" * 300,
]  # fmt: skip


def results(answer: Answer) -> list[str]:
    return [" ".join(filter(None, (one.tag, one.title))) for one in shown(answer)]


@pytest.fixture(scope="module")
def wheels(built, tmp_path_factory: pytest.TempPathFactory):
    """A site with a notice in force, the one that it replaces, and 25 events of one name."""
    root = tmp_path_factory.mktemp("wheels") / "site"
    shutil.copytree(built.root, root, symlinks=True)
    site = type(built)(root)
    site.replace("site_config.yml", "bundles: [sitemap]", BUNDLES)
    site.write("content/notices/wheels.md", "---\ntitle: 轮椅免费借用\nslug: wheels\npublished: 2024-07-07\nsummary: 免费借三个月。\n---\n\n## 押金\n\n押金二百六十元。归还时退还。\n")  # fmt: skip
    site.write("content/notices/wheels-old.md", "---\ntitle: 轮椅免费借用（旧）\nslug: wheels-old\npublished: 2012-07-07\nvalidity: repealed\n---\n\n押金三百元。\n")  # fmt: skip
    for number in range(25):
        site.write(f"content/notices/swim-{number}.md", f"---\ntitle: 游泳活动第{number}期\nslug: swim-{number}\npublished: 20{number:02}-01-02\n---\n\n请带泳衣。\n")  # fmt: skip
    site.replace("site_config.yml", "https://reference.example.org/", "https://example.org/dpf/")
    site.write("content/permalinks.yml", LEFT)
    site.published()
    run = site.curbcut("kit", "--out", str(tmp_path_factory.getbasetemp() / "kit-of-wheels"))
    assert run.code == 0, run.err
    return site


@pytest.fixture(scope="module")
def kit(wheels, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.getbasetemp() / "kit-of-wheels"


@pytest.fixture(scope="module")
def counter(wheels, kit: Path) -> Iterator[Counter]:
    running = Counter(wheels.command("kiosk", str(kit), "--port", "0"))
    yield running
    code, said = running.end(signal.SIGTERM)
    assert code == 143 and "Traceback" not in said, said


def test_a_search_is_answered_in_the_sites_page_without_scripts(counter: Counter) -> None:
    answer = counter.search("260元押金")
    assert results(answer)[0] == "轮椅免费借用"
    assert "<title>260元押金 - 搜索" in answer.text and 'value="260元押金"' in answer.text
    assert re.search(r'<a href="\.\./notice/wheels/#s-[0-9a-f]{6}">', answer.text)
    assert "<mark>押金</mark>" in answer.text
    assert not re.search(r"<script[^>]*assets/search\.", answer.text), "the script would make the results again"
    assert "存下的版本" in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert "script-src 'self'" in answer.headers["content-security-policy"]


def test_what_no_longer_holds_says_so_before_its_title(counter: Counter) -> None:
    first, second, *_ = results(counter.search("轮椅免费借用"))  # behind them stands what says 不收费
    assert (first, second) == ("轮椅免费借用", "已经废止 轮椅免费借用（旧）")


def test_what_may_have_been_meant_is_a_link(counter: Counter) -> None:
    answer = counter.search("lunyi")
    assert f'<a href="?q={quote("轮椅")}">轮椅</a>' in answer.text


def test_results_are_narrowed_sorted_and_turned_by_plain_links_and_forms(counter: Counter) -> None:
    first = counter.search("游泳活动")
    assert len(results(first)) == 10 and "第 1 页，共 3 页" in first.text
    assert '<input type="checkbox" name="year" value="2024">2024 (1)' in first.text
    second = counter.get("/search/" + re.search(r'rel="next" href="([^"]*)"', first.text)[1].replace("&amp;", "&"))
    assert 'start="11"' in second.text and not set(results(first)) & set(results(second))
    newest = counter.search("游泳活动", "&sort=date")
    assert results(newest)[0] == "游泳活动第24期"
    narrowed = counter.search("游泳活动", "&year=2003&year=2004")
    assert sorted(results(narrowed)) == ["游泳活动第3期", "游泳活动第4期"]
    assert 'name="year" value="2003" checked' in narrowed.text
    assert 'name="year" value="2024">' in narrowed.text, "other choices stay"
    assert f'<a href="?q={quote("游泳活动")}">去掉全部条件</a>' in narrowed.text


def test_nothing_found_says_what_was_tried_and_whom_to_call(counter: Counter) -> None:
    answer = counter.search("zzzzzz")
    assert results(answer) == [] and "没有找到“zzzzzz”" in answer.text and "12385" in answer.text


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_is_a_question(counter: Counter, query: str) -> None:
    answer = counter.search(query)
    assert answer.status == 200 and "</html>" in answer.text
    inside = answer.text.split('<main id="main"', 1)[1].split("</main>", 1)[0]
    assert "<script" not in inside and "<img" not in inside and "\x1b" not in inside and "\u202e" not in inside


@pytest.mark.parametrize(
    "more", ["&page=0", "&page=99999999999999999999", "&page=-1", "&page=二", "&sort=x", "&kind=", "&nothing=here", "&year=" + "9" * 5000, "&q=again&q=", "&&&==;%ZZ%00"]
)  # fmt: skip
def test_any_condition_is_taken_or_left(counter: Counter, more: str) -> None:
    answer = counter.get(f"/search/?q={quote('游泳')}{quote(more, safe='&=%')}")
    assert answer.status == 200 and "</html>" in answer.text


@pytest.mark.parametrize(
    "address",
    [
        "/search/?q=%ff%fe%80", "/search/?q=%00%00", "/search/?q=%e6%ae", "/search/?q=%u6b8b", "/search/?q=" + "%F0%9F%98%80" * 400,
        "/search/?" + "&".join(f"q={number}" for number in range(100)),
        "/search/?q=a&" + "&".join(f"year={number}&kind={number}&x{number}=1" for number in range(100)),
        "/search/?like=", "/search/?like=../../etc/passwd", "/search/?like=%00%ff", "/search/?like=" + "a/" * 4000, "/search/?like=notice/wheels",
        "/search/?like=%22%3E%3Cscript%3E", "/search/?q=%E2%80%AE&like=notice/wheels/&sort=date&page=3",
    ],
)  # fmt: skip
def test_any_address_of_a_search_is_answered_with_a_page(counter: Counter, address: str) -> None:
    answer = counter.get(address)
    assert answer.status == 200
    assert "</html>" in answer.text
    inside = answer.text.split('<main id="main"', 1)[1].split("</main>", 1)[0]
    assert "<script" not in inside
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", inside)


@pytest.mark.parametrize("query", [b"q=\xff\xfe", b"q=\xe6\xae\x8b", b"q=<script>"])
def test_bytes_that_no_browser_sends_are_answered(counter: Counter, query: bytes) -> None:
    with socket.create_connection(("127.0.0.1", counter.port), timeout=20) as asking:
        asking.sendall(
            b"GET /search/?" + query + b" HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n" % counter.port
        )
        said = b"".join(iter(lambda: asking.recv(65536), b""))
    assert said.startswith((b"HTTP/1.1 200", b"HTTP/1.1 400")), said[:80]
    assert b"<script>" not in said.partition(b'<main id="main"')[2]


def test_a_query_is_shown_as_it_is_not_as_a_place_for_words(counter: Counter) -> None:
    assert "没有找到“{count} {query}”" in counter.search("{count} {query}").text


def test_more_like_a_result_is_one_link_away(counter: Counter) -> None:
    first = counter.search("260元押金")
    link = re.search(r'<a href="([^"]*)" aria-label="相近的内容 轮椅免费借用">相近的内容</a>', first.text)
    assert link
    answer = counter.get("/search/" + link[1])
    assert results(answer)[0] == "已经废止 轮椅免费借用（旧）"
    assert "轮椅免费借用" not in results(answer)
    assert "和“轮椅免费借用”相近：" in answer.text
    assert "<title>和“轮椅免费借用”相近：" in answer.text
    many = counter.get("/search/?like=notice/swim-3/")
    following = re.search(r'rel="next" href="([^"]*)"', many.text)
    assert following
    second = counter.get("/search/" + unescape(following[1]))
    assert results(second)
    assert not set(results(second)) & set(results(many))
    nobody = counter.get("/search/?like=no/such/page/")
    assert results(nobody) == []
    assert "没有和“”相近的内容" not in nobody.text
    assert "12385" in nobody.text


def test_a_page_that_was_removed_says_so_and_one_that_moved_leads_on(counter: Counter) -> None:
    removed = counter.get("/notice/recalled/")
    assert (removed.status, removed.headers["cache-control"]) == (410, "no-store")
    assert "内容有误" in removed.text
    assert "存下的版本" in removed.text
    assert counter.get("/notice/recalled/plain.txt").status == 410
    assert counter.get("/notice/recalled/", "HEAD").text == ""
    moved = counter.get("/notice/wheelchairs/")
    assert (moved.status, moved.headers["location"]) == (301, "../../notice/wheels/")
    beside = counter.get("/notice/wheelchairs/plain.txt")
    assert (beside.status, beside.headers["location"]) == (301, "../../notice/wheels/plain.txt")
    whole = counter.get("/notice/wheels/")
    assert whole.headers["etag"]


def test_below_a_path_a_missing_page_still_has_its_style_and_its_ways_on(wheels, kit: Path) -> None:
    for folder in (kit, wheels.root / "build"):
        running = Counter(wheels.command("kiosk", str(folder), "--port", "0"))
        try:
            missing = running.get("/nowhere/at/all")
            assert missing.status == 404
            links = [unescape(link) for link in re.findall(r'\s(?:href|src|action)="([^"]*)"', missing.text)]
            local = [link.partition("#")[0] for link in links if link.startswith("/")]
            assert len(local) > 5
            for link in local:
                assert running.get(quote(link)).status == 200, link
        finally:
            running.end(signal.SIGINT)


def test_a_refusal_is_a_page_in_both_languages(counter: Counter) -> None:
    for answer in (counter.get("/", "POST"), counter.get("/", Host="evil.example"), counter.get("/%ff")):
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert '<html lang="zh-Hans">' in answer.text
        assert '<p lang="en">' in answer.text
        assert answer.headers["cache-control"] == "no-store"


def test_pages_and_files_are_served_and_nothing_else(counter: Counter, kit: Path) -> None:
    assert counter.get("/notice/wheels/").status == 200
    assert counter.get("/notice/wheels").headers["location"] == "/notice/wheels/"
    missing = counter.get("/nowhere/")
    assert missing.status == 404 and 'href="/assets/site.' in missing.text
    assert (kit / "manifest.json").is_file()
    for path in ("/../kit.json", "/%2e%2e/kit.json", "/search/pieces/", "//etc/passwd", "/.hidden"):
        assert counter.get(path).status in (400, 404), path
    assert counter.get("/", "POST").status == 405
    assert counter.get("/", Host="evil.example").status == 421


def test_it_is_served_from_the_build_folder_as_well(wheels) -> None:
    running = Counter(wheels.command("kiosk", str(wheels.root / "build"), "--port", "0"))
    try:
        assert results(running.search("260元押金"))[0] == "轮椅免费借用"
        assert (wheels.root / "build/site/sw.js").is_file()
        assert running.get("/sw.js").status == 404  # what one person read at the counter is not kept for the next
    finally:
        assert running.end(signal.SIGINT)[0] == 130


def test_its_processes_end_with_it_even_when_it_is_killed(wheels, kit: Path) -> None:
    running = Counter(wheels.command("kiosk", str(kit), "--port", "0"))
    running.process.kill()
    running.process.communicate(timeout=60)
    for _ in range(300):
        with socket.socket() as asking:
            if asking.connect_ex(("127.0.0.1", running.port)):
                return
        time.sleep(0.1)
    raise AssertionError("somebody still answers")


@pytest.mark.parametrize("harm", ["changed", "cut", "gone", "swapped"])
def test_an_index_that_is_not_what_was_saved_is_not_opened(wheels, kit: Path, tmp_path: Path, harm: str) -> None:
    shutil.copytree(kit, tmp_path / "kit")
    pieces = sorted((tmp_path / "kit/search/pieces").iterdir(), key=lambda path: path.stat().st_size)
    largest, data = pieces[-1], pieces[-1].read_bytes()
    if harm == "changed":
        largest.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    elif harm == "cut":
        largest.write_bytes(data[: len(data) // 2])
    elif harm == "gone":
        largest.unlink()
    else:
        largest.write_bytes(pieces[0].read_bytes())
    run = wheels.curbcut("kiosk", str(tmp_path / "kit"), "--port", "0")
    assert run.code == 3, run.out
    assert "索引" in run.err and "index" in run.err


def test_a_folder_that_is_no_kit_is_told(wheels, tmp_path: Path) -> None:
    run = wheels.curbcut("kiosk", str(tmp_path), "--port", "0")
    assert (run.code, "没有离线包" in run.err, "no kit" in run.err) == (2, True, True)


def test_a_question_that_takes_too_long_is_answered_with_a_sentence(kit: Path) -> None:
    from curbcut.kiosk.app import application
    from curbcut.kiosk.holding import Holding

    sent = []

    async def send(message) -> None:
        sent.append(message)

    scope = {
        "type": "http", "method": "GET", "path": "/search/", "raw_path": b"/search/", "query_string": b"q=a",
        "headers": [(b"host", b"127.0.0.1")], "root_path": "", "scheme": "http", "server": ("127.0.0.1", 80),
    }  # fmt: skip
    asyncio.run(application(Holding(kit), 80, patience_s=0)(scope, None, send))
    said = b"".join(message.get("body", b"") for message in sent).decode()
    assert (sent[0]["status"], "太久" in said, "too long" in said) == (503, True, True)
