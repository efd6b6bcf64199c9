"""The page for those who help somebody learn: families, volunteers, teachers. It speaks of what the site has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from curbcut.core.pages import PageModel
from curbcut.core.words import label
from curbcut.portal.addresses import listing_url
from curbcut.portal.chrome import Frame, Where, about_url, page
from curbcut.portal.parts import section, term

_SENTENCES = {"say": 4, "not": 4, "prepare": 4, "paper": 1, "teacher": 5}
"""Part of the page → how many sentences it has in core/words/learning.py."""
_BY_ROOM = {
    "learning_paper_print": "large_print", "learning_paper_book": "large_print", "learning_paper_audio": "audio",
    "learning_paper_plain": "plain",
}  # fmt: skip
"""Sentence that is true only where the site makes a rendition → that rendition."""


def helping_page(around: Frame, lang: str, rooms: Mapping[str, Any]) -> PageModel:
    """Return the page in one language. rooms: rendition name → module."""
    url = about_url("learning", lang)
    twins = {other: about_url("learning", other) for other in around.languages if other != lang}
    where = Where(
        url=url, template="sheet", lang=lang, name="learning", kind="course", trail=((label("learning", lang), None),),
        twins=twins,
    )  # fmt: skip
    also = [label(name, lang) for name, room in _BY_ROOM.items() if room in rooms]
    sections = [
        section(
            part, label(f"learning_{part}", lang), "list",
            [label(f"learning_{part}_{n}", lang) for n in range(1, count + 1)] + (also if part == "paper" else []),
        )
        for part, count in _SENTENCES.items()
    ]  # fmt: skip
    ways = [term(url, label(name, lang), about_url(name, lang)) for name in ("progress", "preferences")]
    courses = (
        [term(url, label("course", lang), listing_url("course", lang))] if "course" in around.navigation[lang] else []
    )
    return page(
        around, where, label("learning", lang), summary=label("learning_text", lang), sections=sections,
        terms=[*courses, *ways],
    )  # fmt: skip
