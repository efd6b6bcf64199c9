"""What notices say of each other holds from both ends."""

from __future__ import annotations

import pytest


def notice(slug: str, lines: str = "", issued: str = "2017-01-04") -> str:
    return (
        f"---\ntitle: 关于{slug}的通知\nslug: {slug}\npublished: 2017-05-26\nissued: {issued}\n{lines}\n---\n\n正文。\n"
    )


def site(**notices: str) -> dict[str, str]:
    return {f"content/notices/{slug}.md": text for slug, text in notices.items()}


OLD = notice("old", "validity: repealed", "2012-06-11")


@pytest.mark.parametrize(
    "named",
    ["old", "《关于old的通知》", "关于old的通知", "OLD"],
)  # fmt: skip
def test_a_document_may_be_called_by_slug_or_title(places, named):
    assert places(site(new=notice("new", f"replaces: [{named}]"), old=OLD)) == []


def test_a_document_may_be_called_by_its_number(places):
    old = notice("old", "validity: repealed\ndoc_number: 临残联〔2012〕8号", "2012-06-11")
    assert places(site(new=notice("new", "repeals: [临残联〔2012〕8号]"), old=old)) == []


def test_titles_of_other_bodies_are_fine(places):
    lines = "based_on: [《中华人民共和国残疾人保障法》, 国办发〔2022〕41号, Law on the Protection of Disabled Persons]"
    assert places(site(new=notice("new", lines))) == []


def test_a_slug_that_nobody_has_is_shown_with_the_one_that_was_meant(judge):
    files = site(new=notice("new", "依据文件:\n  - 《某法》\n  - annual-plan-2071"), plan=notice("annual-plan-2017"))
    (finding,) = judge(files)
    assert (finding.line, finding.column, finding.level, finding.rule) == (8, 5, "stop", "relation-missing")
    assert "是不是想写“annual-plan-2017”？" in finding.words.fix["zh"]


def test_a_file_with_mistakes_is_not_called_missing(places):
    files = site(new=notice("new", "replaces: [old]"))
    assert places(files, unread={"content/notices/x.md": "slug: old\nslug: old\n"}) == []


def test_what_is_not_published_cannot_be_named_yet(places):
    files = site(new=notice("new", "based_on: [old]"), old=notice("old", "draft: true"))
    assert places(files) == ["notices/new.md:6:12 stop relation-unpublished"]
    files = site(
        new=notice("new", "based_on: [old]\npublish_at: 2030-01-01 09:00"), old=notice("old", "publish_at: 2030-01-01 09:00")
    )  # fmt: skip
    assert places(files) == []
    files["content/notices/new.md"] = notice("new", "based_on: [old]\npublish_at: 2029-12-31 23:00")
    assert places(files) == ["notices/new.md:6:12 stop relation-unpublished"], "its day would begin with a surprise"


def test_a_document_cannot_name_itself(places):
    assert places(site(new=notice("new", "amends: [new]"))) == ["notices/new.md:6:10 stop relation-self"]


def test_a_circle_is_told_once_and_as_a_whole(judge):
    lines = "validity: repealed\nreplaces: [{}]"
    files = site(
        a=notice("a", lines.format("b")), b=notice("b", lines.format("c")), c=notice("c", lines.format("a")),
        d=notice("d", lines.format("a") + "\nchange_notes: [{date: 2018-01-01, note: 废止}]"),
        e=notice("e", "repeals: [d]"),
    )  # fmt: skip
    (finding,) = judge(files)
    assert (finding.path, finding.line, finding.rule) == ("content/notices/a.md", 7, "relation-cycle")
    assert "a → b → c → a" in finding.words.what["zh"]


def test_a_long_chain_is_no_circle_and_costs_no_recursion(places):
    lines = "validity: repealed\nreplaces: [n{}]"
    files = {f"content/notices/n{n}.md": notice(f"n{n}", lines.format(n + 1)) for n in range(1500)}
    files["content/notices/n1500.md"] = notice("n1500", "validity: repealed")
    assert places(files) == ["notices/n0.md:6:1 warn repealed-by-nothing"]


def test_what_is_replaced_must_say_so(judge):
    (finding,) = judge(site(new=notice("new", "替代: [old]"), old=notice("old", "", "2012-06-11")))
    assert (finding.path, finding.line, finding.column) == ("content/notices/new.md", 6, 6)
    assert (finding.level, finding.rule) == ("stop", "relation-in-force")
    assert "content/notices/old.md" in finding.words.fix["zh"] and "validity: repealed" in finding.words.fix["en"]


@pytest.mark.parametrize("state", ["validity: repealed", "validity: consolidated", "validity: expired"])
def test_what_is_over_may_be_replaced(places, state):
    assert places(site(new=notice("new", "replaces: [old]"), old=notice("old", state, "2012-06-11"))) == []


def test_what_ends_by_itself_before_the_new_begins_may_still_hold_today(places):
    old = notice("old", "valid_until: 2026-12-31", "2012-06-11")
    assert places(site(new=notice("new", "replaces: [old]\neffective: 2027-01-01"), old=old)) == []
    assert places(site(new=notice("new", "replaces: [old]\neffective: 2026-06-01"), old=old)) == [
        "notices/new.md:6:12 stop relation-in-force"
    ]


def test_what_says_it_is_repealed_names_its_successor(places):
    assert places(site(old=OLD)) == ["notices/old.md:6:1 warn repealed-by-nothing"]
    assert places(site(old=notice("old", "validity: repealed\nallow: {repealed-by-nothing: 省里废止}"))) == []
    assert places(site(old=OLD, new=notice("new", "amends: [old]"))) == ["notices/old.md:6:1 warn repealed-by-nothing"]
    assert places(site(old=notice("old", "validity: consolidated"), new=notice("new", "amends: [old]"))) == []
    assert places(site(old=notice("old", "validity: expired"))) == []


def test_what_is_amended_says_so(places):
    files = site(new=notice("new", "amends: [old]"), old=notice("old", "", "2012-06-11"))
    assert places(files) == ["notices/new.md:6:10 warn relation-not-amended"]


@pytest.mark.parametrize("relation", ["based_on", "issues"])
def test_resting_on_what_is_repealed_is_a_question(places, relation):
    files = site(new=notice("new", f"{relation}: [old]"), old=OLD, newer=notice("newer", "repeals: [old]"))
    assert places(files) == [f"notices/new.md:6:{len(relation) + 4} ask relation-on-repealed"]
    files = site(
        new=notice("new", f"{relation}: [old]\nvalidity: expired"), old=OLD, newer=notice("newer", "repeals: [old]")
    )
    assert places(files) == []


def test_the_new_is_not_older_than_the_old(places):
    new = notice("new", "replaces: [old]", "2011-03-01")
    assert places(site(new=new, old=OLD)) == ["notices/new.md:6:12 stop relation-order"]
    assert places(site(new=notice("new", "replaces: [old]", "2012-06-11"), old=OLD)) == []


def test_the_two_languages_of_a_notice_are_not_told_twice(places):
    files = site(new=notice("new", "replaces: [old]"), old=notice("old", "", "2012-06-11"))
    files["content/notices/new.en.md"] = files["content/notices/new.md"]
    assert [place.split()[-1] for place in places(files)] == ["relation-in-force"]
