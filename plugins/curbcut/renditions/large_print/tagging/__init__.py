"""A PDF's tag tree that says what the page says, in place of WeasyPrint's own (decision 009).

Inside `with tagging(document):` the call `document.write_pdf(...)` makes its tags here. The walk goes over the laid-out
boxes (`walking`), what an element becomes is in `roles`, `lists` and `tables`, lost spaces in `flows`, and what a reader
of the PDF sees is written by `writing`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock
from typing import Any

_HOOK = RLock()
"""WeasyPrint calls its tagger by a module's global name: one document at a time may stand behind that name."""


@contextmanager
def tagging(document: Any) -> Iterator[None]:
    """Let `document.write_pdf` tag with our tagger until the block ends, however it ends.

    document: a `weasyprint.Document`. Other documents written meanwhile, by whatever thread, get WeasyPrint's own tags;
              other blocks wait until this one has ended.
    raises:   ValueError from `write_pdf` where something painted would be missing from the tag tree
    """
    from weasyprint import pdf as writer

    with _HOOK:
        stock = writer.add_tags

        def add_tags(pdf: Any, given: Any, pdf_version: Any, page_streams: Any) -> None:
            if given is document:
                add_tree(pdf, given, page_streams)
            else:
                stock(pdf, given, pdf_version, page_streams)

        writer.add_tags = add_tags
        try:
            yield
        finally:
            writer.add_tags = stock


def add_tree(pdf: Any, document: Any, page_streams: Any) -> None:
    """Put the tag tree of `document` into `pdf`, a `pydyf.PDF` whose pages are painted to `page_streams`."""
    from curbcut.renditions.large_print.tagging.finishing import finish
    from curbcut.renditions.large_print.tagging.walking import Walk
    from curbcut.renditions.large_print.tagging.writing import write

    walk = Walk(document.metadata.lang or "")
    for number, (page, stream) in enumerate(zip(document.pages, page_streams, strict=True)):
        walk.page(number, page, stream)
    finish(walk)
    write(pdf, walk, document, page_streams)
