"""Withdraw, move, remove: what becomes of an address that was published once."""

from __future__ import annotations

import json
import shutil

import pytest

NOTICE, ABOUT = "content/notices/allowance.md", "content/pages/about.md"
LOCK, LINKS = "content/permalinks.lock", "content/permalinks.yml"


@pytest.fixture
def locked(site):
    """A published site whose addresses are written down."""
    assert site.curbcut("lock", "--now", "2026-11-23").code == 0
    return site


def line_of(site, address: str) -> int:
    lines = (site.root / LOCK).read_text("utf-8").split("\n")
    return next(number for number, line in enumerate(lines, 1) if line.split("\t")[0] == address)


def rename(site) -> None:
    site.replace(NOTICE, "slug: allowance", "slug: bus-money")


def test_lock_writes_every_address_once_and_the_site_stays_as_it_was(site):
    before = site.state()
    run = site.curbcut("lock")
    assert run.code == 0 and "+ /notice/allowance/" in run.out
    text = (site.root / LOCK).read_text("utf-8")
    addresses = [line.split("\t")[0] for line in text.splitlines() if not line.startswith("#")]
    assert addresses == ["/course/phone/", "/course/phone/begin/", "/course/phone/pay/", "/guide/certificate/",
                         "/notice/allowance/", "/page/about/"]  # fmt: skip
    assert "/notice/allowance/\t关于发放交通补贴的通知" in text
    assert site.published().places == []
    assert site.state() == before, "the lock is for editors and not published"
    assert "没有新网址" in site.curbcut("lock").out
    assert (site.root / LOCK).read_text("utf-8") == text


def test_check_only_compares(locked):
    assert locked.curbcut("lock", "--check").code == 0
    locked.write("content/pages/new.md", "---\ntitle: 新\nslug: new\n---\n\n甲。\n")
    before = (locked.root / LOCK).read_bytes()
    run = locked.curbcut("lock", "--check")
    assert run.code == 1 and "+ /page/new/" in run.out
    assert (locked.root / LOCK).read_bytes() == before
    done = locked.curbcut("lock", "--check", "--json").events[-1]
    assert done["new"] == ["page/new/"] and done["written"] is False and done["exit"] == 1
    assert locked.published().places == [f"{LOCK} permalink-unlocked"]
    assert locked.curbcut("lock").code == 0
    assert locked.published().places == []
    (locked.root / LOCK).unlink()
    assert locked.curbcut("lock", "--check").code == 1


def test_lock_promises_nothing_while_something_stops_publishing(site):
    site.replace(ABOUT, "allowance.md", "nowhere.md")
    run = site.curbcut("lock")
    assert run.code == 1 and "link-broken" in run.err
    assert not (site.root / LOCK).exists()


def test_an_address_that_vanished_stops_and_the_new_one_is_guessed(locked):
    rename(locked)
    run = locked.refused(f"{LOCK}:{line_of(locked, '/notice/allowance/')}:1 permalink-vanished")
    assert "/notice/bus-money/" in run.err
    assert locked.curbcut("check").code == 1


def test_a_draft_and_what_waits_are_named_as_the_reason(locked):
    locked.replace(ABOUT, "想知道补贴，请看[通知](../notices/allowance.md)。", "")
    for line in ("draft: true", "publish_at: 2027-01-01"):
        locked.replace(NOTICE, "slug: allowance", f"{line}\nslug: allowance")
        run = locked.refused(f"{LOCK}:{line_of(locked, '/notice/allowance/')}:1 permalink-withheld")
        assert NOTICE in run.err
        locked.replace(NOTICE, f"{line}\n", "")


def test_a_document_that_cannot_be_read_is_not_called_vanished(locked):
    locked.replace(NOTICE, "title:", "titel:")
    run = locked.refused(f"{NOTICE}:2:1 front-matter-unknown-key")
    assert "permalink" not in run.err


def test_what_moved_leads_on_without_a_server_and_is_in_no_list(locked):
    rename(locked)
    locked.write(
        LINKS, "moved:\n  /notice/allowance/: /notice/bus-money/#apply\n  /2011/old.html: https://example.org/a?b=c&d\n"
    )
    run = locked.published()
    assert run.places == [f"{LOCK} permalink-unlocked"]
    page = locked.page("notice/allowance/index.html")
    assert '<meta http-equiv="refresh" content="0; url=../../notice/bus-money/#apply">' in page
    assert '<link rel="canonical" href="https://reference.example.org/notice/bus-money/">' in page
    assert '<a href="../../notice/bus-money/#apply">关于发放交通补贴的通知</a>' in page
    assert page.index("refresh") < page.index("</head>") < page.index("<h1>这个网页已经搬走</h1>")
    assert 'url=https://example.org/a?b=c&amp;d"' in locked.page("2011/old.html")
    assert "notice/allowance" not in locked.page("sitemap.xml") + locked.page("notice/index.html")
    listed = {entry["path"]: entry for entry in json.loads(locked.page("manifest.json"))["files"]}
    assert listed["notice/allowance/index.html"]["rendition"] == "moved"


def test_what_was_removed_says_what_it_was_why_and_what_instead(locked):
    locked.replace(ABOUT, "想知道补贴，请看[通知](../notices/allowance.md)。", "")
    (locked.root / NOTICE).unlink()
    locked.write(
        LINKS,
        "removed:\n  /notice/allowance/:\n    reason: 内容有误，已重新发布\n    date: 2026-11-20\n    instead: /guide/certificate/\n"
        "  /en/notice/x/:\n    reason: {zh-Hans: 撤回}\n",
    )
    locked.write("content/pages/about.en.md", "---\ntitle: About\nslug: about\n---\n\nUs.\n")
    locked.published()
    page = locked.page("notice/allowance/index.html")
    assert "<h1>已经删除：关于发放交通补贴的通知</h1>" in page
    assert '<meta name="robots" content="noindex">' in page
    assert "内容有误，已重新发布" in page
    assert '<time datetime="2026-11-20">2026年11月20日</time>' in page
    assert '<a href="../../guide/certificate/">怎样办残疾人证</a>' in page
    english = locked.page("en/notice/x/index.html")
    assert '<html lang="en">' in english and "<h1>This page has been removed</h1>" in english
    assert '<dd lang="zh-Hans">撤回</dd>' in english


def test_an_address_that_the_site_uses_itself_cannot_lead_away(site):
    site.write(LINKS, "moved:\n  /notice/: /page/about/\n  /404.html: /\n  /x/: /nothing/here/\n")
    site.refused(f"{LINKS}:2:3 permalink-claimed", f"{LINKS}:3:3 permalink-claimed", f"{LINKS}:4:8 permalink-nowhere")


def test_an_address_comes_back_when_its_entry_goes(locked):
    before = locked.state()
    rename(locked)
    locked.write(LINKS, "moved:\n  /notice/allowance/: /notice/bus-money/\n")
    locked.published()
    (locked.root / LINKS).unlink()
    locked.replace(NOTICE, "slug: bus-money", "slug: allowance")
    locked.published()
    assert locked.state() == before


@pytest.mark.parametrize(
    "name", ["permalinks.yaml", "Permalinks.yml", "emergency.yaml", "EMERGENCY.yml", "permalinks.txt"]
)
def test_a_file_that_would_say_nothing_under_its_name_is_named(site, name):
    site.write(f"content/{name}", "moved: {}\n")
    site.refused(f"content/{name} setting-not-recognised")


def test_servers_are_told_what_moved_and_what_is_gone(site):
    site.replace("site_config.yml", "bundles: [sitemap]", "bundles: [sitemap, servers]")
    site.write(LINKS, "moved:\n  /a/: /notice/allowance/\nremoved:\n  /b/: 撤回\n")
    site.published()
    assert 'location = "/a/" { return 301 "/notice/allowance/"; }' in site.page("server/nginx.conf")
    assert "ErrorDocument 410 /b/index.html" in site.page("server/apache.htaccess")
    assert "error @curbcut_gone0 410" in site.page("server/Caddyfile")
    assert "/a/ /notice/allowance/ 301" in site.page("_redirects")
    assert "frame-ancestors 'none'" in site.page("_headers")
    assert site.curbcut("verify").code == 0


def test_two_builds_in_different_places_give_the_same_bytes(locked, tmp_path):
    rename(locked)
    locked.write(LINKS, "moved:\n  /notice/allowance/: /notice/bus-money/\nremoved:\n  /b/: 撤回\n")
    locked.published()
    shutil.copytree(locked.root / "content", tmp_path / "two" / "content")
    shutil.copytree(locked.root / "courses", tmp_path / "two" / "courses")
    shutil.copy(locked.root / "site_config.yml", tmp_path / "two")
    other = type(locked)(tmp_path / "two")
    other.published("--workers", "1", PYTHONHASHSEED="7", TZ="America/New_York")
    assert other.state() == locked.state()
