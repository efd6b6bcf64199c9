"""Places as data: one order and one number everywhere, positions in WGS 84, and a map that shows no more than the list."""

from __future__ import annotations

import csv
import io
import json
import re
from itertools import pairwise
from math import hypot
from xml.etree import ElementTree

import msgspec
import pytest
from bundles.heads import gathered, head, notice, site

from curbcut.bundles.places import drawing
from curbcut.core.steps import Head

SVG = "{http://www.w3.org/2000/svg}"


def place(slug: str, more: str = "", *, en: bool = False) -> Head:
    return head(
        f"places/{slug}{'.en' if en else ''}.md",
        f"title: {slug.title()} 服务中心\nslug: {slug}\naddress: 和平路1号\n{more}",
    )


def at(lat: float, lon: float, system: str = "WGS84") -> str:
    return f"coordinates: {{lat: {lat}, lon: {lon}, system: {system}}}\n"


HOME = place(
    "home",
    "district: 东浦区\nphone: '+86 12385'\nhours: 工作日\nservices: [康复, 托养]\n" + at(39.915, 116.404, "GCJ02"),
)
YARD = place("yard", "district: xishan\nfacilities: [轮椅坡道]\nurl: https://yard.example/\n" + at(39.91, 116.3))
HALL = place("hall", "district: 东浦区\n")


def test_geojson_has_every_place_in_the_lists_order() -> None:
    data = json.loads(gathered("places", [YARD, HOME, HALL, notice("plan")])["places/places.geojson"])
    assert data["type"] == "FeatureCollection"
    assert [(f["id"], f["properties"]["number"]) for f in data["features"]] == [
        ("place/hall", 1), ("place/home", 2), ("place/yard", 3),
    ]  # fmt: skip
    hall, home, yard = data["features"]
    assert hall["geometry"] is None
    assert yard["geometry"] == {"type": "Point", "coordinates": [116.3, 39.91]}  # longitude first
    lon, lat = home["geometry"]["coordinates"]
    # 39.915, 116.404 in GCJ-02 is about 550 m off; the published one-step inverse is near enough to tell
    assert hypot((lat - 39.91359571849836) * 111_320, (lon - 116.39775550083061) * 85_400) < 5
    assert home["properties"] == {
        "number": 2, "title": "Home 服务中心", "url": "https://linjiang.example/place/home/", "lang": "zh-Hans",
        "summary": "", "district": "dongpu", "district_name": "东浦区", "address": "和平路1号", "phone": "+86 12385",
        "hours": "工作日", "transport": "", "facilities": [], "services": ["康复", "托养"], "website": "",
    }  # fmt: skip


def test_the_table_opens_in_a_spreadsheet_and_runs_nothing() -> None:
    danger = msgspec.structs.replace(
        HALL, meta=msgspec.structs.replace(HALL.meta, title="=HYPERLINK(1)", address='-1,"二"\n三')
    )
    data = gathered("places", [danger, HOME])["places/places.csv"]
    assert data.startswith(b"\xef\xbb\xbf")
    header, hall, home = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert header == [
        "编号", "名称", "区", "地址", "咨询电话", "工作时间", "交通", "无障碍设施", "服务项目", "网址", "纬度（WGS84）",
        "经度（WGS84）", "本站网页",
    ]  # fmt: skip
    assert hall[:4] == ["1", "'=HYPERLINK(1)", "东浦区", '\'-1,"二"\n三']
    assert hall[10:12] == ["", ""]
    assert home[4] == "'+86 12385"
    assert home[8] == "康复、托养"
    assert float(home[10]) == pytest.approx(39.9136, abs=0.0001)


def test_each_language_has_its_own_files() -> None:
    english = place("home", "district: Dongpu\n" + at(39.9, 116.4), en=True)
    files = gathered("places", [HOME, HALL, english])
    assert set(files) == {
        f"{start}places/{name}" for start in ("", "en/") for name in ("places.geojson", "places.csv", "map.svg")
    }
    assert "编号" not in files["en/places/places.csv"].decode()
    assert b"Map of places" in files["en/places/map.svg"]
    assert "东浦区" not in files["en/places/map.svg"].decode()


def test_without_places_there_is_nothing_and_without_positions_no_map() -> None:
    assert gathered("places", []) == {}
    assert gathered("places", [notice("plan")]) == {}
    assert set(gathered("places", [HALL])) == {"places/places.geojson", "places/places.csv"}
    assert gathered("places", [HALL, HOME], site(expired=[HALL.path, HOME.path])) == {}


def many() -> list[Head]:
    spots = [(39.9 + (n * 37 % 100) / 1500, 116.3 + (n * 61 % 100) / 900) for n in range(40)]
    districts = ("dongpu", "xishan")
    return [
        place(f"p{n:02d}", f"district: {districts[lon > 116.35]}\n" + at(lat, lon))
        for n, (lat, lon) in enumerate(spots)
    ]


def drawn(heads: list[Head], **changes: object) -> ElementTree.Element:
    return ElementTree.fromstring(gathered("places", heads, site(**changes))["places/map.svg"])


def test_the_map_shows_the_numbers_of_the_list_and_no_more() -> None:
    heads = [*many(), HALL]
    files = gathered("places", heads)
    features = json.loads(files["places/places.geojson"])["features"]
    root = ElementTree.fromstring(files["places/map.svg"])
    texts = [element.text for element in root.iter(f"{SVG}text")]
    assert texts == ["东浦区", "西山区", *(str(f["properties"]["number"]) for f in features if f["geometry"])]
    assert root.get("role") == "img"
    ids = {element.get("id"): element.text for element in root if element.get("id")}
    assert [ids[name] for name in str(root.get("aria-labelledby")).split()] == [
        "服务地点图", "图上标出 40 个地点的位置，编号和服务地点列表里的相同。图上有的，列表里都有。",
    ]  # fmt: skip


def test_the_map_is_plain_drawing() -> None:
    data = gathered("places", many())["places/map.svg"].decode()
    allowed = {f"{SVG}{name}" for name in ("svg", "title", "desc", "rect", "path", "text", "circle")}
    assert {element.tag for element in ElementTree.fromstring(data).iter()} == allowed
    assert re.findall(r"https?://[^\"]+", data) == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"href|style=|url\(|\son\w+=|@import", data)


def test_text_is_large_and_everything_stands_out() -> None:
    root = drawn(many())
    assert root.get("width") == "900"
    assert min(float(str(text.get("font-size"))) for text in root.iter(f"{SVG}text")) >= 14
    for colour in (drawing.INK, drawing.NAMES, drawing.BADGES, drawing.LEADS):
        assert contrast(colour, drawing.PAPER) >= 4.5
    assert contrast(drawing.LINES, drawing.PAPER) >= 3
    used = set(re.findall(r'(?:fill|stroke)="(#\w+)"', ElementTree.tostring(root).decode()))
    assert used <= {drawing.INK, drawing.PAPER, drawing.LINES, drawing.NAMES, drawing.BADGES, drawing.LEADS}


def contrast(one: str, other: str) -> float:
    """Source: WCAG 2.2, definition of relative luminance."""

    def luminance(colour: str) -> float:
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_badges_do_not_cover_each_other_and_stay_on_the_map() -> None:
    root = drawn(many())
    height = float(str(root.get("height")))
    boxes = [
        tuple(float(str(r.get(n))) for n in ("x", "y", "width", "height")) for r in list(root.iter(f"{SVG}rect"))[1:]
    ]
    assert len(boxes) == 40
    for x, y, wide, tall in boxes:
        assert 0 <= x <= 900 - wide
        assert 0 <= y <= height - tall
    for n, (x, y, wide, tall) in enumerate(boxes):
        for to_x, to_y, to_wide, to_tall in boxes[n + 1 :]:
            assert x + wide <= to_x or to_x + to_wide <= x or y + tall <= to_y or to_y + to_tall <= y


def test_north_is_up_and_east_is_right() -> None:
    heads = [place("a", at(30.0, 120.0)), place("b", at(30.0, 120.1)), place("c", at(30.1, 120.1))]
    dots = [(float(str(c.get("cx"))), float(str(c.get("cy")))) for c in drawn(heads).iter(f"{SVG}circle")]
    assert dots[1][0] > dots[0][0]
    assert dots[2][1] < dots[1][1]
    lengths = [hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(dots)]
    assert lengths[1] / lengths[0] == pytest.approx(1 / 0.8660, rel=0.01)  # cos 30°: degrees of longitude are shorter


@pytest.mark.parametrize(
    "spots", [[(31.2, 121.5)], [(31.2, 121.5)] * 30, [(-90, -180), (90, 180)], [(31.2, 121.4), (31.2, 121.6)]]
)
def test_odd_sets_of_positions_are_drawn_too(spots: list[tuple[float, float]]) -> None:
    root = drawn([place(f"p{n:02d}", "district: dongpu\n" + at(*spot)) for n, spot in enumerate(spots)])
    dots = list(root.iter(f"{SVG}circle"))
    assert len(dots) == len(spots)
    for dot in dots:
        assert 0 <= float(str(dot.get("cx"))) <= 900
        assert 0 <= float(str(dot.get("cy"))) <= float(str(root.get("height"))) <= 900


NASTY = [']]> <b> & "q"', "a\x00b\x0b", "残" * 300, "<script>alert(1)</script>"]


@pytest.mark.parametrize("text", NASTY)
def test_no_text_breaks_the_files(text: str) -> None:
    bad = msgspec.structs.replace(
        HOME, meta=msgspec.structs.replace(HOME.meta, title=text, district=text, address=text)
    )
    files = gathered("places", [bad], site(districts={}))
    assert json.loads(files["places/places.geojson"])["features"][0]["properties"]["title"] == text
    names = [t.text for t in ElementTree.fromstring(files["places/map.svg"]).iter(f"{SVG}text")]
    assert names == ["".join(ch for ch in text if ch >= " "), "1"]
    (_, row) = csv.reader(io.StringIO(files["places/places.csv"].decode("utf-8-sig"), newline=""))
    assert row[1] == text.replace("\0", "")
