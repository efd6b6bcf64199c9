"""Which days fit a recurrence rule: RFC 5545, 3.3.10."""

from __future__ import annotations

from datetime import date

import pytest

from curbcut.core.recurrence import RuleError, fits


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
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=3;BYHOUR=9", "2017-12-03", True),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=3", "2017-11-03", False),
        ("FREQ=YEARLY;BYDAY=20MO", "1997-05-19", True),
        ("FREQ=YEARLY;BYDAY=-1SU", "2017-12-31", True),
        ("FREQ=YEARLY;BYYEARDAY=100", "2017-04-10", True),
        ("FREQ=YEARLY;BYYEARDAY=-1", "2017-12-31", True),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "1997-05-12", True),
        ("FREQ=YEARLY;BYWEEKNO=-1;BYDAY=SU", "2017-12-31", True),
    ],
)
def test_a_day_fits_or_not(rule, day, right):
    assert fits(rule, date.fromisoformat(day)) is right


@pytest.mark.parametrize(
    ("rule", "part"),
    [
        ("FREQ=WEEKLY;BYDAY=SUN", "BYDAY=SUN"),
        ("FREQ=WEEKLY;BYDAY=3SU", "BYDAY=3SU"),
        ("FREQ=YEARLY;BYMONTH=13", "BYMONTH=13"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY=0"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL=0"),
        ("FREQ=DAILY;INTERVAL=1,2", "INTERVAL=1,2"),
        ("FREQ=DAILY;UNTIL=2017", "UNTIL=2017"),
        ("FREQ=DAILY;BYDAYS=MO", "BYDAYS=MO"),
        ("FREQ=DAILY;BYMONTH=1;BYMONTH=2", "BYMONTH=2"),
        ("FREQ=DAILY;COUNT=3;UNTIL=20170521", "FREQ=DAILY;COUNT=3;UNTIL=20170521"),
    ],
)
def test_a_part_that_is_none_is_named(rule, part):
    with pytest.raises(RuleError) as problem:
        fits(rule, date(2017, 5, 21))
    assert str(problem.value) == part
