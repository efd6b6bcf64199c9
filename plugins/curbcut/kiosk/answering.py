"""What was found, in the site's own search page: the same words, the same order and the same shape as search.js makes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from html import escape, unescape
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import msgspec
from markupsafe import Markup

from curbcut import theme
from curbcut.core.model import Record
from curbcut.core.particulars import date_text
from curbcut.core.search.entries import RECORDED
from curbcut.core.search.hits import Marks
from curbcut.core.search.searching import Hit, Results
from curbcut.core.words import label
from curbcut.kiosk.asking import PER_PAGE, Asked, printable

_PLACE = re.compile(r'<div id="cc-found" data-root="([^"]*)"[^>]*?data-words="([^"]*)"[^>]*></div>')
_SCRIPT = re.compile(r'<script src="[^"]*assets/search\.[0-9a-f]+\.js" defer></script>\n?')
_INPUT = re.compile(r'<input id="cc-q"')
_LANG = re.compile(r'<html lang="([^"]*)"')


class SearchPage(Record, frozen=True):
    """A search page of the site, cut where something is put in: before the title, the input's value, the results.

    words: what search.js says; names: what facets and their values are called; more: what leads to pages like a result
    """

    lang: str
    root: str
    words: dict[str, Any]
    pieces: tuple[str, str, str, str]
    names: Mapping[str, str]
    more: str = ""


def search_page(html: str, names: Mapping[str, Mapping[str, str]]) -> SearchPage | None:
    """Return a search page of the release, ready to be filled; None for one that has no place for results."""
    html = _SCRIPT.sub("", html)
    place, field, title, lang = _PLACE.search(html), _INPUT.search(html), html.find("<title>"), _LANG.search(html)
    if place is None or field is None or title < 0 or lang is None:
        return None
    at = title + len("<title>")
    words = msgspec.json.decode(unescape(place[2]), type=dict[str, Any])
    return SearchPage(
        lang=lang[1], root=place[1], words=words, names=names.get(lang[1], {}), more=label("kiosk_like", lang[1]),
        pieces=(html[:at], html[at : field.end()], html[field.end() : place.start()], html[place.end() :]),
    )  # fmt: skip


def filled(page: SearchPage, asked: Asked, results: Results | None, release: Path) -> bytes:
    """Return the page with the answer in it. results: None where nothing was asked"""
    before, middle, form, after = page.pieces
    if results is None:
        return f"{before}{middle}{form}{after}".encode()
    query = escape(printable(asked.query))
    told = _told(page, asked, results, release)
    found = _template().render(cc=told)
    title = escape(told["told"]) if asked.like else query
    return "".join((before, f"{title} - ", middle, f' value="{query}"', form, found, after)).encode()


@cache
def _template() -> Any:
    from jinja2 import Environment, FileSystemLoader

    return Environment(loader=FileSystemLoader(theme.TEMPLATES), **theme.environment()).get_template("cc/_found.html")  # noqa: S701 - its settings escape


def _told(page: SearchPage, asked: Asked, results: Results, release: Path) -> dict[str, Any]:
    said = page.words
    last = -(-results.total // PER_PAGE)
    text = said["count" if results.total else "none"]
    if asked.like:
        text = label("kiosk_alike" if results.total else "kiosk_alone", page.lang)
    told = text.replace("{count}", str(results.total)).replace(
        "{query}", printable(asked.title or asked.like or asked.query)
    )
    before, _, after = said["meant"].partition("{text}")
    meant = {
        "text": printable(results.suggestion),
        "href": asked.address(query=results.suggestion),
        "before": before,
        "after": after,
    }
    pager = {
        "text": said["page"].replace("{page}", str(asked.page)).replace("{last}", str(last)),
        "previous": asked.address(page=asked.page - 1) if asked.page > 1 else "",
        "next": asked.address(page=asked.page + 1) if asked.page < last else "",
    }
    return {
        "words": said, "lang": page.lang, "told": told, "total": results.total, "meant": meant if results.suggestion else None,
        "query": printable(asked.query), "sort": asked.sort, "clear": asked.address(query=asked.query),
        "first": 1 + PER_PAGE * (asked.page - 1), "pager": pager if last > 1 else None,
        "facets": _facets(page, asked, results) if results.total > 1 or asked.labels else [], "open": bool(asked.labels),
        "like": page.more,
        "hits": [_hit(page, hit, release) for hit in results.hits],
    }  # fmt: skip


class _Choice(NamedTuple):
    value: str
    text: str
    on: bool


def _facets(page: SearchPage, asked: Asked, results: Results) -> list[dict[str, Any]]:
    """Return the choices by which results are narrowed: counted, the commonest first, years from the newest."""
    shown = []
    for name, counts in results.facets.items():
        values = (
            sorted(counts, reverse=True) if name == "year" else sorted(counts, key=counts.__getitem__, reverse=True)
        )
        choices = [
            _Choice(value, f"{page.names.get(f'{name}:{value}', value)} ({counts[value]})", f"{name}:{value}" in asked.labels)
            for value in values
        ]  # fmt: skip
        shown.append({"name": name, "title": page.names.get(name, name), "choices": choices})
    return shown


def _hit(page: SearchPage, hit: Hit, release: Path) -> dict[str, Any]:
    card, passage, said = hit.card, hit.passage, page.words
    address = page.root + hit.address
    if hit.address == card.url and hit.marks and passage is not None:
        start, end = hit.marks[0]
        address += "#:~:text=" + quote(passage.text[start:end], safe="").replace("-", "%2D")
    date = "" if card.kind == "place" else date_text((card.starts or card.date)[:10], page.lang)
    foreign = said["langs"].get(card.lang, card.lang) if card.lang != page.lang else ""
    shown = passage is not None and passage.where != "title"
    return {
        "href": address, "title": _marked(card.title, hit.title_marks), "lang": card.lang, "tag": said["marks"].get(card.validity, ""),
        "text": _marked(passage.text, hit.marks) if shown and passage else card.summary,
        "text_lang": passage.lang if shown and passage else card.lang,
        "about": " · ".join(filter(None, (said["kinds"].get(card.kind, card.kind), foreign, date))),
        "listen": f"{said['listen']} {card.title}" if (release / card.url / RECORDED).is_file() else "",
        "like": f"?like={quote(card.url)}", "like_name": f"{page.more} {card.title}",
    }  # fmt: skip


def _marked(text: str, marks: Marks) -> Markup:
    """Return a text as HTML, with what was looked for marked."""
    html, at = "", 0
    for start, end in marks:
        html += f"{escape(text[at:start])}<mark>{escape(text[start:end])}</mark>"
        at = end
    return Markup(html + escape(text[at:]))  # noqa: S704 - all of the text is escaped
