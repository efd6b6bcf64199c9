"""What search engines are told of a document, as schema.org has it."""

from __future__ import annotations

from typing import Any

import msgspec
from theme.samples import CONFIG, sample_site

from curbcut.core.config import load_config
from curbcut.core.model import Answer
from curbcut.core.steps import head_of, read_document
from curbcut.portal.context import context
from curbcut.portal.shelf import Shelf
from curbcut.portal.structured import structured


def structured_of(lines: str, kind: str = "notices") -> dict[str, Any]:
    config, _ = load_config("site_config.yml", CONFIG)
    assert config is not None
    text = f"---\ntitle: 甲\nslug: one\n{lines}\n---\n\n正文。\n"
    one = head_of(Answer(facts=read_document(f"content/{kind}/one.md", text.encode(), "zh-Hans", ()).facts))
    assert one is not None
    around, _, known, _ = sample_site()
    seen = context(Shelf([one]), one, known.rooms, known.offered, around.today)
    found: dict[str, Any] = msgspec.json.decode(structured(config, one, seen))
    return found


def test_a_notice_without_a_number_that_changes_nothing_is_news() -> None:
    news = structured_of("published: 2030-01-01")
    assert (news["@type"], news["headline"], news["publisher"]["name"]) == ("NewsArticle", "甲", "和平区残疾人联合会")
    assert structured_of("published: 2030-01-01\ndoc_number: 和残联〔2030〕1号")["@type"] == "Legislation"
    assert structured_of("published: 2030-01-01\nrepeals: [《旧办法》]")["@type"] == "Legislation"


def test_machines_get_a_place_where_satellites_see_it() -> None:
    place = structured_of("address: 某路\ncoordinates: {lat: 31.2, lon: 121.5, system: GCJ02}", "places")
    assert place["@type"] == "Place"
    shift = abs(place["geo"]["latitude"] - 31.2), abs(place["geo"]["longitude"] - 121.5)
    assert all(0.001 < degrees < 0.01 for degrees in shift), "as on a Chinese map it would be some hundred metres off"
    assert "geo" not in structured_of("address: 某路", "places")


def test_machines_are_told_nothing_of_an_event_that_its_editor_did_not_say() -> None:
    event = structured_of("starts: 2030-05-19", "events")
    assert not {"location", "eventAttendanceMode", "isAccessibleForFree"} & set(event)
    assert structured_of("starts: 2030-05-19\nvenue: 大厅", "events")["location"]["name"] == "大厅"
