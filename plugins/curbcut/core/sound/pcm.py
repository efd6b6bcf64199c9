"""Plain sound: mono, signed 16 bits, little-endian. Everything here gives the same bytes on every machine."""

from __future__ import annotations

import math
import sys
from array import array
from functools import lru_cache
from operator import mul

FULL_SCALE = 32_768
CEILING = round(FULL_SCALE * 10 ** (-0.5 / 20))
"""No sample is made louder than this: −0.5 dBFS, so that MP3 has room below −0.3."""
_KNEE = 0.7
"""Share of CEILING from which a boosted sample bends towards it. Source: ours; below it nothing is changed."""
_AT_ONCE = 16_384
"""Bytes multiplied at once: what stays in the processor's cache. Source: measured; ten times this takes twice as long."""
_LOBES = 12
"""Zero crossings on each side of the resampling filter. Source: J. O. Smith, Digital Audio Resampling: 70 dB and more."""


def samples_of(pcm: bytes) -> array[int]:
    """Return the samples."""
    samples = array("h")
    samples.frombytes(pcm)
    if sys.byteorder == "big":
        samples.byteswap()
    return samples


def bytes_of(samples: array[int]) -> bytes:
    """Return samples as bytes."""
    if sys.byteorder == "big":
        samples = samples[:]
        samples.byteswap()
    return samples.tobytes()


def silence(length_ms: float, rate_hz: int) -> bytes:
    """Return so much silence."""
    return bytes(2 * round(length_ms * rate_hz / 1000))


def peak(pcm: bytes) -> int:
    """Return the largest magnitude of a sample, 0–32768."""
    samples = samples_of(pcm)
    return max(abs(max(samples)), abs(min(samples))) if samples else 0


def attenuated(pcm: bytes, gain: float) -> bytes:
    """Return the sound at `gain` (0–1), to the nearest sample or the one below.

    A sample at a time takes as long as the MP3 does. So thousands are multiplied at once, as two whole numbers whose
    32-bit places hold every second sample, moved up by 32,768 so that none is negative.
    """
    if not 0 <= gain <= 1:
        raise ValueError(gain)
    factor = round(gain * 65_536)
    if factor == 65_536:
        return pcm
    middle, low, back = _constants(factor)
    pieces = []
    for at in range(0, len(pcm), _AT_ONCE):
        raised = int.from_bytes(pcm[at : at + _AT_ONCE], "little") ^ middle
        even = ((raised & low) * factor >> 16 & low) + back
        odd = ((raised >> 16 & low) * factor >> 16 & low) + back
        pieces.append(((even | odd << 16) ^ middle).to_bytes(_AT_ONCE, "little"))
    return b"".join(pieces)[: len(pcm)]


@lru_cache(maxsize=8)
def _constants(factor: int) -> tuple[int, int, int]:
    """Return, for as many samples as are taken at once: the middle, the lower of two, and what brings it back.

    (u × factor) >> 16 of u = s + 32,768 is 32,768 × gain too high.
    """
    ones = int.from_bytes(b"\x01\0\0\0" * (_AT_ONCE // 4), "little")
    return ones * 0x8000_8000, ones * 0xFFFF, ones * (32_768 - (32_768 * factor >> 16))


def amplified(pcm: bytes, gain: float) -> bytes:
    """Return the sound at any gain; what would come near full scale bends towards CEILING instead of being cut."""
    if gain <= 1 and peak(pcm) * gain <= CEILING:
        return attenuated(pcm, gain)
    table = _bent(round(gain * 65_536))
    return bytes_of(array("h", map(table.__getitem__, samples_of(pcm))))


@lru_cache(maxsize=4)
def _bent(factor: int) -> tuple[int, ...]:
    """Return what each sample becomes; negative samples count from the end, as Python's indices do."""
    knee = _KNEE * CEILING
    room = CEILING - knee
    table = []
    for sample in (*range(FULL_SCALE), *range(-FULL_SCALE, 0)):
        wanted = abs(sample) * factor / 65_536
        kept = wanted if wanted <= knee else knee + room * math.tanh((wanted - knee) / room)
        table.append(int(math.copysign(kept, sample)))
    return tuple(table)


def resampled(pcm: bytes, rate_hz: int, wanted_hz: int) -> bytes:
    """Return the sound at another sample rate, through a windowed-sinc filter.

    source: J. O. Smith, Digital Audio Resampling Home Page (CCRMA): bandlimited interpolation, Hann window
    """
    if rate_hz == wanted_hz:
        return pcm
    common = math.gcd(rate_hz, wanted_hz)
    up, down = wanted_hz // common, rate_hz // common
    samples = [float(sample) for sample in samples_of(pcm)]
    count = len(samples) * up // down
    filters = _filters(up, down)
    half = len(filters[0]) // 2
    padded = [0.0] * half + samples + [0.0] * (half + 1)
    out = array("h")
    for number in range(count):
        whole, phase = divmod(number * down, up)
        taps = filters[phase]
        value = sum(map(mul, taps, padded[whole + 1 : whole + 1 + len(taps)]))
        out.append(max(-FULL_SCALE, min(FULL_SCALE - 1, round(value))))
    return bytes_of(out)


@lru_cache(maxsize=8)
def _filters(up: int, down: int) -> tuple[tuple[float, ...], ...]:
    """Return one filter for each place between two samples; each sums to 1."""
    band = min(1.0, up / down) * 0.95  # of what both rates can hold, with room for the filter's slope
    half = math.ceil(_LOBES / band)
    filters = []
    for phase in range(up):
        taps = []
        for at in range(-half + 1, half + 1):
            away = at - phase / up
            window = 0.5 + 0.5 * math.cos(math.pi * away / half) if abs(away) < half else 0.0
            taps.append(window * band * (math.sin(math.pi * band * away) / (math.pi * band * away) if away else 1.0))
        total = sum(taps)
        filters.append(tuple(tap / total for tap in taps))
    return tuple(filters)
