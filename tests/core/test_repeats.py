"""A rule in words, as an organiser would say it."""

from __future__ import annotations

import pytest

from curbcut.core.repeats import repeats

SAID = [
    ("FREQ=YEARLY;BYMONTH=5;BYDAY=3SU", "每年5月第3个星期日", "Every year on the third Sunday of May"),
    ("FREQ=YEARLY;BYMONTH=9;BYDAY=-1SU", "每年9月最后一个星期日", "Every year on the last Sunday of September"),
    ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=3", "每年12月3日", "Every year on 3 December"),
    ("FREQ=YEARLY", "每年", "Every year"),
    ("FREQ=MONTHLY;BYDAY=2SA", "每月第2个星期六", "Every month on the second Saturday"),
    ("FREQ=MONTHLY;BYMONTHDAY=15", "每月15日", "Every month on day 15"),
    ("FREQ=WEEKLY;BYDAY=MO,WE", "每周一、周三", "Every week on Monday and Wednesday"),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "每2周的星期二", "Every 2 weeks on Tuesday"),
    ("FREQ=WEEKLY;COUNT=10", "每周，共10次", "Every week, 10 times"),
    ("FREQ=DAILY;UNTIL=20270101", "每天，到2027年1月1日为止", "Every day, until 2027-01-01"),
    ("FREQ=MONTHLY;INTERVAL=3", "每3个月", "Every 3 months"),
    ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "每月", "Every month"),
]


@pytest.mark.parametrize(("rule", "chinese", "english"), SAID)
def test_a_rule_is_said_in_words(rule: str, chinese: str, english: str) -> None:
    assert repeats(rule, "zh-Hans") == chinese
    assert repeats(rule, "en") == english
