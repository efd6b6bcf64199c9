"""The records that flow through the house: frozen, plain, and self-describing.

Everything here can be written as MessagePack and read back unchanged, so a record
crosses a process, a machine or a year in the store without losing anything.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import msgspec

from curbcut.core.kinds import Meta

if TYPE_CHECKING:
    from xml.etree import ElementTree

REVISION = 1
"""Joined to every key that depends on these shapes; raise it when one changes."""


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A frozen record; the base of everything that is kept or sent.

    Records of texts and numbers only are declared with `gc=False`: there are hundreds of thousands of them, and they
    can be part of no cycle that the garbage collector would have to find.
    """


class Keyed(Record, frozen=True):
    """An argument of a job that says itself what its part of the key is made of."""

    def key(self) -> tuple[Any, ...]:
        """Return plain values that differ whenever two of these differ."""
        raise NotImplementedError


class Later(Keyed, frozen=True):
    """An argument that is made only when its job has to be done; in the key, `parts` stand for it.

    parts: plain values and records that decide, with the job's `code`, what `make` returns
    """

    parts: tuple[Any, ...]
    make: Callable[[], Any]

    def key(self) -> tuple[Any, ...]:
        """Return the parts."""
        return self.parts


class Sentence(Record, frozen=True, gc=False):
    """One sentence: the smallest thing a reader, a listener or a finding points at.

    id:    unique in its document and stable: `s-` + 6 hex of the text (+ `-2` for the second
           occurrence of the same text, and so on)
    text:  as read, white space folded, ruby and footnote calls left out
    lang:  BCP 47
    block: index into `Document.blocks`
    """

    id: str
    text: str
    lang: str
    block: int


class Block(Record, frozen=True, gc=False):
    """One element that holds text directly: `tag` is its XHTML name, `id` its id or ``""``."""

    tag: str
    id: str = ""


class Heading(Record, frozen=True, gc=False):
    """One heading: level 2–6 (level 1 is the page's title), its id and its text."""

    level: int
    id: str
    text: str


class Asset(Record, frozen=True, gc=False):
    """A file that a document shows or offers: POSIX path from the site's root."""

    path: str


class Link(Record, frozen=True, gc=False):
    """A link to another source file of the site (`path`), perhaps to an id in it (`fragment`)."""

    path: str
    fragment: str = ""


class Choice(Record, frozen=True, gc=False):
    """An option of a question, a step of an order, or one side of a pair.

    id:     of its element in the body: `q-cash.a`
    letter: `a` … in the order shown; `1` … for the left side of a match
    leads:  id of the outcome that an option of a scenario leads to
    """

    id: str
    letter: str
    text: str
    right: bool = False
    feedback: str = ""
    leads: str = ""


class Outcome(Record, frozen=True):
    """What a choice of a scenario leads to; `choices` lead on from it. id: of its heading in the body."""

    id: str
    number: int
    title: str
    text: str = ""
    choices: tuple[Choice, ...] = ()


class Question(Record, frozen=True):
    """A question of a lesson, the same as its section of the body says (decision 015).

    id:      of its section in the body; number: from 1, in its lesson
    kind:    single multiple truth blank number order match open scenario, ``""`` where nothing says what is asked
    text:    the stem, blanks as `____`
    choices: options in the order shown; prompts: the left side of a match
    right:   letters; of an order first step first, of a match `1.b` …
    answers: accepted texts, one tuple for each blank; the first of a tuple is shown
    value, tolerance: decimal texts
    objectives: ids from the lesson's front matter
    spoken, easy, sign: the stem for a voice and in easy words, and its video in sign language (as typed)
    hash:    8 hex of kind, stem and options: with another one it is another question
    """

    id: str
    number: int
    kind: str
    text: str
    choices: tuple[Choice, ...] = ()
    right: tuple[str, ...] = ()
    prompts: tuple[Choice, ...] = ()
    answers: tuple[tuple[str, ...], ...] = ()
    value: str = ""
    tolerance: str = ""
    hints: tuple[str, ...] = ()
    explanation: str = ""
    model: str = ""
    criteria: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    spoken: str = ""
    easy: str = ""
    sign: str = ""
    hash: str = ""


def gradable(question: Question) -> bool:
    """Return whether a machine can tell that an answer is right; of an open question only the learner can."""
    return question.kind != "open" and bool(question.right or question.answers or question.value)


class Place(Record, frozen=True, gc=False):
    """A place in a source file: line and column count from 1, columns in characters."""

    line: int
    column: int


class SourceMap(Record, frozen=True):
    """Where things of the body stand in the source; each tuple is parallel to the body's order.

    sentences: one place per `Document.sentences`
    blocks:    one place per `Document.blocks`
    images:    one place per `img` of the body
    links:     one place per `a` with `href` of the body (footnote machinery left out)
    """

    sentences: tuple[Place, ...] = ()
    blocks: tuple[Place, ...] = ()
    images: tuple[Place, ...] = ()
    links: tuple[Place, ...] = ()


class Document(Record, frozen=True):
    """One Markdown file, read.

    path:      POSIX path from the site's root
    slug:      last part of the permanent address; `course/lesson` for a lesson
    url:       permanent address from the site's root, without a leading slash: ``notice/plan/``
    lang:      BCP 47 of the whole
    meta:      the typed front matter of its kind
    body:      well-formed XHTML (no single root element), ids minted; links and images inside
               the site are written ``site:PATH#FRAGMENT``
    digest:    SHA-256 of everything but `source` and `spots`: what renditions may depend on
    source:    the Markdown text after the front matter is blanked; for rules the whole file as typed;
               ``""`` where only renditions look
    """

    path: str
    slug: str
    url: str
    lang: str
    meta: Meta
    body: str
    headings: tuple[Heading, ...] = ()
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    assets: tuple[Asset, ...] = ()
    links: tuple[Link, ...] = ()
    questions: tuple[Question, ...] = ()
    digest: str = ""
    source: str = ""
    spots: SourceMap = SourceMap()

    @property
    def kind(self) -> str:
        """The kind's name: notice, guide, page, place, event, course or lesson."""
        return type(self.meta).__name__.lower()

    def tree(self) -> ElementTree.Element:
        """Return the body as an element tree under one `div` (ids and text unchanged)."""
        from xml.etree import ElementTree

        return ElementTree.fromstring(f"<div>{self.body}</div>")


class Made(Record, frozen=True):
    """What a job made: files by name, and small facts about them for those who plan.

    files: name → bytes; names are relative POSIX paths
    inner: the same for what other jobs need and nobody publishes
    facts: plain data (numbers, texts, lists), such as ``{"pages": 24}``
    """

    files: dict[str, bytes] = {}
    facts: dict[str, Any] = {}
    inner: dict[str, bytes] = {}


class Blob(Record, frozen=True, gc=False):
    """Bytes kept in the store: `digest` is their SHA-256 in hex; `inner` ones are never published."""

    digest: str
    size: int
    inner: bool = False


class Answer(Record, frozen=True):
    """What the store remembers of a job: its files as blobs, its facts, and the digest of both."""

    files: dict[str, Blob] = {}
    facts: dict[str, Any] = {}
    digest: str = ""


class Token(Record, frozen=True, gc=False):
    """What is said for one stretch of a sentence, in one breath: a syllable of Chinese, a word of other languages.

    start, end: where it stands in the sentence's text, in characters; several tokens may share a stretch (幺二三 for 123)
    says:       numbered pinyin in small letters where `lang` is Chinese (`chong2`, ü as `v`, 5 for the neutral tone);
                else a word as it is written
    lang:       BCP 47 of what is said
    stop:       the pause after it: one of ``, ; : . ? !``, or ``""`` for none
    """

    start: int
    end: int
    says: str
    lang: str
    stop: str = ""


class Utterance(Record, frozen=True):
    """One sentence, ready to be spoken.

    id, text:  the sentence's, as on the page
    tokens:    all that is said, in order
    recording: the WAV file that a person recorded of it, or ``b""``
    """

    id: str
    text: str
    tokens: tuple[Token, ...]
    recording: bytes = b""


class Clip(Record, frozen=True):
    """Sound: mono signed 16-bit little-endian at `rate_hz`.

    marks: the sample at which each token of its utterance begins, ascending; empty where a voice cannot know
    """

    pcm: bytes
    rate_hz: int
    marks: tuple[int, ...] = ()

    @property
    def samples(self) -> int:
        """Its length in samples."""
        return len(self.pcm) // 2


def digest_of(*values: object) -> str:
    """Return the SHA-256 (hex) of plain values and records, the same on every machine."""
    return sha256(msgspec.msgpack.encode(values, order="deterministic")).hexdigest()
