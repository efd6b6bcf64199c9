"""A question while its page is being read: the elements it is made of, and what they say."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

At = tuple[int, int]
"""Line and column of the source, from 1."""


@dataclass(slots=True)
class Item:
    """An option, a step of an order, or one side of a pair: its element (an `li`) and what was said of it.

    leads: id that an option of a scenario leads to; branch_text: the words of the link; branch: the link as it is set anew
    why: the item of the key that holds its feedback
    letter: `a` … in the order shown, `1` … for the left side of a match
    """

    element: Element
    text: str
    at: At
    right: bool = False
    feedback: list[Element] = field(default_factory=list)
    feedback_text: str = ""
    leads: str = ""
    branch_text: str = ""
    branch: Element | None = None
    why: Element | None = None
    letter: str = ""


@dataclass(slots=True)
class Said:
    """What one label line says: its blocks, their text (without the label, which is `typed`), where it stands."""

    blocks: list[Element]
    text: str
    at: At
    typed: str = ""


@dataclass(slots=True)
class Outcome:
    """What a choice of a scenario leads to."""

    heading: Element
    id: str
    title: str
    at: At
    blocks: list[Element] = field(default_factory=list)
    options: list[Item] = field(default_factory=list)
    text: str = ""
    links: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    """One question. `options` stand in the order written, `shown` in the order that is shown.

    given_id: whether its author gave one; duplicate: the one given, where something else had it already
    declared: the kind that its author named, or ``""``; kind: what it is read as, ``""`` where nothing says what is asked
    said:     label → what was said, in order: hint explanation answer model criteria objective spoken sign easy
    lists:    task lists, ordered lists, tables, other lists of the question, as found
    behind:   blocks after the last label: they are no part of the question
    sides:    the heads of a table of pairs, as paragraphs
    consumed: words that the author typed and that stand nowhere in the body
    """

    heading: Element
    number: int
    at: At
    stem: str = ""
    id: str = ""
    given_id: bool = True
    duplicate: str = ""
    declared: str = ""
    kind: str = ""
    said: dict[str, list[Said]] = field(default_factory=dict)
    context: list[Element] = field(default_factory=list)
    behind: list[Element] = field(default_factory=list)
    lists: list[tuple[str, Element]] = field(default_factory=list)
    options: list[Item] = field(default_factory=list)
    prompts: list[Item] = field(default_factory=list)
    shown: list[Item] = field(default_factory=list)
    sides: tuple[Element, Element] | None = None
    consumed: list[str] = field(default_factory=list)
    criteria: list[Item] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    blanks: int = 0
    answers: tuple[tuple[str, ...], ...] = ()
    value: str = ""
    tolerance: str = ""
    truth: bool | None = None
    section: Element | None = None

    @property
    def right(self) -> tuple[str, ...]:
        """The right answer in letters, as `Question.right`."""
        if self.kind == "order":
            return tuple(item.letter for item in self.options)
        if self.kind == "match":
            pairs = zip(self.prompts, self.options, strict=True)
            return tuple(f"{left.letter}.{right.letter}" for left, right in pairs)
        return tuple(item.letter for item in self.shown if item.right)
