"""What the index is given of a page, and what a result shows of it."""

from __future__ import annotations

from curbcut.core.model import Record
from curbcut.core.search.passages import Passage

FACETS = ("kind", "topic", "audience", "district", "year", "validity", "language", "audio", "sign")
"""What results can be narrowed by, in the order in which they are offered."""


class Card(Record, frozen=True, omit_defaults=True):
    """What a result shows of a page. url: from the site's root; date: of publication, starts: of an event, ISO or ``""``."""

    url: str
    title: str
    kind: str
    lang: str
    summary: str = ""
    date: str = ""
    starts: str = ""
    validity: str = "effective"
    topics: tuple[str, ...] = ()
    path: str = ""


def anchor_of(card: Card, passage: Passage) -> str:
    """Return the id at which a page opens for a passage: its own, or that of the heading above a guide's particular; ``""`` where there is none."""
    if passage.where in ("text", "heading"):
        return passage.id
    return passage.id.partition(".")[0] if passage.where == "facts" and card.kind == "guide" else ""


class Entry(Record, frozen=True):
    """A page for the index. impacts: term → 0 to 15 (`scoring.impact`); labels: its facets as `kind:notice`."""

    card: Card
    impacts: dict[str, int]
    labels: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
