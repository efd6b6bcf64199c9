"""The words that a text explains: what stands in its definition lists, as records for a glossary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from curbcut.core.model import Document, Record


class Definition(Record, frozen=True, gc=False):
    """A word and what it means, as read aloud. id: of the word's sentence in the body."""

    text: str
    meaning: str
    id: str


def definitions(doc: Document) -> tuple[Definition, ...]:
    """Return the words of a document's definition lists in its order; several words may share one meaning."""
    if "<dl" not in doc.body:
        return ()
    said = {sentence.id: sentence.text for sentence in doc.sentences}
    between = "" if doc.lang.startswith("zh") else " "
    found = []
    for listed in doc.tree().iter("dl"):
        for words, meanings in _groups(listed):
            meaning = between.join(said[id_] for part in meanings for id_ in _sentences(part, said))
            for word in words:
                ids = [*_sentences(word, said)]
                if ids and meaning:
                    found.append(Definition(text=between.join(said[id_] for id_ in ids), meaning=meaning, id=ids[0]))
    return tuple(found)


def _groups(listed: Element) -> Iterator[tuple[list[Element], list[Element]]]:
    """Yield words with their meanings: each run of `dt` with the run of `dd` behind it."""
    words: list[Element] = []
    meanings: list[Element] = []
    for part in listed:
        if part.tag == "dt" and meanings:
            yield words, meanings
            words, meanings = [], []
        (words if part.tag == "dt" else meanings).append(part)
    yield words, meanings


def _sentences(part: Element, said: Iterable[str]) -> Iterator[str]:
    return (id_ for span in part.iter("span") if (id_ := span.get("id", "")) in said)
