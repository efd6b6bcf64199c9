"""A page for the index, from what its front matter says and from its passages: the same for Whoosh and for browsers."""

from __future__ import annotations

from typing import Any

import msgspec

from curbcut.core.catalogue import Catalogue, published
from curbcut.core.model import Made
from curbcut.core.search.cards import Card, Entry
from curbcut.core.search.passages import COUNTED, PASSAGES, Counted, Passage
from curbcut.core.search.scoring import impacts
from curbcut.core.steps import Head

RECORDED = "audio.mp3"
"""File beside a page that is its recording."""


def surroundings(paths: tuple[str, ...], site: dict[str, Any], mean: float) -> dict[str, Any]:
    """Return what the entries of these pages depend on besides themselves: the arguments of a piece.

    site: as a bundle with `LISTS_FILES` is told it; mean: `scoring.average` of all pages
    """
    files = site.get("files") or {}
    recorded = [path for path in paths if any(RECORDED in made for made in files.get(path, {}).values())]
    withdrawn = set(site.get("expired") or ()) & set(paths)
    words = {name: site.get(name) or {} for name in ("topics", "districts")}
    return {"mean": mean, "recorded": recorded, "expired": sorted(withdrawn), "site": words}


def entries_of(heads: tuple[Head, ...], around: dict[str, Any], made: dict[str, dict[str, Made]]) -> list[Entry]:
    """Return the entries of pages, in their order. around: `surroundings`."""
    catalogue = Catalogue(heads, {**around["site"], "expired": around["expired"]})
    return [_entry(catalogue, head, around, made[head.path]["passages"]) for head in catalogue.heads]


def _entry(catalogue: Catalogue, head: Head, around: dict[str, Any], made: Made) -> Entry:
    files = {**made.files, **made.inner}
    whole = msgspec.msgpack.decode(files[COUNTED], type=Counted)
    validity = getattr(head.meta, "validity", "effective")
    if head.path in catalogue.expired and validity == "effective":
        validity = "expired"
    card = Card(
        url=head.url, title=head.meta.title, kind=head.kind, lang=head.lang, summary=head.meta.summary,
        date=published(head), starts=getattr(head.meta, "starts", ""), validity=validity, topics=tuple(name for _, name in catalogue.topics(head)), path=head.path,
    )  # fmt: skip
    return Entry(
        card=card, impacts=impacts(whole.tfs, whole.length, around["mean"]),
        labels=_labels(catalogue, head, card, recorded=head.path in around["recorded"]),
        passages=msgspec.msgpack.decode(files[PASSAGES], type=tuple[Passage, ...]),
    )  # fmt: skip


def _labels(catalogue: Catalogue, head: Head, card: Card, *, recorded: bool) -> tuple[str, ...]:
    """Return the labels of a page. Values are slugs of the site's vocabularies, or the term itself outside of them."""
    meta = head.meta
    district = getattr(meta, "district", "") or meta.region
    pairs = [
        ("kind", head.kind), ("language", head.lang), ("validity", card.validity), ("year", card.date[:4]),
        *(("topic", slug or name) for slug, name in catalogue.topics(head)),
        *(("audience", term) for term in catalogue.audience(head)),
        ("audio", "yes" if recorded else ""), ("sign", "yes" if meta.sign_video else ""),
    ]  # fmt: skip
    if district:
        slug, name = catalogue.term("districts", district, head.lang)
        pairs.append(("district", slug or name))
    return tuple(dict.fromkeys(f"{name}:{value}" for name, value in pairs if value))
