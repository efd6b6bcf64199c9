"""Places by district, in the one order that the list of places, its map and its data files share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from curbcut.core.model import Record
from curbcut.core.steps import Head
from curbcut.core.vocabularies import in_language, lookup


class District(Record, frozen=True):
    """Places of one district, by slug. `slug` and `name` are empty for places that name no district.

    first: number of its first place; the numbers run on from district to district, from 1
    """

    slug: str
    name: str
    first: int
    places: tuple[Head, ...]


def directory(heads: Iterable[Head], districts: dict[str, Any], lang: str) -> tuple[District, ...]:
    """Return the places among `heads`: districts in the site's order, then unknown ones, then places without one."""
    rank = {slug: number for number, slug in enumerate(districts)}
    groups: dict[tuple[int, str, str], list[Head]] = {}
    for head in heads:
        if head.kind != "place":
            continue
        term = str(getattr(head.meta, "district", ""))
        slug = next(iter(lookup(districts, term)), "") if term else ""
        last = len(rank) + (not term)
        groups.setdefault((rank.get(slug, last), slug, "" if slug else term), []).append(head)
    listed: list[District] = []
    number = 1
    for (_, slug, term), places in sorted(groups.items(), key=lambda group: group[0]):
        name = in_language(districts[slug], lang) if slug else term
        ordered = tuple(sorted(places, key=lambda head: head.slug))
        listed.append(District(slug=slug, name=name, first=number, places=ordered))
        number += len(ordered)
    return tuple(listed)
