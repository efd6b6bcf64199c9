"""A recording of every page, which reads along: MP3 with chapters, captions, and cues to the sentence and the syllable.

Each sentence is spoken and encoded for itself (`make_part`), so an edited sentence is spoken once and nothing else is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from msgspec.structs import replace

from curbcut.core.errors import UsageProblem
from curbcut.core.fields import FieldWords, field
from curbcut.core.language.scripts import HAN_RUN
from curbcut.core.model import Document, Made, Record
from curbcut.core.rooms import room
from curbcut.core.steps import Part, recording_of
from curbcut.core.voicing import voice_of

if TYPE_CHECKING:
    from curbcut.core.errors import EnvironmentProblem
    from curbcut.core.model import Clip, Utterance
    from curbcut.core.voicing import Voicing
    from curbcut.renditions.audio.lines import Line

NAME = {"zh": "录音", "en": "Recording"}
MEDIA = "audio/mpeg"
FILE = "audio.mp3"
NEEDS: tuple[str, ...] = ()
TOOLS = ("lameenc", "pypinyin")
STANDS_ON = ("grids", "quizzes.keys", "sound")
SPEAKS = True
WEIGHT = 30
"""How many ordinary jobs a line costs: 20 to 30 ms, beside less than a millisecond for a plain copy."""

PACES_CPM = {"slow": 165, "standard": 220, "fast": 280}
"""Hanzi per minute, pauses of the voice included. Source: 200–240 is how official texts are read aloud; three quarters of it
for those who need time, and what a news reader reaches at most."""


_LATIN = re.compile("[A-Za-z\uff21-\uff3a\uff41-\uff5a\u00c0-\u024f]")
PEOPLE = "recordings"
"""The voice of people, who recorded some sentences."""
_SHOWN = 40
"""Characters of a text that a message shows."""


class Options(Record, frozen=True):
    """pace: how fast; footnotes: read where they are called, or all at the end."""

    FIELDS: ClassVar[dict[str, FieldWords]] = {
        "pace": field("语速", "slow 慢（每分钟165字）、standard 标准（220字）或 fast 快（280字）", "slow (165 Hanzi a minute), standard (220) or fast (280)"),
        "footnotes": field("脚注", "called 在提到的地方念，end 放在最后念", "called: read where they are called; end: all at the end"),
    }  # fmt: skip
    pace: Literal["slow", "standard", "fast"] = "standard"
    footnotes: Literal["called", "end"] = "called"


def parts(doc: Document, options: Options, made: dict[str, Made]) -> Iterable[Part]:
    """Return what has to be spoken of a document, line by line, in order."""
    return _parts(doc, _script((doc,), options, made), made["speech"], PACES_CPM[options.pace])


def bind_parts(docs: tuple[Document, ...], options: Options, made: dict[str, Made]) -> Iterable[Part]:
    """Return what has to be spoken of a course's own page."""
    return _parts(docs[0], _script(docs, options, made), made["speech"], PACES_CPM[options.pace])


def make_part(options: Options, arguments: tuple[Any, ...], data: bytes, root: Path) -> Made:
    """Speak one line: `inner` has its clip (`joining.unpacked`), which is empty where there is nothing to be heard.

    arguments: what is said before the text, the text, its language, the readings that hold in it (of phrases, of single
               characters), the voices with their options and identities, the pace
    data:      the recording of a person, or nothing
    root:      the site's folder, from which voices find their models
    raises:    CurbcutError when the voice cannot say it
    """
    from curbcut.core.language.readings import read_lexicon
    from curbcut.core.language.utterances import utter
    from curbcut.core.sound.mp3 import encoded
    from curbcut.core.voicing import speak
    from curbcut.renditions.audio.joining import CLIP, packed

    del options
    before, text, lang, phrases, fixed, voices, pace_cpm = arguments
    lexicon, _ = read_lexicon(dict(phrases))
    characters = {at + len(before): syllable for at, syllable in fixed}
    reading = utter(before + text, lang, id_=_shown(text), lexicon=lexicon, fixed=characters, doubting=False)
    utterance = reading.utterance
    if voices[0][1] == PEOPLE:
        clip = _recorded(utterance, reading.unsaid, data)
        return Made(inner={CLIP: packed(utterance, clip, encoded(clip))})
    if reading.unsaid:
        raise UsageProblem("voice-unsaid", where=_shown(text), words=" ".join(reading.unsaid), text=_shown(text))
    if not utterance.tokens:
        return Made(inner={CLIP: b""})
    clip = speak(utterance, pace_cpm, _chosen(voices, root))
    return Made(inner={CLIP: packed(utterance, clip, encoded(clip))})


def wording(arguments: tuple[Any, ...]) -> str:
    """Return the words of a line, given the arguments of `make_part`."""
    before, text, *_ = arguments
    return f"{before}{text}"


def lacks() -> tuple[EnvironmentProblem, ...]:
    """Return what this machine lacks for any recording: the encoder. What a voice lacks, it says itself."""
    from curbcut.core.sound import mp3

    return tuple(mp3.lacks())


def render(doc: Document, options: Options, made: dict[str, Made], parts: tuple[Made, ...] = ()) -> Made:
    """Return the recording of a document, and the files that say when each sentence is heard (`joining.join`)."""
    from curbcut.renditions.audio.joining import join

    return join(doc, _script((doc,), options, made), parts, made["site"].facts)


def bind(docs: tuple[Document, ...], options: Options, made: dict[str, Made], parts: tuple[Made, ...] = ()) -> Made:
    """Return the recording of a course's own page; its lessons have their own."""
    from curbcut.renditions.audio.joining import join

    return join(docs[0], _script(docs, options, made), parts, made["site"].facts)


def _script(docs: tuple[Document, ...], options: Options, made: dict[str, Made]) -> tuple[Line, ...]:
    """Return everything that is said of a document, or of a course (first of `docs`)."""
    from curbcut.renditions.audio.script import course_script, script

    doc, told = docs[0], made["site"].facts
    if doc.kind == "course":
        return course_script(doc, docs[1:], told)
    recordings = made["speech"].facts["recordings"]
    recorded = (
        {one.id for one in doc.sentences if recording_of(doc.path, one.id) in recordings} if recordings else set()
    )
    return script(doc, told, options.footnotes, recorded)


def _parts(doc: Document, lines: Iterable[Line], speech: Made, pace_cpm: int) -> Iterable[Part]:
    """Return the arguments of `make_part` for each line; they hold nothing else, so what has not changed is kept."""
    from curbcut.core.language.readings import lexicon_for, merged
    from curbcut.core.language.rubies import fixed_readings

    facts = speech.facts
    entries = merged(facts["lexicon"], doc.meta.lexicon)
    fixed = fixed_readings(doc)
    for line in lines:
        until = line.offset + len(line.text)
        given = fixed.get(line.id, {})
        characters = [[at - line.offset, given[at]] for at in sorted(given) if line.offset <= at < until]
        phrases = [[*entry] for entry in sorted(lexicon_for(line.before + line.text, entries).items())]
        recording = recording_of(doc.path, line.id)
        recorded = line.is_sentence and recording in facts["recordings"]
        before = "" if recorded else line.before  # a person said what had to be said
        voices = [["", PEOPLE, {}, facts["identities"][PEOPLE]]] if recorded else _voices(line, facts)
        yield Part(
            arguments=(before, line.text, line.lang, phrases, characters, voices, pace_cpm),
            file=recording if recorded else "",
        )


def _voices(line: Line, facts: dict[str, Any]) -> list[list[Any]]:
    """Return language, voice, options and identity of every voice that the words of a line may need."""
    text = line.before + line.text
    needed = [line.lang, *(["zh-Hans"] if HAN_RUN.search(text) else []), *(["en"] if _LATIN.search(text) else [])]
    chosen = {tag: {name: facts["options"][tag]} for tag, name in facts["voices"].items()}
    by_language = {lang.partition("-")[0]: (lang, *voice_of(lang, chosen)) for lang in reversed(needed)}
    return [[lang, name, {**options}, facts["identities"][name]] for lang, name, options in by_language.values()]


def _recorded(utterance: Utterance, unsaid: Iterable[str], wav: bytes) -> Clip:
    """Return what a person recorded at the house's loudness. unsaid: words that no voice here reads; a person may"""
    from curbcut.core.model import Token

    if not wav:
        raise UsageProblem("recording-format", found="0 bytes")
    people = room("voices", PEOPLE)
    # They count for the length, a syllable to two letters: how such words sound is not known here.
    strange = [Token(start=0, end=0, says=word, lang="und") for word in unsaid for _ in range(0, len(word), 2)]
    whole = replace(utterance, recording=wav, tokens=(*utterance.tokens, *strange))
    clip: Clip = people.speak(whole, 0, people.Options())
    levelled: Clip = people.levelled(clip, people.gain_of([clip]))
    return levelled


def _chosen(voices: list[list[Any]], root: Path) -> Callable[[str], Voicing]:
    """Return language → its voice."""
    from curbcut.core.voicing import voicing

    chosen = {lang: {name: options} for lang, name, options, _ in voices}
    return cache(lambda lang: voicing(*voice_of(lang, chosen), root))  # every word asks


def _shown(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
