"""Which kind a question is, what its options are, in which order they are shown, what is right."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from curbcut.core.quizzes.answers import accepted, has_tolerance, number, verdict
from curbcut.core.quizzes.drafts import Draft, Item
from curbcut.core.quizzes.order import shuffled
from curbcut.core.quizzes.places import open_blanks, reading_of, unmarked
from curbcut.core.quizzes.sorting import Source, items, leading

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def decide(made: Draft, source: Source, words: tuple[str, str]) -> None:
    """Fill in kind, options and answer of a draft whose id is known.

    words: what `right` and `wrong` are called in the document's language
    """
    made.blanks = sum(map(open_blanks, (made.heading, *made.context)))
    tasks = _taken(made, "tasks")
    if tasks is not None:
        made.options = items(tasks, source)
    made.kind = _kind(made)
    if made.kind == "order" and (steps := _taken(made, "steps", "bullets")) is not None:
        made.options = items(steps, source)
    elif made.kind == "match" and (pairs := _taken(made, "pairs")) is not None:
        made.prompts, made.options = _pairs(pairs, source)
        made.sides = _sides(pairs)
    elif made.kind == "scenario":
        leading(made.options)
    _answer(made)
    if made.kind == "truth":
        _two_options(made, words)
    for at, prompt in enumerate(made.prompts, 1):
        prompt.letter = str(at)
    made.shown = list(made.options)
    if made.kind in ("order", "match"):
        made.shown = [made.options[at] for at in shuffled(len(made.options), made.id)]
    for lettered in (made.shown, *(outcome.options for outcome in made.outcomes)):
        for at, item in enumerate(lettered):
            item.letter = LETTERS[at] if at < len(LETTERS) else f"{LETTERS[at // 26 - 1]}{LETTERS[at % 26]}"[:2]


def _taken(made: Draft, *shapes: str) -> Element | None:
    """Take the first list or table of these shapes out of what stands before the question."""
    for shape, element in made.lists:
        if shape in shapes and element in made.context:
            made.context.remove(element)
            return element
    return None


def _kind(made: Draft) -> str:
    """Return the kind that the author named, else the one that the question's parts say."""
    if made.declared:
        return made.declared
    answers = [said.text for said in made.said.get("answer", ())]
    shapes = [shape for shape, _ in made.lists]
    if made.options:
        if made.outcomes:
            return "scenario"
        if len(made.options) == 2 and {verdict(item.text) for item in made.options} == {True, False}:
            return "truth"
        return "multiple" if sum(item.right for item in made.options) > 1 else "single"
    if answers:
        if not made.blanks and len(answers) == 1 and verdict(answers[0]) is not None:
            return "truth"
        return "number" if len(answers) == 1 and has_tolerance(answers[0]) else "blank"
    if made.said.keys() & {"model", "criteria"}:
        return "open"
    return "order" if "steps" in shapes else "match" if "pairs" in shapes else ""


def _answer(made: Draft) -> None:
    """Read the lines that give the answer."""
    texts = [said.text for said in made.said.get("answer", ())]
    if made.kind == "truth":
        made.truth = verdict(texts[0]) if texts else None
    elif made.kind == "number":
        made.value, made.tolerance = (number(texts[0]) if texts else None) or ("", "")
    elif made.kind == "blank":
        made.answers = tuple(filter(None, map(accepted, texts)))


def _two_options(made: Draft, words: tuple[str, str]) -> None:
    """Let a statement have its two options, right always first: as written, or those that everybody knows."""
    if len(made.options) == 2:
        made.options.sort(key=lambda item: verdict(item.text) is not True)
        marked = [item.right for item in made.options]
        if made.truth is None and sum(marked) == 1:
            made.truth = marked[0]
        return
    if made.options:
        return
    at = made.said["answer"][0].at if "answer" in made.said else made.at
    for text, right in zip(words, (True, False), strict=True):
        element = Element("li")
        made.options.append(Item(element, text, at, right=made.truth is right))


def _pairs(table: Element, source: Source) -> tuple[list[Item], list[Item]]:
    """Return both sides of a table of pairs, as items; its head says only what the sides are."""
    left: list[Item] = []
    right: list[Item] = []
    for row in table.iter("tr"):
        if row[0].tag == "th":
            continue
        line = unmarked(row[0])
        for cell, side in zip(row, (left, right), strict=False):
            cell.tag = "li"
            cell.tail = None
            cell.attrib.clear()
            text = reading_of(cell)
            side.append(Item(cell, text, source.at(line, text[:12])))
    return left, right


def _sides(table: Element) -> tuple[Element, Element] | None:
    """Return the heads of a table of pairs as paragraphs, None where both are empty."""
    row = next((row for row in table.iter("tr") if row[0].tag == "th"), None)
    if row is None:
        return None
    unmarked(row[0])
    for cell in row:
        cell.tag, cell.tail = "p", None
        cell.attrib.clear()
        cell.set("class", "side")
    return (row[0], row[1]) if reading_of(row) else None
