"""What a reader keeps on the device: the page that shows it, and what saves a part of the site.

The worker and the lists of what belongs to a part are made by the bundle `offline`; without it there is none of this.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from curbcut.core.config import SiteConfig
from curbcut.core.pages import PageModel
from curbcut.core.steps import Head
from curbcut.core.words import label
from curbcut.portal.addresses import href, listing_url
from curbcut.portal.chrome import Frame, Where, about_url, keeps, page
from curbcut.portal.parts import section, term, title_of
from curbcut.portal.shelf import Shelf

LIST = "offline.json"
"""Name of the list of what belongs to a part, beside the page that stands for it."""
_SAVING = (
    "save", "save_files", "again", "sounds", "cancel", "remove", "progress", "busy", "part", "done", "saved", "cancelled", "removed",
    "broken", "full", "refused",
)  # fmt: skip
_LISTED = ("none", "part", "partial", "seen", "pages", "which")
_ALSO_LISTED = ("remove", "remove_named", "removed", "refused")
_HOW = 4  # sentences of `offline_how_` in core/words/offline.py


def saving(around: Frame, here: str, lang: str, part: str = "") -> Iterator[dict[str, Any]]:
    """Yield the section that saves a part of the site, where the site keeps anything.

    here: address of the page; part: address of the page that stands for the part, where that is another one
    """
    if keeps(around.config):
        words = {name: label(f"offline_save_{name}", lang) for name in _SAVING}
        content = {"id": "cc-saving", "list": href(here, part) + LIST if part else LIST, "words": _json(words)}
        more = {"href": href(here, about_url("offline", lang)), "text": label("offline_save_how", lang)}
        text = label("offline_save_text", lang)
        yield section(
            "save", label("offline_save", lang), "save", content, paragraphs=[text], more=more, around=True
        )  # fmt: skip


def offline_page(around: Frame, shelf: Shelf, lang: str) -> PageModel:
    """Return the page that is shown for one that is not there without a network: what can be done, what is kept, how to save."""
    url, title = about_url("offline", lang), label("offline", lang)
    twins = {other: about_url("offline", other) for other in around.languages if other != lang}
    where = Where(url=url, template="sheet", lang=lang, name="offline", trail=((title, None),), twins=twins)
    words = {name: label(f"offline_save_{name}", lang) for name in _ALSO_LISTED}
    words |= {name: label(f"offline_list_{name}", lang) for name in _LISTED}
    kept = {"id": "cc-device", "list": "", "words": _json(words)}
    how = [label(f"offline_how_{number}", lang) for number in range(1, _HOW + 1)]
    ways = [term(url, text, to) for text, to in _parts(around, shelf, lang)]
    return page(
        around, where, title,
        summary=label("offline_text", lang),
        sections=[
            section("help", label("offline_help", lang), "list", _help(around.config, lang)),
            section("kept", label("offline_kept", lang), "save", kept, paragraphs=[label("offline_kept_text", lang)]),
            section("how", label("offline_how", lang), "list", how),
            section("ways", label("offline_save", lang), "terms", ways),
        ],
        meta=[{"name": "robots", "content": "noindex"}],
    )  # fmt: skip


def validity_meta(config: SiteConfig, head: Head) -> Iterator[dict[str, str]]:
    """Yield until when a page holds, for one that is read from a device later: a day to its end, or a moment."""
    until = getattr(head.meta, "valid_until", "") or getattr(head.meta, "expire_at", "")
    if until and keeps(config):
        yield {"name": "valid-until", "content": until}


def _help(config: SiteConfig, lang: str) -> list[str]:
    contact = config.contact
    said = [label("offline_help_call", lang, phone=contact.phone)] if contact.phone else []
    said += [label("offline_help_sms", lang, sms=contact.sms)] if contact.sms else []
    said.append(label("offline_help_read", lang))
    return [*said, label("offline_help_search", lang)] if "browser_search" in config.bundles else said


def _parts(around: Frame, shelf: Shelf, lang: str) -> Iterator[tuple[str, str]]:
    """Yield what can be saved as a whole: its name, and the address of the page that saves it."""
    if "browser_search" in around.config.bundles:
        yield label("search", lang), about_url("search", lang)
    for kind in shelf.kinds(lang):
        yield label(f"nav.{kind}", lang), listing_url(kind, lang)
    for head in shelf.of_kind("course", lang):
        yield title_of(head), head.url


def _json(words: dict[str, str]) -> str:
    return msgspec.json.encode(words).decode()
