"""A reason in `allow` belongs to a rule that is there."""

from __future__ import annotations

N = "content/notices/a.md"


def notice(lines: str) -> str:
    return f"---\ntitle: 甲\nslug: a\npublished: 2017-01-04\n{lines}\n---\n\n正文。\n"


def test_a_misspelt_rule_is_shown_where_it_stands_with_the_one_that_was_meant(judge):
    (finding,) = judge({N: notice("允许:\n  alt-text: 旧图没有原稿\n  personel-data: 办公手机")})
    assert (finding.line, finding.column, finding.level, finding.rule) == (7, 3, "warn", "allow-unknown")
    assert finding.words.fix["zh"].startswith("是不是想写 personal-data？")
    assert finding.words.fix["en"].startswith("Did you mean `personal-data`? ")


def test_rules_and_findings_between_documents_can_be_named(places):
    assert places({N: notice("allow: {alt-text: 旧图, translation-shorter: 附表不译, region-unknown: 转载}")}) == []


def test_what_no_reason_can_let_pass_is_told(places):
    assert places({N: notice("allow: {front-matter-duplicate-key: 就要这样}")}) == [
        "notices/a.md:5:9 warn allow-unknown"
    ]
    assert places({N: notice("allow: {随便: 写写}\ndraft: true")}) == ["notices/a.md:5:9 warn allow-unknown"]
