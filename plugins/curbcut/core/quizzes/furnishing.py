"""What a section gets after the walk: ids and data for a script, ordinals, labels, and the right answer in words.

Every reader of a page pays for what stands here: what follows from places and ids (the number of a question, the letter of an option) is
not said again. Nothing of it is a sentence: it is not spoken, not searched, and a question that moves changes no sentence's id.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256
from xml.etree.ElementTree import Element, SubElement

from curbcut.core.quizzes.drafts import Draft, Item
from curbcut.core.reading.writing import Literal
from curbcut.core.words import label

_LEADS = {"model": "quiz_model", "explanation": "quiz_explanation"}


def furnish(made: Draft, lang: str) -> None:
    """Complete the section of a draft, in place. lang: BCP 47 of the page."""
    whole = made.section
    assert whole is not None, "a draft is furnished after it was set"
    made.id = made.heading.attrib.pop("id", made.id)
    data = {
        "data-kind": made.kind, "data-right": " ".join(made.right), "data-hash": digest(made),
    }  # fmt: skip
    whole.set("id", made.id)
    whole.attrib.update({name: value for name, value in data.items() if value})
    kind = label(f"quiz_kind.{made.kind or 'open'}", lang)
    _put_first(made.heading, "span", label("quiz_ordinal", lang, number=made.number, kind=kind), " ", "ordinal")
    for child in whole:
        names = child.get("class", "")
        if names == "easy":
            _put_first(child, "b", label("quiz_easy", lang), "" if _zh(lang) else " ")
        elif names == "sign":
            for link in child.iter("a"):
                link.text = link.text if link.text or len(link) else label("quiz_sign", lang)
    _blanks(made, whole, lang)
    _letters(made, lang)
    _hints(made, whole, lang)
    _outcomes(made, whole, lang)
    _key(made, whole, lang)


def digest(made: Draft) -> str:
    """Return 8 hex digits that change when what is asked changes: kind, stem or options."""
    texts = [made.kind, made.stem, *(item.text for item in (*made.options, *made.prompts))]
    return sha256("\x1f".join(texts).encode()).hexdigest()[:8]


def objectives(made: Draft) -> tuple[str, ...]:
    """Return the ids of the objectives that a question is for."""
    texts = [said.text for said in made.said.get("objective", ())]
    return tuple(dict.fromkeys(word for text in texts for word in text.replace("；", " ").replace("、", " ").replace(",", " ").replace("，", " ").replace(";", " ").split()))  # fmt: skip


def _zh(lang: str) -> bool:
    return lang.lower().startswith("zh")


def _put_first(parent: Element, tag: str, text: str, between: str, name: str = "") -> Element:
    """Put an element before an element's text."""
    element = Element(tag, {"class": name} if name else {})
    element.text = text
    tail = parent.text or ""
    # What the walk has written stays as it is; a plain text would be escaped once more.
    element.tail = Literal(between + tail) if isinstance(tail, Literal) else between + tail
    parent.text = None
    parent.insert(0, element)
    return element


def _lead(block: Element, text: str, lang: str) -> None:
    """Put a label before what a block says."""
    first = block[0] if len(block) and not (block.text or "").strip() else None
    if first is not None and first.tag == "p":
        _put_first(first, "b", text, "" if _zh(lang) else " ")
    elif first is not None and first.tag not in ("span", "a", "strong", "em"):
        paragraph = Element("p")
        SubElement(paragraph, "b").text = text
        block.insert(0, paragraph)
    else:
        _put_first(block, "b", text, "" if _zh(lang) else " ")


def _blanks(made: Draft, whole: Element, lang: str) -> None:
    """Say of each blank what it is and what may stand in it; a question to fill in has one at least."""
    if made.kind not in ("blank", "number"):
        found = [span for span in whole.iter("span") if span.get("class") == "blank"]
    else:
        holders = [child for child in whole if child is made.heading or child.get("class") == "context"]
        found = [span for holder in holders for span in holder.iter("span") if span.get("class") == "blank"]
        if not found:
            answering = next(child for child in whole if child.get("class") == "answering")
            found = [SubElement(SubElement(answering, "p"), "span", {"class": "blank"})]
            found[0].text = "____"
    for number, span in enumerate(found, 1):
        span.attrib.update({"id": f"{made.id}.blank-{number}", "role": "img", "aria-label": label("quiz_blank", lang)})
        if made.kind == "blank" and number <= len(made.answers):
            span.set("data-accept", json.dumps(made.answers[number - 1], ensure_ascii=False))
        elif made.kind == "number" and number == 1 and made.value:
            span.attrib.update({"data-value": made.value, "data-tolerance": made.tolerance})


def _letters(made: Draft, lang: str) -> None:
    for item in made.prompts:
        item.element.set("id", f"{made.id}.{item.letter}")
    branches = {outcome.id: number for number, outcome in enumerate(made.outcomes, 1)}
    titles = {outcome.id: outcome.title for outcome in made.outcomes}
    for id_, options in ((made.id, made.shown), *((outcome.id, outcome.options) for outcome in made.outcomes)):
        for item in options:
            element = item.element
            if made.kind == "truth" and not (element.text or "").strip() and not len(element):
                element.text = item.text
            element.attrib.setdefault("id", f"{id_}.{item.letter}")
            if item.leads:
                element.set("data-leads", item.leads)
            if item.branch is not None:
                own = item.branch_text not in ("", titles.get(item.leads, ""), item.text)
                number = branches.get(item.leads, "")
                item.branch.text = item.branch_text if own else label("quiz_branch", lang, number=number).strip()
            if item.why is not None:
                item.why.set("data-for", item.letter if id_ == made.id else element.get("id", ""))
                _lead(item.why, f"{item.letter.upper()}. {item.text}{'：' if _zh(lang) else ':'}", lang)


def _hints(made: Draft, whole: Element, lang: str) -> None:
    hints = [child for child in whole if child.get("class") == "hint"]
    for number, hint in enumerate(hints, 1):
        name = "quiz_hint" if len(hints) == 1 else "quiz_hint_number"
        _summary(hint, label(name, lang, number=number))


def _outcomes(made: Draft, whole: Element, lang: str) -> None:
    told = [child for child in whole if child.get("class") == "outcome"]
    for number, (outcome, details) in enumerate(zip(made.outcomes, told, strict=True), 1):
        right = " ".join(item.letter for item in outcome.options if item.right)
        if right:
            details.set("data-right", right)
        _summary(details, label("quiz_outcome", lang, number=number))


def _summary(details: Element, text: str) -> None:
    summary = Element("summary")
    summary.text = text
    details.insert(0, summary)


def _key(made: Draft, whole: Element, lang: str) -> None:
    key = whole[-1]
    for block in key:
        if name := _LEADS.get(block.get("class", "")):
            _lead(block, label(name, lang), lang)
    for at, block in enumerate(list(key)):
        if block.get("class") == "criteria":
            paragraph = Element("p")
            SubElement(paragraph, "b").text = label("quiz_criteria", lang)
            key.insert(at, paragraph)
    if answer := answer_text(made, lang):
        right = Element("p")
        bold = SubElement(right, "b")
        bold.text, bold.tail = label("quiz_answer", lang), ("" if _zh(lang) else " ") + answer
        key.insert(0, right)
    _summary(key, label("quiz_key", lang, number=made.number))


def answer_text(made: Draft, lang: str) -> str:
    """Return the right answer in words, ``""`` where none is the right one."""
    comma, semicolon = ("、", "；") if _zh(lang) else (", ", "; ")
    if made.kind == "blank":
        each = [
            first + (label("quiz_also", lang, others=comma.join(others)) if others else "")
            for first, *others in made.answers
        ]
        return each[0] if len(each) == 1 else semicolon.join(f"{at}. {text}" for at, text in enumerate(each, 1))
    if made.kind == "number":
        about = label("quiz_about", lang, tolerance=made.tolerance) if made.tolerance not in ("", "0") else ""
        return made.value + about
    if made.kind == "match":
        pairs = zip(made.prompts, made.options, strict=True)
        return semicolon.join(f"{left.letter} — {_named(right)}" for left, right in pairs)
    if made.kind == "order":
        return " → ".join(map(_named, made.options))
    return semicolon.join(_named(item) for item in made.shown if item.right)


def _named(item: Item) -> str:
    return f"{item.letter.upper()}. {item.text}"


def consumed(drafts: Iterable[Draft]) -> str:
    """Return all that authors typed of questions and that is in no sentence: the check for lost content looks for it."""
    words: list[str] = []
    for made in drafts:
        words += made.consumed
        for name, many in made.said.items():
            kept = name in ("hint", "explanation", "model", "criteria", "easy")
            words += [said.typed if kept else f"{said.typed}{said.text}" for said in many]
        for options in (made.options, *(outcome.options for outcome in made.outcomes)):
            words += [item.branch_text for item in options]
    return "\n".join(words)
