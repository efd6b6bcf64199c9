"""MP3 by the sentence: joined byte by byte, each clip is where it is said to be, to the sample."""

from __future__ import annotations

import os
import sys
from random import Random

import pytest
from voices.decoding import decoded
from voices.spoken import SENTENCES, utterance

from curbcut.core.errors import EnvironmentProblem, Internal
from curbcut.core.model import Clip
from curbcut.core.sound import id3, mp3, pcm
from curbcut.voices import espeak


@pytest.fixture(scope="module")
def clips() -> list[Clip]:
    return [espeak.speak(utterance(text), 220, espeak.Options()) for text in SENTENCES]


@pytest.fixture(scope="module")
def frames(clips) -> list[mp3.Encoded]:
    return [mp3.encoded(clip) for clip in clips]


def lag(clip: Clip, sound: bytes, start: int) -> int:
    """By how many samples the clip stands later in `sound` than at `start`: the best match of its loudest part."""
    samples, heard = pcm.samples_of(clip.pcm), pcm.samples_of(sound)
    middle = max(range(0, clip.samples - 2_000, 500), key=lambda n: sum(map(abs, samples[n : n + 2_000])))
    part = samples[middle : middle + 2_000]

    def likeness(by: int) -> int:
        at = start + middle + by
        return sum(a * b for a, b in zip(part, heard[at : at + 2_000], strict=True))

    return max(range(-60, 61), key=likeness)


def test_every_clip_begins_at_its_start_to_the_sample(clips, frames):
    sound = decoded(mp3.joined(frames))
    starts = mp3.starts(frames)
    assert [lag(clip, sound, start) for clip, start in zip(clips, starts, strict=False)] == [0] * len(clips)
    assert len(sound) // 2 == starts[-1]


def test_there_is_no_drift_over_twenty_minutes(clips, frames):
    order = [n % len(clips) for n in range(240)]
    many = [frames[n] for n in order]
    starts = mp3.starts(many)
    assert starts[-1] / mp3.RATE_HZ > 1_200
    sound = decoded(mp3.joined(many))
    for at in (0, 120, 239):
        assert lag(clips[order[at]], sound, starts[at]) == 0
    bits = 8 * sum(len(each.frames) for each in many) / (starts[-1] / mp3.RATE_HZ)
    assert abs(bits - 32_000) < 200, "a player finds any time by arithmetic"


def test_clips_in_another_order_sound_as_they_did(clips, frames):
    order = list(range(len(frames)))
    Random(7).shuffle(order)
    sound = decoded(mp3.joined([frames[n] for n in order]))
    for at, start in enumerate(mp3.starts([frames[n] for n in order])[:-1]):
        assert lag(clips[order[at]], sound, start) == 0


def test_an_edited_sentence_changes_only_its_own_frames(clips, frames):
    other = mp3.encoded(espeak.speak(utterance("zhe4 yi2 ju4 gai3 le5."), 220, espeak.Options()))
    before, after = mp3.joined(frames), mp3.joined([*frames[:3], other, *frames[4:]])
    head = sum(len(each.frames) for each in frames[:3])
    tail = sum(len(each.frames) for each in frames[4:])
    assert before[:head] == after[:head]
    assert before[-tail:] == after[-tail:]


def test_a_tag_before_the_frames_moves_nothing(clips, frames):
    tag = id3.tag(id3.Label(title="通知"), (), 10, mp3.RATE_HZ)
    assert decoded(mp3.joined(frames[:2], tag)) == decoded(mp3.joined(frames[:2]))


def test_the_same_clip_is_the_same_bytes(clips):
    assert mp3.encoded(clips[0]) == mp3.encoded(clips[0])


def test_the_shortest_clip_is_whole_frames():
    for samples in (0, 1, 575, 576, 577):
        made = mp3.encoded(Clip(pcm=bytes(2 * samples), rate_hz=mp3.RATE_HZ))
        assert made.count * mp3.FRAME >= samples + mp3.DELAY - 1
        assert len(decoded(mp3.joined([made]))) // 2 == made.count * mp3.FRAME


def test_a_recording_of_another_rate_is_joined_at_the_same_place(clips, frames):
    doubled = Clip(pcm=pcm.resampled(clips[1].pcm, 22_050, 44_100), rate_hz=44_100)
    many = [frames[0], mp3.encoded(doubled), frames[2]]
    sound = decoded(mp3.joined(many))
    starts = mp3.starts(many)
    assert abs(lag(clips[1], sound, starts[1])) <= 1
    assert lag(clips[2], sound, starts[2]) == 0


def test_without_the_encoder_the_remedy_is_told(clips, monkeypatch):
    monkeypatch.setitem(sys.modules, "lameenc", None)
    with pytest.raises(EnvironmentProblem) as raised:
        mp3.encoded(clips[0])
    assert "curbcut[speech]" in raised.value.text()


@pytest.mark.parametrize("damage", [b"x", b"\xff\xf3\x40\xc4" + bytes(20), os.urandom(300)])
def test_frames_that_are_not_ours_are_not_joined(damage: bytes) -> None:
    with pytest.raises(Internal):
        mp3._counted(damage)
