"""One process of sherpa-onnx for each model: texts go in, sound comes out, and a word that it leaves out is noticed."""

from __future__ import annotations

import atexit
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from curbcut.core.errors import EnvironmentProblem, Internal
from curbcut.core.model import Clip
from curbcut.core.sound.pipes import read_exactly
from curbcut.voices.sherpa import engine

_LOADED_WITHIN_S = 120.0
"""Source: 1–3 s for 100 MB; a machine that swaps, or a slow disk, needs longer."""
_SAID_WITHIN_S = 300.0
"""Source: a stretch of 120 syllables lasts 35 s; ten times that on a machine that is slower than speech."""
_LEFT_OUT = re.compile(r"OOV|Ignore it|[Uu]nknown (?:token|word|phone)|[Ss]kip", re.ASCII)
"""What it says when it leaves something out of a text. Source: sherpa-onnx 2.0.1, lexicon.cc and the frontends."""
_WORD = re.compile(r"OOV (\S+?)\. Ignore")
_KEPT = 2
"""Processes at a time: Chinese and English; each takes the memory of its model."""


class LeftOut(Exception):
    """The engine did not say all of a text."""


class EngineProcess:
    """A model, loaded, and the pipes to it. where: the model's file, for errors"""

    def __init__(self, files: dict[str, Any], where: str) -> None:
        """Start it. Raises EnvironmentProblem when the model cannot be used."""
        self._owner, self._where = os.getpid(), where
        spec = find_spec("sherpa_onnx")
        assert spec is not None, "the room has looked for it"
        place = Path(spec.origin or "").parent.parent
        self._said, self._heard = tempfile.TemporaryFile(), 0  # noqa: SIM115 - it lives as long as the process
        self._last_words = ""
        self._turn = threading.Lock()
        command = [sys.executable, "-I", str(Path(engine.__file__)), str(place), json.dumps(files)]
        # A process group of its own: Ctrl-C is for us.
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._said, bufsize=0, process_group=0
        )
        try:
            status, self.rate_hz, self.speakers, data = self._answer(_LOADED_WITHIN_S)
        except (EOFError, TimeoutError) as problem:
            self.stop()
            raise self._broken(self._last_words or type(problem).__name__) from problem
        if status != engine.FINE:
            self.stop()
            raise self._broken(" ".join((data.decode("utf-8", "replace"), self._last_words)))

    def say(self, text: str, speaker: int, speed: float) -> Clip:
        """Return the sound of a text.

        raises: LeftOut; EnvironmentProblem when the model does not run; Internal when the process ends
        """
        with self._turn:
            return self._asked(text, speaker, speed)

    def _asked(self, text: str, speaker: int, speed: float) -> Clip:
        assert self._process.stdin is not None
        question = json.dumps({"text": text, "speaker": speaker, "speed": speed}).encode()
        self._complaint()
        try:
            self._process.stdin.write(engine.LENGTH.pack(len(question)) + question)
            status, rate_hz, _, data = self._answer(_SAID_WITHIN_S)
        except (EOFError, BrokenPipeError, TimeoutError) as problem:
            self.stop()
            how = self._last_words or type(problem).__name__
            raise Internal("voice-died", text=text[:60], how=how) from problem
        complaint = self._complaint()
        if status != engine.FINE:
            raise self._broken(data.decode("utf-8", "replace"))
        if _LEFT_OUT.search(complaint):
            raise LeftOut(" ".join(_WORD.findall(complaint)) or complaint)
        return Clip(pcm=data, rate_hz=rate_hz)

    def stop(self) -> None:
        """End it; nothing when it is another process's, or has ended."""
        if os.getpid() != self._owner:
            return
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        if not self._said.closed:
            self._last_words = self._complaint()
        for pipe in (self._process.stdin, self._process.stdout, self._said):
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

    def _answer(self, within_s: float) -> tuple[int, int, int, bytes]:
        end = time.monotonic() + within_s
        status, rate_hz, speakers, size = engine.HEADER.unpack(self._read(engine.HEADER.size, end))
        return status, rate_hz, speakers, self._read(size, end)

    def _read(self, size: int, end: float) -> bytes:
        assert self._process.stdout is not None
        return read_exactly(self._process.stdout.fileno(), size, end)

    def _complaint(self) -> str:
        """Return what it said since this was last asked, without the places in its source."""
        # Both processes have one place in the file, and it is the writer's: so it is read without moving it.
        data = os.pread(self._said.fileno(), 1 << 20, self._heard)
        self._heard += len(data)
        text = data.decode("utf-8", "replace")
        lines = [re.sub(r"^\S+\.(?:cc|h):\S+ ", "", line) for line in text.splitlines() if line.strip()]
        return " ".join(lines)[-200:]

    def _broken(self, reason: str) -> EnvironmentProblem:
        return EnvironmentProblem("voice-model-broken", where=self._where, reason=reason.strip()[:200])


_lock = threading.Lock()
_processes: dict[str, EngineProcess] = {}


def running(files: dict[str, Any], stamp: str) -> EngineProcess:
    """Return this process's engine for a model's files, started if there is none. stamp: the digest of what is in them"""
    with _lock:
        there = _processes.pop(stamp, None)
        if there is None or not there.usable():
            there = EngineProcess(files, files["model"])
            atexit.register(there.stop)
        _processes[stamp] = there
        while len(_processes) > _KEPT:
            _processes.pop(next(iter(_processes))).stop()
        return there
