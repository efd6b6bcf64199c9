"""How loud sound is to people, and the gain that brings a voice to the house's loudness.

source: ITU-R BS.1770-5, one channel: K-weighting, blocks of 400 ms every 100 ms, gates at −70 LUFS and −10 LU
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from curbcut.core.sound.pcm import FULL_SCALE, samples_of

TARGET_LUFS = -19.0
"""Source: AES TD1008 and common practice: −16 LUFS for two channels is −19 for one."""
TOLERANCE_LU = 1.0
_ABSOLUTE_GATE, _RELATIVE_GATE = -70.0, -10.0
_STEP_S = 0.1
_STEPS_IN_BLOCK = 4
_Biquad = tuple[float, float, float, float, float]


def _weighting(rate_hz: int) -> tuple[_Biquad, _Biquad]:
    """Return b0 b1 b2 a1 a2 of both filters at a sample rate.

    source: B. De Man, Evaluation of implementations of the EBU R128 loudness measurement (AES 145, 2018), which gives
            the analogue filters behind the tables of BS.1770, for any rate
    """
    gain, quality, corner = 3.999843853973347, 0.7071752369554196, 1681.974450955533
    k = math.tan(math.pi * corner / rate_hz)
    high, band = 10 ** (gain / 20), (10 ** (gain / 20)) ** 0.4996667741545416
    a0 = 1 + k / quality + k * k
    shelf = (
        (high + band * k / quality + k * k) / a0,
        2 * (k * k - high) / a0,
        (high - band * k / quality + k * k) / a0,
        2 * (k * k - 1) / a0,
        (1 - k / quality + k * k) / a0,
    )
    quality, corner = 0.5003270373238773, 38.13547087602444
    k = math.tan(math.pi * corner / rate_hz)
    a0 = 1 + k / quality + k * k
    return shelf, (1.0, -2.0, 1.0, 2 * (k * k - 1) / a0, (1 - k / quality + k * k) / a0)


def energies(pcm: bytes, rate_hz: int) -> tuple[float, ...]:
    """Return the weighted mean square of each 100 ms (a rest that is shorter counts as far as it goes)."""
    (s0, s1, s2, s3, s4), (_, _, _, h3, h4) = _weighting(rate_hz)
    step = round(_STEP_S * rate_hz)
    u1 = u2 = v1 = v2 = w1 = w2 = total = 0.0
    count, found = 0, []
    for sample in samples_of(pcm):
        u = sample / FULL_SCALE
        v = s0 * u + s1 * u1 + s2 * u2 - s3 * v1 - s4 * v2
        w = v - 2 * v1 + v2 - h3 * w1 - h4 * w2
        u2, u1, v2, v1, w2, w1 = u1, u, v1, v, w1, w
        total += w * w
        count += 1
        if count == step:
            found.append(total / step)
            total, count = 0.0, 0
    if count:
        found.append(total / step)
    return tuple(found)


def loudness(steps: Iterable[tuple[float, ...]]) -> float:
    """Return the integrated loudness in LUFS of sounds given by their `energies`; −inf for silence."""
    blocks = [block for sound in steps for block in _blocks(sound)]
    loud = [block for block in blocks if _lufs(block) > _ABSOLUTE_GATE]
    if not loud:
        return -math.inf
    gate = _lufs(sum(loud) / len(loud)) + _RELATIVE_GATE
    heard = [block for block in loud if _lufs(block) > gate]
    return _lufs(sum(heard) / len(heard))


def gain_for(steps: Iterable[tuple[float, ...]]) -> float:
    """Return the one gain that brings a voice, given by the `energies` of its sounds, to TARGET_LUFS; 1 for silence."""
    found = loudness(steps)
    return 10 ** ((TARGET_LUFS - found) / 20) if math.isfinite(found) else 1.0


def _blocks(sound: tuple[float, ...]) -> list[float]:
    if len(sound) < _STEPS_IN_BLOCK:
        return [sum(sound) / len(sound)] if sound else []
    return [sum(sound[at : at + _STEPS_IN_BLOCK]) / _STEPS_IN_BLOCK for at in range(len(sound) - _STEPS_IN_BLOCK + 1)]


def _lufs(energy: float) -> float:
    return -0.691 + 10 * math.log10(energy) if energy > 0 else -math.inf
