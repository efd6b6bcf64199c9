"""Offsets of a zone: fixed, with summer time, and as they once were."""

from __future__ import annotations

from curbcut.core.timezones import Change, changes, first_moment, last_moment


def test_a_day_begins_and_ends_on_the_zones_own_clock() -> None:
    assert first_moment("2026-05-17", "Asia/Shanghai") == "2026-05-17T00:00:00+08:00"
    assert last_moment("2026-05-17", "Asia/Shanghai") == "2026-05-17T23:59:59+08:00"
    assert first_moment("2026-05-17", "Europe/Berlin") == "2026-05-17T00:00:00+02:00"


def test_a_zone_without_summer_time_has_one_offset() -> None:
    expected = Change(at="2020-01-01T00:00:00", before="+0800", after="+0800", name="CST", summer=False)
    assert changes("Asia/Shanghai", 2020, 2040) == (expected,)


def test_summer_time_begins_and_ends_to_the_second() -> None:
    told = [(c.at, c.before, c.after, c.name, c.summer) for c in changes("Europe/Berlin", 2026, 2026)]
    assert told == [
        ("2026-01-01T00:00:00", "+0100", "+0100", "CET", False),
        ("2026-03-29T02:00:00", "+0100", "+0200", "CEST", True),
        ("2026-10-25T03:00:00", "+0200", "+0100", "CET", False),
    ]
    assert [c.after for c in changes("Asia/Shanghai", 1986, 1991)] == ["+0800", *["+0900", "+0800"] * 6]
