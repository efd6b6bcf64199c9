"""What the pages of a course and of its lessons tell a learner: how to study, how much there is, what counts, whom to ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from curbcut.core.kinds import Course
from curbcut.core.particulars import date_text
from curbcut.core.steps import Head
from curbcut.core.vocabularies import in_language
from curbcut.core.words import label
from curbcut.portal.addresses import href
from curbcut.portal.chrome import about_url
from curbcut.portal.context import Context, Taught
from curbcut.portal.parts import fact, joined_texts, linked, section, telephone, term

_WITH_QUIZ = ("audio", "large_print")
"""Rooms that carry the questions of a lesson in a way that a learner has to be told of."""


def ways(head: Head, seen: Context, made: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return the formats of a lesson as the ways to study it: its quiz, what was made, easy words; of others as they are.

    made: one entry for each of `seen.formats`
    """
    if head.kind != "lesson":
        return made
    found = []
    if head.questions:
        count = label("study_questions", head.lang, count=len(head.questions))
        quiz = f"#{head.questions[0]}"
        found.append({"name": label("study_quiz", head.lang), "href": quiz, "media": "text/html", "detail": count})
    for entry, form in zip(made, seen.formats, strict=True):
        how = label(f"study_{form.room}", head.lang) if head.questions and form.room in _WITH_QUIZ else ""
        found.append(entry | {"detail": joined_texts((entry["detail"], how), head.lang)})
    for name, other in (("study_easy", seen.easy), ("study_full", seen.full)):
        if other:
            link = href(head.url, other.url)
            entry = {"name": label(name, head.lang), "href": link, "media": "text/html", "detail": "HTML"}
            found.append(entry | ({"easy": "easy"} if other is seen.easy else {}))
    return found


def course_facts(head: Head, seen: Context, rooms: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield what a course comes to: lessons, minutes, questions, formats, what is a pass, who helps, the licence.

    rooms: rendition name → module
    """
    meta, lang = head.meta, head.lang
    if not isinstance(meta, Course):
        return
    lessons = _lessons(seen)
    if lessons:
        yield fact("lesson_count", label("lesson_count_value", lang, count=len(lessons)), lang)
    minutes = sum(lesson.minutes for lesson in lessons)
    if not meta.minutes and minutes:  # else it stands among the facts of every document
        yield fact("minutes", label("minutes_value", lang, count=minutes), lang)
    questions = sum(lesson.questions for lesson in lessons)
    if questions:
        yield fact("question_count", label("question_count_value", lang, count=questions), lang)
    names = [name for name in rooms if lessons and all(name in lesson.rooms for lesson in lessons)]
    if names:
        base = "zh" if lang.startswith("zh") else "en"
        shown = ("、" if base == "zh" else ", ").join(in_language(rooms[name].NAME, base) for name in names)
        yield fact("lesson_formats", shown, lang)
    marks = _marks(lessons)
    if len(marks) == 1 and marks != {0}:
        yield fact("pass_mark", label("pass_mark_value", lang, count=min(marks)), lang)
    if meta.certificate:
        yield fact("certificate", meta.certificate, lang)
    if meta.teacher:
        shown = joined_texts((meta.teacher.name, meta.teacher.phone, meta.teacher.hours), lang)
        yield fact("teacher", shown, lang, link=telephone(meta.teacher.phone))
    if meta.licence:
        yield fact("licence", meta.licence, lang)


def course_sections(head: Head, seen: Context) -> Iterator[dict[str, Any]]:
    """Yield what one can do afterwards, the lessons, and where to go from here."""
    objectives = list(getattr(head.meta, "objectives", None) or ())
    if objectives:
        yield section("objectives", label("objectives", head.lang), "list", objectives)
    lessons = _lessons(seen)
    differ = len(_marks(lessons)) > 1
    yield section(
        "lessons", label("lessons", head.lang), "items", [_listed(head, lesson, differ) for lesson in lessons]
    )
    along = [*_along(head, seen)]
    if along:
        yield section("along", label("along", head.lang), "terms", along, paragraphs=_posted(head, seen))


def _along(head: Head, seen: Context) -> Iterator[dict[str, Any]]:
    """Yield links to what belongs to a course and is no lesson."""
    here, lang = head.url, head.lang
    for name, other in (("study_easy", seen.easy), ("study_full", seen.full)):
        if other:
            yield term(here, label(name, lang), other.url) | ({"easy": "easy"} if other is seen.easy else {})
    yield from (term(here, label(name, lang), url) for name, url in seen.beside)
    if any(lesson.questions for lesson in _lessons(seen)):
        yield from (term(here, label(name, lang), about_url(name, lang)) for name in ("progress", "learning"))


def _posted(head: Head, seen: Context) -> list[str]:
    """Return how a course goes to somebody by post, where its large print is a workbook with a sheet for that."""
    asks, teacher = any(lesson.questions for lesson in _lessons(seen)), getattr(head.meta, "teacher", None)
    named = teacher is not None and bool(teacher.address or teacher.phone)
    return [label("along_post", head.lang)] if asks and named and "large_print" in seen.rooms else []


def _listed(course: Head, lesson: Taught, differ: bool) -> dict[str, Any]:
    """Return a lesson in the list of its course. differ: whether the lessons have several pass marks."""
    lang = course.lang
    told = (
        label("minutes_value", lang, count=lesson.minutes) if lesson.minutes else "",
        label("study_questions", lang, count=lesson.questions) if lesson.questions else "",
        label("lesson_pass", lang, count=lesson.pass_mark) if differ and lesson.questions and lesson.pass_mark else "",
        label("lesson_first", lang, lessons=("、" if lang.startswith("zh") else ", ").join(lesson.needs)) if lesson.needs else "",
    )  # fmt: skip
    date = date_text(lesson.date, lesson.lang) if lesson.date else ""
    link = href(course.url, lesson.url)
    return linked(
        lesson.title, link, summary=lesson.summary, date=lesson.date, date_text=date, detail=joined_texts(told, lang)
    )


def _lessons(seen: Context) -> list[Taught]:
    return [lesson for lesson in seen.lessons if isinstance(lesson, Taught)]


def _marks(lessons: list[Taught]) -> set[int]:
    """Return the pass marks of the lessons that ask something; 0 stands for none."""
    return {lesson.pass_mark for lesson in lessons if lesson.questions}
