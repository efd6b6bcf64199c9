"""The emergency banner of a page: what holds, and where to read more, as this page would link to it.

`emergency` in a page model is None, or `heading` `text` `lang` (of the text where it is not the page's, else
``""``) `level` (alert or info) `href` (or None) and `link_text`. It stands after the skip link and before the
main landmark, so that it is the first thing read, and is no live region: it is there from the beginning.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from curbcut.core.emergency import Emergency
from curbcut.core.model import Record
from curbcut.core.vocabularies import in_language
from curbcut.core.words import label
from curbcut.portal.addresses import href
from curbcut.portal.shelf import Shelf


class Alarm(Record, frozen=True):
    """An emergency with the documents it links to: language → (address, title); empty for another site or no link."""

    emergency: Emergency
    targets: dict[str, tuple[str, str]] = {}


def alarm(emergency: Emergency | None, shelf: Shelf) -> Alarm | None:
    """Return the emergency with its link resolved: in each language the twin in that language, if there is one."""
    if emergency is None:
        return None
    head = shelf.by_path.get(emergency.link)
    heads = (head, *shelf.twins.get(head.path, ())) if head else ()
    return Alarm(emergency=emergency, targets={h.lang: (h.url, h.meta.title) for h in reversed(heads)})


def shown(about: Alarm | None, url: str, lang: str) -> dict[str, Any] | None:
    """Return what the page at `url` shows."""
    if about is None:
        return None
    emergency = about.emergency
    text = in_language(emergency.text, lang)
    spoken = next(tag for tag, given in emergency.text.items() if given == text)
    link = {"href": None, "link_text": ""}
    if about.targets:
        address, title = about.targets.get(lang) or list(about.targets.values())[-1]
        link = {"href": href(url, address), "link_text": title}
    elif emergency.link:
        host = urlsplit(emergency.link).hostname or ""
        link = {"href": emergency.link, "link_text": label("emergency_more", lang, host=host)}
    heading = label(f"emergency.{emergency.level}", lang)
    said = {"heading": heading, "text": text, "lang": "" if spoken == lang else spoken, "level": emergency.level}
    return {**said, **link}
