"""What a generator receives for one page: a page model, as plain data.

A generator decides nothing. It takes the model and the finished body, applies the shared template
that the model names, and hands back the bytes; see `curbcut.theme` for what `cc` holds.
"""

from __future__ import annotations

from typing import Any

from curbcut.core.model import Keyed


class PageModel(Keyed, frozen=True):
    """One page to lay out.

    url:      address from the site's root, without a leading slash; ends with ``/``, is empty for the
              home page, or is a file such as ``404.html``
    template: name of a shared template: document, listing, home, course, notfound
    lang:     BCP 47 of the page
    title:    plain text, as the page's h1 says it
    cc:       everything the template prints that is this page's own: texts, numbers, lists and mappings only
    shared:   the same for what pages have in common; `cc["frame"]`, its digest, stands for it in the page's key
    """

    url: str
    template: str
    lang: str
    title: str
    cc: dict[str, Any]
    shared: dict[str, Any] = {}

    def key(self) -> tuple[Any, ...]:
        """Return what tells two pages apart."""
        return self.url, self.template, self.lang, self.title, self.cc

    def printed(self, body: str = "") -> dict[str, Any]:
        """Return all that the template reaches, with the finished body."""
        return {**self.shared, **self.cc, "body": body}
