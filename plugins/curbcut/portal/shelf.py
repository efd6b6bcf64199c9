"""The published documents of a site, in the orders that its pages need."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

from curbcut.core.catalogue import FOLDERS, by_name, followers, in_order, lesson_names, twins
from curbcut.core.model import Answer
from curbcut.core.sources import COURSE_FILES
from curbcut.core.steps import Head


class Shelf:
    """Heads of what is published, with the renditions made of each.

    heads: published documents; made: path → room → answer; expired: paths whose `expire_at` has passed
    """

    def __init__(
        self, heads: Iterable[Head], made: dict[str, dict[str, Answer]] | None = None, expired: Iterable[str] = ()
    ) -> None:
        self.heads = tuple(sorted(heads, key=lambda head: head.path))
        self.made = made or {}
        self.expired = frozenset(expired)

    @cached_property
    def by_path(self) -> dict[str, Head]:
        """Heads by the path of their source."""
        return {head.path: head for head in self.heads}

    @cached_property
    def by_url(self) -> dict[str, Head]:
        """Heads by the address of their page."""
        return {head.url: head for head in self.heads}

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Languages that have a document, Chinese first."""
        return tuple(sorted({head.lang for head in self.heads}, key=lambda lang: (not lang.startswith("zh"), lang)))

    @cached_property
    def _by_kind(self) -> dict[tuple[str, str], list[Head]]:
        lists: dict[tuple[str, str], list[Head]] = {}
        for head in self.heads:
            lists.setdefault((head.kind, head.lang), []).append(head)
        for heads in lists.values():
            heads.sort(key=lambda head: head.slug)
            heads.sort(key=_date, reverse=True)
        return lists

    @cached_property
    def asks(self) -> bool:
        """Whether any lesson has questions: then there is something that a learner has answered."""
        return any(head.questions for head in self.heads)

    def read_aloud(self, lang: str) -> set[str]:
        """Return the texts that some page lists in the order of their readings: titles, and words that lessons explain."""
        heads = [head for head in self.heads if head.lang == lang]
        return {
            *(head.meta.title or head.slug for head in heads),
            *(one.text for head in heads for one in head.defined),
        }

    def of_kind(self, kind: str, lang: str) -> list[Head]:
        """Return documents of a kind in a language, newest first, then by slug."""
        return self._by_kind.get((kind, lang), [])

    def kinds(self, lang: str) -> list[str]:
        """Return the kinds that have documents in a language, in the order of the navigation."""
        return [kind for kind in FOLDERS if (kind, lang) in self._by_kind]

    @cached_property
    def by_name(self) -> dict[tuple[str, str], Head]:
        """Heads by (slug or id, language), which relations use."""
        return by_name(self.heads)

    def find(self, name: str, lang: str) -> Head | None:
        """Return the document of that slug or id, in another language where this one has none."""
        return next(
            (self.by_name[name, tag] for tag in dict.fromkeys((lang, *self.languages)) if (name, tag) in self.by_name),
            None,
        )

    @cached_property
    def back(self) -> dict[str, list[tuple[str, Head]]]:
        """Path of a document → (relation read backwards, the document that names it)."""
        return followers(self.heads, self.by_name)

    @cached_property
    def twins(self) -> dict[str, list[Head]]:
        """Path → the same document in other languages."""
        return {path: [head for head in heads if head.path != path] for path, heads in twins(self.heads).items()}

    def lessons(self, course: Head) -> list[Head]:
        """Return a course's published lessons in the order of course.yml, others by file name."""
        folder = course.path.rpartition("/")[0] + "/"
        lessons = [h for h in self.of_kind("lesson", course.lang) if h.path.startswith(folder)]
        return in_order(course, lessons)

    def course_of(self, lesson: Head) -> Head | None:
        """Return the course a lesson belongs to, in the lesson's language if there is such a text, if it is published."""
        folder = lesson.path.rpartition("/")[0]
        courses = [self.by_path[path] for name in COURSE_FILES if (path := f"{folder}/{name}") in self.by_path]
        return min(courses, key=lambda course: course.lang != lesson.lang, default=None)

    def beside(self, course: Head, name: str) -> str:
        """Return the address of a page that belongs to a course, or ``""`` where a lesson has it already."""
        url = f"{course.url}{name}/"
        return "" if url in self.by_url else url

    def glossary(self, course: Head) -> str:
        """Return the address of a course's glossary, ``""`` where its lessons explain no words."""
        return self.beside(course, "glossary") if any(lesson.defined for lesson in self.lessons(course)) else ""

    def easy(self, head: Head) -> Head | None:
        """Return the course that says the same in easy words, or of its lessons the one of the same name."""
        course = self.course_of(head) if head.kind == "lesson" else head
        name = getattr(course.meta, "easy", "") if course else ""
        return self._counterpart(head, lambda other: bool(name) and other.slug == name)

    def full(self, head: Head) -> Head | None:
        """Return the course that names this one as its easy version, or of its lessons the one of the same name."""
        course = self.course_of(head) if head.kind == "lesson" else head
        return self._counterpart(
            head, lambda other: course is not None and getattr(other.meta, "easy", "") == course.slug
        )

    def _counterpart(self, head: Head, wanted: Callable[[Head], bool]) -> Head | None:
        found = next((course for course in self.of_kind("course", head.lang) if wanted(course)), None)
        if found is None or head.kind == "course":
            return found
        name = lesson_names(head)[0]
        return next((lesson for lesson in self.lessons(found) if lesson_names(lesson)[0] == name), None)


def _date(head: Head) -> str:
    return getattr(head.meta, "published", None) or getattr(head.meta, "starts", None) or ""
