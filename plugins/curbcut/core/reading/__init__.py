"""Reading: one Markdown file becomes a Document, and everything wrong with it becomes findings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import PurePosixPath
from threading import get_ident

from markdown import Markdown
from msgspec import structs

from curbcut.core.deadlines import TooSlow, within
from curbcut.core.findings import STOP, WARN, Finding, Level, found, ordered
from curbcut.core.kinds import Lesson, Meta
from curbcut.core.model import (
    Asset,
    Block,
    Document,
    Heading,
    Link,
    Place,
    Question,
    Record,
    Sentence,
    SourceMap,
    digest_of,
)
from curbcut.core.reading.decoding import decode
from curbcut.core.reading.expanding import expand
from curbcut.core.reading.extension import CurbcutExtension
from curbcut.core.reading.fidelity import Alignment, align
from curbcut.core.reading.limits import SECONDS, refuse
from curbcut.core.reading.page import Page, Problem, words_of

__all__ = ["Body", "Reading", "address", "convert", "read"]

_COMMENT = re.compile(r"<!--(?:(?!-->).)*\Z", re.DOTALL)


class Body(Record, frozen=True):
    """What `convert` gives: the parts of a Document that come from its text, and the findings.

    aims: objectives that questions name: id, line, column
    """

    body: str = ""
    headings: tuple[Heading, ...] = ()
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    assets: tuple[Asset, ...] = ()
    links: tuple[Link, ...] = ()
    questions: tuple[Question, ...] = ()
    aims: tuple[tuple[str, int, int], ...] = ()
    spots: SourceMap = SourceMap()
    findings: tuple[Finding, ...] = ()


class Reading(Record, frozen=True):
    """What `read` gives: the best document that could be made, and what is wrong with it."""

    document: Document | None = None
    findings: tuple[Finding, ...] = ()


def read(
    path: str, data: bytes, *, lang: str = "zh-Hans", placed: bool = True, included: Mapping[str, bytes] | None = None
) -> Reading:
    """Return the document that a file holds, with findings; never raises for bad content.

    path: POSIX path from the site's root, such as ``content/notices/plan.md``
    lang: BCP 47; a file name that ends in ``.en.md`` says ``en``
    placed: False leaves `spots` empty, which saves a sixth of the time; findings have their places all the same
    included: the bytes of the CSV files that `!table` lines name (`including.named`), by path from the site's root
    """
    from curbcut.core import front_matter

    if (named := _named_language(path)) is not None:
        lang = named
    text, findings = decode(path, data)
    if text is None:
        return Reading(findings=tuple(findings))
    front = front_matter.parse(path, text)
    findings += front.findings
    whole = expand(path, front.body, lang, included or {})
    body = convert(whole.text, path=path, lang=lang, placed=placed)
    body = structs.replace(body, spots=whole.spots(body.spots))
    findings += [*whole.findings, *map(whole.traced, body.findings)]
    if isinstance(front.meta, Lesson):
        findings = _lesson(path, front.meta, text, body, findings)
    document = None if front.meta is None else _document(path, lang, front.meta, body, front.body)
    return Reading(document=document, findings=tuple(ordered(findings)))


def _lesson(path: str, meta: Lesson, text: str, body: Body, findings: list[Finding]) -> list[Finding]:
    """Return the findings of a lesson: its questions against its front matter, and without what `allow` lets pass."""
    from curbcut.core.quizzes import aims
    from curbcut.core.words.quiz_findings import QUIZ

    more = [*aims.unmet(path, meta, text, body.questions, body.aims), *aims.too_short(path, meta, text, body.sentences)]
    passed = meta.allow.keys() & QUIZ.keys()
    return [finding for finding in (*findings, *more) if finding.level == STOP or finding.rule not in passed]


def _document(path: str, lang: str, meta: Meta, body: Body, source: str) -> Document:
    kind = type(meta).__name__.lower()
    slug, url = address(kind, path, getattr(meta, "slug", "") or "", lang)
    bare = Document(
        path=path, slug=slug, url=url, lang=lang, meta=meta, body=body.body, headings=body.headings,
        blocks=body.blocks, sentences=body.sentences, assets=body.assets, links=body.links,
        questions=body.questions,
    )  # fmt: skip
    return structs.replace(bare, digest=digest_of(kind, bare), source=source, spots=body.spots)


def _named_language(path: str) -> str | None:
    """Return the language that a file name states: ``plan.en.md`` is English."""
    parts = PurePosixPath(path).name.split(".")
    return "en" if len(parts) > 2 and parts[-2].lower() == "en" else None


def address(kind: str, path: str, meta_slug: str, lang: str) -> tuple[str, str]:
    """Return slug and permanent address: ``plan``, ``notice/plan/``; English ones stand under ``en/``.

    A lesson belongs to its course: ``courses/sewing/01.md`` is ``sewing/01``, ``course/sewing/01/``.
    """
    stem = PurePosixPath(path).name.split(".")[0]
    slug, under = meta_slug or stem, kind
    if kind == "lesson":
        parts = PurePosixPath(path).parts
        course = parts[parts.index("courses") + 1] if "courses" in parts[:-2] else PurePosixPath(path).parent.name
        slug, under = f"{course}/{slug}", "course"
    prefix = "en/" if lang.lower().split("-")[0] == "en" else ""
    return slug, f"{prefix}{under}/{slug}/"


@lru_cache(maxsize=16)
def _markdown(lang: str, _thread: int) -> tuple[Markdown, CurbcutExtension]:
    # One instance per thread and language: making one costs as much as a page.
    extension = CurbcutExtension(lang=lang, resolve_links=True)
    return Markdown(extensions=[extension]), extension


def convert(text: str, *, path: str, lang: str, strict: bool = True, placed: bool = True) -> Body:
    """Return the body of a Markdown text with its index, its places and its findings.

    strict: lost content stops publishing; otherwise it is a warning (a preview of foreign text)
    placed: whether `spots` is wanted
    """
    early = Page(path=path)
    if refuse(text, early):
        return Body(findings=tuple(_finding(problem, path) for problem in early.problems))
    try:
        md, extension = _markdown(lang, get_ident())
    except RecursionError:
        return Body(findings=(found("nested-too-deep", path),))
    extension.setConfig("path", path)
    extension.placed = placed
    try:
        with within(SECONDS):
            md.reset()
            body = md.convert(text)
            page = extension.page
            laid = align(text, words_of("".join(page.stream)))
            whole = _body(body, page, laid, path, STOP if strict else WARN)
            return structs.replace(whole, spots=_spots(page, laid)) if placed else whole
    except RecursionError:
        _markdown.cache_clear()
        return Body(findings=(found("nested-too-deep", path),))
    except TooSlow:
        _markdown.cache_clear()
        return Body(findings=(found("reading-too-slow", path, seconds=int(SECONDS)),))


def _body(body: str, page: Page, laid: Alignment, path: str, lost_level: Level) -> Body:
    searched: dict[str, int] = {}
    findings = [_finding(problem, path, laid, searched) for problem in page.problems]
    for number in laid.lost:
        raw = laid.source[number]
        findings.append(found("content-lost", path, (number + 1, _indent(raw)), level=lost_level, excerpt=raw.strip()))
    if "<!--" in page.source and (comment := _COMMENT.search(page.source)):
        at = page.source.count("\n", 0, comment.start()) + 1
        findings.append(found("unclosed-comment", path, (at, 1), excerpt=comment[0].split("\n")[0]))
    return Body(
        body=body, headings=tuple(page.headings), blocks=tuple(page.blocks), sentences=tuple(page.sentences),
        assets=tuple(page.assets.values()), links=tuple(page.links.values()),
        questions=tuple(page.questions), aims=tuple(page.aims),
        findings=tuple(ordered(findings)),
    )  # fmt: skip


def _spots(page: Page, laid: Alignment) -> SourceMap:
    texts = (sentence.text for sentence in page.sentences)
    found_at = map(laid.place, page.sentence_offsets, texts)
    sentences = tuple(Place(line=line, column=column) for line, column in found_at)
    links = tuple(Place(line=at[0], column=at[1]) for at in map(laid.place, page.link_offsets))
    return SourceMap(sentences=sentences, blocks=_blocks(page, sentences), links=links, images=_images(page, laid))


def _blocks(page: Page, sentences: tuple[Place, ...]) -> tuple[Place, ...]:
    """Return where the blocks begin: where their first sentence does."""
    places = [Place(line=1, column=1)] * len(page.blocks)
    for sentence, place in zip(reversed(page.sentences), reversed(sentences), strict=True):
        places[sentence.block] = place
    return tuple(places)


def _indent(raw: str) -> int:
    return len(raw) - len(raw.lstrip()) + 1


def _images(page: Page, laid: Alignment) -> tuple[Place, ...]:
    """Return where the images stand: searched in order by what was typed, since they hold no words."""
    places, at = [], 0
    for typed, offset in zip(page.images, page.image_offsets, strict=True):
        start = page.source.find(typed, at) if typed else -1
        if start < 0:
            line, column = laid.place(offset)
        else:
            at = start + len(typed)
            opening = max(page.source.rfind("![", 0, start), page.source.rfind("<img", 0, start))
            line, column = _position(page.source, opening if opening >= 0 else start)
        places.append(Place(line=line, column=column))
    return tuple(places)


def _position(source: str, at: int) -> tuple[int, int]:
    return source.count("\n", 0, at) + 1, at - source.rfind("\n", 0, at)


def _finding(
    problem: Problem, path: str, laid: Alignment | None = None, searched: dict[str, int] | None = None
) -> Finding:
    """Return a problem as a finding, placed as well as can be.

    searched: how far the source has been searched for a text; the second finding of it is the second place
    """
    place, typed = problem.place, problem.typed
    if laid is not None and searched is not None and place == (0, 0):
        source = "\n".join(laid.source) if typed else ""
        if problem.offset >= 0:
            place = laid.place(problem.offset)
            near = laid.source[place[0] - 1].find(typed) if typed and place[0] <= len(laid.source) else -1
            if near >= 0:
                place, typed = (place[0], near + 1), ""
        at = source.find(typed, searched.get(typed, 0)) if typed else -1
        if at < 0 and typed:
            at = source.find(typed)
        if at >= 0:
            searched[typed] = at + 1
            place = _position(source, at)
    return found(problem.rule, path, place, level=problem.level, excerpt=problem.excerpt, **problem.values)
