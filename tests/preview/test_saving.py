"""From a save to the open page's news: builds, findings, other builds, and how it all ends."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from curbcut.preview import builder
from curbcut.preview.builder import Came, build
from curbcut.site import locked

GOOD = "---\ntitle: 关于我们\nsummary: 我们是谁。\nslug: about\n---\n\n## 概况\n\n这是{word}的网站。\n"
ABOUT = "content/pages/about.md"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "site_config.yml").write_text("title: 测试站\nurl: https://example.org/\n", "utf-8")
    save(tmp_path, GOOD.format(word="残联"))
    return tmp_path


def save(site: Path, text: str, path: str = ABOUT) -> None:
    """Save as editors do: write beside it, then rename over it."""
    (site / path).parent.mkdir(parents=True, exist_ok=True)
    draft = (site / path).with_suffix(".tmp")
    draft.write_text(text, "utf-8")
    draft.replace(site / path)


def events(preview) -> Iterator[dict]:
    with socket.create_connection(("127.0.0.1", preview.port), timeout=30) as talk:
        host = f"127.0.0.1:{preview.port}"
        talk.sendall(f"GET /__curbcut/events HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        deadline = time.monotonic() + 60  # heartbeats keep the socket alive for ever
        for line in talk.makefile("rb"):
            assert time.monotonic() < deadline, "the preview told nothing"
            if line.startswith(b"data: "):
                yield json.loads(line[6:])
                deadline = time.monotonic() + 60  # from when somebody waits for the next


def body(preview, path: str = "/page/about/") -> str:
    return preview.ask(path).body.decode()


def alive(group: int) -> list[str]:
    """Return the processes of a session that still run."""
    listed = subprocess.run(
        ["ps", "-o", "pid=,stat=,args=", "-s", str(group)], capture_output=True, text=True, check=False
    )
    return [line for line in listed.stdout.splitlines() if " Z" not in line]


def test_it_builds_first_and_a_saved_sentence_is_served_and_told(site, serve) -> None:
    with serve(site=site) as preview:
        assert "这是残联的网站" in body(preview)
        heard = events(preview)
        first = next(heard)
        save(site, GOOD.format(word="大家"))
        second = next(heard)
        assert first["problems"] == second["problems"] == []
        assert first["release"] != second["release"]
        assert second["texts"]["updated"] == {"zh": "页面已更新", "en": "Page updated"}
        assert "这是大家的网站" in body(preview)
    assert "预览地址：http://127.0.0.1:" in "".join(preview.said)


def test_a_saved_table_is_served_too(site, serve) -> None:
    save(site, "级别,每月\n一级,80元\n", "content/pages/rates.csv")
    save(site, GOOD.format(word="残联") + "\n!table rates.csv 表：标准\n")
    with serve(site=site) as preview:
        assert "80元" in body(preview)
        heard = events(preview)
        next(heard)
        save(site, "级别,每月\n一级,90元\n", "content/pages/rates.csv")
        assert next(heard)["problems"] == []
        assert "90元" in body(preview)


def test_findings_are_told_the_old_page_stays_and_mending_goes_live(site, serve) -> None:
    with serve(site=site) as preview:
        heard = events(preview)
        first = next(heard)
        save(site, GOOD.format(word="坏").replace("slug: about", "slug: 关于"))
        stopped = next(heard)
        assert stopped["release"] == first["release"]
        assert stopped["problems"][0]["where"].startswith(ABOUT)
        assert all(stopped["problems"][0][lang] for lang in ("zh", "en"))
        assert "这是残联的网站" in body(preview)
        save(site, GOOD.format(word="好"))
        assert next(heard)["problems"] == []
        assert "这是好的网站" in body(preview)
    assert "没有发布：1 个问题" in "".join(preview.said)


def test_a_site_that_never_built_shows_a_waiting_page_until_it_does(site, serve) -> None:
    save(site, "没有开头\n")
    with serve(site=site) as preview:
        answer = preview.ask("/")
        assert answer.status == 503
        assert b"/__curbcut/reload.js" in answer.body
        heard = events(preview)
        assert next(heard)["problems"]
        save(site, GOOD.format(word="好"))
        assert next(heard)["release"]
        assert preview.ask("/").status == 200


def test_a_broken_configuration_is_told_and_the_preview_goes_on(site, serve) -> None:
    good = (site / "site_config.yml").read_text("utf-8")
    with serve(site=site) as preview:
        heard = events(preview)
        next(heard)
        save(site, "title: [\n", "site_config.yml")
        assert next(heard)["problems"][0]["where"].startswith("site_config.yml")
        save(site, good.replace("测试站", "新名字"), "site_config.yml")
        assert next(heard)["problems"] == []
        assert "新名字" in body(preview)


def test_folders_may_come_and_go(site, serve) -> None:
    with serve(site=site) as preview:
        heard = events(preview)
        next(heard)
        (site / "content").rename(site / "elsewhere")
        next(heard)
        assert preview.ask("/page/about/").status == 404
        (site / "elsewhere").rename(site / "content")
        next(heard)
        assert preview.ask("/page/about/").status == 200


def test_it_waits_for_another_build_and_goes_on_by_itself(site, serve) -> None:
    with serve(site=site) as preview:
        heard = events(preview)
        next(heard)
        with locked(site / "build"):
            save(site, GOOD.format(word="后来"))
            assert "curbcut" in next(heard)["problems"][0]["en"]
        assert next(heard)["problems"] == []
        assert "这是后来的网站" in body(preview)


def test_without_building_a_release_that_somebody_makes_live_is_told(tmp_path, publish, serve) -> None:
    publish(tmp_path / "build", {"index.html": b"<body>one</body>"})
    with serve("--no-build", site=tmp_path) as preview:
        heard = events(preview)
        before = next(heard)["release"]
        folder = publish(tmp_path / "build", {"index.html": b"<body>two</body>"})
        assert next(heard)["release"] == folder.name != before


@pytest.mark.parametrize(("sign", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_it_ends_at_once_with_open_streams_and_leaves_nothing_behind(site, serve, sign: int, code: int) -> None:
    with serve(site=site) as preview:
        heard = [events(preview) for _ in range(4)]
        for stream in heard:
            next(stream)
        start = time.monotonic()
        preview.process.send_signal(sign)
        assert preview.process.wait(timeout=10) == code
        assert time.monotonic() - start < 2
        for stream in heard:
            assert next(stream, None) is None
    assert "Traceback" not in "".join(preview.said)


def test_it_ends_in_the_middle_of_a_build_and_the_build_ends_with_it(site, serve) -> None:
    for number in range(1500):
        text = GOOD.format(word=f"第{number}家").replace("slug: about", f"slug: p{number}")
        save(site, text, f"content/pages/p{number}.md")
    environment = {**os.environ, "PYTHONPATH": str(Path(builder.curbcut.__file__).parents[1])}
    command = [sys.executable, "-P", "-m", "curbcut", "--site", str(site), "serve", "--port", "0"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    child = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    deadline = time.monotonic() + 20
    while not child.read_text() and time.monotonic() < deadline:
        time.sleep(0.02)
    session = int(child.read_text().split()[0])
    time.sleep(0.7)
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=20)[0].decode()
    assert process.returncode == 130, said
    assert alive(session) == []
    assert "Traceback" not in said


def test_a_taken_port_is_said_before_anything_is_built(site) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = command_line("--site", str(site), "serve", "--port", str(port))
    assert done.returncode == 3
    assert f"Port {port} cannot be used" in done.stderr
    assert not (site / "build").exists()


@pytest.mark.parametrize("given", ["-1", "65536", "x", "", "８０"])
def test_what_is_no_port_is_a_mistake_of_use(site, given: str) -> None:
    done = command_line("--site", str(site), "serve", f"--port={given}")
    assert done.returncode == 2
    assert "not a port" in done.stderr


def test_a_folder_without_a_site_and_a_site_without_a_release_are_mistakes_of_use(tmp_path, site) -> None:
    assert command_line("--site", str(tmp_path / "none"), "serve", "--port", "0").returncode == 2
    assert command_line("--site", str(site), "serve", "--port", "0", "--no-build").returncode == 2


def test_a_poor_terminal_is_no_reason_to_fail(site, serve) -> None:
    poor = {"LANG": "C", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "NO_COLOR": "1", "TERM": "dumb"}
    with serve(site=site, env=poor) as preview:
        save(site, GOOD.format(word="坏").replace("slug: about", "slug: 关于"))
        heard = events(preview)
        problem = next(state["problems"] for state in heard if state["problems"])[0]
        assert re.search("[\u4e00-\u9fff]", problem["zh"])
    assert "\x1b" not in "".join(preview.said)


async def came(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str) -> Came:
    monkeypatch.setattr(builder, "_command", lambda root, out: [sys.executable, "-c", script])
    return await build(tmp_path, tmp_path, lambda event: None)


@pytest.mark.parametrize(
    ("script", "code", "en"),
    [
        ("import os; os.kill(os.getpid(), 9)", -9, "ended unexpectedly"),
        ("import sys; sys.stderr.write('noise\\ncurbcut: 中文 x\\nEnglish x\\n'); sys.exit(5)", 5, "English x"),
        ("print('noise'); print('[1]'); raise SystemExit(1)", 1, ""),
        ("import sys; sys.stderr.write('a\\nlast line\\n'); sys.exit(3)", 3, "last line"),
    ],
    ids=["killed", "said", "noise", "unknown"],
)
def test_a_build_that_dies_is_a_problem_and_not_the_end(monkeypatch, tmp_path, script: str, code: int, en: str) -> None:
    import asyncio

    result = asyncio.run(came(monkeypatch, tmp_path, script))
    assert result.code == code
    assert en in "".join(problem.text["en"] for problem in result.problems())


def command_line(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(Path(builder.curbcut.__file__).parents[1])}
    command = [sys.executable, "-P", "-m", "curbcut", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)
