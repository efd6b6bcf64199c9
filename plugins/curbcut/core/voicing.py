"""Which voice speaks a language on a site, with its options ready to be used; and a sentence in several languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

import msgspec

from curbcut.core.errors import UsageProblem
from curbcut.core.model import Clip, Record, Utterance
from curbcut.core.rooms import room
from curbcut.core.sound.pcm import resampled, silence

DEFAULT = "espeak"
"""The voice where a site names none: it speaks Chinese and English, and comes with the program."""

_JOINT_MS = 40
"""Silence where another voice goes on within a sentence: what a speaker needs to change over, as in the espeak voice."""
_PAUSE_MS = 300
"""The most silence that a voice ends with. Source: `core.sound.auditions`, and espeak-ng after a full stop."""
_SYLLABLE_MS = 60
"""What is left of a last token at least. Source: the shortest syllable at the fastest pace of espeak-ng."""


class Voicing(Record, frozen=True):
    """A voice and its `Options` (a record of the room's own), in which all files are named in full."""

    name: str
    options: Any


def voicing(name: str, options: Mapping[str, Any], root: Path) -> Voicing:
    """Return a voice with the options that a site gives it; files are looked for from `root`, the site's folder.

    raises: UsageProblem for an unknown name, EnvironmentProblem when the room cannot be imported
    """
    model = room("voices", name).Options
    chosen = msgspec.convert(dict(options), type=model)
    files = {field: _in_full(getattr(chosen, field), root) for field in getattr(model, "FILES", ())}
    return Voicing(name=name, options=msgspec.structs.replace(chosen, **files))


def _in_full(file: str | tuple[str, ...], root: Path) -> str | tuple[str, ...]:
    if isinstance(file, tuple):
        return tuple(str(root / each) for each in file)
    return str(root / file) if file else ""


def voice_of(lang: str, voices: Mapping[str, Mapping[str, Any]]) -> tuple[str, Mapping[str, Any]]:
    """Return the voice for a language and its options, as `SiteConfig.voices` has them.

    lang: BCP 47; without a voice of its own it is spoken by that of the first tag with the same language (en-GB by en)
    """
    base = lang.partition("-")[0].lower()
    near = (tag for tag in voices if tag.partition("-")[0].lower() == base)
    tag = lang if lang in voices else next(near, "")
    (found,) = voices[tag].items() if tag else ((DEFAULT, {}),)
    return found


def speak(utterance: Utterance, pace_cpm: int, voice_for: Callable[[str], Voicing]) -> Clip:
    """Return the sound of an utterance whose every word is said by the voice of its language.

    voice_for: BCP 47 → the voice; a voice that has several languages says its words of all of them in one go
    returns:   marks for all tokens, or none where one of the voices tells none
    raises:    what the voices raise
    """
    if not utterance.tokens:
        raise UsageProblem("voice-nothing-to-say", where=utterance.id, text=utterance.text)
    stretches = [
        (voice, tuple(tokens)) for voice, tokens in groupby(utterance.tokens, lambda each: voice_for(each.lang))
    ]
    clips = []
    for voice, tokens in stretches:
        part = msgspec.structs.replace(utterance, tokens=tokens)
        clips.append(room("voices", voice.name).speak(part, pace_cpm, voice.options))
    return clips[0] if len(clips) == 1 else _joined(clips, [bool(tokens[-1].stop) for _, tokens in stretches])


def _joined(clips: list[Clip], stops: list[bool]) -> Clip:
    """Return clips as one, at the rate of the first. stops: whether a pause is wanted after each"""
    rate_hz, told = clips[0].rate_hz, all(clip.marks for clip in clips)
    sound, marks, length = [], list[int](), 0
    for number, (clip, stop) in enumerate(zip(clips, stops, strict=True), 1):
        pcm = clip.pcm if stop or number == len(clips) else _breathless(clip)
        pcm = resampled(pcm, clip.rate_hz, rate_hz)
        marks += [length + mark * rate_hz // clip.rate_hz for mark in clip.marks]
        sound.append(pcm)
        length += len(pcm) // 2
    return Clip(pcm=b"".join(sound), rate_hz=rate_hz, marks=tuple(marks) if told else ())


def _breathless(clip: Clip) -> bytes:
    """Return a clip without the pause that its voice made at the end, because the sentence goes on."""
    sounding = (len(clip.pcm.rstrip(b"\0")) + 1) // 2
    last = (clip.marks[-1] if clip.marks else 0) + _SYLLABLE_MS * clip.rate_hz // 1000
    longest_pause = clip.samples - _PAUSE_MS * clip.rate_hz // 1000
    end = min(clip.samples, max(sounding, last, longest_pause))
    return clip.pcm[: 2 * end] + silence(_JOINT_MS, clip.rate_hz)
