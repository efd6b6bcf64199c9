"""Questions on paper: boxes to tick, lines to write on, hints and answers behind everything else."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from curbcut.core.quizzes.keys import detach
from curbcut.renditions.large_print.elements import element

_BOX = "□ "
_LINE = "_" * 8
"""A line to write on: as text, so that a screen reader meets it, too. Eight are 4 em: a word of Chinese by hand."""
_LINES = 4
"""Lines below a question that is answered in one's own words."""


def printed_questions(root: Element, lang: str) -> list[Element]:
    """Make the questions of a body fit for paper, in place; return hints and answers, each to begin on a new page.

    root: the tree of `Document.body`; lang: BCP 47 of the document
    """
    behind = detach(root, lang)
    for section in root.iter("section"):
        if section.get("class") == "question":
            _question(section)
    for blank in root.iter("span"):
        if blank.get("class") == "blank":
            blank.text = _LINE
    return behind


def _question(section: Element) -> None:
    kind = section.get("data-kind", "")
    section.set("class", "asked")
    heading = section.find("h3")
    if heading is not None and "id" in section.attrib:
        heading.set("id", section.attrib.pop("id"))  # contents lead to headings
    for listed in section.iter("ol"):
        if listed.get("class") == "options":
            mark = {"order": f"{_LINE[:4]} ", "match": ""}.get(kind, _BOX)
            _lettered(listed, mark)
        elif listed.get("class") == "prompts":
            for item in listed:
                _last(item, f" {_LINE[:4]}")
    answering = next((child for child in section if child.get("class") == "answering"), None)
    if answering is not None and kind == "open":
        answering.extend(element("div", class_="writing") for _ in range(_LINES))


def _lettered(listed: Element, mark: str) -> None:
    """Write what stands before each option, and its letter, as text: a box cannot stand in a list's margin beside it."""
    listed.tag = "ul"
    listed.attrib.pop("type", None)
    for item in listed:
        holder = item[0] if len(item) and item[0].tag == "p" else item
        holder.text = f"{mark}{item.get('data-letter', '').upper()}. {holder.text or ''}"


def _last(item: Element, text: str) -> None:
    if len(item):
        item[-1].tail = (item[-1].tail or "") + text
    else:
        item.text = (item.text or "") + text
