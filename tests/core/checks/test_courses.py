"""A course, its lessons and its translation belong together."""

from __future__ import annotations

COURSE, LESSON = "courses/bank/course.yml", "courses/bank/one.md"
IN_ENGLISH, TRANSLATED = "courses/bank/course.en.yml", "courses/bank/one.en.md"
SOUND = {
    COURSE: "title: 网银\npublished: 2026-01-01\nlessons: [one, two]\n",
    LESSON: "---\ntitle: 第一课\n---\n\n正文。\n",
    "courses/bank/two.md": "---\ntitle: 第二课\n---\n\n正文。\n",
}
ENGLISH = "title: Banking\npublished: 2026-01-01\ntranslation_of: bank\n"
FIRST = "---\ntitle: Lesson one\ntranslation_of: bank/one\n---\n\nText.\n"


def test_a_course_may_be_translated_in_part_with_or_without_a_text_of_its_own(places):
    assert places({**SOUND, TRANSLATED: FIRST}) == []
    assert places({**SOUND, TRANSLATED: FIRST, IN_ENGLISH: ENGLISH}) == []
    assert places({**SOUND, TRANSLATED: FIRST, IN_ENGLISH: ENGLISH + "lessons: [one]\n"}) == []


def test_a_translated_course_alone_or_behind_its_original_is_warned(places, judge):
    lonely = {
        IN_ENGLISH: "title: Banking\npublished: 2026-01-01\n",
        TRANSLATED: FIRST.replace("translation_of: bank/one\n", ""),
    }
    assert places(lonely) == [
        f"{IN_ENGLISH}:1:1 warn translation-alone", f"{TRANSLATED}:1:1 warn translation-alone",
    ]  # fmt: skip
    newer = SOUND[COURSE] + "change_notes: [{date: 2026-02-01, note: 加一课}]\n"
    (finding,) = judge({**SOUND, COURSE: newer, TRANSLATED: FIRST, IN_ENGLISH: ENGLISH})
    assert (finding.path, finding.line, finding.level, finding.rule) == (IN_ENGLISH, 2, "warn", "translation-stale")


def test_a_lesson_in_a_folder_that_says_nothing_of_a_course_is_named(places):
    assert places({LESSON: SOUND[LESSON]}) == [f"{LESSON}:0:0 stop course-missing"]


def test_the_easy_version_of_a_course_is_another_course(places):
    easy = {"courses/plain/course.yml": SOUND[COURSE], "courses/plain/one.md": SOUND[LESSON]}
    easy["courses/plain/two.md"] = SOUND["courses/bank/two.md"]
    for name, wrong in (("plain", []), ("plane", [f"{COURSE}:4:7 stop course-easy-missing"])):
        assert places({**SOUND, **easy, COURSE: f"{SOUND[COURSE]}easy: {name}\n"}) == wrong
    assert places({**SOUND, COURSE: SOUND[COURSE] + "易读版: bank\n"}) == [f"{COURSE}:4:6 stop course-easy-missing"]
