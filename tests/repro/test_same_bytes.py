"""The same source gives the same bytes: on any machine, worker count and executor, cached or not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
NOW = "2026-11-01T09:00:00+08:00"


DEMO, SMALL = PROJECT, PROJECT / "tests" / "site" / "reference"


@pytest.fixture(scope="module", params=["all but recordings", "recordings"])
def demo(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the demo site without recordings, and one of a small site with them: speaking all of the demo seven times
    would take ten minutes of a processor and show nothing more.
    """
    spoken = request.param == "recordings"
    source, site = SMALL if spoken else DEMO, tmp_path_factory.mktemp("demo")
    for name in ("content", "courses"):
        shutil.copytree(source / name, site / name)
    config = (source / "site_config.yml").read_text("utf-8")
    changes = {"[plain]": "[audio, plain]", "[sitemap]": "[sitemap, feeds, podcast]"} if spoken else {"[audio, ": "["}
    for old, new in changes.items():
        assert old in config
        config = config.replace(old, new)
    (site / "site_config.yml").write_text(config, "utf-8")
    return site


@pytest.fixture(scope="module")
def reference(demo: Path) -> dict[str, str]:
    return digests(built(demo, "reference", "--workers", "1"))


def built(site: Path, out: str, *options: str, umask: int = 0o022, **environment: str) -> Path:
    """Build into `out` with these options and environment variables and return the live site."""
    command = [sys.executable, "-m", "curbcut", "--site", str(site), "build", "--out", str(site / out), "--now", NOW]
    done = subprocess.run(
        [*command, *options], env={**os.environ, **environment}, capture_output=True, text=True, check=False, umask=umask
    )  # fmt: skip
    assert done.returncode == 0, done.stderr + done.stdout
    return site / out / "site"


def digests(site: Path) -> dict[str, str]:
    """Return path → SHA-256 of every file of a published site."""
    files = (path for path in sorted(site.resolve().rglob("*")) if path.is_file())
    return {path.relative_to(site.resolve()).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def test_what_is_compared_has_recordings_and_large_print(
    request: pytest.FixtureRequest, reference: dict[str, str]
) -> None:
    spoken = "all but" not in request.node.name
    assert any(path.endswith("/audio.mp3") for path in reference) == spoken
    assert any(path.endswith("/large-print.pdf") for path in reference) != spoken
    assert ("podcast/all.xml" in reference) == spoken


def test_a_cached_build_gives_the_bytes_of_a_clean_one(demo: Path, reference: dict[str, str]) -> None:
    assert digests(built(demo, "reference", "--workers", "1")) == reference


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1", "TZ": "America/St_Johns", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1"},
    ],
    ids=["west, plain locale", "east, other clock"],
)
def test_clock_zone_locale_and_hash_seed_do_not_matter(
    demo: Path, reference: dict[str, str], environment: dict[str, str]
) -> None:
    out = "out " + environment["PYTHONHASHSEED"]
    assert digests(built(demo, out, "--workers", "1", umask=0o077, **environment)) == reference


def test_two_processes_give_the_bytes_of_one(demo: Path, reference: dict[str, str]) -> None:
    assert digests(built(demo, "two", "--workers", "2")) == reference


def test_another_folder_gives_the_same_bytes(demo: Path, reference: dict[str, str], tmp_path: Path) -> None:
    moved = tmp_path / "另一个 文件夹"
    shutil.copytree(demo, moved, ignore=shutil.ignore_patterns("reference", "out*", "two", "cluster"), symlinks=True)
    assert digests(built(moved, "构建", "--workers", "1")) == reference


@pytest.fixture
def scheduler() -> Iterator[str]:
    """The address of a Dask cluster of two worker processes on this machine."""
    distributed = pytest.importorskip("distributed", reason="needs the cluster extra")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        yield cluster.scheduler_address


def test_a_cluster_gives_the_bytes_of_one_process(demo: Path, reference: dict[str, str], scheduler: str) -> None:
    assert digests(built(demo, "cluster", "--workers", scheduler)) == reference
