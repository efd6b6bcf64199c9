"""Every term that sorts a document is one that its site knows."""

from __future__ import annotations

N = "content/notices/a.md"


def notice(lines: str) -> str:
    return f"---\ntitle: 甲\nslug: a\npublished: 2017-01-04\n{lines}\n---\n\n正文。\n"


def test_names_and_slugs_in_any_language_are_known(places):
    guide = "---\ntitle: 甲\nslug: g\noffline_channel: 窗口\nlife_event: [找工作, work, Looking for work]\n---\n"
    place = "---\ntitle: 甲\nslug: p\naddress: 某路\ndistrict: dongpu\ncoordinates: {lat: 30, lon: 120, system: WGS84}\n---\n"
    assert places({
        N: notice("topic: [补贴与救助, devices, ALLOWANCE]\naudience: [残疾人, 视力, Older people, everybody]\nregion: 东浦区"),
        "content/guides/g.md": guide, "content/places/p.md": place,
    }) == []  # fmt: skip


def test_an_unknown_topic_is_shown_where_it_stands_with_the_one_that_was_meant(judge):
    (finding,) = judge({N: notice("主题: [辅助器具, 补贴与救济]")})
    assert (finding.line, finding.column, finding.level, finding.rule) == (5, 12, "stop", "term-unknown")
    assert "“主题”（topic）里没有“补贴与救济”" in finding.words.what["zh"]
    assert finding.words.fix["zh"] == "是不是想写“补贴与救助”？可用的词：补贴与救助、辅助器具。"
    assert finding.words.fix["en"] == "Did you mean “补贴与救助”? Use one of: 补贴与救助、辅助器具."


def test_the_words_are_listed_in_the_language_of_the_document(judge):
    text = notice("topic:\n  - Transport").replace("title: 甲", "title: A")
    findings = judge({N: notice(""), "content/notices/a.en.md": text})
    (finding,) = [f for f in findings if f.rule == "term-unknown"]
    assert (finding.line, finding.column) == (6, 5)
    assert finding.words.fix["en"] == "Use one of: Allowances and aid, Assistive devices."


def test_a_shared_word_is_enough_for_a_suggestion(judge):
    (finding,) = judge({N: notice("topic: [生活补贴]")})
    assert "是不是想写“补贴与救助”？" in finding.words.fix["zh"]


def test_an_audience_may_be_everybody_and_the_finding_says_so(judge):
    (finding,) = judge({N: notice("audience: [困难残疾人]")})
    words = finding.words.fix["zh"].removeprefix("可用的词：").removesuffix("。").split("、")
    assert {"视力残疾人", "残疾人", "所有人"} <= set(words), "and no guess: six names are as near"
    assert judge({N: notice(f"audience: [{', '.join(words)}, disabled people, everybody]")}) == []


def test_an_unknown_audience_is_found_without_any_configuration(places):
    assert places({N: notice("audience: [残疾人, 全市人民]\ntopic: [随便什么]")}, "title: 临江") == [
        "notices/a.md:5:17 stop term-unknown"
    ]


def test_unknown_districts_and_life_events_are_found(places):
    guide = "---\ntitle: 甲\nslug: g\noffline_channel: 窗口\nlife_event: [结婚]\n---\n"
    place = (
        "---\ntitle: 甲\nslug: p\naddress: 某路\n区县: 东埔区\ncoordinates: {lat: 30, lon: 120, system: WGS84}\n---\n"
    )
    assert places({"content/guides/g.md": guide, "content/places/p.md": place}) == [
        "guides/g.md:5:14 stop term-unknown", "places/p.md:5:5 stop term-unknown"
    ]  # fmt: skip


def test_a_region_that_is_no_district_here_is_a_question(places):
    assert places({N: notice("region: 浦东新区")}) == ["notices/a.md:5:9 ask region-unknown"]
    for elsewhere in ("临江市", "全国", "长三角地区", "内蒙古自治区", "各社区"):
        assert places({N: notice(f"region: {elsewhere}")}) == []


def test_a_draft_is_warned_and_a_reason_silences_what_does_not_stop(places):
    assert places({N: notice("topic: [别的]\ndraft: true")}) == ["notices/a.md:5:9 warn term-unknown"]
    assert places({N: notice("region: 浦东新区\nallow: {region-unknown: 转载浦东的通知}")}) == []
    assert places({N: notice("topic: [别的]\nallow: {term-unknown: 没有理由}")}) == [
        "notices/a.md:5:9 stop term-unknown"
    ]
