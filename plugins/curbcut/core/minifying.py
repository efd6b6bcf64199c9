"""Scripts and style sheets as short as they can be said."""

from __future__ import annotations

_MEDIA_TYPES = {".css": "text/css", ".js": "application/javascript"}


def minified(text: str, suffix: str) -> str:
    """Return a script or a style sheet as short as it can be said; anything else as it is.

    Comments, indentation and long names are for us, and every reader would pay for them. No syntax that is newer than
    what stands in the source (ES2015) comes in.
    """
    if suffix not in _MEDIA_TYPES:
        return text
    import minify  # loads a shared library: only for what publishes

    minify.config({"js-version": 2015})
    shorter: str = minify.string(_MEDIA_TYPES[suffix], text)
    return shorter + "\n"
