"""Dates and moments as people type them."""

from __future__ import annotations

from contextlib import suppress

import pytest
from doubles.spent import at_most
from hypothesis import given, settings
from hypothesis import strategies as st

from curbcut.core.dates import Refused, iso_date, iso_date_or_moment, iso_moment


@pytest.mark.parametrize(
    "typed",
    ["2017年1月4日", "2017年01月04日", "二〇一七年一月四日", "二零一七年一月四日", "2017-01-04", "2017/1/4", "2017.1.4",
     "２０１７年１月４日", "２０１７－０１－０４", " 2017 年 1 月 4 日 ", "2017年1月4号"],
)  # fmt: skip
def test_a_date_is_understood_however_it_is_written(typed: str) -> None:
    assert iso_date(typed) == "2017-01-04"


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("二〇二三年十二月三十一日", "2023-12-31"),
        ("二〇二三年十月二十日", "2023-10-20"),
        ("二〇〇〇年二月二十九日", "2000-02-29"),
    ],
)
def test_chinese_numerals_count_with_ten(typed: str, iso: str) -> None:
    assert iso_date(typed) == iso


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("1/4/2017", "date-order"),
        ("17-1-4", "date-order"),
        ("4.1.17", "date-order"),
        ("17年1月4日", "date-year"),
        ("一七年一月四日", "date-year"),
        ("2017年13月", "date-month"),
        ("2017-13-04", "date-month"),
        ("2017-04-13-01", "date-shape"),
        ("2017年1月", "date-partial"),
        ("2017-02-29", "date-day"),
        ("2017年4月31日", "date-day"),
        ("二〇一七年十三月一日", "date-month"),
        ("二〇一七年十十月一日", "date-shape"),
        ("0017-01-04", "date-far"),
        ("20170104", "date-compact"),
        ("2017-1/4", "date-shape"),
        ("2017年1月44444444444444444444日", "date-shape"),
        ("2017-1-" + "4" * 5000, "date-shape"),
        ("昨天", "date-shape"),
        ("", "date-shape"),
        ("²⁰¹⁷-01-04", "date-shape"),
        ("٢٠١٧-٠١-٠٤", "date-shape"),
    ],
)
def test_a_date_that_could_mean_two_things_is_refused_with_the_reason(typed: str, says: str) -> None:
    with pytest.raises(Refused) as refusal:
        iso_date(typed)
    assert refusal.value.says == says


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("2017年1月4日", "2017-01-04T00:00:00"),
        ("2017年1月4日 上午9时30分", "2017-01-04T09:30:00"),
        ("2017年1月4日下午3点", "2017-01-04T15:00:00"),
        ("2017-01-04 09:30", "2017-01-04T09:30:00"),
        ("2017-01-04T09:30:15", "2017-01-04T09:30:15"),
        ("2017-01-04T09:30:00+08:00", "2017-01-04T09:30:00+08:00"),
        ("2017-01-04T01:30:00Z", "2017-01-04T01:30:00+00:00"),
        ("2017-01-04 09:30 -05:00", "2017-01-04T09:30:00-05:00"),
        ("２０１７－１－４　９：３０", "2017-01-04T09:30:00"),
    ],
)
def test_a_moment_without_an_offset_stays_without_one(typed: str, iso: str) -> None:
    assert iso_moment(typed) == iso


@pytest.mark.parametrize(
    "typed", ["2017-01-04 25:00", "2017-01-04 09:60", "9:30", "2017-01-04 09:30+99:00", "明天 9:30"]
)
def test_a_time_that_does_not_exist_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        iso_moment(typed)


@pytest.mark.parametrize(
    ("typed", "iso"), [("2017年5月21日", "2017-05-21"), ("2017年5月21日 9:00", "2017-05-21T09:00:00")]
)
def test_an_event_may_last_whole_days_or_begin_at_an_hour(typed: str, iso: str) -> None:
    assert iso_date_or_moment(typed) == iso


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("0123456789-/.年月日二〇一七十 T:+Z上午点１"), max_size=30))
def test_any_text_is_a_date_or_is_refused(typed: str) -> None:
    for read in (iso_date, iso_moment, iso_date_or_moment):
        with suppress(Refused), at_most(1):
            assert read(typed)[:2].isdigit()
