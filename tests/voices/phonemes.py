"""What the engine makes of pinyin, in its own letters for sounds."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from curbcut.voices.espeak import engine, process

_ASK = """
import ctypes, sys
sys.path.insert(0, sys.argv[1])
import engine
lib = engine.Engine(sys.argv[2], sys.argv[3])
lib.take("cmn-latn-pinyin")
ask = lib._lib.espeak_TextToPhonemes
ask.restype = ctypes.c_char_p
for text in sys.argv[4:]:
    left = ctypes.c_char_p(text.encode())
    print((ask(ctypes.byref(left), 1, 0) or b"").decode())
"""


def phonemes(texts: Sequence[str]) -> list[str]:
    """Return what the engine makes of each text, asked in a process of its own; `(en)` where it changes to English."""
    folder = str(Path(engine.__file__).parent)
    command = [sys.executable, "-c", _ASK, folder, *process.located(), *texts]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
