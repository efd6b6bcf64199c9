"""The shared design: Jinja templates that both generators use, and the files they point at.

A template reads one variable, `cc`, which the planner fills with finished texts and addresses
(`curbcut.portal`); templates only print. Identical models therefore give identical bytes from either
generator. All texts are plain (they are escaped here) except `body` (well-formed XHTML, set by the
adapter) and `structured` (JSON-LD). Addresses are relative to the page. An empty text, an empty list
or None stands where there is nothing; a missing key is an error.

What a template is given, on top of what `portal/chrome.py` puts into every page:

| template | prints |
|---|---|
| document | one document: banner, facts, formats, contents, sections, text, sections after it, neighbours |
| sheet | everything that leads to documents or is about the site: lists, indexes, tables, forms, sections |
| home | search, then sections, the later ones in two columns |
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from curbcut.core.minifying import minified

_HOME = Path(__file__).resolve().parent

TEMPLATES = _HOME / "templates"
"""The folder of the shared templates; a page's template is ``cc/NAME.html`` in it."""

_ASSETS = _HOME / "assets"


def environment() -> dict[str, Any]:
    """Return the Jinja settings that the templates are written for; both generators use these."""
    from jinja2 import StrictUndefined  # a build that lays out nothing does not import it

    from curbcut.theme.fragments import Once

    return {
        **_SYNTAX,
        "auto_reload": False,
        "undefined": StrictUndefined,
        "extensions": [Once],
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
        def get_cache_key(self, name: str, filename: str | None = None) -> str:
            # Not the file's whole name as well: where the system's locale is plain C, Jinja cannot encode 坡道 in it.
            return super().get_cache_key(name)

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
    found: dict[str, bytes] = {}
    for path in sorted(_ASSETS.iterdir(), key=lambda path: (path.suffix == ".js", _LAST.get(path.name, 0), path)):
        for name, data in _made(path, found):
            found[f"assets/{name}.{sha256(data).hexdigest()[:8]}{path.suffix}"] = data
    return found


def _made(path: Path, found: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield what a file is published as, name and bytes; of other kinds of files nothing. found: what is there already."""
    if path.suffix == ".png":
        yield path.stem, path.read_bytes()
    elif path.suffix in (".css", ".svg"):
        yield path.stem, minified(path.read_text("utf-8"), path.suffix).encode()
    elif path.suffix == ".js":
        for name, text in _scripts(path):
            yield name, minified(_naming(text, found), path.suffix).encode()


def _naming(text: str, found: Iterable[str]) -> str:
    """Return a script that names other files as they are here so that it finds them as they are published."""
    for other in found:
        text = text.replace(f'"{_plain(other)}"', f'"{other.removeprefix("assets/")}"')
    return text


_WITHIN = {
    "answering.js": ("grading.js", "remembering.js"), "progress.js": ("remembering.js",), "record.js": ("remembering.js",),
}  # fmt: skip
"""Script → parts that are published within its function, before what it says itself: never needed alone, and never by name."""
_FUNCTION = "(() => {\n"
"""How a script's function begins."""
_LAST = {"quiz.js": 1}
"""What names others comes behind them."""
_LANGUAGES = {"zh": "true", "en": "false"}
_TOLD_LANGUAGE = re.compile(r"\bZH\b")


def _scripts(path: Path) -> Iterator[tuple[str, str]]:
    """Yield a script as it is published, name and text: one for each language where it asks for the constant `ZH`."""
    if any(path.name in parts for parts in _WITHIN.values()):
        return
    text = path.read_text("utf-8")
    parts = "".join(path.with_name(part).read_text("utf-8") for part in _WITHIN.get(path.name, ()))
    text = text.replace(_FUNCTION, _FUNCTION + parts, 1)
    if not _TOLD_LANGUAGE.search(text):
        yield path.stem, text
        return
    for lang, chinese in _LANGUAGES.items():
        yield f"{path.stem}.{lang}", _TOLD_LANGUAGE.sub(chinese, text)


@cache
def published() -> dict[str, str]:
    """Return file of the theme (``site.css``) → its published path."""
    return {_plain(path): path for path in assets()}


def _plain(path: str) -> str:
    return re.sub(r"^assets/(.*)\.[0-9a-f]{8}(\.\w+)$", r"\1\2", path)


@cache
def digest() -> str:
    """Return the SHA-256 (hex) of all templates and assets: it enters every page's key."""
    whole = sha256()
    files = (p for p in (*TEMPLATES.rglob("*"), *_ASSETS.iterdir(), _HOME / "fragments.py") if p.is_file())
    for path in sorted(p for p in files if p.parent.name != "__pycache__"):
        whole.update(path.relative_to(_HOME).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()
