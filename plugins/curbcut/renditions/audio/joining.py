"""Spoken lines put together: one MP3 with chapters, and the files that say when each sentence and syllable is heard."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import msgspec

from curbcut.core.model import Clip, Document, Made, Record, Utterance
from curbcut.core.sound import cues, id3, mp3
from curbcut.core.sound.pcm import silence
from curbcut.renditions.audio.lines import Line

CLIP = "clip.msgpack"
"""Name of a part's clip among what it gives."""


class Spoken(Record, frozen=True):
    """A line as MP3. Its syllables stand where they begin, in samples from the clip's beginning at `mp3.RATE_HZ`.

    samples:   its length without what the encoder adds
    syllables: start and end in characters of what was said (with what was said before the text), and the sample
    """

    frames: bytes
    count: int
    samples: int
    syllables: tuple[tuple[int, int, int], ...]


def packed(utterance: Utterance, clip: Clip, encoded: mp3.Encoded) -> bytes:
    """Return a clip as bytes that `unpacked` reads."""
    cue = cues.cue_of(utterance, clip, 0)
    syllables = tuple((one.start, one.end, one.sample) for one in cue.syllables)
    spoken = Spoken(frames=encoded.frames, count=encoded.count, samples=cue.end, syllables=syllables)
    return msgspec.msgpack.encode(spoken)


def unpacked(data: bytes) -> Spoken | None:
    """Return a clip, or None where there was nothing to say."""
    return msgspec.msgpack.decode(data, type=Spoken) if data else None


class _Heard(Record, frozen=True):
    """A line that is heard: its clip, and the sample of the recording at which it begins."""

    line: Line
    clip: Spoken
    start: int

    @property
    def end(self) -> int:
        return self.start + self.clip.samples


def join(doc: Document, lines: Sequence[Line], parts: Sequence[Made], told: dict[str, Any]) -> Made:
    """Return the recording of lines, given the clip of each.

    told:    what the site tells of the document (`portal.surroundings`)
    returns: `audio.mp3`, `captions.vtt`, `cues.vtt`, `cues.js`, `speech-marks.jsonl`; facts `ms`, `lang`, and `chapters`
             as title, start and end in ms, id on the page
    """
    heard, frames, samples = _heard(lines, parts)
    chapters = [*_chapters(heard, samples)]
    listed = [id3.Chapter(title=title, start=start, end=end) for title, start, end, _ in chapters]
    issuers = getattr(doc.meta, "issuer", ()) or ()
    title = id3.Label(
        title=doc.meta.title or doc.slug, issuer="、".join(issuers), site=told.get("name", ""), lang=doc.lang,
        address=told.get("address", ""),
    )  # fmt: skip
    tag = id3.tag(title, listed, samples, mp3.RATE_HZ)
    marked = [*_marked(heard)]
    return Made(
        files={
            "audio.mp3": tag + b"".join(frames),
            "captions.vtt": cues.captions(_captioned(heard)),
            "cues.vtt": cues.metadata(marked),
            "cues.js": cues.player_cues(
                marked, {one.line.id: one.line.level for one in heard if one.line.level}, samples
            ),
            "speech-marks.jsonl": cues.speech_marks(marked),
        },
        facts={
            "ms": cues.milliseconds(samples),
            "lang": doc.lang,
            "chapters": [
                [title, cues.milliseconds(start), cues.milliseconds(end), id_] for title, start, end, id_ in chapters
            ],
        },
    )


def _heard(lines: Sequence[Line], parts: Sequence[Made]) -> tuple[list[_Heard], list[bytes], int]:
    """Return the lines that are heard, all frames in order, and the length in samples."""
    heard: list[_Heard] = []
    frames: list[bytes] = []
    count = 0
    for line, part in zip(lines, parts, strict=True):
        clip = unpacked((part.files or part.inner)[CLIP])  # what was kept comes back among files
        if clip is None:
            continue
        heard.append(_Heard(line=line, clip=clip, start=mp3.FRAME * count + mp3.DELAY))
        quiet = _quiet(line.pause_ms)
        frames += [clip.frames, quiet.frames]
        count += clip.count + quiet.count
    return heard, frames, mp3.FRAME * count


@lru_cache(maxsize=16)
def _quiet(pause_ms: int) -> mp3.Encoded:
    """Return silence as MP3."""
    if not pause_ms:
        return mp3.Encoded(frames=b"", count=0)
    return mp3.encoded(Clip(pcm=silence(pause_ms, mp3.RATE_HZ), rate_hz=mp3.RATE_HZ))


def _chapters(heard: Sequence[_Heard], samples: int) -> list[tuple[str, int, int, str]]:
    """Return title, start, end and id of every heading; the first chapter begins with the recording."""
    heads: list[_Heard] = []
    for one in heard:
        # Pieces of one long heading are one chapter.
        if one.line.level and not one.line.offset and not (heads and heads[-1].line.id == one.line.id):
            heads.append(one)
    starts = [0, *(one.start for one in heads[1:]), samples]
    return [(one.line.text, starts[n], starts[n + 1], one.line.id) for n, one in enumerate(heads)]


def _captioned(heard: Sequence[_Heard]) -> list[cues.Cue]:
    """Return a cue for every line, with all that is said; a name that stands twice is told apart."""
    seen: dict[str, int] = {}
    captioned = []
    for one in heard:
        line = one.line
        times = seen[line.id] = seen.get(line.id, 0) + 1
        name = line.id if times == 1 else f"{line.id}+{times}"
        syllables = tuple(
            cues.Syllable(start=start, end=end, sample=one.start + sample) for start, end, sample in one.clip.syllables
        )
        text = line.before + line.text
        captioned.append(cues.Cue(id=name, text=text, start=one.start, end=one.end, syllables=syllables))
    return captioned


def _marked(heard: Sequence[_Heard]) -> list[cues.Cue]:
    """Return a cue for every line that points into the page: its syllables are places in the sentence there."""
    marked = []
    for one in heard:
        line, lead = one.line, len(one.line.before)
        syllables = tuple(
            cues.Syllable(start=start - lead + line.offset, end=end - lead + line.offset, sample=one.start + sample)
            for start, end, sample in one.clip.syllables
            if line.is_sentence and start >= lead
        )
        marked.append(cues.Cue(id=line.id, text=line.text, start=one.start, end=one.end, syllables=syllables))
    return marked
