"""Documents for the printer: those of the demo site, with what the site tells of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element, tostring

import pytest

from curbcut.core.executors import Workers
from curbcut.core.model import Document, Made
from curbcut.core.sources import scan
from curbcut.core.steps import DOCUMENT, opened
from curbcut.core.store import Store
from curbcut.portal.shelf import Shelf
from curbcut.rendering import Rendering
from curbcut.renditions import large_print as room
from curbcut.renditions.large_print import printing
from curbcut.site import Site

NOW = datetime(2026, 11, 27, 4, tzinfo=UTC)


class Volume(NamedTuple):
    """What one file is made of: a document (or a course and its lessons), and what the site tells of it."""

    path: str
    docs: tuple[Document, ...]
    site: Made


def volumes(root: Path, store: Path) -> Iterator[Volume]:
    """Yield every published document of a site as the large print receives it."""
    site, findings = Site.open(root)
    assert site is not None, findings
    with Store(store) as kept, Workers("1") as workers:
        making = Rendering(root, site.config, kept, workers, lambda event: None)
        reading = making.read(scan(root), NOW)
        making.shelf = Shelf(reading.published, expired=reading.expired)
        for head in reading.published:
            blobs = [making.answers[f"read {one.path}"].files[DOCUMENT] for one in making._volumes(head)]
            yield Volume(head.path, tuple(opened(kept.get(blob)) for blob in blobs), making._site(head, room).make())


def printed(volume: Volume, monkeypatch: pytest.MonkeyPatch, **options: Any) -> tuple[Made, str]:
    """Return the files of a volume, and the page that its main file was laid out from, as XHTML."""
    made, pages = printed_files(volume, monkeypatch, **options)
    return made, pages["large-print.pdf"]


def printed_files(volume: Volume, monkeypatch: pytest.MonkeyPatch, **options: Any) -> tuple[Made, dict[str, str]]:
    """Return the files of a volume, and for each the page that it was laid out from, as XHTML."""
    pages: list[Element] = []
    last: list[Element] = []
    laid_out, printed_one = printing.laid_out, room._printed

    def noted(html: Element, *rest: Any) -> Any:
        pages.append(html)
        return laid_out(html, *rest)

    def one(*given: Any) -> Any:
        done = printed_one(*given)
        last.append(pages[-1])
        return done

    with monkeypatch.context() as patch:
        patch.setattr(printing, "laid_out", noted)
        patch.setattr(room, "_printed", one)
        chosen, told = room.Options(**options), {"site": volume.site}
        make = room.bind if volume.docs[0].kind == "course" else room.render
        made = make(volume.docs if make is room.bind else volume.docs[0], chosen, told)
    # A word joiner is for the line, not for the reader: no PDF holds it as text.
    said = (tostring(page, encoding="unicode").replace("\u2060", "") for page in last)
    return made, dict(zip(made.files, said, strict=True))
