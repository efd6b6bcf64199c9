"""What stands before and behind the text: whether it holds, its title, what it is, what a guide's front matter says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from curbcut.core.kinds import Contact
from curbcut.core.model import Document
from curbcut.core.particulars import Particular, anchor, date_text, identity, joined, service
from curbcut.core.words import label
from curbcut.renditions.large_print.elements import element, listed, with_colon

_FACTS = ("time_limit", "fee", "office", "location", "hours", "phone", "online_url")
"""Particulars of a guide that fit into one line each; the others are sections, as on the page."""
_WIDE = 0x1100  # East Asian scripts begin here: their characters are twice as wide
_CHECKED = "materials"  # what one ticks off before leaving home, with a pen
_TITLE = 16  # letters of the title that a running head has at least
_LINKED = ("online_url", "register_url", "url")


def cover(doc: Document, told: dict[str, Any], edition: str, running: int, more: tuple[Element, ...] = ()) -> Element:
    """Return the head of the first page; a document that no longer holds says so before its title.

    told: what the site tells (`shapes.Rendition`): name, address, expired, related; edition: name of this size;
    running: letters that a running head has room for; more: facts that only the caller knows
    """
    title = doc.meta.title or doc.slug
    parts = [*_banner(doc, told)]
    site = _shortened(told.get("name", ""), running - _TITLE - 2)
    shown = f"{_shortened(title, running - 2 - _letters(site))}  {site}".strip()
    heading = element("h1", title, id="cc-title", data_running=shown)
    parts.append(heading)
    if doc.meta.summary:
        parts.append(element("p", doc.meta.summary, class_="summary"))
    parts.append(element("div", "", *_facts(doc, told, edition, more), class_="facts"))
    return element("header", "", *parts, class_="cover")


def _letters(text: str) -> int:
    return sum(1 if ord(character) < _WIDE else 2 for character in text)


def _shortened(text: str, room: int) -> str:
    """Return a text that needs no more room than so many Latin letters."""
    if _letters(text) <= room:
        return text
    kept = text
    while kept and _letters(kept) > room - 1:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def _banner(doc: Document, told: dict[str, Any]) -> Iterator[Element]:
    validity = getattr(doc.meta, "validity", "") or "effective"
    if validity == "effective" and not told.get("expired"):
        return
    text = label(f"banner.{validity}" if validity != "effective" else "banner.page_expired", doc.lang)
    banner = element("div", "", element("p", text), class_="banner")
    for how, title, lang, address in told.get("related", ()):
        if how in ("replaced_by", "repealed_by", "amended_by"):
            newer = _named(title, address, lang if lang != doc.lang else "")
            banner.append(element("p", with_colon(label(how, doc.lang), doc.lang), newer))
    yield banner


def _named(title: str, address: str, lang: str) -> Element:
    """Return another document's title, as a link where it has an address."""
    return element("a", title, href=address, lang=lang) if address else element("span", title, lang=lang)


def _facts(doc: Document, told: dict[str, Any], edition: str, more: tuple[Element, ...]) -> Iterator[Element]:
    lang = doc.lang
    rows = identity(doc.meta, lang)
    rows += [told for told in service(doc.meta, lang) if doc.kind != "guide" or told.name in _FACTS]
    for row in rows:
        href = row.values[0] if row.name in _LINKED else ""
        yield fact(row.label, joined(row, lang), lang, id_=anchor(row.name) if doc.kind == "guide" else "", href=href)
    yield from more
    for how, title, spoken, address in told.get("related", ()):
        related = fact(label(how, lang), "", lang)
        related.append(_named(title, address, spoken if spoken != lang else ""))
        yield related
    source = getattr(doc.meta, "source", None)
    if source:
        yield fact(label("source", lang), source.name, lang)
    yield fact(label("print_size", lang), edition, lang)
    if told.get("address"):
        yield fact(label("print_web", lang), told["address"], lang, href=told["address"])


def fact(name: str, text: str, lang: str, *, id_: str = "", href: str = "") -> Element:
    """Return one line: its name, then what it says; together they fold like any sentence, however long the name."""
    shown = element("b", with_colon(name, lang))
    if href:
        return element("p", "", shown, element("a", text, href=href), id=id_)
    shown.tail = text
    return element("p", "", shown, id=id_)


def particulars(doc: Document) -> Iterator[Element]:
    """Yield the sections of a guide that come from its front matter, in the order of the page."""
    if doc.kind != "guide":
        return
    for told in service(doc.meta, doc.lang):
        if told.name not in _FACTS:
            heading = element("h2", told.label, id=anchor(told.name))
            yield element("section", "", heading, *_told(told, doc.lang))


def _told(told: Particular, lang: str) -> Iterator[Element]:
    if told.form == "steps":
        yield listed(told.values, "ol")
    elif told.form == "list":
        texts = [f"□ {text}" for text in told.values] if told.name == _CHECKED else told.values
        yield listed(texts, class_="checks" if told.name == _CHECKED else "")
    elif told.form == "pairs":
        for question, answer in zip(told.values[::2], told.values[1::2], strict=True):
            asked = element("p", "", element("b", label("print_question", lang) + question), class_="question")
            yield element("div", "", asked, element("p", label("print_answer", lang) + answer), class_="pair")
    else:
        yield element("p", joined(told, lang))


def ending(doc: Document, files: dict[str, str]) -> Iterator[Element]:
    """Yield what stands behind the text: attachments, whom to ask, what was changed.

    files: path of an attachment as front matter names it → its full address
    """
    lang, meta = doc.lang, doc.meta
    if meta.attachments:
        items = []
        for offered in meta.attachments:
            name = offered.title or offered.file.rpartition("/")[2]
            item = element("li", "" if files.get(offered.file) else name)
            if files.get(offered.file):
                item.append(element("a", name, href=files[offered.file]))
            if offered.alt_format_contact:
                item.append(element("p", offered.alt_format_contact))
            items.append(item)
        yield _section("attachments", label("attachments", lang), element("ul", "", *items))
    if meta.contact:
        lines = element("div", "", *contact_lines(meta.contact, lang), class_="lines")
        yield _section("contact", label("print_contact", lang), lines)
    if meta.change_notes:
        notes = [f"{date_text(change.date, lang)}  {change.note}" for change in meta.change_notes]
        yield _section("changes", label("change_notes", lang), listed(notes))


def contact_lines(contact: Contact, lang: str) -> Iterator[Element]:
    """Yield whom to ask: a name, then one line for each way to reach them."""
    if contact.name:
        yield element("p", contact.name)
    for name in ("phone", "sms", "fax", "wechat", "email", "address", "hours", "sign_language", "url"):
        if value := getattr(contact, name):
            yield fact(label(name, lang), value, lang, href=value if name in _LINKED else "")


def _section(name: str, title: str, *children: Element) -> Element:
    return element("section", "", element("h2", title, id=f"cc-{name}"), *children)
