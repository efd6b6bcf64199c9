"""MP3 decoded by somebody else: dr_mp3, as miniaudio has it."""

from __future__ import annotations

import miniaudio

from curbcut.core.sound.mp3 import RATE_HZ


def decoded(file: bytes) -> bytes:
    """Mono s16le at RATE_HZ."""
    sound = miniaudio.decode(file, miniaudio.SampleFormat.SIGNED16, nchannels=1, sample_rate=RATE_HZ)
    return bytes(sound.samples.tobytes())
