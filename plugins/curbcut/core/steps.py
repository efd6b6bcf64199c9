"""The work a build does per document, as functions that any worker can run.

Each takes bytes and plain data and returns Made: these are the functions that jobs name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable
from functools import lru_cache, partial
from html import unescape
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec

from curbcut.core.definitions import Definition, definitions
from curbcut.core.findings import Finding, found
from curbcut.core.kinds import Meta
from curbcut.core.model import Answer, Asset, Document, Heading, Link, Made, Record, SourceMap, digest_of, gradable

DOCUMENT = "document.msgpack"
PIECE = "piece"
"""Name under which a bundle that is made of pieces is given each of them."""
SOURCE = "source.md"
"""Name of a document's Markdown text among what a rendition is told of the site."""
PARTS = "parts.msgpack"
"""Name of the list of a rendition's parts."""
RECORDINGS = "recordings"
"""Folder of a site in which people's recordings of its sentences lie."""


class Head(Record, frozen=True):
    """What planning needs to know of a document without opening it.

    questions: their ids, in order; asked: of each of them its hash, and whether a machine can grade it
    defined: the words that a lesson explains
    """

    path: str
    slug: str
    url: str
    lang: str
    meta: Meta
    headings: tuple[Heading, ...] = ()
    assets: tuple[Asset, ...] = ()
    links: tuple[Link, ...] = ()
    sentences: int = 0
    questions: tuple[str, ...] = ()
    asked: tuple[tuple[str, bool], ...] = ()
    defined: tuple[Definition, ...] = ()
    digest: str = ""

    @property
    def kind(self) -> str:
        """The kind's name, as `Document.kind`."""
        return type(self.meta).__name__.lower()


class Part(Record, frozen=True):
    """An independent part of a rendition, as its room lists it.

    arguments: plain data, all that decides what is made of it; records come to `make_part` as mappings, tuples as lists
    file:      the recording that it is made of (`recording_of`), or ``""``
    """

    arguments: tuple[Any, ...]
    file: str = ""


class Listed(Record, frozen=True, gc=False, array_like=True):
    """A part in a list: its arguments, and the SHA-256 of its recording beside the name."""

    arguments: tuple[Any, ...]
    file: str = ""
    digest: str = ""


def recording_of(path: str, id_: str) -> str:
    """Return where the recording of a sentence is looked for: `recordings/content/notices/plan/s-1a2b3c.wav`.

    path: of the text; id_: of the sentence
    """
    return f"{RECORDINGS}/{path.rpartition('.')[0]}/{id_}.wav"


def read_document(
    path: str, data: bytes, lang: str, rules: tuple[str, ...], included: dict[str, bytes] | None = None
) -> Made:
    """Read one Markdown file and hold it against the rules (module paths).

    included: the CSV files that its `!table` lines name, by path
    returns: `document.msgpack` (without source and places); facts `head` (MessagePack of a Head) and
             `findings` (MessagePack of Finding[]); no file and no head when there is no document
    """
    from curbcut.core.reading import read  # Markdown is imported only where something is read
    from curbcut.core.reading.decoding import decode

    result = read(path, data, lang=lang, placed=False, included=included)
    doc, findings = result.document, list(result.findings)
    if doc is not None:
        typed = decode(path, data)[0] or ""  # a rule may look at front matter too
        wanting = [rule for rule in rules if check(rule, msgspec.structs.replace(doc, source=typed))]
        # Only now is it worth knowing where everything stands.
        placed = read(path, data, lang=lang, included=included).document if wanting else None
        if placed is not None:
            placed = msgspec.structs.replace(placed, source=typed)
            for rule in wanting:
                findings += _traced(check(rule, placed), rule, placed, included or {})
    return _kept(doc, tuple(findings))


def read_course(path: str, data: bytes, lang: str, rules: tuple[str, ...] = ()) -> Made:
    """Read one course.yml and hold it against the rules, as `read_document` does a lesson; its body is empty."""
    doc, findings = _course(path, data, lang)
    return _kept(doc, (*findings, *(finding for rule in rules if doc for finding in check(rule, doc))))


def _course(path: str, data: bytes, lang: str) -> tuple[Document | None, list[Finding]]:
    from curbcut.core.front_matter import parse_course
    from curbcut.core.reading.decoding import decode

    text, findings = decode(path, data)
    if text is None:
        return None, findings
    meta, more = parse_course(path, text)
    if meta is None:
        return None, [*findings, *more]
    slug = meta.slug or path.split("/")[1]
    base = lang.split("-", maxsplit=1)[0]
    url = f"course/{slug}/" if base == "zh" else f"{base}/course/{slug}/"
    doc = Document(path=path, slug=slug, url=url, lang=lang, meta=meta, body="")
    return msgspec.structs.replace(doc, digest=digest_of(doc), source=text), [*findings, *more]


def text_of(
    path: str, data: bytes, lang: str, included: dict[str, bytes]
) -> tuple[Document | None, tuple[Finding, ...]]:
    """Return a Markdown file or a course.yml as a document with all its places, and the whole file as typed for its `source`."""
    from curbcut.core.reading import read
    from curbcut.core.reading.decoding import decode

    if path.endswith(".yml"):
        course, findings = _course(path, data, lang)
        return course, tuple(findings)
    result = read(path, data, lang=lang, included=included)
    doc = result.document
    return doc and msgspec.structs.replace(doc, source=decode(path, data)[0] or ""), result.findings


def _kept(doc: Document | None, findings: tuple[Finding, ...]) -> Made:
    encode = msgspec.msgpack.encode
    facts: dict[str, Any] = {"findings": encode(findings)} if findings else {}
    if doc is None:
        return Made(facts=facts)
    head = Head(
        path=doc.path, slug=doc.slug, url=doc.url, lang=doc.lang, meta=doc.meta, headings=doc.headings,
        assets=doc.assets, links=doc.links, sentences=len(doc.sentences), digest=doc.digest,
        questions=tuple(question.id for question in doc.questions),
        asked=tuple((question.hash, gradable(question)) for question in doc.questions),
        defined=definitions(doc) if doc.kind == "lesson" else (),
    )  # fmt: skip
    bare = msgspec.structs.replace(doc, source="", spots=SourceMap())
    return Made(inner={DOCUMENT: encode(bare)}, facts={**facts, "head": encode(head)})


def check(rule: str, doc: Document) -> list[Finding]:
    """Return what one rule (a module path) finds in a document; a rule that crashes is itself a finding."""
    module = import_module(rule)
    return _found(module.RULE, doc.path, partial(module.check, doc), getattr(doc.meta, "allow", None) or {})


def look_into(path: str, data: bytes, rules: tuple[str, ...], allowed: tuple[str, ...]) -> Made:
    """Hold a text file that is offered beside a page against the rules that can look into one: facts `findings`.

    path: of the file; allowed: ids of the rules that all texts with this file let pass
    """
    from curbcut.core.reading.decoding import any_text

    text = any_text(data)
    looking = [module for module in map(import_module, rules) if hasattr(module, "look")]
    findings = [f for m in looking for f in _found(m.RULE, path, partial(m.look, text), allowed)]
    return _kept(None, tuple(findings))


def _traced(findings: list[Finding], rule: str, doc: Document, included: dict[str, bytes]) -> list[Finding]:
    """Return what a rule found, where it stands in a `!table` line, at its place in the CSV file."""
    if not included:
        return findings
    lines = doc.source.split("\n")
    inside: dict[tuple[str, str], list[Finding]] = {}
    for path, data in included.items():
        for finding in findings_of(Answer(facts=look_into(path, data, (rule,), tuple(doc.meta.allow)).facts)):
            inside.setdefault((finding.rule, finding.excerpt), []).append(finding)
    traced: list[Finding] = []
    for finding in findings:
        taken_in = 0 < finding.line <= len(lines) and lines[finding.line - 1].startswith("!table")
        traced += inside.get((finding.rule, finding.excerpt), [finding]) if taken_in else [finding]
    return traced


def _found(data: Any, path: str, spots_of: Callable[[], Iterable[Any]], allowed: Container[str]) -> list[Finding]:
    """Return the spots of a rule as findings, without those that a reason lets pass."""
    try:
        spots = [spot for spot in spots_of() if not (spot.waivable and data.id in allowed)]
    except Exception as problem:  # noqa: BLE001 - a crashing rule stops publishing under its own name
        return [found("rule-crashed", path, rule=data.id, reason=f"{type(problem).__name__}: {problem}")]
    return [
        Finding(
            rule=data.id, level=data.level if spot.sure else "ask", path=path, line=spot.line,
            column=spot.column, words=data.words, excerpt=spot.excerpt[:80],
        )
        for spot in spots
    ]  # fmt: skip


def render_document(
    room: str, document: bytes, options: dict[str, Any], made: dict[str, Made], parts: tuple[Made, ...] = ()
) -> Made:
    """Turn one document into the files of one rendition (`room` is a module path)."""
    module = import_module(room)
    chosen = msgspec.convert(options, type=module.Options)
    result: Made = module.render(opened(document), chosen, made, parts)
    return result


def bind_documents(
    room: str,
    documents: tuple[bytes, ...],
    options: dict[str, Any],
    made: dict[str, Made],
    parts: tuple[Made, ...] = (),
) -> Made:
    """Turn a course and its lessons, in order, into the files of one rendition (`room` is a module path)."""
    module = import_module(room)
    chosen = msgspec.convert(options, type=module.Options)
    result: Made = module.bind(tuple(map(opened, documents)), chosen, made, parts)
    return result


def list_parts(room: str, document: bytes | tuple[bytes, ...], options: dict[str, Any], made: dict[str, Made]) -> Made:
    """List the independent parts of a rendition: `parts.msgpack`.

    document: one text, or a course and its lessons
    returns: facts `unheard`, where there are any: the recordings that no part is made of
    """
    module = import_module(room)
    chosen = msgspec.convert(options, type=module.Options)
    if isinstance(document, bytes):
        parts = module.parts(opened(document), chosen, made)
    else:
        parts = module.bind_parts(tuple(map(opened, document)), chosen, made)
    recordings: dict[str, str] = made["speech"].facts["recordings"] if "speech" in made else {}
    listed = [
        Listed(arguments=part.arguments, file=part.file, digest=recordings[part.file] if part.file else "")
        for part in parts
    ]
    unheard = sorted(recordings.keys() - {part.file for part in listed})
    return Made(inner={PARTS: msgspec.msgpack.encode(listed)}, facts={"unheard": unheard} if unheard else {})


def make_part(room: str, options: dict[str, Any], arguments: tuple[Any, ...], data: bytes, root: str) -> Made:
    """Make one part of a rendition; the same arguments and recording (`data`, or nothing) anywhere are made once."""
    module = import_module(room)
    chosen = msgspec.convert(options, type=module.Options)
    result: Made = module.make_part(chosen, arguments, data, Path(root))
    return result


def listed_in(data: bytes) -> list[Listed]:
    """Return the parts kept in `parts.msgpack`."""
    return msgspec.msgpack.decode(data, type=list[Listed])


def gather_bundle(
    room: str, heads: bytes, options: dict[str, Any], site: bytes, made: dict[str, dict[str, Made]]
) -> Made:
    """Turn the heads of all published documents (and their renditions) into the files of one bundle.

    heads, site: as MessagePack, which costs the key of a job next to nothing however many documents there are
    """
    module = import_module(room)
    chosen = msgspec.convert(options, type=module.Options)
    result: Made = module.gather(_heads(heads), chosen, msgspec.msgpack.decode(site), made)
    return result


def make_piece(
    room: str, heads: bytes, options: dict[str, Any], arguments: bytes, made: dict[str, dict[str, Made]]
) -> Made:
    """Make one piece of a bundle from the heads and renditions of its documents. arguments: as MessagePack, too"""
    module = import_module(room)
    chosen = msgspec.convert(options, type=module.Options)
    result: Made = module.make_piece(_heads(heads), chosen, msgspec.msgpack.decode(arguments), made)
    return result


def make_joint(room: str, options: dict[str, Any], arguments: bytes, given: tuple[bytes, ...]) -> Made:
    """Make what a bundle joins of the inner files of several of its pieces. arguments: as MessagePack"""
    module = import_module(room)
    chosen = msgspec.convert(options, type=module.Options)
    result: Made = module.make_joint(chosen, msgspec.msgpack.decode(arguments), given)
    return result


def gather_pieces(
    room: str, heads: bytes, options: dict[str, Any], site: bytes, pieces: dict[str, dict[str, bytes]]
) -> Made:
    """Turn the pieces of a bundle into its files.

    pieces: name → `facts`, as MessagePack, and the inner files that the room GATHERS
    """
    made = {
        name: {PIECE: Made(
            inner={file: data for file, data in given.items() if file != "facts"}, facts=msgspec.msgpack.decode(given["facts"])
        )}
        for name, given in pieces.items()
    }  # fmt: skip
    return gather_bundle(room, heads, options, site, made)


def index_titles(titles: tuple[str, ...], lang: str) -> Made:
    """Return how titles are read aloud: facts `keys`, title → reading."""
    from curbcut.core.language.collation import reading_keys

    return Made(facts={"keys": reading_keys(titles, lang)})


@lru_cache(maxsize=1)
def _heads(heads: bytes) -> tuple[Head, ...]:
    """Return heads that were sent: the bundles of a build all get the same, and a worker reads them once."""
    return msgspec.msgpack.decode(heads, type=tuple[Head, ...])


def count_pages(pdf: bytes) -> Made:
    """Return how many pages a PDF has: facts `pages`, 0 for a file that cannot be read as one."""
    from curbcut.core.attachments import pages_of

    return Made(facts={"pages": pages_of(pdf)})


Page = tuple[Any, bytes, dict[str, str]]
"""A page to lay out: its page model, its document (empty for a list), path → address on that page."""


def lay_out_content(calls: list[Page]) -> list[Made | Exception]:
    """Lay out pages with Pelican."""
    return _lay_out("curbcut.adapters.for_pelican", calls)


def lay_out_courses(calls: list[Page]) -> list[Made | Exception]:
    """Lay out pages with MkDocs."""
    return _lay_out("curbcut.adapters.for_mkdocs", calls)


def _lay_out(adapter: str, calls: list[Page]) -> list[Made | Exception]:
    # The adapters stand above this layer: they are named, as rooms are, not imported.
    bodies = (_BODY.decode(document).body if document else "" for _, document, _ in calls)
    pages = [(model, addressed(body, addresses)) for (model, _, addresses), body in zip(calls, bodies, strict=True)]
    results: list[Made | Exception] = import_module(adapter).lay_out(pages)
    return results


class _OnlyBody(Record, frozen=True):
    """The one field of a Document that laying out needs; decoding skips the others."""

    body: str


_BODY = msgspec.msgpack.Decoder(_OnlyBody)
_ADDRESS = re.compile(r'((?: href| src| poster)=")site:([^"#]*)')


def addressed(body: str, addresses: dict[str, str]) -> str:
    """Return a body with its `site:PATH` addresses replaced; a path without one is left as it is."""
    if "site:" not in body:
        return body
    return _ADDRESS.sub(lambda m: m[1] + addresses.get(unescape(m[2]), "site:" + m[2]), body)


def opened(document: bytes) -> Document:
    """Return the Document kept in `document.msgpack`."""
    return msgspec.msgpack.decode(document, type=Document)


def findings_of(answer: Answer) -> tuple[Finding, ...]:
    """Return the findings among an answer's facts."""
    data = answer.facts.get("findings")
    return msgspec.msgpack.decode(data, type=tuple[Finding, ...]) if data else ()


def head_of(answer: Answer) -> Head | None:
    """Return the head among an answer's facts, or None when the file gave no document."""
    data = answer.facts.get("head")
    return msgspec.msgpack.decode(data, type=Head) if data else None
