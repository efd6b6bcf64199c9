"""Lessons among each other: what has to be learnt first, and ids of questions within a course."""

from __future__ import annotations

COURSE = "title: 课\nsummary: 短。\npublished: 2026-01-01\nlessons: [a, b, c]\n"
QUIZ = "\n## 自测\n\n### 问？ {#%s}\n\n答案：对\n"


def lesson(first: str = "", id_: str = "") -> str:
    front = f"prerequisites: [{first}]\n" if first else ""
    return f"---\ntitle: 课\n{front}---\n\n正文。\n{QUIZ % id_ if id_ else ''}"


def found(judge, **lessons: str) -> list[str]:
    files = {"courses/k/course.yml": COURSE, **{f"courses/k/{name}.md": text for name, text in lessons.items()}}
    whole = [f for f in judge(files) if f.rule.startswith(("prerequisite", "question"))]
    return [f"{f.path.rpartition('/')[2]}:{f.line}:{f.column} {f.level} {f.rule}" for f in whole]


def test_an_order_without_circles_is_fine(judge):
    assert found(judge, a=lesson(), b=lesson("a"), c=lesson("a, b")) == []


def test_a_lesson_may_be_named_by_its_id(judge):
    first = lesson().replace("title: 课", "title: 课\nid: ke-1")
    assert found(judge, a=first, b=lesson("ke-1"), c=lesson()) == []


def test_a_lesson_that_does_not_exist_cannot_come_first(judge):
    assert found(judge, a=lesson(), b=lesson("a, z"), c=lesson()) == ["b.md:3:20 stop prerequisite-unknown"]


def test_a_translation_may_come_after_a_lesson_that_is_not_translated_yet(judge):
    files = {"courses/k/course.yml": COURSE}
    files |= {f"courses/k/{name}.md": lesson("a" if name == "b" else "") for name in "abc"}
    files["courses/k/b.en.md"] = lesson("a").replace("title: 课", "title: Lesson\nslug: b\ntranslation_of: b")
    assert [f.rule for f in judge(files) if f.rule.startswith("prerequisite")] == []
    files["courses/k/b.en.md"] = lesson("z").replace("title: 课", "title: Lesson\nslug: b\ntranslation_of: b")
    wrong = [f for f in judge(files) if f.rule.startswith("prerequisite")]
    assert [(f.path, f.line, f.rule) for f in wrong] == [("courses/k/b.en.md", 5, "prerequisite-unknown")]


def test_lessons_that_wait_for_each_other_are_all_named(judge):
    assert found(judge, a=lesson("c"), b=lesson("a"), c=lesson("b")) == [
        "a.md:3:17 stop prerequisite-circle", "b.md:3:17 stop prerequisite-circle", "c.md:3:17 stop prerequisite-circle",
    ]  # fmt: skip


def test_a_lesson_cannot_come_before_itself(judge):
    assert found(judge, a=lesson("a"), b=lesson(), c=lesson()) == ["a.md:3:17 stop prerequisite-circle"]


def test_an_id_is_used_once_in_a_course(judge):
    wrong = found(judge, a=lesson(id_="q-x"), b=lesson(id_="q-x"), c=lesson(id_="q-y"))
    assert wrong == ["b.md:9:9 stop question-id-reused"]


def test_a_translation_has_the_ids_of_its_original(judge):
    files = {"courses/k/course.yml": COURSE}
    files |= {f"courses/k/{name}.md": lesson(id_=f"q-{name}") for name in "abc"}
    english = lesson(id_="q-a").replace("title: 课", "title: Lesson\nslug: a\ntranslation_of: a")
    files["courses/k/a.en.md"] = english.replace("自测", "Quiz").replace("答案：对", "Answer: true")
    assert [f.rule for f in judge(files) if f.rule.startswith("question")] == []
