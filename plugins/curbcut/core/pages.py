"""What a generator receives for one page: a page model, as plain data.

A generator decides nothing. It takes the model and the finished body, applies the shared template
that the model names, and hands back the bytes; see `curbcut.theme` for what `cc` holds.
"""

from __future__ import annotations

from typing import Any

from curbcut.core.model import Record


class PageModel(Record, frozen=True):
    """One page to lay out.

    url:      address from the site's root, without a leading slash; ends with ``/``, is empty for the
              home page, or is a file such as ``404.html``
    template: name of a shared template: document, listing, home, course, notfound
    lang:     BCP 47 of the page
    title:    plain text, as the page's h1 says it
    cc:       everything the template prints: texts, numbers, lists and mappings only
    """

    url: str
    template: str
    lang: str
    title: str
    cc: dict[str, Any]
