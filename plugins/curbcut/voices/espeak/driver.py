"""The driver that pyttsx3 runs our engine with: `register()`, then `pyttsx3.init('curbcut')`.

pyttsx3's own espeak driver loses the first file, keeps the last of several, writes empty ones under load and reads
beyond long texts; this one does each command when its turn comes, and says so when it cannot.

Beyond what pyttsx3 asks of a driver:
  save_to_file(text, target)  `target` may have `take(spoken)` instead of being a path: it gets the sound and its words
  properties                  `volume` up to 2.0 (1.0 as made), `pitch` and `pitch_range` 0–100, `end_pause`
  started-word                fired at the time of the word while speaking, `location` counted from 0
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from typing import Any

import msgspec

from curbcut.core.errors import EnvironmentProblem, UsageProblem
from curbcut.core.sound import playing
from curbcut.core.sound.wav import wav_of
from curbcut.voices.espeak import process
from curbcut.voices.espeak.clauses import capped
from curbcut.voices.espeak.process import DEFAULT_VOICE, Spoken, Wanted, Word

NAME = "curbcut"
_IDLE_S = 0.01
_NUMBERS = {"rate": ("rate", 1, 80, 450), "volume": ("volume", 100, 0, 200), "pitch": ("pitch", 1, 0, 100),
            "pitch_range": ("range", 1, 0, 100)}  # fmt: skip
"""pyttsx3's property → the engine's, what it is multiplied with, least and most. Source: speak_lib.h."""
_GENDERS = (None, "Male", "Female")


def register() -> None:
    """Make `pyttsx3.init('curbcut')` find this driver."""
    sys.modules[f"pyttsx3.drivers.{NAME}"] = sys.modules[__name__]


def buildDriver(proxy: Any) -> Driver:  # noqa: N802 - pyttsx3's name
    """Return a driver for pyttsx3's proxy."""
    return Driver(proxy)


class _Job(msgspec.Struct):
    """One utterance whose turn has come; `target` is None where it is to be heard."""

    wanted: Wanted
    target: Any = None


class Driver:
    """What pyttsx3's engine calls, by its names."""

    def __init__(self, proxy: Any) -> None:
        """Start with the Chinese voice at the house's pace; `proxy` is told of everything."""
        self._proxy = proxy
        self._settings = Wanted(text="", voice=DEFAULT_VOICE)
        self._job: _Job | None = None
        self._looping = False
        self._ended = False
        self._stopped = False

    def destroy(self) -> None:
        """Do nothing: the engine's process serves whoever comes next."""

    def say(self, text: str) -> None:
        """Take a text to be heard."""
        self._take(text, None)

    def save_to_file(self, text: str, filename: Any) -> None:
        """Take a text to be written to a WAV file, or handed to what has `take(spoken)`."""
        self._take(text, filename)

    def _take(self, text: str, target: Any) -> None:
        self._job = _Job(msgspec.structs.replace(self._settings, text=text), target)
        self._proxy.setBusy(True)

    def stop(self) -> None:
        """End what is being heard."""
        self._stopped = True
        if self._job is not None and not self._looping:
            self._job = None
            self._proxy.notify("finished-utterance", completed=False)

    def startLoop(self) -> None:  # noqa: N802 - pyttsx3's name
        """Do one command after the other until `endLoop` is one of them."""
        # With nothing to wait for, pyttsx3 hands over its `endLoop` before it starts the loop.
        ended, self._ended = self._ended, False
        if ended:
            return
        for _ in self.iterate():
            if self._looping and self._job is None:
                time.sleep(_IDLE_S)

    def endLoop(self) -> None:  # noqa: N802 - pyttsx3's name
        """End the loop, or the one that is about to begin."""
        self._ended = not self._looping
        self._looping = False

    def iterate(self) -> Iterator[None]:
        """Do one command each time it is asked for the next."""
        self._looping = True
        try:
            while self._looping:
                job, self._job = self._job, None
                if job is not None:
                    self._do(job)
                # Lets pyttsx3 hand over its commands up to the next utterance.
                self._proxy.setBusy(False)
                yield
        finally:
            self._looping = False

    def _do(self, job: _Job) -> None:
        self._stopped = False
        self._proxy.notify("started-utterance")
        try:
            self._deliver(spoken_of(job.wanted), job.target)
        except Exception as problem:  # noqa: BLE001 - pyttsx3 tells of errors by this notification only
            self._proxy.notify("error", exception=problem)
            self._stopped = True
        self._proxy.notify("finished-utterance", completed=not self._stopped)

    def _deliver(self, spoken: Spoken, target: Any) -> None:
        if target is None:
            playing.play(
                spoken.pcm, spoken.rate_hz, marks=[word.sample for word in spoken.words],
                reached=lambda number: self._word(spoken.words[number]), stopped=lambda: self._stopped,
            )  # fmt: skip
            return
        for word in spoken.words:
            self._word(word)
        if hasattr(target, "take"):
            target.take(spoken)
        elif not self._stopped:
            _save(spoken, os.fspath(target))

    def _word(self, word: Word) -> None:
        self._proxy.notify("started-word", location=word.at, length=word.length)

    def getProperty(self, name: str) -> Any:  # noqa: N802 - pyttsx3's name
        """Return a property. Raises KeyError for one that is not known."""
        if name == "voices":
            return _voices()
        if name in ("voice", "end_pause"):
            return getattr(self._settings, name)
        ours, factor, *_ = _NUMBERS[name]
        value = getattr(self._settings, ours)
        return value / factor if name == "volume" else value

    def setProperty(self, name: str, value: Any) -> None:  # noqa: N802 - pyttsx3's name
        """Set a property; numbers are clipped. Raises KeyError for an unknown one, UsageProblem for an unknown voice."""
        if name == "voice":
            changed: dict[str, Any] = {"voice": _known(str(value))}
        elif name == "end_pause":
            changed = {"end_pause": bool(value)}
        else:
            ours, factor, least, most = _NUMBERS[name]
            changed = {ours: min(most, max(least, round(float(value) * factor)))}
        self._settings = msgspec.structs.replace(self._settings, **changed)


def spoken_of(wanted: Wanted) -> Spoken:
    """Return the sound of a text of any length, its words placed in that text."""
    whole = capped(wanted.text)
    spoken = process.ask(msgspec.structs.replace(wanted, text=whole.text))
    words = tuple(msgspec.structs.replace(word, at=whole.place(word.at)) for word in spoken.words)
    return msgspec.structs.replace(spoken, words=words)


def _save(spoken: Spoken, path: str) -> None:
    """Write a WAV file, whole or not at all."""
    beside = f"{path}.{os.getpid()}.part"
    try:
        with open(beside, "wb") as file:
            file.write(wav_of(spoken.pcm, spoken.rate_hz))
        os.replace(beside, path)
    except OSError as problem:
        raise EnvironmentProblem("sound-not-written", where=path, reason=problem.strerror) from problem


def _known(voice: str) -> str:
    """Return a voice as the engine calls it: by name, by file, by the end of that, or the first of a language."""
    try:
        process.pid(voice)
    except UsageProblem:
        # Names and files are known to the engine, but not every language.
        for _, file, language, *_ in process.voices(DEFAULT_VOICE)["voices"]:
            if voice.lower() == language.lower():
                return str(file)
        raise
    return voice


def _voices() -> list[Any]:
    from pyttsx3.voice import Voice

    return [
        Voice(file.lower(), name=name, languages=[language], gender=_GENDERS[gender] if gender < 3 else None, age=age)
        for name, file, language, gender, age in process.voices(DEFAULT_VOICE)["voices"]
    ]
