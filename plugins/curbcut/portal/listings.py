"""Pages that lead to documents: the home page, the lists by kind, the page for a wrong address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from curbcut.core.pages import PageModel
from curbcut.core.particulars import date_text
from curbcut.core.steps import Head
from curbcut.core.vocabularies import in_language
from curbcut.core.words import label
from curbcut.portal.addresses import href, listing_url, prefix
from curbcut.portal.chrome import Frame, Where, page
from curbcut.portal.documents import title_of
from curbcut.portal.shelf import Shelf

_NEWEST = 5  # items of each kind on the home page: one screen on a phone


def listing_pages(around: Frame, shelf: Shelf) -> Iterator[PageModel]:
    """Yield home pages, lists (paged by `listing_size`) and 404, for every language."""
    for lang in around.languages:
        yield _home(around, shelf, lang)
        for kind in shelf.kinds(lang):
            yield from _list(around, shelf.of_kind(kind, lang), kind, lang)
    yield _not_found(around)


def item(here: str, head: Head) -> dict[str, Any]:
    """Return what a list shows of a document."""
    date = getattr(head.meta, "published", None) or getattr(head.meta, "starts", None) or ""
    validity = getattr(head.meta, "validity", "effective") or "effective"
    return {
        "title": title_of(head), "href": href(here, head.url), "summary": head.meta.summary or "", "date": date,
        "date_text": date_text(date, head.lang) if date else "", "lang": head.lang,
        "validity_text": "" if validity == "effective" else label(f"validity.{validity}", head.lang),
    }  # fmt: skip


def _home(around: Frame, shelf: Shelf, lang: str) -> PageModel:
    url = prefix(lang)
    sections = []
    for kind in shelf.kinds(lang):
        heads = shelf.of_kind(kind, lang)
        title = label("newest" if kind == "notice" else "all_of_kind", lang, kind=label(kind, lang))
        listed = [h for h in heads if (getattr(h.meta, "validity", None) or "effective") == "effective"][:_NEWEST]
        sections.append(
            {
                "id": f"cc-{kind}", "title": label(kind, lang), "href": href(url, listing_url(kind, lang)),
                "more": title if len(heads) > len(listed) else "", "items": [item(url, h) for h in listed],
            }
        )  # fmt: skip
    title = in_language(around.config.title, lang)
    others = [
        {"lang": other, "href": href(url, prefix(other)), "name": label(other, other)}
        for other in around.languages
        if other != lang
    ]
    summary = in_language(around.config.tagline, lang)
    where = Where(url=url, template="home", lang=lang)
    return page(around, where, title, summary=summary, sections=sections, alternates=others)


def _list(around: Frame, heads: list[Head], kind: str, lang: str) -> Iterator[PageModel]:
    size = around.config.listing_size
    of = -(-len(heads) // size)
    for number in range(1, of + 1):
        url = listing_url(kind, lang, number)
        shown = heads[(number - 1) * size : number * size]
        where = Where(url=url, template="listing", lang=lang, kind=kind, trail=((label(kind, lang), None),))
        yield page(
            around, where, label(kind, lang),
            items=[item(url, head) for head in shown],
            count_text=label("count", lang, count=len(heads)),
            pages=_pager(url, kind, lang, number, of) if of > 1 else None,
        )  # fmt: skip


def _pager(url: str, kind: str, lang: str, number: int, of: int) -> dict[str, Any]:
    def to(n: int) -> str:
        return href(url, listing_url(kind, lang, n))

    near = sorted({1, of, *range(max(1, number - 2), min(of, number + 2) + 1)})
    return {
        "previous": to(number - 1) if number > 1 else None,
        "next": to(number + 1) if number < of else None,
        "text": label("page_of", lang, number=number, of=of),
        "numbers": [{"text": str(n), "href": to(n), "current": n == number} for n in near],
    }


def _not_found(around: Frame) -> PageModel:
    lang = around.config.language
    where = Where(url="404.html", template="notfound", lang=lang)
    model = page(around, where, label("not_found", lang), summary=label("not_found_text", lang))
    # A server shows this page at any address, so its own links must start at the site's root.
    base = urlsplit(around.config.url or "").path.rstrip("/") + "/"
    return PageModel(url=model.url, template=model.template, lang=lang, title=model.title, cc=_rooted(model.cc, base))


def _rooted(value: Any, base: str) -> Any:
    if isinstance(value, dict):
        return {
            name: base + _bare(inner)
            if name in ("href", "home", "root") and isinstance(inner, str) and ":" not in inner
            else [base + _bare(v) for v in inner]
            if name in ("styles", "scripts")
            else _rooted(inner, base)
            for name, inner in value.items()
        }
    return [_rooted(inner, base) for inner in value] if isinstance(value, list) else value


def _bare(address: str) -> str:
    while address.startswith(("./", "../")):
        address = address.partition("/")[2]
    return address
