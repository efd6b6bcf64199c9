"""The body of a document in the order in which it is read aloud: nothing that is only to be looked at."""

from __future__ import annotations

import string
from collections.abc import Iterator
from typing import Literal
from xml.etree.ElementTree import Element

from msgspec.structs import replace

from curbcut.core.model import Document, Sentence
from curbcut.core.words import label
from curbcut.renditions.audio.lines import HEADING, ITEM, PARAGRAPH, PAUSE, Line
from curbcut.renditions.audio.questions import BEFORE, SAID, THINKING, opening, prepared
from curbcut.renditions.audio.tables import table_lines

Notes = Literal["called", "end"]
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SILENT = frozenset({"pre", "hr", "rp", "script", "style", "template"})
"""Not read: code is to be looked at, a line across the page has nothing to say."""
_LETTERS = {"a": string.ascii_lowercase, "A": string.ascii_uppercase}


class Narration:
    """Reads one document's body. notes: footnotes where they are called, or all at the end."""

    def __init__(self, doc: Document, notes: Notes) -> None:
        self.doc, self.notes = doc, notes
        self.sentences: dict[str, Sentence] = {sentence.id: sentence for sentence in doc.sentences}
        self.root = doc.tree()
        self.behind = prepared(self.root, doc) if doc.questions else []
        self.asked = False
        # Counted once, by element: cells of a table are read more than once.
        every = (one for root in (self.root, *self.behind) for one in root.iter())
        self.numbers = {id(one): number for number, one in enumerate(every, 1)}
        self.footnotes: dict[str, list[Line]] = {}
        self.calls: dict[str, int] = {}

    def lines(self) -> Iterator[Line]:
        """Yield what is read of the body, in order."""
        notes = [block for block in self.root.iter("div") if block.get("class") == "footnote"]
        self.footnotes = {item.get("id", ""): [*self._children(item)] for block in notes for item in block.iter("li")}
        for link in reversed([*self.root.iter("a")]):  # the first call of a note is the one that counts
            if "footnote-ref" in link.get("class", "").split():
                self.calls[link.get("href", "").removeprefix("#")] = id(link)
        yield from self._children(self.root)
        if self.footnotes and self.notes == "end":
            lang = self.doc.lang
            yield Line(id="cc-notes", text=label("heard_notes", lang), lang=lang, level=2, pause_ms=HEADING)
            for number, note in enumerate(self.footnotes.values(), 1):
                yield from _led(note, f"{number}：" if lang.startswith("zh") else f"{number}. ")

    def answers(self) -> Iterator[Line]:
        """Yield the hints and answers of a quiz, which are read behind everything else."""
        for section in self.behind:
            yield from self._children(section)

    def _children(self, element: Element) -> Iterator[Line]:
        """Yield the blocks and the loose sentences of an element; the last line has the pause of a block."""
        loose: list[Line] = []
        for child in element:
            if child.tag in ("span", "sup", "strong", "em", "label", "a", "code", "input", "img", "abbr", "ruby"):
                loose += self._inline(child)
                continue
            yield from _ended(loose, PARAGRAPH)
            loose = []
            yield from self._block(child)
        yield from _ended(loose, PARAGRAPH)

    def _block(self, element: Element) -> Iterator[Line]:
        lead = element.get(BEFORE, "") if self.doc.questions else ""
        yield from _led([*self._told(element)], lead) if lead else self._told(element)

    def _told(self, element: Element) -> Iterator[Line]:
        tag = element.tag
        if tag in _SILENT or element.get("class") == "footnote" or "hidden" in element.attrib:
            return
        if tag in _HEADINGS:
            lines = [replace(line, level=_HEADINGS[tag]) for line in self._inline(element)]
            yield from _ended(lines, HEADING)
        elif tag in ("ul", "ol"):
            yield from self._list(element)
        elif tag == "table":
            yield from table_lines(element, self.doc.lang, self)
        elif tag in ("video", "audio"):
            name = f"cc-said-{self.numbers[id(element)]}"
            yield Line(id=name, text=label(f"heard_{tag}", self.doc.lang), lang=self.doc.lang)
        elif tag == "figure":
            yield from self._figure(element)
        elif tag == "section" and element.get("class") == "question":
            yield from self._question(element)
        else:
            yield from self._children(element)

    def _question(self, section: Element) -> Iterator[Line]:
        """Yield a question, silence to think in, and what its choices lead to; before the first, where the answers are."""
        if not self.asked:
            self.asked = True
            name, text = opening(self.doc)
            yield Line(id=name, text=text, lang=self.doc.lang)
        outcomes = [child for child in section if child.get("class") == "outcome"]
        asked = Element("section")
        asked.extend(child for child in section if child not in outcomes)
        yield from _ended([*self._children(asked)], THINKING)
        for outcome in outcomes:
            yield from self._children(outcome)

    def _inline(self, element: Element) -> list[Line]:
        """Return the sentences in an element, each followed by the pictures and footnotes that it holds."""
        found: list[Line] = []
        for one in element.iter():
            if one.tag == "span" and one.get("id", "") in self.sentences:
                sentence = self.sentences[one.get("id", "")]
                found.append(Line(id=sentence.id, text=sentence.text, lang=sentence.lang, pause_ms=PAUSE))
                if self.notes == "called":
                    for note in self._called(one):
                        found += note
            elif one.tag == "img" and one.get("alt"):
                found.append(self._picture(one))
            elif one.tag == "span" and one.get("class") == SAID:
                name = one.get("id") or f"cc-heard-{self.numbers[id(one)]}"
                found.append(Line(id=name, text=one.text or "", lang=self.doc.lang, pause_ms=PAUSE))
        return found

    def _called(self, sentence: Element) -> Iterator[list[Line]]:
        """Yield the footnotes that a sentence calls, each where it is called first."""
        for link in sentence.iter("a"):
            name = link.get("href", "").removeprefix("#")
            if self.calls.get(name) == id(link) and self.footnotes.get(name):
                lead = label("heard_note", self.doc.lang, number="".join(link.itertext()))
                yield _led(self.footnotes[name], lead + self._colon())

    def _picture(self, image: Element) -> Line:
        lead = label("heard_picture", self.doc.lang) + self._colon()
        name = f"cc-picture-{self.numbers[id(image)]}"
        return Line(id=name, text=image.get("alt", ""), lang=self.doc.lang, before=lead)

    def _figure(self, figure: Element) -> Iterator[Line]:
        """Yield a figure's caption, then what it shows."""
        caption = figure.find("figcaption")
        named = self._inline(caption) if caption is not None else []
        yield from _ended(named, ITEM)
        said = "".join(line.text for line in named)
        for image in figure.iter("img"):
            if image.get("alt") and image.get("alt") != said:
                yield self._picture(image)
        for child in figure:
            if child.tag not in ("figcaption", "img", "a", "picture"):
                yield from self._block(child)

    def _list(self, element: Element) -> Iterator[Line]:
        number = int(element.get("start", "1")) if element.get("start", "1").lstrip("-").isdecimal() else 1
        step = -1 if "reversed" in element.attrib else 1
        for item in element:
            if item.tag != "li":
                continue
            number = int(item.get("value", number)) if item.get("value", "1").isdecimal() else number
            lines = [*self._children(item)]
            if self.doc.questions and item.get(BEFORE):
                lines = _led(lines, item.get(BEFORE, ""))
            box = item.find("./label/input")
            if box is not None and "checked" in box.attrib:
                lines = _led(lines, label("heard_done", self.doc.lang) + self._colon())
            elif element.tag == "ol":
                lines = _led(lines, _numbered(number, element.get("type", "1")))
            yield from _ended(lines, ITEM)
            number += step

    def cell(self, cell: Element) -> list[Line]:
        """Return what is read of a cell or a caption."""
        return [*self._children(cell)]

    def name(self, cell: Element) -> str:
        """Return a cell's own text, to be said before others: without its footnotes and pictures."""
        spans = (span.get("id", "") for span in cell.iter("span"))
        return "".join(self.sentences[name].text for name in spans if name in self.sentences)

    def beside(self, cell: Element) -> list[Line]:
        """Return what `name` leaves out."""
        spans = {span.get("id", "") for span in cell.iter("span")}
        return [line for line in self.cell(cell) if line.id not in spans]

    def _colon(self) -> str:
        return "：" if self.doc.lang.startswith("zh") else ": "


def _numbered(number: int, kind: str) -> str:
    letters = _LETTERS.get(kind, "")
    return f"{letters[number - 1]}. " if 0 < number <= len(letters) else f"{number}. "


def _led(lines: list[Line], lead: str) -> list[Line]:
    """Return lines whose first begins with something that is not on the page as text."""
    return [replace(lines[0], before=lead + lines[0].before), *lines[1:]] if lines else []


def _ended(lines: list[Line], pause_ms: int) -> list[Line]:
    """Return lines of which the last is followed by so much silence at least."""
    if lines and lines[-1].pause_ms < pause_ms:
        lines[-1] = replace(lines[-1], pause_ms=pause_ms)
    return lines
