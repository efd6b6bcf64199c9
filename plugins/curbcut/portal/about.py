"""What a site says about itself: accessibility, feedback, formats, preferences, search, site map, a wrong address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args
from urllib.parse import urlsplit

import msgspec

from curbcut.core.kinds import KINDS, Validity
from curbcut.core.model import Record
from curbcut.core.pages import PageModel
from curbcut.core.vocabularies import in_language
from curbcut.core.words import label
from curbcut.portal.addresses import absolute, href, listing_url, prefix, root_of
from curbcut.portal.chrome import Frame, Where, about_names, about_title, about_url, contact_rows, keeps, kept_for, page
from curbcut.portal.facets import Facet, ways_to_browse
from curbcut.portal.helping import helping_page
from curbcut.portal.home import search_form
from curbcut.portal.keeping import offline_page, saving
from curbcut.portal.parts import section, term, title_of
from curbcut.portal.preferring import preferences_page
from curbcut.portal.shelf import Shelf


class Checked(Record, frozen=True):
    """What the site's own checks came to.

    rules:  how many content rules there are
    open:   what is wrong, in a language of the interface (`zh`, `en`) → sentence → how often; warnings only, since
            a site with worse is not published
    """

    rules: int = 0
    open: Mapping[str, Mapping[str, int]] = {}


class Known(Record, frozen=True):
    """What planning knows beside the documents.

    rooms:  rendition name → module; checked: what the site's own checks came to
    keys:   language → title → how it is read aloud, for the A to Z
    offered: path of an attachment → its size in bytes, and its pages (0 where it has none)
    """

    rooms: dict[str, Any]
    checked: Checked
    keys: Mapping[str, Mapping[str, str]]
    offered: Mapping[str, tuple[int, int]] = {}


def about_pages(around: Frame, shelf: Shelf, lang: str, ways: list[Facet], known: Known) -> Iterator[PageModel]:
    """Yield the pages about the site in one language."""
    yield _accessibility(around, shelf, lang, known)
    yield _feedback(around, lang)
    yield _formats(around, lang, known.rooms)
    yield preferences_page(around, shelf, lang)
    if shelf.asks:
        yield _progress(around, lang)
        yield helping_page(around, lang, known.rooms)
    yield _search(around, lang, ways)
    yield _sitemap(around, shelf, lang, ways)
    if keeps(around.config):
        yield offline_page(around, shelf, lang)


def not_found(around: Frame, ways: list[Facet]) -> PageModel:
    """Return the page for an address that does not exist; its links start at the root, for it is shown anywhere."""
    lang = around.config.language
    where = Where(url="404.html", template="sheet", lang=lang, name="notfound")
    model = page(
        around, where, label("not_found", lang), summary=label("not_found_text", lang), search=search_form(around, "404.html", lang),
        terms=[term("404.html", label("home", lang), ""), *ways_to_browse("404.html", lang, ways)],
        meta=[{"name": "robots", "content": "noindex"}],
    )  # fmt: skip
    base = urlsplit(around.config.url or "").path.rstrip("/") + "/"
    cc = _rooted({**model.shared, **model.cc}, base)
    return PageModel(url=model.url, template=model.template, lang=lang, title=model.title, cc={**cc, "frame": "404"})


def _where(around: Frame, name: str, lang: str, kind: str = "") -> Where:
    twins = {other: about_url(name, other) for other in around.languages if other != lang}
    title = about_title(name, lang)
    return Where(
        url=about_url(name, lang),
        template="sheet",
        lang=lang,
        name=name,
        kind=kind,
        trail=((title, None),),
        twins=twins,
    )


_STANDARDS, _TO_SAY, _ABOUT_PROGRESS = 4, 3, 3  # sentences of these lists in core/words/portal.py


def _sentences(name: str, count: int, lang: str) -> list[str]:
    return [label(f"{name}_{number}", lang) for number in range(1, count + 1)]


def _accessibility(around: Frame, shelf: Shelf, lang: str, known: Known) -> PageModel:
    config, checked, rooms = around.config, known.checked, known.rooms
    heads = [head for head in shelf.heads if head.kind != "course"]
    counted = label("accessibility_documents", lang, documents=len(heads), rules=checked.rules)
    still_open = checked.open.get("zh" if lang.startswith("zh") else "en", {})
    number = sum(still_open.values())
    says = label("accessibility_open", lang, count=number) if number else label("accessibility_clean", lang)
    coverage = []
    for name, room in rooms.items():
        have = sum(1 for head in heads if name in shelf.made.get(head.path, ()))
        percent = round(100 * have / len(heads)) if heads else 0
        named = in_language(room.NAME, "zh" if lang.startswith("zh") else "en")
        coverage.append(label("accessibility_covered", lang, name=named, count=have, percent=percent))
    limits = [label("accessibility_limits_text", lang)]
    if any(getattr(room, "SPEAKS", False) for room in rooms.values()):
        limits.append(label("accessibility_limits_audio", lang))
    organisation = in_language(config.organisation or config.title, lang)
    contact_text = label("accessibility_contact_text", lang, days=config.response_days)
    more = {
        "href": href(about_url("accessibility", lang), about_url("feedback", lang)),
        "text": label("feedback", lang),
    }
    return page(
        around, _where(around, "accessibility", lang), label("accessibility", lang),
        summary=label("accessibility_text", lang, organisation=organisation),
        sections=[
            section("standards", label("accessibility_standards", lang), "list", _sentences("accessibility", _STANDARDS, lang)),
            section(
                "checks", label("accessibility_checks", lang), "list" if still_open else "",
                [f"{sentence} × {times}" for sentence, times in still_open.items()], paragraphs=[counted, says],
            ),
            section("coverage", label("accessibility_coverage", lang), "list", coverage),
            section("limits", label("accessibility_limits", lang), paragraphs=limits),
            section("barrier", label("accessibility_contact", lang), paragraphs=[contact_text], more=more),
        ],
    )  # fmt: skip


def _feedback(around: Frame, lang: str) -> PageModel:
    ways = [{**row, "long": True, "datetime": None, "id": "", "lang": ""} for row in contact_rows(around.config, lang)]
    return page(
        around, _where(around, "feedback", lang), label("feedback", lang),
        summary=label("feedback_text", lang, days=around.config.response_days),
        sections=[
            section("ways", label("feedback_ways", lang), "facts", ways),
            section("say", label("feedback_say", lang), "list", _sentences("feedback_say", _TO_SAY, lang)),
            section("further", label("feedback_further", lang), paragraphs=[label("feedback_further_text", lang)]),
        ],
    )  # fmt: skip


def _formats(around: Frame, lang: str, rooms: Mapping[str, Any]) -> PageModel:
    from curbcut.core.words.portal import PORTAL

    sections = []
    for name, room in rooms.items():
        named = in_language(room.NAME, "zh" if lang.startswith("zh") else "en")
        text = label(f"format.{name}" if f"format.{name}" in PORTAL else "format.default", lang)
        sections.append(section(f"format-{name.replace('_', '-')}", named, paragraphs=[text]))
    sections += _podcasts(around, lang)
    missing = label("formats_missing", lang, phone=around.config.contact.phone)
    sections.append(section("missing", label("formats_more", lang), paragraphs=[missing]))
    return page(
        around,
        _where(around, "formats", lang),
        about_title("formats", lang),
        summary=label("formats_text", lang),
        sections=sections,
    )


def _podcasts(around: Frame, lang: str) -> Iterator[dict[str, Any]]:
    """Yield the section with the addresses of the podcasts, written out: they are copied into another program."""
    start = f"{prefix(lang)}podcast/"
    rows = [
        {"label": title, "value": absolute(around.config.url, f"{path}.xml"), "href": None, "datetime": None, "long": True,
         "id": "", "lang": ""}
        for path, title in around.podcasts.items() if path.startswith(start)
    ]  # fmt: skip
    if rows:
        yield section("podcast", label("podcast", lang), "facts", rows, paragraphs=[label("podcast_text", lang)])


def _progress(around: Frame, lang: str) -> PageModel:
    """Return the page of somebody's own answers; its script fills it from what is kept on the device."""
    url = about_url("progress", lang)
    return page(
        around, _where(around, "progress", lang, "progress"), label("progress", lang), summary=label("progress_text", lang),
        progress=kept_for(around.config), scripts=[root_of(url) + around.assets["progress.js"]], styles=[root_of(url) + around.assets[name] for name in ("quiz.css", "record.css")],
        meta=[{"name": "robots", "content": "noindex"}],
        sections=[section("about", label("progress_about", lang), "list", _sentences("progress", _ABOUT_PROGRESS, lang))],
    )  # fmt: skip


def _search(around: Frame, lang: str, ways: list[Facet]) -> PageModel:
    url = about_url("search", lang)
    form = search_form(around, url, lang)
    browse = section("browse", label("search_nojs", lang), "terms", ways_to_browse(url, lang, ways))
    saved = saving(around, url, lang, "search/") if "browser_search" in around.config.bundles else ()
    scripts = {name: root_of(url) + around.assets[f"{name}.js"] for name in ("finding", "guessing", "results")}
    results = {**scripts, "words": _words_of_search(around, lang)}
    return page(
        around, _where(around, "search", lang, "search"), label("search", lang), summary=label("search_text", lang),
        search=form, results=results if form else None, styles=[root_of(url) + around.assets["search.css"]] if form else [],
        scripts=[root_of(url) + around.assets["search.js"]] if form else [],
        sections=[browse, *saved], meta=[{"name": "robots", "content": "noindex"}],
    )  # fmt: skip


_SAID_WHILE_SEARCHING = (
    "count", "none", "meant", "tried", "call", "failed", "busy", "results", "narrow", "sort", "by_score", "by_date", "apply", "clear",
    "listen", "read", "page", "suggestions", "suggested",
)  # fmt: skip


def _words_of_search(around: Frame, lang: str) -> str:
    """Return what the search page says, as JSON. `marks`: validity → what stands before the title of a page that does not simply hold."""
    words: dict[str, Any] = {name: label(f"search_{name}", lang) for name in _SAID_WHILE_SEARCHING}
    words["call"] = label("search_call", lang, phone=around.config.contact.phone)
    words |= {"previous": label("previous_page", lang), "next": label("next_page", lang), "pages": label("pages", lang)}
    words["marks"] = {name: label(f"validity.{name}", lang) for name in get_args(Validity) if name != "effective"}
    words["kinds"] = {kind: label(kind, lang) for kind in KINDS}
    words["langs"] = {other: label(other, lang) for other in around.languages if other != lang}
    return msgspec.json.encode(words).decode()


def _sitemap(around: Frame, shelf: Shelf, lang: str, ways: list[Facet]) -> PageModel:
    url = about_url("sitemap", lang)
    kinds = [
        term(url, label(kind, lang), listing_url(kind, lang), len(shelf.of_kind(kind, lang)))
        for kind in shelf.kinds(lang)
    ]
    about = [term(url, about_title(name, lang), about_url(name, lang)) for name in about_names(around.config)]
    sections = [
        section("kinds", label("main_nav", lang), "terms", kinds),
        section("ways", label("facets", lang), "terms", ways_to_browse(url, lang, ways)),
        section("about", label("footer", lang), "terms", about),
    ]
    if shelf.asks:
        about += [term(url, about_title(name, lang), about_url(name, lang)) for name in ("progress", "learning")]
    pages = [term(url, title_of(head), head.url) for head in shelf.of_kind("page", lang)]
    if pages:
        sections.append(section("pages", label("page", lang), "terms", pages))
    return page(around, _where(around, "sitemap", lang), label("sitemap", lang), sections=sections)


def _rooted(value: Any, base: str) -> Any:
    """Return a model whose relative addresses start at the site's root."""
    if isinstance(value, dict):
        return {
            name: inner
            if name == "labels"
            else base + _bare(inner)
            if name in _ADDRESSES and isinstance(inner, str) and ":" not in inner
            else [base + _bare(v) for v in inner]
            if name in ("styles", "scripts")
            else _rooted(inner, base)
            for name, inner in value.items()
        }
    return [_rooted(inner, base) for inner in value] if isinstance(value, list) else value


_ADDRESSES = frozenset({"href", "home", "root", "action", "preferences", "prefs", "icon", "manifest"})


def _bare(address: str) -> str:
    while address.startswith(("./", "../")):
        address = address.partition("/")[2]
    return address
