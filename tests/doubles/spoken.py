"""A rendition that stands in for recordings: the files and the facts of `audio`, in no time and without a voice."""

from __future__ import annotations

from typing import Any

from curbcut.core.model import Document, Made, Record

NAME = {"zh": "录音", "en": "Recording"}
MEDIA = "audio/mpeg"
FILE = "audio.mp3"
NEEDS: tuple[str, ...] = ()
TOOLS: tuple[str, ...] = ()

SOUND = b"\xff\xf3" * 50_000


class Options(Record, frozen=True):
    """There is nothing to choose."""


def render(doc: Document, options: Any, made: dict[str, Made], parts: tuple[Made, ...] = ()) -> Made:
    """Return a recording of every text that does not ask for silence in its summary."""
    if "silent" in doc.meta.summary:
        return Made()
    seconds = 1 + len(doc.sentences)
    facts = {"ms": seconds * 1000, "lang": doc.lang, "chapters": [[doc.meta.title, 0, seconds * 1000, "cc-title"]]}
    return Made(files={FILE: SOUND, "captions.vtt": b"WEBVTT\n"}, facts=facts)


def bind(docs: tuple[Document, ...], options: Any, made: dict[str, Made], parts: tuple[Made, ...] = ()) -> Made:
    """Return nothing: a course is heard lesson by lesson."""
    return Made()
