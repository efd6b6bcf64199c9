"""The security headers of every answer, the same in the preview and on a real server."""

from __future__ import annotations

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; media-src 'self'; manifest-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)
"""Content security policy. Source: research/sitegen.md section 5, tested with the pages of both generators."""

_REFUSED = ("camera", "display-capture", "geolocation", "microphone", "midi", "payment", "serial", "usb")
_YEAR_S = 31_536_000  # RFC 6797 6.1.1 leaves the age open; a year is what the preload lists ask for


def headers(*, https: bool = False) -> dict[str, str]:
    """Return the site's security headers by name.

    https: adds Strict-Transport-Security, which a browser must ignore (RFC 6797 7.2) and a preview must not send on http
    """
    sent = {
        "Content-Security-Policy": POLICY,
        "X-Content-Type-Options": "nosniff",
        # The site's own pages may see where a reader came from; nobody else learns it.
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _REFUSED),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Frame-Options": "DENY",
    }
    if https:
        sent["Strict-Transport-Security"] = f"max-age={_YEAR_S}; includeSubDomains"
    return sent
