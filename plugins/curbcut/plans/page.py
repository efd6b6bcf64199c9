"""index.html of a plan: what one learner opens first. It works by double-click, without a script and without a network."""

from __future__ import annotations

from functools import cache
from typing import Any

from curbcut import theme
from curbcut.core.headers import PAGE_POLICY
from curbcut.core.model import Document, Record
from curbcut.core.words import label
from curbcut.plans.resolving import Outline
from curbcut.portal.documents import size_text

_ASSETS = ("site.css", "prefs.js", "panel.js", "panel.css", "icon.svg")
_LABELS = ("skip", "text_size", "small", "medium", "large", "preferences")


class File(Record, frozen=True):
    """A file beside the page. name: what it is called; pages: of a print, else 0."""

    path: str
    name: str
    media: str
    size_bytes: int
    pages: int = 0


class Around(Record, frozen=True):
    """What stands around the plan. home, preferences: where these pages of the site are, ``""`` for nowhere."""

    files: tuple[File, ...]
    home: str
    preferences: str


def assets() -> dict[str, bytes]:
    """Return the files of the theme that the page needs, by path."""
    published, every = theme.published(), theme.assets()
    return {published[name]: every[published[name]] for name in _ASSETS}


def page(outline: Outline, doc: Document, around: Around) -> bytes:
    """Return the page. doc: the plan for a screen"""
    published, lang = theme.published(), outline.lang
    cc = {
        "lang": lang, "csp": PAGE_POLICY, "title": doc.meta.title, "goal": doc.meta.summary, "body": doc.body,
        "assets": {
            "style": published["site.css"], "prefs": published["prefs.js"],
            "icon": published["icon.svg"],
        },
        "labels": {name: label(name, lang) for name in _LABELS},
        "site": {"title": outline.site, "href": around.home, "preferences": around.preferences},
        "files": [
            {"href": file.path, "name": file.name, "media": file.media, "detail": _detail(file, lang)} for file in around.files
        ],
    }  # fmt: skip
    html: str = _template().render(cc=cc)
    return html.encode()


def _detail(file: File, lang: str) -> str:
    pages = label("pages_detail", lang, pages=file.pages) if file.pages else ""
    comma = "，" if lang.startswith("zh") else ", "
    return comma.join(
        filter(None, (file.media.partition("/")[2].upper().replace("PLAIN", "TXT"), pages, size_text(file.size_bytes)))
    )


@cache
def _template() -> Any:
    from jinja2 import Environment, FileSystemLoader

    return Environment(loader=FileSystemLoader(theme.TEMPLATES), **theme.environment()).get_template("cc/_plan.html")  # noqa: S701 - its settings escape
