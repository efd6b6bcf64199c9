"""Pages that lead to documents: the list of each kind, places by district, coming events, the register, A to Z."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from curbcut.core.directory import directory
from curbcut.core.pages import PageModel
from curbcut.core.particulars import date_text
from curbcut.core.steps import Head
from curbcut.core.words import label
from curbcut.portal.addresses import href, listing_url, prefix
from curbcut.portal.calendar import day_of, over
from curbcut.portal.chrome import Frame, Where, feed_links, page
from curbcut.portal.facets import PAGE_SIZE, Facet, ways_to_browse
from curbcut.portal.keeping import saving
from curbcut.portal.parts import cell, item, joined_texts, pager, section, telephone, term, title_of
from curbcut.portal.shelf import Shelf

_PLACES_AT_ONCE = 200
"""Places on one page: a city's list is read with the browser's own search, and it stays near 15 KB compressed."""


def kind_pages(around: Frame, shelf: Shelf, lang: str, ways: list[Facet]) -> Iterator[PageModel]:
    """Yield the lists of all kinds that a language has."""
    for kind in shelf.kinds(lang):
        heads = shelf.of_kind(kind, lang)
        if kind == "place" and len(heads) <= _PLACES_AT_ONCE:
            yield _places(around, heads, lang, ways)
        else:
            yield from _list(around, heads, kind, lang, ways)


def register_pages(around: Frame, shelf: Shelf, lang: str) -> Iterator[PageModel]:
    """Yield the register of policy documents: every notice with its number, its date and whether it holds."""
    heads = shelf.of_kind("notice", lang)
    head_row = [label(name, lang) for name in ("title_column", "validity", "doc_number", "issued")]
    of = max(1, -(-len(heads) // PAGE_SIZE))
    for number in range(1, of + 1):
        url = listing_url("register", lang, number)
        rows = [_register_row(url, head) for head in heads[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]]
        title = label("register", lang)
        twins = _everywhere(around, "register", lang) if number == 1 else {}
        where = Where(url=url, template="sheet", lang=lang, name="register", trail=((title, None),), twins=twins)
        table = {"caption": label("register_caption", lang), "head": head_row, "rows": rows}
        yield page(
            around, where, title,
            summary=label("register_text", lang), count_text=label("count", lang, count=len(heads)),
            table=table if rows else None, pages=pager("register", lang, number, of),
            sections=_downloads(around, url, "register", ("register/register.csv", "register/register.json"), lang),
        )  # fmt: skip


def alphabet_pages(around: Frame, shelf: Shelf, lang: str, keys: Mapping[str, str]) -> Iterator[PageModel]:
    """Yield the index by first letter, and the list of each letter.

    keys: title → how it is read aloud, in lower-case Latin letters (``can ji ren zheng``)
    """
    letters: dict[str, list[Head]] = {}
    heads = [head for kind in shelf.kinds(lang) for head in shelf.of_kind(kind, lang)]
    for head in sorted(heads, key=lambda head: (keys[title_of(head)], head.url)):
        first = keys[title_of(head)][:1]
        letters.setdefault(first if "a" <= first <= "z" else "0", []).append(head)
    ordered = sorted(letters, key=lambda letter: (letter == "0", letter))
    url, title = listing_url("a-z", lang), label("a-z", lang)
    terms = [
        term(url, _letter(letter, lang), listing_url(f"a-z/{letter}", lang), len(letters[letter])) for letter in ordered
    ]
    twins = _everywhere(around, "a-z", lang)
    where = Where(url=url, template="sheet", lang=lang, name="index", trail=((title, None),), twins=twins)
    yield page(around, where, title, summary=label("a-z_text", lang), terms=terms)
    for letter in ordered:
        of = -(-len(letters[letter]) // PAGE_SIZE)
        for number in range(1, of + 1):
            here = listing_url(f"a-z/{letter}", lang, number)
            trail = ((title, url), (_letter(letter, lang), None))
            shown = letters[letter][(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
            yield page(
                around, Where(url=here, template="sheet", lang=lang, name="list", trail=trail), f"{title} {_letter(letter, lang)}",
                items=[item(here, head, summary="") for head in shown],
                count_text=label("count", lang, count=len(letters[letter])), pages=pager(f"a-z/{letter}", lang, number, of),
            )  # fmt: skip


def _list(around: Frame, heads: list[Head], kind: str, lang: str, ways: list[Facet]) -> Iterator[PageModel]:
    if kind == "event":
        heads = sorted(heads, key=lambda head: _when(head, around.today))
    size = around.config.listing_size
    of = -(-len(heads) // size)
    others = {
        other: listing_url(kind, other)
        for other in around.languages
        if other != lang and kind in around.navigation[other]
    }
    for number in range(1, of + 1):
        url = listing_url(kind, lang, number)
        shown = heads[(number - 1) * size : number * size]
        where = Where(
            url=url, template="sheet", lang=lang, name="list", kind=kind, trail=((label(kind, lang), None),),
            twins=others if number == 1 else {},
        )  # fmt: skip
        sections = [*saving(around, url, lang)] if number == 1 else []
        if kind == "event":
            sections = [*_downloads(around, url, "calendar", ("events/calendar.ics",), lang), *sections]
        yield page(
            around, where, label(kind, lang),
            items=[_event(url, head, around.today) if kind == "event" else item(url, head) for head in shown],
            count_text=label("count", lang, count=len(heads)),
            pages=pager(kind, lang, number, of),
            terms=ways_to_browse(url, lang, ways, kind), links=feed_links(around, kind, url), sections=sections,
        )  # fmt: skip


def _when(head: Head, today: str) -> tuple[bool, str, str]:
    """Return the order of an event: what is to come first, the next one on top; what is over last, the latest on top."""
    past, day = over(head, today), day_of(head, today)
    return past, "".join(chr(0x10FFFF - ord(ch)) for ch in day) if past else day, head.slug


def _event(here: str, head: Head, today: str) -> dict[str, Any]:
    day = day_of(head, today)
    past = over(head, today)
    return item(
        here, head, date=day, date_text=date_text(day, head.lang), detail=getattr(head.meta, "venue", "") or "",
        tag=label("event_over", head.lang) if past else "",
    )  # fmt: skip


def _places(around: Frame, heads: list[Head], lang: str, ways: list[Facet]) -> PageModel:
    """Return the list of places: by district, each with its way in; the map repeats what the list says."""
    url, sections = listing_url("place", lang), []
    for district in directory(heads, around.config.districts, lang):
        name = district.name or label("no_district", lang)
        listed = [_place(url, head, district.first + n) for n, head in enumerate(district.places)]
        sections.append(section(f"district-{district.slug or 'none'}", name, "items", listed))
    if "places" in around.config.bundles:
        caption = label("map_caption", lang)
        source = href(url, f"{prefix(lang)}places/map.svg")
        figure = {"src": source, "alt": label("map_alt", lang), "caption": caption, "width": 900, "height": 640}
        files = (f"{prefix(lang)}places/places.csv", f"{prefix(lang)}places/places.geojson")
        sections.append(section("map", label("map", lang), "figure", figure, around=True))
        sections += _downloads(around, url, "places", files, lang)
    sections += saving(around, url, lang)
    trail = ((label("place", lang), None),)
    twins = {
        other: listing_url("place", other)
        for other in around.languages
        if other != lang and "place" in around.navigation[other]
    }
    where = Where(url=url, template="sheet", lang=lang, name="places", kind="place", trail=trail, twins=twins)
    return page(
        around, where, label("place", lang), summary=label("places_text", lang), sections=sections,
        terms=ways_to_browse(url, lang, ways, "place"), count_text=label("count", lang, count=len(heads)),
    )  # fmt: skip


def _place(here: str, head: Head, number: int) -> dict[str, Any]:
    meta: Any = head.meta
    link = telephone(meta.phone)
    ways = [{"href": link, "text": label("call_us", head.lang, phone=meta.phone)}] if link else []
    told = "、" if head.lang.startswith("zh") else ", "
    return item(
        here, head, title=f"{number}. {title_of(head)}", date="", date_text="", ways=ways,
        summary=joined_texts((meta.address, meta.hours), head.lang), detail=told.join(meta.facilities),
    )  # fmt: skip


def _register_row(here: str, head: Head) -> list[dict[str, Any]]:
    meta: Any = head.meta
    day = meta.issued or meta.published
    return [
        cell(title_of(head), href(here, head.url)), cell(label(f"validity.{meta.validity}", head.lang)),
        cell(meta.doc_number or meta.index_number), cell(date_text(day, head.lang), date=day),
    ]  # fmt: skip


def _downloads(around: Frame, here: str, bundle: str, files: tuple[str, ...], lang: str) -> list[dict[str, Any]]:
    """Return the section with a list's data files, where the site makes that bundle."""
    if bundle not in around.config.bundles:
        return []
    links = [term(here, file.rpartition(".")[2].upper(), file) for file in files]
    return [
        section(
            "download", label("subscribe" if bundle == "calendar" else "download", lang), "terms", links, around=True
        )
    ]


def _everywhere(around: Frame, name: str, lang: str) -> dict[str, str]:
    """Return the twins of a page that every language has."""
    return {other: listing_url(name, other) for other in around.languages if other != lang}


def _letter(letter: str, lang: str) -> str:
    return label("a-z_other", lang) if letter == "0" else letter.upper()
