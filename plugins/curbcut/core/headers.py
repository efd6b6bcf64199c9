"""What every answer carries besides its bytes, the same in the preview and on a real server: security and caching."""

from __future__ import annotations

import re

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; media-src 'self'; manifest-src 'self'; base-uri 'none'; "
    "form-action 'self'"
)
"""Content security policy as a page says it itself, for hosts that send no headers."""

POLICY = f"{PAGE_POLICY}; frame-ancestors 'none'; require-trusted-types-for 'script'"
"""The same with what only a header can say. Source: research/sitegen.md section 5, tested with the pages of both generators."""

HASHED = "assets/"
"""Below this folder a name carries its content's digest: what stands there never changes."""

_YEAR_S = 31_536_000  # RFC 6797 6.1.1 leaves the age open; a year is what the preload lists ask for, and caches keep
CACHE_HASHED = f"public, max-age={_YEAR_S}, immutable"
CACHE_PAGE = "public, max-age=60, must-revalidate"
"""A minute: an emergency banner or a repeal must be seen soon, and a page asked for again is mostly a short 304."""
CACHE_FILE = "public, max-age=600, must-revalidate"
"""Other formats, feeds, pictures: ten minutes, so that no page offers a recording that says something else for long."""

WORKER, CACHE_WORKER = "sw.js", "no-cache"
"""The service worker, asked for again every time: a browser learns from its bytes that there is a new release."""

RESOURCES = "Cross-Origin-Resource-Policy"
OURS, ANYBODYS = "same-origin", "cross-origin"
SHARED_FILES = ("audio.mp3", "captions.vtt", "chapters.json")
"""Files beside a page that pages of other sites may load: players of podcasts run in browsers."""
SHARED = rf"(?:[a-z][a-z][a-z]?/)?podcast/[^/]+[.]xml|(?:.*/)?(?:{'|'.join(name.replace('.', '[.]') for name in SHARED_FILES)})"
"""Those and the podcasts, as an expression for a path from the site's root that Python, nginx, Apache and Caddy read alike."""

_REFUSED = ("camera", "display-capture", "geolocation", "microphone", "midi", "payment", "serial", "usb")


def shared(path: str) -> bool:
    """Return whether pages of other sites may load a published file, given by its path from the site's root."""
    return re.fullmatch(SHARED, path) is not None


def headers(path: str = "", *, https: bool = False) -> dict[str, str]:
    """Return the site's security headers by name, as they are for a file.

    path: from the site's root; without one, as for everything that is not `shared`
    https: adds Strict-Transport-Security, which a browser must ignore (RFC 6797 7.2) and a preview must not send on http
    """
    sent = {
        "Content-Security-Policy": POLICY,
        "X-Content-Type-Options": "nosniff",
        # The site's own pages may see where a reader came from; nobody else learns it.
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _REFUSED),
        "Cross-Origin-Opener-Policy": "same-origin",
        RESOURCES: ANYBODYS if shared(path) else OURS,
        "X-Frame-Options": "DENY",
    }
    if https:
        sent["Strict-Transport-Security"] = f"max-age={_YEAR_S}; includeSubDomains"
    return sent
