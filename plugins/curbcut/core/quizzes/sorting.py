"""The blocks below a question's heading, sorted into what they are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from curbcut.core.quizzes.drafts import At, Draft, Item, Outcome, Said
from curbcut.core.quizzes.names import kind_behind, label_of, scenario_before
from curbcut.core.quizzes.places import after_mark, folded, line_of, reading_of, unmarked

_BOX = re.compile(r"\[([ xX])\](?:[ \u3000]+|\Z)")
_ARROW = re.compile(r"\s*(?:→|⇒|->|=>)\s*\Z")
_BLOCK_LABELS = frozenset(("hint", "explanation", "model"))
_CLOSING = frozenset(("answer", "model", "criteria", "explanation"))
"""Labels behind which an ordered list or a table is no part of what is asked."""


class Source:
    """The lines of the source, to tell at which column something stands."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")

    def at(self, line: int, text: str = "") -> At:
        """Return where `text` (or else the first character) stands in a line, or on one of the lines after it."""
        if not 1 <= line <= len(self.lines):
            return max(line, 1), 1
        for number in range(line - 1, min(line + 19, len(self.lines))) if text else ():
            column = self.lines[number].find(text)
            if column >= 0:
                return number + 1, column + 1
        raw = self.lines[line - 1]
        return line, len(raw) - len(raw.lstrip()) + 1


def draft(heading: Element, blocks: Iterable[Element], number: int, source: Source) -> Draft:
    """Return one question of a heading and the blocks below it."""
    made = Draft(heading=heading, number=number, at=source.at(unmarked(heading)))
    _declared(made)
    made.stem = reading_of(heading)
    outcome: Outcome | None = None
    sorter = _Sorter(made, source)
    for block in blocks:
        if block.tag == "h4":
            at = source.at(unmarked(block))
            outcome = Outcome(heading=block, id=block.get("id") or "", title=reading_of(block), at=at)
            made.outcomes.append(outcome)
        elif outcome is not None and not _is_labelled(block):
            _add_to_outcome(outcome, block, source)
        else:
            outcome = None  # what has a label is said of the whole question
            sorter.add(block)
    return made


def _declared(made: Draft) -> None:
    """Take the kind that a heading names in brackets or before a colon out of its text."""
    heading = made.heading
    holder, text = (heading[-1], heading[-1].tail or "") if len(heading) else (None, heading.text or "")
    kind, at = kind_behind(text)
    if kind:
        made.declared = kind
        made.consumed.append(text[at:])
        if holder is None:
            heading.text = text[:at]
        else:
            holder.tail = text[:at]
    if end := scenario_before(heading.text or ""):
        made.declared = made.declared or "scenario"
        made.consumed.append((heading.text or "")[:end])
        heading.text = (heading.text or "")[end:]


class _Sorter:
    """Puts the blocks of one question where they belong. label: the last one, open while it waits for its text."""

    def __init__(self, made: Draft, source: Source) -> None:
        self.made, self.source = made, source
        self.label, self.said, self.open = "", Said([], "", (0, 0)), False

    def add(self, block: Element) -> None:
        """Put one block where it belongs."""
        made = self.made
        if block.tag == "p" and (line := line_of(block)) and self._labelled(block, line):
            return
        shape = _shape(block)
        if self.open and self._takes(block, shape):
            self._continue(block)
        elif shape == "tasks" or (shape and self.label not in _CLOSING):
            # What stood between a label and the options belongs to the question.
            made.context += [*made.behind, block]
            made.behind = []
            made.lists.append((shape, block))
        else:
            (made.behind if self.label else made.context).append(block)

    def _labelled(self, block: Element, line: int) -> bool:
        name, end = label_of(after_mark(block.text or ""))
        if not name:
            return False
        self._take_back()
        unmarked(block)
        typed, block.text = (block.text or "")[:end], (block.text or "")[end:]
        empty = not (text := reading_of(block)) and not len(block)
        self.label, self.open = name, empty or name == "criteria"
        self.said = Said([] if empty else [block], text, self.source.at(line), typed)
        if name == "criteria" and not empty:
            self.made.criteria += _points(block, self.said)
        self.made.said.setdefault(name, []).append(self.said)
        return True

    def _takes(self, block: Element, shape: str) -> bool:
        """Return whether the open label above may take a block: one that is shown takes any, the others words only."""
        if self.label == "criteria":
            return shape in ("tasks", "bullets", "steps")
        return block.tag == "p" if self.label not in _BLOCK_LABELS else shape != "tasks"

    def _take_back(self) -> None:
        """Give what stood behind a label, and before another, to the first: a second paragraph of an explanation."""
        made = self.made
        if self.label in _BLOCK_LABELS:
            self.said.blocks += made.behind
            self.said.text = folded("\n".join([self.said.text, *map(reading_of, made.behind)]))
        else:
            made.context += made.behind
        made.behind = []

    def _continue(self, block: Element) -> None:
        """Add a block to the open label above it."""
        if self.label == "criteria" and block.tag in ("ul", "ol"):
            self.made.criteria += items(block, self.source, judged=False)
            self.open = False
            return
        self.said.blocks.append(block)
        self.said.text = folded(f"{self.said.text}\n{reading_of(block)}")


def _points(block: Element, said: Said) -> list[Item]:
    """Return what stands behind `评分要点：` on its own line as items: parted at ； where it is plain text."""
    texts = [one.strip() for one in said.text.replace(";", "；").split("；")] if not len(block) else []
    if len(texts := list(filter(None, texts))) < 2:
        block.tag = "li"
        return [Item(block, said.text, said.at)]
    elements = [Element("li") for _ in texts]
    for element, text in zip(elements, texts, strict=True):
        element.text = text
    return [Item(element, text, said.at) for element, text in zip(elements, texts, strict=True)]


def _is_labelled(block: Element) -> bool:
    return block.tag == "p" and bool(line_of(block)) and bool(label_of(after_mark(block.text or ""))[0])


def _add_to_outcome(outcome: Outcome, block: Element, source: Source) -> None:
    if _shape(block) == "tasks" and not outcome.options:
        outcome.options = items(block, source)
        for item in outcome.options:
            _leads(item)
        outcome.blocks.append(block)
        return
    outcome.links += [link.get("href", "")[1:] for link in block.iter("a") if link.get("href", "").startswith("#")]
    outcome.text = folded(f"{outcome.text}\n{reading_of(block)}")
    outcome.blocks.append(block)


def _shape(block: Element) -> str:
    """Return `tasks`, `steps`, `pairs` or `bullets` for a list or table that may be a question's, else ``""``."""
    if block.tag in ("ul", "ol"):
        if any(_BOX.match(_holder(item).text or "") for item in block):
            return "tasks"
        return "steps" if block.tag == "ol" else "bullets"
    if block.tag == "table":
        widths = {len(row) for row in block.iter("tr")}
        return "pairs" if widths == {2} else ""
    return ""


def is_task_list(block: Element) -> bool:
    """Return whether a block is a list of which an item has a box."""
    return _shape(block) == "tasks"


def items(listed: Element, source: Source, *, judged: bool = True) -> list[Item]:
    """Return the items of a list, their boxes and marks taken out of the elements, and feedback where they are judged."""
    found = []
    for element in listed:
        if element.tag != "li":
            continue
        holder = _holder(element)
        box = _BOX.match(holder.text or "")
        if box:
            holder.text = (holder.text or "")[box.end() :]
        line = unmarked(holder)
        feedback = [child for child in element if child.tag == "blockquote" and judged]
        for quote in feedback:
            element.remove(quote)
        _flat(element)
        text = reading_of(element)
        said = folded("\n".join(map(reading_of, feedback)))
        item = Item(element, text, source.at(line), right=bool(box and box[1] != " "), feedback=feedback)
        item.feedback_text = said
        found.append(item)
    return found


def leading(found: Iterable[Item]) -> None:
    """Take the links of options to outcomes out of them."""
    for item in found:
        _leads(item)


def _leads(item: Item) -> None:
    """Take the link at an option's end out of it: `报出验证码 → [钱被转走了](#houguo)`."""
    holder = _holder(item.element)
    link = holder[-1] if len(holder) else None
    if link is None or link.tag != "a" or not link.get("href", "").startswith("#") or (link.tail or "").strip(" 。."):
        return
    item.leads, item.branch_text = link.get("href", "")[1:], reading_of(link)
    before = holder[-2] if len(holder) > 1 else None
    text = (holder.text if before is None else before.tail) or ""
    text = _ARROW.sub("", text)
    if before is None and not text.strip():
        holder.text = "".join(link.itertext())  # the link is all that the option says
    elif before is None:
        holder.text = text.rstrip()
    else:
        before.tail = text.rstrip()
    holder.remove(link)
    item.text = reading_of(item.element)


def _holder(element: Element) -> Element:
    return element[0] if len(element) and element[0].tag == "p" and not (element.text or "").strip() else element


def _flat(element: Element) -> None:
    """Let an item whose only block is a paragraph hold its text itself, as items without feedback do."""
    if len(element) == 1 and element[0].tag == "p" and not (element.text or "").strip():
        paragraph = element[0]
        element.text, element[:] = paragraph.text, list(paragraph)
