"""What surrounds every page: names, navigation, contact, language links, style, policy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from curbcut.core.config import SiteConfig
from curbcut.core.emergency import Emergency
from curbcut.core.headers import PAGE_POLICY
from curbcut.core.model import Record
from curbcut.core.pages import PageModel
from curbcut.core.vocabularies import in_language
from curbcut.core.words import label
from curbcut.portal.addresses import href, listing_url, prefix, root_of
from curbcut.portal.alarm import Alarm, alarm, shown
from curbcut.portal.shelf import Shelf

_LABELS = (
    "skip", "main_nav", "breadcrumbs", "contents", "formats", "about_document", "previous", "next", "pages",
    "contact", "languages", "footer", "lessons", "home",
)  # fmt: skip


class Frame(Record, frozen=True):
    """What all pages of a build share: the configuration, the published kinds, the theme's files.

    common: (way back to the root, language, kind) → the parts that such pages have in common
    """

    config: SiteConfig
    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    navigation: dict[str, tuple[str, ...]]
    languages: tuple[str, ...]
    common: dict[tuple[str, str, str], dict[str, Any]]
    alarm: Alarm | None = None


class Where(Record, frozen=True):
    """A page's place in the site: address, template, language, kind.

    trail: breadcrumbs after the home page, (text, address from the root or None for this page)
    """

    url: str
    template: str
    lang: str
    kind: str = ""
    trail: tuple[tuple[str, str | None], ...] = ()


def frame(
    config: SiteConfig, shelf: Shelf, styles: Sequence[str], scripts: Sequence[str], emergency: Emergency | None = None
) -> Frame:
    """Return the frame of a build."""
    languages = tuple(dict.fromkeys((config.language, *shelf.languages)))
    navigation = {lang: tuple(shelf.kinds(lang)) for lang in languages}
    return Frame(
        config=config,
        styles=tuple(styles),
        scripts=tuple(scripts),
        navigation=navigation,
        languages=languages,
        common={},
        alarm=alarm(emergency, shelf),
    )


def page(
    around: Frame,
    where: Where,
    title: str,
    /,
    **cc: Any,
) -> PageModel:
    """Return a page model: the common parts, and `cc` on top of them."""
    url, lang, kind = where.url, where.lang, where.kind
    depth = root_of(url)
    common = around.common.get((depth, lang, kind))
    if common is None:
        common = around.common[depth, lang, kind] = _shared(around, url, lang, kind)
    own = {**cc, "title": title, "breadcrumbs": _trail(url, lang, where.trail)}
    return PageModel(url=url, template=where.template, lang=lang, title=title, cc={**common, **own})


def _shared(around: Frame, url: str, lang: str, kind: str) -> dict[str, Any]:
    """Return what all pages of a kind and language at the same depth have in common."""
    root = root_of(url)
    return {
        "lang": lang,
        "root": root,
        "kind": kind,
        "kind_label": label(f"{kind}.one", lang) if kind else "",
        "site": {
            "title": in_language(around.config.title, lang),
            "tagline": in_language(around.config.tagline, lang),
            "hotline": around.config.contact.phone or "",
            "home": href(url, prefix(lang)),
        },
        "nav": _nav(around, url, lang, kind),
        "alternates": [],
        "contact": contact_rows(around.config, lang),
        "footer": _footer(around, url, lang),
        "labels": {name: label(name, lang) for name in _LABELS},
        "styles": [root + path for path in around.styles],
        "scripts": [root + path for path in around.scripts],
        "meta": [],
        "csp": PAGE_POLICY,
        "emergency": shown(around.alarm, url, lang),
        "summary": "", "banner": None, "facts": [], "toc": [], "formats": [], "items": [], "sections": [],
        "count_text": "", "pages": None, "previous": None, "next": None, "body": "",
    }  # fmt: skip


def contact_rows(config: SiteConfig, lang: str) -> list[dict[str, Any]]:
    """Return the contact block: hotline first, with the ways that need no voice."""
    contact = config.contact
    rows = []
    for name, value, scheme in (
        ("hotline", contact.phone, "tel:"), ("sms", contact.sms, "sms:"), ("email", contact.email, "mailto:"),
        ("hours", contact.hours, ""), ("address", contact.address, ""),
    ):  # fmt: skip
        if value:
            shown = in_language(value, lang)
            number = "".join(ch for ch in shown if ch.isdigit() or ch == "+")
            link = "" if not scheme else scheme + (shown if scheme == "mailto:" else number)
            rows.append({"label": label(name, lang), "value": shown, "href": link or None})
    return rows


def _nav(around: Frame, url: str, lang: str, kind: str) -> list[dict[str, Any]]:
    here = "course" if kind == "lesson" else kind
    return [
        {"text": label(name, lang), "href": href(url, listing_url(name, lang)), "current": name == here}
        for name in around.navigation.get(lang, ())
    ]


def _trail(url: str, lang: str, trail: tuple[tuple[str, str | None], ...]) -> list[dict[str, Any]]:
    if not trail:
        return []
    steps: tuple[tuple[str, str | None], ...] = ((label("home", lang), prefix(lang)), *trail)
    return [{"text": text, "href": None if to is None else href(url, to)} for text, to in steps]


def _footer(around: Frame, url: str, lang: str) -> list[dict[str, str]]:
    links = [
        {"text": label(other, other), "href": href(url, prefix(other)), "lang": other}
        for other in around.languages
        if other != lang
    ]
    if "page" in around.navigation.get(lang, ()):
        links.insert(0, {"text": label("footer", lang), "href": href(url, listing_url("page", lang)), "lang": lang})
    return links
