"""The site's search for browsers and portals: a description by which they ask our own search page.

It needs the site's public address (`url` in site_config.yml).

source: OpenSearch 1.1 draft 6 (lengths of names, parameters, roles)
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from curbcut.core.catalogue import Catalogue, Edition
from curbcut.core.fields import FieldWords, field
from curbcut.core.model import Made, Record
from curbcut.core.scalars import Language, Short, Term
from curbcut.core.steps import Head
from curbcut.core.words import label
from curbcut.core.xml_text import xml_text

NAME = {"zh": "浏览器搜索", "en": "Search from the browser"}
NEEDS: tuple[str, ...] = ()
TOOLS: tuple[str, ...] = ()
ONLINE = True

_SHORT, _LONG = 16, 48
"""Characters that ShortName and LongName may have."""


class Options(Record, frozen=True):
    """short_name: the site's name in at most 16 characters, by language; the title, shortened, where left out."""

    FIELDS: ClassVar[dict[str, FieldWords]] = {
        "short_name": field(
            "简称", "网站的简称，最多 16 个字，按语言写", "short name of the site, at most 16 characters, by language"
        )
    }
    short_name: Annotated[dict[Language, Term], Short(text="und")] = {}


def gather(heads: tuple[Head, ...], options: Options, site: dict[str, Any], made: dict[str, dict[str, Made]]) -> Made:
    """Return `opensearch.xml`, and `en/opensearch.xml` where the site has that language."""
    del made
    catalogue = Catalogue(heads, site)
    if not catalogue.base:
        return Made()
    files = {
        f"{edition.prefix}opensearch.xml": _description(catalogue, edition, options) for edition in catalogue.editions
    }
    return Made(files=files)


def _description(catalogue: Catalogue, edition: Edition, options: Options) -> bytes:
    lang, title = edition.lang, catalogue.text("title", edition.lang)
    named = options.short_name.get(lang) or options.short_name.get("und") or title
    here = catalogue.address(edition.prefix)
    mail = str((catalogue.site.get("contact") or {}).get("email") or "")
    lines = [
        f"<ShortName>{xml_text(_cut(named, _SHORT))}</ShortName>",
        f"<LongName>{xml_text(_cut(title, _LONG))}</LongName>",
        f"<Description>{xml_text(label('search_for', lang, site=title))}</Description>",
        f"<Language>{xml_text(lang)}</Language>", "<InputEncoding>UTF-8</InputEncoding>",
        "<OutputEncoding>UTF-8</OutputEncoding>", *([f"<Contact>{xml_text(mail)}</Contact>"] if mail else []),
        f'<Url type="text/html" template="{xml_text(here)}search/?q={{searchTerms}}"/>',
        f'<Url type="application/opensearchdescription+xml" rel="self" template="{xml_text(here)}opensearch.xml"/>',
    ]  # fmt: skip
    opening = '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">'
    body = "".join(f"{line}\n" for line in lines)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{opening}\n{body}</OpenSearchDescription>\n'.encode()


def _cut(text: str, limit: int) -> str:
    """Return a text in at most `limit` characters, cut between words where it has some."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    head = text[: limit + 1].rpartition(" ")[0]
    return head or text[:limit]
