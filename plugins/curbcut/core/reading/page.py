"""What one conversion gathers while it walks: a page in the making, and what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from curbcut.core.findings import STOP, Level
from curbcut.core.model import Asset, Block, Heading, Link, Question, Sentence

_NOT_WORDS = re.compile(r"[\W_]+")


def words_of(text: str) -> str:
    """Return the word characters of a text: letters, digits and characters, no space, no punctuation."""
    return _NOT_WORDS.sub("", text)


@dataclass(slots=True)
class Problem:
    """Something wrong, before its place in the source is known.

    offset: position in the page's word stream, or -1 when only `typed` can locate it
    typed:  text as it stands in the source; searched for where `offset` is -1
    place:  line and column where they are known already
    """

    rule: str
    level: Level = STOP
    offset: int = -1
    typed: str = ""
    excerpt: str = ""
    place: tuple[int, int] = (0, 0)
    values: dict[str, object] = field(default_factory=dict)


@dataclass(slots=True)
class Page:
    """The state of one conversion; offsets count word characters of the result (see fidelity.py).

    stream:  what is read of the result, piece by piece; `ahead`: words that the walk has gathered since
    plain:   the page has no raw HTML, so its tree holds nothing but what Markdown makes
    quiz:    the page is a lesson with questions in it
    aims:    which objectives its questions name: id, line, column
    placed:  whether `sentence_offsets` must be exact; a page that nobody asks about saves the counting
    """

    lang: str = "zh-Hans"
    path: str = ""
    resolves: bool = False
    source: str = ""
    plain: bool = True
    placed: bool = True
    stream: list[str] = field(default_factory=list)
    ahead: int = 0
    sentences: list[Sentence] = field(default_factory=list)
    sentence_offsets: list[int] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    image_offsets: list[int] = field(default_factory=list)
    link_offsets: list[int] = field(default_factory=list)
    assets: dict[str, Asset] = field(default_factory=dict)
    links: dict[tuple[str, str], Link] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    quiz: bool = False
    questions: list[Question] = field(default_factory=list)
    aims: list[tuple[str, int, int]] = field(default_factory=list)
    _counted: int = 0
    _length: int = 0

    @property
    def length(self) -> int:
        """Word characters of the stream; counted only when somebody asks, each piece once."""
        if self._counted < len(self.stream):
            self._length += len(words_of("".join(self.stream[self._counted :])))
            self._counted = len(self.stream)
        return self._length

    @property
    def at(self) -> int:
        """The offset that the walk has reached."""
        return self.length + self.ahead

    def note(self, rule: str, *, level: Level = STOP, typed: str = "", **values: object) -> None:
        """Keep a problem found at the point the walk has reached."""
        self.problems.append(Problem(rule, level, self.at, typed, typed, values=values))

    def note_typed(self, rule: str, typed: str, *, level: Level = STOP, **values: object) -> None:
        """Keep a problem that will be placed by searching the source for `typed`."""
        self.problems.append(Problem(rule, level, -1, typed, typed, values=values))

    def note_at(self, rule: str, line: int, column: int = 1, *, excerpt: str = "", level: Level = STOP) -> None:
        """Keep a problem whose place is known."""
        self.problems.append(Problem(rule, level, excerpt=excerpt, place=(line, column)))
