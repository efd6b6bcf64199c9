"""The page of a kit that people open first: what this is, of which day, and the way in."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from curbcut import theme
from curbcut.core.headers import PAGE_POLICY
from curbcut.core.particulars import date_text
from curbcut.core.words import label
from curbcut.portal.addresses import prefix
from curbcut.portal.documents import size_text

if TYPE_CHECKING:
    from curbcut.kit.parts import Kit

_HOW = 4
"""Sentences kit_how_1, kit_how_2 …"""


def start_page(kit: Kit) -> bytes:
    """Return start.html: every language of the site on one page, Chinese first."""
    css = theme.published()["site.css"]
    languages = [
        lang for lang in kit.config.languages or (kit.config.language,) if f"{prefix(lang)}index.html" in kit.kept.paths
    ]
    cc = {"csp": PAGE_POLICY, "style": f"site/{css}", "languages": [_in_language(kit, lang) for lang in languages]}
    html: str = _template().render(cc=cc)
    return html.encode()


@cache
def _template() -> Any:
    from jinja2 import Environment, FileSystemLoader

    return Environment(loader=FileSystemLoader(theme.TEMPLATES), **theme.environment()).get_template("cc/_start.html")  # noqa: S701 - its settings escape


def _in_language(kit: Kit, lang: str) -> dict[str, Any]:
    tongue = "zh" if lang.startswith("zh") else "en"
    day = date_text(kit.kept.day, lang)
    rows = [
        label("kit_holds", lang, name=part.name[tongue], files=part.files, size=size_text(part.size_bytes))
        for part in kit.parts
    ]  # fmt: skip
    how = [label(f"kit_how_{number}", lang, day=day) for number in range(1, _HOW + 1)]
    return {
        "lang": lang, "title": kit.titles()[tongue], "saved": label("kit_saved", lang, day=day),
        "open": {"href": f"site/{prefix(lang)}index.html", "text": label("kit_open", lang)},
        "current": {"href": kit.kept.base + prefix(lang), "text": label("kit_current", lang)} if kit.kept.base else None,
        "inside": {"title": label("kit_inside", lang), "rows": rows}, "how": {"title": label("kit_how", lang), "rows": how},
    }  # fmt: skip
