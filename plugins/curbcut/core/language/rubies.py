"""What a text says about its own readings: the ruby in its body, by sentence and character."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from curbcut.core.language.readings import ruby
from curbcut.core.model import Document

_UNREAD = frozenset({"rt", "rp", "rtc"})


def fixed_readings(doc: Document) -> dict[str, dict[int, str]]:
    """Return sentence id → index of a character in `Sentence.text` → its syllable (`chong2`), for `utter(fixed=…)`.

    A ruby is a reading of all that it stands over, as in `{重庆|chóng qìng}`; one that is none (a gloss) says nothing.
    """
    if "<ruby" not in doc.body:
        return {}
    known = {sentence.id for sentence in doc.sentences}
    given: dict[str, dict[int, str]] = {}
    for span in doc.tree().iter("span"):
        name = span.get("id", "")
        if name in known and span.get("class") == "s" and (fixed := _fixed(span)):
            given[name] = fixed
    return given


def _fixed(span: Element) -> dict[int, str]:
    """Return the syllables of one sentence by character of its text."""
    pieces, rubies = _parts(span)
    text = "".join(pieces)
    fixed: dict[int, str] = {}
    for start, end, reading in rubies:
        places = [at for at in range(start, end) if not text[at].isspace()]
        said = ruby("".join(text[at] for at in places), reading)
        fixed.update((_folded(text, places[at]), syllable) for at, syllable in said.items())
    return fixed


def _folded(text: str, at: int) -> int:
    """Return where the character at `at` stands once white space is folded."""
    return len(" ".join(text[: at + 1].split())) - 1


def _parts(element: Element) -> tuple[list[str], list[tuple[int, int, str]]]:
    """Return the pieces of text that are read, and each ruby: start and end in their whole, and what stands over it."""
    pieces: list[str] = []
    rubies: list[tuple[int, int, str]] = []
    size = 0

    def read(text: str | None) -> None:
        nonlocal size
        pieces.append(text or "")
        size += len(text or "")

    def walk(inside: Element) -> None:
        start = size
        read(inside.text)
        for child in inside:
            if child.tag == "br":
                read("\n")
            elif child.tag not in _UNREAD and not _is_call(child):
                walk(child)
            read(child.tail)
        if inside.tag == "ruby":
            over = " ".join("".join(rt.itertext()) for rt in inside.iter("rt"))
            rubies.append((start, size, over))

    walk(element)
    return pieces, rubies


def _is_call(element: Element) -> bool:
    """Return whether an element is a footnote's number in the text."""
    return element.tag == "sup" and len(element) > 0 and element[0].get("class") == "footnote-ref"
