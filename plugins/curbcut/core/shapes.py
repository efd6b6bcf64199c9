"""The shapes of rooms: what a module in a corridor must have, and the data of a rule."""

from __future__ import annotations

from typing import Any, Protocol, runtime_checkable

from curbcut.core.findings import Level
from curbcut.core.model import Clip, Document, Made, Record, Utterance
from curbcut.core.steps import Head
from curbcut.core.words import Words


class Spot(Record, frozen=True):
    """Where a rule found something. `sure=False` turns the finding into a question for a person.

    waivable: whether the reason that an editor gives in `allow` lets it pass
    """

    line: int
    column: int
    excerpt: str = ""
    sure: bool = True
    waivable: bool = True


class Rule(Record, frozen=True):
    """The data of a rule: standards as tags, words in both languages, examples that are tests.

    wcag: success criteria of WCAG 2.2; gb: clauses of GB/T 37668-2019 where known
    good, bad: Markdown texts by language; `bad` must be found and `good` must not
    `check(doc)` finds the file as typed, front matter included, in `doc.source`
    A rule's module may say `ONLY_FOR`: the rendition without which a site is not held to it.
    A rule module may also have `look(text) -> Iterator[Spot]`: what it finds in a text file that is offered beside a page
    """

    id: str
    level: Level
    words: Words
    good: dict[str, tuple[str, ...]]
    bad: dict[str, tuple[str, ...]]
    wcag: tuple[str, ...] = ()
    gb: tuple[str, ...] = ()


@runtime_checkable
class Rendition(Protocol):
    """A module that turns one Document into files.

    NAME:    what people call it, by language; MEDIA: media type of its main file
    FILE:    fixed name of its main file beside the page
    NEEDS:   rooms whose files it receives in `made`; TOOLS: distributions whose versions enter its key
    Options: frozen record with defaults usable as they are
    render(doc, options, made, parts) -> Made: pure, deterministic; facts may say `pages` (of the main file), `name`
              (by language, where NAME is not precise) and `also` (other files to offer → `name`, `pages`)

    A rendition with `bind(docs, options, made, parts) -> Made` makes one book of a course (first of `docs`) and its lessons.

    A rendition made of independent pieces has
    parts(doc, options, made) -> Iterable[steps.Part]: cheap, what its pieces are; `made` has `site` and `speech`, where the
              room gets them, and no other rendition. `bind_parts(docs, options, made)` for a course
    make_part(options, arguments, data, root) -> Made: one of them, from a Part's arguments, the bytes of its recording
              (``b""`` without one) and the site's folder; the same arguments and recording anywhere are made once
    and receives in `parts` what they gave, in order. All that decides a piece is in its arguments and the room's code.
    `wording(arguments) -> str` gives the words of the text that a piece is of, for the message when it fails.

    A rendition with `SPEAKS = True` finds in `made["speech"]` facts `voices` (language → voice; `zh-Hans` and `en` always),
    `options` (language → options for that voice) and `identities` (voice → what its sound depends on, `recordings` too:
    for the arguments of parts), and `recordings` (`steps.recording_of` → SHA-256; a Part names one as its `file`); only its
    `parts` also `lexicon` (phrase → pinyin, of the site). And in `made["site"]` the facts that come next.
    A rendition with `SHOWS_SITE = True` finds in `made["site"]` what a file that stands alone needs: files `source.md`
    (the Markdown text without its author's comments) and every picture by its path; facts as
    `portal.surroundings` tells them. `WEIGHT` says how many ordinary jobs one of its jobs, or one part, costs (1 without
    it); `STANDS_ON` names modules of `core` that its identity counts besides what all renditions stand on.
    `lacks()` gives what this machine lacks for it, as EnvironmentProblems, without making anything.
    """

    NAME: dict[str, str]
    MEDIA: str
    FILE: str
    NEEDS: tuple[str, ...]
    TOOLS: tuple[str, ...]
    Options: type

    def render(self, doc: Document, options: Any, made: dict[str, Made], parts: tuple[Made, ...]) -> Made: ...


class Piece(Record, frozen=True):
    """A piece of a bundle: its name, the paths of its documents, and plain data that it depends on besides."""

    name: str
    paths: tuple[str, ...]
    arguments: dict[str, Any] = {}


class Joint(Record, frozen=True):
    """What is made of inner files of several pieces: its name, of each file the piece and its name there, and plain data."""

    name: str
    given: tuple[tuple[str, str], ...]
    arguments: dict[str, Any] = {}


@runtime_checkable
class Bundle(Protocol):
    """A module that turns many documents into files: the shape of a Rendition with `gather`.

    gather(heads, options, site, made) -> Made: heads of all published documents in path order, without
    headings, links, assets and digest (a text is taken from a rendition that is needed); site
    is plain data (`SiteConfig.told`, `Permalinks.told`, and `expired`: paths whose `expire_at` has passed); made is
    path → room → what it made, for the rooms in NEEDS

    A bundle with `LISTS_FILES = True` finds in `site["files"]` path → room → file → size in bytes of all that
    was made: enough to list files, without moving their bytes. One with `LISTS_FACTS = (room, …)` finds in
    `site["facts"]` path → room → the facts of what these renditions made. One with `LISTS_PAGES = True` finds in `site["pages"]`
    the pages that are no documents and may be listed: address → language → absolute address of its twin. One with
    `LISTS_SYNONYMS = True` finds in `site["synonyms"]` the groups of words that the site says mean the same.
    One with `LISTS_PUBLISHED = True` comes after the others and finds in `site["published"]` every file of the release that was made
    before it, in path order: `path` `size` `digest` `rendition` `source`, and of a document's page `shown`, the paths of its pictures.
    `ONLINE = True` says that its files are of no use without the web: a kit leaves them out.

    A bundle of a large site that is made of pieces, so that an edited page costs one of them, has
    pieces(heads, options, site, facts) -> Iterable[Piece]: which documents each piece is made of, and what else; facts is
              path → room → facts of what was made, for the rooms in NEEDS
    make_piece(heads, options, arguments, made) -> Made: one of them, from its documents only; its `files` are published
    and `gather` gets in `made` name → `steps.PIECE` → the facts of a piece and those of its inner files that `GATHERS` names.
    What is joined of all pieces, and is large, may be made in parts too:
    joints(options, facts) -> Iterable[Joint]: which inner files each part is made of; facts: name of a piece → its facts
    make_joint(options, arguments, given) -> Made: one of them, from these files' bytes; `gather` gets it as another piece.
    """

    NAME: dict[str, str]
    NEEDS: tuple[str, ...]
    TOOLS: tuple[str, ...]
    Options: type

    def gather(
        self, heads: tuple[Head, ...], options: Any, site: dict[str, Any], made: dict[str, dict[str, Made]]
    ) -> Made: ...


@runtime_checkable
class Voice(Protocol):
    """A module that speaks.

    Options: frozen record with defaults, what a site may choose (a model); `FILES` in it names the fields that are files,
             which every function here is given in full (`core.voicing`)
    available(options):   a reason why it cannot speak with them, or None
    fingerprint(options): what decides its sound besides options, its own files and TOOLS (a system library, what is in
                          a model); for keys. Raises CurbcutError where that cannot be known
    speak(utterance, pace_cpm, options) -> Clip: deterministic; at the house's loudness (`core.sound`) if the voice makes
                          sound; pace in Hanzi per minute, pauses included
    """

    NAME: dict[str, str]
    TOOLS: tuple[str, ...]
    Options: type

    def available(self, options: Any) -> str | None: ...
    def fingerprint(self, options: Any) -> str: ...
    def speak(self, utterance: Utterance, pace_cpm: int, options: Any) -> Clip: ...
