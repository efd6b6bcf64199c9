"""A course whose lessons are translated, some or all, with or without an English text of the course."""

from __future__ import annotations

import re

LESSON = "---\ntitle: Switch the phone on\ntranslation_of: phone/begin\npublished: 2026-11-24\n---\n\nHold the key.\n\n## Next\n\nPay.\n"
COURSE = "title: Pay by phone\npublished: 2026-11-24\ntranslation_of: phone\nlessons: [begin]\n"


def crumbs(page: str) -> list[tuple[str, str, str]]:
    """The way to a page: (address, language said of it, text)."""
    way = page.partition('class="crumbs"')[2].partition("</nav>")[0]
    return re.findall(r'<a class="link" href="([^"]*)"(?: lang="([^"]*)")?>([^<]*)</a>', way)


def test_a_lesson_translated_alone_leads_to_the_list_and_the_course_that_exist(site):
    site.write("courses/phone/begin.en.md", LESSON)
    assert [place for place in site.published().places if "unlocked" not in place] == []
    files = site.files()
    assert "en/course/index.html" not in files and "en/course/phone/index.html" not in files
    assert crumbs(site.page("en/course/phone/begin/index.html")) == [
        ("../../../../en/", "", "Home"), ("../../../../course/", "", "Micro-courses"),
        ("../../../../course/phone/", "zh-Hans", "用手机付钱"),
    ]  # fmt: skip
    assert {"course/index.html", "course/phone/index.html"} <= files.keys()


def test_a_translated_course_has_a_page_with_the_lessons_that_are_translated(site):
    site.write("courses/phone/begin.en.md", LESSON)
    site.write("courses/phone/course.en.yml", COURSE)
    assert [place for place in site.published().places if "unlocked" not in place] == []
    assert crumbs(site.page("en/course/phone/begin/index.html")) == [
        ("../../../../en/", "", "Home"), ("../../../../en/course/", "", "Micro-courses"),
        ("../../../../en/course/phone/", "", "Pay by phone"),
    ]  # fmt: skip
    course = site.page("en/course/phone/index.html")
    assert '<a href="../../../en/course/phone/begin/">Switch the phone on</a>' in course
    assert "付钱" not in course and 'hreflang="zh-Hans"' in course
    assert "Pay by phone" in site.page("en/course/index.html")
    original = site.page("course/phone/index.html")
    assert "Switch the phone on" not in original and "en/course/phone/" in original


def test_a_translation_of_a_course_that_waits_is_in_no_file(site):
    site.write("courses/phone/begin.en.md", LESSON)
    site.write("courses/phone/course.en.yml", "draft: true\n" + COURSE)
    site.published()
    assert "en/course/phone/index.html" not in site.files()
    assert crumbs(site.page("en/course/phone/begin/index.html"))[-1][1:] == ("zh-Hans", "用手机付钱")


def test_the_translation_of_a_course_lists_no_lesson_that_nobody_wrote(site):
    site.write("courses/phone/course.en.yml", COURSE.replace("[begin]", "[begin, pray]"))
    site.refused("courses/phone/course.en.yml:4:18 lesson-missing")
