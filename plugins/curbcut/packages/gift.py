"""The questions of a course as GIFT, which Moodle and its like import. One template for each kind that GIFT has.

source: Moodle's description of the GIFT format; ordering and branching scenarios are not in it
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from curbcut.core.model import Choice, Question

LEFT_OUT = ("order", "scenario")
"""Kinds that GIFT has no form for."""
MARK = "// Curbcut: "
"""How such a file begins: only one that begins so is ever replaced."""
_SPECIAL = re.compile(r"[\\~=#{}:]")
_BLANK = "____"


def gift(title: str, questions: Iterable[tuple[str, Question]]) -> str:
    """Return the questions of a course as one text. questions: each behind the title of its lesson, in their order."""
    written, last = [f"{MARK}{_line(title)}\n"], ""
    for lesson, question in questions:
        if question.kind in LEFT_OUT:
            continue
        if lesson != last:
            written.append(f"$CATEGORY: {_path(title)}/{_path(lesson)}\n")
            last = lesson
        written.append(f"::{_said(question.id)}::{_whole(question)}\n")
    return "\n".join(written)


def _whole(question: Question) -> str:
    explained = f"####{_said(question.explanation)}" if question.explanation else ""
    stem, answers = _said(question.text), _answers(question)
    if question.kind == "blank" and len(question.answers) == 1 and _BLANK in question.text:
        before, _, after = question.text.partition(_BLANK)
        return f"{_said(before)}{{{answers}{explained}}}{_said(after)}"
    return f"{stem} {{{answers}{explained}}}"


def _answers(question: Question) -> str:
    right = set(question.right)
    if question.kind == "truth":
        feedback = {choice.letter: choice.feedback for choice in question.choices}
        wrong, good = (feedback.get(letter, "") for letter in ("ba" if question.right == ("a",) else "ab"))
        said = (f"#{_said(wrong) or ' '}" if wrong or good else "") + (f"#{_said(good)}" if good else "")
        return ("TRUE" if question.right == ("a",) else "FALSE") + said
    if question.kind == "single":
        return (
            "".join(f"\n{'=' if choice.letter in right else '~'}{_option(choice)}" for choice in question.choices)
            + "\n"
        )
    if question.kind == "multiple":
        return "".join(f"\n~%{_share(choice, question)}%{_option(choice)}" for choice in question.choices) + "\n"
    if question.kind == "number":
        return f"#{question.value}:{Decimal(question.tolerance or 0)}"
    if question.kind == "match":
        partner = dict(pair.split(".") for pair in question.right)
        texts = {choice.letter: choice.text for choice in question.choices}
        return (
            "".join(f"\n={_said(one.text)} -> {_said(texts[partner[one.letter]])}" for one in question.prompts) + "\n"
        )
    if question.kind == "blank":
        return "".join(f"={_said(text)} " for text in _accepted(question)).rstrip()
    return ""  # an essay: somebody reads it


def _accepted(question: Question) -> tuple[str, ...]:
    """Return what may be written; of several blanks, all of them in a row, for GIFT has one field."""
    if len(question.answers) == 1:
        return question.answers[0]
    return (" ".join(accepted[0] for accepted in question.answers),)


def _share(choice: Choice, question: Question) -> str:
    """Return what a box is worth, in percent: right ones make 100 together, and so do wrong ones taken away."""
    right = choice.letter in question.right
    count = len(question.right) if right else len(question.choices) - len(question.right)
    share = f"{100 / count:.5f}".rstrip("0").rstrip(".")
    return share if right else f"-{share}"


def _option(choice: Choice) -> str:
    return _said(choice.text) + (f"#{_said(choice.feedback)}" if choice.feedback else "")


def _said(text: str) -> str:
    """Return a text in which signs of the format are signs of the text. An arrow and a % in front have no escape there."""
    plain = re.sub("^%", "％", _line(text).replace("->", "→"))
    return _SPECIAL.sub(lambda sign: f"\\{sign[0]}", plain)


def _line(text: str) -> str:
    return " ".join(text.split())


def _path(text: str) -> str:
    return _line(text).replace("/", "／")
