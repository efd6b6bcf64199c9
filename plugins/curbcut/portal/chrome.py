"""What surrounds every page: names, navigation, contact, languages, style, policy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from curbcut.core.catalogue import Catalogue
from curbcut.core.config import SiteConfig
from curbcut.core.emergency import Emergency
from curbcut.core.headers import PAGE_POLICY
from curbcut.core.model import Record, digest_of
from curbcut.core.pages import PageModel
from curbcut.core.podcasts import podcasts
from curbcut.core.vocabularies import in_language
from curbcut.core.words import label
from curbcut.portal.addresses import absolute, href, listing_url, prefix, root_of
from curbcut.portal.alarm import Alarm, alarm, shown
from curbcut.portal.shelf import Shelf

_LABELS = (
    "skip", "main_nav", "breadcrumbs", "contents", "formats", "about_document", "previous", "next", "finished", "previous_page", "next_page", "pages",
    "contact", "footer", "home", "facets", "text_size", "small", "medium", "large", "preferences",
    "feedback_here",
)  # fmt: skip
MANIFEST = "site.webmanifest"
"""The web app manifest, which the bundle `offline` makes; it also tells the scripts that there is a worker beside it."""
ABOUT = ("accessibility", "feedback", "sitemap", "register", "a-z", "formats", "preferences")
"""Pages that the portal makes about the site itself, in the order of the footer."""


def keeps(config: SiteConfig) -> bool:
    """Return whether readers can keep the site's pages on their devices."""
    return "offline" in config.bundles


def about_names(config: SiteConfig) -> tuple[str, ...]:
    """Return the pages about the site that it has."""
    return (*ABOUT, "offline") if keeps(config) else ABOUT


_NOTHING: dict[str, Any] = {
    "summary": "", "banner": None, "facts": [], "toc": [], "formats": [], "audio": None, "sections": [], "after": [], "items": [],
    "count_text": "", "pages": None, "previous": None, "next": None, "finish": None, "terms": [], "table": None, "search": None,
    "simple": None, "switch": None, "results": None, "panel": False, "ways": None, "feedback": "", "untranslated": [], "meta": [], "links": [],
    "structured": "", "quiz": None, "study": "", "certificate": None, "progress": None, "styles": [], "scripts": [], "body": "",
}  # fmt: skip
"""What a page has where its planner says nothing; a template asks for every key."""

_LISTING, _LISTED = ("items", "terms", "table", "search", "progress"), ("items", "terms", "cards", "table", "save")
"""What a page has that lists something; forms of sections that do, by themselves or by a script."""


class Frame(Record, frozen=True):
    """What all pages of a build share.

    assets:     file of the theme (``site.css``) → published path
    today:      ISO date of the build in the site's time zone
    podcasts:   path of a podcast's feed, without `.xml` → its title
    alarm:      what the emergency banner says, if there is one
    common:     (way back to the root, language, kind) → the parts that such pages have in common
    """

    config: SiteConfig
    assets: Mapping[str, str]
    today: str
    navigation: dict[str, tuple[str, ...]]
    languages: tuple[str, ...]
    common: dict[tuple[str, str, str], dict[str, Any]]
    podcasts: Mapping[str, str] = {}
    alarm: Alarm | None = None

    def key(self) -> tuple[Any, ...]:
        """Return what tells two frames apart; not the day, which pages take from their context."""
        return self.config, self.assets, self.navigation, self.languages, self.podcasts, self.alarm


class Now(Record, frozen=True):
    """What holds at the time of a build: the date (ISO, in the site's zone), and an emergency if there is one."""

    today: str
    emergency: Emergency | None = None


Step = tuple[str, str | None] | tuple[str, str | None, str]


class Where(Record, frozen=True):
    """A page's place in the site.

    url:      from the site's root; template: name of the shared template; name: what this page is (``notice``)
    kind:     kind of document it shows or lists; trail: breadcrumbs after the home page, (text, address from the
              root or None for this page, language where it is another than the page's); twins: the same page in other languages, language → address
    """

    url: str
    template: str
    lang: str
    name: str
    kind: str = ""
    trail: tuple[Step, ...] = ()
    twins: dict[str, str] = {}


def frame(config: SiteConfig, shelf: Shelf, assets: Mapping[str, str], now: Now) -> Frame:
    """Return the frame of a build."""
    languages = tuple(dict.fromkeys((config.language, *shelf.languages)))
    navigation = {lang: tuple(shelf.kinds(lang)) for lang in languages}
    return Frame(
        config=config, assets=assets, today=now.today, navigation=navigation, languages=languages, common={},
        podcasts=_podcasts(config, shelf), alarm=alarm(now.emergency, shelf),
    )  # fmt: skip


def _podcasts(config: SiteConfig, shelf: Shelf) -> dict[str, str]:
    """Return the podcasts that the site's bundle makes of what was recorded."""
    if "podcast" not in config.bundles or not config.url:
        return {}
    catalogue = Catalogue(shelf.heads, {**config.told(), "expired": shelf.expired})
    files = {path: {room: answer.files for room, answer in rooms.items()} for path, rooms in shelf.made.items()}
    return {podcast.path: podcast.title for podcast in podcasts(catalogue, files)}


def page(around: Frame, where: Where, title: str, /, **cc: Any) -> PageModel:
    """Return a page model: nothing, the common parts, and `cc` on top of them."""
    common = _around(around, where)
    links = [*_alternates(around, where), *cc.pop("links", ())]
    own = {
        "frame": common["frame"], "title": title, "heading": title, "template": where.name, "breadcrumbs": _trail(where),
        "languages": [*_languages(around, where)], **cc, "links": links,
    }  # fmt: skip
    own["styles"] = [
        *([common["root"] + around.assets["lists.css"]] if _lists(where, own) else ()),
        *own.get("styles", ()),
    ]
    own["meta"] = [_description(own, title, common["site"]["title"]), *own.get("meta", ())]
    return PageModel(
        url=where.url, template=where.template, lang=where.lang, title=title, cc=own, shared=common
    )  # fmt: skip


def _lists(where: Where, own: Mapping[str, Any]) -> bool:
    """Tell whether a page lists documents or leads to them: one that only shows a text does without the style of such."""
    parts = (*own.get("sections", ()), *own.get("after", ()))
    return where.template == "home" or any(map(own.get, _LISTING)) or any(part["form"] in _LISTED for part in parts)


def _around(around: Frame, where: Where) -> dict[str, Any]:
    key = root_of(where.url), where.lang, where.kind
    common = around.common.get(key)
    if common is None:
        shared = {**_NOTHING, **_shared(around, where)}
        common = around.common[key] = {**shared, "frame": digest_of(shared)[:16]}
    return common


def _shared(around: Frame, where: Where) -> dict[str, Any]:
    """Return what all pages of a kind and language at the same depth have in common."""
    root, lang, config = root_of(where.url), where.lang, around.config
    return {
        "lang": lang,
        "root": root,
        "kind": where.kind,
        "site": {
            "title": in_language(config.title, lang),
            "tagline": in_language(config.tagline, lang),
            "organisation": in_language(config.organisation or config.title, lang),
            "home": href(where.url, prefix(lang)),
            "preferences": href(where.url, about_url("preferences", lang)),
        },
        "nav": _nav(around, where),
        "contact": contact_rows(config, lang),
        "footer": _footer(around, where),
        "labels": {name: label(name, lang) for name in _LABELS},
        "assets": {
            "styles": [root + around.assets["site.css"]],
            "prefs": root + around.assets["prefs.js"],
            "icon": root + around.assets["icon.svg"],
            "manifest": f"{root}{MANIFEST}" if keeps(config) else "",
        },
        "csp": PAGE_POLICY,
        "emergency": shown(around.alarm, where.url, lang),
    }


def about_url(name: str, lang: str) -> str:
    """Return the address of a page that the portal makes about the site: ``feedback/``."""
    return f"{prefix(lang)}{name}/"


def feed_links(around: Frame, name: str, here: str) -> list[dict[str, str]]:
    """Return the links to the feeds of a list and to its podcast, where the site makes them and has a public address."""
    if "feeds" not in around.config.bundles or not around.config.url:
        return podcast_links(around, name, here)
    base = prefix("en") if here.startswith("en/") else ""
    feeds = [
        {"rel": "alternate", "type": media, "href": href(here, f"{base}feeds/{name}.{suffix}"), "title": shown}
        for media, suffix, shown in (("application/atom+xml", "xml", "Atom"), ("application/feed+json", "json", "JSON Feed"))
    ]  # fmt: skip
    return [*feeds, *podcast_links(around, name, here)]


def podcast_links(around: Frame, name: str, here: str) -> list[dict[str, str]]:
    """Return the link to the podcast of a list or a course, if there is one."""
    path = f"{prefix('en') if here.startswith('en/') else ''}podcast/{name}"
    if path not in around.podcasts:
        return []
    link, title = href(here, f"{path}.xml"), around.podcasts[path]
    return [{"rel": "alternate", "type": "application/rss+xml", "href": link, "title": title}]


def kept_for(config: SiteConfig) -> str:
    """Return the name under which learners' answers are kept: the same at every address of a site, and in every language."""
    return in_language(config.title, config.language)


def about_title(name: str, lang: str) -> str:
    """Return what such a page is called."""
    return label("formats_title" if name == "formats" else name, lang)


def contact_rows(config: SiteConfig, lang: str) -> list[dict[str, Any]]:
    """Return the contact block: hotline first, with the ways that need no voice."""
    contact = config.contact
    rows = []
    for name, value, scheme in (
        ("hotline", contact.phone, "tel:"), ("sms", contact.sms, "sms:"), ("email", contact.email, "mailto:"),
        ("sign_language", contact.sign_language, ""), ("hours", contact.hours, ""), ("counter", contact.address, ""),
    ):  # fmt: skip
        if value:
            shown = in_language(value, lang)
            number = "".join(ch for ch in shown if ch.isdigit() or ch == "+")
            link = "" if not scheme else scheme + (shown if scheme == "mailto:" else number)
            rows.append({"label": label(name, lang), "value": shown, "href": link or None})
    return rows


def _nav(around: Frame, where: Where) -> list[dict[str, Any]]:
    here = "course" if where.kind == "lesson" else where.kind
    kinds = [
        {
            "text": label(f"nav.{name}", where.lang), "href": href(where.url, listing_url(name, where.lang)),
            "current": name == here,
        }
        for name in around.navigation.get(where.lang, ())
    ]  # fmt: skip
    search = {"text": label("search", where.lang), "href": href(where.url, about_url("search", where.lang))}
    return [*kinds, {**search, "current": here == "search"}]


def _trail(where: Where) -> list[dict[str, Any]]:
    if not where.trail:
        return []
    steps: tuple[Step, ...] = ((label("home", where.lang), prefix(where.lang)), *where.trail)
    return [
        {"text": text, "href": None if to is None else href(where.url, to), "lang": "".join(lang)}
        for text, to, *lang in steps
    ]


def _footer(around: Frame, where: Where) -> list[dict[str, str]]:
    lang = where.lang
    return [
        {"text": about_title(name, lang), "href": href(where.url, about_url(name, lang))}
        for name in about_names(around.config)
    ]


def _languages(around: Frame, where: Where) -> Iterable[dict[str, str]]:
    """Yield the way into each other language: this page if it is translated, else honestly the home page."""
    for other in around.languages:
        if other != where.lang:
            there = where.twins.get(other)
            there = prefix(other) if there is None else there  # then the page says that it has no translation
            yield {"lang": other, "href": href(where.url, there), "name": label(other, other)}


def _alternates(around: Frame, where: Where) -> Sequence[dict[str, str]]:
    """Return the `hreflang` links of a page with translations: both ways, itself included, absolute where they can be."""
    if not where.twins:
        return ()
    base = around.config.url
    every = {where.lang: where.url, **where.twins}
    return [
        {"rel": "alternate", "hreflang": lang, "href": absolute(base, url) if base else href(where.url, url)}
        for lang, url in sorted(every.items(), key=lambda pair: around.languages.index(pair[0]))
    ]


def _description(own: Mapping[str, Any], title: str, site: str) -> dict[str, str]:
    """Return what a search engine shows below the title: the summary, or whose page it is."""
    return {"name": "description", "content": own.get("summary") or f"{title} - {site}"}
