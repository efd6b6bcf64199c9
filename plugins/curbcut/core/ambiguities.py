"""Which readings of a site's texts nobody can be sure of, as questions to an editor: one for each word, with all its places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from curbcut.core.checks.placing import setting_place
from curbcut.core.language.readings import Doubt, Lexicon, doubts, marked, merged, phrase_at, read_lexicon, word_at
from curbcut.core.language.rubies import fixed_readings
from curbcut.core.language.scripts import is_han
from curbcut.core.language.utterances import Reading, utter
from curbcut.core.model import Document, Record
from curbcut.core.particulars import identity, service

_OURS = ("validity", "minutes", "recurrence")
"""Particulars that are said in our words; no editor can write them otherwise."""

_CONTACT = ("name", "address", "hours", "sign_language")
_ADDRESS = re.compile(r"\]\([^\s)]*")
"""Where a link leads, which nobody reads out; what follows it may be a caption."""


class Occurrence(Record, frozen=True):
    """One place where a reading is not certain.

    path, line, column: of the character, as typed
    text, start, end:   the sentence or the setting that it stands in, and where
    fixes:              what to write in its place, one for each reading: `{重|chóng}`; none in front matter
    entries:            what to write in a lexicon instead, one for each reading: `重了: chóng le`
    """

    path: str
    line: int
    column: int
    text: str
    start: int
    end: int
    fixes: tuple[str, ...]
    entries: tuple[str, ...]

    def shown(self) -> str:
        """Return the text with the character marked."""
        return f"{self.text[: self.start]}【{self.text[self.start : self.end]}】{self.text[self.end :]}"


class Ambiguity(Record, frozen=True):
    """One question: how is this read here?

    word:     what the character stands in, or itself; character: which of it is not certain
    readings: as people write them, what is read now first; none where no table has the character
    reason:   as in `Doubt`
    """

    word: str
    character: str
    readings: tuple[str, ...]
    reason: str
    places: tuple[Occurrence, ...]


class _Passage(NamedTuple):
    """A text that is said at once. key: its key in front matter, empty for a sentence; at: where a sentence begins.

    marked_up: whether a ruby can be written into it
    """

    text: str
    lang: str
    key: str = ""
    marked_up: bool = False
    at: tuple[int, int] = (1, 1)
    fixed: Mapping[int, str] = {}


def ambiguities(docs: Iterable[Document], lexicon: Mapping[str, str]) -> list[Ambiguity]:
    """Return all questions about some texts, the most frequent first.

    docs:    each with its places, and the whole file as typed for its `source`
    lexicon: the site's own entries; those of a text come after them
    """
    asked: dict[tuple[str, str, tuple[str, ...], str], list[Occurrence]] = {}
    for doc in docs:
        entries, _ = read_lexicon(merged(lexicon, doc.meta.lexicon))
        for passage in _passages(doc):
            for word, doubt, place in _occurrences(doc, passage, entries):
                asked.setdefault((word, doubt.character, doubt.readings, doubt.reason), []).append(place)
    questions = [
        Ambiguity(word=word, character=character, readings=readings, reason=reason, places=tuple(places))
        for (word, character, readings, reason), places in asked.items()
    ]
    return sorted(questions, key=lambda question: -len(question.places))


def _passages(doc: Document) -> Iterator[_Passage]:
    """Yield what is said of a document: its front matter, then its sentences."""
    yield from (_Passage(text, doc.lang, key) for key, text in _told(doc) if text)
    given = fixed_readings(doc)
    for sentence, place in zip(doc.sentences, doc.spots.sentences, strict=True):
        at = (place.line, place.column)
        marked_up = doc.blocks[sentence.block].tag != "pre"
        yield _Passage(sentence.text, sentence.lang, "", marked_up, at, given.get(sentence.id, {}))


def _told(doc: Document) -> Iterator[tuple[str, str]]:
    """Yield the texts of front matter that are read aloud, each with its key."""
    meta = doc.meta
    yield "title", meta.title
    yield "summary", meta.summary
    for row in (*identity(meta, doc.lang), *service(meta, doc.lang)):
        if row.form != "date" and row.name not in _OURS:
            yield from ((row.name, value) for value in row.values)
    objectives = getattr(meta, "objectives", ())
    yield from (("objectives", text) for text in (objectives.values() if isinstance(objectives, dict) else objectives))
    yield from (("contact", getattr(meta.contact, name)) for name in _CONTACT if meta.contact)
    yield from (("attachments", offered.title) for offered in meta.attachments)
    yield from (("change_notes", change.note) for change in meta.change_notes)


def _occurrences(doc: Document, passage: _Passage, lexicon: Lexicon) -> Iterator[tuple[str, Doubt, Occurrence]]:
    """Yield the doubts of a passage, each with its word and its place."""
    text = passage.text
    reading = utter(text, passage.lang, lexicon=lexicon, fixed=passage.fixed)
    for doubt in doubts(reading.said, reading.syllables):
        start, end = reading.spans.to_source(doubt.start, doubt.end)
        at = setting_place(doc.path, doc.source, passage.key, text) if passage.key else passage.at
        line, column = _place(doc.source, at, text, start)
        occurrence = Occurrence(
            path=doc.path, line=line, column=column, text=text, start=start, end=end,
            fixes=doubt.fixes if passage.marked_up and end - start == 1 else (), entries=_entries(reading, doubt),
        )  # fmt: skip
        first, last = word_at(reading.said, doubt.start)
        yield reading.said[first:last], doubt, occurrence


def _entries(reading: Reading, doubt: Doubt) -> tuple[str, ...]:
    """Return what to write in a lexicon, for each reading of the character."""
    start, end = phrase_at(reading.said, doubt.start)
    if not doubt.readings:
        start, end = doubt.start, doubt.end
    syllables = [marked(one.pinyin) for one in reading.syllables if start <= one.start < end]
    at = doubt.start - start
    choices = doubt.readings or ("pīnyīn",)
    return tuple(
        f"{reading.said[start:end]}: {' '.join([*syllables[:at], choice, *syllables[at + 1 :]])}" for choice in choices
    )


def _place(source: str, at: tuple[int, int], text: str, index: int) -> tuple[int, int]:
    """Return line and column of a character of `text`, which begins at `at`: its letters are followed through the markup.

    Where they cannot be followed (a table of another file), the place is where the text begins.
    """
    start = 0
    for _ in range(at[0] - 1):
        start = source.find("\n", start) + 1
    start += at[1] - 1
    stop = source.find("\n\n", start)
    read = _ADDRESS.sub(_blank, source[start : stop if stop >= 0 else len(source)])
    found = -1
    for ch in (ch for ch in text[: index + 1] if ch.isalnum() or is_han(ch)):
        found = read.find(ch, found + 1)
        if found < 0:
            return at
    line = at[0] + read.count("\n", 0, found)
    return line, start + found - source.rfind("\n", 0, start + found)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])
