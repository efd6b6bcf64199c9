"""The command line: finds the commands, runs one, and turns every end into an exit code.

Exit codes: 0 fine · 1 findings stop publishing · 2 usage · 3 environment (tool, permission, space) ·
4 busy · 5 internal · 130 interrupted (143 when asked to end).
"""

from __future__ import annotations

import argparse
import gc
import io
import os
import signal
import sys
from contextlib import suppress
from types import FrameType
from typing import Any, NoReturn, TextIO

from curbcut.core.errors import EXIT_INTERNAL, EXIT_INTERRUPTED, CurbcutError, Internal, UsageProblem
from curbcut.core.rooms import corridor, room

_GARBAGE = 50_000
"""New objects between two looks for cycles. A build keeps nearly all it makes and its records form no cycles; at
Python's 700 such looks took 4 % of it."""
_EXIT_TERMINATED = 143  # 128 + SIGTERM, as a shell reports it


class _Ended(BaseException):
    """SIGTERM arrived: unwind as an interrupt does, so that workers and drafts are cleared."""


class _Outlet(io.TextIOWrapper):
    """Output whose reader may go away (`| head`): what nobody reads is dropped, and the command goes on to its end."""

    def write(self, text: str, /) -> int:
        """Write, or let go."""
        try:
            return super().write(text)
        except BrokenPipeError:
            self._let_go()
            return len(text)

    def flush(self) -> None:
        """Flush, or let go."""
        try:
            super().flush()
        except BrokenPipeError:
            self._let_go()

    def _let_go(self) -> None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self.fileno())
        os.close(nowhere)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageProblem("argument-unusable", reason=message)


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    if sys.stdout is sys.__stdout__:
        sys.stdout = _outlet(sys.stdout, 1)
    if sys.stderr is sys.__stderr__:
        sys.stderr = _outlet(sys.stderr, 2)
    gc.set_threshold(_GARBAGE)
    before: Any = None
    with suppress(ValueError):  # not the main thread: whoever runs us there handles signals
        before = signal.signal(signal.SIGTERM, _end)
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except CurbcutError as problem:
        return _told(problem)
    except KeyboardInterrupt:
        return _told(CurbcutError("interrupted"), EXIT_INTERRUPTED)
    except _Ended:
        return _told(CurbcutError("interrupted"), _EXIT_TERMINATED)
    except Exception as problem:  # the last net: bad input must never show a trace
        if os.environ.get("CURBCUT_DEBUG"):
            raise
        return _told(Internal("internal", reason=f"{type(problem).__name__}: {problem}"))
    finally:
        if before is not None:
            signal.signal(signal.SIGTERM, before)
    return code


def _run(arguments: list[str] | None) -> int:
    parser = _Parser(
        prog="curbcut",
        description="Curbcut 坡道：一份 Markdown，人人都能读。One Markdown source, readable by everybody.",
    )
    parser.add_argument("--site", default=".", metavar="DIR", help="网站的文件夹 the site's folder (default: .)")
    parser.add_argument("--version", action="store_true", help="版本 show the version")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    rooms = {name: room("commands", name) for name in corridor("commands")}
    for name, module in rooms.items():
        words = f"{module.HELP['zh']} {module.HELP['en']}"
        module.arguments(commands.add_parser(name, help=words, description=words))
    options = parser.parse_args(arguments)
    if options.version:
        from curbcut.core.rooms import tool_versions

        print(" ".join(tool_versions(("curbcut",)).popitem()))
        return 0
    if not options.command:
        parser.print_help()
        return 2
    code: int = rooms[options.command].run(options)
    return code


def _told(problem: CurbcutError, code: int | None = None) -> int:
    try:
        print(f"curbcut: {problem.text()}", file=sys.stderr, flush=True)
    except OSError:
        return code or problem.exit_code or EXIT_INTERNAL
    return problem.exit_code if code is None else code


def _outlet(stream: TextIO | None, number: int) -> TextIO:
    """Return a standard stream that takes any character and outlives its reader; one that was closed leads nowhere."""
    if stream is None:
        return open(os.devnull, "w", encoding="utf-8")
    raw = io.BufferedWriter(io.FileIO(number, "wb", closefd=False))
    line_by_line = number == 2 or stream.isatty()
    return _Outlet(raw, encoding=stream.encoding, errors="backslashreplace", line_buffering=line_by_line)


def _end(_signal: int, _frame: FrameType | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # asked twice, the orderly end is still under way
    raise _Ended


if __name__ == "__main__":
    sys.exit(main())
