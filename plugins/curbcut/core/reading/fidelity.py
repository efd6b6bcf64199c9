"""Nothing is lost, and everything has a place: the result's words laid beside the source's words.

Python-Markdown keeps no line numbers and sometimes drops text without a word. Both source and result
are reduced to their word characters. Where the two are equal nothing is lost and positions follow by
counting; otherwise the lines are found one by one (footnotes move to the end, captions into tables),
and a line whose words are nowhere in the result is content that would have vanished.
"""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections import Counter
from dataclasses import dataclass, field
from html import unescape

from curbcut.core.reading.page import words_of

WORDS = re.compile(r"[^\W_]+")
WINDOW = 4000
"""Word characters ahead of the cursor in which a line is looked for before the whole page is."""
LOST_LIMIT = 20
"""Lost lines that are reported; more say nothing new."""

_FENCE = re.compile(r"^(?P<f>`{3,}|~{3,})(?P<info>[^\n]*)\n(?P<code>.*?)(?<=\n)(?P=f)[ ]*$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"(?<![\\`])(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_DROPPED = re.compile(r"<(script|style|template|iframe)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_READING = re.compile(r"<(?:rt|rp|rtc)\b[^<>]*>[^<>]*", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>|<![A-Za-z][^>]*>", re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z][^\s<>/@:]*(?=[\s/>])(?:\"[^\"]*\"|'[^']*'|[^\"'<>])*>")
_LOOSE_TAG = re.compile(r"</?[a-zA-Z][^\s<>/@:]*(?=[\s/>])[^<>]*>")
_FIGURE = re.compile(
    r"^[ ]*!\[(?P<alt>[^\]\n]*)\]\((?P<url>[^()\s\"']*)\s+[\"'](?P<title>[^\"'\n]*)[\"']\s*\)[ ]*$", re.MULTILINE
)
_INSIDE = r"\((?:<[^<>\n]*>|[^()<>]|\([^()]*\))*\)"
_IMAGE = re.compile(rf"!\[(?:[^\[\]]|\[[^\[\]]*\])*\](?:{_INSIDE}|[ \n]?\[[^\]\n]*\])?")
_TARGET = re.compile(rf"\]{_INSIDE}")
_LABEL = re.compile(r"\][ \n]?\[[^\]\n]*\]")
_NOTE = re.compile(r"\[\^[^\]\n]*\]:?")
_DEFINITION = re.compile(r"^[ ]{0,3}\[[^\[\]^][^\[\]]*\]:[^\n]*(?:\n[ ]*[\"'(][^\n]*[\"')][ ]*$)?", re.MULTILINE)
_ABBREVIATION = re.compile(r"^\*\[[^\]\n]*\][ ]?:(?:[ ]*\n)?[^\n]*", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\{:?[^{}\n|]*\}")
_RUBY = re.compile(r"(\{[^{}|\n]+)(\|[^{}|\n]+\})")
_ADMONITION = re.compile(r"^([ ]*!!![ ]?)([\w\-]+(?:[ ]+[\w\-]+)*)", re.MULTILINE)
_NUMBER = re.compile(r"^([ >]*(?:[*+-][ ]+)*)(\d+)\.(?=[ ])", re.MULTILINE)
_TASK = re.compile(r"^([ >]*(?:[*+-]|\d+\.)[ ]+)\[[xX]\]", re.MULTILINE)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[0-9a-zA-Z]{2,31});")
_STARTS = re.compile(r"[<`\[{&~]|!!!|\d\.[ ]")


def _blank(found: re.Match[str]) -> str:
    """Return spaces in place of what was found: its length and its lines stay."""
    text = found[0]
    return "\n".join(" " * len(line) for line in text.split("\n")) if "\n" in text else " " * len(text)


def mask(source: str) -> str:
    """Return `source` with everything blanked that markup says and a reader does not read.

    The lines and columns stay the same.
    """
    if not _STARTS.search(source):
        return source
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        # Code is read as it stands: private characters hold its place while markup is blanked.
        code = found["code"] if "f" in found.re.groupindex else found[2]
        whole = found[0]
        place = whole.rindex(code) if code else 0
        text = re.sub(r"[^\n]", " ", whole[:place]) + code + re.sub(r"[^\n]", " ", whole[place + len(code) :])
        kept.append(text)
        return f"\x00{len(kept) - 1}\x01" + "\n" * text.count("\n")

    text = source
    if "```" in text or "~~~" in text:
        text = _FENCE.sub(keep, text)
    if "<" in text:
        text = _READING.sub(_blank, _COMMENT.sub(_blank, _DROPPED.sub(_blank, text)))
    if "`" in text:
        text = "\n\n".join(_CODE.sub(keep, part) for part in text.split("\n\n"))
    for marks, patterns in _BLANKED:
        if marks in text:
            for pattern in patterns:
                text = pattern.sub(_blank, text)
    if "{" in text:
        text = _RUBY.sub(lambda m: m[1] + " " * len(m[2]), text)
        text = _ATTRIBUTES.sub(lambda m: m[0] if "\x00" in m[0] else _blank(m), text)
    if "!!!" in text:
        text = _ADMONITION.sub(lambda m: m[1] + " " * len(m[2]), text)
    text = _NUMBER.sub(lambda m: m[1] + " " * len(m[2]) + ".", text)
    if "&" in text:
        text = _ENTITY.sub(lambda m: unescape(m[0]).ljust(len(m[0])), text)
    if kept:
        text = re.sub(r"\x00(\d+)\x01(\n*)", lambda m: kept[int(m[1])] + m[2][kept[int(m[1])].count("\n") :], text)
    return text


def _title(found: re.Match[str]) -> str:
    """Return a figure's line with nothing but its caption left."""
    start = found.start("title") - found.start()
    return " " * start + found["title"] + " " * (len(found[0]) - start - len(found["title"]))


_BLANKED = (
    ("<", (_TAG, _LOOSE_TAG)),
    ("]:", (_ABBREVIATION, _DEFINITION)),
    ("[^", (_NOTE,)),
    ("![", (_IMAGE,)),
    ("](", (_TARGET,)),
    ("][", (_LABEL,)),
    ("] [", (_LABEL,)),
    ("[x]", (re.compile(r"(?<=[-*+.][ ])\[x\]"),)),
    ("[X]", (re.compile(r"(?<=[-*+.][ ])\[X\]"),)),
)


@dataclass(slots=True)
class Alignment:
    """Where the result's words stand in the source: parallel, ascending in `starts`.

    source, masked: its lines as typed, and with everything blanked that is not read
    starts: offset in the result's words; lines: index of the source line; shifts: words of that line before it
    lost:   source lines (index) whose words are not in the result
    """

    source: list[str]
    masked: list[str]
    starts: list[int] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    shifts: list[int] = field(default_factory=list)
    lost: list[int] = field(default_factory=list)
    _measured: int = -1
    _ends: list[int] = field(default_factory=list)
    _words: list[int] = field(default_factory=list)

    def line(self, offset: int) -> tuple[int, int]:
        """Return the source line (index) of a result offset, and how many words of it come before."""
        if not self.starts:
            self._in_order()
        at = bisect_right(self.starts, offset) - 1
        if at < 0:
            return (self.lines[0] if self.lines else 0), 0
        return self.lines[at], self.shifts[at] + offset - self.starts[at]

    def _in_order(self) -> None:
        """Lay the lines one behind the other; only where somebody asks, which most pages are spared."""
        at = 0
        for number, line in enumerate(self.masked):
            if words := words_of(line):
                self.starts.append(at)
                self.lines.append(number)
                self.shifts.append(0)
                at += len(words)

    def place(self, offset: int, text: str = "") -> tuple[int, int]:
        """Return line and column (from 1) of a result offset; `text` is what stands there."""
        number, before = self.line(offset)
        if number >= len(self.source):
            return 1, 1
        raw = self.source[number]
        if not before and text and (at := raw.find(text[:12])) >= 0:
            return number + 1, at + 1
        return number + 1, self._column(number, text, before) + 1

    def _column(self, number: int, text: str, before: int) -> int:
        """Return the index of `text` in a line, at or behind its `before`-th word character."""
        raw = self.source[number]
        if self._measured != number:
            self._measured, self._ends, self._words, total = number, [], [], 0
            for found in WORDS.finditer(self.masked[number]):
                total += found.end() - found.start()
                self._ends.append(total)
                self._words.append(found.end())
        at = bisect_right(self._ends, before)
        hint = self._words[at] - (self._ends[at] - before) if at < len(self._ends) else len(raw)
        floor = hint
        while floor > 0 and not raw[floor - 1].isalnum():
            floor -= 1  # quotes and brackets before the first word belong to the sentence
        first = next(filter(str.isalnum, text), text[:1])  # a mark alone may stand anywhere
        for piece in (text[:12], text[:4], first):
            if piece and (place := raw.find(piece, floor)) >= 0:
                return place
        return hint if hint < len(raw) else len(raw) - len(raw.lstrip())


def align(source: str, stream: str) -> Alignment:
    """Return how the result's words (`stream`) lie over the lines of `source`."""
    masked = mask(_FIGURE.sub(_title, source) if "![" in source else source)
    laid = Alignment(source.split("\n"), masked.split("\n"))
    if words_of(masked) != stream:
        _Search(stream, laid, laid.masked).run([words_of(line) for line in laid.masked])
    return laid


class _Search:
    """Finds source lines in a stream that does not run beside them, long lines first."""

    def __init__(self, stream: str, laid: Alignment, masked: list[str]) -> None:
        self.stream, self.laid, self.masked = stream, laid, masked
        self.used: list[tuple[int, int]] = []
        self.found: list[tuple[int, int, int]] = []
        self.numbers: list[int] = []
        self.ends: dict[int, int] = {}

    def run(self, reduced: list[str]) -> None:
        """Lay every line; keep those whose words the result lacks."""
        missing = []
        for number in sorted((n for n, words in enumerate(reduced) if words), key=lambda n: -len(reduced[n])):
            at = self._find(reduced[number], self._expected(number))
            if at >= 0:
                self._take(at, len(reduced[number]), number, 0)
            else:
                missing.append(number)
        # Where the result has every character as often as the source, nothing can be missing: a line
        # that was not found then stands there in pieces, or another line was laid in its place.
        missing = [number for number in missing if not self._pieces(number)]
        lost: list[int] = []
        if missing:
            certain = [_certain(line) for line in self.masked]
            lacking = Counter("".join(certain)) - Counter(self.stream)
            lost = [number for number in missing if any(word in lacking for word in certain[number])]
        self.laid.lost = sorted(lost)[:LOST_LIMIT]
        for start, number, shift in sorted(self.found):
            self.laid.starts.append(start)
            self.laid.lines.append(number)
            self.laid.shifts.append(shift)

    def _expected(self, number: int) -> int:
        """Return where a line should begin: where the nearest line before it that is laid ends."""
        at = bisect_right(self.numbers, number)
        return self.ends[self.numbers[at - 1]] if at else 0

    def _find(self, words: str, expected: int) -> int:
        """Return where `words` stand free in the result, near `expected` if possible, or -1."""
        if self.stream.startswith(words, expected) and self._free(expected, len(words)):
            return expected
        for start, stop in ((expected, expected + WINDOW + len(words)), (0, len(self.stream))):
            at = self.stream.find(words, start, stop)
            while at >= 0:
                if self._free(at, len(words)):
                    return at
                at = self.stream.find(words, at + 1, stop)
        return -1

    def _free(self, start: int, length: int) -> bool:
        at = bisect_right(self.used, (start, 1 << 60))
        before = at > 0 and self.used[at - 1][1] > start
        after = at < len(self.used) and self.used[at][0] < start + length
        return not before and not after

    def _take(self, start: int, length: int, number: int, shift: int) -> None:
        insort(self.used, (start, start + length))
        self.found.append((start, number, shift))
        if number not in self.ends:
            insort(self.numbers, number)
        self.ends[number] = max(self.ends.get(number, 0), start + length)

    def _pieces(self, number: int) -> bool:
        """Return True where the words of a line are all there, though not in one piece."""
        shift, whole, at = 0, True, self._expected(number)
        for found in WORDS.finditer(self.masked[number]):
            words = found[0]
            place = self._find(words, at)
            if place < 0:
                whole = False
            else:
                self._take(place, len(words), number, shift)
                at = place + len(words)
            shift += len(words)
        return whole


def _certain(line: str) -> str:
    """Return the words of a masked line without what stands in code like a tag: in raw HTML it is one."""
    return words_of(_LOOSE_TAG.sub(" ", line) if "<" in line else line)
