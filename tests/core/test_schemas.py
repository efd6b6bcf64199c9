"""The JSON Schemas say what the loader says."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from curbcut.core.config import load_config
from curbcut.core.emergency import EmergencyFile
from curbcut.core.front_matter import parse, parse_course
from curbcut.core.permalinks import PermalinksFile
from curbcut.core.schemas import FOLDER, schemas
from curbcut.core.sources import Source, load_setting

MADE = schemas()
PATHS = {
    "notice": "content/notices/a.md", "guide": "content/guides/a.md", "page": "content/pages/a.md",
    "place": "content/places/a.md", "event": "content/events/a.md", "lesson": "courses/b/a.md",
}  # fmt: skip

SETTINGS: dict[str, type[Any]] = {"permalinks": PermalinksFile, "emergency": EmergencyFile}

GOOD: list[tuple[str, dict[str, Any]]] = [
    ("notice", {"title": "通知", "slug": "plan", "published": "2017-01-04", "issuer": "市残联", "validity": "已废止", "draft": True}),
    ("notice", {"标题": "通知", "网址名": "plan", "发布日期": "2017-01-04", "发文机关": ["甲", "乙"], "doc_number": 10}),
    ("notice", {"title": "通知", "slug": "plan", "published": "2017-01-04", "source": "省网", "attachments": ["a.pdf"], "allow": {"a": "b"}}),
    ("guide", {"title": "办证", "slug": "card", "线下办理": "窗口", "faq": [{"问": "吗？", "答": "好"}], "steps": ["一", "二"]}),
    ("page", {"title": "关于", "slug": "about", "summary": None}),
    ("place", {"title": "家", "slug": "sun", "address": "路", "coordinates": {"lat": 31.2, "lon": 121, "system": "GCJ02"}}),
    ("event", {"title": "日", "slug": "day", "starts": "2017-05-21", "recurrence": "每年"}),
    ("course", {"title": "网上银行", "lessons": ["one"], "teacher": {"phone": "12385"}}),
    ("lesson", {"title": "课", "pass": 60, "minutes": 10, "objectives": {"o1": "会"}}),
    ("lesson", {"title": "课", "及格分": 60, "目标": ["会", "能"]}),
    ("site_config", {"title": "站", "renditions": ["plain"], "workers": 2, "contact": {"phone": "12385", "hours": "工作日"}}),
    ("site_config", {"title": {"zh-Hans": "站", "en": "Site"}, "renditions": {"plain": None}, "workers": "auto", "version": 1}),
    ("site_config", {"title": "站", "voices": "espeak"}),
    ("site_config", {"title": "站", "voices": {"zh-Hans": "espeak", "en": {"silence": None}}}),
    ("permalinks", {"moved": {"/notice/old/": "/notice/new/"}, "删除": {"/notice/gone/": "重复了"}}),
    ("permalinks", {"removed": {"/notice/gone/": {"reason": {"zh-Hans": "重复", "en": "Twice"}, "date": "2017-01-04", "改看": "/"}}}),
    ("emergency", {"text": "台风橙色预警", "level": "紧急", "until": None}),
    ("emergency", {"内容": {"zh-Hans": "停电", "en": "No power"}, "link": "notices/a.md", "from": "2017-01-04T09:00:00+08:00"}),
]  # fmt: skip

BAD: list[tuple[str, dict[str, Any]]] = [
    ("notice", {"title": "通知", "slug": "plan"}),
    ("notice", {"title": "通知", "slug": "Plan", "published": "2017-01-04"}),
    ("notice", {"title": "通知", "slug": "plan", "published": "2017-01-04", "status": "effective"}),
    ("notice", {"title": "通知", "slug": "plan", "published": "2017-01-04", "validity": "作废"}),
    ("notice", {"title": ["通知"], "slug": "plan", "published": "2017-01-04"}),
    ("guide", {"title": "办证", "slug": "card"}),
    ("page", {"title": "关于", "slug": "about", "kind": "page"}),
    ("page", {"title": "关于", "slug": "about", "draft": "yes"}),
    ("place", {"title": "家", "slug": "sun", "address": "路", "coordinates": {"lat": 31.2, "lon": 121}}),
    ("event", {"title": "日", "slug": "day"}),
    ("course", {"lessons": ["one"]}),
    ("lesson", {"title": "课", "minutes": "十分钟"}),
    ("lesson", {"title": "课", "pass": 101}),
    ("site_config", {}),
    ("site_config", {"title": "站", "version": 2}),
    ("site_config", {"title": "站", "workers": "many"}),
    ("site_config", {"title": "站", "listing_size": 0}),
    ("permalinks", {"moves": {}}),
    ("permalinks", {"removed": {"/notice/gone/": {"date": "2017-01-04"}}}),
    ("permalinks", {"moved": ["/notice/old/"]}),
    ("emergency", {"level": "alert"}),
    ("emergency", {"text": "停电", "level": "municipal"}),
]


def says(schema: str, data: dict[str, Any]) -> bool:
    checker = jsonschema.Draft202012Validator(json.loads(MADE[f"{schema}.json"]))
    return bool(checker.is_valid(data))


def loads(kind: str, data: dict[str, Any]) -> bool:
    text = json.dumps(data, ensure_ascii=False).replace("null", "")  # JSON is YAML
    if kind == "site_config":
        return load_config("site_config.yml", text)[0] is not None
    if kind == "course":
        return parse_course("courses/b/course.yml", text)[0] is not None
    if kind in SETTINGS:
        return load_setting(SETTINGS[kind], Source(path=f"content/{kind}.yml", data=text.encode()))[0] is not None
    return parse(PATHS[kind], f"---\n{text}\n---\n").meta is not None


@pytest.mark.parametrize(("kind", "data"), GOOD)
def test_schema_and_loader_accept_the_same(kind: str, data: dict[str, Any]) -> None:
    assert says(kind, data)
    assert loads(kind, data)


@pytest.mark.parametrize(("kind", "data"), BAD)
def test_schema_and_loader_refuse_the_same(kind: str, data: dict[str, Any]) -> None:
    assert not says(kind, data)
    assert not loads(kind, data)


@pytest.mark.parametrize("name", MADE)
def test_a_schema_is_a_schema_and_describes_every_key_in_both_languages(name: str) -> None:
    schema = json.loads(MADE[name])
    jsonschema.Draft202012Validator.check_schema(schema)
    root = schema["$defs"][schema["$ref"].rpartition("/")[2]]
    for key, value in root["properties"].items():
        if key.isascii():
            zh, en = value["description"].split("\n")
            assert zh
            assert en.isascii()
        else:
            assert value["$ref"].rpartition("/")[2] in root["properties"]


def test_the_schema_files_are_up_to_date() -> None:
    """Run `python -m curbcut.core.schemas` after changing a record or its words."""
    assert {path.name: path.read_bytes() for path in FOLDER.glob("*.json")} == schemas()
