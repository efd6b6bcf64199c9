"""The world around a build: another build, a closed pipe, a poor terminal, a room that dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

NOTICE, GUIDE = "content/notices/allowance.md", "content/guides/certificate.md"

ROOM = '''
"""A guest room that does to one document what it is told."""
import os
import time
from curbcut.core.model import Made, Record

NAME = {"zh": "客房", "en": "Guest"}
MEDIA = "text/plain"
FILE = "guest.txt"
NEEDS = %(needs)s
TOOLS = ()


class Options(Record, frozen=True):
    """None."""


def render(doc, options, made, parts=()):
    """Return one file, unless this is the document to fail on."""
    if doc.path == "content/guides/certificate.md":
        %(fails)s
    return Made(files={FILE: (doc.meta.title + "".join(sorted(made))).encode()})
'''
DIES = "os._exit(7)"
RAISES = "raise ValueError('客房出错')"
SLEEPS = "open(os.environ['BEGUN'], 'w').close(); time.sleep(600)"


@pytest.fixture
def guest(site, tmp_path):
    """Return a function that installs a room from another distribution, and gives the environment that finds it."""

    def installed(fails: str, needs: str = "()", more: str = "") -> dict[str, str]:
        home = tmp_path / "distribution"
        info = home / "guestroom-1.0.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: guestroom\nVersion: 1.0\n", "utf-8")
        (info / "entry_points.txt").write_text("[curbcut.renditions]\nguest = guestroom\n", "utf-8")
        (home / "guestroom.py").write_text(ROOM % {"fails": fails, "needs": needs} + more, "utf-8")
        site.replace("site_config.yml", "renditions: [plain]", "renditions: [plain, guest]")
        path = os.pathsep.join(filter(None, (str(home), os.environ.get("PYTHONPATH", ""))))
        return {"PYTHONPATH": path, "BEGUN": str(tmp_path / "begun"), "PYTHONDONTWRITEBYTECODE": "1"}

    return installed


def failed_only_there(site, run, before) -> None:
    assert run.code == 1, run.err + run.out
    assert run.places == [f"{GUIDE} rendition-failed"]
    assert "客房" in run.err
    assert site.state() == before


def test_a_room_of_another_distribution_is_found_by_its_entry_point(site, guest):
    environment = guest("pass")
    site.published(**environment)
    assert site.page("notice/allowance/guest.txt") == "关于发放交通补贴的通知"
    assert 'href="guest.txt"' in site.page("notice/allowance/index.html")


def test_a_room_that_kills_its_worker_is_blamed_with_the_document_and_the_others_are_made(site, guest):
    environment = guest(DIES)
    before = site.state()
    run = site.build("--workers", "2", **environment)
    failed_only_there(site, run, before)
    assert f"guest {GUIDE}" in run.err
    told = site.curbcut("why", GUIDE, **environment)
    assert "失败 failed: worker-died" in told.out
    run = site.build("--workers", "2", "--json", **environment)
    assert [event["job"] for event in run.events if event["event"] == "job"] == [f"guest {GUIDE}"], (
        "others were made again"
    )
    home = Path(environment["PYTHONPATH"].split(os.pathsep)[0])
    (home / "guestroom.py").write_text(ROOM % {"fails": "pass", "needs": "()"}, "utf-8")
    site.published("--workers", "2", **environment)
    assert site.page("guide/certificate/guest.txt") == "怎样办残疾人证"
    assert "失败" not in site.curbcut("why", GUIDE, **environment).out


def test_a_room_that_raises_is_blamed_and_its_trace_is_kept_for_why(site, guest):
    environment = guest(RAISES)
    before = site.state()
    failed_only_there(site, site.build(**environment), before)
    told = subprocess.run(
        site.command("why", GUIDE),
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
        capture_output=True,
        check=True,
    ).stdout.decode()
    assert "ValueError: 客房出错" in told
    assert "guestroom.py" in told


def test_a_room_whose_need_fails_is_blamed_too_and_never_left_out_in_silence(site, guest):
    environment = guest("pass", needs="('broken',)")
    home = Path(environment["PYTHONPATH"].split(os.pathsep)[0])
    (home / "guestroom-1.0.dist-info/entry_points.txt").write_text(
        "[curbcut.renditions]\nguest = guestroom\nbroken = brokenroom\n", "utf-8"
    )
    (home / "brokenroom.py").write_text(ROOM % {"fails": RAISES, "needs": "()"}, "utf-8")
    before = site.state()
    run = site.build(**environment)
    failed_only_there(site, run, before)
    assert "客房出错" in run.err


def test_a_need_that_the_site_does_not_name_is_made_but_not_published(site, guest):
    environment = guest("pass", needs="('plain',)")
    site.replace("site_config.yml", "renditions: [plain, guest]", "renditions: [guest]")
    site.published(**environment)
    assert site.page("notice/allowance/guest.txt") == "关于发放交通补贴的通知plain"
    assert not [path for path in site.files() if path.endswith("plain.txt")]


PARTS = '''
from curbcut.core.steps import Part


def parts(doc, options, made):
    """List one part per sentence, unless this is the document to fail on."""
    if doc.path == "content/guides/certificate.md" and %(listing)r:
        raise ValueError("数不清")
    return [Part(arguments=(sentence.text,)) for sentence in doc.sentences]


def make_part(options, arguments, data, root):
    """Make one part."""
    (text,) = arguments
    if "办证不收钱" in text and not %(listing)r:
        raise ValueError("做不了")
    return Made(files={"part": text.encode()})
'''


@pytest.mark.parametrize("listing", [True, False], ids=["listing its parts", "making one part"])
def test_a_room_that_fails_at_its_parts_is_blamed_and_never_left_out_in_silence(site, guest, listing):
    environment = guest("pass", more=PARTS % {"listing": listing})
    before = site.state()
    run = site.build(**environment)
    failed_only_there(site, run, before)
    assert ("数不清" if listing else "做不了") in run.err


@contextmanager
def building(site, environment: dict[str, str]):
    """A build that is busy in its guest room."""
    process = subprocess.Popen(
        site.command("build"), env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )  # fmt: skip
    try:
        end = time.monotonic() + 120
        while not Path(environment["BEGUN"]).exists():
            assert process.poll() is None and time.monotonic() < end, "the build never came to its guest room"
            time.sleep(0.02)
        yield process
    finally:
        process.kill()
        process.wait()


def test_the_second_of_two_builds_is_told_who_works_and_a_dead_owner_is_forgotten(site, guest):
    environment = guest(SLEEPS)
    before = site.state()
    with building(site, environment) as process:
        for command in ("build", "check", "sweep", "rollback"):
            run = site.curbcut(command, **environment)
            assert run.code == 4, run.err
            assert f"pid {process.pid}" in run.err
            assert "正在写" in run.err and "is writing" in run.err
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert (site.root / "build" / ".lock-owner").read_text().startswith(f"pid {process.pid}"), "nobody could clear it"
    assert site.state() == before
    site.replace("site_config.yml", ", guest", "")
    site.published()
    assert site.state() == before


def test_lock_files_left_by_somebody_long_gone_are_no_obstacle(site):
    site.write("build/.lock", "")
    site.write("build/.lock-owner", "pid 999999, elsewhere\n")
    site.published()


def test_two_builds_into_two_folders_do_not_disturb_each_other(site, guest, tmp_path):
    with building(site, guest(SLEEPS)):
        site.replace("site_config.yml", ", guest", "")
        assert site.published("--out", str(tmp_path / "other")).code == 0


@pytest.mark.parametrize(
    "words", ["build", "build --json", "check", "explain", "doctor", "verify", f"why {NOTICE}", "--help"]
)
def test_a_reader_that_goes_away_after_one_line_does_not_disturb(site, words):
    command = f"'{sys.executable}' -m curbcut --site '{site.root}' {words} | head -n 1; echo ${{PIPESTATUS[0]}} >&2"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False, timeout=60)
    err = done.stderr.decode()
    assert err.strip() in ("0", "3"), err
    assert "Broken" not in err


def test_closed_streams_do_not_disturb(site):
    for closed in (">&-", "2>&-", "<&-", ">&- 2>&- <&-"):
        command = f"'{sys.executable}' -m curbcut --site '{site.root}' build {closed}"
        assert subprocess.run(["bash", "-c", command], capture_output=True, check=False, timeout=60).returncode == 0, (
            closed
        )


POOR = {
    "plain locale": {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": ""},
    "ascii output": {"PYTHONIOENCODING": "ascii"},
    "no colour": {"NO_COLOR": "1", "TERM": "dumb"},
    "Chinese Windows": {"PYTHONIOENCODING": "gbk"},
}


@pytest.mark.parametrize("poor", POOR.values(), ids=POOR)
def test_a_poor_terminal_changes_neither_bytes_nor_exit_codes(site, poor):
    before = site.state()
    variables = {**os.environ, **poor}
    command = [sys.executable, "-m", "curbcut", "--site", str(site.root), "build", "--now", "2026-11-23"]
    elsewhere = [*command, "--out", str(site.root / "out")]
    done = subprocess.run(elsewhere, env=variables, capture_output=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert b"\x1b" not in done.stdout + done.stderr
    assert (site.root / "out" / "site").resolve().name == before[0]
    site.replace(NOTICE, "slug: allowance\n", "")
    done = subprocess.run(command, env=variables, capture_output=True, check=False, timeout=60)
    assert done.returncode == 1
    assert b"front-matter-missing-key" in done.stderr
    assert b"Traceback" not in done.stderr


def test_without_a_home_and_with_hardly_an_environment_it_builds(site):
    before = site.state()
    kept = {name: os.environ[name] for name in ("PYTHONPATH", "PATH") if name in os.environ}
    command = [*site.command("build"), "--now", "2026-11-23", "--out", str(site.root / "bare")]
    done = subprocess.run(command, env=kept, capture_output=True, check=False, timeout=60, cwd="/")
    assert done.returncode == 0, done.stderr
    assert (site.root / "bare" / "site").resolve().name == before[0]
