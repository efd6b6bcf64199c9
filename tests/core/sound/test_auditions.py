"""A model's own loudness and pace are learnt once, from sentences of ours, and do not decide how a recording sounds."""

from __future__ import annotations

import math
from array import array

import pytest
from voices.spoken import utterance

from curbcut.core.errors import EnvironmentProblem, UsageProblem
from curbcut.core.language.readings import legal
from curbcut.core.language.utterances import utter
from curbcut.core.model import Clip, Utterance
from curbcut.core.sound import auditions, loudness

RATE_HZ = 22_050


def humming(level: float, syllable_ms: float):
    """A voice that hums for each Hanzi."""

    def speak(said: Utterance) -> Clip:
        count = round(auditions.hanzi(said.tokens) * syllable_ms * RATE_HZ / 1000)
        wave = (round(32_767 * level * math.sin(2 * math.pi * 440 * n / RATE_HZ)) for n in range(count))
        return Clip(pcm=array("h", wave).tobytes(), rate_hz=RATE_HZ)

    return speak


@pytest.mark.parametrize("lang", ["zh-Hans", "en"])
def test_any_voice_comes_to_the_house_s_loudness_and_the_pace_that_is_asked_for(lang):
    for level, syllable_ms in ((0.02, 180), (0.5, 300)):
        own = auditions.audition(humming(level, syllable_ms), lang, "a.onnx")
        assert own.hanzi_ms == pytest.approx(syllable_ms, rel=0.01)
        for text in auditions._utterances(lang):
            clip = auditions.finished(humming(level, syllable_ms / own.hurry(220))(text), text, own.gain)
            found = loudness.loudness([loudness.energies(clip.pcm, clip.rate_hz)])
            assert abs(found - loudness.TARGET_LUFS) <= loudness.TOLERANCE_LU
            assert auditions.hanzi(text.tokens) / (clip.samples / RATE_HZ / 60) == pytest.approx(220, rel=0.09)


def test_a_pace_that_nobody_could_follow_is_refused_with_what_is_possible():
    own = auditions.audition(humming(0.1, 250), "zh-Hans", "a.onnx")
    for pace in (0, 40, 3_000):
        with pytest.raises(UsageProblem) as raised:
            own.hurry(pace)
        assert raised.value.says == "voice-model-pace"
    least, most = (int(raised.value.values[name]) for name in ("least", "most"))
    assert own.hurry(least + 1) < own.hurry(most - 1)


def test_a_voice_that_says_one_sentence_in_two_ways_is_refused():
    turns = iter(range(10))

    def speak(said: Utterance) -> Clip:
        return humming(0.1 + next(turns) / 100, 200)(said)

    with pytest.raises(EnvironmentProblem) as raised:
        auditions.audition(speak, "zh-Hans", "a.onnx")
    assert (raised.value.says, raised.value.where) == ("voice-model-varies", "a.onnx")


@pytest.mark.parametrize(("level", "syllable_ms"), [(0.001, 250), (0.5, 20), (0.5, 0)])
def test_a_clip_without_speech_is_an_error_and_not_a_silence(level, syllable_ms):
    said = utterance("ni3 hao3.")
    with pytest.raises(EnvironmentProblem) as raised:
        auditions.heard(humming(level, syllable_ms)(said), said)
    assert (raised.value.says, raised.value.where) == ("voice-model-quiet", said.id)


def test_the_sentences_are_read_as_our_own_readings_read_them():
    for said in auditions._utterances("zh-Hans"):
        assert said.tokens == utter(said.text, "zh-Hans").utterance.tokens
        assert all(legal(token.says) for token in said.tokens)
    for said in auditions._utterances("en"):
        assert said.tokens == utter(said.text, "en").utterance.tokens
