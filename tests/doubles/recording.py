"""A small rendition that records a document with a real voice: title, summary, date and sentences, with all that a page needs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from curbcut.core.language.utterances import utter
from curbcut.core.model import Clip, Document, Made, Record
from curbcut.core.particulars import anchor, identity, joined, service
from curbcut.core.sound.cues import captions, cue_of, milliseconds, player_cues
from curbcut.core.sound.mp3 import encoded, starts
from curbcut.core.sound.mp3 import joined as mp3_of
from curbcut.voices import espeak

NAME = {"zh": "录音", "en": "Recording"}
MEDIA = "audio/mpeg"
FILE = "audio.mp3"
NEEDS: tuple[str, ...] = ()
TOOLS: tuple[str, ...] = ("lameenc", "pyttsx3")
PAUSE_MS = 350


class Options(Record, frozen=True):
    """None."""


class Said(NamedTuple):
    """What is read: its id on the page, its words, their language, 1-6 for a heading."""

    id: str
    text: str
    lang: str
    level: int = 0


def render(doc: Document, options: Options, made: dict[str, Made], parts: tuple[Made, ...] = ()) -> Made:
    """Return the recording, its captions and the player's cues."""
    del options, made, parts
    said = [*read(doc)]
    utterances = [utter(one.text, one.lang, id_=one.id).utterance for one in said]
    clips = [espeak.speak(utterance, 220) for utterance in utterances]
    sounds = [encoded(padded(clip)) for clip in clips]
    places = starts(sounds)
    cues = [cue_of(*one) for one in zip(utterances, clips, places, strict=False)]
    levels = {one.id: one.level for one in said if one.level}
    files = {
        FILE: mp3_of(sounds), "captions.vtt": captions(cues), "cues.js": player_cues(cues, levels, places[-1]),
    }  # fmt: skip
    return Made(files=files, facts={"ms": milliseconds(places[-1]), "lang": doc.lang})


def padded(clip: Clip) -> Clip:
    return Clip(pcm=clip.pcm + bytes(2 * clip.rate_hz * PAUSE_MS // 1000), rate_hz=clip.rate_hz)


def read(doc: Document) -> Iterator[Said]:
    yield Said("cc-title", doc.meta.title or "", doc.lang, 1)
    if doc.meta.summary:
        yield Said("cc-summary", doc.meta.summary, doc.lang)
    rows: list[Any] = [told for told in identity(doc.meta, doc.lang) if told.name == "issued"]
    for told in rows:
        yield Said(anchor(told.name), f"{told.label}：{joined(told, doc.lang)}。", doc.lang)
    for told in service(doc.meta, doc.lang):
        if told.form == "list":
            yield Said(anchor(told.name), told.label, doc.lang, 2)
            for number, value in enumerate(told.values, 1):
                yield Said(f"{anchor(told.name)}.{number}", value, doc.lang)
    for sentence in doc.sentences:
        tag = doc.blocks[sentence.block].tag
        yield Said(sentence.id, sentence.text, sentence.lang, int(tag[1]) if tag[0] == "h" and tag[1:].isdigit() else 0)
