"""Addresses that stay: how they are written, what is promised, and when a promise is broken."""

from __future__ import annotations

import pytest

from curbcut.core.dates import Refused
from curbcut.core.findings import Finding
from curbcut.core.kinds import Notice
from curbcut.core.permalinks import Permalinks, lock_text, page_address, read_permalinks, target
from curbcut.core.permanence import check_permalinks, unfit
from curbcut.core.sources import LOCK, PERMALINKS, Source, Sources
from curbcut.core.steps import Head


def head(slug: str, title: str = "标题", id_: str = "", lang: str = "zh-Hans") -> Head:
    meta = Notice(title=title, slug=slug, published="2017-01-04", id=id_)
    url = f"notice/{slug}/" if lang == "zh-Hans" else f"en/notice/{slug}/"
    return Head(path=f"content/notices/{slug}.{lang}.md", slug=slug, url=url, lang=lang, meta=meta)


def written(yml: str = "", lock: str | None = None) -> tuple[Permalinks, list[Finding]]:
    files = [Source(path=PERMALINKS, data=yml.encode())] if yml else []
    files += [Source(path=LOCK, data=lock.encode())] if lock is not None else []
    return read_permalinks(Sources(settings=tuple(files)), "zh-Hans")


def said(
    yml: str, lock: str | None = None, *heads: Head, waiting: tuple[Head, ...] = (), whole: bool = True
) -> list[str]:
    links, findings = written(yml, lock)
    findings += check_permalinks(links, heads or (head("new"),), waiting, whole=whole)
    return [f"{f.path.rpartition('/')[2]}:{f.line}:{f.column} {f.rule}" for f in findings]


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("/notice/plan/", "notice/plan/"),
        ("notice/plan/", "notice/plan/"),
        ("/notice/plan", "notice/plan/"),
        ("/notice/plan/index.html", "notice/plan/"),
        ("/News/2011/1.html", "News/2011/1.html"),
        ("/%E6%96%B0%E9%97%BB/1.htm", "新闻/1.htm"),
    ],
)
def test_an_address_is_understood_as_people_copy_it(typed: str, address: str) -> None:
    assert page_address(typed) == address
    assert target(typed) == address


@pytest.mark.parametrize(
    "typed", ["", "/", "/notice/../x/", "/notice//plan/", "/%2e%2e/x/", "/show.asp?id=3", "/plan.pdf", "/a b/", "/.git/",
              "https://example.org/a/", "/notice/plan/#apply", "//example.org/", "/notice\\plan/"],
)  # fmt: skip
def test_what_cannot_have_been_a_page_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        page_address(typed)


@pytest.mark.parametrize(
    ("typed", "to"),
    [
        ("/", ""),
        ("/notice/new#apply", "notice/new/#apply"),
        ("/files/notices/plan.pdf", "files/notices/plan.pdf"),
        ("https://example.org/a?b=c", "https://example.org/a?b=c"),
    ],
)
def test_an_old_address_may_lead_to_a_page_a_place_in_it_a_file_or_another_site(typed: str, to: str) -> None:
    assert target(typed) == to


@pytest.mark.parametrize(
    "typed", ["http://example.org/", "javascript:alert(1)", "//example.org/", "", "#a", "/../x/", "/a/?b=c"]
)
def test_a_target_that_is_not_safe_or_not_ours_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        target(typed)


def test_the_file_is_read_with_chinese_keys_and_short_forms() -> None:
    links, findings = written(
        "搬走:\n  /notice/old/: /notice/new/\n删除:\n  /notice/a/: 写重了\n"
        "  /notice/b/:\n    原因: {zh-Hans: 撤回, en: Withdrawn}\n    日期: 2017年1月4日\n    改看: /notice/new/\n"
    )
    assert findings == []
    (moved,), (short, full) = links.moved, links.removed
    assert (moved.old, moved.to, moved.at, moved.to_at) == ("notice/old/", "notice/new/", (2, 3), (2, 17))
    assert (short.old, short.reason, short.instead) == ("notice/a/", {"zh-Hans": "写重了"}, "")
    assert full.reason == {"zh-Hans": "撤回", "en": "Withdrawn"}
    assert (full.date, full.instead, full.to_at) == ("2017-01-04", "notice/new/", (8, 9))
    assert links.told() == {"moved": {"notice/old/": "notice/new/"}, "removed": ["notice/a/", "notice/b/"]}


@pytest.mark.parametrize(
    ("yml", "place"),
    [
        ("move:\n  /a/: /b/\n", "1:1 front-matter-unknown-key"),
        ("moved:\n  /a.pdf: /b/\n", "2:3 front-matter-permalink-shape"),
        ("moved:\n  /a/: http://example.org/\n", "2:8 front-matter-permalink-shape"),
        ("moved:\n  /a/: https://\n", "2:8 front-matter-address-shape"),
        ("moved:\n  /a/: /notice/new/\n  a/index.html: /notice/new/\n", "3:3 front-matter-duplicate-key"),
        ("moved:\n  /a/:\n", "2:3 front-matter-empty-key"),
        ("moved: [/a/]\n", "1:8 front-matter-type"),
        ("removed:\n  /a/: {date: 2017-01-04}\n", "2:8 front-matter-missing-key"),
        ("removed:\n  /a/: {reason: 撤回, date: 昨天}\n", "2:27 front-matter-date-shape"),
        ("moved：\n  /a/: /b/\n", "1:6 front-matter-full-width-colon"),
    ],
)
def test_a_slip_in_the_file_is_named_with_its_place(yml: str, place: str) -> None:
    assert f"permalinks.yml:{place}" in said(yml)


@pytest.mark.parametrize(
    ("yml", "place"),
    [
        ("moved:\n  /notice/new/: /notice/other/\n", "2:3 permalink-published"),
        ("moved:\n  /Notice/New/: /notice/new/\n", "2:3 permalink-published"),
        ("removed:\n  /notice/new/: 撤回\n", "2:3 permalink-published"),
        ("moved:\n  /notice/a/: /notice/new/\nremoved:\n  /notice/a/: 撤回\n", "4:3 permalink-twice"),
        ("moved:\n  /notice/a/: /notice/nwe/\n", "2:15 permalink-nowhere"),
        ("moved:\n  /notice/a/: /notice/b/\n  /notice/b/: /notice/new/\n", "2:15 permalink-chain"),
        ("moved:\n  /notice/a/: /notice/a/\n", "2:15 permalink-loop"),
        ("moved:\n  /notice/a/: /notice/b/\n  /notice/b/: /notice/a/\n", "3:15 permalink-loop"),
        ("moved:\n  /notice/a/: /notice/b/\nremoved:\n  /notice/b/: 撤回\n", "2:15 permalink-to-removed"),
        ("removed:\n  /notice/a/: {reason: 撤回, instead: /notice/b/}\n", "2:37 permalink-nowhere"),
    ],
)
def test_an_address_that_leads_nowhere_or_round_in_circles_stops(yml: str, place: str) -> None:
    assert f"permalinks.yml:{place}" in said(yml)


def test_a_chain_says_its_end_and_a_slip_what_was_meant() -> None:
    links, _ = written("moved:\n  /a/: /b/\n  /b/: /c/\n  /c/: /notice/new/\n  /d/: /notice/nwe/\n")
    first, *_, last = check_permalinks(links, [head("new")], [], whole=True)
    assert "“/a/: /notice/new/”" in first.words.fix["zh"] and "“/a/: /notice/new/”" in first.words.fix["en"]
    assert "/notice/new/" in last.words.fix["zh"] and "Is it now /notice/new/?" in last.words.fix["en"]


def test_what_only_the_whole_release_shows_is_checked_against_its_files() -> None:
    links, _ = written(
        "moved:\n  /notice/: /topic/card/\n  /a/: /topic/none/\n  /b/: /files/a.pdf\n  /robots.txt/c/: /\n  /d/: https://example.org/\n"
    )
    paths = {"index.html", "notice/index.html", "topic/card/index.html", "files/a.pdf", "robots.txt"}
    told = [(f.rule, f.line) for f in unfit(links, paths)]
    assert told == [("permalink-claimed", 2), ("permalink-nowhere", 3), ("permalink-claimed", 5)]


# --- the lock -------------------------------------------------------------------------------------------


def test_without_a_lock_nothing_is_said() -> None:
    assert said("", None) == []


def test_a_published_address_must_stay_move_or_say_why_it_is_gone() -> None:
    lock = "/notice/new/\n/notice/old/\n/notice/gone/\n"
    assert said("moved:\n  /notice/old/: /notice/new/\nremoved:\n  /notice/gone/: 撤回\n", lock) == []
    assert said("", lock) == ["permalinks.lock:2:1 permalink-vanished", "permalinks.lock:3:1 permalink-vanished"]


def test_a_draft_of_what_was_published_has_vanished_too() -> None:
    lock = "/notice/new/\n/notice/old/\n"
    links, _ = written("", lock)
    (finding,) = check_permalinks(links, [head("new")], [head("old")], whole=True)
    assert (finding.rule, finding.line, finding.level) == ("permalink-withheld", 2, "stop")
    assert "content/notices/old.zh-Hans.md" in finding.words.what["zh"]


def test_new_addresses_are_one_warning_with_their_number() -> None:
    links, _ = written("", "# comment\n")
    (finding,) = check_permalinks(links, [head("a"), head("b")], [], whole=True)
    assert (finding.rule, finding.level, finding.path) == ("permalink-unlocked", "warn", LOCK)
    assert "2 个" in finding.words.what["zh"] and "curbcut lock" in finding.words.fix["en"]


def test_nobody_is_accused_while_a_document_cannot_be_read() -> None:
    lock = "/notice/new/\n/notice/old/\n"
    assert said("", lock, whole=False) == []
    assert said("moved:\n  /notice/old/: [\n", lock) != [], "the broken file says so itself"
    assert not any("vanished" in each for each in said("moved:\n  /notice/old/: {}\n", lock))


@pytest.mark.parametrize(
    ("line", "heads", "meant"),
    [
        (
            "/notice/old/\t旧标题\tplan-1",
            [head("other", "旧标题"), head("renamed", "新标题", "plan-1")],
            "/notice/renamed/",
        ),
        (
            "/notice/old/\t旧标题",
            [head("abc"), head("renamed", "旧标题"), head("renamed", "旧标题", lang="en")],
            "/notice/renamed/",
        ),
        ("/en/notice/old/\tOld", [head("renamed", "Old"), head("renamed", "Old", lang="en")], "/en/notice/renamed/"),
        ("/notice/plan-2017/", [head("plan-2017-01"), head("abc")], "/notice/plan-2017-01/"),
        ("/notice/old/", [head("abc")], ""),
    ],
)
def test_what_vanished_is_looked_for_by_id_title_and_slug(line: str, heads: list[Head], meant: str) -> None:
    links, _ = written("", line + "\n")
    (finding, *_) = check_permalinks(links, heads, [], whole=True)
    assert finding.rule == "permalink-vanished"
    assert (f"Is it now {meant}?" in finding.words.fix["en"]) == bool(meant)
    assert ("是不是" in finding.words.fix["zh"]) == bool(meant)


def test_a_line_that_is_no_address_is_named() -> None:
    assert "permalinks.lock:2:1 permalink-line" in said("", "/notice/new/\nnotice/plan\n")
    assert said("", "<<<<<<< a\n/notice/new/\n")[0].endswith("conflict-marker")


def test_the_lock_is_sorted_keeps_what_it_has_and_never_loses_a_line() -> None:
    first = lock_text(written("", None)[0], [head("b", "二"), head("a", "一\n行", "id-1")])
    lines = [line for line in first.splitlines() if not line.startswith("#")]
    assert lines == ["/notice/a/\t一 行\tid-1", "/notice/b/\t二"]
    later = lock_text(written("", first)[0], [head("b", "改了的标题"), head("c", "三")])
    assert [line for line in later.splitlines() if not line.startswith("#")] == [*lines, "/notice/c/\t三"]
    assert lock_text(written("", later)[0], []) == later
