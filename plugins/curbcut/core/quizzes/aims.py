"""A lesson's questions and length against what its front matter promises: objectives and minutes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from math import ceil

from curbcut.core.findings import STOP, WARN, Finding, found
from curbcut.core.kinds import Lesson
from curbcut.core.language.scripts import HAN
from curbcut.core.model import Question, Sentence

HAN_A_MINUTE = 200
"""Reading pace that lessons are planned with. Source: research/learning.md 5, rule 8: readers who need easy language."""
WORDS_A_MINUTE = 120
"""The same for English words."""

Aim = tuple[str, int, int]
"""An objective that a question names: its id, line and column."""


def unmet(path: str, meta: Lesson, text: str, questions: Iterable[Question], aims: Iterable[Aim]) -> Iterator[Finding]:
    """Yield objectives that a question names and the lesson does not have, and those that nothing asks for.

    text: the whole file as typed
    """
    named = {name for question in questions for name in question.objectives}
    known = tuple(meta.objectives)
    for name, line, column in aims:
        if name not in known:
            near = next(iter(get_close_matches(name, known, n=1)), "、".join(known) or "o1")
            yield found("quiz-objective-unknown", path, (line, column), level=STOP, excerpt=name, name=name, known=near)
    if named:
        for name in known:
            if name not in named:
                yield found("quiz-objective-unasked", path, _place(text, name), level=WARN, excerpt=name, name=name)


def too_short(path: str, meta: Lesson, text: str, sentences: Iterable[Sentence]) -> Iterator[Finding]:
    """Yield the minutes of a lesson that takes longer to read at the pace of its readers."""
    if not meta.minutes:
        return
    read = "".join(sentence.text + " " for sentence in sentences)
    han = len(re.findall(f"[{HAN}]", read))
    words = len(re.findall(r"[A-Za-z']+", read))
    needed = ceil(han / HAN_A_MINUTE + words / WORDS_A_MINUTE)
    if needed > meta.minutes:
        at = _place(text, "minutes|分钟|时长|用时")
        yield found("lesson-minutes", path, at, level=WARN, stated=meta.minutes, needed=needed)


def _place(text: str, key: str) -> tuple[int, int]:
    """Return where a key of the front matter stands."""
    typed = re.search(rf"^[ \t]*(?:{{[ \t]*)?(?:{key})[ \t]*[:：]", text, re.MULTILINE)
    if typed is None:
        typed = re.search(rf"\b(?:{key})[ \t]*[:：]", text)
    if typed is None:
        return 1, 1
    at = typed.start() + len(typed[0]) - len(typed[0].lstrip())
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
