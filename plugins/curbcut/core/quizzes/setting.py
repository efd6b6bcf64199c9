"""A draft as a section of the page, with nothing in it but what its author wrote: the walk mints the sentences of that."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

from curbcut.core.quizzes.drafts import Draft, Item


def section(made: Draft) -> Element:
    """Return the section of a question. Ids, letters and labels come after the walk (`furnishing`)."""
    whole = Element("section", {"class": "question"})
    heading = made.heading
    heading.set("id", made.id)
    heading.tail = None
    whole.append(heading)
    for said in made.said.get("easy", ()):
        whole.extend(said.blocks)
        for block in said.blocks:
            block.set("class", "easy")
    for said in made.said.get("sign", ()):
        whole.extend(map(_link, said.blocks))
    if made.context:
        SubElement(whole, "div", {"class": "context"}).extend(made.context)
    whole.append(_answering(made))
    for outcome in made.outcomes:
        told = SubElement(whole, "details", {"class": "outcome"})
        told.append(outcome.heading)
        for block in outcome.blocks:
            mine = bool(outcome.options) and outcome.options[0].element in list(block)
            told.append(_options(outcome.options) if mine else block)
    SubElement(whole, "div", {"class": "feedback", "role": "status"})
    for said in made.said.get("hint", ()):
        SubElement(whole, "details", {"class": "hint"}).extend(said.blocks)
    whole.append(_key(made))
    made.section = whole
    return whole


def _answering(made: Draft) -> Element:
    whole = Element("div", {"class": "answering"})
    if made.prompts:
        left, right = made.sides or (None, None)
        if left is not None:
            whole.append(left)
        whole.append(_list(made.prompts, "prompts", "1"))
        if right is not None:
            whole.append(right)
    if made.shown:
        whole.append(_options(made.shown))
    return whole


def _options(options: Iterable[Item]) -> Element:
    listed = _list(options, "options", "A")
    for item in options:
        if item.leads:
            # A link of its own, outside of the option's sentence; its words are set after the walk.
            holder = Element("p", {"class": "branch"})
            item.branch = SubElement(holder, "a", {"href": f"#{item.leads}"})
            paragraph = Element("p")
            paragraph.text, paragraph[:] = item.element.text, list(item.element)
            item.element.text, item.element[:] = None, [paragraph, holder]
    return listed


def _list(found: Iterable[Item], name: str, numbering: str) -> Element:
    listed = Element("ol", {"class": name, "type": numbering})
    for item in found:
        item.element.tail = None
        listed.append(item.element)
    return listed


def _key(made: Draft) -> Element:
    key = Element("details", {"class": "key"})
    told = [item for lettered in _lettered(made) for item in lettered if item.feedback]
    if told:
        whys = SubElement(key, "ul")
        for item in told:
            item.why = SubElement(whys, "li")
            for quote in item.feedback:
                item.why.extend(list(quote))
            _flat(item.why)
    for name in ("model", "explanation"):
        for said in made.said.get(name, ()):
            if said.blocks:
                SubElement(key, "div", {"class": name}).extend(said.blocks)
        if name == "model" and made.criteria:
            listed = SubElement(key, "ul", {"class": "criteria"})
            listed.extend(item.element for item in made.criteria)
    return key


def _lettered(made: Draft) -> list[list[Item]]:
    return [made.shown, *(outcome.options for outcome in made.outcomes)]


def _flat(element: Element) -> None:
    if len(element) == 1 and element[0].tag == "p":
        element.text, element[:] = element[0].text, list(element[0])


def _link(block: Element) -> Element:
    """Return the paragraph of a sign-language video: what was typed as an address becomes a link to it."""
    block.set("class", "sign")
    if block.find(".//a") is None and (typed := "".join(block.itertext()).strip()):
        block.text, block[:] = None, []
        SubElement(block, "a", {"href": typed})
    return block
