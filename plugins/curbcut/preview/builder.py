"""One build in a process of its own, read through its JSON events.

Why a process, not a thread: the readers' time limits are alarms, which only a main thread receives; a
native library that crashes or eats the memory takes the build down and not the preview; a saved .py file
of a room is loaded anew; and Ctrl+C can end it. It is the command everybody runs, so what the preview
shows is what `curbcut build` does.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import sysconfig
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

import curbcut
from curbcut.core.errors import EXIT_BUSY, EXIT_FINDINGS, EXIT_FINE, CurbcutError, Internal
from curbcut.core.findings import Finding, stopping
from curbcut.core.model import Record
from curbcut.preview.live import Problem, problem_of, problems_of

Tell = Callable[[dict[str, Any]], None]
_LINE_BYTES = 1 << 24  # one event is one line; a finding quotes at most a few hundred characters
_GRACE_S = 5  # SIGTERM lets a build clear its drafts and its workers; then it is killed


class Came(Record, frozen=True):
    """What a build came to.

    code: its exit code, negative for the signal that killed it; said: what it printed for a person when it could not go on
    """

    code: int
    findings: tuple[Finding, ...] = ()
    said: str = ""
    done: dict[str, Any] = msgspec.field(default_factory=dict)

    def problems(self) -> tuple[Problem, ...]:
        """Return what a page shows; empty when the build published, or had nothing to change."""
        if self.code == EXIT_FINE:
            return ()
        if self.code == EXIT_FINDINGS:
            return problems_of(stopping(self.findings))
        if not self.said:
            return (problem_of(CurbcutError("worker-died", job="build")),)
        zh, _, en = self.said.partition("\n")
        return (Problem(where="", text={"zh": zh, "en": en or zh}),)

    @property
    def busy(self) -> bool:
        """Whether somebody else is building into the same folder."""
        return self.code == EXIT_BUSY


async def build(root: Path, out: Path, tell: Tell) -> Came:
    """Build the site once. Ends the process and waits for it when this task is cancelled."""
    try:
        process = await asyncio.create_subprocess_exec(
            *_command(root, out), env=_environment(), limit=_LINE_BYTES, stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
            start_new_session=True,  # the terminal's Ctrl+C reaches us alone, and we end the whole group
        )  # fmt: skip
    except OSError as problem:
        return Came(code=Internal.exit_code, said=Internal("internal", reason=problem).text())
    try:
        return await _listened(process, tell)
    finally:
        await asyncio.shield(_ended(process))


def _command(root: Path, out: Path) -> list[str]:
    return [sys.executable, "-P", "-m", "curbcut", "--site", str(root), "build", "--json", "--out", str(out)]


def _environment() -> dict[str, str]:
    """Return our environment with the place of this very package, which may stand in a checkout."""
    home = str(Path(curbcut.__file__).parents[1])
    paths = [] if home == sysconfig.get_path("purelib") else [home]
    paths += filter(None, [os.environ.get("PYTHONPATH", "")])
    found = {"PYTHONPATH": os.pathsep.join(paths)} if paths else {}
    return {**os.environ, **found, "PYTHONIOENCODING": "utf-8"}


async def _listened(process: asyncio.subprocess.Process, tell: Tell) -> Came:
    assert process.stdout is not None
    assert process.stderr is not None
    complaints = asyncio.create_task(process.stderr.read())
    findings: list[Finding] = []
    done: dict[str, Any] = {}
    try:
        async for line in process.stdout:
            event = _event(line)
            if event.get("event") == "finding":
                with suppress(msgspec.ValidationError):
                    findings.append(msgspec.convert({**event, "words": list(event["words"].values())}, Finding))
            elif event.get("event") == "done":
                done = event
            elif event:
                tell(event)
        said = (await complaints).decode("utf-8", "replace")
    finally:
        complaints.cancel()
    return Came(code=await process.wait(), findings=tuple(findings), said=_message(said), done=done)


def _event(line: bytes) -> dict[str, Any]:
    try:
        event = json.loads(line)
    except ValueError:
        return {}  # a library that prints: not ours to read
    return event if isinstance(event, dict) else {}


def _message(said: str) -> str:
    """Return the error in what a build wrote to stderr: from `curbcut: ` on; without one, the last line."""
    _, mark, text = ("\n" + said).rpartition("\ncurbcut: ")
    return text.strip() if mark else said.strip().rpartition("\n")[2]


async def _ended(process: asyncio.subprocess.Process) -> None:
    # The group, not the process: its workers end with it even when it cannot end them itself.
    for sign, wait_s in ((signal.SIGTERM, _GRACE_S), (signal.SIGKILL, None)):
        if process.returncode is not None:
            break
        with suppress(ProcessLookupError):
            os.killpg(process.pid, sign)
        with suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), wait_s)
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
