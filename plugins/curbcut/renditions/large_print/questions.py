"""Questions on paper: boxes to tick, lines to write on, hints and answers behind everything else."""

from __future__ import annotations

from string import ascii_uppercase
from xml.etree.ElementTree import Element

from curbcut.core.quizzes.keys import detach
from curbcut.renditions.large_print.elements import element

_BOX = "□ "
_FILL = "□"
"""A box that a hand writes a number or a letter into: the same sign, set so large (`style.css`) that there is room in it."""
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
            _lettered(listed, kind)
        elif listed.get("class") == "prompts":
            for item in listed:
                _boxed(item)
    answering = next((child for child in section if child.get("class") == "answering"), None)
    if answering is not None and kind == "open":
        answering.extend(element("div", class_="writing") for _ in range(_LINES))


def _lettered(listed: Element, kind: str) -> None:
    """Write what stands before each option, and its letter, as text: a box cannot stand in a list's margin beside it."""
    listed.tag = "ul"
    listed.attrib.pop("type", None)
    if kind == "order":
        listed.set("class", "options ordering")
    for letter, item in zip(ascii_uppercase, listed, strict=False):
        holder = item[0] if len(item) and item[0].tag == "p" else item
        text = f"{letter}. {holder.text or ''}"
        if kind == "order":
            box = element("span", _FILL, class_="fill")
            holder.text, box.tail = None, f" {text}"
            holder.insert(0, box)
        else:
            holder.text = text if kind == "match" else _BOX + text


def _boxed(item: Element) -> None:
    """Put a box behind what is to be matched."""
    holder = item[-1] if len(item) and item[-1].tag == "p" else item
    if len(holder):
        holder[-1].tail = (holder[-1].tail or "") + " "
    else:
        holder.text = (holder.text or "") + " "
    holder.append(element("span", _FILL, class_="fill"))
