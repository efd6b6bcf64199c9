"""What editors hear of their search: each finding on a small site that has it, and on one that has not."""

from __future__ import annotations

from typing import Any

import pytest
from doubles.indexed import indexed

from curbcut.core.findings import Finding
from curbcut.core.search.reports import place, reports
from curbcut.core.search.synonyms import Groups, domain
from curbcut.core.search.titles import bare, title_words


def report(
    pages: list[dict[str, Any]], synonyms: Groups = (), files: dict[str, str] | None = None, names: tuple[str, ...] = ()
) -> list[Finding]:
    """Return the findings about a site of these pages, whose sources are their titles and sentences."""
    sources = {f"content/{page['id']}.md": source(page) for page in pages} | (files or {})
    index = indexed(pages, (*domain(), *synonyms), groups=1)
    return list(reports(index, lambda path: sources.get(path, ""), names))


def source(page: dict[str, Any]) -> str:
    body = page["body"] if isinstance(page["body"], str) else "\n\n".join(page["body"])
    return f"---\ntitle: {page['title']}\n---\n\n{body}\n{page.get('notes', '')}"


def places(findings: list[Finding]) -> list[str]:
    return [f"{one.path}:{one.line}:{one.column} {one.rule}" for one in findings]


def page(name: str, title: str, body: str | list[str] = "没有别的。", **more: Any) -> dict[str, Any]:
    return {"id": name, "title": title, "body": body, "labels": ("language:zh-Hans",), **more}


# --- titles -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("轮椅借用", "轮椅 借用"), ("轮椅借用", "“轮椅”借用！"), ("轮椅借用", "輪椅借用"), ("第12期Ａ组", "第12期a组"),
        ("二〇二四年第三期", "2024年第3期"), ("第01期", "第1期"), ("补贴260元", "补贴二百六十元"),
    ],
)  # fmt: skip
def test_titles_that_nobody_tells_apart_are_told(one: str, other: str) -> None:
    found = report([page("a", one), page("b", other)])
    assert places(found) == ["content/b.md:2:8 search-title-alike"]
    assert "content/a.md" in found[0].words.what["zh"]
    assert bare(one) == bare(other)


def test_the_same_title_twice_is_told() -> None:
    assert places(report([page("a", "轮椅借用"), page("b", "轮椅借用")])) == ["content/b.md:2:8 search-title-twice"]


@pytest.mark.parametrize("other", ["轮椅借用（2025年）", "轮椅借用2", "轮椅借用说明"])
def test_titles_that_differ_in_a_word_or_a_number_are_not(other: str) -> None:
    assert report([page("a", "轮椅借用"), page("b", other)]) == []


def test_a_page_that_its_own_title_does_not_lead_to_is_told_with_what_stands_before_it() -> None:
    crowd = [page(f"n{number}", f"轮椅借用轮椅借用{number}", "轮椅借用。轮椅借用。") for number in range(8)]
    lost = page("lost", "轮椅借用", ["今天天气很好。"] * 80)
    found = [one for one in report([*crowd, lost]) if one.path == "content/lost.md"]
    assert places(found) == ["content/lost.md:2:8 search-title-unfound"]
    assert "“轮椅借用轮椅借用" in found[0].words.what["zh"]
    assert "content/n" in found[0].words.what["en"]
    assert "comes 9" in found[0].words.what["en"]


def test_a_page_that_no_longer_holds_may_stand_behind_what_does() -> None:
    crowd = [page(f"n{number}", f"轮椅借用{number}", "轮椅借用。") for number in range(6)]
    assert report([*crowd, page("old", "轮椅借用", "旧的。", validity="repealed")]) == []


def test_a_title_is_searched_for_without_what_every_title_has() -> None:
    assert title_words("关于做好2026年残疾人家庭医生签约服务的通知") == "2026年残疾人家庭医生签约服务"
    assert title_words("How to get a disability certificate") == "get disability certificate"
    assert title_words("轮椅借用") == "轮椅借用"
    crowd = [page(f"n{number}", f"手语翻译手语翻译{number}", "手语翻译。手语翻译。") for number in range(7)]
    # Its whole title leads to it, because nobody else writes 关于 … 的通知; what it is about does not.
    lost = page("lost", "关于手语翻译的通知", ["今天天气很好。"] * 600)
    assert places(report([*crowd, lost])) == ["content/lost.md:2:8 search-words-unfound"]


# --- words that nobody explains ---------------------------------------------------------------------


def three(sentence: str, **more: Any) -> list[dict[str, Any]]:
    return [page(f"p{number}", f"第{number}号文件", sentence, **more) for number in range(3)]


def test_an_abbreviation_that_three_pages_leave_unexplained_is_told_once() -> None:
    found = report(three("请到ATM取款。"))
    assert places(found) == ["content/p0.md:5:3 glossary-abbreviation"]
    assert found[0].words.what == {
        "zh": "缩写“ATM”在 3 篇里没有解释。", "en": "The abbreviation “ATM” stands unexplained on 3 pages.",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "more", "synonyms"),
    [
        ("请到自动取款机（ATM）取款。", {}, ()), ("请到ATM（自动取款机）取款。", {}, ()), ("请到ATM取款。", {"notes": "\n*[ATM]: 自动取款机\n"}, ()),
        ("请到ATM取款。", {}, (("atm", "取款机"),)), ("请到AtM和一台A机取款。", {}, ()), ("编号LJCL-2017-12。", {}, ()),
    ],
    ids=["behind its long form", "before it", "defined", "a synonym", "no abbreviation", "a number"],
)  # fmt: skip
def test_an_abbreviation_that_is_explained_is_not(sentence: str, more: dict[str, Any], synonyms: Groups) -> None:
    assert [one.rule for one in report(three(sentence, **more), synonyms) if one.rule.startswith("glossary")] == []


def test_two_pages_are_not_many() -> None:
    assert report(three("请到ATM取款。")[:2]) == []


def test_a_term_of_the_trade_that_nobody_explains_is_told_with_its_first_place() -> None:
    found = report(three("可以请社区专职委员介绍。"))
    assert places(found) == ["content/p0.md:5:4 glossary-term"]
    assert "“社区专职委员”在 3 篇里出现" in found[0].words.what["zh"]


@pytest.mark.parametrize(
    ("sentence", "synonyms"),
    [
        ("可以请社区专职委员介绍。社区专职委员是指社区里帮助残疾人的人。", ()), ("可以请社区专职委员（帮助残疾人的人）介绍。", ()),
        ("可以请社区专职委员介绍。", (("专职委员", "助残员"),)), ("可以请工作人员介绍，星期六上午也可以来。", ()),
    ],
    ids=["told what it is", "in brackets", "a synonym", "everyday words"],
)  # fmt: skip
def test_a_term_that_is_explained_or_everyday_is_not(sentence: str, synonyms: Groups) -> None:
    assert [one.rule for one in report(three(sentence), synonyms) if one.rule.startswith("glossary")] == []


def test_the_name_of_a_topic_or_of_a_page_explains_itself() -> None:
    pages = three("可以请社区专职委员介绍。")
    assert report(pages, names=("社区专职委员",)) == []
    assert report([*pages, page("who", "社区专职委员")]) == []


# --- synonyms -------------------------------------------------------------------------------------------


SYNONYMS = "# 本站\n同义词:\n  - [爱心卡, 交通卡]\n  - [坐车卡, 公交证]\n"


def test_a_group_that_no_page_has_a_word_of_is_told_in_its_line() -> None:
    groups = (("爱心卡", "交通卡"), ("坐车卡", "公交证"))
    found = report([page("a", "交通卡办理")], groups, {"content/synonyms.yml": SYNONYMS})
    assert places(found) == ["content/synonyms.yml:4:5 synonyms-unused"]


def test_words_scattered_over_pages_are_not_the_word() -> None:
    found = report([page("a", "公交"), page("b", "交证")], (("公交证", "坐车卡"),), {"content/synonyms.yml": SYNONYMS})
    assert [one.rule for one in found] == ["synonyms-unused"]


def test_a_synonym_that_does_not_lead_to_the_pages_of_the_others_is_told() -> None:
    crowd = [page(f"n{number}", f"便民卡片{number}", "便民卡片。卡片便民。") for number in range(8)]
    pages = [*crowd, page("a", "出行", ["今天天气很好。"] * 600 + ["带上交通证。"])]
    found = report(pages, (("交通证", "便民卡片卡"),), {"site_config.yml": "synonyms:\n  - [交通证, 便民卡片卡]\n"})
    assert places(found) == ["site_config.yml:2:5 synonyms-one-way"]
    assert "搜同义词“便民卡片卡”" in found[0].words.what["zh"]
    assert report(pages[-1:], (("交通证", "便民卡片卡"),)) == []


def test_the_domain_s_own_groups_are_nobody_s_fault() -> None:
    assert report([page("a", "动物园")]) == []


# --- places --------------------------------------------------------------------------------------------------


def test_a_place_is_a_line_and_a_column() -> None:
    assert place("一\n二三\n", "三") == (2, 2)
    assert place("一", "二") == (0, 0)
    assert place("", "二") == (0, 0)
