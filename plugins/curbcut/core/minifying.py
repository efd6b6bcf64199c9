"""Scripts and style sheets as short as they can be said."""

from __future__ import annotations

import re

_MEDIA_TYPES = {".css": "text/css", ".js": "application/javascript"}
_ASKED, _ASKED_AS_MEDIA = re.compile(r"@container (?=\()"), re.compile(r"@media in-container and ?(?=\()")
"""A container query, and what it is called meanwhile: of rules that it does not know, the minifier leaves what is inside as it is."""

_CONSTANT = re.compile(r"\bconst (?=[\w$\[{])")
"""A constant: no script assigns to one, so another declaration does the same, and one word for both is shorter when compressed."""


def minified(text: str, suffix: str) -> str:
    """Return a script or a style sheet as short as it can be said; anything else as it is.

    Comments, indentation and long names are for us, and every reader would pay for them. No syntax that is newer than
    what stands in the source (ES2015) comes in.
    """
    if suffix not in _MEDIA_TYPES:
        return text
    import minify  # loads a shared library: only for what publishes

    minify.config({"js-version": 2015})
    asked = _CONSTANT.sub("let ", text) if suffix == ".js" else _ASKED.sub("@media in-container and ", text)
    shorter: str = minify.string(_MEDIA_TYPES[suffix], asked)
    return _ASKED_AS_MEDIA.sub("@container", shorter) + "\n"
