"""Plain sound: gains and sample rates change what they should and nothing else."""

from __future__ import annotations

import math
from array import array
from random import Random

import pytest

from curbcut.core.sound import pcm


def noise(count: int, seed: int = 1) -> array:
    random = Random(seed)
    return array("h", (random.randint(-32_768, 32_767) for _ in range(count)))


def tone(hertz: float, rate_hz: int, seconds: float = 0.5, level: float = 0.5) -> array:
    return array(
        "h",
        (round(32_767 * level * math.sin(2 * math.pi * hertz * n / rate_hz)) for n in range(round(seconds * rate_hz))),
    )


@pytest.mark.parametrize("gain", [0, 0.25, 0.5, 62_000 / 65_536, 0.999, 1])
def test_every_sample_is_multiplied_by_the_gain(gain: float) -> None:
    factor = round(gain * 65_536)
    # 8,192 samples are taken at once: more, less, an odd number, and the extremes.
    for samples in (noise(20_001), array("h", [0, 1, -1, 32_767, -32_768]), array("h")):
        found = pcm.samples_of(pcm.attenuated(samples.tobytes(), gain))
        assert len(found) == len(samples)
        assert all(abs(a - b * factor / 65_536) <= 1 for a, b in zip(found, samples, strict=True))


def test_silence_stays_silence_at_any_gain():
    for gain in (0.3, 0.946, 1):
        assert not any(pcm.attenuated(bytes(10_000), gain))


def test_a_gain_above_one_is_no_attenuation():
    with pytest.raises(ValueError):
        pcm.attenuated(b"\0\0", 1.01)


def test_quiet_sound_is_amplified_exactly_and_loud_sound_bends_below_the_ceiling():
    quiet = array("h", range(-3_000, 3_000))
    assert pcm.samples_of(pcm.amplified(quiet.tobytes(), 3.0)).tolist() == [3 * sample for sample in quiet]
    loud = pcm.samples_of(pcm.amplified(array("h", range(-32_768, 32_768)).tobytes(), 3.0))
    assert max(loud) <= pcm.CEILING
    assert min(loud) >= -pcm.CEILING
    assert loud.tolist() == sorted(loud), "louder stays louder"


@pytest.mark.parametrize(("rate", "wanted"), [(44_100, 22_050), (48_000, 22_050), (16_000, 22_050), (8_000, 22_050)])
def test_a_tone_keeps_its_length_height_and_level_at_another_sample_rate(rate: int, wanted: int) -> None:
    before, ideal = tone(1_000, rate), tone(1_000, wanted)
    after = pcm.samples_of(pcm.resampled(before.tobytes(), rate, wanted))
    assert len(after) == len(before) * wanted // rate
    inner = range(1_000, len(after) - 1_000)
    error = math.sqrt(sum((after[n] - ideal[n]) ** 2 for n in inner) / len(inner))
    assert 20 * math.log10(error / 11_585) < -60, "60 dB below the tone"


def test_what_the_lower_rate_cannot_hold_is_gone_instead_of_folded_down():
    after = pcm.samples_of(pcm.resampled(tone(15_000, 48_000).tobytes(), 48_000, 22_050))
    assert pcm.peak(after[1_000:-1_000].tobytes()) < 50


def test_the_same_rate_is_the_same_sound():
    sound = noise(1_000).tobytes()
    assert pcm.resampled(sound, 22_050, 22_050) is sound


def test_silence_is_as_long_as_asked():
    assert len(pcm.silence(600, 22_050)) == 2 * 13_230
