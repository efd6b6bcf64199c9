"""The list of all addresses for search engines: sitemap.xml with their dates and their other languages.

It needs the site's public address (`url` in site_config.yml); without one there is nothing to list.
"""

from __future__ import annotations

from typing import Any

from curbcut.core.catalogue import Catalogue, changed
from curbcut.core.model import Made, Record
from curbcut.core.steps import Head
from curbcut.core.xml_text import xml_text

NAME = {"zh": "站点地图", "en": "Sitemap"}
NEEDS: tuple[str, ...] = ()
TOOLS: tuple[str, ...] = ()

_SITEMAP, _XHTML = "http://www.sitemaps.org/schemas/sitemap/0.9", "http://www.w3.org/1999/xhtml"


class Options(Record, frozen=True):
    """There is nothing to choose."""


def gather(heads: tuple[Head, ...], options: Options, site: dict[str, Any], made: dict[str, dict[str, Made]]) -> Made:
    """Return `sitemap.xml` over all published documents, by address.

    source: sitemaps.org protocol 0.9 (loc, lastmod); its xhtml:link extension (every language, itself included)
    """
    del options, made
    catalogue = Catalogue(heads, site)
    if not catalogue.base:
        return Made()
    entries = [_entry(catalogue, head) for head in sorted(catalogue.heads, key=lambda head: head.url)]
    opening = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{_SITEMAP}" xmlns:xhtml="{_XHTML}">\n'
    return Made(
        files={"sitemap.xml": f"{opening}{''.join(entries)}</urlset>\n".encode()}, facts={"pages": len(entries)}
    )


def _entry(catalogue: Catalogue, head: Head) -> str:
    when = changed(head)
    lastmod = f"<lastmod>{xml_text(when)}</lastmod>" if when else ""
    twins = catalogue.twins[head.path]
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{xml_text(twin.lang)}" href="{xml_text(catalogue.address(twin.url))}"/>'
        for twin in (twins if len(twins) > 1 else ())
    )
    return f"<url><loc>{xml_text(catalogue.address(head.url))}</loc>{lastmod}{links}</url>\n"
