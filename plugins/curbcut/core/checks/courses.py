"""Courses: the list of lessons and the lessons in the folder are the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from pathlib import PurePosixPath

from curbcut.core.catalogue import lesson_names
from curbcut.core.checks.placing import Opener, TextOf, setting_place, typed_place
from curbcut.core.findings import WARN, Finding, found
from curbcut.core.sources import COURSE_FILES
from curbcut.core.steps import Head


def check_courses(
    heads: Iterable[Head], waiting: Iterable[Head], unread: AbstractSet[str], open_: Opener, text_of: TextOf
) -> Iterator[Finding]:
    """Yield findings about courses: lessons without course.yml, listed lessons and easy versions that do not exist.

    heads: what is published; waiting: drafts and what waits for its time; unread: paths that gave no document
    """
    lessons: dict[str, set[str]] = {}
    courses: list[Head] = []
    shown = set()
    for head in heads:
        folder = _folder(head.path)
        if head.kind == "course":
            courses.append(head)
        elif head.kind == "lesson":
            shown.add(folder)
            lessons.setdefault(folder, set()).update(lesson_names(head))
    described = {_folder(course.path) for course in courses}
    for head in (head for head in heads if head.kind == "lesson"):
        if _folder(head.path) not in described and f"{_folder(head.path)}/course.yml" not in unread:
            yield found("course-missing", head.path)
    for head in waiting:
        lessons.setdefault(_folder(head.path), set()).update(lesson_names(head))
    names = {head.slug for head in (*courses, *waiting) if head.kind == "course"}
    whole = not any(PurePosixPath(path).name in COURSE_FILES for path in unread)
    for course in courses:
        easy = getattr(course.meta, "easy", "")
        if easy and whole and (easy not in names or easy == course.slug):
            yield found(
                "course-easy-missing",
                course.path,
                setting_place(course.path, text_of(course.path), "easy", easy),
                course=easy,
            )
        folder = _folder(course.path)
        if any(_folder(path) == folder for path in unread):
            continue  # what that file would have been called, nobody knows
        if folder not in shown:
            yield found("course-without-lessons", course.path, level=WARN)
        for name in getattr(course.meta, "lessons", None) or ():
            if str(name) not in lessons.get(folder, ()):
                yield found("lesson-missing", course.path, typed_place(open_(course.path), str(name)), lesson=name)


def _folder(path: str) -> str:
    return path.rpartition("/")[0]
