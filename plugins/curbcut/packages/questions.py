"""The questions of a packaged course as records, and a file of them on the disk."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from curbcut.core.errors import UsageProblem
from curbcut.core.index import guarded
from curbcut.core.model import Document, Question
from curbcut.packages.course import Package
from curbcut.packages.gift import MARK

Asked = list[tuple[str, Question]]
"""Questions, each behind the title of its lesson, in their order."""


def asked(package: Package, texts: Callable[[tuple[str, ...]], list[Document]]) -> Asked:
    """Return the questions of a course. texts: reads sources, by path.

    raises: UsageProblem where there are none, or where a source does not ask what the published page asks
    """
    found: Asked = []
    for lesson in package.course.lessons:
        if not lesson.questions:
            continue
        source = package.source(lesson.path)
        (document,) = texts((source,))
        if [question.hash for question in document.questions] != [one.hash for one in lesson.questions]:
            raise UsageProblem("package-edited", where=source)
        found += [(lesson.title, question) for question in document.questions]
    if not found:
        raise UsageProblem("package-no-questions", what=package.course.slug)
    return found


def write_questions(out: Path, text: str) -> None:
    """Write a file of questions, whole or not at all.

    raises: UsageProblem where a file is in the way that is none; EnvironmentProblem for a full disk or a missing permission
    """
    with guarded(out):
        out.parent.mkdir(parents=True, exist_ok=True)
        if out.exists() and not (out.is_file() and out.read_bytes().startswith(MARK.encode())):
            raise UsageProblem("package-in-the-way", where=str(out))
        draft = out.with_name(f".{out.name}.draft-{os.getpid()}")
        try:
            draft.write_text(text, "utf-8", newline="\n")
            draft.replace(out)
        finally:
            draft.unlink(missing_ok=True)
