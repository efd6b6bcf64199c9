"""All pages of a site, planned: which there are, and what each of them shows."""

from __future__ import annotations

from collections.abc import Iterator

from curbcut.core.pages import PageModel
from curbcut.core.steps import Head
from curbcut.portal.about import Known, about_pages, not_found
from curbcut.portal.chrome import Frame
from curbcut.portal.documents import brief_page, document_page
from curbcut.portal.facets import facet_pages, facets
from curbcut.portal.home import home_page, simple_page
from curbcut.portal.lists import alphabet_pages, kind_pages, register_pages
from curbcut.portal.shelf import Shelf


def plan(around: Frame, shelf: Shelf, known: Known) -> Iterator[tuple[PageModel, Head | None]]:
    """Yield the model of every page, with the document it shows if it shows one."""
    for head in shelf.heads:
        yield document_page(around, shelf, head, known), head
        if head.kind == "guide":
            yield brief_page(around, head), None
    for lang in around.languages:
        ways = facets(around, shelf, lang)
        yield home_page(around, shelf, lang, ways), None
        for model in (
            simple_page(around, shelf, lang, ways),
            *kind_pages(around, shelf, lang, ways),
            *facet_pages(around, shelf, lang, ways),
            *register_pages(around, shelf, lang),
            *alphabet_pages(around, shelf, lang, known.keys[lang]),
            *about_pages(around, shelf, lang, ways, known),
        ):
            yield model, None
        if lang == around.config.language:
            yield not_found(around, ways), None
