"""The program that holds libespeak-ng: one sentence in, its sound and the place of every word out.

It is started as a file of its own (`python -I -S engine.py LIBRARY DATA VOICE`), needs nothing but the standard library,
sets its one voice (which takes longer than to speak a short sentence) and speaks every sentence in a fork of itself. It never speaks in its own memory, so no sentence is changed by those
before it: the engine keeps what it did in static variables that nothing resets (`wavegen.c`: the flutter of the
pitch), and bytes would depend on the order of sentences, on the worker and on the day.

First it says on standard output whether it can speak: HEADER, and the reason where it cannot.
Asked, on standard input: a 32-bit length and JSON, what `Engine.say` needs, or `{}` for the
list of voices. Answered, on standard output: HEADER, then `marks` triples of 32-bit numbers (character in the text,
length in characters, sample), then `size` bytes of sound (mono, signed, 16 bits) or of JSON.

source: speak_lib.h of espeak-ng 1.51 and 1.52; research notes on pyttsx3 2.99, whose own use of the library loses text
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import signal
import struct
import sys
from array import array
from typing import Any

HEADER = struct.Struct("<IIII")
"""Of an answer: status, samples per second, number of marks, bytes that follow them."""
LENGTH = struct.Struct("<I")
FINE, VOICE_UNKNOWN, REFUSED, UNUSABLE = 0, 1, 2, 3
DIED = 64
"""Exit code of one whose fork was killed: this, and the number of the signal."""
PATIENCE_S = 120
"""After so long a fork ends itself. Source: the longest sentence a site has (20,000 characters) takes 5 s."""

_SYNCHRONOUS, _DO_NOT_EXIT = 2, 0x8000
_UTF8, _END_PAUSE = 1, 0x1000
_RATE, _VOLUME, _PITCH, _PITCH_RANGE = 1, 2, 3, 4
_LAST, _WORD, _END = 0, 1, 5  # kinds of events
_BUFFER_MS = 500  # fewer calls back; the places of words are exact whatever it is


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique", ctypes.c_uint),
        ("position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_ms", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", ctypes.c_char * 8),
    )


class _Voice(ctypes.Structure):
    _fields_ = (
        ("name", ctypes.c_char_p),
        ("languages", ctypes.c_void_p),
        ("identifier", ctypes.c_char_p),
        ("gender", ctypes.c_ubyte),
        ("age", ctypes.c_ubyte),
        ("variant", ctypes.c_ubyte),
        ("spare", ctypes.c_ubyte),
        ("score", ctypes.c_int),
        ("data", ctypes.c_void_p),
    )


_CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(_Event))


class Engine:
    """The library, loaded and set up once."""

    def __init__(self, library: str, data: str) -> None:
        """Load it. data: the folder that holds `phontab`, or `""` for the library's own. Raises OSError."""
        self._lib = ctypes.CDLL(library)
        self._lib.espeak_ListVoices.restype = ctypes.POINTER(ctypes.POINTER(_Voice))
        self._lib.espeak_Info.restype = ctypes.c_char_p
        self._lib.espeak_Synth.argtypes = (
            ctypes.c_char_p, ctypes.c_size_t, ctypes.c_uint, ctypes.c_int, ctypes.c_uint, ctypes.c_uint,
            ctypes.c_void_p, ctypes.c_void_p,
        )  # fmt: skip
        folder = os.fsencode(data) if data else None
        self.rate_hz = self._lib.espeak_Initialize(_SYNCHRONOUS, _BUFFER_MS, folder, _DO_NOT_EXIT)
        if self.rate_hz <= 0:
            raise OSError(data or library)
        self._sound: list[bytes] = []
        self._marks = array("I")
        self._ended = 0
        # The library keeps this pointer: it must live as long as the library does.
        self._callback = _CALLBACK(self._heard)
        self._lib.espeak_SetSynthCallback(self._callback)

    def _heard(self, wave: int | None, samples: int, events: Any) -> int:
        if wave and samples > 0:
            self._sound.append(ctypes.string_at(wave, 2 * samples))
        at = 0
        while events[at].type != _LAST:
            event = events[at]
            # 1.51 tells of a word without letters at the end of some texts.
            if event.type == _WORD and event.length > 0:
                self._marks.extend((event.position - 1, event.length, event.sample))
            elif event.type == _END:
                self._ended = event.sample
            at += 1
        return 0

    def take(self, voice: str) -> bool:
        """Set the voice, by its name or file. Returns whether there is such a voice."""
        return not self._lib.espeak_SetVoiceByName(voice.encode())

    def say(self, asked: dict[str, Any]) -> tuple[int, array[int], bytes]:
        """Return status, marks and sound of one text.

        asked: `rate` words per minute, 80–450; `volume` 0–200, 100 as made; `pitch` and its `range`, 0–100;
               `end_pause` whether it ends with a pause as between sentences; `text` as the voice wants it
        """
        names = ((_RATE, "rate"), (_VOLUME, "volume"), (_PITCH, "pitch"), (_PITCH_RANGE, "range"))
        refused = [self._lib.espeak_SetParameter(number, int(asked[name]), 0) for number, name in names]
        text, flags = asked["text"].encode(), _UTF8 | (_END_PAUSE if asked["end_pause"] else 0)
        refused.append(self._lib.espeak_Synth(text, len(text) + 1, 0, 1, 0, flags, None, None))
        sound = b"".join(self._sound)
        if any(refused) or 2 * self._ended != len(sound):
            return REFUSED, array("I"), b""
        return FINE, self._marks, sound

    def voices(self) -> bytes:
        """Return JSON: the library's version, and of each voice its name, file, language, gender (0 1 2) and age."""
        listed = self._lib.espeak_ListVoices(None)
        voices = []
        for at in range(10_000):
            if not listed[at]:
                break
            voice = listed[at].contents
            # The first byte is how well the voice suits the language whose name follows.
            language = ctypes.string_at(voice.languages + 1).decode("utf-8", "replace") if voice.languages else ""
            name, file = ((text or b"").decode("utf-8", "replace") for text in (voice.name, voice.identifier))
            voices.append([name, file, language, voice.gender, voice.age])
        version = (self._lib.espeak_Info(None) or b"").decode("utf-8", "replace")
        return json.dumps({"version": version, "voices": voices}).encode()


def _read(length: int) -> bytes:
    """Read exactly so many bytes; ends the program when nobody will ask any more."""
    found = b""
    while len(found) < length:
        more = os.read(0, length - len(found))
        if not more:
            os._exit(0)
        found += more
    return found


def _write(*pieces: bytes) -> None:
    for piece in pieces:
        left = memoryview(piece)
        while left:
            left = left[os.write(1, left) :]


def _answer(engine: Engine, question: bytes) -> None:
    asked = json.loads(question)
    if not asked:
        voices = engine.voices()
        _write(HEADER.pack(FINE, engine.rate_hz, 0, len(voices)), voices)
        return
    status, marks, sound = engine.say(asked)
    _write(HEADER.pack(status, engine.rate_hz, len(marks) // 3, len(sound)), marks.tobytes(), sound)


def main() -> None:
    """Answer until standard input ends."""
    library, data, voice = sys.argv[1:4]
    try:
        if data:
            # The library keeps 160 bytes for the path of its data, and says nothing when a longer one is cut.
            os.chdir(os.path.dirname(data))
        engine = Engine(library, os.path.basename(data))
    except OSError as problem:
        reason = str(problem).encode()
        _write(HEADER.pack(UNUSABLE, 0, 0, len(reason)), reason)
        return
    known = engine.take(voice)
    _write(HEADER.pack(FINE if known else VOICE_UNKNOWN, engine.rate_hz, 0, 0))
    if not known:
        return
    gc.disable()  # a fork lives for one sentence; collecting would only copy pages
    gc.freeze()
    while True:
        question = _read(LENGTH.unpack(_read(LENGTH.size))[0])
        child = os.fork()
        if not child:
            code = 1
            try:
                signal.alarm(PATIENCE_S)
                _answer(engine, question)
                code = 0
            finally:
                os._exit(code)
        _, status = os.waitpid(child, 0)
        if status:
            # Half an answer may stand in the pipe: whoever asked must begin anew.
            os._exit(DIED + (os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0))


if __name__ == "__main__":
    main()
