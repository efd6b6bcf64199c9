"""When each sentence and each syllable of a recording is heard, and the files that say so. Ids are those of the page.

source: WebVTT (W3C); Sync Media Lite (W3C Synchronized Media for Publications CG) for cues that point into a page
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import msgspec

from curbcut.core.model import Clip, Record, Token, Utterance
from curbcut.core.sound.mp3 import RATE_HZ

_CAPTION_CHARACTERS = 36
"""Hanzi of a caption: two lines of 18. Source: GB/T 42727-2023 and common practice for subtitles in Chinese."""
_LATIN_WIDTH = 0.5
_LETTER = re.compile(r"(?<![A-Za-z])[A-Z]\. ?$")
"""The letter of an option, `B. `: what it stands before is in the same caption."""


class Syllable(Record, frozen=True, gc=False):
    """A stretch of a sentence's text (in characters) and the sample at which it begins to be heard."""

    start: int
    end: int
    sample: int


class Cue(Record, frozen=True):
    """A sentence in a recording, `start` to `end` in samples at `mp3.RATE_HZ`; syllables where the voice knows them."""

    id: str
    text: str
    start: int
    end: int
    syllables: tuple[Syllable, ...] = ()


def cue_of(utterance: Utterance, clip: Clip, start: int) -> Cue:
    """Return the cue of a clip that begins at a sample of the recording (see `mp3.starts`)."""
    syllables: list[Syllable] = []
    if len(clip.marks) == len(utterance.tokens):
        for token, mark in zip(utterance.tokens, clip.marks, strict=True):
            # What is spoken in several syllables but written as one thing is one stretch: 12385.
            if not syllables or not _same(token, syllables[-1]):
                place = start + _scaled(mark, clip.rate_hz)
                syllables.append(Syllable(start=token.start, end=token.end, sample=place))
    end = start + _scaled(clip.samples, clip.rate_hz)
    return Cue(id=utterance.id, text=utterance.text, start=start, end=end, syllables=tuple(syllables))


def _same(token: Token, syllable: Syllable) -> bool:
    return (token.start, token.end) == (syllable.start, syllable.end)


def _scaled(samples: int, rate_hz: int) -> int:
    return samples * RATE_HZ // rate_hz


def captions(cues: Iterable[Cue]) -> bytes:
    """Return WebVTT captions; a long sentence is shown in parts, where its syllables tell when."""
    blocks = ["WEBVTT"]
    for cue in cues:
        parts = _parts(cue)
        for number, (text, start, end) in enumerate(parts, 1):
            name = cue.id if len(parts) == 1 else f"{cue.id}.{number}"
            blocks.append(f"{name}\n{_times(start, end)}\n{_escaped(text)}")
    return ("\n\n".join(blocks) + "\n").encode()


def metadata(cues: Iterable[Cue]) -> bytes:
    """Return WebVTT metadata: one cue for each sentence, pointing at its element of the page.

    payload: ``{"selector": {"type": "FragmentSelector", "value": id}, "syllables": [[start, end, ms], …]}``, start and
    end in characters of the sentence, ms from the beginning of the recording
    """
    blocks = ["WEBVTT"]
    for cue in cues:
        told: dict[str, object] = {"selector": {"type": "FragmentSelector", "value": cue.id}}
        if cue.syllables:
            told["syllables"] = [[each.start, each.end, milliseconds(each.sample)] for each in cue.syllables]
        blocks.append(f"{cue.id}\n{_times(cue.start, cue.end)}\n{_json(told)}")
    return ("\n\n".join(blocks) + "\n").encode()


def speech_marks(cues: Iterable[Cue]) -> bytes:
    """Return speech marks, one JSON object to a line: `time` in ms, `sample`, `type`, `id`, `start`, `end`, `value`.

    source: Amazon Polly's speech marks; ours count characters of the sentence, not bytes, and name it by its id
    """
    lines = []
    for cue in cues:
        lines.append(_mark("sentence", cue, Syllable(start=0, end=len(cue.text), sample=cue.start)))
        lines += [_mark("word", cue, each) for each in cue.syllables]
    return "".join(lines).encode()


def player_cues(cues: Iterable[Cue], levels: Mapping[str, int], samples: int) -> bytes:
    """Return what the player in the page loads: a script, because a page that is opened as a file can fetch nothing.

    ``curbcut.cues({"ms": length, "cues": [[id, start_ms, end_ms, level, [start, end, ms, …]], …]})``; the ms of a
    syllable count from its cue's start

    levels: id → 1–6 for headings (1 is the title); what is not in it is a sentence, 0
    samples: length of the recording, at `mp3.RATE_HZ`
    """
    told = [[cue.id, *_ms_of(cue), levels.get(cue.id, 0), [*_triples(cue)]] for cue in cues]
    script = f"curbcut.cues({_json({'ms': milliseconds(samples), 'cues': told})});\n"
    # Lines of JSON may hold these two, lines of older JavaScript may not.
    return script.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode()


def _ms_of(cue: Cue) -> tuple[int, int]:
    return milliseconds(cue.start), milliseconds(cue.end)


def _triples(cue: Cue) -> Iterator[int]:
    begin = milliseconds(cue.start)
    for each in cue.syllables:
        yield from (each.start, each.end, milliseconds(each.sample) - begin)


def milliseconds(samples: int) -> int:
    """Return samples of a recording as milliseconds, to the nearest."""
    return (samples * 1000 + RATE_HZ // 2) // RATE_HZ


def _mark(kind: str, cue: Cue, at: Syllable) -> str:
    told = {
        "time": milliseconds(at.sample), "sample": at.sample, "type": kind, "id": cue.id, "start": at.start,
        "end": at.end, "value": cue.text[at.start : at.end],
    }  # fmt: skip
    return _json(told) + "\n"


def _parts(cue: Cue) -> list[tuple[str, int, int]]:
    """Return text, start and end of the captions of a sentence."""
    starts = _broken(cue.text, [each.start for each in cue.syllables])
    times = {each.start: each.sample for each in reversed(cue.syllables)}
    edges = [cue.start, *(times[at] for at in starts), cue.end]
    places = [0, *starts, len(cue.text)]
    texts = [cue.text[one:other].strip() for one, other in pairwise(places)]
    return [(text, one, other) for text, (one, other) in zip(texts, pairwise(edges), strict=True)]


def _broken(text: str, starts: Sequence[int]) -> list[int]:
    """Return where a text is broken for captions: as late as it fits, after a mark of punctuation or space if possible."""
    breaks: list[int] = []
    begin = 0
    allowed = sorted(set(starts))
    while _width(text[begin:]) > _CAPTION_CHARACTERS:
        fit = [at for at in allowed if at > begin and _width(text[begin:at]) <= _CAPTION_CHARACTERS]
        whole = [at for at in fit if not text[at - 1].isalnum() and not _LETTER.search(text, max(0, at - 3), at)]
        good = [at for at in whole if _width(text[begin:at]) > _CAPTION_CHARACTERS / 3]
        later = [at for at in allowed if at > begin]
        if not later:
            break
        begin = (good or fit or later[:1])[-1]
        breaks.append(begin)
    return breaks


def _width(text: str) -> float:
    return sum(_LATIN_WIDTH if ord(ch) < 0x2000 else 1 for ch in text)


def _times(start: int, end: int) -> str:
    return f"{_clock(start)} --> {_clock(end)}"


def _clock(samples: int) -> str:
    seconds, ms = divmod(milliseconds(samples), 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{ms:03}"


def _escaped(text: str) -> str:
    """Return text that cannot end a cue or begin a tag."""
    folded = " ".join(text.split())
    return folded.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _json(told: object) -> str:
    # "-->" must not stand in a cue's payload.
    return msgspec.json.encode(told).decode().replace("-->", "--\\u003e")
