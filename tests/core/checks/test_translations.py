"""A translation has its original, its address, and its state."""

from __future__ import annotations

import pytest

ZH, EN = "content/notices/a.md", "content/notices/a.en.md"


def notice(lines: str = "", body: str = "正文。", slug: str = "a") -> str:
    return f"---\ntitle: A\nslug: {slug}\npublished: 2017-05-26\n{lines}\n---\n\n{body}\n"


def test_a_pair_of_one_state_is_silent(places):
    assert places({ZH: notice(), EN: notice("translation_of: a")}) == []
    assert places({ZH: notice(), EN: notice()}) == []


def test_a_translation_without_an_original_is_warned(judge):
    (finding,) = judge({EN: notice()})
    assert (finding.path, finding.level, finding.rule) == (EN, "warn", "translation-alone")
    assert ZH in finding.words.what["zh"]


def test_on_an_english_site_an_english_text_stands_alone(places):
    assert places({EN: notice()}, "title: Linjiang\nlanguage: en") == []


@pytest.mark.parametrize("state", ["draft: true", "publish_at: 2030-01-01"])
def test_an_original_that_waits_is_no_missing_one(places, state):
    assert places({ZH: notice(state), EN: notice(state + "\ntranslation_of: a")}) == []


def test_an_original_that_cannot_be_read_is_no_missing_one(places):
    assert places({EN: notice()}, unread={ZH: "slug: a\n"}) == []
    assert places({EN: notice("translation_of: a")}, unread={ZH: "slug: a\n"}) == []


def test_the_original_it_names_must_be_there(judge):
    findings = judge({ZH: notice(), EN: notice("translation_of: b")})
    assert [(f.line, f.column, f.level, f.rule) for f in findings] == [(5, 17, "stop", "translation-of-nothing")]


def test_the_original_may_have_another_file_name(places):
    assert places({"content/notices/yuanwen.md": notice(), EN: notice("译自: a")}) == []


def test_a_pair_has_one_address(judge):
    (finding,) = judge({ZH: notice(), EN: notice(slug="a-en")})
    assert (finding.line, finding.column, finding.level, finding.rule) == (3, 1, "stop", "translation-slug")
    assert "slug: a" in finding.words.fix["en"]


def test_a_pair_has_one_validity(places):
    old = "validity: repealed\nallow: {repealed-by-nothing: 省里废止}"
    assert places({ZH: notice(old), EN: notice("validity: effective")}) == [
        "notices/a.en.md:5:1 stop translation-validity"
    ]


CHANGED = "change_notes: [{date: 2019-04-01, note: 改}]"


def test_a_translation_behind_its_original_is_warned_with_both_dates(judge):
    (finding,) = judge({ZH: notice(CHANGED), EN: notice()})
    assert (finding.line, finding.column, finding.level, finding.rule) == (4, 1, "warn", "translation-stale")
    assert "2017-05-26" in finding.words.what["en"] and "2019-04-01" in finding.words.what["en"]
    (finding,) = judge({ZH: notice(CHANGED), EN: notice(CHANGED.replace("2019", "2018"))})
    assert (finding.line, finding.column, finding.rule) == (5, 1, "translation-stale")
    assert judge({ZH: notice(CHANGED), EN: notice(CHANGED)}) == []
    assert judge({ZH: notice(), EN: notice(CHANGED)}) == []


def test_a_translation_that_lacks_parts_is_a_question(judge):
    guide = "---\ntitle: A\nslug: a\noffline_channel: x\nsteps: [{}]\n---\n\n{}\n"
    files = {
        "content/guides/a.md": guide.format("一, 二, 三", "## 甲\n\n文。\n\n## 乙\n\n文。"),
        "content/guides/a.en.md": guide.format("One, Two", "## A\n\nText."),
    }
    (finding,) = judge(files)
    assert (finding.path, finding.level, finding.rule) == ("content/guides/a.en.md", "ask", "translation-shorter")
    assert (
        "标题 1/2、办理步骤 2/3" in finding.words.what["zh"] and "headings 1/2, steps 2/3" in finding.words.what["en"]
    )
    files["content/guides/a.md"], files["content/guides/a.en.md"] = (
        files["content/guides/a.en.md"],
        files["content/guides/a.md"],
    )
    assert judge(files) == []
