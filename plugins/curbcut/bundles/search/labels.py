"""By what results can be narrowed: the facets of a page, as labels (`kind:notice`)."""

from __future__ import annotations

from curbcut.core.catalogue import Catalogue
from curbcut.core.search.cards import Card
from curbcut.core.steps import Head


def labels_of(catalogue: Catalogue, head: Head, card: Card, *, recorded: bool) -> tuple[str, ...]:
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
