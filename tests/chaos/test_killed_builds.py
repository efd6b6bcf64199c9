"""A build may die at any moment: the old site stays whole, and the next build finishes the work."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from stress.pages import make_site

from curbcut.core.release import verify

MOMENTS = 100
pytestmark = pytest.mark.chaos


def command(site: Path) -> list[str]:
    return [sys.executable, "-m", "curbcut", "--site", str(site), "build", "--workers", "1"]


def built(site: Path) -> float:
    """Build to the end. Returns the seconds that it took."""
    start = time.monotonic()
    done = subprocess.run(command(site), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return time.monotonic() - start


def edit(site: Path, turn: int) -> None:
    for number in range(turn % 7, 40, 7):
        path = site / "content" / "notices" / f"n{number:05d}.md"
        path.write_text(path.read_text("utf-8") + f"\n第 {turn} 次修改。\n", "utf-8")


def test_killed_at_100_random_moments_the_old_site_is_whole_and_the_next_build_finishes(tmp_path: Path) -> None:
    dice = random.Random(20261123)
    make_site(tmp_path, 40)
    built(tmp_path)
    edit(tmp_path, 0)
    whole, killed = built(tmp_path), 0
    for turn in range(MOMENTS):
        before = os.readlink(tmp_path / "build" / "site")
        edit(tmp_path, turn)
        process = subprocess.Popen(command(tmp_path), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(dice.uniform(0.02, whole))
        process.send_signal(signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
        site = tmp_path / "build" / "site"
        assert verify(site) == [], f"turn {turn}: the live site is damaged"
        assert os.readlink(site) == before or (tmp_path / "build" / os.readlink(site)).is_dir()
        if turn % 10 == 9:
            whole = built(tmp_path)  # as quick as the machine is now
            assert f"第 {turn} 次修改" in (site / "notice" / f"n{turn % 7:05d}" / "index.html").read_text("utf-8")
    assert killed > MOMENTS // 2, "too few builds were still running when they were killed"
    built(tmp_path)
    assert not list((tmp_path / "build" / "releases").glob(".*-*")), "leftovers of killed builds stay for ever"
