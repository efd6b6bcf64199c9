"""The engine that speaks for a running build: which process it is, and whether it is asked for something."""

from __future__ import annotations

import fcntl
import subprocess
import termios


def engine_of(build: int) -> int:
    """Return the engine that a build started, in whichever of its processes; not the fork that speaks."""
    listed = subprocess.run(["ps", "-ewwo", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in listed.splitlines()]
    parents = {int(pid): int(parent) for pid, parent, *_ in rows}
    engines = {int(pid) for pid, _, *args in rows if args and "espeak/engine.py" in args[0]}

    def above(pid: int) -> set[int]:
        return {pid} | above(parents[pid]) if pid in parents else set()

    [found] = [pid for pid in engines if parents[pid] not in engines and build in above(pid)]
    return found


def asked(engine: int) -> bool:
    """Whether a question waits in the pipe that an engine reads."""
    with open(f"/proc/{engine}/fd/0", "rb", buffering=0) as pipe:
        return fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)) != bytes(4)
