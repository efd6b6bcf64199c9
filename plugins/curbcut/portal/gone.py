"""Pages at old addresses: where a page has moved to, or why it is gone.

Their models have, besides what every page has, `gone`: `href` (address to follow, or ``""``) `link_text`
`refresh` (true: the browser follows at once) `canonical` (absolute where the site knows its own address)
`reason` `reason_lang` (its language where it is not the page's, else ``""``) `date` `date_text`.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from urllib.parse import quote

from curbcut.core.pages import PageModel
from curbcut.core.particulars import date_text
from curbcut.core.permalinks import Moved, Permalinks, Removed
from curbcut.core.vocabularies import in_language
from curbcut.core.words import label
from curbcut.portal.addresses import href, prefix
from curbcut.portal.chrome import Frame, Where, page
from curbcut.portal.parts import title_of
from curbcut.portal.shelf import Shelf

TEMPLATES = ("moved", "gone")


def gone_pages(around: Frame, shelf: Shelf, links: Permalinks, taken: Container[str]) -> Iterator[PageModel]:
    """Yield the page of every address that moved or was removed.

    taken: addresses that have a page of their own; that it is one too many is told elsewhere
    """
    titles = links.titles()
    for each in links.entries:
        if each.old not in taken:
            yield _gone_page(around, shelf, each, titles.get(each.old, ""))


def _gone_page(around: Frame, shelf: Shelf, each: Moved | Removed, was: str) -> PageModel:
    lang = _language(around, each.old)
    to = each.to if isinstance(each, Moved) else each.instead
    leads = bool(to) or isinstance(each, Moved)  # the home page's address is an empty text
    gone = {
        "href": _href(each.old, to) if leads else "", "link_text": _name(around, shelf, to, lang) if leads else "",
        "refresh": isinstance(each, Moved), "canonical": _absolute(around, each.old, to),
        "reason": "", "reason_lang": "", "date": "", "date_text": "",
    }  # fmt: skip
    if isinstance(each, Moved):
        where = Where(url=each.old, template="moved", lang=lang, name="moved")
        links = [{"rel": "canonical", "href": gone["canonical"]}]
        return page(around, where, label("moved", lang), summary=label("moved_text", lang), gone=gone, links=links)
    reason = in_language(each.reason, lang)
    spoken = next(tag for tag, text in each.reason.items() if text == reason)
    gone |= {
        "reason": reason, "reason_lang": "" if spoken == lang else spoken,
        "date": each.date, "date_text": date_text(each.date, lang) if each.date else "",
    }  # fmt: skip
    texts = {name: label(name, lang) for name in ("removed_why", "removed_on", "removed_instead")}
    title = label("removed_named", lang, title=was) if was else label("removed", lang)
    where = Where(url=each.old, template="gone", lang=lang, name="gone")
    noindex = [{"name": "robots", "content": "noindex"}]
    return page(around, where, title, gone={**gone, "labels": texts}, meta=noindex)


def _language(around: Frame, address: str) -> str:
    """Return the language of an address: that of its first part, or the site's own."""
    others = (lang for lang in around.languages if (first := prefix(lang)) and address.startswith(first))
    return next(others, around.config.language)


def _href(here: str, to: str) -> str:
    place, hash_, fragment = to.partition("#")
    return to if to.startswith("https://") else href(here, quote(place)) + hash_ + quote(fragment)


def _absolute(around: Frame, here: str, to: str) -> str:
    outside = to.startswith("https://") or not around.config.url
    return _href(here, to) if outside else around.config.url + quote(to.partition("#")[0])


def _name(around: Frame, shelf: Shelf, to: str, lang: str) -> str:
    """Return what a link to a target says: the title of a document, the site's name, else the address itself."""
    place = to.partition("#")[0]
    if place in (prefix(other) for other in around.languages):
        return in_language(around.config.title, lang)
    if head := shelf.by_url.get(place):
        return title_of(head)
    return to if to.startswith("https://") else f"/{to}"
