"""WeasyPrint, confined: our own elements in, a laid out document out; nothing is fetched that was not handed over.

WeasyPrint and Pango are imported only here, and only when something has to be printed.
"""

from __future__ import annotations

import atexit
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from curbcut.core.errors import EnvironmentProblem
from curbcut.renditions.large_print.body import PICTURES
from curbcut.renditions.large_print.drawings import drawn_with_our_font
from curbcut.renditions.large_print.page import UNKNOWN
from curbcut.renditions.large_print.problems import NotPrintable
from curbcut.renditions.large_print.stand_ins import standing_in
from curbcut.renditions.large_print.style import FONTS, SCHEME, sheet

if TYPE_CHECKING:
    from weasyprint.document import Document as Layout

_FONTS = Path(__file__).parent / "fonts"
PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz0b", "libharfbuzz-subset0")
"""Debian's packages with the libraries that WeasyPrint opens."""
PIXELS = 40_000_000
"""A picture of more needs over 120 MB to unpack. A sheet of A4 at 300 dpi has 8.7 million."""
_CALLS = 5_000  # measured: 200 levels of lists need 1,800; the reader stops at 60 (`reading.sanitising.DEPTH_LIMIT`)
_DOTS_PER_INCH = 200  # of pictures: finer than low vision can use, a third of a photograph's bytes
_KINDS = {
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp",
    "svg": "image/svg+xml",
}  # fmt: skip


@contextmanager
def watched(pictures: dict[str, bytes]) -> Iterator[Any]:
    """Give the fetcher for one document, and raise at the end of the block what went wrong while it was laid out and written.

    WeasyPrint itself never fails: it leaves out what it cannot have, and mentions it in a log.

    pictures: path → bytes of every picture the document may show
    raises: NotPrintable for a picture that is missing, broken or too large and for anything that asks for another
            resource; EnvironmentProblem where Pango is missing
    """
    fetcher = _fetcher(pictures)
    with _complaints() as complaints, _deep():
        yield fetcher
    if fetcher.problems:
        raise fetcher.problems[0]
    if complaints:
        raise NotPrintable("print-failed", reason="; ".join(complaints)[:500])


def laid_out(html: Element, fetcher: Any, points: int, lang: str) -> Layout:
    """Return a page's elements laid out on sheets.

    fetcher: from `watched`; points: size of the letters; lang: BCP 47
    """
    fonts, styles = _styles(points, lang)
    page = _page_class()(html, fetcher)
    with _hurried():
        layout: Layout = page.render(
            font_config=fonts, stylesheets=[styles], presentational_hints=False, dpi=_DOTS_PER_INCH
        )
    number_contents(layout)
    return layout


@contextmanager
def _hurried() -> Iterator[None]:
    """Let WeasyPrint lay out a document in two thirds of its time (decision 013)."""
    from weasyprint.layout import inline, preferred
    from weasyprint.layout import page as sheet
    from weasyprint.text import line_break

    from curbcut.renditions.large_print.lines import Setter
    from curbcut.renditions.large_print.sheets import Sheets

    setter, sheets = Setter(), Sheets()
    with standing_in(
        (line_break, "Layout", setter.Layout),
        (inline, "split_first_line", setter.split_first_line),
        (preferred, "split_first_line", setter.split_first_line),
        (sheet, "set_page_type_computed_styles", sheets.set_page_type_computed_styles),
    ):
        yield


def number_contents(layout: Layout) -> None:
    """Write the page of every heading into the contents of a laid out document.

    CSS can do it (`target-counter`), but then WeasyPrint lays out most pages a second time: a third of a long document's
    time. The place kept for a number is as wide as any number, so no line moves.
    """
    pages: dict[str, int] = {}
    for number, page in enumerate(layout.pages, 1):
        for name in page.anchors:
            pages.setdefault(name, number)
    found = False
    for page in layout.pages:
        boxes = [box for box in _texts(page._page_box) if box.element is not None and box.element.get("data-to")]  # noqa: SLF001 - decision 009
        if found and not boxes:
            return
        for box in boxes:
            text = box.text.replace(UNKNOWN, str(pages[box.element.get("data-to")]))
            box.text = box.element.text = text
            box.pango_layout.reactivate(box.style)
            box.pango_layout.set_text(text)
            box.pango_layout.deactivate()
            found = True


def _texts(box: Any) -> Iterator[Any]:
    waiting = [box]
    while waiting:
        box = waiting.pop()
        if hasattr(box, "pango_layout"):
            yield box
        waiting.extend(getattr(box, "children", ()))


@contextmanager
def _deep() -> Iterator[None]:
    """Let WeasyPrint call itself as deep as boxes are nested: seven calls for each level."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, _CALLS))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


@contextmanager
def _complaints() -> Iterator[list[str]]:
    told: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: told.append(record.getMessage()[:300])  # type: ignore[method-assign]
    logger = logging.getLogger("weasyprint")
    before = logger.propagate
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield told
    finally:
        logger.removeHandler(handler)
        logger.propagate = before


def _weasyprint() -> Any:
    try:
        import weasyprint
    except OSError as problem:  # a library that cffi looks for is not there
        reason = str(problem).partition("\n")[0]
        raise EnvironmentProblem("pango-missing", reason=reason, packages=" ".join(PACKAGES)) from problem
    except ImportError as problem:
        raise EnvironmentProblem("tool-missing", tool="weasyprint", install="pip install weasyprint") from problem
    return weasyprint


@lru_cache(maxsize=1)
def _page_class() -> Any:
    _weasyprint()
    from cssselect2 import ElementWrapper
    from weasyprint import HTML

    from curbcut.renditions.large_print.sheets import rules_of_elements

    class Page(HTML):
        """A page from elements: parsing its text as HTML again would take a fifth of a short page's time."""

        def __init__(self, root: Element, fetcher: Any) -> None:
            self.base_url, self.url_fetcher, self.media_type = "curbcut:", fetcher, "print"
            self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
            self.etree_element = self.wrapper_element.etree_element

        def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
            return [rules_of_elements()]

    return Page


@lru_cache(maxsize=8)
def _styles(points: int, lang: str) -> tuple[Any, Any]:
    """Return the fonts and the parsed style sheet of a size, kept for every page that this process prints."""
    weasyprint = _weasyprint()
    from weasyprint.text.fonts import FontConfiguration

    _check_fonts()
    fonts = FontConfiguration()
    atexit.register(_styles.cache_clear)  # it takes its files away, for which Python must still be there
    with _complaints() as complaints:
        styles = weasyprint.CSS(string=sheet(points, lang), url_fetcher=_fetcher({}), font_config=fonts)
    if complaints:
        raise NotPrintable("print-failed", reason=complaints[0])
    return fonts, styles


def _check_fonts() -> None:
    for file in FONTS.values():
        if not (_FONTS / file).is_file():
            raise EnvironmentProblem("font-missing", where=str(_FONTS / file))


def lacks() -> Iterator[EnvironmentProblem]:
    """Yield what this machine lacks to print at all."""
    for check in (_weasyprint, _check_fonts):
        try:
            check()
        except EnvironmentProblem as problem:
            yield problem


def _fetcher(pictures: dict[str, bytes]) -> Any:
    """Return what WeasyPrint asks for every resource: it has our fonts and the pictures it was given."""
    _weasyprint()
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Confined(URLFetcher):
        """Gives what was handed over and refuses everything else: no file, no network."""

        def __init__(self) -> None:
            super().__init__(allowed_protocols=("data",), allow_redirects=False)
            self.problems: list[NotPrintable] = []

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            try:
                return super().fetch(url, headers) if url.startswith("data:") else self._handed(url)
            except NotPrintable as problem:
                self.problems.append(problem)
                raise

        def _handed(self, url: str) -> Any:
            scheme, _, quoted = url.partition(":")
            name = unquote(quoted)
            if scheme + ":" == SCHEME and name in FONTS.values():
                return URLFetcherResponse(url, (_FONTS / name).read_bytes(), {"Content-Type": "font/otf"})
            if scheme + ":" != PICTURES:
                raise NotPrintable("print-refused", address=unquote(url)[:200])
            if name not in pictures:
                raise NotPrintable("print-picture-missing", picture=name)
            return URLFetcherResponse(url, _fit(name, pictures[name]), {"Content-Type": _kind(name)})

    return Confined()


def _kind(path: str) -> str:
    return _KINDS.get(path.rpartition(".")[2].lower(), "application/octet-stream")


def _fit(path: str, data: bytes) -> bytes:
    """Return a picture's bytes, if it can be unpacked within bounds.

    raises: NotPrintable
    """
    if _kind(path) == "image/svg+xml":
        return drawn_with_our_font(path, data)
    import io
    import warnings

    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # we look at the size ourselves
            with Image.open(io.BytesIO(data)) as image:
                if image.width * image.height > PIXELS:
                    raise NotPrintable("print-picture-large", picture=path, width=image.width, height=image.height)
                image.load()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as problem:
        raise NotPrintable("print-picture-broken", picture=path, reason=str(problem)[:200]) from problem
    return data
