"""Questions by ear: number and kind first, a silence to think in, and hints and answers where nobody hears them by accident."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from curbcut.core.model import Document
from curbcut.core.quizzes.keys import detach
from curbcut.core.words import label

THINKING = 5000
"""Milliseconds of silence after a question: the next one begins by itself, and a player can be stopped for longer."""
SAID, BEFORE = "said", "data-before"
"""Class of a `span` whose text is spoken though it is no sentence; attribute with what is said before an element."""


def prepared(root: Element, doc: Document) -> list[Element]:
    """Make the questions of a body ready to be read aloud, in place; return hints and answers, to be read last.

    root: the tree of `Document.body`
    """
    behind = detach(root, doc.lang)
    spoken = {question.id: question.spoken for question in doc.questions}
    questions = [section for section in root.iter("section") if section.get("class") == "question"]
    for number, section in enumerate(questions, 1):
        _question(section, number, doc.lang, spoken.get(section.get("id", ""), ""))
    for section in behind:
        for one in list(section.iter()):
            _key(one)
    return behind


def opening(doc: Document) -> tuple[str, str]:
    """Return id and text of what is said before the first question."""
    seconds = THINKING // 1000
    return f"{doc.questions[0].id}.heard", label("heard_quiz", doc.lang, count=len(doc.questions), seconds=seconds)


def _question(section: Element, number: int, lang: str, spoken: str) -> None:
    heading = section.find("h3")
    if heading is not None:
        ordinal = heading[0] if len(heading) and heading[0].get("class") == "ordinal" else None
        if ordinal is not None:
            heading.remove(ordinal)
        kind = label(f"quiz_kind.{section.get('data-kind') or 'open'}", lang)
        heading.set(BEFORE, label("heard_question", lang, number=number, kind=kind))
        if spoken:
            heading[:] = []
            _say(heading, spoken, section.get("id", ""))
    for item in section.iterfind(".//ol[@class='options']/li"):
        if (item.text or "").strip():
            text, item.text = item.text or "", None
            _say(item, text, item.get("id", ""))
    for link in section.iter("a"):
        if link.text and not len(link) and link.get("href", "").startswith("#"):
            _furniture(section, link)
    for details in section.iter("details"):
        summary = details.find("summary")
        if summary is not None and summary.text:
            text, summary.text = summary.text, None
            summary.tag = "p"
            _say(summary, text, f"{section.get('id', '')}.heard-{list(section).index(details)}")
    for paragraph in section:
        if paragraph.get("class") == "easy":
            _key(paragraph)


def _furniture(section: Element, link: Element) -> None:
    """Let a link to an outcome be said, unless it is part of a sentence."""
    for item in section.iter("li"):
        for paragraph in item:
            if paragraph.get("class") == "branch" and link in list(paragraph):
                text, link.text = link.text or "", None
                _say(paragraph, text, f"{item.get('id', '')}.heard")


def _key(one: Element) -> None:
    """Let labels and headings of a key be said: a label before what it stands before, a heading for itself."""
    if one.tag in ("h2", "h3") and one.text:
        text, one.text = one.text, None
        _say(one, text, one.get("id", ""))
        return
    bold = one[0] if len(one) and one[0].tag == "b" else None
    if bold is None or (one.text or "").strip():
        return
    lead, rest = bold.text or "", (bold.tail or "").strip()
    if rest or len(one) == 1:
        one[:] = []
        _say(one, rest or lead, "")
        if rest:
            one.set(BEFORE, lead)
    else:
        one.remove(bold)
        one.set(BEFORE, lead)


def _say(parent: Element, text: str, id_: str) -> None:
    SubElement(parent, "span", {"class": SAID, "id": id_}).text = text
