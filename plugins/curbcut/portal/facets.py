"""Ways to browse: by topic, audience, level, district, year and life event; an index of terms, and a list for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from curbcut.core.model import Record
from curbcut.core.pages import PageModel
from curbcut.core.steps import Head
from curbcut.core.vocabularies import AUDIENCES, LEVELS, Vocabulary, in_language, lookup
from curbcut.core.words import label
from curbcut.portal.addresses import listing_url
from curbcut.portal.chrome import Frame, Where, feed_links, page
from curbcut.portal.parts import item, pager, term
from curbcut.portal.shelf import Shelf

PAGE_SIZE = 50
"""Entries on one page of such a list: people come to scan titles, and a site of 5,000 documents stays at some hundred pages."""


class Facet(Record, frozen=True):
    """One way to browse in one language.

    name:  first part of its addresses (``topic``); title: what it is called
    terms: (slug, name) → documents, newest first; only terms that have any, in the vocabulary's order
    """

    name: str
    title: str
    terms: dict[tuple[str, str], list[Head]]


def facets(around: Frame, shelf: Shelf, lang: str) -> list[Facet]:
    """Return the ways to browse that lead anywhere."""
    config = around.config
    heads = [head for kind in shelf.kinds(lang) for head in shelf.of_kind(kind, lang)]
    tables: tuple[tuple[str, Vocabulary, Callable[[Any], Iterable[str]]], ...] = (
        ("topic", config.topics, lambda meta: meta.topic),
        ("audience", AUDIENCES, lambda meta: meta.audience),
        ("level", LEVELS, lambda meta: (meta.level,) if meta.level else ()),
        ("district", config.districts, lambda meta: (getattr(meta, "district", ""),)),
        ("life-event", config.life_events, lambda meta: getattr(meta, "life_event", ())),
    )
    found = [_sorted(name, table, of, heads, lang) for name, table, of in tables]
    years: dict[tuple[str, str], list[Head]] = {}
    for head in heads:
        if head.kind == "notice":
            year = head.meta.published[:4]
            years.setdefault((year, label("count_year", lang, year=year)), []).append(head)
    found.append(Facet(name="year", title=label("year_index", lang), terms=years))
    return [facet for facet in found if facet.terms]


def facet_pages(around: Frame, lang: str, browse: Mapping[str, list[Facet]]) -> Iterator[PageModel]:
    """Yield the index of each way to browse and the list of each term.

    browse: language → its ways to browse: a list has a twin in each language in which it holds anything
    """
    for facet in browse[lang]:
        same = {
            other: {slug for slug, _ in one.terms}
            for other, ways in browse.items()
            if other != lang
            for one in ways
            if one.name == facet.name
        }
        yield _index(around, facet, lang, {other: listing_url(facet.name, other) for other in same})
        for slug, name in facet.terms:
            base = f"{facet.name}/{slug}"
            twins = {other: listing_url(base, other) for other, slugs in same.items() if slug in slugs}
            yield from _list(around, facet, (slug, name), lang, twins)


def ways_to_browse(here: str, lang: str, ways: list[Facet], kind: str = "") -> list[dict[str, Any]]:
    """Return links to the indexes (those that hold documents of a kind, where one is given) and to the A to Z."""
    fitting = [f for f in ways if not kind or any(head.kind == kind for heads in f.terms.values() for head in heads)]
    links = [term(here, facet.title, listing_url(facet.name, lang)) for facet in fitting]
    return [*links, term(here, label("a-z", lang), listing_url("a-z", lang))]


def terms_of(here: str, facet: Facet, lang: str) -> list[dict[str, Any]]:
    """Return the links of an index: each term with how many documents it has."""
    return [
        term(here, name, listing_url(f"{facet.name}/{slug}", lang), len(heads))
        for (slug, name), heads in facet.terms.items()
    ]


def _sorted(
    name: str, table: Vocabulary, of: Callable[[Any], Iterable[str]], heads: Iterable[Head], lang: str
) -> Facet:
    known: dict[str, tuple[str, ...]] = {}
    lists: dict[str, list[Head]] = {slug: [] for slug in table}
    for head in heads:
        for word in of(head.meta):
            if word not in known:
                known[word] = lookup(table, word)
            for slug in known[word]:
                lists[slug].append(head)
    terms = {(slug, in_language(table[slug], lang)): found for slug, found in lists.items() if found}
    return Facet(name=name, title=label(f"{name}_index", lang), terms=terms)


def _index(around: Frame, facet: Facet, lang: str, twins: dict[str, str]) -> PageModel:
    url = listing_url(facet.name, lang)
    where = Where(url=url, template="sheet", lang=lang, name="index", trail=((facet.title, None),), twins=twins)
    count = label("terms_count", lang, count=len(facet.terms))
    return page(around, where, facet.title, terms=terms_of(url, facet, lang), count_text=count)


def _list(around: Frame, facet: Facet, term_: tuple[str, str], lang: str, twins: dict[str, str]) -> Iterator[PageModel]:
    slug, name = term_
    base, heads = f"{facet.name}/{slug}", facet.terms[term_]
    of = -(-len(heads) // PAGE_SIZE)
    for number in range(1, of + 1):
        url = listing_url(base, lang, number)
        trail = ((facet.title, listing_url(facet.name, lang)), (name, None))
        shown = heads[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
        yield page(
            around, Where(url=url, template="sheet", lang=lang, name="list", trail=trail, twins=twins if number == 1 else {}), name,
            items=[item(url, head) for head in shown], count_text=label("count", lang, count=len(heads)),
            pages=pager(base, lang, number, of), links=feed_links(around, f"topic-{slug}", url) if facet.name == "topic" else [],
        )  # fmt: skip
