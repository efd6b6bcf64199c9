"""The page for those who help somebody learn, as a model."""

from __future__ import annotations

import msgspec
from portal.schooling import page, part
from theme.samples import sample, sample_site

from curbcut.portal.planning import plan
from curbcut.portal.shelf import Shelf


def test_those_who_help_are_told_what_to_say_and_what_to_leave_to_the_learner() -> None:
    titles = [section["title"] for section in page("learning/")["sections"]]
    assert titles == [
        "陪学的时候这样说",
        "这些不要替",
        "准备手机、平板或电脑",
        "在纸上学，没有网络时学",
        "老师可以这样做",
    ]
    assert page("en/learning/")["title"] == "Helping somebody learn"
    assert "../../learning/" in [link["href"] for link in part("course/bank/", "along")["content"]]


def test_only_formats_that_the_site_makes_are_spoken_of() -> None:
    everything = part("learning/", "paper")["content"]
    assert [text.partition("可以")[0] for text in everything[1:]] == [
        "大字 PDF ", "整门课有两本：练习册打印后", "录音", "纯文本最小，",
    ]  # fmt: skip
    only_plain = next(one for one in sample("learning/").cc["sections"] if one["id"] == "cc-paper")["content"]
    assert len(only_plain) == 2 and only_plain[1].startswith("纯文本")


def test_there_is_no_such_page_where_nothing_is_asked() -> None:
    around, shelf, known, _ = sample_site()
    silent = Shelf([msgspec.structs.replace(head, questions=(), asked=()) for head in shelf.heads], shelf.made)
    assert not [planned.url for planned in plan(around, silent, known) if "learning" in planned.url]
