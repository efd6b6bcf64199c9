"""The questions of a page being read: gathered into sections before the walk that mints sentences, completed after it."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from curbcut.core.model import Choice, Outcome, Question
from curbcut.core.quizzes.deciding import decide
from curbcut.core.quizzes.drafts import Draft, Item
from curbcut.core.quizzes.examining import examine, outside
from curbcut.core.quizzes.furnishing import consumed, digest, furnish, objectives
from curbcut.core.quizzes.places import sweep, unmarked
from curbcut.core.quizzes.setting import section
from curbcut.core.quizzes.sorting import Source, draft
from curbcut.core.reading.page import Page
from curbcut.core.reading.walking import slug
from curbcut.core.words import label


def gathered(root: Element, page: Page) -> list[Draft]:
    """Put the questions of a page into sections, in place; what is wrong with them is noted on the page."""
    source = Source(page.source)
    words = label("quiz_true", page.lang), label("quiz_false", page.lang)
    drafts: list[Draft] = []
    taken = {name for element in root.iter() if element.tag != "h3" and (name := element.get("id"))}
    laid: list[Element] = []
    inside = False
    for heading, blocks in _groups(list(root)):
        if heading is not None and heading.tag in ("h1", "h2"):
            inside = bool(unmarked(heading))
        if not inside or heading is None or heading.tag != "h3":
            page.problems += outside(heading, blocks, source, inside=inside)
            laid += [heading, *blocks] if heading is not None else blocks
            continue
        made = draft(heading, blocks, len(drafts) + 1, source)
        _name(made, taken)
        decide(made, source, words)
        drafts.append(made)
        laid += [section(made), *made.behind]
    root[:] = laid
    page.problems += examine(drafts, source)
    sweep(root)
    return drafts


def finished(drafts: list[Draft], page: Page) -> None:
    """Complete the sections after the walk, and keep their records on the page."""
    for made in drafts:
        furnish(made, page.lang)
        page.questions.append(_record(made))
        for said in made.said.get("objective", ()):
            page.aims += [(name, *said.at) for name in objectives(made) if name in said.text]
    page.stream.append(consumed(drafts))


def _groups(elements: list[Element]) -> list[tuple[Element | None, list[Element]]]:
    """Return headings of the first three levels, each with the blocks below it."""
    groups: list[tuple[Element | None, list[Element]]] = [(None, [])]
    for element in elements:
        if element.tag in ("h1", "h2", "h3"):
            groups.append((element, []))
        else:
            groups[-1][1].append(element)
    return groups


def _name(made: Draft, taken: set[str]) -> None:
    """Give a question an id where its author gave none, or one that something else has."""
    wanted = made.heading.get("id") or ""
    made.given_id, made.duplicate = bool(wanted), wanted if wanted in taken else ""
    name, number = wanted or f"q-{made.number}", 1
    while name in taken:
        number += 1
        name = f"{wanted or f'q-{made.number}'}-{number}"
    taken.add(name)
    made.id = name
    for outcome in made.outcomes:
        outcome.id = outcome.id or slug(outcome.title)
        outcome.heading.set("id", outcome.id)


def _record(made: Draft) -> Question:
    def text(name: str) -> str:
        return "\n".join(said.text for said in made.said.get(name, ()))

    return Question(
        id=made.id, number=made.number, kind=made.kind, text=made.stem, right=made.right, hash=digest(made),
        choices=_choices(made.shown, made.id), prompts=_choices(made.prompts, made.id), answers=made.answers,
        value=made.value, tolerance=made.tolerance, hints=tuple(said.text for said in made.said.get("hint", ())),
        explanation=text("explanation"), model=text("model"), criteria=tuple(item.text for item in made.criteria),
        objectives=objectives(made), spoken=text("spoken"), easy=text("easy"), sign=text("sign"),
        outcomes=tuple(
            Outcome(
                id=outcome.id, number=number, title=outcome.title, text=outcome.text,
                choices=_choices(outcome.options, outcome.id),
            )
            for number, outcome in enumerate(made.outcomes, 1)
        ),
    )  # fmt: skip


def _choices(items: list[Item], of: str) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            id=item.element.get("id", "") or f"{of}.{item.letter}", letter=item.letter, text=item.text,
            right=item.right, feedback=item.feedback_text, leads=item.leads,
        )
        for item in items
    )  # fmt: skip
