"""What a single text in front matter or configuration can be: a date, a moment, a slug, a file …

Each is a `str` with a `Reads`: a pure function that returns the tidy form of what was typed or
raises `Refused`. The same annotations tell the JSON Schema what to expect.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Literal
from urllib.parse import unquote, urlsplit

from msgspec import Meta as Schema

from curbcut.core.dates import Refused, iso_date, iso_date_or_moment, iso_moment

SLUG_LENGTH = 80
"""Longest slug: 255 bytes is the limit of a file name (ext4, NTFS), and addresses get read aloud."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?")
_RECURRENCE = re.compile(r"FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)(?:;[A-Z]+=[A-Z0-9,+-]+)*")
_REPEATS = {"每天": "DAILY", "每周": "WEEKLY", "每月": "MONTHLY", "每年": "YEARLY"}
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}


@dataclass(frozen=True)
class Reads:
    """How a text is read: `(typed text, path of the file it stands in) -> tidy text`."""

    read: Callable[[str, str], str]


@dataclass(frozen=True)
class Label:
    """A name rather than prose: `补贴、康复` may be two of them."""


@dataclass(frozen=True)
class Short:
    """What may be written more briefly.

    text: a single text stands for a mapping with this one key
    many: a list stands for a mapping: its items are the keys, or the values of o1, o2 …
    """

    text: str = ""
    many: Literal["", "keys", "values"] = ""


def slug(text: str, path: str = "") -> str:
    """Return the text if it is a slug. Raises Refused with a suggestion where one can be made."""
    if _SLUG.fullmatch(text) and len(text) <= SLUG_LENGTH:
        if text in _DEVICES:
            raise Refused("slug-reserved", text=text, suggestion=f"{text}-1")
        return text
    if len(text) > SLUG_LENGTH:
        raise Refused("slug-long", text=text[:40] + "…", length=str(len(text)), limit=str(SLUG_LENGTH))
    decoded = unquote(text)
    if "/" in decoded or "\\" in decoded or decoded.strip(" .") == "" or re.match(r"[A-Za-z]:", decoded):
        raise Refused("slug-path", text=text)
    suggestion = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    plain_ascii = text.isascii() and suggestion and suggestion not in _DEVICES
    if plain_ascii:
        raise Refused("slug-shape", text=text, suggestion=suggestion)
    raise Refused("slug-letters", text=text)


def language(text: str, path: str = "") -> str:
    """Return a BCP 47 tag in its usual case: language, script, region (`zh-Hans`, `en`, `yue-Hant-HK`)."""
    if re.search(r"[a-zA-Z]", text) and text.lower() in ("cn", "zh-cn", "zh", "chinese"):
        raise Refused("language-unknown", text=text, suggestion="zh-Hans")
    first, *rest = text.replace("_", "-").split("-")
    tidy = "-".join([first.lower(), *(p.title() if len(p) == 4 else p.upper() for p in rest)])
    if not _LANGUAGE.fullmatch(tidy):
        raise Refused("language-unknown", text=text, suggestion="zh-Hans")
    return tidy


def site_file(text: str, path: str = "") -> str:
    """Return the POSIX path from the site's root of a file named beside `path`.

    raises: Refused for what is absolute, another site's, or climbs out of the site
    """
    decoded = unquote(text)
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:|//", decoded):
        raise Refused("file-elsewhere", text=text)
    unsafe = "\\" in decoded or decoded.startswith("/") or re.match(r"[A-Za-z]:", decoded) or "\0" in decoded
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), text))
    climbed = posixpath.normpath(posixpath.join(posixpath.dirname(path), decoded))
    if unsafe or joined.split("/")[0] == ".." or climbed.split("/")[0] == "..":
        raise Refused("file-outside", text=text)
    if not all(_portable(part) for part in decoded.split("/")):
        raise Refused("file-reserved", text=text)
    return joined


def _portable(name: str) -> bool:
    """Return whether Windows can hold a file or folder of this name."""
    if name in (".", ".."):
        return True
    return bool(name) and name[-1] not in " ." and name.partition(".")[0].strip().lower() not in _DEVICES


def web_address(text: str, path: str = "") -> str:
    """Return an `https:` or `http:` address with a host. Raises Refused for anything else."""
    try:
        parts = urlsplit(text)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"[\s<>\"]", text)
        sound = sound and (parts.port is None or parts.port > 0) and parts.username is None
    except ValueError:
        sound = False
    if not sound:
        raise Refused("address-shape", text=text)
    return text


def recurrence(text: str, path: str = "") -> str:
    """Return an RRULE value (RFC 5545, 3.3.10) that comes at least once; 每天 每周 每月 每年 are understood."""
    from curbcut.core.recurrences import sound  # its calendar arithmetic is imported only where something repeats

    rule = f"FREQ={_REPEATS[text]}" if text in _REPEATS else text.removeprefix("RRULE:")
    if not _RECURRENCE.fullmatch(rule) or not sound(rule):
        raise Refused("recurrence-shape", text=text)
    return rule


Text = Annotated[str, Schema(max_length=5000)]
"""Prose: a sentence or more."""
Term = Annotated[str, Schema(max_length=200), Label()]
"""A name or label; several in one text are asked about."""
Date = Annotated[str, Schema(extra_json_schema={"format": "date"}), Reads(lambda text, _: iso_date(text))]
Moment = Annotated[str, Schema(extra_json_schema={"format": "date-time"}), Reads(lambda text, _: iso_moment(text))]
DateOrMoment = Annotated[str, Reads(lambda text, _: iso_date_or_moment(text))]
Slug = Annotated[str, Schema(pattern=f"^{_SLUG.pattern}$", max_length=SLUG_LENGTH), Reads(slug)]
Language = Annotated[str, Schema(pattern=f"^{_LANGUAGE.pattern}$"), Reads(language)]
SiteFile = Annotated[str, Reads(site_file)]
WebAddress = Annotated[str, Schema(extra_json_schema={"format": "uri"}), Reads(web_address)]
Recurrence = Annotated[str, Reads(recurrence)]
