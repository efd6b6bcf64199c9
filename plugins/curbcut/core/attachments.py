"""Pictures and attachments before they are published: nothing in them may run in a reader's browser."""

from __future__ import annotations

import re
from pathlib import Path

from curbcut.core.findings import Finding, found

_POINTER = b"version https://git-lfs.github.com/spec/"
_ACTIVE = frozenset(
    "htm html xhtml xht shtml mht mhtml js mjs cjs wasm php jsp asp aspx swf jar exe bat cmd sh".split()
)
"""Endings of files that a browser or a server would run under the site's own address."""

_LONGEST_PICTURE = 5_000_000  # bytes of SVG looked at; a drawing that large is no drawing
_UNSAFE_SVG = re.compile(
    rb"<\s*(?:[\w-]+:)?(?:script|foreignobject|iframe|embed|object)\b|<!entity|<!doctype[^>]*\[|<[^>]*[\s/\"']on[a-z]+\s*="
    rb"|javascript\s*:|vbscript\s*:|data\s*:\s*text/|(?:href|src)\s*=\s*[\"']?\s*(?:https?:|ftp:|//)"
    rb"|url\(\s*[\"']?\s*(?:https?:|//)|@import",
    re.IGNORECASE,
)
"""What makes an SVG more than a picture: scripts, handlers, other documents, entities, remote references."""


def check_file(root: Path, path: str) -> Finding | None:
    """Return what is wrong with one file that is about to be published, or None.

    path: POSIX path from the site's root
    """
    ending = path.rpartition(".")[2].lower()
    if ending in _ACTIVE:
        return found("asset-active", path, ending=ending)
    with open(root / path, "rb") as file:
        start = file.read(len(_POINTER))
        if start == _POINTER:
            return found("lfs-pointer", path, (1, 1))
        if ending not in ("svg", "svgz"):
            return None
        data = start + file.read(_LONGEST_PICTURE + 1)
    if ending == "svgz" or len(data) > _LONGEST_PICTURE:
        return found("svg-unreadable", path)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.decode("utf-16", "replace").encode()
    unsafe = _UNSAFE_SVG.search(data)
    if unsafe is None:
        return None
    line = data.count(b"\n", 0, unsafe.start()) + 1
    column = unsafe.start() - (data.rfind(b"\n", 0, unsafe.start()) + 1) + 1
    what = unsafe[0].decode("utf-8", "replace").strip()
    return found("svg-unsafe", path, (line, column), what=what, excerpt=what)


def pages_of(pdf: bytes) -> int:
    """Return how many pages a PDF has; 0 where that cannot be told (damaged, or locked with a password)."""
    import io
    import logging

    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logger = logging.getLogger("pypdf")
    before = logger.level
    logger.setLevel(logging.CRITICAL)  # what it mends on the way concerns nobody
    try:
        return len(PdfReader(io.BytesIO(pdf), strict=False).pages)
    except (PyPdfError, ValueError, KeyError, RecursionError):
        return 0
    finally:
        logger.setLevel(before)
