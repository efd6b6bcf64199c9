"""The days of a federation's year, twenty years ahead; and rules that no calendar can follow."""

from __future__ import annotations

import time

import pytest

from curbcut.core.dates import Refused
from curbcut.core.recurrences import fits, last_instant, occurrences, sound
from curbcut.core.scalars import recurrence

# Day of the month of the third Sunday of May and of the last Sunday of September, 2026 to 2045.
HELPING = "17 16 21 20 19 18 16 15 21 20 18 17 16 15 20 19 18 17 15 21".split()
DEAF = "27 26 24 30 29 28 26 25 24 30 28 27 26 25 30 29 28 27 25 24".split()
YEARS = range(2026, 2046)


@pytest.mark.parametrize(("rule", "starts", "expected"), [
    ("FREQ=YEARLY;BYMONTH=5;BYDAY=3SU", "2026-05-17", [f"{y}-05-{d}" for y, d in zip(YEARS, HELPING, strict=True)]),
    ("FREQ=YEARLY;BYMONTH=9;BYDAY=-1SU", "2026-09-27", [f"{y}-09-{d}" for y, d in zip(YEARS, DEAF, strict=True)]),
    ("FREQ=YEARLY", "2026-12-03", [f"{y}-12-03" for y in YEARS]),
    ("FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=15", "2026-10-15", [f"{y}-10-15" for y in YEARS]),
], ids=["third Sunday of May", "last Sunday of September", "3 December", "15 October"])  # fmt: skip
def test_the_days_of_the_year_for_twenty_years(rule: str, starts: str, expected: list[str]) -> None:
    assert occurrences(starts, rule, "2025-12-31", 20) == tuple(expected)
    for year, day in zip(YEARS, expected, strict=True):  # asked year by year, it is the same table
        assert occurrences(starts, rule, f"{year - 1}-12-31", 1) == (day,)
        assert occurrences(starts, rule, day, 1) != (day,)


def test_an_event_without_a_rule_comes_once() -> None:
    assert occurrences("2026-05-17", "", "2026-05-16", 3) == ("2026-05-17",)
    assert occurrences("2026-05-17", "", "2026-05-17", 3) == ()


def test_moments_keep_their_form_and_are_later_than_asked() -> None:
    starts, weekly = "2026-05-17T09:30:00+08:00", "FREQ=WEEKLY;COUNT=3"
    dates = ("2026-05-17T09:30:00+08:00", "2026-05-24T09:30:00+08:00", "2026-05-31T09:30:00+08:00")
    assert occurrences(starts, weekly, "2026-05-16", 5) == dates
    assert occurrences(starts, weekly, "2026-05-17T01:29:59+00:00", 5) == dates
    assert occurrences(starts, weekly, "2026-05-17T01:30:00+00:00", 5) == dates[1:]
    assert occurrences(starts, weekly, "2026-05-17T01:30:00+00:00", 1) == dates[1:2]
    assert occurrences(starts, weekly, "2026-05-24", 5) == dates[2:]


def test_the_first_date_counts_even_where_the_rule_leaves_it_out() -> None:
    assert occurrences("2026-05-20", "FREQ=YEARLY;BYMONTH=5;BYDAY=3SU", "2026-01-01", 2) == ("2026-05-20", "2027-05-16")


@pytest.mark.parametrize(("until", "starts", "last"), [
    ("20280517", "2026-05-17", "2028-05-17"), ("20280516", "2026-05-17", "2027-05-17"),
    ("20280517", "2026-05-17T09:00:00+08:00", "2028-05-17T09:00:00+08:00"),
    ("20280517T010000Z", "2026-05-17T09:00:00+08:00", "2028-05-17T09:00:00+08:00"),
    ("20280517T005959Z", "2026-05-17T09:00:00+08:00", "2027-05-17T09:00:00+08:00"),
    ("20280517T085959", "2026-05-17T09:00:00+08:00", "2027-05-17T09:00:00+08:00"),
])  # fmt: skip
def test_a_rule_ends_where_it_says(until: str, starts: str, last: str) -> None:
    rule = f"FREQ=YEARLY;UNTIL={until}"
    assert sound(rule)
    assert occurrences(starts, rule, "2026-01-01", 9)[-1] == last
    assert last_instant("FREQ=YEARLY", starts) is None


def test_a_leap_day_comes_in_leap_years() -> None:
    assert occurrences("2024-02-29", "FREQ=YEARLY", "2024-12-31", 2) == ("2028-02-29", "2032-02-29")


@pytest.mark.parametrize("rule", [
    "FREQ=YEARLY;BYMONTH=5;BYDAY=3SU", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;WKST=MO",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "FREQ=YEARLY;BYYEARDAY=366", "FREQ=YEARLY;BYWEEKNO=53",
    "FREQ=DAILY;COUNT=10", "FREQ=YEARLY;UNTIL=20301231T160000Z", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29,30",
])  # fmt: skip
def test_rules_that_people_write(rule: str) -> None:
    assert sound(rule)
    assert recurrence(f"RRULE:{rule}") == rule


@pytest.mark.parametrize("rule", [
    "FREQ=YEARLY;BYDAY=XX", "FREQ=YEARLY;INTERVAL=0", "FREQ=YEARLY;COUNT=0", "FREQ=YEARLY;FOO=1", "FREQ=YEARLY;BYMONTH=13",
    "FREQ=YEARLY;COUNT=3;UNTIL=20301231", "FREQ=YEARLY;UNTIL=20301399", "FREQ=YEARLY;UNTIL=2030", "FREQ=MONTHLY;BYDAY=6MO",
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;BYSETPOS=2", "FREQ=WEEKLY;BYDAY=1MO", "FREQ=WEEKLY;BYMONTHDAY=1",
    "FREQ=YEARLY;FREQ=DAILY", "FREQ=YEARLY;BYHOUR=9", "FREQ=MONTHLY;BYWEEKNO=1", "FREQ=YEARLY;BYSETPOS=1", "BYDAY=MO", "",
    "FREQ=YEARLY;UNTIL=20300229", "FREQ=YEARLY;BYDAY=54MO", "FREQ=YEARLY;",
])  # fmt: skip
def test_rules_that_no_calendar_can_follow_are_refused_at_once(rule: str) -> None:
    begin = time.process_time()
    assert not sound(rule)
    assert time.process_time() - begin < 0.5
    with pytest.raises(Refused):
        recurrence(rule)


@pytest.mark.parametrize(
    ("rule", "day", "right"),
    [
        ("FREQ=DAILY", "2017-05-21", True),
        ("FREQ=DAILY;INTERVAL=2;COUNT=5", "2017-05-21", True),
        ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "2017-05-21", False),
        ("FREQ=WEEKLY;BYDAY=SA,SU;WKST=SU", "2017-05-21", True),
        ("FREQ=WEEKLY;BYDAY=SA", "2017-05-21", False),
        ("FREQ=WEEKLY;UNTIL=20170520", "2017-05-21", False),
        ("FREQ=WEEKLY;UNTIL=20170521T160000Z", "2017-05-21", True),
        ("FREQ=MONTHLY;BYDAY=3SU", "2017-05-21", True),
        ("FREQ=MONTHLY;BYDAY=-2SU", "2017-05-21", True),
        ("FREQ=MONTHLY;BYDAY=-1SU", "2017-05-21", False),
        ("FREQ=MONTHLY;BYDAY=2SU,3SU", "2017-05-21", True),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "2016-02-29", True),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "2016-02-28", False),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", "2017-05-15", True),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2017-09-29", True),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2017-09-28", False),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1", "2017-10-02", True),
        ("FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=2", "2017-05-24", True),
        ("FREQ=YEARLY", "2016-02-29", True),
        ("FREQ=YEARLY;BYMONTH=5;BYDAY=3SU", "2030-05-19", True),
        ("FREQ=YEARLY;BYMONTH=5;BYDAY=3SU", "2030-05-26", False),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=3", "2017-11-03", False),
        ("FREQ=YEARLY;BYDAY=20MO", "1997-05-19", True),
        ("FREQ=YEARLY;BYDAY=-1SU", "2017-12-31", True),
        ("FREQ=YEARLY;BYYEARDAY=100", "2017-04-10", True),
        ("FREQ=YEARLY;BYYEARDAY=-1", "2017-12-31", True),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "1997-05-12", True),
        ("FREQ=YEARLY;BYWEEKNO=-1;BYDAY=SU", "2017-12-31", True),
    ],
)
def test_the_first_day_fits_its_rule_or_not(rule: str, day: str, right: bool) -> None:
    assert fits(day, rule) is right
    assert fits(f"{day}T09:00:00+08:00", rule) is right
