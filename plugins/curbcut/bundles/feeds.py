"""What is new, for feed readers: Atom and JSON Feed for everything, for each kind and for each topic, by language.

Entries need absolute addresses (`url` in site_config.yml) and a date: without an address there are no
feeds, and a document that was never dated is in none.

source: RFC 4287 (Atom), jsonfeed.org version 1.1, RFC 4151 (tag URIs)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from curbcut.core.catalogue import FOLDERS, Catalogue, Edition, changed, newest_first
from curbcut.core.model import Made, Record
from curbcut.core.steps import Head
from curbcut.core.syndication import Entry, Subscribed, entry_of, owner_of
from curbcut.core.vocabularies import in_language
from curbcut.core.words import label
from curbcut.core.xml_text import xml_text

NAME = {"zh": "订阅源", "en": "Feeds"}
NEEDS: tuple[str, ...] = ()
TOOLS: tuple[str, ...] = ()
ONLINE = True


class Options(Subscribed, frozen=True):
    """How long a feed is, and what its permanent ids begin with."""


class Feed(Record, frozen=True):
    """One feed. path: without its ending, from the site's root; page: the list that shows the same documents."""

    path: str
    page: str
    title: str
    heads: list[Head]


def gather(heads: tuple[Head, ...], options: Options, site: dict[str, Any], made: dict[str, dict[str, Made]]) -> Made:
    """Return `feeds/all.xml`, `feeds/all.json`, the same for `<kind>` and `topic-<slug>`, and all below `en/`."""
    del made
    catalogue = Catalogue(heads, site)
    files: dict[str, bytes] = {}
    if not catalogue.base:
        return Made()
    for edition in catalogue.editions:
        entries: dict[str, tuple[Entry, str, bytes]] = {}
        for feed in _feeds(catalogue, edition, options):
            for head in feed.heads:
                if head.path not in entries:  # a document stands in three feeds or more, and is written once
                    entry = entry_of(catalogue, head, options.authority)
                    entries[head.path] = entry, _atom_entry(catalogue, entry), _json_item(entry)
            written = [entries[head.path] for head in feed.heads]
            files[f"{feed.path}.xml"] = _atom(catalogue, edition, feed, written)
            files[f"{feed.path}.json"] = _json(catalogue, edition, feed, written)
    return Made(files=files, facts={"feeds": len(files) // 2})


def _feeds(catalogue: Catalogue, edition: Edition, options: Options) -> Iterator[Feed]:
    """Yield the feeds of a language that have an entry: everything, the kinds, the topics."""
    lang, start = edition.lang, edition.prefix
    site = catalogue.text("title", lang)
    dated = newest_first(head for head in edition.heads if changed(head))
    if not dated:
        return
    yield Feed(path=f"{start}feeds/all", page=start, title=site, heads=dated[: options.entries])
    lists: dict[str, list[Head]] = {}
    for head in dated:
        for name in (head.kind, *(f"topic-{slug}" for slug, _ in catalogue.topics(head) if slug)):
            listed = lists.setdefault(name, [])
            if len(listed) < options.entries:
                listed.append(head)
    parts = {kind: (f"{kind}/", label(kind, lang)) for kind in FOLDERS}
    for slug, names in (catalogue.site.get("topics") or {}).items():
        parts[f"topic-{slug}"] = f"topic/{slug}/", in_language(names, lang)
    for name, (page, part) in parts.items():
        if name in lists:
            title = label("feed_title", lang, part=part, site=site)
            yield Feed(path=f"{start}feeds/{name}", page=start + page, title=title, heads=lists[name])


def _atom(catalogue: Catalogue, edition: Edition, feed: Feed, written: list[tuple[Entry, str, bytes]]) -> bytes:
    """Return a feed document. Its id is its address: the feed of another host is another feed."""
    address = xml_text(catalogue.address(f"{feed.path}.xml"))
    lang = xml_text(edition.lang)
    subtitle = label("feed_summary", edition.lang, site=catalogue.text("title", edition.lang))
    owner = owner_of(catalogue, edition.lang)
    newest = max(entry.updated for entry, _, _ in written)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{lang}">\n'
        f"<id>{address}</id>\n<title>{xml_text(feed.title)}</title>\n<subtitle>{xml_text(subtitle)}</subtitle>\n"
        f"<updated>{newest}</updated>\n<author><name>{xml_text(owner)}</name></author>\n"
        f'<link rel="self" type="application/atom+xml" href="{address}"/>\n'
        f'<link rel="alternate" type="text/html" href="{xml_text(catalogue.address(feed.page))}"/>\n'
        f"{''.join(xml for _, xml, _ in written)}</feed>\n"
    ).encode()


def _atom_entry(catalogue: Catalogue, entry: Entry) -> str:
    authors = "".join(f"<author><name>{xml_text(name)}</name></author>\n" for name in entry.authors)
    scheme = xml_text(catalogue.address("topic/"))
    categories = "".join(
        f'<category term="{xml_text(slug)}" scheme="{scheme}" label="{xml_text(name)}"/>\n'
        if slug
        else f'<category term="{xml_text(name)}"/>\n'
        for slug, name in entry.topics
    )
    summary = f"<summary>{xml_text(entry.summary)}</summary>\n" if entry.summary else ""
    return (
        f'<entry xml:lang="{xml_text(entry.lang)}">\n<id>{xml_text(entry.id)}</id>\n'
        f"<title>{xml_text(entry.title)}</title>\n"
        f'<link rel="alternate" type="text/html" hreflang="{xml_text(entry.lang)}" href="{xml_text(entry.url)}"/>\n'
        f"<published>{entry.published}</published>\n<updated>{entry.updated}</updated>\n"
        f"{authors}{categories}{summary}</entry>\n"
    )


def _json(catalogue: Catalogue, edition: Edition, feed: Feed, written: list[tuple[Entry, str, bytes]]) -> bytes:
    owner = owner_of(catalogue, edition.lang)
    head = {
        "version": "https://jsonfeed.org/version/1.1", "title": feed.title,
        "home_page_url": catalogue.address(feed.page), "feed_url": catalogue.address(f"{feed.path}.json"),
        "description": label("feed_summary", edition.lang, site=catalogue.text("title", edition.lang)),
        "language": edition.lang, "authors": [{"name": owner, "url": catalogue.address(edition.prefix)}],
    }  # fmt: skip
    opening = msgspec.json.encode(head).removesuffix(b"}")
    return opening + b',"items":[\n' + b",\n".join(item for _, _, item in written) + b"\n]}\n"


def _json_item(entry: Entry) -> bytes:
    item: dict[str, Any] = {
        "id": entry.id, "url": entry.url, "title": entry.title,
        "content_text": entry.summary or entry.title,  # the format asks for content; the whole text is on the page
        "date_published": entry.published, "date_modified": entry.updated, "language": entry.lang,
        "authors": [{"name": name} for name in entry.authors], "tags": [name for _, name in entry.topics],
    }  # fmt: skip
    if entry.summary:
        item["summary"] = entry.summary
    if entry.validity:
        item["_curbcut"] = {"validity": entry.validity}
    return msgspec.json.encode(item)
