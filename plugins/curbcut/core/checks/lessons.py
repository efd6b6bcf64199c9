"""Lessons of one course among each other: what has to be learnt first, and ids of questions that are unique in a course."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from curbcut.core.catalogue import lesson_names
from curbcut.core.checks.placing import TextOf, setting_place
from curbcut.core.findings import Finding, found
from curbcut.core.kinds import Lesson
from curbcut.core.steps import Head


def check_lessons(heads: Iterable[Head], waiting: Iterable[Head], text_of: TextOf) -> Iterator[Finding]:
    """Yield prerequisites that no lesson is, or that lead back to their own lesson, and questions whose id is taken.

    A translated lesson may name one that is not translated yet. heads: what is published or will be; waiting: drafts and what
    waits for its time, which may be named, too
    """
    lessons = [head for head in heads if head.kind == "lesson"]
    if not any(head.questions or _needs(head) for head in lessons):
        return
    named: dict[tuple[str, str], Head] = {}
    anywhere = set()
    for head in (*waiting, *lessons):
        if head.kind == "lesson":
            for name in (*lesson_names(head), head.meta.id):
                named[_of(head, name)] = head
                anywhere.add((_course(head), name))
    yield from _prerequisites(lessons, named, anywhere, text_of)
    yield from _reused(lessons, text_of)


def _of(head: Head, name: str) -> tuple[str, str]:
    return f"{_course(head)} {head.lang}", name


def _course(head: Head) -> str:
    return head.path.rpartition("/")[0]


def _needs(head: Head) -> tuple[str, ...]:
    return head.meta.prerequisites if isinstance(head.meta, Lesson) else ()


def _prerequisites(
    lessons: list[Head], named: dict[tuple[str, str], Head], anywhere: set[tuple[str, str]], text_of: TextOf
) -> Iterator[Finding]:
    first: dict[str, list[tuple[str, str]]] = {head.path: [] for head in lessons}
    for head in lessons:
        for name in _needs(head):
            other = named.get(_of(head, name))
            if other is None and (_course(head), name) not in anywhere:
                at = setting_place(head.path, text_of(head.path), "prerequisites", name)
                yield found("prerequisite-unknown", head.path, at, excerpt=name, name=name)
            elif other is not None:
                first[head.path].append((name, other.path))
    for path, needs in first.items():
        for name, before in needs:
            if circle := _way(before, path, first):
                at = setting_place(path, text_of(path), "prerequisites", name)
                steps = " → ".join(one.rpartition("/")[2] for one in (path, *circle))
                yield found("prerequisite-circle", path, at, excerpt=name, circle=steps)


def _way(start: str, goal: str, first: dict[str, list[tuple[str, str]]]) -> list[str]:
    """Return a way from one lesson to another along what has to be learnt first, empty where there is none."""
    ways, seen = [[start]], {start}
    while ways:
        way = ways.pop(0)
        if way[-1] == goal:
            return way
        for _, path in first.get(way[-1], ()):
            if path not in seen:
                seen.add(path)
                ways.append([*way, path])
    return []


def _reused(lessons: list[Head], text_of: TextOf) -> Iterator[Finding]:
    taken: dict[tuple[str, str], Head] = {}
    for head in sorted(lessons, key=lambda head: head.path):
        for id_ in head.questions:
            other = taken.setdefault(_of(head, id_), head)
            if other is not head:
                lines = text_of(head.path).split("\n")
                at = next(
                    ((n, line.index(f"#{id_}") + 1) for n, line in enumerate(lines, 1) if f"#{id_}" in line), (1, 1)
                )
                name = other.path.rpartition("/")[2]
                yield found("question-id-reused", head.path, at, excerpt=id_, id=id_, other=name)
