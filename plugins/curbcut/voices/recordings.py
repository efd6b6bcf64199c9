"""The voice of people: WAV files that they recorded, named by the id of the sentence.

A recording wins over every other voice. It is checked, never bent: its length must be one in which the sentence can be
said, and there must be sound in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from curbcut.core.errors import EnvironmentProblem, UsageProblem
from curbcut.core.model import Clip, Record, Utterance
from curbcut.core.sound import loudness, pcm, wav

NAME = {"zh": "真人录音", "en": "Recordings"}
TOOLS: tuple[str, ...] = ()
SLOWEST_CPM, FASTEST_CPM = 60, 600
"""Hanzi per minute. Source: half of very slow dictation; twice a fast announcer."""
_AROUND_S = 4.0
"""Silence before and after that is nobody's mistake."""
_QUIET = 330
"""A recording whose peak is lower (−40 dBFS) has no speech in it."""


class Options(Record, frozen=True):
    """There is nothing to choose."""


def available(options: Options) -> str | None:
    """Return None: listening to a file needs nothing."""
    return None


def fingerprint(options: Options) -> str:
    """Return nothing: the recording itself is part of the utterance."""
    return ""


def speak(utterance: Utterance, pace_cpm: int, options: Options) -> Clip:
    """Return the recording of an utterance, as loud as it is (`levelled` makes all of a voice one loudness), no marks.

    pace_cpm: has no influence; people speak as they speak
    raises:   UsageProblem without a recording, and for one of another format, length or without sound
    """
    if not utterance.recording:
        raise UsageProblem("recording-missing", where=utterance.id, text=utterance.text)
    clip = wav.clip_of(utterance.recording, where=utterance.id)
    tokens = max(1, len(utterance.tokens))
    least, most = tokens * 60 / FASTEST_CPM, tokens * 60 / SLOWEST_CPM + _AROUND_S
    seconds = clip.samples / clip.rate_hz
    if not least <= seconds <= most:
        values = {"seconds": f"{seconds:.1f}", "least": f"{least:.1f}", "most": f"{most:.1f}"}
        raise UsageProblem("recording-length", where=utterance.id, text=utterance.text, **values)
    if pcm.peak(clip.pcm) < _QUIET:
        raise UsageProblem("recording-silent", where=utterance.id, text=utterance.text)
    return clip


def gain_of(clips: Iterable[Clip]) -> float:
    """Return the one gain that brings a speaker's recordings to the house's loudness."""
    return loudness.gain_for(loudness.energies(clip.pcm, clip.rate_hz) for clip in clips)


def levelled(clip: Clip, gain: float) -> Clip:
    """Return a recording at a gain; its loudest places bend below full scale."""
    return Clip(pcm=pcm.amplified(clip.pcm, gain), rate_hz=clip.rate_hz, marks=clip.marks)


def found(folder: Path) -> dict[str, Path]:
    """Return sentence id → file of a folder's WAV files; empty where there is no such folder.

    raises: EnvironmentProblem when the folder cannot be read
    """
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".wav" and path.is_file())
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as problem:
        raise EnvironmentProblem("cannot-read", where=str(folder), reason=problem.strerror) from problem
    return {path.stem: path for path in files}
