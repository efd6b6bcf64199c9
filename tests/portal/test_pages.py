"""What the pages of a portal promise, as models: nothing is rendered here."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from theme.samples import CONFIG, SOURCES, TODAY, made, sample, sample_models, sample_site

from curbcut.core.config import load_config
from curbcut.core.language.collation import reading_keys
from curbcut.core.model import Answer, Blob, digest_of
from curbcut.core.permalinks import Locked, Moved, Permalinks, Removed
from curbcut.core.steps import Head, head_of, read_document
from curbcut.portal.calendar import day_of, last_days, over
from curbcut.portal.chrome import Now, frame
from curbcut.portal.context import context
from curbcut.portal.documents import document_page
from curbcut.portal.facets import facets
from curbcut.portal.gone import gone_pages
from curbcut.portal.home import home_page
from curbcut.portal.parts import fact, paired, title_of
from curbcut.portal.planning import plan
from curbcut.portal.shelf import Shelf


def head(path: str, text: str) -> Head:
    found = head_of(Answer(facts=read_document(path, text.encode(), "zh-Hans", ()).facts))
    assert found is not None
    return found


def event(lines: str) -> Head:
    return head("content/events/e.md", f"---\ntitle: 活动\nslug: e\npublished: 2026-01-01\n{lines}\n---\n\n来吧。\n")


def urls() -> set[str]:
    return {model.url for model, _ in sample_models()}


def titles(items: list[dict[str, Any]]) -> list[str]:
    return [item["title"] for item in items]


def part(url: str, name: str) -> dict[str, Any]:
    cc = sample(url).cc
    return next(section for section in (*cc["sections"], *cc["after"]) if section["id"] == f"cc-{name}")


def row(url: str, label: str) -> dict[str, Any]:
    return next(fact for fact in sample(url).cc["facts"] if fact["label"] == label)


def test_home_begins_with_search_and_leads_to_services_by_life_event() -> None:
    cc = sample("").cc
    assert cc["search"]["action"] == "search/"
    assert part("", "want")["content"][0]["text"] == "改造住房"
    assert part("", "want")["content"][0]["links"] == [{"text": "家庭无障碍改造", "href": "guide/adapt/"}]
    assert titles(part("", "notice")["content"])[0] == "关于做好2027年残疾人家庭无障碍改造的通知"
    assert part("", "near")["content"] == [{"text": "和平区", "href": "district/heping/", "count": 1, "current": False}]
    assert cc["contact"][0]["href"] == "tel:12385"


def test_home_names_no_document_that_is_not_in_force() -> None:
    assert "关于做好第3批改造的通知" not in titles(part("", "notice")["content"])


def test_there_is_no_search_form_where_there_is_nothing_to_search() -> None:
    config, _ = load_config("site_config.yml", CONFIG.replace(", browser_search", ""))
    assert config is not None
    heads = [head("content/notices/plan.md", SOURCES["content/notices/plan.md"])]
    around = frame(
        config,
        Shelf(heads),
        {n: n for n in ("site.css", "lists.css", "prefs.js", "panel.js", "icon.svg")},
        Now(today=TODAY),
    )
    model = home_page(around, Shelf(heads), "zh-Hans", facets(around, Shelf(heads), "zh-Hans"))
    assert model.cc["search"] is None


@pytest.mark.parametrize(
    "audience", ["vision", "hearing", "speech", "physical", "intellectual", "psychosocial", "multiple"]
)
def test_what_is_for_all_disabled_people_is_listed_for_each_of_them(audience: str) -> None:
    assert titles(sample(f"audience/{audience}/").cc["items"]) == ["关于做好2027年残疾人家庭无障碍改造的通知"]


def test_every_way_to_browse_has_an_index_with_counts() -> None:
    for url in ("topic/", "audience/", "level/", "district/", "year/", "life-event/", "a-z/", "en/topic/"):
        terms = sample(url).cc["terms"]
        assert terms, url
        assert all(term["count"] for term in terms), url
    assert [(term["text"], term["count"]) for term in sample("year/").cc["terms"]] == [
        ("2026年", 1),
        ("2020年", 5),
        ("2019年", 1),
    ]


def test_a_list_is_cut_into_pages_that_know_each_other() -> None:
    first, second, third = (sample(url).cc for url in ("notice/", "notice/page/2/", "notice/page/3/"))
    assert [len(cc["items"]) for cc in (first, second, third)] == [3, 3, 1]
    assert (first["pages"]["previous"], second["pages"]["previous"]) == (None, "../../../notice/")
    assert (second["pages"]["next"], third["pages"]["next"]) == ("../../../notice/page/3/", None)
    assert first["count_text"] == "共 7 条"


def test_titles_are_found_by_the_pinyin_of_the_word_they_begin_with() -> None:
    keys = reading_keys(["重新评定", "重度护理补贴", "《长江》", "2026年招聘会", "The Register", "A place"], "zh-Hans")
    assert keys["重新评定"].startswith("chong xin")
    assert keys["重度护理补贴"].startswith("zhong du")
    assert keys["《长江》"].startswith("chang jiang")
    assert reading_keys(["The Register", "A place", "About"], "en") == {
        "The Register": "register", "A place": "place", "About": "about"
    }  # fmt: skip


def test_the_register_has_every_notice_with_its_number_date_and_validity() -> None:
    rows = sample("register/").cc["table"]["rows"]
    assert len(rows) == 7
    assert [cell["text"] for cell in rows[0]] == [
        "关于做好2027年残疾人家庭无障碍改造的通知",
        "现行有效",
        "和残联〔2026〕7号",
        "2026年3月2日",
    ]
    assert [cell["text"] for cell in rows[-1]][:2] == ["关于做好第3批改造的通知", "已经废止"]


def test_a_notice_shows_what_it_is_in_the_order_of_government_sites() -> None:
    labels = [fact["label"] for fact in sample("notice/plan/").cc["facts"]]
    assert labels[:8] == ["索引号", "主题分类", "发文机关", "成文日期", "标题", "发文字号", "发布日期", "生效日期"]
    assert labels.index("有效性") < labels.index("代替")


def test_relations_are_told_from_both_ends() -> None:
    assert row("notice/plan/", "代替")["href"] == "../../notice/old/"
    assert row("notice/old/", "已被代替")["href"] == "../../notice/plan/"
    assert sample("notice/old/").cc["banner"]["href"] == "../../notice/plan/"


def test_a_guide_has_a_checklist_steps_and_a_one_screen_version() -> None:
    assert part("guide/adapt/", "materials")["form"] == "checks"
    assert part("guide/adapt/", "steps")["form"] == "steps"
    assert row("guide/adapt/", "办理时限")["id"] == "cc-time-limit"
    assert row("guide/adapt/", "咨询电话")["href"] == "tel:12385"
    brief = sample("guide/adapt/brief/")
    assert [fact["label"] for fact in brief.cc["facts"]] == ["申请材料", "办理时限", "收费", "办理地点", "咨询电话"]
    assert {"name": "robots", "content": "noindex"} in brief.cc["meta"]


def test_the_contents_of_a_page_name_what_stands_around_its_text_too() -> None:
    guide, notice = sample("guide/adapt/").cc, sample("notice/plan/").cc
    named = [entry["text"] for entry in guide["toc"]]
    assert named.index("受理条件") < named.index("申请材料") < named.index("办理流程") < named.index("常见问题")
    assert notice["toc"][-2:] == [
        {"id": "cc-attachments", "text": "附件", "level": 2}, {"id": "cc-changes", "text": "修改记录", "level": 2}
    ]  # fmt: skip
    ids = {part["id"] for part in (*guide["sections"], *guide["after"])}
    assert {entry["id"] for entry in guide["toc"]} >= ids


def test_long_contents_name_no_third_level() -> None:
    around, _, known, _ = sample_site()

    def levels(parts: int) -> set[int]:
        text = "---\ntitle: 甲\nslug: one\npublished: 2030-01-01\n---\n\n" + "## 一\n\n### 甲\n\n文。\n\n" * parts
        shelf = Shelf([head("content/notices/one.md", text)])
        shown = context(shelf, shelf.heads[0], known.rooms, known.offered, around.today)
        return {entry["level"] for entry in document_page(around, shelf.heads[0], shown, known.rooms).cc["toc"]}

    assert levels(8) == {2, 3}
    assert levels(9) == {2}


def test_the_one_screen_version_is_offered_before_anything_else() -> None:
    assert sample("guide/adapt/").cc["formats"][0]["href"] == "brief/"
    assert not any(link["href"] == "brief/" for link in sample("guide/adapt/").cc["links"])


def test_a_fact_stands_beside_another_one_or_has_the_whole_line() -> None:
    rows = [
        fact("fee", text, "zh-Hans")
        for text in ("短", "也短", "又短", "这一项很长，占满整整一行才放得下", "最后一项短")
    ]
    assert [row["long"] for row in rows] == [False, False, False, True, False]
    assert [row["long"] for row in paired(rows)] == [False, False, True, True, True]
    dates = [fact("issued", text, "zh-Hans")["long"] for text in ("2017年1月4日", "2026年11月12日")]
    assert dates == [False, False], "no date is longer than another"


def test_an_attachment_says_its_format_and_whom_to_ask_for_another() -> None:
    listed = part("notice/plan/", "attachments")["content"][0]
    assert listed["detail"] == "CSV，1 KB，请打12385"
    assert listed["ways"] == [{"href": "../../feedback/", "text": "读不了这个文件？向我们要别的格式"}]


def test_a_page_offers_its_translation_or_says_that_there_is_none() -> None:
    told = sample("notice/plan/").cc
    assert told["untranslated"] == []
    assert told["languages"] == [{"lang": "en", "href": "../../en/notice/plan/", "name": "English"}]
    assert [link["href"] for link in told["links"] if "hreflang" in link] == [
        "https://example.org/cl/notice/plan/", "https://example.org/cl/en/notice/plan/"
    ]  # fmt: skip
    alone = sample("notice/old/").cc
    assert alone["untranslated"] == [{"lang": "en", "text": "There is no English version of this page."}]
    assert alone["languages"][0]["href"] == "../../en/"
    assert not [link for link in alone["links"] if "hreflang" in link]


def test_places_stand_by_district_with_their_telephone() -> None:
    listed = part("place/", "district-heping")["content"]
    assert listed[0]["title"] == "1. 和平阳光之家"
    assert listed[0]["ways"] == [{"href": "tel:12385", "text": "打电话：12385"}]
    assert listed[0]["detail"] == "无台阶入口、无障碍厕所"
    assert sample("place/").cc["sections"][-2]["content"]["src"] == "../places/map.svg"


def test_what_machines_read_is_valid_and_closes_no_script() -> None:
    for model, _ in sample_models():
        if model.cc.get("structured"):
            data = msgspec.json.decode(model.cc["structured"])
            assert data["@context"] == "https://schema.org"
            assert data["@type"]
            assert "<" not in model.cc["structured"]
    plan = msgspec.json.decode(sample("notice/plan/").cc["structured"])
    assert plan["@type"] == "Legislation"
    assert plan["legislationLegalForce"] == "https://schema.org/InForce"
    assert plan["dateModified"] == "2026-05-01"


def test_government_meta_elements_are_written_only_where_a_site_asks_for_them() -> None:
    assert not [entry for entry in sample("notice/plan/").cc["meta"] if entry["name"] == "SiteName"]


def test_the_accessibility_statement_says_what_is_still_open() -> None:
    checks = part("accessibility/", "checks")
    assert checks["paragraphs"] == ["检查了 15 篇内容，用 3 条规则。", "有 2 个提醒还没有处理："]
    assert checks["content"] == ["有一处不清楚。 × 2"]
    assert part("en/accessibility/", "coverage")["content"] == ["Plain text: 15 documents, 100 %"]


def test_pages_about_the_site_exist_in_every_language() -> None:
    for name in (
        "accessibility",
        "feedback",
        "formats",
        "preferences",
        "search",
        "sitemap",
        "simple",
        "register",
        "a-z",
    ):
        assert {f"{name}/", f"en/{name}/"} <= urls(), name


def test_the_page_for_a_wrong_address_links_from_the_root_and_keeps_its_words() -> None:
    cc = sample("404.html").cc
    assert cc["assets"]["styles"][0].startswith("/cl/assets/site.")
    assert cc["nav"][0]["href"] == "/cl/notice/"
    assert cc["search"]["action"] == "/cl/search/"
    assert cc["labels"]["preferences"] == "阅读设置"


def test_an_event_that_repeats_is_listed_on_its_next_date() -> None:
    yearly = event("starts: 2026-05-17\nrecurrence: FREQ=YEARLY;BYMONTH=5;BYDAY=3SU")
    assert day_of(yearly, "2026-05-17") == "2026-05-17"
    assert day_of(yearly, "2026-05-18") == "2027-05-16"
    assert not over(yearly, "2040-01-01")
    assert row("event/helping-day/", "接下来的日期")["value"] == "2027年5月16日；2028年5月21日；2029年5月20日"
    assert row("event/helping-day/", "重复")["value"] == "每年5月第3个星期日"


def test_an_event_is_over_the_day_after_its_last() -> None:
    course = event("starts: 2026-03-01\nends: 2026-03-03")
    assert [over(course, day) for day in ("2026-02-01", "2026-03-03", "2026-03-04")] == [False, False, True]
    assert list(last_days([course], "2026-03-02")) == ["2026-03-03"]
    assert list(last_days([course], "2026-03-04")) == []


# --- pages that are planned only when they have to be laid out ---------------------------------------------


def _other(meta: Any) -> Any:
    """Return front matter that says something else wherever a page could show it."""
    changes: dict[str, Any] = {
        "title": f"{meta.title}（新）", "summary": "另一句话。", "published": "2031-01-01", "validity": "repealed",
        "starts": "2031-02-03", "topic": (), "lessons": tuple(reversed(getattr(meta, "lessons", ()))),
    }  # fmt: skip
    has = {name: value for name, value in changes.items() if hasattr(meta, name)}
    return msgspec.structs.replace(meta, **has)


def _planned(around: Any, shelf: Shelf, known: Any) -> dict[str, tuple[str, str]]:
    """Return address → (what stands for the page in its key, what the page is)."""
    return {
        page.url: (digest_of(*page.model.key()), digest_of(*made(page).key(), made(page).shared))
        for page in plan(around, shelf, known)
    }


@pytest.mark.parametrize("path", sorted(SOURCES))
@pytest.mark.parametrize("what", ["front matter", "gone", "rendition", "expired", "address", "alone"])
def test_what_stands_for_a_page_in_its_key_tells_whenever_the_page_is_another(path: str, what: str) -> None:
    around, shelf, known, _ = sample_site()
    before = _planned(around, shelf, known)
    heads, renditions, expired = list(shelf.heads), dict(shelf.made), set(shelf.expired)
    at = next(n for n, each in enumerate(heads) if each.path == path)
    if what == "front matter":
        heads[at] = msgspec.structs.replace(heads[at], meta=_other(heads[at].meta), digest="another")
    elif what == "gone":
        del heads[at]
    elif what == "rendition":
        renditions[path] = {"plain": Answer(files={"plain.txt": Blob(digest="1", size=77_000)})}
    elif what == "expired":
        expired.add(path)
    elif what == "address":
        heads[at] = msgspec.structs.replace(heads[at], url=f"{heads[at].url}x/", digest="another")
    else:
        renditions = {}
    changed = Shelf(heads, renditions, expired)
    spoken = {
        lang: {title_of(h): keys.get(title_of(h), "x") for h in heads if h.lang == lang}
        for lang, keys in known.keys.items()
    }
    known = msgspec.structs.replace(known, keys=spoken)
    after = _planned(frame(around.config, changed, around.assets, Now(today=around.today)), changed, known)
    compared = before.keys() & after.keys()
    different = {url for url in compared if before[url][1] != after[url][1]}
    assert {url for url in different if before[url][0] == after[url][0]} == set()
    if what in ("front matter", "address") and path.startswith("content/notices/"):
        assert different, "the change shows nowhere: it proves nothing"


def test_a_new_day_changes_no_page_but_those_with_dates_to_come() -> None:
    around, shelf, known, _ = sample_site()
    before = _planned(around, shelf, known)
    after = _planned(frame(around.config, shelf, around.assets, Now(today="2027-12-01")), shelf, known)
    moved = {url for url in before if before[url][0] != after[url][0]}
    assert moved >= {url for url in before if before[url][1] != after[url][1]}
    assert not {url for url in moved if url.startswith("notice/")}


def test_a_relation_to_a_document_without_translation_shows_its_title_in_its_own_language() -> None:
    config, _ = load_config("site_config.yml", CONFIG)
    english = head(
        "content/notices/new.en.md",
        "---\ntitle: New rules\nslug: new\npublished: 2026-01-02\nreplaces: [old]\n---\n\nText.\n",
    )
    english = msgspec.structs.replace(english, lang="en", url="en/notice/new/")
    old = head("content/notices/old.md", "---\ntitle: 旧办法\nslug: old\npublished: 2020-01-02\n---\n\n正文。\n")
    assert config is not None
    shelf = Shelf([english, old])
    around = frame(
        config,
        shelf,
        {
            name: name
            for name in (
                "site.css",
                "lists.css",
                "prefs.js",
                "panel.js",
                "search.js",
                "results.js",
                "finding.js",
                "guessing.js",
                "icon.svg",
            )
        },
        Now(today=TODAY),
    )
    _, _, known, _ = sample_site()
    known = msgspec.structs.replace(known, keys={"zh-Hans": {"旧办法": "jiu"}, "en": {"New rules": "new"}})
    page = next(page for page in plan(around, shelf, known) if page.url == "en/notice/new/")
    row = next(row for row in made(page).cc["facts"] if row["value"] == "旧办法")
    assert (row["lang"], row["href"]) == ("zh-Hans", "../../../notice/old/")


def test_many_old_addresses_read_the_lock_and_the_shelf_once(monkeypatch: pytest.MonkeyPatch) -> None:
    around, shelf, _, _ = sample_site()
    asked: list[int] = []
    titles_of = Permalinks.titles

    def counted(links: Permalinks) -> dict[str, str]:
        asked.append(1)
        return titles_of(links)

    monkeypatch.setattr(Permalinks, "titles", counted)
    removed = tuple(Removed(old=f"notice/gone-{n}/", reason={"zh-Hans": "已过时"}) for n in range(50))
    locked = tuple(Locked(address=each.old, title=f"旧通知{n}") for n, each in enumerate(removed))
    moved = (Moved(old="notice/former/", to="notice/plan/"),)
    models = list(gone_pages(around, shelf, Permalinks(moved=moved, removed=removed, locked=locked), taken=()))
    assert len(asked) == 1
    assert models[0].cc["gone"]["link_text"] == "关于做好2027年残疾人家庭无障碍改造的通知"
    assert models[50].title == "已经删除：旧通知49", "each page still says what it was"
