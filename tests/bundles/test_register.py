"""The policy register: all notices, newest first, with what became of them."""

from __future__ import annotations

import csv
import io
import json

import msgspec
import pytest
from bundles.heads import gathered, head, notice, site

OLD = notice("bus-2012", "validity: repealed\nissuer: [市残联, 市财政局]\n", title="旧交通补贴", published="2012-03-01")
NEW = notice(
    "bus", "index_number: LJ/2017-00012\ndoc_number: 临残联〔2017〕12号\nissued: 2017-05-22\neffective: 2017-07-01\n"
    "valid_until: 2030-06-30\nreplaces: [bus-2012]\nrepeals: [bus-2012, 一份不在本站的文件]\n", title="交通补贴",
)  # fmt: skip
AMENDING = notice("fewer-papers", "amends: [bus]\n", title="减材料", published="2019-03-29")
ENGLISH = notice("bus", "", title="Bus money", en=True)
GUIDE = head("guides/card.md", "title: 办证\nslug: card\noffline_channel: 窗口\n")


def test_the_register_for_programs() -> None:
    data = json.loads(gathered("register", [OLD, GUIDE, NEW, ENGLISH, AMENDING])["register/register.json"])
    assert data["version"] == 1
    assert data["title"] == {"zh-Hans": "临江市残联", "en": "Linjiang Federation"}
    assert [(line["title"], line["lang"]) for line in data["notices"]] == [
        ("减材料", "zh-Hans"), ("Bus money", "en"), ("交通补贴", "zh-Hans"), ("旧交通补贴", "zh-Hans"),
    ]  # fmt: skip
    by = {"title": "交通补贴", "url": "https://linjiang.example/notice/bus/"}
    assert data["notices"][2] == {
        "index_number": "LJ/2017-00012", "doc_number": "临残联〔2017〕12号", "title": "交通补贴", "issuer": [],
        "issued": "2017-05-22", "published": "2017-05-26", "effective": "2017-07-01", "valid_until": "2030-06-30",
        "validity": "effective", "replaced_by": [], "repealed_by": [],
        "amended_by": [{"title": "减材料", "url": "https://linjiang.example/notice/fewer-papers/"}],
        "url": "https://linjiang.example/notice/bus/", "lang": "zh-Hans",
    }  # fmt: skip
    old = data["notices"][3]
    assert (old["validity"], old["replaced_by"], old["repealed_by"]) == ("repealed", [by], [by])


def test_the_register_for_people_in_each_language() -> None:
    files = gathered("register", [OLD, NEW, ENGLISH])
    chinese, english = (rows(files[f"{start}register/register.csv"]) for start in ("", "en/"))
    assert chinese[0][:4] == ["索引号", "发文字号", "标题", "发文机关"]
    assert english[0][:4] == ["Index number", "Document number", "Title", "Issued by"]
    assert [row[2] for row in chinese[1:]] == [row[2] for row in english[1:]] == ["Bus money", "交通补贴", "旧交通补贴"]
    assert chinese[3] == [
        "", "", "旧交通补贴", "市残联；市财政局", "", "2012-03-01", "", "", "已经废止", "交通补贴", "交通补贴", "",
        "https://linjiang.example/notice/bus-2012/", "zh-Hans",
    ]  # fmt: skip
    assert english[3][8] == "Repealed"
    assert all(len(row) == 14 for row in (*chinese, *english))


def test_a_withdrawn_notice_stays_in_the_register_and_an_empty_site_has_none() -> None:
    data = json.loads(gathered("register", [OLD, NEW], site(expired=[OLD.path]))["register/register.json"])
    assert len(data["notices"]) == 2
    assert gathered("register", [GUIDE]) == {}
    assert gathered("register", []) == {}


@pytest.mark.parametrize("text", ["]]> & <b>", "a\x00b\x1fc", "残" * 300, "=1+1", '甲"乙,丙\n丁'])
def test_no_text_breaks_a_register(text: str) -> None:
    bad = msgspec.structs.replace(OLD, meta=msgspec.structs.replace(OLD.meta, title=text))
    files = gathered("register", [bad, NEW])
    assert json.loads(files["register/register.json"])["notices"][1]["title"] == text
    shown = rows(files["register/register.csv"])[2]
    assert shown[2] == ("'=1+1" if text == "=1+1" else text.replace("\0", ""))
    assert len(shown) == 14


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
