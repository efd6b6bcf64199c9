"""What is published, when, and where: time, drafts, roll-back, verification, the same bytes again."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import sqlite3
import zlib
from contextlib import closing

import pytest

from .conftest import Site

NOTICE, GUIDE = "content/notices/allowance.md", "content/guides/certificate.md"
NEW = "content/notices/new.md"
CANARY = "金丝雀不该飞出来"


def front(*lines: str) -> str:
    return "\n".join(
        ["---", "title: 新的通知", "slug: new", "published: 2017-01-04", *lines, "---", "", "新的正文。", ""]
    )


def test_a_document_appears_at_its_time_and_the_build_says_when(site):
    before = site.state()
    site.write(NEW, front("publish_at: 2027-01-01 09:00"))
    run = site.published("--now", "2027-01-01T08:59:59+08:00")
    assert "2027-01-01T09:00:00+08:00" in run.out
    assert site.state() == before
    run = site.published("--now", "2027-01-01T01:00:00Z")
    assert "新的正文" in site.page("notice/new/index.html")
    assert "新的通知" in site.page("notice/index.html")
    assert "next scheduled change" not in run.out


def test_the_same_moment_without_a_zone_is_the_site_s_own(site):
    site.write(NEW, front("publish_at: 2027-01-01 09:00"))
    site.published("--now", "2027-01-01T08:59:59")
    assert "notice/new/index.html" not in site.files()
    site.published("--now", "2027-01-01T09:00:00")
    assert "notice/new/index.html" in site.files()


def test_a_time_typed_without_an_offset_is_on_the_site_s_own_clock(site):
    site.replace("site_config.yml", "language: zh-Hans", "language: zh-Hans\ntimezone: Asia/Urumqi")
    site.write(NEW, front("publish_at: 2027-01-01 09:00"))
    run = site.published("--now", "2027-01-01T08:59:59+06:00")
    assert "2027-01-01T09:00:00+06:00" in run.out
    assert "notice/new/index.html" not in site.files()
    site.published("--now", "2027-01-01T09:00:00+06:00")
    assert "notice/new/index.html" in site.files()


def test_the_next_change_is_the_earliest_in_whatever_zone_it_was_written(site):
    site.write(NEW, front("publish_at: 2030-01-01T00:00:00Z", "expire_at: 2031-01-01"))
    site.write(
        "content/pages/soon.md", "---\ntitle: 快了\nslug: soon\nexpire_at: 2030-01-01T05:00:00+08:00\n---\n\n甲。\n"
    )
    run = site.published("--json")
    assert run.events[-1]["next_transition"] == "2030-01-01T05:00:00+08:00"


def test_an_expired_document_stays_with_a_banner(site):
    site.replace(NOTICE, "topic:", "expire_at: 2027-01-01\ntopic:")
    assert "2027-01-01T00:00:00+08:00" in site.published().out
    before = site.page("notice/allowance/index.html")
    assert "banner" not in before
    assert "2027" not in site.published("--now", "2027-01-01").out
    after = site.page("notice/allowance/index.html")
    assert "banner" in after
    assert after.index("banner") < after.index("<h1")
    assert "申请一次" in after


def canary_everywhere(site) -> None:
    """Write a draft whose every part is recognisable, and link to nothing of it."""
    site.write(
        "content/guides/secret-slug.md",
        f"---\ntitle: {CANARY}标题\nslug: secret-slug\nsummary: {CANARY}摘要\ndraft: true\ntopic: [{CANARY}主题]\n"
        "attachments: [secret-table.csv]\noffline_channel: 窗口\n---\n\n"
        f"## {CANARY}小标题 {{#secret-heading}}\n\n{CANARY}正文。\n\n![三步走的图](../images/secret-picture.svg)\n",
    )
    site.write("content/images/secret-picture.svg", f"<svg><title>{CANARY}</title></svg>")
    site.write("content/guides/secret-table.csv", f"{CANARY}\n")
    site.write("courses/secret-course/course.yml", f"draft: true\ntitle: {CANARY}课程\nlessons: [secret-lesson]\n")
    site.write("courses/secret-course/secret-lesson.md", f"---\ntitle: {CANARY}\n---\n\n{CANARY}。\n")
    site.write("courses/phone/secret-lesson.md", f"---\ntitle: {CANARY}\ndraft: true\n---\n\n{CANARY}。\n")


def unpacked(data: bytes) -> bytes:
    """Return a file with whatever is compressed in it, as far as it can be read."""
    if data[:2] == b"\x1f\x8b":
        return gzip.decompress(data)
    streams = (part for at in range(len(data)) if data[at : at + 1] == b"\x78" for part in [data[at:]])
    found = [data]
    for stream in streams if data[:4] in (b"%PDF", b"PK\x03\x04") else ():
        try:
            found.append(zlib.decompressobj().decompress(stream))
        except zlib.error:
            continue
    return b"".join(found)


def test_a_draft_is_in_no_byte_and_no_name_of_the_site(site):
    before = site.state()
    canary_everywhere(site)
    site.published()
    assert site.state() == before, "a draft changed the published site"
    for path in site.live.rglob("*"):
        assert "secret" not in path.name
        if path.is_file():
            data = unpacked(path.read_bytes())
            assert CANARY.encode() not in data, path
            assert b"secret" not in data, path
            assert json.dumps(CANARY)[1:-1].encode() not in data, path


def test_what_waits_for_its_time_is_in_no_byte_either(site):
    before = site.state()
    canary_everywhere(site)
    for path in ("content/guides/secret-slug.md", "courses/secret-course/course.yml", "courses/phone/secret-lesson.md"):
        site.replace(path, "draft: true", "publish_at: 2027-01-01")
    site.published()
    assert site.state() == before
    site.published("--now", "2027-01-01")
    assert {"guide/secret-slug/index.html", "files/guides/secret-table.csv", "files/images/secret-picture.svg",
            "course/secret-course/secret-lesson/index.html", "course/phone/secret-lesson/index.html"} <= site.files().keys()  # fmt: skip


def test_a_published_document_that_becomes_a_draft_is_gone_from_everywhere(site):
    site.write(NEW, front().replace("新的正文", CANARY))
    site.published()
    assert CANARY in site.page("notice/new/plain.txt")
    site.replace(NEW, "slug:", "draft: true\nslug:")
    site.published()
    assert [path for path in site.live.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()] == []


def test_mistakes_in_a_draft_only_warn(site):
    before = site.state()
    site.write(NEW, front("draft: true") + "\n<script>x</script>\n\n<div>\n\n![图](../images/steps.svg)\n")
    run = site.published()
    assert {place.split(" ")[1] for place in run.places} == {"unsafe-html", "unclosed-html", "alt-text"}
    assert run.err.count("[提醒 warn]") == len(run.places)
    assert site.state() == before


def test_a_draft_that_cannot_even_be_read_only_warns_and_stays_at_home(site):
    before = site.state()
    site.write(NEW, f"---\ntitel: {CANARY}\ndraft: true\n---\n\n{CANARY}\n")
    site.write("courses/half/course.yml", "草稿: 是\nlessons: [[[\n")
    site.write("courses/half/one.md", "---\ntitle: 一\n---\n\n一。\n")
    run = site.published()
    assert run.err.count("[提醒 warn]") == len(run.places) > 3
    assert site.state() == before
    site.replace("content/pages/about.md", "allowance.md", "new.md")
    site.refused("content/pages/about.md:7:19 link-unpublished")


def test_a_broken_link_in_what_waits_is_named_today_and_not_on_its_day(site):
    site.write(NEW, front("publish_at: 2027-01-01") + "\n[甲](nothing.md) [乙](later.md) [丙](draft.md)\n")
    site.write("content/notices/later.md", front("publish_at: 2027-01-01").replace("slug: new", "slug: later"))
    site.write("content/notices/draft.md", front("draft: true").replace("slug: new", "slug: draft"))
    run = site.refused(f"{NEW}:10:2 link-broken", f"{NEW}:10:32 link-unpublished")
    assert len(run.places) == 2


def test_a_draft_lesson_in_the_list_of_its_course_is_no_mistake(site):
    site.replace("courses/phone/pay.md", "title:", "draft: true\ntitle:")
    site.replace("courses/phone/begin.md", "请学[付钱](pay.md)。", "")
    assert site.published().places == []
    assert "付钱</a>" not in site.page("course/phone/index.html")


def test_rollback_goes_back_step_by_step_and_a_build_goes_forward_again(site):
    states = [site.state()]
    for word in ("二", "三"):
        site.replace("content/pages/about.md", "残疾人服务", f"残疾人服务第{word}年")
        site.published()
        states.append(site.state())
    run = site.curbcut("rollback")
    assert run.code == 0
    assert site.live.name in run.out
    assert site.state() == states[1]
    assert site.curbcut("rollback").code == 0
    assert site.state() == states[0]
    assert site.curbcut("rollback").code == 2, "there is nothing before the first release"
    assert site.state() == states[0]
    site.published()
    assert site.state() == states[2]
    assert site.curbcut("rollback", "--to", states[0][0]).code == 0
    assert site.state() == states[0]
    assert site.curbcut("rollback", "--to", "nonsense").code == 2


def test_only_so_many_releases_are_kept_as_the_configuration_says(site):
    site.write("site_config.yml", (site.root / "site_config.yml").read_text("utf-8") + "keep_releases: 2\n")
    for turn in range(3):
        site.write("content/pages/about.md", f"---\ntitle: 关于\nslug: about\n---\n\n第{turn}次。\n")
        site.published()
    releases = [path for path in (site.root / "build" / "releases").iterdir() if path.is_dir()]
    assert len(releases) == 2
    assert site.live in releases


def test_verify_finds_a_changed_a_missing_and_an_extra_file(site):
    assert site.curbcut("verify").code == 0
    page = site.live / "page" / "about" / "index.html"
    page.chmod(0o644)
    page.write_text(page.read_text("utf-8").replace("残疾人", "别人"), "utf-8")
    (site.live / "notice" / "allowance" / "plain.txt").unlink()
    (site.live / "guide" / "extra.html").write_text("x", "utf-8")
    run = site.curbcut("verify")
    assert run.code == 1
    for line in (
        "changed: page/about/index.html",
        "missing: notice/allowance/plain.txt",
        "not in the manifest: guide/extra.html",
    ):
        assert line in run.out
    told = json.loads(site.curbcut("verify", "--json").out)
    assert told["version"] == 1
    assert {(d["what"], d["path"]) for d in told["differences"]} == {
        ("changed", "page/about/index.html"), ("missing", "notice/allowance/plain.txt"), ("extra", "guide/extra.html")
    }  # fmt: skip


def test_a_document_damaged_in_the_store_is_read_again_in_the_same_build(site):
    site.published()
    clean = site.state()
    with closing(sqlite3.connect(site.root / "build" / "store" / "index.sqlite")) as index:
        index.execute("UPDATE inner_blobs SET data = zeroblob(length(data))")
        index.commit()
    (site.root / "build" / "store" / "blobs").rename(site.root / "build" / "lost")  # so every page must be made anew
    site.published()
    assert site.state() == clean


def test_the_next_build_puts_a_damaged_release_right(site):
    before = site.state()[1]
    (site.live / "notice" / "allowance" / "plain.txt").unlink()
    (site.live / "extra.html").write_text("x", "utf-8")
    site.published()
    assert site.state()[1] == before
    assert site.curbcut("verify").code == 0


def test_verify_of_a_folder_without_a_manifest_is_a_usage_problem(site):
    run = site.curbcut("verify", str(site.root / "content"))
    assert run.code == 2
    assert "manifest.json" in run.err


def test_out_publishes_the_same_bytes_elsewhere_and_leaves_the_usual_place_alone(site, tmp_path):
    before = site.state()
    out = tmp_path / "另一处 out"
    run = site.published("--out", str(out))
    assert str(out / "site" / "index.html") in run.out
    assert os.path.realpath(out / "site").endswith(before[0])
    assert site.curbcut("verify", str(out / "site")).code == 0
    assert sorted(path.name for path in out.iterdir() if not path.name.startswith(".")) == ["releases", "site", "store"]
    assert site.state() == before


def test_only_makes_the_rooms_that_are_named_and_pages_offer_nothing_else(site, tmp_path):
    before = site.state()
    other = Site(tmp_path / "elsewhere")
    site.published("--only", "sitemap", "--out", str(other.root / "build"))
    assert "sitemap.xml" in other.files()
    assert not [path for path in other.files() if path.endswith("plain.txt")]
    assert "plain.txt" not in other.page("notice/allowance/index.html")
    site.published("--only", "plain", "--out", str(other.root / "build"))
    assert "sitemap.xml" not in other.files()
    assert "notice/allowance/plain.txt" in other.files()
    assert site.state() == before


def test_only_never_takes_a_format_away_from_the_live_site(site):
    before = site.state()
    run = site.build("--only", "sitemap")
    assert run.code == 2
    assert "plain" in run.err and "--out" in run.err
    assert site.state() == before
    site.published("--only", "sitemap,plain")
    assert site.state() == before, "all rooms that there are: nothing is lost"


def test_only_publishes_where_there_is_nothing_to_lose_yet(site):
    shutil.rmtree(site.root / "build")
    site.published("--only", "plain")
    assert "notice/allowance/plain.txt" in site.files()
    site.published("--only", "plain")
    site.published()
    assert "sitemap.xml" in site.files()


@pytest.mark.parametrize("content", ["file", "folder"])
def test_something_else_where_the_site_belongs_is_never_overwritten(site, content):
    link = site.root / "build" / "site"
    link.unlink()
    if content == "file":
        link.write_text("mine", "utf-8")
    else:
        link.mkdir()
        (link / "mine").write_text("mine", "utf-8")
    site.replace(NOTICE, "申请一次", "申请两次")
    run = site.build()
    assert run.code == 3
    assert str(link) in run.err
    assert (link if content == "file" else link / "mine").read_text("utf-8") == "mine"
