"""The register of policy documents: every notice with its numbers, its three dates and whether it holds.

register.json has one shape for programs, in `version` 1: keys are only ever added. register.csv is the
same table for people, in the words of each language of the site.
"""

from __future__ import annotations

from typing import Any

import msgspec

from curbcut.core.catalogue import LATER, Catalogue, Named
from curbcut.core.kinds import Notice
from curbcut.core.model import Made, Record
from curbcut.core.spreadsheets import spreadsheet
from curbcut.core.steps import Head
from curbcut.core.words import label

NAME = {"zh": "政策文件登记册", "en": "Policy register"}
NEEDS: tuple[str, ...] = ()
TOOLS: tuple[str, ...] = ()

VERSION = 1
"""Shape of register.json; raised when a key changes its meaning or goes away."""


class Options(Record, frozen=True):
    """There is nothing to choose."""


class Line(Record, frozen=True):
    """One notice. Dates are ISO, ``""`` where the editor gave none; validity as in front matter; lang BCP 47."""

    index_number: str
    doc_number: str
    title: str
    issuer: tuple[str, ...]
    issued: str
    published: str
    effective: str
    valid_until: str
    validity: str
    replaced_by: tuple[Named, ...]
    repealed_by: tuple[Named, ...]
    amended_by: tuple[Named, ...]
    url: str
    lang: str


def gather(heads: tuple[Head, ...], options: Options, site: dict[str, Any], made: dict[str, dict[str, Made]]) -> Made:
    """Return `register/register.json` and `register/register.csv` (`en/register/register.csv` …), newest first.

    Each table holds all notices of the site, whatever their language; only its headings differ.
    """
    del options, made
    catalogue = Catalogue(heads, site)
    notices = [head for head in catalogue.heads if isinstance(head.meta, Notice)]
    notices.sort(key=lambda head: head.url)
    notices.sort(key=lambda head: head.meta.published, reverse=True)
    lines = [_line(catalogue, head, head.meta) for head in notices if isinstance(head.meta, Notice)]
    if not lines:
        return Made()
    opening = msgspec.json.encode({"version": VERSION, "title": catalogue.site.get("title") or {}}).removesuffix(b"}")
    rows = b",\n".join(map(msgspec.json.encode, lines))
    files = {"register/register.json": opening + b',"notices":[\n' + rows + b"\n]}\n"}
    for edition in catalogue.editions:
        files[f"{edition.prefix}register/register.csv"] = spreadsheet(_table(lines, edition.lang))
    return Made(files=files, facts={"notices": len(lines)})


def _line(catalogue: Catalogue, head: Head, meta: Notice) -> Line:
    return Line(
        index_number=meta.index_number, doc_number=meta.doc_number, title=meta.title, issuer=meta.issuer,
        issued=meta.issued, published=meta.published, effective=meta.effective, valid_until=meta.valid_until,
        validity=meta.validity, url=catalogue.address(head.url), lang=head.lang, **catalogue.later(head),
    )  # fmt: skip


_COLUMNS = (
    "index_number", "doc_number", "register_title", "issuer", "issued", "published", "effective", "valid_until",
    "validity", *LATER, "url", "register_lang",
)  # fmt: skip


def _table(lines: list[Line], lang: str) -> list[list[str]]:
    comma = "；" if lang.startswith("zh") else "; "
    validity = {line.validity: label(f"validity.{line.validity}", lang) for line in lines}
    table = [[label(name, lang) for name in _COLUMNS]]
    for line in lines:
        later = (comma.join(named.title for named in getattr(line, name)) for name in LATER)
        table.append(
            [
                line.index_number, line.doc_number, line.title, comma.join(line.issuer), line.issued, line.published,
                line.effective, line.valid_until, validity[line.validity], *later, line.url, line.lang,
            ]
        )  # fmt: skip
    return table
