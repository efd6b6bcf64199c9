"""All pages of a site, planned: which there are, and what each of them shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from curbcut.core.model import Later, Record, digest_of
from curbcut.core.pages import PageModel
from curbcut.core.steps import Head
from curbcut.portal.about import Known, about_pages, not_found
from curbcut.portal.chrome import Frame
from curbcut.portal.context import context
from curbcut.portal.coursework import course_pages
from curbcut.portal.documents import brief_page, document_page
from curbcut.portal.facets import facet_pages, facets
from curbcut.portal.gone import TEMPLATES as GONE
from curbcut.portal.home import home_page, simple_page
from curbcut.portal.lists import alphabet_pages, kind_pages, register_pages
from curbcut.portal.shelf import Shelf


class Planned(Record, frozen=True):
    """A page of the site.

    url: its address from the site's root; head: the document it shows, if it shows one
    model: its page model; for a document something that gives it, so that only pages to be laid out are planned
    """

    url: str
    template: str
    lang: str
    model: PageModel | Later
    head: Head | None = None


def plan(around: Frame, shelf: Shelf, known: Known) -> Iterator[Planned]:
    """Yield every page."""
    shared = digest_of(around.key(), [(name, room.NAME, room.FILE, room.MEDIA) for name, room in known.rooms.items()])
    for head in shelf.heads:
        seen = context(shelf, head, known.rooms, known.offered, around.today)
        own = head.slug, head.url, head.lang, head.meta, head.headings, head.questions
        later = Later(parts=(shared, own, seen), make=partial(document_page, around, head, seen, known.rooms))
        yield Planned(url=head.url, template="document", lang=head.lang, model=later, head=head)
        if head.kind == "guide":
            yield planned(brief_page(around, head))
        elif head.kind == "course":
            yield from map(planned, course_pages(around, shelf, head, known.keys[head.lang]))
    browse = {lang: facets(around, shelf, lang) for lang in around.languages}
    for lang, ways in browse.items():
        for model in (
            home_page(around, shelf, lang, ways),
            simple_page(around, shelf, lang, ways),
            *kind_pages(around, shelf, lang, ways),
            *facet_pages(around, lang, browse),
            *register_pages(around, shelf, lang),
            *alphabet_pages(around, shelf, lang, known.keys[lang]),
            *about_pages(around, shelf, lang, ways, known),
        ):
            yield planned(model)
        if lang == around.config.language:
            yield planned(not_found(around, ways))


def listed(pages: Iterable[Planned]) -> dict[str, dict[str, str]]:
    """Return the pages that are no documents and that search engines may list: address → language → address of it there.

    Addresses in other languages are absolute where the site knows its own, as in the page's own `hreflang` links.
    """
    found = {}
    for page in pages:
        if isinstance(page.model, PageModel) and page.template not in GONE:
            cc = page.model.cc
            if not any(entry["name"] == "robots" for entry in cc["meta"]):
                found[page.url] = {link["hreflang"]: link["href"] for link in cc["links"] if "hreflang" in link}
    return found


def planned(model: PageModel) -> Planned:
    """Return a page whose model is there."""
    return Planned(url=model.url, template=model.template, lang=model.lang, model=model)
