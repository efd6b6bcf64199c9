"""The engine's processes, one for each voice, started when first needed: texts go in, sound and places of words come out.

A process of its own also keeps the engine's licence (GPL) and its crashes out of ours.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
import time
from array import array
from contextlib import suppress
from pathlib import Path
from typing import Any

from curbcut.core.errors import EnvironmentProblem, Internal, UsageProblem
from curbcut.core.model import Record
from curbcut.core.sound.pipes import read_exactly
from curbcut.voices.espeak import engine

DEFAULT_VOICE = "sit/cmn-Latn-pinyin"
_STARTED_WITHIN_S = 30.0
"""Source: 0.1 s measured; a machine that swaps needs longer."""
_PIPE_BYTES = 1 << 20
"""Room for 24 s of sound: fewer turns between the two processes. Source: the most that Linux grants everybody (pipe(7))."""
_INSTALL = "pip install 'curbcut[speech]'"


class Word(Record, frozen=True, gc=False):
    """A word the engine said: where it stands in the text it was given (characters), and at which sample it begins."""

    at: int
    length: int
    sample: int


class Spoken(Record, frozen=True):
    """What the engine made of a text: mono signed 16-bit sound at `rate_hz`, and its words in order."""

    rate_hz: int
    words: tuple[Word, ...]
    pcm: bytes


class Wanted(Record, frozen=True):
    """A text for the engine.

    rate: words per minute, 80–450; volume: 0–200; pitch, range: how high, and how lively, 0–100
    end_pause: whether a pause as between sentences follows
    """

    text: str
    voice: str
    rate: int = 175
    volume: int = 100
    pitch: int = 50
    range: int = 50
    end_pause: bool = True


class EngineProcess:
    """One engine with one voice, and the pipes to it."""

    def __init__(self, voice: str) -> None:
        """Start it. Raises EnvironmentProblem when there is no engine, UsageProblem when it lacks the voice."""
        self._owner = os.getpid()
        library, data = located()
        command = [sys.executable, "-I", "-S", str(Path(engine.__file__)), library, data, voice]
        # A process group of its own: Ctrl-C is for us, and killing the group reaches the fork that speaks.
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0, process_group=0,
        )  # fmt: skip
        _widen(self._process)
        try:
            status, self.rate_hz, _, size = self._header(time.monotonic() + _STARTED_WITHIN_S)
            reason = self._read(size, time.monotonic() + _STARTED_WITHIN_S).decode("utf-8", "replace")
        except (EOFError, TimeoutError) as problem:
            status, reason = engine.UNUSABLE, type(problem).__name__
        if status == engine.VOICE_UNKNOWN:
            self.stop()
            raise UsageProblem("voice-unknown", voice=voice)
        if status != engine.FINE:
            self.stop()
            raise EnvironmentProblem("voice-engine-missing", reason=reason, install=_INSTALL)

    def say(self, wanted: Wanted) -> Spoken:
        """Return the sound of a text.

        raises: Internal when the engine refuses, is killed or does not end
        """
        asked = {name: getattr(wanted, name) for name in wanted.__struct_fields__ if name != "voice"}
        status, rate_hz, marks, sound = self._ask(asked, wanted.text)
        if status != engine.FINE:
            raise Internal("voice-refused", text=_short(wanted.text))
        words = tuple(Word(at=marks[n], length=marks[n + 1], sample=marks[n + 2]) for n in range(0, len(marks), 3))
        return Spoken(rate_hz=rate_hz, words=words, pcm=sound)

    def voices(self) -> dict[str, Any]:
        """Return `version`, and `voices`: name, file, language, gender (0 1 2), age of each."""
        told: dict[str, Any] = json.loads(self._ask({}, "")[3])
        return told

    def stop(self) -> None:
        """End it, and whatever it is saying; nothing when it is another process's, or has ended."""
        if os.getpid() != self._owner:
            return
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()

    def usable(self) -> bool:
        """Return whether it is this process's and alive: after a fork the pipes are those of the other process."""
        return self._owner == os.getpid() and self._process.poll() is None

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    def _ask(self, asked: dict[str, Any], text: str) -> tuple[int, int, array[int], bytes]:
        assert self._process.stdin is not None
        question = json.dumps(asked).encode()
        end = time.monotonic() + engine.PATIENCE_S + 10
        try:
            self._process.stdin.write(engine.LENGTH.pack(len(question)) + question)
            status, rate_hz, count, size = self._header(end)
            marks = array("I")
            marks.frombytes(self._read(3 * marks.itemsize * count, end))
            return status, rate_hz, marks, self._read(size, end)
        except (EOFError, BrokenPipeError) as problem:
            self.stop()
            raise Internal("voice-died", text=_short(text), how=self._ended()) from problem
        except TimeoutError as problem:
            self.stop()
            raise Internal("voice-died", text=_short(text), how=f"> {engine.PATIENCE_S} s") from problem

    def _header(self, end: float) -> tuple[int, int, int, int]:
        status, rate_hz, count, size = engine.HEADER.unpack(self._read(engine.HEADER.size, end))
        return status, rate_hz, count, size

    def _read(self, size: int, end: float) -> bytes:
        assert self._process.stdout is not None
        return read_exactly(self._process.stdout.fileno(), size, end)

    def _ended(self) -> str:
        """Return how the process ended: a signal's name or an exit code."""
        code = self._process.returncode
        number = -code if code < 0 else code - engine.DIED
        try:
            return signal.Signals(number).name
        except ValueError:
            return str(code)


_lock = threading.Lock()
_processes: dict[str, EngineProcess] = {}


def ask(wanted: Wanted) -> Spoken:
    """Return the sound of a text from this process's engine for its voice. One text at a time."""
    with _lock:
        return _running(wanted.voice).say(wanted)


def voices(voice: str) -> dict[str, Any]:
    """Return what `EngineProcess.voices` says, asked of the engine for a voice that is known."""
    with _lock:
        return _running(voice).voices()


def pid(voice: str) -> int:
    """Return the number of the process for a voice, started if there is none; raises as EngineProcess does."""
    with _lock:
        return _running(voice).pid


def _running(voice: str) -> EngineProcess:
    there = _processes.get(voice)
    if there is None or not there.usable():
        _processes[voice] = there = EngineProcess(voice)
        atexit.register(there.stop)
    return there


def located() -> tuple[str, str]:
    """Return the library and the folder of its data: of the wheel where it is installed, else the system's."""
    from importlib.util import find_spec

    if find_spec("espeakng_loader") is not None:
        import espeakng_loader

        return str(espeakng_loader.get_library_path()), str(espeakng_loader.get_data_path())
    return "libespeak-ng.1.dylib" if sys.platform == "darwin" else "libespeak-ng.so.1", ""


def _widen(process: subprocess.Popen[bytes]) -> None:
    """Make room in the pipe for the sound of a sentence, where the system grants it."""
    import fcntl

    if process.stdout is not None and hasattr(fcntl, "F_SETPIPE_SZ"):
        with suppress(OSError):
            fcntl.fcntl(process.stdout.fileno(), fcntl.F_SETPIPE_SZ, _PIPE_BYTES)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
