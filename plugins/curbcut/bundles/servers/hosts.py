"""Hosts of static sites that read `_headers` and `_redirects` from the published folder.

Only what both Netlify and Cloudflare Pages understand: a rule for one address with 301, headers for `/*` and a folder.
Neither can answer 410: there the page of a removed address is served as it is, and says itself that it is gone.
Source: docs.netlify.com, developers.cloudflare.com/pages.
"""

from __future__ import annotations

from urllib.parse import quote

from curbcut.bundles.servers.traffic import Traffic
from curbcut.core.headers import ANYBODYS, CACHE_HASHED, CACHE_WORKER, HASHED, RESOURCES, SHARED_FILES, WORKER


def headers_text(about: Traffic) -> str:
    """Return `_headers`.

    Pages keep the caching that the host has for them (asked for again every time): where two rules give one header,
    Cloudflare joins both values. Netlify takes the nearer one. What other sites may load is then open on both: to a browser a
    policy of two values is none (Fetch, 3.7).
    """
    sent = "".join(f"  {name}: {value}\n" for name, value in about.sent.items())
    places = ("podcast/*", *(f"{lang}/podcast/*" for lang in about.languages), *(f"*/{name}" for name in SHARED_FILES))
    open_ = "".join(f"{about.base}{place}\n  {RESOURCES}: {ANYBODYS}\n" for place in places)
    worker = f"{about.base}{WORKER}\n  Cache-Control: {CACHE_WORKER}\n"
    return f"{about.base}*\n{sent}{open_}{worker}{about.base}{HASHED}*\n  Cache-Control: {CACHE_HASHED}\n"


def redirects_text(about: Traffic) -> str:
    """Return `_redirects`: one line per address that moved."""
    return "".join(f"{quote(way.old)} {way.to} 301\n" for way in about.moved)
