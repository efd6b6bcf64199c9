"""Open data: every file obeys its schema, says what front matter says, and is the same every time."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import msgspec
import pytest
from bundles.heads import course, gathered, head, notice, site

from curbcut.bundles.api.entries import FILES

HEADS = [
    notice("bus", "id: LJ-12\ntopic: [补贴与救助, 交通]\naudience: [残疾人家属, 邻居]\nlevel: 市\nreplaces: [bus-2012]\nbased_on: [某法]\n"
           "change_notes: [{date: 2019-04-01, note: 改}]\nsummary: 每月补贴\n", title="交通补贴"),
    notice("bus-2012", "validity: repealed\n", title="旧补贴", published="2012-03-01"),
    notice("bus", "", title="Bus money", en=True),
    head("guides/card.md", "title: 办证\nslug: card\noffline_channel: 窗口\nsteps: [一, 二]\nfaq: [{question: 吗, answer: 好}]\nlife_event: [生活有困难]\n"),
    head("places/home.md", "title: 之家\nslug: home\naddress: 路\ndistrict: 东浦区\ncoordinates: {lat: 39.915, lon: 116.404, system: BD09}\nurl: https://home.example/\n"),
    head("places/hall.md", "title: 大厅\nslug: hall\naddress: 路\n"),
    head("events/day.md", "title: 助残日\nslug: day\nstarts: 2026-05-17\nrecurrence: 每年\ntopic: [culture]\n"),
    head("pages/about.md", "title: 关于\nslug: about\n"),
]  # fmt: skip


def opened(files: dict[str, bytes], name: str) -> Any:
    return json.loads(files[f"api/{name}.json"])


def test_every_file_obeys_its_schema_also_on_an_empty_site() -> None:
    for heads in ([*HEADS, *course("lessons: [second, 01-first]\nminutes: 17\n")], []):
        files = gathered("api", heads)
        assert {f"api/{name}.json" for name in (*FILES, "index", "titles")} < set(files)
        for name in (*FILES, "index"):
            schema = opened(files, f"schema/{name}")
            jsonschema.Draft202012Validator.check_schema(schema)
            jsonschema.validate(opened(files, name), schema)
            assert schema["$id"] == f"https://linjiang.example/api/schema/{name}.json"


def test_a_schema_notices_what_is_wrong() -> None:
    files = gathered("api", HEADS)
    checker = jsonschema.Draft202012Validator(opened(files, "schema/notices"))
    data = opened(files, "notices")
    for wrong in ({"validity": "gone"}, {"title": 1}, {"languages": []}, {"issuer": "甲"}):
        assert not checker.is_valid({**data, "notices": [{**data["notices"][0], **wrong}]})
    lacking = {key: value for key, value in data["notices"][0].items() if key != "url"}
    assert not checker.is_valid({**data, "notices": [lacking]})
    assert not checker.is_valid({**data, "version": 2})
    assert checker.is_valid({**data, "notices": [{**data["notices"][0], "a_key_of_tomorrow": 1}]})


def test_a_notice_says_what_its_front_matter_says() -> None:
    sizes = {"content/notices/bus.md": {"plain": {"plain.txt": 940}, "braille": {}}}
    data = opened(gathered("api", HEADS, site(files=sizes)), "notices")
    assert data["version"] == 1
    assert [entry["url"] for entry in data["notices"]] == sorted(entry["url"] for entry in data["notices"])
    (bus,) = (entry for entry in data["notices"] if entry["url"] == "https://linjiang.example/notice/bus/")
    assert bus == {
        "id": "LJ-12", "slug": "bus", "url": "https://linjiang.example/notice/bus/", "lang": "zh-Hans", "title": "交通补贴",
        "summary": "每月补贴", "published": "2017-05-26", "changed": "2019-04-01",
        "topics": [{"slug": "allowance", "name": "补贴与救助"}, {"slug": "", "name": "交通"}],
        "audience": ["family", "邻居"], "level": "municipal", "region": "",
        "languages": {"zh-Hans": "https://linjiang.example/notice/bus/", "en": "https://linjiang.example/en/notice/bus/"},
        "renditions": {"plain": [{"url": "https://linjiang.example/notice/bus/plain.txt", "size_bytes": 940}]},
        "expired": False, "index_number": "", "doc_number": "", "issuer": [], "issued": "", "effective": "",
        "valid_until": "", "validity": "effective", "repeals": [], "amends": [],
        "replaces": [{"title": "旧补贴", "url": "https://linjiang.example/notice/bus-2012/"}],
        "based_on": [{"title": "某法", "url": ""}], "issues": [], "replaced_by": [], "repealed_by": [], "amended_by": [],
    }  # fmt: skip


def test_the_other_kinds_say_what_is_their_own() -> None:
    files = gathered("api", [*HEADS, *course("lessons: [second, 01-first]\nminutes: 17\n")])
    (guide,) = opened(files, "guides")["guides"]
    assert (guide["steps"], guide["faq"]) == (["一", "二"], [{"question": "吗", "answer": "好"}])
    assert guide["life_events"] == [{"slug": "hardship", "name": "生活有困难"}]
    hall, home = opened(files, "places")["places"]
    assert (hall["latitude"], hall["longitude"], hall["district"]) == (None, None, None)
    assert home["district"] == {"slug": "dongpu", "name": "东浦区"}
    assert (home["latitude"], home["website"]) == (pytest.approx(39.907, abs=0.001), "https://home.example/")
    (event,) = opened(files, "events")["events"]
    assert (event["starts"], event["recurrence"]) == ("2026-05-17", "FREQ=YEARLY")
    (bank,) = opened(files, "courses")["courses"]
    assert bank["minutes"] == 17
    # by slug or by file name, in the order of course.yml, the others after them
    assert [one["url"] for one in bank["lessons"]] == [
        f"https://linjiang.example/course/bank/{name}/" for name in ("second", "01-first", "00-extra")
    ]


def test_topics_stand_in_the_sites_order_with_their_documents() -> None:
    allowance, culture = opened(gathered("api", HEADS), "topics")["topics"]
    assert allowance == {
        "slug": "allowance", "names": {"zh-Hans": "补贴与救助", "en": "Allowances"},
        "urls": {"zh-Hans": "https://linjiang.example/topic/allowance/", "en": "https://linjiang.example/en/topic/allowance/"},
        "documents": ["https://linjiang.example/notice/bus/"],
    }  # fmt: skip
    assert culture["documents"] == ["https://linjiang.example/event/day/"]


def test_the_index_leads_to_everything() -> None:
    files = gathered("api", HEADS)
    index = opened(files, "index")
    assert {entry["name"]: entry["count"] for entry in index["files"]} == {
        "notices": 3, "guides": 1, "places": 2, "events": 1, "courses": 0, "topics": 2,
    }  # fmt: skip
    for address in (
        *(e["url"] for e in index["files"]),
        *(e["schema"] for e in index["files"]),
        *index["titles"].values(),
    ):
        assert address.removeprefix("https://linjiang.example/") in files


def test_titles_are_all_that_a_search_page_needs() -> None:
    files = gathered(
        "api", [*HEADS, *course("lessons: [second, 01-first]\nminutes: 17\n")], site(expired=["content/pages/about.md"])
    )
    fair = head("events/fair.md", "title: 招聘会\nslug: fair\npublished: 2026-11-12\nstarts: 2026-12-05T09:00\n")
    listed = gathered("api", [fair])["api/titles.json"].decode()
    assert '"event","2026-12-05T09:00' in listed, "of an event people want to know when it is"
    assert files["en/api/titles.json"].decode() == '[["Bus money","en/notice/bus/","","notice","2017-05-26","",""]]'
    rows = opened(files, "titles")
    assert rows[0] == ["网银", "course/bank/", "", "course", "2026-11-23", "", ""]
    assert rows[1] == ["交通补贴", "notice/bus/", "每月补贴", "notice", "2017-05-26", "", "补贴与救助、交通"]
    assert ["旧补贴", "notice/bus-2012/", "", "notice", "2012-03-01", "repealed", ""] in rows
    assert ["助残日", "event/day/", "", "event", "2026-05-17", "", "文化体育"] in rows
    assert "关于" not in {row[0] for row in rows}


def test_what_is_no_longer_listed_is_marked() -> None:
    data = opened(gathered("api", HEADS, site(expired=["content/notices/bus-2012.md"])), "notices")
    assert [entry["slug"] for entry in data["notices"] if entry["expired"]] == ["bus-2012"]


def test_without_a_public_address_addresses_begin_at_the_sites_root() -> None:
    files = gathered("api", HEADS, site(url=""))
    assert opened(files, "notices")["notices"][0]["url"] == "en/notice/bus/"
    assert "$id" not in opened(files, "schema/notices")
    jsonschema.validate(opened(files, "notices"), opened(files, "schema/notices"))


@pytest.mark.parametrize("text", [']]> & <b> "q"', "a\x00b\x1fc\u2028", "残" * 300])
def test_no_text_breaks_a_file(text: str) -> None:
    bad = msgspec.structs.replace(HEADS[0], meta=msgspec.structs.replace(HEADS[0].meta, title=text, topic=(text,)))
    files = gathered("api", [bad])
    assert opened(files, "notices")["notices"][0]["title"] == text
    assert opened(files, "titles")[0][0] == text
