"""Plain job functions. Each leaves a mark per execution in the file `marks`, so that a test can count them."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
from pathlib import Path
from threading import Lock
from typing import Any

from curbcut.core.errors import EnvironmentProblem
from curbcut.core.model import Made


def mark(marks: str, what: str) -> None:
    """Append one line, whole, whichever process writes it."""
    handle = os.open(marks, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(handle, f"{what}\n".encode())
    os.close(handle)


def upper(marks: str, text: str) -> Made:
    mark(marks, f"upper {text}")
    return Made(files={"text": text.upper().encode()}, facts={"length": len(text), "pair": (1, 2)})


def first_line(marks: str, data: bytes) -> Made:
    mark(marks, "first_line")
    return Made(files={"text": data.splitlines()[0]})


def count(marks: str, made: Made) -> Made:
    mark(marks, "count")
    return Made(facts={name: len(data) for name, data in made.files.items()})


def join(marks: str, parts: tuple[bytes, ...], named: dict[str, Any]) -> Made:
    mark(marks, "join")
    return Made(files={"text": b" ".join((*parts, *named["files"], named["one"].files["text"]))})


def list_lines(marks: str, text: str) -> Made:
    """List the lines of a text, in any case of letters; a line “unlisted” cannot be listed."""
    mark(marks, "list")
    if "unlisted" in text:
        raise ValueError("unlisted")
    return Made(inner={"list": text.lower().encode()})


def say(marks: str, line: str) -> Made:
    mark(marks, f"say {line}")
    if line.startswith("bad"):
        raise ValueError(f"cannot say {line}")
    return Made(files={"sound": line.upper().encode()})


def join_parts(marks: str, parts: tuple[Made, ...]) -> Made:
    mark(marks, "join")
    return Made(files={"text": b" ".join(part.files["sound"] for part in parts)})


def many_upper(calls: list[tuple[str, str]]) -> list[Made | Exception]:
    mark(calls[0][0], f"many {len(calls)}")
    return [
        ValueError(f"no {text}") if text == "bad" else Made(files={"text": text.upper().encode()}) for _, text in calls
    ]


def many_short(calls: list[tuple[str]]) -> list[Made]:
    return [Made()][: len(calls) - 1]


def fail(marks: str, words: str) -> Made:
    mark(marks, "fail")
    raise ValueError(words)


def lacks_tool(tool: str) -> Made:
    raise EnvironmentProblem("tool-missing", where="content/notices/坡道.md", tool=tool, install="apt install it")


def leaves(code: int) -> Made:
    sys.exit(code)


class Awkward(Exception):
    """It cannot be pickled: its __init__ wants two arguments, it gets one; and one of them is a lambda."""

    def __init__(self, one: object, two: object) -> None:
        super().__init__("awkward")
        self.one, self.two = one, lambda: two


class Wordless(Exception):
    def __str__(self) -> str:
        raise RuntimeError


def raises(kind: str) -> Made:
    problem = {
        "awkward": lambda: Awkward(1, 2),
        "wordless": Wordless,
        "not utf-8": lambda: OSError(2, "gone", os.fsdecode(b"\xce\xc4.md")),
        "recursion": lambda: RecursionError("deep"),
    }[kind]
    raise problem()


def gives(kind: str) -> Any:
    return {
        "nothing": lambda: None,
        "a lambda": lambda: Made(facts={"call": lambda: 1}),
        "a lock": lambda: Made(files={"text": Lock()}),
        "text": lambda: Made(files={"text": "not bytes"}),
        "a lone surrogate": lambda: Made(facts={"name": "\udcce"}),
        "a way out": lambda: Made(files={"../../etc/passwd": b"x"}),
        "the root": lambda: Made(files={"/etc/passwd": b"x"}),
    }[kind]()


def die(how: str) -> Made:
    if how == "exit":
        os._exit(7)
    if how == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    ctypes.string_at(0)
    raise AssertionError


def sleep(marks: str, seconds: float) -> Made:
    mark(marks, str(os.getpid()))
    time.sleep(seconds)
    return Made()


def damage(path: str) -> Made:
    """Spoil a file, as a failing disk would while the build runs."""
    Path(path).chmod(0o644)
    Path(path).write_bytes(b"spoiled")
    return Made()
