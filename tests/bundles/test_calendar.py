"""Calendars: read back by an independent library, they say what the front matter says."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import icalendar
import msgspec
import pytest
from bundles.heads import CONFIG, gathered, head, notice, site
from hypothesis import given
from hypothesis import strategies as st

from curbcut.bundles.calendar.content_lines import document, text_line
from curbcut.core.steps import Head

DAY = head("events/helping-day.md", """\
title: 全国助残日
slug: helping-day
summary: 广场上有咨询、义诊；自带证件, 免费。
starts: 2026-05-17
ends: 2026-05-18
recurrence: FREQ=YEARLY;BYMONTH=5;BYDAY=3SU
venue: 人民广场
address: 和平路1号
organiser: [市残联, 市民政局]
published: 2026-04-01
change_notes: [{date: 2026-04-20, note: 改了地点}]
facilities: [轮椅坡道, 手语翻译]
register_by: 2026-05-10
register_url: https://linjiang.example/apply
topic: [culture]
""")  # fmt: skip
TALK = head("events/talk.md", """\
title: 讲座
slug: talk
starts: 2026-06-01 14:00
ends: 2026-06-01 16:30
recurrence: FREQ=WEEKLY;UNTIL=20260630
""")  # fmt: skip


def parsed(data: bytes) -> list[icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(data)
    assert calendar.errors == []
    events = calendar.walk("VEVENT")
    assert all(event.errors == [] for event in events)
    return events


DESCRIPTION = (
    "广场上有咨询、义诊；自带证件\\, 免费。\\n报名截止：2026年5月10日\\n报名网址：https://linjiang.example/apply"
    "\\n无障碍设施：轮椅坡道、手语翻译\\n详情：https://linjiang.example/event/helping-day/"
)


def test_an_event_of_whole_days_is_exactly_this() -> None:
    files = gathered("calendar", [DAY])
    assert files["event/helping-day/event.ics"].decode().replace("\r\n ", "").split("\r\n") == [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Curbcut//Curbcut//ZH", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
        "NAME:临江市残联", "X-WR-CALNAME:临江市残联",
        "BEGIN:VEVENT", "UID:event/helping-day@linjiang.example", "DTSTAMP:20260419T160000Z",
        "DTSTART;VALUE=DATE:20260517", "DTEND;VALUE=DATE:20260519", "RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=3SU",
        "SUMMARY:全国助残日",
        f"DESCRIPTION:{DESCRIPTION}",
        "LOCATION:人民广场，和平路1号", "URL:https://linjiang.example/event/helping-day/",
        'ORGANIZER;CN="市残联":https://linjiang.example/', "CATEGORIES:文化体育", "END:VEVENT", "END:VCALENDAR", "",
    ]  # fmt: skip


def test_an_independent_reader_understands_whole_days() -> None:
    (event,) = parsed(gathered("calendar", [DAY])["events/calendar.ics"])
    assert event.decoded("dtstart") == date(2026, 5, 17)
    assert event.decoded("dtend") == date(2026, 5, 19)  # not part of the event
    assert event["rrule"]["BYDAY"] == ["3SU"]
    assert event.decoded("dtstamp") == datetime(2026, 4, 19, 16, tzinfo=UTC)
    assert str(event["description"]).split("\n")[0] == "广场上有咨询、义诊；自带证件, 免费。"
    assert str(event["location"]) == "人民广场，和平路1号"
    assert event["organizer"].params["CN"] == "市残联"


def test_an_independent_reader_understands_times_and_their_zone() -> None:
    data = gathered("calendar", [TALK])["events/calendar.ics"]
    (event,) = parsed(data)
    assert event["dtstart"].params["TZID"] == "Asia/Shanghai"
    assert event.decoded("dtstart") == datetime.fromisoformat("2026-06-01T14:00:00+08:00")
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(hours=2.5)
    assert event["rrule"]["UNTIL"] == [datetime(2026, 6, 30, 15, 59, 59, tzinfo=UTC)]
    (zone,) = icalendar.Calendar.from_ical(data).walk("VTIMEZONE")
    assert zone.to_tz().utcoffset(datetime(2030, 1, 1)) == timedelta(hours=8)  # noqa: DTZ001


def test_another_zone_brings_its_summer_time() -> None:
    berlin = site(timezone="Europe/Berlin")
    data = gathered("calendar", [TALK], berlin)["events/calendar.ics"]
    (event,) = parsed(data)
    assert event.decoded("dtstart") == datetime.fromisoformat("2026-06-01T08:00:00+02:00")
    (zone,) = icalendar.Calendar.from_ical(data).walk("VTIMEZONE")
    offsets = [zone.to_tz().utcoffset(datetime(2040, month, 1)) for month in (1, 7)]  # noqa: DTZ001
    assert offsets == [timedelta(hours=1), timedelta(hours=2)]


def test_each_event_has_its_own_file_and_each_language_its_calendar() -> None:
    english = head(
        "events/talk.en.md", "title: Talk\nslug: talk\nstarts: 2026-06-01 14:00\nvenue: Hall\naddress: 1 Road\n"
    )
    files = gathered("calendar", [TALK, DAY, english, notice("plan")])
    assert set(files) == {
        "events/calendar.ics", "event/talk/event.ics", "event/helping-day/event.ics",
        "en/events/calendar.ics", "en/event/talk/event.ics",
    }  # fmt: skip
    assert [str(event["summary"]) for event in parsed(files["events/calendar.ics"])] == ["全国助残日", "讲座"]
    (talk,) = parsed(files["en/events/calendar.ics"])
    assert (str(talk["summary"]), str(talk["location"])) == ("Talk", "Hall, 1 Road")
    uids = [str(event["uid"]) for name in files for event in parsed(files[name])]
    assert len(set(uids)) == 3


def test_what_is_no_longer_listed_leaves_the_calendar_and_keeps_its_file() -> None:
    files = gathered("calendar", [TALK, DAY], site(expired=[TALK.path]))
    assert [str(event["summary"]) for event in parsed(files["events/calendar.ics"])] == ["全国助残日"]
    assert "event/talk/event.ics" in files


def test_without_a_public_address_there_is_still_a_calendar() -> None:
    (event,) = parsed(gathered("calendar", [DAY], site(url=""))["events/calendar.ics"])
    assert str(event["uid"]) == "event/helping-day"
    assert "url" not in event
    assert "organizer" not in event
    assert gathered("calendar", []) == {}


def test_an_address_that_answers_is_the_organisers() -> None:
    told = site(CONFIG + "contact: {email: office@linjiang.example}\n")
    (event,) = parsed(gathered("calendar", [DAY], told)["events/calendar.ics"])
    assert str(event["organizer"]) == "mailto:office@linjiang.example"


@pytest.mark.parametrize(("starts", "ends", "begin", "end"), [
    ("2026-05-17", "", "DTSTART;VALUE=DATE:20260517", "DTEND;VALUE=DATE:20260518"),
    ("2026-12-31", "2026-12-31", "DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270101"),
    ("2026-05-17T09:00:00+08:00", "2026-05-18", "DTSTART;VALUE=DATE:20260517", "DTEND;VALUE=DATE:20260519"),
    ("2026-05-17T23:30:00+00:00", "", "DTSTART;TZID=Asia/Shanghai:20260518T073000", ""),
    ("2026-05-17T09:00:00+08:00", "2026-05-17T09:00:00+08:00", "DTSTART;TZID=Asia/Shanghai:20260517T090000", ""),
])  # fmt: skip
def test_beginnings_and_ends(starts: str, ends: str, begin: str, end: str) -> None:
    changed = changed_event(TALK, starts=starts, ends=ends, recurrence="")
    lines = gathered("calendar", [changed])["events/calendar.ics"].decode().split("\r\n")
    assert [line for line in lines[lines.index("BEGIN:VEVENT") :] if line.startswith("DTSTART")] == [begin]
    assert [line for line in lines if line.startswith("DTEND")] == ([end] if end else [])
    parsed("\r\n".join(lines).encode())


NASTY = ["a\\b;c,d\ne\r\nf", "END:VEVENT\r\nBEGIN:VEVENT", "a\x00b\x0bc\x7f", "残" * 300, "🦽" * 50, '"引"号;']


@pytest.mark.parametrize("text", NASTY)
def test_no_text_breaks_a_calendar(text: str) -> None:
    bad = changed_event(DAY, title=text, summary=text, venue=text, organiser=(text,))
    data = gathered("calendar", [bad], site(title={"zh-Hans": text}))["events/calendar.ics"]
    (event,) = parsed(data)
    plain = re.sub("[\x00-\x08\x0b-\x1f\x7f]", "", text.replace("\r\n", "\n"))
    assert str(event["summary"]) == plain
    assert str(event["description"]).startswith(plain)
    assert_folded(data)


@given(st.text())
def test_folding_cuts_no_character_and_loses_nothing(text: str) -> None:
    data = document([text_line("X", text)])
    assert_folded(data)
    whole = data.decode().replace("\r\n ", "")
    assert whole == text_line("X", text) + "\r\n"


def assert_folded(data: bytes) -> None:
    assert data.endswith(b"\r\n")
    for line in data.removesuffix(b"\r\n").split(b"\r\n"):
        assert len(line) <= 75
        line.decode()  # a character cut in two would not decode
        assert b"\r" not in line
        assert b"\n" not in line


def changed_event(head: Head, **changes: object) -> Head:
    return msgspec.structs.replace(head, meta=msgspec.structs.replace(head.meta, **changes))
