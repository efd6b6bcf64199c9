"""The shared design: Jinja templates that both generators use, and the files they point at.

A template reads one variable, `cc`, which the planner fills with finished texts and addresses;
templates only print. Identical models therefore give identical bytes from either generator. All
texts are plain (they are escaped here) except `body`. Addresses are relative to the page.

What every page has (required; an empty text, an empty list or None where there is nothing):

| key | holds |
|---|---|
| `lang` `title` | BCP 47; plain text of the h1 |
| `root` | way back to the site's root: ``../../`` or ``./`` |
| `site` | `title` `tagline` `hotline` `home` (address of the home page) |
| `nav` | list of `text` `href` `current` (true or false) |
| `breadcrumbs` | list of `text` `href` (None for this page) |
| `kind` `kind_label` | ``notice``; ``通知`` |
| `summary` | plain text |
| `banner` | None, or `level` `text` `href` (or None) and, with an address, `link_text`; stands before the h1 |
| `facts` | list of `label` `value` `href` (or None) `datetime` (ISO 8601, or None) |
| `toc` | list of `id` `text` `level` (2 or 3); shown from two entries on |
| `body` | well-formed XHTML; set by the adapter, printed as it is |
| `formats` | list of `name` `href` `media` `detail` (``PDF，24 页，1.2 MB``) |
| `sections` | list of `id` `title` `href` (or None) and one of the contents below |
| `items` | list of `title` `href` `summary` `date` `date_text` `validity_text` `lang` |
| `count_text` | ``共 37 篇``, or empty |
| `pages` | None, or `previous` `next` (addresses or None) `text` and `numbers`: list of `text` `href` `current` |
| `previous` `next` | None, or `title` `href` (lessons) |
| `alternates` | the same page in other languages: list of `lang` `href` `name` |
| `contact` | list of `label` `value` `href` (or None) |
| `footer` | list of `text` `href` and, where it differs, `lang` |
| `labels` | `skip` `main_nav` `breadcrumbs` `contents` `formats` `about_document` `previous` `next` `pages` `contact` `languages` `footer` `home` |
| `styles` `scripts` | addresses of stylesheets and of deferred scripts |
| `meta` | list of `name` `content` |
| `csp` | content security policy for the meta element, or empty |
| `emergency` | None, or `heading` `text` `lang` (or empty) `level` `href` (or None) `link_text`; the first thing after the skip link |

A section holds one of: `text` (and `link`, an address or None) · `list` (texts; `ordered` true for steps)
· `pairs` (`question` `answer`) · `items` (each `title` `href`, and as wanted `summary` `date` `date_text`
`validity_text` `lang`); and perhaps `more`, the words of a link to all of them, which goes to `href`. With `after` it stands
below the body of a document (attachments, changes), otherwise above it.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

_HOME = Path(__file__).resolve().parent

TEMPLATES = _HOME / "templates"
"""The folder of the shared templates; a page's template is ``cc/NAME.html`` in it."""

_ASSETS = _HOME / "assets"


def environment() -> dict[str, Any]:
    """Return the Jinja settings that the templates are written for; both generators use these."""
    from jinja2 import StrictUndefined  # a build that lays out nothing does not import it

    return {
        **_SYNTAX,
        "auto_reload": False,
        "undefined": StrictUndefined,
        "extensions": [],
        "bytecode_cache": _compiled(),
    }


_SYNTAX = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True, "keep_trailing_newline": True}
"""The settings that decide what a template compiles to."""


@cache
def _compiled() -> Any:
    """Return the compiled templates: kept beside them as Python keeps its own, or nowhere if that cannot be written."""
    import jinja2
    from jinja2.bccache import Bucket

    class Compiled(jinja2.FileSystemBytecodeCache):
        def dump_bytecode(self, bucket: Bucket) -> None:
            if not sys.dont_write_bytecode:
                with suppress(OSError):
                    folder.mkdir(exist_ok=True)
                    super().dump_bytecode(bucket)

    folder = TEMPLATES / "cc" / "__pycache__"
    made_by = sha256(f"{jinja2.__version__} {sorted(_SYNTAX.items())}".encode()).hexdigest()[:8]
    return Compiled(str(folder), f"%s.{sys.implementation.cache_tag}.{made_by}.jinja")


@cache
def templates() -> frozenset[str]:
    """Return the names a page may give as its template (parts and macros begin with ``_``)."""
    return frozenset(path.stem for path in (TEMPLATES / "cc").glob("*.html") if not path.stem.startswith("_"))


@cache
def assets() -> dict[str, bytes]:
    """Return published path → bytes. A name carries its content's digest, so it may be cached for ever."""
    found = {}
    for path in sorted(_ASSETS.iterdir()):
        if path.suffix in (".css", ".js"):
            data = path.read_bytes()
            found[f"assets/{path.stem}.{sha256(data).hexdigest()[:8]}{path.suffix}"] = data
    return found


def stylesheets() -> list[str]:
    """Return the published paths of the stylesheets, in the order they are to be linked."""
    return [path for path in assets() if path.endswith(".css")]


def scripts() -> list[str]:
    """Return the published paths of the scripts, in the order they are to be linked."""
    return [path for path in assets() if path.endswith(".js")]


@cache
def digest() -> str:
    """Return the SHA-256 (hex) of all templates and assets: it enters every page's key."""
    whole = sha256()
    files = (p for folder in (TEMPLATES, _ASSETS) for p in folder.rglob("*") if p.is_file())
    for path in sorted(p for p in files if p.parent.name != "__pycache__"):
        whole.update(path.relative_to(_HOME).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()
