"""A rendition that speaks, with letters for sound: one part per sentence, said by the site's voice or read by a person."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

from curbcut.core.model import Document, Made, Record
from curbcut.core.steps import Part, recording_of
from tests.doubles.work import mark

NAME = {"zh": "说话", "en": "Talking"}
MEDIA = "text/plain"
FILE = "talk.txt"
NEEDS: tuple[str, ...] = ()
TOOLS: tuple[str, ...] = ()
SPEAKS = True


class Options(Record, frozen=True):
    """None."""


def parts(doc: Document, options: Options, made: dict[str, Made]) -> Iterator[Part]:
    """List one part per sentence: who says it, and how its words are read."""
    return _parts((doc,), made["speech"].facts)


def bind_parts(docs: tuple[Document, ...], options: Options, made: dict[str, Made]) -> Iterator[Part]:
    """List the sentences of a course."""
    return _parts(docs, made["speech"].facts)


def _parts(docs: tuple[Document, ...], told: dict[str, Any]) -> Iterator[Part]:
    for doc in docs:
        voice = told["voices"][doc.lang]
        for sentence in doc.sentences:
            said = sentence.text
            for phrase, pinyin in told["lexicon"].items():
                said = said.replace(phrase, f"<{pinyin}>")
            file = recording_of(doc.path, sentence.id)
            recorded = file in told["recordings"]
            who = "recordings" if recorded else voice
            yield Part(arguments=(who, told["identities"][who], said), file=file if recorded else "")


def make_part(options: Options, arguments: tuple[Any, ...], data: bytes) -> Made:
    """Say one sentence; with MARKS in the environment leave a mark there, and fail at 哎呀."""
    who, _, said = arguments
    if marks := os.environ.get("MARKS"):
        mark(marks, said)
    if "哎呀" in said:
        raise ValueError("说不出来")
    sound = data.decode() if data else said
    return Made(files={"sound": f"[{who}: {sound}]".encode()})


def render(doc: Document, options: Options, made: dict[str, Made], parts: tuple[Made, ...] = ()) -> Made:
    """Return all that is said, in order."""
    return _joined(made, parts)


def bind(docs: tuple[Document, ...], options: Options, made: dict[str, Made], parts: tuple[Made, ...] = ()) -> Made:
    """Return all that is said in a course."""
    return _joined(made, parts)


def _joined(made: dict[str, Made], parts: tuple[Made, ...]) -> Made:
    if marks := os.environ.get("MARKS"):
        mark(marks, "joined")
    name = made["site"].facts["name"]
    return Made(files={FILE: name.encode() + b"\n" + b"\n".join(part.files["sound"] for part in parts) + b"\n"})
