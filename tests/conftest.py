"""What every test may use: a store, a file of marks, and the rule that nobody logs unexpectedly."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from curbcut.core.store import Store

ROOT = Path(__file__).resolve().parent.parent

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # As a shell leaves it to what runs in its background; what tests start would never hear an interrupt.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite", action="store_true", help="write golden files anew instead of comparing")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "store") as opened:
        yield opened


@pytest.fixture
def marks(tmp_path: Path) -> Callable[[], list[str]]:
    """Call it for the marks that jobs left, sorted; its `path` is what they write to."""

    def read() -> list[str]:
        return sorted((tmp_path / "marks").read_text().splitlines()) if (tmp_path / "marks").exists() else []

    read.path = str(tmp_path / "marks")  # type: ignore[attr-defined]
    return read


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[..., Path]]:
    """Mount a file system of a few kilobytes; skipped where mounting is not allowed."""
    mounted: list[Path] = []

    def mount(size_kb: int = 400) -> Path:
        folder = tmp_path / f"disk-{len(mounted)}"
        folder.mkdir()
        if os.geteuid() != 0:
            pytest.skip("mounting a small disk needs root")
        told = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={size_kb}k", "none", str(folder)], capture_output=True, check=False
        )
        if told.returncode:
            pytest.skip(f"mounting is not allowed here: {told.stderr.decode().strip()}")
        mounted.append(folder)
        return folder

    yield mount
    for folder in mounted:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture(autouse=True)
def silence_in_the_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A test that expects log lines reads them and calls `caplog.clear()`; any other line fails it."""
    yield
    unexpected = [r.getMessage() for r in caplog.get_records("call") if r.levelno >= logging.WARNING]
    assert not unexpected, f"unexpected log lines: {unexpected}"
