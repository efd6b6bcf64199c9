"""Podcasts in a build: what they name is there, pages lead to them, and no recording is moved to make them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import feedparser
import pytest
from doubles import spoken

from curbcut.bundles import podcast
from curbcut.core import rooms
from curbcut.core.findings import stopping
from curbcut.core.release import verify
from curbcut.site import Site, Wishes

CONFIG = """\
title: {zh-Hans: 临江市残联, en: Linjiang Federation}
url: https://linjiang.example/
languages: [zh-Hans, en]
workers: "1"
renditions: [plain, audio]
bundles: [feeds, podcast]
"""
CONTENT = {
    "content/notices/bus.md": "title: 交通补贴\nslug: bus\npublished: 2017-05-26\n",
    "content/notices/bus.en.md": "title: Bus money\nslug: bus\npublished: 2017-05-26\n",
    "content/notices/gone.md": "title: 过期通知\nslug: gone\npublished: 2017-05-26\nexpire_at: 2020-01-01\n",
    "content/guides/card.md": "title: 办证\nslug: card\npublished: 2018-01-02\noffline_channel: 窗口\nsummary: silent\n",
    "courses/bank/one.md": "title: 第一课\n",
    "courses/bank/two.md": "title: 第二课\n",
}
BASE = "https://linjiang.example/"
FEEDS = (
    "podcast/all.xml",
    "podcast/notice.xml",
    "podcast/course-bank.xml",
    "en/podcast/all.xml",
    "en/podcast/notice.xml",
)


@pytest.fixture(scope="module", autouse=True)
def voice() -> Any:
    """Put the double where recordings are made."""
    real = rooms.corridor
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            rooms, "corridor",
            lambda kind: real(kind) | ({"audio": spoken.__name__} if kind == "renditions" else {}),
        )  # fmt: skip
        yield


def build(root: Path, config: str = CONFIG, **changed: str) -> Path:
    for path, text in {**CONTENT, **changed}.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\n{text}---\n\n正文。\n", "utf-8")
    (root / "courses/bank/course.yml").write_text("title: 网银\nlessons: [two, one]\n", "utf-8")
    (root / "site_config.yml").write_text(config, "utf-8")
    site, findings = Site.open(root)
    assert site is not None, findings
    made = site.build(Wishes(now="2026-11-23T09:00:00+08:00"))
    assert not stopping(made.findings), made.findings
    return (root / "build" / "site").resolve()


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("spoken"))


def feeds(live: Path) -> dict[str, Any]:
    return {
        path.relative_to(live).as_posix(): feedparser.parse(path.read_bytes()) for path in live.glob("**/podcast/*.xml")
    }


def test_every_file_that_a_podcast_names_is_there_and_as_long_as_it_says(live: Path) -> None:
    assert verify(live) == []
    assert set(feeds(live)) == set(FEEDS)
    for path in feeds(live):
        text = (live / path).read_text("utf-8")
        for url in re.findall(f'"{BASE}([^"]+)"', text):
            assert (live / url).is_file(), url
        (length,) = set(re.findall('length="([0-9]+)"', text))
        assert int(length) == len(spoken.SOUND)
    assert [one.title for one in feeds(live)["podcast/course-bank.xml"].entries] == ["第二课", "第一课"]
    assert [one.title for one in feeds(live)["podcast/all.xml"].entries] == ["交通补贴"]


def test_pages_lead_to_every_podcast_that_there_is_and_to_no_other(live: Path) -> None:
    found: dict[str, set[str]] = {}
    for page in live.rglob("*.html"):
        for link in re.findall(r'<link[^>]*href="([^"]*podcast/[^"]*)"', page.read_text("utf-8")):
            target = (page.parent / link).resolve()
            assert target.is_file(), (page, link)
            found.setdefault(target.relative_to(live).as_posix(), set()).add(page.relative_to(live).parent.as_posix())
    assert found == {
        "podcast/all.xml": {"."}, "podcast/notice.xml": {"notice"}, "podcast/course-bank.xml": {"course/bank"},
        "en/podcast/all.xml": {"en"}, "en/podcast/notice.xml": {"en/notice"},
    }  # fmt: skip
    assert 'type="application/rss+xml"' in (live / "index.html").read_text("utf-8")


def test_readers_find_the_addresses_to_copy_in_words(live: Path) -> None:
    for lang, start in (("zh", ""), ("en", "en/")):
        shown = re.findall(f'{BASE}((?:en/)?podcast/[^<"]*)', (live / start / "formats/index.html").read_text("utf-8"))
        assert shown == [path for path in FEEDS if path.startswith("en/") == (lang == "en")]
    course = (live / "course/bank/index.html").read_text("utf-8")
    assert '<a href="../../formats/#cc-podcast"' in course
    assert 'id="cc-podcast"' in (live / "formats/index.html").read_text("utf-8")


def test_a_bundle_learns_facts_and_sizes_and_gets_no_recording(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    real = podcast.gather

    def gather(heads: Any, options: Any, site: Any, made: Any) -> Any:
        asked.append((site, made))
        return real(heads, options, site, made)

    monkeypatch.setattr(podcast, "gather", gather)
    build(tmp_path)
    ((told, made),) = asked
    assert made == {}
    bus = "content/notices/bus.md"
    assert told["facts"][bus] == {
        "audio": {"ms": 2000, "lang": "zh-Hans", "chapters": [["交通补贴", 0, 2000, "cc-title"]]}
    }
    assert told["files"][bus]["audio"] == {"audio.mp3": len(spoken.SOUND), "captions.vtt": 7}
    # It asked for the facts of one rendition, and is told of no other.
    assert {room for by_room in told["facts"].values() for room in by_room} == {"audio"}
    build(tmp_path)
    assert len(asked) == 1, "nothing changed: nothing is gathered again"
    build(tmp_path, **{bus: "title: 交通补贴\nslug: bus\npublished: 2017-05-26\ntopic: 新主题\n"})
    assert len(asked) == 2


def test_a_site_that_records_nothing_names_no_podcast(tmp_path: Path) -> None:
    silent = build(tmp_path, CONFIG.replace("[plain, audio]", "[plain]"))
    assert feeds(silent) == {}
    assert not [page for page in silent.rglob("*.html") if "podcast/" in page.read_text("utf-8")]


def test_a_site_without_an_address_names_no_podcast(tmp_path: Path) -> None:
    nowhere = build(tmp_path, CONFIG.replace("url: https://linjiang.example/\n", ""))
    assert feeds(nowhere) == {}
    assert not [page for page in nowhere.rglob("*.html") if "podcast/" in page.read_text("utf-8")]
