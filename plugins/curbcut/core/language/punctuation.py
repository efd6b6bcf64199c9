"""Chinese text as it should be typeset and spoken: full-width marks, ……, ——, “”, 〔2017〕.

The synthetic voice makes no pause at a half-width comma between Han (research/speech.md), the line
breaker does not know it and braille has another sign for it: so every rendition starts from here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal, NamedTuple

from curbcut.core.language.characters import compositions, look_alikes
from curbcut.core.language.marks import mark_edits
from curbcut.core.language.scripts import han_count
from curbcut.core.language.spans import SpanMap, rewrite

Why = Literal["mark", "ellipsis", "dash", "quote", "document-number", "space", "character"]


class Change(NamedTuple):
    """One place of the source that was changed: source[start:end] was `before` and is `after` now.

    why: what kind of thing it is; the sentences that explain it belong to the rule that shows it
    """

    start: int
    end: int
    before: str
    after: str
    why: Why


class Mapped(NamedTuple):
    """A text made from another: the new text, the way back, and the changes in the source's order."""

    text: str
    spans: SpanMap = SpanMap()
    changes: tuple[Change, ...] = ()


# Anything a rule could want to change; most clean Chinese paragraphs hold none of it. One class in
# front, so that the engine skips to it; common good marks (。 …… ·) only count in the company that makes them bad.
_ALWAYS = (
    r"\"'(),:;?!.\-\[\u00a0\u3000\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u2e80-\u2fd5\uf900-\ufaff\U0002f800-\U0002fa1f"
)
_WORTH_A_LOOK = re.compile(
    rf"[{_ALWAYS}。…·•（【［〖「](?:(?<=[{_ALWAYS}])|(?<=。)。。|(?<=…)(?!…)|(?<=…)……|(?<=[·•])[·•]{{2}}"
    r"|(?<=[（【［〖「])(?:19|20)[0-9]{2}[）】］〗」])"
)
_LATIN_WORD = re.compile(r"[A-Za-z]+")


def normalise(text: str, lang: str) -> Mapped:
    """Return `text` with its Chinese punctuation put right, and every change listed.

    Idempotent: normalised text comes back as it is. Punctuation is touched only where `lang` (BCP 47)
    is Chinese and Han outweighs Latin; English prose, numbers, times, URLs and code keep theirs.
    source: GB/T 15834-2011 (marks), GB/T 9704-2012 7.3.5 (document numbers), UAX #15 (NFC)
    """
    source = text
    spans = SpanMap()
    while _WORTH_A_LOOK.search(text) or not unicodedata.is_normalized("NFC", text):
        before = text
        text = look_alikes(text)
        text, composed = rewrite(text, compositions(text))
        text, marked = rewrite(text, mark_edits(text) if _reads_as_chinese(text, lang) else ())
        spans = spans.then(composed).then(marked)
        if text == before:
            break
    if text == source:
        return Mapped(source)
    return Mapped(text, spans, tuple(_changes(source, text, spans)))


def _reads_as_chinese(text: str, lang: str) -> bool:
    """Return whether Chinese punctuation belongs in `text`: an English paragraph that names 残联 keeps its own.

    A Han character carries about half a word, so two Latin words weigh as much as one of them.
    """
    if lang[:2].lower() != "zh":
        return False
    han = han_count(text)
    return han > 0 and len(_LATIN_WORD.findall(text)) <= 2 * han


def _changes(source: str, target: str, spans: SpanMap) -> Iterator[Change]:
    """Yield the changes between two texts that `spans` aligns."""
    source_at = target_at = 0
    for piece in spans.pieces:
        yield from _same_length(source, source_at, target[target_at : piece.target_start])
        before = source[piece.source_start : piece.source_end]
        after = target[piece.target_start : piece.target_end]
        if before != after:
            yield Change(piece.source_start, piece.source_end, before, after, _why(before, after))
        source_at, target_at = piece.source_end, piece.target_end
    yield from _same_length(source, source_at, target[target_at:])


def _same_length(source: str, start: int, after: str) -> Iterator[Change]:
    """Yield the changes inside source[start:] that kept their length, neighbours of one kind together."""
    if source.startswith(after, start):
        return
    run: Change | None = None
    for offset, new in enumerate(after, start):
        old = source[offset]
        if old == new:
            continue
        why = _why(old, new)
        if run and run.end == offset and run.why == why:
            run = Change(run.start, offset + 1, run.before + old, run.after + new, why)
            continue
        if run:
            yield run
        run = Change(offset, offset + 1, old, new, why)
    if run:
        yield run


def _why(before: str, after: str) -> Why:
    """Return the kind of a change from what it made."""
    if "…" in after:
        return "ellipsis"
    if "—" in after:
        return "dash"
    if any(mark in after for mark in "“”‘’"):
        return "quote"
    if any(mark in after for mark in "〔〕"):
        return "document-number"
    if not after.strip() and not before.strip():
        return "space"
    return "mark" if any(mark in after for mark in "，：；？！（）。") else "character"
