"""A copied launcher with a stub in Python's place, so that a run takes milliseconds and needs no network."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]


@dataclass
class Tree:
    """A folder with the launcher in it, and the machine it runs on."""

    home: Path
    tools: Path
    env: dict[str, str] = field(default_factory=dict)

    def start(self, *arguments: str, by: Path | None = None, cwd: Path | None = None, **env: str) -> subprocess.Popen:
        """Start the launcher (or `by`, a link to it) in a session of its own."""
        return subprocess.Popen(
            [str(by or self.home / "curbcut"), *arguments],
            cwd=cwd or self.home,
            env=self.env | env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        )

    def run(self, *arguments: str, by: Path | None = None, cwd: Path | None = None, **env: str) -> tuple[int, str, str]:
        """Return exit code, standard output and standard error."""
        process = self.start(*arguments, by=by, cwd=cwd, **env)
        out, err = process.communicate(timeout=60)
        return process.returncode, out, err

    def installs(self) -> list[str]:
        """Return the locks that pip was given, in order."""
        log = Path(self.env["STUB_LOG"])
        calls = log.read_text().splitlines() if log.exists() else []
        return [call.rsplit("/", 1)[1] for call in calls if call.endswith(".lock")]

    def tool(self, name: str, script: str) -> None:
        """Put a tool of our own on the path."""
        path = self.tools / name
        path.unlink(missing_ok=True)
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """A tree in a folder whose name has spaces and Chinese, on a machine with few tools and no locale."""
    home, tools = tmp_path / "坡 道" / "curb'cut", tmp_path / "bin"
    (home / "requirements").mkdir(parents=True)
    tools.mkdir()
    shutil.copy(PROJECT / "curbcut", home)
    (home / "pyproject.toml").write_text("[project]\n")
    for kind in ("run", "dev"):
        (home / "requirements" / f"{kind}.lock").write_text(f"{kind}==1\n")
    for name in ("cat", "cksum", "cp", "env", "find", "id", "mkdir", "mv", "readlink", "rm", "sh", "sleep", "tail"):
        (tools / name).symlink_to(shutil.which(name))
    for name in ("git", "chromium", "node", "npm", "java"):
        (tools / name).symlink_to("/bin/true")
    shutil.copy(Path(__file__).with_name("stub_python"), tools / "python3.11")
    env = {
        "PATH": str(tools),
        "LC_ALL": "C",
        "HOME": str(tmp_path),
        "REAL_PYTHON": sys.executable,
        "STUB_LOG": str(tmp_path / "pip.log"),
        "STUB_LACKS": str(tmp_path / "lacks"),
    }
    (tmp_path / "lacks").touch()
    return Tree(home, tools, env | ({"TMPDIR": os.environ["TMPDIR"]} if "TMPDIR" in os.environ else {}))
