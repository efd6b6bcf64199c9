"""Sentences and their ids: one `span` for each, also where bold, links and footnotes cross its ends."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import sha256
from xml.etree.ElementTree import Element, SubElement

from curbcut.core.language.scripts import HAN_RUN, is_cjk_punctuation, is_han
from curbcut.core.language.sentences import split
from curbcut.core.model import Block, Sentence
from curbcut.core.reading.page import Page, words_of
from curbcut.core.reading.writing import Literal, escaped

SPLIT = frozenset("strong em b i del ins mark u small span s".split())
"""Inline elements that a sentence's end may part in two; the others stay whole."""

_ID_DIGITS = 6
"""Hex digits of a sentence's id: they cannot be compressed, and a long notice has 200. Two sentences of one digest are
parted by a number, as two of one text are."""
SENTENCE_ID = re.compile(rf"s-[0-9a-f]{{{_ID_DIGITS}}}(-\d+)?\Z")
_SHARED = frozenset("“”‘’…—")
_LATIN_WORDS = re.compile(r"[A-Za-zÀ-ɏ]{2,}[^A-Za-zÀ-ɏ]+[A-Za-zÀ-ɏ]+")
_LINE_END_LEFT = re.compile(r"[ \t]*\n[ \t]*\Z")
_LINE_END_RIGHT = re.compile(r"[ \t]*\n[ \t]*")

TEXT, OPEN, CLOSE, ATOM, OUTSIDE = range(5)


def join_lines(text: str) -> str:
    """Return `text` without the line ends that stand between two Chinese characters."""
    pieces: list[str] = []
    for line in text.split("\n"):
        left, right = (pieces[-1].rstrip(" \t") if pieces else ""), line.lstrip(" \t")
        if _meet(left[-1:], right[:1]):
            pieces[-1] = left
            pieces.append(right)
        else:
            pieces.append(f"\n{line}" if pieces else line)
    return "".join(pieces)


@dataclass(slots=True)
class Voice:
    """The language a passage is in; `given` where its author said so, then nothing is guessed."""

    lang: str
    given: bool = False


@dataclass(slots=True)
class Run:
    """A stretch of inline content: tokens of (kind, value, text that is read)."""

    tokens: list[tuple[int, str | Element, str]] = field(default_factory=list)
    langs: bool = False


class Mint:
    """Mints the sentences of one page, in document order."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.chinese = page.lang[:2].lower() == "zh"
        self._count: dict[str, int] = {}

    def block(self, element: Element) -> int:
        """Keep `element` as one that holds text, and return its index."""
        page = self.page
        page.blocks.append(Block(tag=element.tag, id=element.get("id", "")))
        return len(page.blocks) - 1

    def _sentence(self, text: str, block: int, voice: Voice) -> tuple[str, str]:
        """Keep a sentence; return its id and its language where that must be said, else ``""``."""
        page = self.page
        words = text.split()
        folded = " ".join(words)  # digests see one space for any
        name = "s-" + sha256(folded.encode()).hexdigest()[:_ID_DIGITS]
        count = self._count[name] = self._count.get(name, 0) + 1
        if count > 1:
            name = f"{name}-{count}"
        said = ""
        if not voice.given and HAN_RUN.search(text) is None:
            if self.chinese and _LATIN_WORDS.search(text):
                said = "en"
        elif not voice.given and not self.chinese:
            said = "zh-Hans"
        page.sentences.append(Sentence(id=name, text=folded, lang=said or voice.lang, block=block))
        if page.placed:
            page.sentence_offsets.append(page.length)
        return name, said

    def leaf(self, element: Element, voice: Voice) -> None:
        """Mint the sentences of an element that holds nothing but text."""
        text = element.text or ""
        if "\n" in text:
            text = join_lines(text)
        block, at = self.block(element), 0
        out: list[str] = []
        for start, end in split(text, voice.lang):
            if start > at and (at or not text[:start].isspace()):
                out.append(escaped(text[at:start]))
            piece = text[start:end]
            name, said = self._sentence(piece, block, voice)
            if self.page.placed:
                self.page.stream.append(piece)
            lang = f' lang="{said}"' if said else ""
            out.append(f'<span class="s" id="{name}"{lang}>{escaped(piece)}</span>')
            at = end
        element.text = Literal("".join(out))
        if not self.page.placed:
            self.page.stream.append(text)  # nobody asks where each sentence begins: once for all of them

    def lines(self, element: Element, holder: Element, voice: Voice) -> None:
        """Mint one sentence for each line of preformatted text."""
        text = holder.text or ""
        block, holder.text, last = self.block(element), None, None
        for line in text.splitlines(keepends=True):
            bare = line.strip()
            if not bare:
                lead = line
                name = ""
            else:
                lead = line[: len(line) - len(line.lstrip())]
                name, _ = self._sentence(bare, block, Voice(voice.lang, True))
                self.page.stream.append(bare)
            if last is None:
                holder.text = (holder.text or "") + lead
            else:
                last.tail = (last.tail or "") + lead
            if name:
                last = SubElement(holder, "span", {"class": "s", "id": name})
                last.text = bare
                last.tail = line[len(lead) + len(bare) :]

    def run(self, parent: Element, run: Run, block: int, voice: Voice) -> None:
        """Append a stretch of inline content to `parent`, sentence by sentence."""
        tokens = _joined(run.tokens)
        buffer = "".join(token[2] for token in tokens)
        spans = _spans(buffer, tokens, voice.lang)
        langs = _languages(tokens) if run.langs else []
        minted = []
        for start, end in spans:
            own = next((lang for a, b, lang in langs if a <= start and end <= b), "")
            spoken = Voice(own, True) if own else voice
            minted.append(self._sentence(buffer[start:end], block, spoken))
            self.page.stream.append(buffer[start:end])
        _Setter(parent, tokens, spans, minted).set()


def _joined(tokens: list[tuple[int, str | Element, str]]) -> list[tuple[int, str | Element, str]]:
    """Return the tokens without line ends between Chinese characters, also across their edges."""
    if not any("\n" in text for kind, _, text in tokens if kind == TEXT):
        return tokens
    texts = [text for _, _, text in tokens]
    for number, (kind, _, _) in enumerate(tokens):
        text = texts[number]
        if kind != TEXT or "\n" not in text:
            continue
        text = join_lines(text)
        before = next((t[-1] for t in reversed(texts[:number]) if t), "")
        after = next((t[0] for t in texts[number + 1 :] if t), "")
        lead = _LINE_END_RIGHT.match(text)
        if lead and _meet(before, text[lead.end() : lead.end() + 1] or after):
            text = text[lead.end() :]
        trail = _LINE_END_LEFT.search(text)
        if trail and _meet(text[: trail.start()][-1:] or before, after):
            text = text[: trail.start()]
        texts[number] = text
    return [(kind, text if kind == TEXT else value, text) for (kind, value, _), text in zip(tokens, texts, strict=True)]


def _meet(left: str, right: str) -> bool:
    if _is_cjk(left):
        return _is_cjk(right) or right in _SHARED
    return left in _SHARED and _is_cjk(right)


def _is_cjk(ch: str) -> bool:
    return is_han(ch) or is_cjk_punctuation(ch)


def _languages(tokens: list[tuple[int, str | Element, str]]) -> list[tuple[int, int, str]]:
    """Return the stretches of the text that have a language of their own, inner ones first."""
    found, at, stack = [], 0, []
    for kind, value, text in tokens:
        if kind == OPEN and isinstance(value, Element):
            stack.append((at, value.get("lang", "")))
        elif kind == CLOSE:
            start, lang = stack.pop()
            if lang:
                found.append((start, at, lang))
        elif kind == ATOM and isinstance(value, Element) and value.get("lang"):
            found.append((at, at + len(text), value.get("lang", "")))
        at += len(text)
    return found


def _spans(buffer: str, tokens: list[tuple[int, str | Element, str]], lang: str) -> list[tuple[int, int]]:
    """Return the sentences of `buffer` as spans that cut no atom and leave nothing but space between them."""
    spans: list[list[int]] = []
    at = 0
    atoms: list[tuple[int, int, str | Element]] = []
    calls: list[tuple[int, int, str | Element]] = []
    breaks: list[int] = []
    for kind, value, text in tokens:
        if kind == ATOM:
            (atoms if text else calls).append((at, at + len(text), value))
        elif kind == OUTSIDE and text:
            breaks.append(at)
        at += len(text)
    start = 0
    for stop in [*breaks, len(buffer)]:
        spans += [[start + a, start + b] for a, b in split(buffer[start:stop], lang)]
        start = stop + (stop in breaks)
    for a, b, _ in atoms:
        _keep_whole(spans, buffer, a, b)
    for place, _, value in calls:
        _attach(spans, place, call=isinstance(value, Element) and value.tag == "sup")
    return [(a, b) for a, b in spans]


def _keep_whole(spans: list[list[int]], buffer: str, a: int, b: int) -> None:
    """Move a sentence's end that falls inside the atom [a, b) behind it."""
    for number, span in enumerate(spans):
        if a < span[1] < b:
            span[1] = b
            while number + 1 < len(spans) and spans[number + 1][0] < b:
                after = spans[number + 1]
                rest = buffer[b : after[1]]
                if not words_of(rest):
                    span[1] = max(b, after[1])
                    del spans[number + 1]
                else:
                    after[0] = b + len(rest) - len(rest.lstrip())
            return
        if span[0] >= b:
            return


def _attach(spans: list[list[int]], place: int, *, call: bool) -> None:
    """Let a sentence hold what has no text: a footnote call the one before it, an image the one it touches."""
    for number, (start, end) in enumerate(spans):
        following = spans[number + 1][0] if number + 1 < len(spans) else None
        if place <= start:
            if not call or number == 0:
                spans[number][0] = place
            return
        if place <= end:
            return
        if following is None or (call and place <= following):
            spans[number][1] = place
            return


class _Setter:
    """Sets tokens as elements, opening split elements anew in each sentence."""

    def __init__(
        self,
        parent: Element,
        tokens: list[tuple[int, str | Element, str]],
        spans: list[tuple[int, int]],
        minted: list[tuple[str, str]],
    ) -> None:
        self.parent, self.tokens, self.spans, self.minted = parent, tokens, spans, minted
        self.number = 0
        self.span: Element | None = None
        self.open: list[Element] = []
        self.clones: list[Element] = []
        self.used: set[int] = set()

    def set(self) -> None:
        """Append everything to the parent."""
        at = 0
        for kind, value, text in self.tokens:
            if kind == TEXT:
                self._text(text, at)
            elif kind == OPEN and isinstance(value, Element):
                self.open.append(value)
            elif kind == CLOSE:
                self.open.pop()
                del self.clones[len(self.open) :]
            elif isinstance(value, Element):
                inside = kind == ATOM and self._enter(at, at + len(text))
                (self._place() if inside else self._between()).append(value)
            at += len(text)

    def _enter(self, start: int, end: int) -> bool:
        """Move to the sentence that holds [start, end); return False where none does."""
        while self.number < len(self.spans):
            a, b = self.spans[self.number]
            if a <= start and end <= b:
                return True
            if end < a or (end == a and start < end):
                return False
            self._leave()
        return False

    def _leave(self) -> None:
        self.number += 1
        self.span = None
        self.clones = []

    def _place(self) -> Element:
        """Return the element of the current sentence that new content goes into."""
        if self.span is None:
            name, said = self.minted[self.number]
            attributes = {"class": "s", "id": name}
            if said:
                attributes["lang"] = said
            self.span = SubElement(self.parent, "span", attributes)
        place = self.clones[-1] if self.clones else self.span
        for original in self.open[len(self.clones) :]:
            attributes = dict(original.attrib)
            if id(original) in self.used:
                attributes.pop("id", None)
            self.used.add(id(original))
            place = SubElement(place, original.tag, attributes)
            self.clones.append(place)
        return place

    def _between(self) -> Element:
        """Return the parent; what comes is outside of any sentence, as a line break is."""
        if self.span is not None:
            self._leave()
        return self.parent

    def _text(self, text: str, at: int) -> None:
        end = at + len(text)
        while at < end:
            while self.number < len(self.spans) and self.spans[self.number][1] <= at:
                self._leave()
            if self.number >= len(self.spans):
                _append(self.parent, text[len(text) - (end - at) :])
                return
            start, stop = self.spans[self.number]
            offset = len(text) - (end - at)
            if at < start:
                upto = min(end, start)
                _append(self.parent, text[offset : offset + upto - at])
            else:
                upto = min(end, stop)
                _append(self._place(), text[offset : offset + upto - at])
            at = upto


def _append(parent: Element, text: str) -> None:
    if not text:
        return
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
