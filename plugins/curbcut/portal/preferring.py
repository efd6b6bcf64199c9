"""The page where a reader sets how the site looks, sounds and asks (decision 019). It offers only what the site has."""

from __future__ import annotations

import msgspec

from curbcut.core.pages import PageModel
from curbcut.core.words import label
from curbcut.portal.addresses import absolute, root_of
from curbcut.portal.chrome import Frame, Where, about_url, page
from curbcut.portal.parts import section
from curbcut.portal.shelf import Shelf

_SYSTEM_WAYS = 4  # sentences of `preferences_1` … in core/words/portal.py
_SEEING = ("large", "contrast", "spaced", "calm", "plain")
_LISTENING = ("listen", "slow", "fast", "follow", "pause")
"""Names of choices in theme/assets/how.js: these do something on every page, those where a page has a recording."""

_SAID = (
    "title", "lead", "seeing", "large", "contrast", "spaced", "calm", "plain", "listening", "listen", "slow",
    "fast", "follow", "pause", "learning", "one", "easy", "unkept", "none", "copy", "copied", "selected",
    "code", "undrawn", "print", "link", "no_address", "about_link", "way", "scan", "unknown", "on", "stop",
    "off", "given", "use", "set", "not_now", "unchanged", "paste", "look", "hand", "code_name",
)  # fmt: skip
"""What is said there, each as `how_NAME` in core/words/ways.py; of a choice, what it does."""


def preferences_page(around: Frame, shelf: Shelf, lang: str) -> PageModel:
    """Return the page in one language."""
    url = about_url("preferences", lang)
    twins = {other: about_url("preferences", other) for other in around.languages if other != lang}
    where = Where(
        url=url, template="sheet", lang=lang, name="preferences", trail=((label("preferences", lang), None),), twins=twins
    )  # fmt: skip
    easy = [course.url for head in shelf.of_kind("course", lang) if (course := shelf.easy(head))]
    words = {name: label(f"how_{name}", lang) for name in _SAID}
    ways = {
        "words": msgspec.json.encode(words).decode(),
        "offers": " ".join(_offers(shelf, lang, easy=bool(easy))), "easy": " ".join(easy),
        "address": absolute(around.config.url, url) if around.config.url else "",
    }  # fmt: skip
    system = section(
        "system", label("preferences_system", lang), "list", [label(f"preferences_{n}", lang) for n in range(1, _SYSTEM_WAYS + 1)],
        paragraphs=[label("preferences_scripts", lang)],
    )  # fmt: skip
    return page(
        around, where, label("preferences", lang), summary=label("preferences_text", lang), panel=True, ways=ways,
        sections=[system], scripts=[root_of(url) + around.assets["ways.js"]],
        styles=[root_of(url) + around.assets["ways.css"]],
    )  # fmt: skip


def _offers(shelf: Shelf, lang: str, *, easy: bool) -> tuple[str, ...]:
    """Return the choices that do something on some page in this language."""
    heads = [head for head in shelf.heads if head.lang == lang]
    spoken = _LISTENING if any("audio" in shelf.made.get(head.path, ()) for head in heads) else ()
    asked = ("one",) if any(head.questions for head in heads) else ()
    return (*_SEEING, *spoken, *asked, *(("easy",) if easy else ()))
