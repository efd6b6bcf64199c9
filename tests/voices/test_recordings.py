"""Recordings: a person's voice is taken as it is, or refused with the reason."""

from __future__ import annotations

import math
from array import array

import msgspec
import pytest
from voices.spoken import utterance

from curbcut.core.errors import UsageProblem
from curbcut.core.sound import loudness, pcm
from curbcut.core.sound.wav import wav_of
from curbcut.voices import recordings

SAID = utterance("chong2 xin1 ren4 ding4 can2 ji2 ren2.")


def tone(seconds: float, rate_hz: int = 44_100, level: float = 0.1, hertz: float = 440) -> bytes:
    count = round(seconds * rate_hz)
    return array(
        "h", (round(32_767 * level * math.sin(2 * math.pi * hertz * n / rate_hz)) for n in range(count))
    ).tobytes()


def with_recording(wav: bytes):
    return msgspec.structs.replace(SAID, recording=wav)


def test_a_recording_is_heard_as_it_is():
    sound = tone(2)
    clip = recordings.speak(with_recording(wav_of(sound, 44_100)), 220, recordings.Options())
    assert (clip.pcm, clip.rate_hz, clip.marks) == (sound, 44_100, ())


def test_two_channels_become_one():
    left, right = array("h", [1000, -2000, 3000] * 20_000), array("h", [3000, -4000, 5000] * 20_000)
    both = array("h", (sample for pair in zip(left, right, strict=True) for sample in pair)).tobytes()
    wav = bytearray(wav_of(both, 44_100))
    wav[22:24] = b"\x02\0"
    wav[32:34] = b"\x04\0"
    clip = recordings.speak(with_recording(bytes(wav)), 220, recordings.Options())
    assert pcm.samples_of(clip.pcm)[:3].tolist() == [2000, -3000, 4000]


@pytest.mark.parametrize(
    ("wav", "problem"),
    [
        (b"", "recording-missing"),
        (b"ID3\x03 an MP3 with another name", "recording-format"),
        (b"RIFF\0\0\0\0WAVE", "recording-format"),
        (wav_of(tone(2), 44_100)[:-1000], "recording-format"),
        (wav_of(tone(2), 44_100).replace(b"\x01\0\x01\0", b"\x03\0\x01\0", 1), "recording-format"),
        (wav_of(tone(2), 44_100).replace(b"\x02\0\x10\0", b"\x03\0\x18\0", 1), "recording-format"),
        (wav_of(tone(2), 200_000), "recording-format"),
        (wav_of(b"", 44_100), "recording-length"),
        (wav_of(tone(0.5), 44_100), "recording-length"),
        (wav_of(tone(12), 44_100), "recording-length"),
        (wav_of(bytes(2 * 88_200), 44_100), "recording-silent"),
        (wav_of(tone(2, level=0.001), 44_100), "recording-silent"),
    ],
)
def test_a_recording_of_another_format_length_or_without_sound_is_refused(wav: bytes, problem: str) -> None:
    with pytest.raises(UsageProblem) as raised:
        recordings.speak(with_recording(wav), 220, recordings.Options())
    assert raised.value.says == problem
    assert raised.value.where == SAID.id


def test_one_gain_brings_all_recordings_of_a_speaker_to_the_house_loudness():
    clips = [
        recordings.speak(with_recording(wav_of(tone(2, level=level), 44_100)), 220, recordings.Options())
        for level in (0.02, 0.03)
    ]
    gain = recordings.gain_of(clips)
    louder = [recordings.levelled(clip, gain) for clip in clips]
    found = loudness.loudness(loudness.energies(clip.pcm, clip.rate_hz) for clip in louder)
    assert abs(found + 19) <= 0.1
    quieter, other = (pcm.peak(clip.pcm) for clip in louder)
    assert abs(other / quieter - 1.5) < 0.01, "both have the same gain"


def test_the_files_of_a_folder_are_found_by_the_ids_of_sentences(tmp_path):
    for name in ("s-00aa11.wav", "s-00bb22.WAV", "notes.txt"):
        (tmp_path / name).write_bytes(b"")
    assert sorted(recordings.found(tmp_path)) == ["s-00aa11", "s-00bb22"]
    assert recordings.found(tmp_path / "nowhere") == {}
