"""Whom to tell about a security hole, where researchers look for it: .well-known/security.txt.

It needs `security_contact` in site_config.yml and the day until which the file may be believed. That day
is given, not reckoned: somebody has looked at the contact then, and the same site is the same bytes.

source: RFC 9116
"""

from __future__ import annotations

import re
from typing import Any, ClassVar
from urllib.parse import urlsplit

from curbcut.core.fields import FieldWords, field
from curbcut.core.model import Made, Record
from curbcut.core.scalars import Date
from curbcut.core.steps import Head
from curbcut.core.timezones import last_moment

NAME = {"zh": "安全联系文件", "en": "Security contact file"}
NEEDS: tuple[str, ...] = ()
TOOLS: tuple[str, ...] = ()
ONLINE = True

FILE = ".well-known/security.txt"
_MAIL = re.compile(r"[^\s@<>:/]+@[^\s@<>:/]+\.[^\s@<>:/]+")


class Options(Record, frozen=True):
    """expires: the last day on which the file holds; a year ahead at most, as RFC 9116 (2.5.5) recommends."""

    FIELDS: ClassVar[dict[str, FieldWords]] = {
        "expires": field(
            "到期日", "这份文件最后有效的一天，最好不超过一年", "last day this file holds, best within a year"
        )
    }
    expires: Date = ""


def gather(heads: tuple[Head, ...], options: Options, site: dict[str, Any], made: dict[str, dict[str, Made]]) -> Made:
    """Return `.well-known/security.txt`; nothing without a contact that can be reached, or without an expiry."""
    del heads, made
    contact = _address(str(site.get("security_contact") or ""))
    if not contact or not options.expires:
        return Made()
    language = str(site.get("language") or "zh-Hans")
    languages = dict.fromkeys((language, *site.get("languages", ())))
    zone = str(site.get("timezone") or "Asia/Shanghai")
    lines = [
        f"Contact: {contact}",
        f"Expires: {last_moment(options.expires, zone)}",
        f"Preferred-Languages: {', '.join(languages)}",
    ]
    parts = urlsplit(str(site.get("url") or ""))
    if parts.netloc:  # 3: the file counts only at the root of the host, also for a site in a folder of it
        lines.append(f"Canonical: {parts.scheme}://{parts.netloc}/{FILE}")
    return Made(files={FILE: "".join(f"{line}\n" for line in lines).encode()})


def _address(contact: str) -> str:
    """Return a contact as the URI that the field asks for, or ``""`` for what is no address."""
    text = contact.strip()
    if re.search(r"\s", text):
        return ""
    if text.startswith(("https://", "mailto:", "tel:")):
        return text
    return f"mailto:{text}" if _MAIL.fullmatch(text) else ""
