"""WAV files: the form in which people hand in recordings, and in which an editor gets a clip."""

from __future__ import annotations

import struct

from curbcut.core.errors import UsageProblem
from curbcut.core.model import Clip
from curbcut.core.sound.pcm import bytes_of, samples_of

_PCM, _EXTENSIBLE = 1, 0xFFFE
_RATES = (8_000, 192_000)


def wav_of(pcm: bytes, rate_hz: int) -> bytes:
    """Return a WAV file. source: Multimedia Programming Interface and Data Specifications 1.0, WAVE"""
    body = struct.pack("<4sIHHIIHH4sI", b"fmt ", 16, _PCM, 1, rate_hz, 2 * rate_hz, 2, 16, b"data", len(pcm))
    return struct.pack("<4sI4s", b"RIFF", 4 + len(body) + len(pcm), b"WAVE") + body + pcm


def clip_of(wav: bytes, where: str = "") -> Clip:
    """Return the sound of a WAV file: 16 bits, one channel or two (which are averaged).

    raises: UsageProblem for any other format, and for a file that is damaged or cut short
    """
    if wav[:4] != b"RIFF" or wav[8:12] != b"WAVE":
        raise _unfit(where, "RIFF/WAVE?")
    chunks = _chunks(wav, where)
    if len(chunks.get(b"fmt ", b"")) < 16 or b"data" not in chunks:
        raise _unfit(where, "fmt? data?")
    kind, channels, rate_hz, _, frame, bits = struct.unpack("<HHIIHH", chunks[b"fmt "][:16])
    if kind == _EXTENSIBLE and len(chunks[b"fmt "]) >= 26:
        kind = struct.unpack("<H", chunks[b"fmt "][24:26])[0]
    if kind != _PCM or bits != 16 or channels not in (1, 2) or not _RATES[0] <= rate_hz <= _RATES[1]:
        raise _unfit(where, f"format {kind}, {bits} bit, {channels} ch, {rate_hz} Hz")
    pcm = chunks[b"data"]
    pcm = pcm[: len(pcm) // frame * frame] if frame else pcm
    if channels == 2:
        both = samples_of(pcm)
        left, right = both[::2], both[1::2]
        for at, (one, other) in enumerate(zip(left, right, strict=True)):
            left[at] = (one + other) // 2
        pcm = bytes_of(left)
    return Clip(pcm=pcm, rate_hz=rate_hz)


def _chunks(wav: bytes, where: str) -> dict[bytes, bytes]:
    """Return the first chunk of each name."""
    chunks: dict[bytes, bytes] = {}
    at = 12
    while at + 8 <= len(wav):
        name, size = wav[at : at + 4], struct.unpack("<I", wav[at + 4 : at + 8])[0]
        if at + 8 + size > len(wav):
            raise _unfit(where, f"{len(wav)} < {at + 8 + size} bytes")
        chunks.setdefault(name, wav[at + 8 : at + 8 + size])
        at += 8 + size + size % 2
    return chunks


def _unfit(where: str, found: str) -> UsageProblem:
    return UsageProblem("recording-format", where=where, found=found)
