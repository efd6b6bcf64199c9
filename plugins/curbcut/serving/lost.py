"""The site's own 404 page as a server at the root of its host sends it.

Its links begin at the root of the site's public host, because it is shown at any address. A site below a path
(`https://example.org/dpf/`) therefore writes `/dpf/…`, and on this machine there is no such folder.
"""

from __future__ import annotations

import re

_STYLE = re.compile(r'<link rel="stylesheet" href="(/[^"]*?)assets/')


def at_root(html: str) -> str:
    """Return a 404 page with its links below the root; one whose links begin there is left as it is."""
    found = _STYLE.search(html)
    if found is None or found[1] == "/":
        return html
    return re.sub(rf'(\s(?:href|action|src|data-[\w-]+)="){re.escape(found[1])}', r"\1/", html)
