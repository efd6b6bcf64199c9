"""Feeds: what a reader subscribes to stays the same entry, says whether it holds, and is never malformed."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import msgspec
import pytest
from bundles.heads import gathered, head, notice, site

from curbcut.bundles import feeds
from curbcut.bundles.feeds import Options
from curbcut.core.options import load_options
from curbcut.core.steps import Head

ATOM = "{http://www.w3.org/2005/Atom}"
DAY = head("events/day.md", "title: 助残日\nslug: day\nstarts: 2026-05-17\npublished: 2026-04-01\ntopic: [culture]\n")
OLD = notice(
    "old",
    "validity: repealed\nissuer: [市残联, 市财政局]\ntopic: [补贴与救助, 交通]\nsummary: 每月补贴。\n",
    title="交通补贴",
)
NEW = notice("new", "change_notes:\n  - {date: 2019-04-01, note: 改了}\n  - {date: 2018-01-01, note: 先改了}\n")


def test_an_atom_feed_is_exactly_this() -> None:
    files = gathered("feeds", [OLD])
    assert (
        files["feeds/topic-allowance.xml"].decode()
        == """\
<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-Hans">
<id>https://linjiang.example/feeds/topic-allowance.xml</id>
<title>补贴与救助｜临江市残联</title>
<subtitle>临江市残联最新发布的内容</subtitle>
<updated>2017-05-26T00:00:00+08:00</updated>
<author><name>临江市残疾人联合会</name></author>
<link rel="self" type="application/atom+xml" href="https://linjiang.example/feeds/topic-allowance.xml"/>
<link rel="alternate" type="text/html" href="https://linjiang.example/topic/allowance/"/>
<entry xml:lang="zh-Hans">
<id>https://linjiang.example/notice/old/</id>
<title>【已废止】交通补贴</title>
<link rel="alternate" type="text/html" hreflang="zh-Hans" href="https://linjiang.example/notice/old/"/>
<published>2017-05-26T00:00:00+08:00</published>
<updated>2017-05-26T00:00:00+08:00</updated>
<author><name>市残联</name></author>
<author><name>市财政局</name></author>
<category term="allowance" scheme="https://linjiang.example/topic/" label="补贴与救助"/>
<category term="交通"/>
<summary>每月补贴。</summary>
</entry>
</feed>
"""
    )


def test_there_is_a_feed_for_everything_each_kind_and_each_topic_in_each_language() -> None:
    english = notice("old", "validity: repealed\ntopic: [culture]\n", title="Bus money", en=True)
    files = gathered("feeds", [OLD, NEW, DAY, english])
    names = ["all", "event", "notice", "topic-allowance", "topic-culture"]
    expected = {f"feeds/{name}.{ending}" for name in names for ending in ("xml", "json")}
    expected |= {
        f"en/feeds/{name}.{ending}" for name in ("all", "notice", "topic-culture") for ending in ("xml", "json")
    }
    assert set(files) == expected
    assert titles(files["en/feeds/all.xml"]) == ["[Repealed] Bus money"]
    assert titles(files["feeds/all.xml"]) == ["助残日", "通知", "【已废止】交通补贴"]


def test_json_feed_says_the_same_as_atom() -> None:
    files = gathered("feeds", [OLD, NEW, DAY])
    feed = json.loads(files["feeds/all.json"])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "https://linjiang.example/feeds/all.json"
    assert feed["home_page_url"] == "https://linjiang.example/"
    assert [item["title"] for item in feed["items"]] == titles(files["feeds/all.xml"])
    assert feed["items"][2] == {
        "id": "https://linjiang.example/notice/old/", "url": "https://linjiang.example/notice/old/",
        "title": "【已废止】交通补贴", "content_text": "每月补贴。", "summary": "每月补贴。", "language": "zh-Hans",
        "date_published": "2017-05-26T00:00:00+08:00", "date_modified": "2017-05-26T00:00:00+08:00",
        "authors": [{"name": "市残联"}, {"name": "市财政局"}], "tags": ["补贴与救助", "交通"],
        "_curbcut": {"validity": "repealed"},
    }  # fmt: skip
    assert all(item["content_text"] for item in feed["items"])


def test_a_change_moves_an_entry_up_and_leaves_its_publication_alone() -> None:
    entry = ElementTree.fromstring(gathered("feeds", [NEW, OLD])["feeds/all.xml"]).find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}updated") == "2019-04-01T00:00:00+08:00"
    assert entry.findtext(f"{ATOM}published") == "2017-05-26T00:00:00+08:00"


def test_midnight_is_the_sites_own_also_in_the_summers_of_1986_to_1991() -> None:
    summer = notice("summer", published="1988-07-01")
    feed = gathered("feeds", [summer])["feeds/all.xml"].decode()
    assert "<updated>1988-07-01T00:00:00+09:00</updated>" in feed
    elsewhere = gathered("feeds", [summer], site(timezone="Asia/Urumqi"))["feeds/all.xml"].decode()
    assert "<updated>1988-07-01T00:00:00+06:00</updated>" in elsewhere


def test_ids_survive_another_host_when_an_authority_is_given() -> None:
    named = notice("named", "id: LJ 2017/3\n")
    for host in ("https://linjiang.example/", "https://new.example/site/"):
        feed = gathered("feeds", [OLD, named], site(url=host), authority="linjiang.example,2026")["feeds/all.xml"]
        ids = re.findall("<id>(.*?)</id>", feed.decode())
        assert ids[1:] == [
            "tag:linjiang.example,2026:id/zh-Hans/LJ%202017%2F3", "tag:linjiang.example,2026:notice/old/",
        ]  # fmt: skip


@pytest.mark.parametrize(
    "authority", ["linjiang.example", "linjiang.example,26", "LINJIANG,2026", "a b,2026", "甲.中国,2026"]
)
def test_what_is_no_authority_is_refused(authority: str) -> None:
    options, findings = load_options(Options, {"authority": authority}, "site_config.yml")
    assert options is None
    assert findings
    assert load_options(Options, {"authority": "press@linjiang.example,2026-01-31", "条数": 5}, "x")[0] is not None


def test_a_feed_holds_the_newest_and_no_more() -> None:
    heads = [notice(f"n{day:02d}", published=f"2020-01-{day:02d}", title=f"第{day}号") for day in range(1, 32)]
    files = gathered("feeds", heads, entries=3)
    assert titles(files["feeds/all.xml"]) == ["第31号", "第30号", "第29号"]
    assert len(titles(gathered("feeds", heads)["feeds/notice.xml"])) == 30


def test_no_address_no_feed_and_no_date_no_entry() -> None:
    undated = head("pages/about.md", "title: 关于\nslug: about\n")
    assert gathered("feeds", [OLD], site(url="")) == {}
    assert gathered("feeds", []) == {}
    assert gathered("feeds", [undated]) == {}
    assert titles(gathered("feeds", [undated, OLD])["feeds/all.xml"]) == ["【已废止】交通补贴"]


def test_what_is_no_longer_listed_is_in_no_feed() -> None:
    files = gathered("feeds", [OLD, NEW], site(expired=[OLD.path]))
    assert titles(files["feeds/all.xml"]) == ["通知"]
    assert "feeds/topic-allowance.xml" not in files


def test_an_entry_is_written_once_however_many_feeds_it_stands_in(monkeypatch: pytest.MonkeyPatch) -> None:
    write, written = feeds._atom_entry, []
    monkeypatch.setattr(feeds, "_atom_entry", lambda *args: written.append(args[1].url) or write(*args))
    told = site(topics={f"t{n}": {"zh-Hans": f"题{n}"} for n in range(20)})
    heads = [notice(f"n{n}", f"topic: [t{n % 20}, t{(n + 1) % 20}]\n") for n in range(400)]
    files = feeds.gather(tuple(heads), Options(entries=5), told, {}).files
    assert len(files) == 2 * (2 + 20)
    assert len(written) == len(set(written)) < 120  # those that a feed shows, not all


NASTY = ["]]> <b> & \"q\" 'a'", "a\x00b\x0bc\x1f\ufffe", "残" * 300, "一\n二\t三", "𠮷野家 😀"]


@pytest.mark.parametrize("text", NASTY)
def test_no_text_breaks_a_feed(text: str) -> None:
    bad = with_texts(OLD, text)
    files = gathered("feeds", [bad], site(title={"zh-Hans": text}, organisation={"zh-Hans": text}))
    read = "".join(ch for ch in text if ch in "\n\t" or (ch >= " " and ch != "\ufffe"))
    root = ElementTree.fromstring(files["feeds/all.xml"])
    assert root.findtext(f"{ATOM}title") == read
    assert root.findtext(f"{ATOM}entry/{ATOM}title") == f"【已废止】{read}"
    assert root.findtext(f"{ATOM}entry/{ATOM}summary") == read
    assert root.find(f"{ATOM}entry/{ATOM}category").get("term") == read
    assert json.loads(files["feeds/all.json"])["items"][0]["title"] == f"【已废止】{text}"


def with_texts(head: Head, text: str) -> Head:
    meta = msgspec.structs.replace(head.meta, title=text, summary=text, topic=(text,), issuer=(text,))
    return msgspec.structs.replace(head, meta=meta)


def titles(feed: bytes) -> list[str]:
    return [entry.findtext(f"{ATOM}title") or "" for entry in ElementTree.fromstring(feed).iter(f"{ATOM}entry")]
