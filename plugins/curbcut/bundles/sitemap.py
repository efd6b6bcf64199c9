"""The list of all addresses for search engines: sitemap.xml with their dates.

It needs the site's public address (`url` in site_config.yml); without one there is nothing to list.
"""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from curbcut.core.model import Made, Record
from curbcut.core.steps import Head

NAME = {"zh": "站点地图", "en": "Sitemap"}
NEEDS: tuple[str, ...] = ()
TOOLS: tuple[str, ...] = ()


class Options(Record, frozen=True):
    """There is nothing to choose."""


def gather(heads: tuple[Head, ...], options: Options, site: dict[str, Any], made: dict[str, dict[str, Made]]) -> Made:
    """Return `sitemap.xml` over all published documents, by address.

    source: sitemaps.org protocol 0.9 (loc, lastmod)
    """
    del options, made
    base = str(site.get("url") or "").rstrip("/")
    if not base:
        return Made()
    entries = []
    for head in sorted(heads, key=lambda head: head.url):
        changed = head.meta.published
        when = f"<lastmod>{escape(changed)}</lastmod>" if changed else ""
        entries.append(f"<url><loc>{escape(f'{base}/{head.url}')}</loc>{when}</url>\n")
    head_line = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return Made(
        files={"sitemap.xml": f"{head_line}{''.join(entries)}</urlset>\n".encode()}, facts={"pages": len(entries)}
    )
