"""A clean reference site, built once; each test gets a copy of it and overlays only what it breaks."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from filelock import FileLock

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
NOW = "2026-11-23T09:00:00+08:00"
_HAN = re.compile("[\u4e00-\u9fff]")
_ENGLISH = re.compile("[A-Za-z]{2,} [A-Za-z`“]+")


class Run(NamedTuple):
    """How a command ended, and what it said on its two streams."""

    code: int
    out: str
    err: str

    @property
    def events(self) -> list[dict[str, Any]]:
        """The lines of standard output as JSON objects."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def places(self) -> list[str]:
        """`path:line:column rule` of each finding on standard error."""
        return [
            f"{where} {rule}" for where, rule in re.findall(r"^(\S.*?) \[[^]]+\] ([a-z0-9-]+)$", self.err, re.MULTILINE)
        ]


@dataclass
class Site:
    """A site's folder and the command line on it, which may take so many seconds on a busy machine."""

    root: Path
    limit_s: int = 120

    def write(self, path: str, text: str | bytes) -> Path:
        """Write one file; text is UTF-8."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return file

    def replace(self, path: str, old: str, new: str) -> None:
        """Edit one file; the old words must be there."""
        text = (self.root / path).read_text("utf-8")
        assert old in text, f"{path} does not say {old}"
        self.write(path, text.replace(old, new))

    def command(self, *words: str) -> list[str]:
        """Return the command line for this site."""
        return [sys.executable, "-m", "curbcut", "--site", str(self.root), *words]

    def curbcut(self, *words: str, **environment: str) -> Run:
        """Run a command to its end; it never shows a trace."""
        variables = {**os.environ, "PYTHONIOENCODING": "utf-8", **environment}
        done = subprocess.run(
            self.command(*words), env=variables, capture_output=True, check=False, timeout=self.limit_s
        )
        run = Run(done.returncode, done.stdout.decode(), done.stderr.decode())
        assert "Traceback" not in run.err + run.out, run.err + run.out
        return run

    def build(self, *words: str, **environment: str) -> Run:
        """Run `build` at a fixed time."""
        return self.curbcut("build", *(() if "--now" in words else ("--now", NOW)), *words, **environment)

    def published(self, *words: str, **environment: str) -> Run:
        """Build; it must publish."""
        run = self.build(*words, **environment)
        assert run.code == 0, run.err + run.out
        return run

    def refused(self, *expected: str) -> Run:
        """Build; it must stop with these findings (`path:line:column rule`) and leave the old site as it was."""
        before = self.state()
        run = self.build()
        assert run.code == 1, f"exit {run.code}\n{run.err}{run.out}"
        missing = [place for place in expected if place not in run.places]
        assert not missing, "\n".join(["MISSING", *missing, "SAID", *run.places, run.err])
        for block in re.split(r"\n(?=\S)", run.err.strip()):
            zh, en = block.splitlines()[1:3]
            assert _HAN.search(zh) and "→" in zh, block
            assert _ENGLISH.search(en) and "→" in en, block
            assert not re.search(r"{\w+}", zh + en), f"a hole in the sentence was not filled: {block}"
        assert "没有发布" in run.out and "Not published" in run.out
        assert self.state() == before, "the old site changed"
        return run

    @property
    def live(self) -> Path:
        """The live release."""
        return (self.root / "build" / "site").resolve()

    def state(self) -> tuple[str, dict[str, str]]:
        """Return the live release's name and the digests of its files."""
        files = (path for path in sorted(self.live.rglob("*")) if path.is_file())
        return self.live.name, {p.relative_to(self.live).as_posix(): sha256(p.read_bytes()).hexdigest() for p in files}

    def files(self) -> dict[str, str]:
        """Return path → SHA-256 from the manifest."""
        return {entry["path"]: entry["sha256"] for entry in json.loads(self.page("manifest.json"))["files"]}

    def page(self, path: str) -> str:
        """Return a published file's text."""
        return (self.live / path).read_text("utf-8")


def _copy(source: Path, target: Path) -> Site:
    shutil.copytree(source, target, symlinks=True)
    return Site(target)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The reference site, published. For looking only."""
    site = _copy(HERE / "reference", tmp_path_factory.mktemp("built") / "site")
    site.published()
    return site


@pytest.fixture
def site(built: Site, tmp_path: Path) -> Site:
    """A published copy of the reference site, to change at will."""
    return _copy(built.root, tmp_path / "site")


@pytest.fixture
def fresh(tmp_path: Path) -> Site:
    """An empty folder for a site of the test's own."""
    return Site(tmp_path)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Site:
    """The project's own demonstration site, published once for all workers, its recordings silent. For looking only."""
    shared = tmp_path_factory.getbasetemp() if worker_id == "master" else tmp_path_factory.getbasetemp().parent
    site = Site(shared / "demo" / "site", limit_s=900)
    with FileLock(f"{site.root.parent}.lock"):
        if not (site.root / "build" / "site").exists():
            for folder in ("content", "courses"):
                shutil.copytree(PROJECT / folder, site.root / folder, dirs_exist_ok=True)
            # What is said is held elsewhere; a voice would take half a minute of two processors.
            config = (PROJECT / "site_config.yml").read_text("utf-8")
            site.write("site_config.yml", config + "voices: silence\n")
            site.published()
    return site
