"""The home page, and the simple version that residents who want little on a page can start from."""

from __future__ import annotations

from typing import Any

from curbcut.core.pages import PageModel
from curbcut.core.particulars import date_text
from curbcut.core.steps import Head
from curbcut.core.vocabularies import in_language
from curbcut.core.words import label
from curbcut.portal.addresses import absolute, href, listing_url, prefix
from curbcut.portal.calendar import day_of, over
from curbcut.portal.chrome import Frame, Where, about_url, feed_links, page
from curbcut.portal.facets import Facet, terms_of, ways_to_browse
from curbcut.portal.parts import item, section, telephone, title_of, validity_of
from curbcut.portal.shelf import Shelf
from curbcut.portal.structured import script_text

_NEWEST = 5  # items of a kind on the home page: one screen on a phone
_PER_CARD = 3  # guides named under a life event; the heading leads to all of them


def home_page(around: Frame, shelf: Shelf, lang: str, ways: list[Facet]) -> PageModel:
    """Return the home page: search, services by life event, then what is new, what is on, where to go."""
    url = prefix(lang)
    where = Where(
        url=url, template="home", lang=lang, name="home",
        twins={other: prefix(other) for other in around.languages if other != lang},
    )  # fmt: skip
    title = in_language(around.config.title, lang)
    links = feed_links(around, "all", url)
    if "opensearch" in around.config.bundles and around.config.url:
        kind = "application/opensearchdescription+xml"
        links = [*links, {"rel": "search", "type": kind, "href": href(url, "opensearch.xml"), "title": title}]
    return page(
        around, where, title,
        heading=label("home_heading", lang), summary=in_language(around.config.tagline, lang),
        search=search_form(around, url, lang),
        simple={"href": href(url, about_url("simple", lang)), "text": label("simple", lang)},
        sections=[*_wants(shelf, url, lang, ways)],
        after=[*_news(around, shelf, url, lang, ways)],
        links=links,
        structured=_structured(around, lang),
    )  # fmt: skip


def simple_page(around: Frame, shelf: Shelf, lang: str, ways: list[Facet]) -> PageModel:
    """Return the simple version: whom to call, the services, what is new. Nothing else."""
    url, title = about_url("simple", lang), label("simple_title", lang)
    where = Where(
        url=url, template="sheet", lang=lang, name="simple", trail=((title, None),),
        twins={other: about_url("simple", other) for other in around.languages if other != lang},
    )  # fmt: skip
    phone = around.config.contact.phone
    call = {"text": label("call_us", lang, phone=phone), "href": telephone(phone)}
    sections = [section("call", label("call", lang), "line", call)] if phone else []
    events = next((facet for facet in ways if facet.name == "life-event"), None)
    if events:
        sections.append(section("want", label("want", lang), "terms", terms_of(url, events, lang)))
    newest = [item(url, head, summary="") for head in _in_force(shelf.of_kind("notice", lang))[:3]]
    if newest:
        sections.append(section("notice", label("newest_notices", lang), "items", newest))
    return page(
        around, where, title, summary=label("simple_text", lang), sections=sections, search=search_form(around, url, lang),
        switch={"set": "simple=1", "text": label("simple_switch", lang)},
    )  # fmt: skip


def search_form(around: Frame, here: str, lang: str) -> dict[str, str] | None:
    """Return the search form (a plain GET), or None where the site makes nothing that can be searched in a browser."""
    if "browser_search" not in around.config.bundles:
        return None
    action = href(here, about_url("search", lang))
    return {"action": action, "label": label("search_label", lang), "button": label("search_button", lang)}


def _wants(shelf: Shelf, url: str, lang: str, ways: list[Facet]) -> list[dict[str, Any]]:
    guides = shelf.of_kind("guide", lang)
    if not guides:
        return []
    every = {"href": href(url, listing_url("guide", lang)), "text": label("all_guides", lang)}
    events = next((facet for facet in ways if facet.name == "life-event"), None)
    if events is None:
        return [section("want", label("guide", lang), "items", [item(url, h) for h in guides[:_NEWEST]], more=every)]
    cards = [
        {
            "text": name, "href": href(url, listing_url(f"life-event/{slug}", lang)),
            "links": [{"text": title_of(head), "href": href(url, head.url)} for head in heads[:_PER_CARD]],
        }
        for (slug, name), heads in events.terms.items()
    ]  # fmt: skip
    return [section("want", label("want", lang), "cards", cards, more=every)]


def _news(around: Frame, shelf: Shelf, url: str, lang: str, ways: list[Facet]) -> list[dict[str, Any]]:
    sections = []
    for kind, title in (("notice", "newest_notices"), ("event", "coming_events"), ("course", "course")):
        heads = shelf.of_kind(kind, lang)
        shown = _coming(around, heads) if kind == "event" else _in_force(heads)
        if shown:
            more = {
                "href": href(url, listing_url(kind, lang)),
                "text": label("all_of_kind", lang, kind=label(kind, lang).lower()),
            }
            items = [_item(around, url, head) for head in shown[:_NEWEST]]
            sections.append(section(kind, label(title, lang), "items", items, more=more))
    districts = next((facet for facet in ways if facet.name == "district"), None)
    if districts:
        sections.append(section("near", label("near_me", lang), "terms", terms_of(url, districts, lang)))
    browse = [link | {"count": 0} for link in ways_to_browse(url, lang, ways)]
    if browse:
        sections.append(section("ways", label("more_ways", lang), "terms", browse))
    return sections


def _item(around: Frame, url: str, head: Head) -> dict[str, Any]:
    if head.kind != "event":
        return item(url, head)
    day = day_of(head, around.today)
    return item(url, head, date=day, date_text=date_text(day, head.lang), detail=getattr(head.meta, "venue", ""))


def _coming(around: Frame, heads: list[Head]) -> list[Head]:
    ahead = [head for head in heads if not over(head, around.today)]
    return sorted(ahead, key=lambda head: (day_of(head, around.today), head.slug))


def _in_force(heads: list[Head]) -> list[Head]:
    return [head for head in heads if validity_of(head) == "effective"]


def _structured(around: Frame, lang: str) -> str:
    config = around.config
    if not config.url:
        return ""
    action = {
        "@type": "SearchAction", "target": absolute(config.url, f"{about_url('search', lang)}?q={{search_term_string}}"),
        "query-input": "required name=search_term_string",
    }  # fmt: skip
    site = {
        "@context": "https://schema.org", "@type": "WebSite", "name": in_language(config.title, lang), "inLanguage": lang,
        "url": absolute(config.url, prefix(lang)), "potentialAction": action,
    }  # fmt: skip
    return script_text(site)
