"""Podcasts: every player can read them, an episode stays itself, a course is heard in its order, and nothing breaks a feed."""

from __future__ import annotations

import io
import json
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import feedparser
import msgspec
import podcastparser
import pytest
from bundles.heads import course, gathered, head, notice, site
from lxml import etree

from curbcut.bundles.podcast import Options, gather
from curbcut.core.options import load_options
from curbcut.core.steps import Head

SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).with_name("podcast.rng")))
BASE = "https://linjiang.example/"
PODCASTS = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
OLD = notice("old", "validity: repealed\nissuer: [市残联, 市财政局]\nsummary: 每月补贴。\n", title="交通补贴")
NEW = notice("new", "change_notes:\n  - {date: 2019-04-01, note: 改了}\n", published="2018-01-02")
DAY = head("events/day.md", "title: 助残日\nslug: day\nstarts: 2026-05-17\npublished: 2026-04-01\n")
ENGLISH = notice("old", "validity: repealed\n", title="Bus money", en=True)
CHAPTERS = [["交通补贴", 0, 4300, "cc-title"], ["谁可以领", 4300, 372000, "who"]]


def told(heads: list[Head], *, silent: tuple[Head, ...] = (), plain: bool = True, **changes: Any) -> dict[str, Any]:
    """Return the facts of a site on which all heads but the silent ones have a recording."""
    spoken = [one.path for one in heads if one not in silent]
    files = {path: {"audio": {"audio.mp3": 1_488_000, "captions.vtt": 900}} for path in spoken}
    for rooms in files.values() if plain else ():
        rooms["plain"] = {"plain.txt": 700}
    facts = {path: {"audio": {"ms": 372_400, "lang": "zh-Hans", "chapters": CHAPTERS}} for path in spoken}
    return site(**{"files": files, "facts": facts, **changes})


def fed(heads: list[Head], facts: dict[str, Any] | None = None, **options: Any) -> dict[str, bytes]:
    """Return the files of the bundle, each feed held against the schema and read by two players' libraries."""
    files = gathered("podcast", heads, told(heads) if facts is None else facts, **options)
    for name, data in files.items():
        if name.endswith(".xml"):
            SCHEMA.assertValid(etree.fromstring(data))
            read = feedparser.parse(data)
            assert not read.bozo, (name, read.get("bozo_exception"))
            played = podcastparser.parse(BASE + name, io.BytesIO(data))
            assert len(played["episodes"]) == len(read.entries) > 0
            assert {one["guid"] for one in played["episodes"]} == {one.id for one in read.entries}
            assert len({one.id for one in read.entries}) == len(read.entries)
    return files


def episodes(files: dict[str, bytes], name: str) -> list[dict[str, Any]]:
    """Return the episodes of a feed as a player has them."""
    read: list[dict[str, Any]] = podcastparser.parse(BASE + name, io.BytesIO(files[f"podcast/{name}.xml"]))["episodes"]
    return read


def titles(files: dict[str, bytes], path: str) -> list[str]:
    return [title.text or "" for title in etree.fromstring(files[path]).iterfind("channel/item/title")]


def test_a_podcast_is_exactly_this() -> None:
    contact = site()["contact"] | {"email": "listen@linjiang.example"}
    files = fed([OLD], told([OLD], contact=contact), image="https://linjiang.example/cover.png")
    assert (
        files["podcast/notice.xml"].decode()
        == """\
<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0">
<channel xml:lang="zh-Hans">
<title>政策通知（录音）｜临江市残联</title>
<link>https://linjiang.example/notice/</link>
<description>临江市残联的“政策通知”，念给您听。</description>
<language>zh-cn</language>
<lastBuildDate>Fri, 26 May 2017 00:00:00 +0800</lastBuildDate>
<atom:link rel="self" type="application/rss+xml" href="https://linjiang.example/podcast/notice.xml"/>
<itunes:author>临江市残疾人联合会</itunes:author>
<itunes:owner><itunes:name>临江市残疾人联合会</itunes:name><itunes:email>listen@linjiang.example</itunes:email></itunes:owner>
<itunes:explicit>false</itunes:explicit>
<itunes:type>episodic</itunes:type>
<itunes:category text="Government"/>
<itunes:image href="https://linjiang.example/cover.png"/>
<podcast:guid>GUID</podcast:guid>
<podcast:medium>podcast</podcast:medium>
<podcast:locked owner="listen@linjiang.example">yes</podcast:locked>
<item>
<title>【已废止】交通补贴</title>
<link>https://linjiang.example/notice/old/</link>
<guid isPermaLink="true">https://linjiang.example/notice/old/</guid>
<pubDate>Fri, 26 May 2017 00:00:00 +0800</pubDate>
<description>每月补贴。</description>
<enclosure url="https://linjiang.example/notice/old/audio.mp3" length="1488000" type="audio/mpeg"/>
<itunes:author>市残联、市财政局</itunes:author>
<itunes:explicit>false</itunes:explicit>
<itunes:duration>372</itunes:duration>
<podcast:chapters url="https://linjiang.example/notice/old/chapters.json" type="application/json+chapters"/>
<podcast:transcript url="https://linjiang.example/notice/old/captions.vtt" type="text/vtt" language="zh-Hans" rel="captions"/>
<podcast:transcript url="https://linjiang.example/notice/old/plain.txt" type="text/plain" language="zh-Hans"/>
</item>
</channel>
</rss>
""".replace("GUID", str(uuid5(PODCASTS, "linjiang.example/podcast/notice.xml")))
    )
    assert json.loads(files["notice/old/chapters.json"]) == {
        "version": "1.2.0", "title": "【已废止】交通补贴", "author": "市残联、市财政局", "fileName": "audio.mp3",
        "chapters": [
            {"startTime": 0, "endTime": 4.3, "title": "交通补贴", "url": "https://linjiang.example/notice/old/"},
            {"startTime": 4.3, "endTime": 372, "title": "谁可以领", "url": "https://linjiang.example/notice/old/#who"},
        ],
    }  # fmt: skip


def test_the_schema_of_these_tests_misses_what_a_directory_would_miss() -> None:
    feed = fed([*course()])["podcast/course-bank.xml"]
    SCHEMA.assertValid(etree.fromstring(feed))
    needed = ("title", "link", "description", "language", "itunes:author", "itunes:category", "podcast:guid", "itunes:type",
              "item/enclosure", "item/guid", "item/itunes:episode", "item/title", "item")  # fmt: skip
    spaces = {
        "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
        "podcast": "https://podcastindex.org/namespace/1.0",
    }
    for path in needed:
        root = etree.fromstring(feed)
        for one in root.findall(f"channel/{path}", spaces):
            one.getparent().remove(one)
        assert not SCHEMA.validate(root), path
    assert not SCHEMA.validate(etree.fromstring(feed.replace(b"+0800", b"GMT+8")))
    assert not SCHEMA.validate(etree.fromstring(feed.replace(b'length="1488000"', b'length=""')))


def test_there_is_a_podcast_for_everything_each_kind_and_each_course_in_each_language() -> None:
    files = fed([OLD, NEW, DAY, ENGLISH, *course()])
    names = {"all", "notice", "event", "course", "course-bank"}
    expected = {f"podcast/{name}.xml" for name in names} | {f"en/podcast/{name}.xml" for name in ("all", "notice")}
    assert {name for name in files if name.endswith(".xml")} == expected
    assert titles(files, "en/podcast/all.xml") == ["[Repealed] Bus money"]
    assert titles(files, "podcast/notice.xml") == ["通知", "【已废止】交通补贴"]
    assert etree.fromstring(files["en/podcast/all.xml"]).findtext("channel/language") == "en"


def test_a_player_hears_a_course_in_the_order_of_its_lessons() -> None:
    lessons = course("lessons: [second, 01-first]\n")
    files = fed([*lessons, OLD])
    assert titles(files, "podcast/course-bank.xml") == ["02-second", "01-first", "00-extra"]
    played = episodes(files, "course-bank")
    assert [one["title"] for one in sorted(played, key=lambda one: one["published"])] == [
        "02-second", "01-first", "00-extra",
    ]  # fmt: skip
    assert [one["number"] for one in sorted(played, key=lambda one: one["published"])] == [1, 2, 3]
    # Among everything else numbers would mix up the courses; the order stays.
    assert titles(files, "podcast/all.xml") == ["00-extra", "01-first", "02-second", "网银", "【已废止】交通补贴"]
    assert not any("number" in one for one in episodes(files, "all"))


def test_lessons_are_heard_although_nobody_dated_them() -> None:
    files = fed([*course(published=""), OLD])
    assert titles(files, "podcast/course-bank.xml") == ["00-extra", "01-first", "02-second"]
    assert b"<pubDate>" not in files["podcast/course-bank.xml"]
    assert titles(files, "podcast/all.xml") == ["【已废止】交通补贴"]


def test_a_lesson_without_a_recording_leaves_the_numbers_of_the_others_alone() -> None:
    bank, first, second, extra = course("lessons: [01-first, second, 00-extra]\n")
    files = fed([bank, first, second, extra], told([bank, first, second, extra], silent=(second,)))
    assert [one["number"] for one in episodes(files, "course-bank")] == [1, 3]


def test_without_recordings_address_or_date_there_is_no_podcast() -> None:
    undated = head("pages/about.md", "title: 关于\nslug: about\n")
    assert gathered("podcast", [OLD], told([OLD], url="")) == {}
    assert gathered("podcast", [OLD], told([OLD], silent=(OLD,))) == {}
    assert gathered("podcast", [OLD], site()) == {}
    assert gathered("podcast", [], told([])) == {}
    assert gathered("podcast", [undated], told([undated])) == {}
    assert titles(fed([undated, OLD]), "podcast/all.xml") == ["【已废止】交通补贴"]
    assert titles(fed([NEW, OLD], told([NEW, OLD], silent=(NEW,))), "podcast/all.xml") == ["【已废止】交通补贴"]


def test_what_is_no_longer_listed_is_in_no_podcast() -> None:
    assert titles(fed([OLD, NEW], told([OLD, NEW], expired=[OLD.path])), "podcast/all.xml") == ["通知"]


def test_a_podcast_holds_the_newest_and_a_player_keeps_the_chapters_of_the_others() -> None:
    heads = [notice(f"n{day:02d}", published=f"2020-01-{day:02d}", title=f"第{day}号") for day in range(1, 32)]
    files = fed(heads, entries=3)
    assert titles(files, "podcast/all.xml") == ["第31号", "第30号", "第29号"]
    assert sum(name.endswith("chapters.json") for name in files) == 31
    assert Options().entries == 50


def test_an_episode_is_the_entry_of_the_feeds_with_the_same_permanent_id() -> None:
    named = notice("named", "id: LJ 2017/3\n")
    for host in (BASE, "https://new.example/site/"):
        facts = told([OLD, named], url=host)
        podcast = fed([OLD, named], facts, authority="linjiang.example,2026")["podcast/all.xml"]
        feed = gathered("feeds", [OLD, named], facts, authority="linjiang.example,2026")["feeds/all.xml"]
        ids = [one.id for one in feedparser.parse(podcast).entries]
        assert ids == [one.id for one in feedparser.parse(feed).entries]
        assert ids[0] == "tag:linjiang.example,2026:id/zh-Hans/LJ%202017%2F3"
        # The podcast is the same one too, as players and directories know it: named after its first address.
        assert guid(podcast) == guid(fed([OLD])["podcast/all.xml"])


def test_the_id_of_a_podcast_is_made_as_its_specification_says() -> None:
    assert str(uuid5(PODCASTS, "podnews.net/rss")) == "9b024349-ccf0-5f69-a609-6b82873eab3c"  # the page's own example
    files = fed([OLD], told([OLD], url="http://linjiang.example/site/"))
    assert guid(files["podcast/notice.xml"]) == str(uuid5(PODCASTS, "linjiang.example/site/podcast/notice.xml"))


def guid(feed: bytes) -> str:
    text: str = etree.fromstring(feed).findtext("channel/{https://podcastindex.org/namespace/1.0}guid")
    return text


@pytest.mark.parametrize(
    ("lang", "spoken"),
    [("zh-Hans", "zh-cn"), ("zh-Hant", "zh"), ("zh-Hant-HK", "zh-hk"), ("en", "en"), ("en-GB", "en-gb"), ("bo", "bo")],
)
def test_directories_are_told_a_language_that_they_know(lang: str, spoken: str) -> None:
    one = msgspec.structs.replace(OLD, lang=lang)
    files = fed([one], told([one], language=lang, languages=[lang]))
    (name,) = [name for name in files if name.endswith("all.xml")]
    assert etree.fromstring(files[name]).findtext("channel/language") == spoken


def test_midnight_is_the_sites_own_also_in_the_summers_of_1986_to_1991() -> None:
    summer = notice("summer", published="1988-07-01")
    moment = etree.fromstring(fed([summer])["podcast/all.xml"]).findtext("channel/item/pubDate")
    assert moment == "Fri, 01 Jul 1988 00:00:00 +0900"
    assert parsedate_to_datetime(moment).isoformat() == "1988-07-01T00:00:00+09:00"


NASTY = [
    "]]> <b> & \"q\" 'a' &amp;",
    "a\x00b\x0bc\x1f\ufffe",
    "残" * 300,
    "一\n二\t三",
    "𠮷野家 😀",
    "<script>alert(1)</script>",
]


@pytest.mark.parametrize("text", NASTY)
def test_no_text_breaks_a_podcast_and_players_show_it_as_it_is(text: str) -> None:
    meta = msgspec.structs.replace(OLD.meta, title=text, summary=text, issuer=(text,), id="")
    bad = msgspec.structs.replace(OLD, meta=meta)
    facts = told([bad], title={"zh-Hans": text}, organisation={"zh-Hans": text})
    facts["facts"][bad.path]["audio"]["chapters"] = [[text, 0, 1, 'a"<&']]
    files = fed([bad], facts)
    read = "".join(ch for ch in text if ch in "\n\t" or (ch >= " " and ch != "\ufffe"))
    channel = etree.fromstring(files["podcast/all.xml"]).find("channel")
    assert channel.findtext("title") == f"{read}（录音）"
    assert channel.findtext("item/title") == f"【已废止】{read}"
    # A description is HTML: what a player shows of it is the text, and no tag of it is one.
    shown = etree.HTML(f"<div>{channel.findtext('item/description')}</div>").find("body/div")
    assert (shown.text, len(shown)) == (read, 0)
    assert json.loads(files["notice/old/chapters.json"])["chapters"][0]["title"] == text


def test_a_long_summary_is_cut_where_a_character_ends() -> None:
    long = msgspec.structs.replace(OLD, meta=msgspec.structs.replace(OLD.meta, summary="残" * 5000))
    text = etree.fromstring(fed([long])["podcast/all.xml"]).findtext("channel/item/description")
    assert text == "残" * 1333


def test_a_site_without_plain_text_or_chapters_offers_none() -> None:
    facts = told([OLD], plain=False)
    facts["facts"][OLD.path]["audio"]["chapters"] = []
    del facts["files"][OLD.path]["audio"]["captions.vtt"]
    files = fed([OLD], facts)
    assert "notice/old/chapters.json" not in files
    assert b"podcast:chapters" not in files["podcast/all.xml"]
    assert b"podcast:transcript" not in files["podcast/all.xml"]


@pytest.mark.parametrize(
    "wrong", [{"category": "Gossip"}, {"image": "cover.png"}, {"image": "https://a.example/cover.svg"}, {"entries": 0}]
)
def test_what_directories_would_refuse_is_refused(wrong: dict[str, Any]) -> None:
    options, findings = load_options(Options, wrong, "site_config.yml")
    assert options is None
    assert findings
    good = {"分类": "Health & Fitness", "封面": "https://a.example/cover.jpg", "条数": 5}
    assert load_options(Options, good, "x")[0] is not None


def test_of_five_thousand_recordings_only_the_newest_are_written_and_each_of_them_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from curbcut.bundles import podcast

    write, written = podcast._item, []
    monkeypatch.setattr(podcast, "_item", lambda *args: written.append(args[1].head.path) or write(*args))
    meta = NEW.meta
    heads = [
        msgspec.structs.replace(NEW, path=f"content/notices/n{n}.md", url=f"notice/n{n}/", slug=f"n{n}", meta=meta)
        for n in range(5000)
    ]
    facts = told(heads)
    files = gather(tuple(heads), Options(), facts, {}).files
    assert len(files) == 2 + 5000
    assert len(written) == len(set(written)) == 50
