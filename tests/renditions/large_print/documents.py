"""The sample pages, and how they are laid out and written; every file `cases/NAME.html` is one, with its golden tree."""

from __future__ import annotations

import atexit
import functools
from pathlib import Path
from typing import Any

from curbcut.renditions.large_print.tagging import tagging

HERE = Path(__file__).resolve().parent
CASES = sorted(path.stem for path in (HERE / "cases").glob("*.html"))
FONTS = HERE.parents[2] / "plugins" / "curbcut" / "renditions" / "large_print" / "fonts"

STYLE = """
@font-face { font-family: "Curbcut Sans"; src: url("CurbcutSans-Regular.otf") }
@font-face { font-family: "Curbcut Sans"; font-weight: bold; src: url("CurbcutSans-Bold.otf") }
@page { size: A5; margin: 22mm 14mm 20mm; @top-left { content: string(title) } @bottom-right { content: counter(page) } }
html { font: 16pt/1.6 "Curbcut Sans" }
h1 { string-set: title content() }
thead { display: table-header-group } tfoot { display: table-footer-group }
table { border-collapse: collapse } td, th { border: 1pt solid; padding: 2pt }
a { text-decoration: underline }
nav a::after { content: leader(".") target-counter(attr(href), page) }
ruby { display: inline-block; position: relative } rp { display: none }
rt { position: absolute; top: -.15em; left: -.5em; right: -.5em; font-size: 45%; line-height: 1; text-align: center }
pre { white-space: pre-wrap }
"""


def page(name: str) -> str:
    """Return a sample page as XHTML."""
    return (HERE / "cases" / f"{name}.html").read_text("utf-8")


def laid_out(html: str, style: str = "") -> Any:
    """Return a `weasyprint.Document` of a page."""
    import weasyprint

    sheet = weasyprint.CSS(string=STYLE + style, base_url=f"{FONTS}/", font_config=_fonts())
    source = weasyprint.HTML(string=html, base_url=f"{HERE}/cases/")
    return source.render(stylesheets=[sheet], font_config=_fonts(), pdf_variant="pdf/ua-1")


@functools.cache
def _fonts() -> Any:
    from weasyprint.text.fonts import FontConfiguration

    # It clears up after itself, for which Python must still be there.
    atexit.register(_fonts.cache_clear)
    return FontConfiguration()


def tagged(html: str, style: str = "") -> bytes:
    """Return a page as PDF/UA-1 with our tags."""
    document = laid_out(html, style)
    with tagging(document):
        return bytes(document.write_pdf(pdf_variant="pdf/ua-1"))


def stock(html: str, style: str = "") -> bytes:
    """Return a page as PDF/UA-1 with WeasyPrint's tags."""
    return bytes(laid_out(html, style).write_pdf(pdf_variant="pdf/ua-1"))
