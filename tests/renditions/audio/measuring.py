"""What can be measured of a recording without ears: whether all is said, how fast, how loud, and when it begins."""

from __future__ import annotations

import json
import math
import operator
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from renditions.audio.documents import made as told
from renditions.large_print.sources import Volume
from voices.decoding import decoded

from curbcut.core.language.readings import read_lexicon
from curbcut.core.language.scripts import han_count, is_han
from curbcut.core.language.utterances import Reading, utter
from curbcut.core.model import Document, Made, digest_of
from curbcut.core.sound import loudness, pcm
from curbcut.core.sound.mp3 import RATE_HZ
from curbcut.core.steps import Part
from curbcut.renditions import audio
from curbcut.renditions.audio.joining import CLIP, Spoken, unpacked

FRAME = RATE_HZ // 50
"""Samples of the frames that are loud or quiet: 20 ms."""
QUIET = pcm.FULL_SCALE * 10 ** (-50 / 20)
"""Below −50 dBFS a frame counts as a pause."""
HEARD = 150
"""A sample of this size is heard. Source: research, measured on the engine's own sound."""


class Recording(NamedTuple):
    """A document spoken by the engine: the room's files, and the clip of each part (None: nothing to be heard)."""

    made: Made
    parts: tuple[Part, ...]
    clips: tuple[Spoken | None, ...]

    def said(self) -> Iterator[tuple[Reading, Spoken]]:
        """Yield what was said with its clip, line by line, as far as there is something to be heard."""
        for part, clip in zip(self.parts, self.clips, strict=True):
            before, text, lang, phrases, fixed, *_ = part.arguments
            given = {at + len(before): syllable for at, syllable in fixed}
            reading = utter(before + text, lang, lexicon=read_lexicon(dict(phrases))[0], fixed=given)
            assert bool(reading.utterance.tokens) == (clip is not None), text
            if clip is not None:
                yield reading, clip


class Pace(NamedTuple):
    """How many Hanzi, or English words, lines have, how many seconds they take, and how many without the quiet at their ends."""

    count: int = 0
    seconds: float = 0.0
    heard_s: float = 0.0

    def plus(self, other: Pace) -> Pace:
        """Return both together."""
        return Pace(*(one + more for one, more in zip(self, other, strict=True)))

    @property
    def a_minute(self) -> float:
        """With the pause that the voice makes at the end of each line."""
        return 60 * self.count / self.seconds if self.count else 0.0

    @property
    def heard_a_minute(self) -> float:
        """Without any pause between lines."""
        return 60 * self.count / self.heard_s if self.count else 0.0


class Measured(NamedTuple):
    """What was measured of a recording.

    missing:      what has no sound, or not in its order: must be empty
    syllables:    all that were said
    hanzi, words: of the lines that are Chinese alone, and of those that are English words without a number
    pauses:       share of the frames of all lines that are quiet
    late_ms:      from the cue of each line until it is heard; negative when it is heard before
    """

    path: str
    lang: str
    ms: int
    samples: int
    missing: tuple[str, ...]
    syllables: frozenset[str]
    hanzi: Pace
    words: Pace
    pauses: float
    lufs: float
    peak: int
    late_ms: tuple[float, ...]
    digest: str


def recorded(docs: Sequence[Document], site: Made, backwards: bool = False, **options: object) -> Recording:
    """Return a document, or a course with its lessons, spoken by the real engine; `backwards`: the last line first."""
    chosen, given = audio.Options(**options), {**told("espeak"), "site": site}  # type: ignore[arg-type]
    is_course = docs[0].kind == "course"
    listed = audio.bind_parts(tuple(docs), chosen, given) if is_course else audio.parts(docs[0], chosen, given)
    parts = tuple(listed)
    made: dict[int, Made] = {}
    for n in reversed(range(len(parts))) if backwards else range(len(parts)):
        made[n] = audio.make_part(chosen, parts[n].arguments, b"", Path())
    ordered = tuple(made[n] for n in range(len(parts)))
    result = (
        audio.bind(tuple(docs), chosen, given, ordered) if is_course else audio.render(docs[0], chosen, given, ordered)
    )
    return Recording(result, parts, tuple(unpacked(one.inner[CLIP]) for one in ordered))


def digest(recording: Recording) -> str:
    """Return one digest of all files."""
    return digest_of(recording.made.files)


def measured(path: str, docs: Sequence[Document], recording: Recording) -> Measured:
    """Return what can be measured of a recording, its MP3 decoded by somebody else."""
    said = [*recording.said()]
    sound = array("h", decoded(recording.made.files["audio.mp3"]))
    starts = cue_samples(recording.made)
    stretches = [sound[start : start + clip.samples] for start, (_, clip) in zip(starts, said, strict=True)]
    tokens = [token for reading, _ in said for token in reading.utterance.tokens]
    return Measured(
        path=path,
        lang=docs[0].lang,
        ms=recording.made.facts["ms"],
        samples=len(sound),
        missing=tuple(gap for reading, clip in said for gap in missing(reading, clip)),
        syllables=frozenset(token.says for token in tokens if token.lang.startswith("zh")),
        hanzi=pace((hanzi(reading), stretch) for (reading, _), stretch in zip(said, stretches, strict=True)),
        words=pace((words(reading), stretch) for (reading, _), stretch in zip(said, stretches, strict=True)),
        pauses=pauses(stretches),
        lufs=loudness.loudness([loudness.energies(sound.tobytes(), RATE_HZ)]),
        peak=pcm.peak(sound.tobytes()),
        late_ms=tuple(
            onset(sound[start - FRAME : start + clip.samples]) for start, (_, clip) in zip(starts, said, strict=True)
        ),
        digest=digest(recording),
    )


def measured_alone(volume: Volume) -> Measured:
    """Return what can be measured of a volume: what a worker does."""
    return measured(volume.path, volume.docs, recorded(volume.docs, volume.site))


def spoken_backwards(volume: Volume) -> tuple[str, str]:
    """Return a volume's path and the digest of its files, spoken from its last line: what another worker does."""
    return volume.path, digest(recorded(volume.docs, volume.site, backwards=True))


def cue_samples(made: Made) -> list[int]:
    """Return the samples at which lines begin, as the speech marks tell."""
    marks = [json.loads(line) for line in made.files["speech-marks.jsonl"].splitlines()]
    return [mark["sample"] for mark in marks if mark["type"] == "sentence"]


def missing(reading: Reading, clip: Spoken) -> Iterator[str]:
    """Yield what has no sound: Hanzi without a syllable, tokens without a mark, syllables that do not follow each other."""
    placed = {at for one in reading.syllables for at in range(one.start, one.end)}
    yield from (f"{ch} in {reading.said}" for at, ch in enumerate(reading.said) if is_han(ch) and at not in placed)
    places = [place for place, _ in groupby((token.start, token.end) for token in reading.utterance.tokens)]
    if [(start, end) for start, end, _ in clip.syllables] != places:
        yield f"marks of {reading.said}"
    times = [sample for *_, sample in clip.syllables]
    if any(one >= other for one, other in zip(times, [*times[1:], clip.samples], strict=True)):
        yield f"order of {reading.said}"


def hanzi(reading: Reading) -> int:
    """Return how many Hanzi are said, when nothing else is."""
    only = all(token.lang.startswith("zh") for token in reading.utterance.tokens)
    return han_count(reading.said) if only else 0


def words(reading: Reading) -> int:
    """Return how many English words are said, when nothing else is: a telephone number would be one, and last like ten."""
    tokens = reading.utterance.tokens
    return len(tokens) if all(token.lang.startswith("en") and token.says.isalpha() for token in tokens) else 0


def pace(lines: Iterable[tuple[int, array[int]]]) -> Pace:
    """Return the pace of lines, given how many Hanzi or words each has, and its sound; those with none do not count."""
    total = Pace()
    for count, sound in lines:
        if count:
            heard = len(sound)
            while heard > FRAME and level(sound[heard - FRAME : heard]) < QUIET:
                heard -= FRAME
            total = total.plus(Pace(count, len(sound) / RATE_HZ, heard / RATE_HZ))
    return total


def pauses(stretches: Sequence[array[int]]) -> float:
    """Return the share of quiet frames."""
    levels = [level(one[at : at + FRAME]) for one in stretches for at in range(0, len(one) - FRAME + 1, FRAME)]
    return sum(each < QUIET for each in levels) / len(levels)


def level(frame: array[int]) -> float:
    """Return the root of the mean square of samples."""
    return math.sqrt(sum(map(operator.mul, frame, frame)) / len(frame))


def onset(sound: array[int]) -> float:
    """Return after how many ms something is heard in a sound that begins 20 ms too early."""
    heard = next((n for n, sample in enumerate(sound) if abs(sample) > HEARD), len(sound))
    return (heard - FRAME) * 1000 / RATE_HZ
