"""Loudness as ITU-R BS.1770 has it, held against the values that the standards themselves give."""

from __future__ import annotations

import math
from array import array

import pytest

from curbcut.core.sound.loudness import energies, gain_for, loudness


def tone(level_db: float, seconds: float, hertz: float = 997.0, rate_hz: int = 48_000) -> bytes:
    top = 32_767 * 10 ** (level_db / 20)
    count = round(seconds * rate_hz)
    return array("h", (round(top * math.sin(2 * math.pi * hertz * n / rate_hz)) for n in range(count))).tobytes()


@pytest.mark.parametrize("rate", [22_050, 44_100, 48_000])
def test_a_full_sine_of_997_hz_is_at_minus_3_lkfs(rate: int) -> None:
    """BS.1770-5, annex 1: "if a 0 dB FS, 997 Hz sine wave is applied … the indicated loudness will equal −3.01 LKFS"."""
    assert loudness([energies(tone(0, 3, rate_hz=rate), rate)]) == pytest.approx(-3.01, abs=0.05)


def test_quiet_parts_are_not_counted():
    """After EBU Tech 3341, case 3: tones at −36, −23 and −36 dBFS; a gate at −10 LU leaves the loud one."""
    sound = b"".join(tone(level, seconds, rate_hz=22_050) for level, seconds in ((-36, 3), (-23, 20), (-36, 3)))
    assert loudness([energies(sound, 22_050)]) == pytest.approx(-26.0, abs=0.1)


def test_silence_has_no_loudness_and_wants_no_gain():
    assert loudness([energies(bytes(96_000), 48_000)]) == -math.inf
    assert loudness([]) == -math.inf
    assert gain_for([energies(bytes(96_000), 48_000)]) == 1.0


def test_a_sound_shorter_than_a_block_is_counted_too():
    assert loudness([energies(tone(-20, 0.2), 48_000)]) == pytest.approx(-23.01, abs=0.2)


def test_the_gain_brings_a_voice_to_the_target():
    assert 20 * math.log10(gain_for([energies(tone(-20, 2), 48_000)])) == pytest.approx(4.01, abs=0.05)
