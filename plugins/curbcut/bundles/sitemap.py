"""The list of all addresses for search engines: sitemap.xml with their dates and their other languages.

It needs the site's public address (`url` in site_config.yml); without one there is nothing to list.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from curbcut.core.catalogue import Catalogue, changed
from curbcut.core.model import Made, Record
from curbcut.core.steps import Head
from curbcut.core.xml_text import xml_text

NAME = {"zh": "站点地图", "en": "Sitemap"}
NEEDS: tuple[str, ...] = ()
TOOLS: tuple[str, ...] = ()
ONLINE = True
LISTS_PAGES = True

_SITEMAP, _XHTML = "http://www.sitemaps.org/schemas/sitemap/0.9", "http://www.w3.org/1999/xhtml"


class Options(Record, frozen=True):
    """There is nothing to choose."""


def gather(heads: tuple[Head, ...], options: Options, site: dict[str, Any], made: dict[str, dict[str, Made]]) -> Made:
    """Return `sitemap.xml` over all pages that search engines may list, by address: documents, lists, what is about the site.

    source: sitemaps.org protocol 0.9 (loc, lastmod); its xhtml:link extension (every language, itself included)
    """
    del options, made
    catalogue = Catalogue(heads, site)
    if not catalogue.base:
        return Made()
    entries = {head.url: _document(catalogue, head) for head in catalogue.heads}
    for url, languages in (site.get("pages") or {}).items():
        entries[url] = _entry(catalogue.address(url), "", languages)
    opening = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{_SITEMAP}" xmlns:xhtml="{_XHTML}">\n'
    return Made(
        files={"sitemap.xml": f"{opening}{''.join(entry for _, entry in sorted(entries.items()))}</urlset>\n".encode()},
        facts={"pages": len(entries)},
    )


def _document(catalogue: Catalogue, head: Head) -> str:
    languages = {twin.lang: catalogue.address(twin.url) for twin in catalogue.twins[head.path]}
    return _entry(catalogue.address(head.url), changed(head), languages)


def _entry(address: str, when: str, languages: Mapping[str, str]) -> str:
    lastmod = f"<lastmod>{xml_text(when)}</lastmod>" if when else ""
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{xml_text(lang)}" href="{xml_text(there)}"/>'
        for lang, there in (languages.items() if len(languages) > 1 else ())
    )
    return f"<url><loc>{xml_text(address)}</loc>{lastmod}{links}</url>\n"
