"""Time as a site lives it: the clock on its wall, whatever zone that is in."""

from __future__ import annotations

import msgspec
import pytest

from curbcut.core.kinds import Course, Event, Lesson, Notice
from curbcut.core.schedule import heads_in_zone, with_lessons, zoned
from curbcut.core.steps import Head


@pytest.mark.parametrize(
    ("typed", "timezone", "iso"),
    [
        ("2027-01-01T09:00:00", "Asia/Shanghai", "2027-01-01T09:00:00+08:00"),
        ("2027-01-01T09:00:00", "Asia/Urumqi", "2027-01-01T09:00:00+06:00"),
        ("2027-01-01T09:00:00", "Europe/London", "2027-01-01T09:00:00+00:00"),
        ("2027-07-01T09:00:00", "Europe/London", "2027-07-01T09:00:00+01:00"),
        ("2027-01-01T09:00:00-05:00", "Asia/Shanghai", "2027-01-01T09:00:00-05:00"),
        ("2027-03-28T01:30:00", "Europe/London", "2027-03-28T01:30:00+00:00"),  # the clock jumps over this time
        ("2027-01-01", "Asia/Shanghai", "2027-01-01"),
        ("", "Asia/Shanghai", ""),
    ],
)
def test_a_moment_without_an_offset_is_on_the_site_s_own_clock(typed: str, timezone: str, iso: str) -> None:
    assert zoned(typed, timezone) == iso


def test_every_moment_of_a_head_gets_its_offset_and_a_day_stays_a_day() -> None:
    event = Event(title="日", slug="day", starts="2027-05-16T09:00:00", ends="2027-05-17", register_by="")
    notice = Notice(title="通知", slug="plan", published="2027-01-01", publish_at="2027-01-01T00:00:00Z")
    heads = [
        Head(path=f"content/{n}.md", slug="a", url="a/", lang="zh-Hans", meta=m) for n, m in enumerate((event, notice))
    ]
    first, second = heads_in_zone(heads, "Asia/Tokyo")
    assert first.meta == msgspec.structs.replace(event, starts="2027-05-16T09:00:00+09:00")
    assert second.meta.publish_at == "2027-01-01T00:00:00+00:00"


def test_lessons_and_the_translation_of_a_course_wait_for_it_and_for_no_other() -> None:
    def of(path: str, meta: Course | Lesson) -> Head:
        return Head(path=f"courses/{path}", slug="a", url="a/", lang="zh-Hans", meta=meta)

    course, lesson = Course(title="课", slug="a"), Lesson(title="课", slug="a")
    bank = [
        of("bank/course.yml", course),
        of("bank/course.en.yml", course),
        of("bank/1.md", lesson),
        of("bank/1.en.md", lesson),
    ]
    heads = [*bank, of("hotel/course.yml", course), of("hotel/1.md", lesson)]
    assert with_lessons(heads, {"courses/bank/course.yml"}) == {head.path for head in bank}
    assert with_lessons(heads, {"courses/bank/course.en.yml"}) == {"courses/bank/course.en.yml"}
    assert with_lessons(heads, {"content/pages/course.yml.md"}) == {"content/pages/course.yml.md"}
