"""A document as search sees it: its passages, each with the id by which its page shows it, and how much its grams count.

Ids are those of the page: a sentence's own, `cc-title` for the title, `cc-summary` for the summary, `cc-NAME` for a line of
the particulars, `cc-NAME.2` for the second of several. When it was issued and whom it is for are facets, not text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal

from curbcut.core.model import Document, Record
from curbcut.core.particulars import anchor, identity, joined, service
from curbcut.core.search.analysis import grams
from curbcut.core.search.pinyin import sounds
from curbcut.core.search.scoring import BODY, HEADING, SUMMARY, TITLE

PASSAGES, COUNTED = "passages.msgpack", "counted.msgpack"
"""Names of the files in which a document's passages (Passage[]) and its terms (Counted) are kept."""

Where = Literal["title", "summary", "heading", "facts", "text"]
_WEIGHTS: dict[Where, int] = {"title": TITLE, "summary": SUMMARY, "heading": HEADING, "facts": BODY, "text": BODY}
_IDENTITY = frozenset(("index_number", "doc_number", "issuer"))
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))


class Passage(Record, frozen=True, gc=False, array_like=True):
    """A sentence or a line of a page. lang: BCP 47."""

    id: str
    text: str
    where: Where
    lang: str


class Counted(Record, frozen=True):
    """What scoring needs of a document: term → tf (`scoring`), and its length in grams."""

    tfs: dict[str, int]
    length: int


def passages_of(doc: Document) -> Iterator[Passage]:
    """Yield what a page says, in its order: title, summary, particulars, text."""
    yield Passage(id="cc-title", text=doc.meta.title, where="title", lang=doc.lang)
    if doc.meta.summary:
        yield Passage(id="cc-summary", text=doc.meta.summary, where="summary", lang=doc.lang)
    named = [told for told in identity(doc.meta, doc.lang) if told.name in _IDENTITY]
    for told in (*named, *service(doc.meta, doc.lang)):
        if told.form in ("line", "date"):
            yield Passage(id=anchor(told.name), text=joined(told, doc.lang), where="facts", lang=doc.lang)
        else:
            for number, text in enumerate(told.values, 1):
                yield Passage(id=f"{anchor(told.name)}.{number}", text=text, where="facts", lang=doc.lang)
    for sentence in doc.sentences:
        where: Where = "heading" if doc.blocks[sentence.block].tag in _HEADINGS else "text"
        yield Passage(id=sentence.id, text=sentence.text, where=where, lang=sentence.lang)


def counted(passages: Iterable[Passage]) -> Counted:
    """Return how much the terms of a document count."""
    found: dict[int, list[str]] = {}
    heard: set[str] = set()
    for passage in passages:
        found.setdefault(_WEIGHTS[passage.where], []).extend(grams(passage.text))
        if passage.where == "title":
            heard.update(sounds(passage.text))
    tfs: dict[str, int] = {}
    for weight, terms in (*found.items(), (TITLE, sorted(heard))):
        for term, times in Counter(terms).items():
            tfs[term] = tfs.get(term, 0) + weight * times
    return Counted(tfs=tfs, length=sum(map(len, found.values())))
