"""All bundles in one build: they publish, the release stands, and the preview serves what they made."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from curbcut.core.findings import stopping
from curbcut.core.release import verify
from curbcut.serving.release import open_file, segments
from curbcut.site import Site, Wishes

CONFIG = """\
title: {zh-Hans: 临江市残联, en: Linjiang Federation}
url: https://linjiang.example/
languages: [zh-Hans, en]
security_contact: safe@linjiang.example
workers: "1"
renditions: [plain]
topics: {allowance: {zh-Hans: 补贴, en: Allowances}}
bundles:
  sitemap:
  feeds: {条数: 5, authority: "linjiang.example,2026"}
  calendar:
  places:
  register:
  api:
  opensearch: {short_name: {en: LDPF}}
  security_txt: {expires: 2027-06-30}
"""
CONTENT = {
    "notices/bus.md": "title: 交通补贴\nslug: bus\npublished: 2017-05-26\ntopic: 补贴\n",
    "notices/gone.md": "title: 过期通知\nslug: gone\npublished: 2017-05-26\nexpire_at: 2020-01-01\n",
    "notices/bus.en.md": "title: Bus money\nslug: bus\npublished: 2017-05-26\ntopic: allowance\n",
    "places/home.md": "title: 之家\nslug: home\naddress: 路\ncoordinates: {lat: 31.2, lon: 121.5, system: 高德}\n",
    "events/day.md": "title: 助残日\nslug: day\nstarts: 2026-05-17\nrecurrence: FREQ=YEARLY;BYMONTH=5;BYDAY=3SU\n",
}


def build(root: Path, config: str = CONFIG, **more: str) -> Path:
    for path, text in {**CONTENT, **more}.items():
        file = root / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\n{text}---\n\n正文。\n", "utf-8")
    (root / "site_config.yml").write_text(config, "utf-8")
    site, findings = Site.open(root)
    assert site is not None, findings
    made = site.build(Wishes(now="2026-11-23T09:00:00+08:00"))
    assert not stopping(made.findings), made.findings
    return (root / "build" / "site").resolve()


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("bundled"))


def test_the_release_holds_what_the_bundles_made(live: Path) -> None:
    assert verify(live) == []
    for path in (
        "sitemap.xml", "feeds/all.xml", "feeds/topic-allowance.json", "en/feeds/notice.xml", "events/calendar.ics",
        "event/day/event.ics", "places/places.geojson", "places/map.svg", "register/register.csv", "api/index.json",
        "api/schema/notices.json", "api/titles.json", "en/api/titles.json", "opensearch.xml", ".well-known/security.txt",
    ):  # fmt: skip
        assert (live / path).is_file(), path


def test_the_open_data_lists_the_renditions_that_were_made(live: Path) -> None:
    entries = json.loads((live / "api/notices.json").read_bytes())["notices"]
    for entry in entries:
        (plain,) = entry["renditions"]["plain"]
        file = live / plain["url"].removeprefix("https://linjiang.example/")
        assert file.stat().st_size == plain["size_bytes"]
    assert [entry["slug"] for entry in entries if entry["expired"]] == ["gone"]


def test_every_address_in_the_sitemap_is_a_page_and_what_is_past_is_in_no_feed(live: Path) -> None:
    text = (live / "sitemap.xml").read_text("utf-8")
    for part in text.split("<loc>")[1:]:
        assert (live / part.partition("</loc>")[0].removeprefix("https://linjiang.example/") / "index.html").is_file()
    assert "过期通知" not in (live / "feeds/all.xml").read_text("utf-8")


def test_the_preview_serves_the_well_known_folder_and_no_other_that_begins_with_a_dot(live: Path) -> None:
    found = open_file(live, segments(b"/.well-known/security.txt"))
    with found.file:
        assert found.file.read().startswith(b"Contact: mailto:safe@linjiang.example\n")
    for path in (
        b"/.git/config",
        b"/a/.well-known/security.txt",
        b"/.well-known/.git",
        b"/.well-known/../index.html",
        b"/.well-knowns/a",
    ):
        with pytest.raises(FileNotFoundError):
            segments(path)


def test_the_same_site_is_the_same_release(live: Path, tmp_path: Path) -> None:
    assert build(tmp_path).name == live.name


def test_a_site_without_content_can_name_them_all(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "site_config.yml").write_text(CONFIG, "utf-8")
    site, _ = Site.open(tmp_path)
    assert site is not None
    assert not stopping(site.build(Wishes(now="2026-11-23T09:00:00+08:00")).findings)
    index = json.loads((tmp_path / "build/site/api/index.json").read_bytes())
    assert [entry["count"] for entry in index["files"]] == [0, 0, 0, 0, 0, 1]


def test_a_recurrence_that_never_comes_stops_the_build_where_it_stands(tmp_path: Path) -> None:
    (tmp_path / "content/events").mkdir(parents=True)
    event = "---\ntitle: 日\nslug: day\nstarts: 2026-02-01\nrecurrence: FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\n---\n\n正文。\n"
    (tmp_path / "content/events/day.md").write_text(event, "utf-8")
    (tmp_path / "site_config.yml").write_text(CONFIG, "utf-8")
    site, _ = Site.open(tmp_path)
    assert site is not None
    findings = site.check(Wishes(now="2026-11-23T09:00:00+08:00"))
    assert [(f.rule, f.path, f.line) for f in findings if f.level == "stop"] == [
        ("front-matter-recurrence-shape", "content/events/day.md", 5)
    ]


def test_the_sitemap_lists_every_page_that_may_be_listed_and_no_other(live: Path) -> None:
    listed = set(re.findall("<loc>https://linjiang.example/([^<]*)</loc>", (live / "sitemap.xml").read_text("utf-8")))
    pages = {file.relative_to(live).as_posix().removesuffix("index.html"): file for file in live.rglob("*.html")}
    hidden = {url for url, file in pages.items() if 'name="robots" content="noindex"' in file.read_text("utf-8")}
    assert {"search/", "404.html"} <= hidden
    assert {"", "en/", "topic/allowance/", "en/topic/allowance/", "register/", "a-z/", "accessibility/"} <= listed
    assert listed == pages.keys() - hidden


def test_a_list_and_the_sitemap_name_the_same_twin(live: Path) -> None:
    page = (live / "topic/allowance/index.html").read_text("utf-8")
    twin = 'hreflang="en" href="https://linjiang.example/en/topic/allowance/"'
    assert twin in re.sub(r'href="([^"]*)" (hreflang="en")', r'\2 href="\1"', page)
    entry = next(
        line
        for line in (live / "sitemap.xml").read_text("utf-8").splitlines()
        if "<loc>https://linjiang.example/topic/allowance/<" in line
    )
    assert twin in entry
    assert 'href="../../en/topic/allowance/" lang="en"' in page, "and the language switch leads there"
