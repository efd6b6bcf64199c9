"""Recordings for podcast players: everything, each kind, and each course with its lessons in order, by language.

It needs absolute addresses (`url` in site_config.yml) and the rendition `audio`: without one of them there is none.
Players play such a feed as it is; Apple's directory also asks for a picture (`image`), which only a site can have.

source: RSS 2.0 (rssboard.org); Apple, A podcaster's guide to RSS; Podcasting 2.0 (podcastindex.org/namespace/1.0)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from email.utils import format_datetime
from html import escape
from typing import Annotated, Any, ClassVar, Literal
from uuid import UUID, uuid5

import msgspec
from msgspec import Meta as Schema

from curbcut.core.catalogue import Catalogue
from curbcut.core.fields import FieldWords, field
from curbcut.core.media_types import media_type
from curbcut.core.model import Made, Record
from curbcut.core.podcasts import FILE, ROOM, Episode, Podcast, podcasts
from curbcut.core.steps import Head
from curbcut.core.syndication import Entry, Subscribed, entry_of, owner_of
from curbcut.core.timezones import first_moment
from curbcut.core.xml_text import xml_text

NAME = {"zh": "播客", "en": "Podcasts"}
NEEDS: tuple[str, ...] = ()
TOOLS: tuple[str, ...] = ()
LISTS_FILES = True
LISTS_FACTS = (ROOM,)

CHAPTERS = "chapters.json"
_TRANSCRIPTS = ((ROOM, "captions.vtt", ' rel="captions"'), ("plain", "plain.txt", ""))
"""Rendition, its file, what else is said of it."""

_PODCASTS = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")  # namespace of podcast:guid, Podcasting 2.0
_ABOUT_BYTES = 4000  # Apple: the most a description may have
_NAMESPACES = (
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
    'xmlns:podcast="https://podcastindex.org/namespace/1.0"'
)

Category = Literal[
    "Arts", "Business", "Comedy", "Education", "Fiction", "Government", "Health & Fitness", "History", "Kids & Family",
    "Leisure", "Music", "News", "Religion & Spirituality", "Science", "Society & Culture", "Sports", "TV & Film",
    "Technology", "True Crime",
]  # fmt: skip
"""The first level of Apple's categories, which all directories know."""


class Options(Subscribed, frozen=True):
    """How long a podcast is, what its permanent ids begin with, and what directories want to know.

    image: web address of a square picture, 1,400 to 3,000 pixels wide, PNG or JPEG
    """

    FIELDS: ClassVar[dict[str, FieldWords]] = {
        **Subscribed.FIELDS,
        "category": field("分类", "播客目录里的分类，用苹果公司的英文名", "category in podcast directories, by Apple's name"),
        "image": field(
            "封面", "封面图片的网址：正方形，边长 1400 到 3000 像素，PNG 或 JPEG；播客目录要求有",
            "address of a square cover, 1,400 to 3,000 pixels, PNG or JPEG; directories ask for it",
        ),
    }  # fmt: skip
    entries: Annotated[int, Schema(ge=1, le=500)] = 50
    category: Category = "Government"
    image: Annotated[str, Schema(pattern=r"^(?:https?://[^\s<>\"]+\.(?:png|jpe?g))?$")] = ""


class Written(Record, frozen=True):
    """One episode as it stands in every feed, without its end; updated: moment of its document's last change."""

    xml: str
    updated: str


def gather(heads: tuple[Head, ...], options: Options, site: dict[str, Any], made: dict[str, dict[str, Made]]) -> Made:
    """Return `podcast/all.xml`, `podcast/<kind>.xml`, `podcast/course-<slug>.xml`, all below `en/`, and `chapters.json`
    beside the page of every recording: a player that kept an old episode still finds its chapters.
    """
    del made
    catalogue = Catalogue(heads, site)
    files: dict[str, bytes] = {}
    if not catalogue.base:
        return Made()
    written: dict[str, Written] = {}
    feeds = 0
    for podcast in podcasts(catalogue, site.get("files") or {}):
        shown = podcast.episodes if podcast.serial else podcast.episodes[: options.entries]
        for episode in podcast.episodes:
            name = episode.head.url + CHAPTERS
            if name not in files and (chapters := _facts(catalogue, episode.head).get("chapters")):
                files[name] = _chapters(catalogue, episode.head, chapters)
        for episode in shown:
            if episode.head.path not in written:  # an episode stands in two feeds or more, and is written once
                written[episode.head.path] = _item(catalogue, episode, podcast.lang, options)
        items = [(written[episode.head.path], episode) for episode in shown]
        files[f"{podcast.path}.xml"] = _feed(catalogue, podcast, options, items)
        feeds += 1
    return Made(files=files, facts={"podcasts": feeds})


def _facts(catalogue: Catalogue, head: Head) -> dict[str, Any]:
    facts: dict[str, Any] = catalogue.site.get("facts", {}).get(head.path, {}).get(ROOM, {})
    return facts


def _feed(catalogue: Catalogue, podcast: Podcast, options: Options, items: list[tuple[Written, Episode]]) -> bytes:
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>\n',
        f'<rss version="2.0" {_NAMESPACES}>\n',
        f'<channel xml:lang="{xml_text(podcast.lang)}">\n',
        *_channel(catalogue, podcast, options, (item.updated for item, _ in items)),
    ]
    for item, episode in items:
        # Several courses in one feed would each begin with the first episode.
        number = _element("itunes:episode", str(episode.number)) if podcast.serial else ""
        lines.append(f"{item.xml}{number}</item>\n")
    return ("".join(lines) + "</channel>\n</rss>\n").encode()


def _channel(catalogue: Catalogue, podcast: Podcast, options: Options, updated: Iterable[str]) -> Iterator[str]:
    """Yield the elements of a channel before its items."""
    address = catalogue.address(f"{podcast.path}.xml")
    owner, mail = owner_of(catalogue, podcast.lang), str((catalogue.site.get("contact") or {}).get("email") or "")
    yield _element("title", podcast.title)
    yield _element("link", catalogue.address(podcast.page))
    yield _element("description", _html(podcast.about))
    yield _element("language", _spoken(podcast.lang))
    changes = [datetime.fromisoformat(moment) for moment in updated if moment]
    if changes:
        yield _element("lastBuildDate", format_datetime(max(changes)))
    yield f'<atom:link rel="self" type="application/rss+xml" href="{xml_text(address)}"/>\n'
    yield _element("itunes:author", owner)
    if mail:
        name = xml_text(owner)
        yield f"<itunes:owner><itunes:name>{name}</itunes:name><itunes:email>{xml_text(mail)}</itunes:email></itunes:owner>\n"
    yield _element("itunes:explicit", "false")
    yield _element("itunes:type", "serial" if podcast.serial else "episodic")
    if podcast.serial:
        yield '<itunes:category text="Education"><itunes:category text="Courses"/></itunes:category>\n'
    else:
        yield f'<itunes:category text="{xml_text(options.category)}"/>\n'
    if options.image:
        yield f'<itunes:image href="{xml_text(options.image)}"/>\n'
    yield _element("podcast:guid", str(uuid5(_PODCASTS, _seed(catalogue, podcast, options))))
    yield _element("podcast:medium", "course" if podcast.serial else "podcast")
    owned = f' owner="{xml_text(mail)}"' if mail else ""
    yield f"<podcast:locked{owned}>yes</podcast:locked>\n"


def _seed(catalogue: Catalogue, podcast: Podcast, options: Options) -> str:
    """Return what a podcast's id is made of: its address without scheme, at the host that the authority once was."""
    host = options.authority.partition(",")[0]
    return f"{host}/{podcast.path}.xml" if host else catalogue.address(f"{podcast.path}.xml").partition("://")[2]


def _item(catalogue: Catalogue, episode: Episode, lang: str, options: Options) -> Written:
    head = episode.head
    entry, facts = entry_of(catalogue, head, options.authority), _facts(catalogue, head)
    size = catalogue.site["files"][head.path][ROOM][FILE]
    address = xml_text(catalogue.address(head.url + FILE))
    parts = [
        "<item>\n" if head.lang == lang else f'<item xml:lang="{xml_text(head.lang)}">\n',
        _element("title", entry.title), _element("link", entry.url),
        f'<guid isPermaLink="{"false" if options.authority else "true"}">{xml_text(entry.id)}</guid>\n',
        _element("pubDate", _moment(catalogue, episode)) if episode.day else "",
        _element("description", _html(entry.summary or entry.title)),
        f'<enclosure url="{address}" length="{size}" type="{media_type(FILE)}"/>\n',
        _element("itunes:author", _authors(entry)), _element("itunes:explicit", "false"),
        _element("itunes:duration", str(max(1, round(facts["ms"] / 1000)))) if "ms" in facts else "",
        *_beside(catalogue, head, facts),
    ]  # fmt: skip
    return Written(xml="".join(parts), updated=entry.updated)


def _beside(catalogue: Catalogue, head: Head, facts: dict[str, Any]) -> Iterator[str]:
    """Yield where an episode's chapters and texts are."""
    here = xml_text(catalogue.address(head.url))
    if facts.get("chapters"):
        yield f'<podcast:chapters url="{here}{CHAPTERS}" type="application/json+chapters"/>\n'
    rooms = catalogue.site["files"][head.path]
    for room, file, more in _TRANSCRIPTS:
        if file in rooms.get(room, ()):
            kind = media_type(file).partition(";")[0]
            yield f'<podcast:transcript url="{here}{file}" type="{kind}" language="{xml_text(head.lang)}"{more}/>\n'


def _moment(catalogue: Catalogue, episode: Episode) -> str:
    """Return when an episode came out.

    Lessons of one day are a minute apart: most players sort by date and know of no other order.
    """
    day = first_moment(episode.day, str(catalogue.site.get("timezone") or "Asia/Shanghai"))
    return format_datetime(datetime.fromisoformat(day) + timedelta(minutes=episode.number))


def _chapters(catalogue: Catalogue, head: Head, chapters: list[tuple[str, int, int, str]]) -> bytes:
    """Return the chapters of a recording. Source: Podcasting 2.0, JSON chapters format 1.2."""
    entry = entry_of(catalogue, head, "")
    told = [
        {"startTime": start_ms / 1000, "endTime": end_ms / 1000, "title": title, "url": _at(entry.url, place)}
        for title, start_ms, end_ms, place in chapters
    ]
    head_ = {"version": "1.2.0", "title": entry.title, "author": _authors(entry), "fileName": FILE}
    return msgspec.json.encode({**head_, "chapters": told}) + b"\n"


def _at(page: str, place: str) -> str:
    """Return the address of a place on a page; its title is where the page begins."""
    return page if place in ("", "cc-title") else f"{page}#{place}"


def _authors(entry: Entry) -> str:
    return ("、" if entry.lang.startswith("zh") else ", ").join(entry.authors)


def _html(text: str) -> str:
    """Return a text for an element whose content is HTML, not longer than directories take."""
    return escape(text.encode()[:_ABOUT_BYTES].decode(errors="ignore"), quote=False)


def _spoken(lang: str) -> str:
    """Return a language as directories know it: two letters, perhaps with a region.

    They refuse tags with a script, which a recording does not have. ``zh-cn`` is RSS 2.0's own name for zh-Hans.
    """
    if lang == "zh-Hans":
        return "zh-cn"
    return "-".join(part for part in lang.lower().split("-") if len(part) <= len("cn"))


def _element(name: str, text: str) -> str:
    return f"<{name}>{xml_text(text)}</{name}>\n"
