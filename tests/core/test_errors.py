"""Errors and the command line: every end has words in two languages and its exit code, never a trace."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from curbcut import __main__ as command_line
from curbcut.core import errors
from curbcut.core.errors import Busy, CurbcutError, EnvironmentProblem, Internal, UsageProblem

ROOT = Path(__file__).resolve().parents[2]
_HEAVY = {
    "markdown", "pelican", "mkdocs", "material", "jinja2", "weasyprint", "ruamel", "nh3", "sqlite3", "asyncio", "whoosh",
    "multiprocessing", "starlette", "uvicorn", "watchfiles", "distributed", "pyttsx3", "subprocess", "email", "socket",
}  # fmt: skip


# --- errors ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "code"), [
    (UsageProblem, 2), (EnvironmentProblem, 3), (Busy, 4), (Internal, 5), (CurbcutError, 5),
])  # fmt: skip
def test_every_kind_of_error_has_its_exit_code(kind: type[CurbcutError], code: int):
    assert kind("interrupted").exit_code == code
    assert (errors.EXIT_FINE, errors.EXIT_FINDINGS, errors.EXIT_INTERRUPTED) == (0, 1, 130)


def test_an_error_says_where_what_and_what_to_do_in_both_languages():
    problem = UsageProblem("port-taken", where="127.0.0.1", port=8000, reason="in use")
    assert (
        problem.text()
        == str(problem)
        == (
            "127.0.0.1: 端口 8000 无法使用：in use。 请用 --port 换一个端口。\n"
            "127.0.0.1: Port 8000 cannot be used: in use. Choose another one with --port."
        )
    )
    assert UsageProblem("no-site").text().startswith("这里没有 site_config.yml。")


@pytest.mark.parametrize("kind", [CurbcutError, UsageProblem, EnvironmentProblem, Busy, Internal])
def test_an_error_crosses_processes_with_its_values(kind: type[CurbcutError]):
    sent = kind("generator-complained", where="坡道.md", generator="pelican", says="哎", name="n", self_="s")
    got = pickle.loads(pickle.dumps(sent))
    assert (type(got), got.says, got.where, got.values, got.text()) == (
        kind,
        sent.says,
        sent.where,
        sent.values,
        sent.text(),
    )


def test_an_error_without_words_is_found_when_it_is_made():
    with pytest.raises(KeyError):
        UsageProblem("no-such-words")


# --- the command line ------------------------------------------------------------------------------------------


def run(*arguments: str, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run curbcut in a process of its own."""
    env = {name: value for name, value in os.environ.items() if name not in ("PYTHONIOENCODING", "PYTHONUTF8")}
    env |= {"PYTHONPATH": str(ROOT / "plugins"), **environment}
    command = [sys.executable, "-m", "curbcut", *arguments]
    return subprocess.run(command, capture_output=True, cwd=cwd, env=env, check=False, timeout=60)


def shell(script: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    env = {**os.environ, "PYTHONPATH": str(ROOT / "plugins"), "CURBCUT": f"{sys.executable} -m curbcut"}
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; {script}"], capture_output=True, cwd=cwd, env=env, check=False
    )


@pytest.mark.parametrize(("arguments", "code", "says"), [
    (["--help"], 0, ""),
    (["build", "--help"], 0, ""),
    (["--version"], 0, ""),
    ([], 2, ""),
    (["nosuch"], 2, "nosuch"),
    (["build", "--nosuch"], 2, "--nosuch"),
    (["build", "--workers", "two"], 2, "site_config.yml"),
    (["build"], 2, "site_config.yml"),
    (["rollback"], 2, "curbcut build"),
    (["why", "a.md"], 2, "curbcut build"),
    (["verify"], 2, "manifest.json"),
    (["explain", "no-such-rule"], 2, "no-such-rule"),
])  # fmt: skip
def test_every_end_has_an_exit_code_and_no_trace(tmp_path: Path, arguments: list[str], code: int, says: str):
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == code
    assert says in done.stderr.decode()
    assert b"Traceback" not in done.stderr + done.stdout
    assert bool(done.stderr) == bool(says)


def test_help_imports_nothing_heavy():
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "curbcut", "--help"],
        capture_output=True, check=True, env={**os.environ, "PYTHONPATH": str(ROOT / "plugins")},
    )  # fmt: skip
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.decode().splitlines()}
    # What the interpreter's own start brings (site packages with .pth files) is not ours.
    bare = subprocess.run([sys.executable, "-X", "importtime", "-c", ""], capture_output=True, check=True)
    theirs = {line.rpartition("|")[2].strip().partition(".")[0] for line in bare.stderr.decode().splitlines()}
    assert imported & _HEAVY - theirs == set()
    assert "curbcut" in imported


@pytest.mark.parametrize("environment", [
    {"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "gbk"}, {"LC_ALL": "nosuch"},
], ids=str)  # fmt: skip
def test_a_terminal_that_cannot_show_chinese_still_shows_english(tmp_path: Path, environment: dict[str, str]):
    done = run("--help", cwd=tmp_path, **environment)
    assert (done.returncode, b"One Markdown source" in done.stdout) == (0, True)
    done = run("build", cwd=tmp_path, **environment)
    assert (done.returncode, b"There is no site_config.yml here." in done.stderr) == (2, True)
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("script", [
    "$CURBCUT --help | head -1", "$CURBCUT explain | head -1", "$CURBCUT --help >&-", "$CURBCUT explain >&- 2>&-",
    "$CURBCUT --help | true", "$CURBCUT explain <&-",
])  # fmt: skip
def test_a_reader_that_goes_away_changes_nothing(tmp_path: Path, script: str):
    done = shell(script, tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("script", [
    "$CURBCUT verify . | true", "$CURBCUT verify . >&-", "$CURBCUT verify . 2>&1 | head -1 >/dev/null", "$CURBCUT verify . >&- 2>&-",
])  # fmt: skip
def test_the_exit_code_is_the_same_when_nobody_reads(tmp_path: Path, script: str):
    """A tree with 5,000 differences: far more than a pipe holds."""
    entries = ",".join(f'{{"path": "notice/{n}/index.html", "sha256": ""}}' for n in range(5_000))
    (tmp_path / "manifest.json").write_text(f'{{"files": [{entries}]}}')
    done = shell(script, tmp_path)
    assert (done.returncode, done.stderr) == (1, b"")


def test_an_unforeseen_failure_is_one_message_and_code_5(monkeypatch, capsys):
    monkeypatch.setattr(command_line, "_run", lambda _: 1 / 0)
    assert command_line.main([]) == 5
    said = capsys.readouterr().err
    assert "ZeroDivisionError" in said
    assert "Traceback" not in said


def test_an_interrupt_is_130(monkeypatch, capsys):
    def interrupted(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(command_line, "_run", interrupted)
    assert command_line.main([]) == 130
    assert "Interrupted" in capsys.readouterr().err


_WAITS = """
import sys, time
from curbcut import __main__ as command_line

def waits(_):
    try:
        print("waiting", flush=True)
        time.sleep(60)
    finally:
        print("tidying", flush=True)
        sys.stdin.readline()  # an orderly end takes a moment
        print("tidied", flush=True)

command_line._run = waits
sys.exit(command_line.main([]))
"""


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_command_that_is_asked_to_end_tidies_up_and_says_so(sent: signal.Signals, code: int):
    process = subprocess.Popen(
        [sys.executable, "-c", _WAITS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT / "plugins")},
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == b"waiting\n"
    process.send_signal(sent)
    assert process.stdout.readline() == b"tidying\n"
    if sent == signal.SIGTERM:
        process.send_signal(sent)  # a service manager that loses patience does not spoil the tidying
    out, err = process.communicate(b"\n", timeout=60)
    assert (process.returncode, out) == (code, b"tidied\n")
    assert b"Interrupted" in err
    assert b"Traceback" not in err
