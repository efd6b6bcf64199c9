"""Places are on the map where they are; events begin on a day of their rule."""

from __future__ import annotations

import pytest


def place(slug: str, lat: float, lon: float, lines: str = "district: 东浦区", system: str = "GCJ02") -> str:
    point = f"coordinates: {{lat: {lat}, lon: {lon}, system: {system}}}"
    return f"---\ntitle: {slug}\nslug: {slug}\naddress: 某路\n{point}\n{lines}\n---\n"


def city(**more: str) -> dict[str, str]:
    near = {f"p{n}": place(f"p{n}", 30.1 + n / 20, 120.1 + n / 30) for n in range(5)}
    return {f"content/places/{slug}.md": text for slug, text in (near | more).items()}


def test_places_of_a_city_are_silent(places):
    assert places(city(suburb=place("suburb", 30.9, 120.9))) == []


def test_a_place_without_coordinates_or_district_is_warned(places):
    bare = {"content/places/a.md": "---\nslug: a\n名称: 甲\naddress: 某路\n---\n"}
    assert places(bare) == [
        "places/a.md:3:1 warn place-without-coordinates", "places/a.md:3:1 warn place-without-district"
    ]  # fmt: skip
    assert places(bare, "title: 临江") == ["places/a.md:3:1 warn place-without-coordinates"]


def test_a_place_far_from_all_others_is_a_question(judge):
    (finding,) = judge(city(far=place("far", 22.5, 114.1)))
    assert (finding.path, finding.line, finding.level, finding.rule) == (
        "content/places/far.md",
        5,
        "ask",
        "place-far-away",
    )
    assert "核对" in finding.words.fix["zh"]


def test_swapped_coordinates_are_recognised(judge):
    west = {f"content/places/k{n}.md": place(f"k{n}", 39.4 + n / 20, 75.9 + n / 20) for n in range(5)}
    (finding,) = judge(west | {"content/places/x.md": place("x", 75.9, 39.5)})
    assert (
        finding.rule == "place-far-away" and "写反" in finding.words.fix["zh"] and "swapped" in finding.words.fix["en"]
    )
    (finding,) = judge({"content/places/x.md": place("x", 75.9, 39.5)})
    assert "写反" in finding.words.fix["zh"], "one place alone: China is not there"


def test_few_places_far_apart_are_no_mistake(places):
    assert (
        places({f"content/places/{s}.md": place(s, lat, 110) for s, lat in (("a", 22.5), ("b", 30), ("c", 45))}) == []
    )


def event(lines: str) -> dict[str, str]:
    return {"content/events/a.md": f"---\ntitle: 甲\nslug: a\n{lines}\n---\n"}


@pytest.mark.parametrize(
    "lines",
    [
        "starts: 2017-05-21\nrecurrence: FREQ=YEARLY;BYMONTH=5;BYDAY=3SU",
        "starts: 2017-05-21 09:00\nrecurrence: 每周",
        "starts: 2017-05-21\nends: 2017-05-22\nregister_by: 2017-05-22",
        "starts: 2017-05-21 09:00\nregister_by: 2017-05-21",
        "starts: 2017-05-21\nrecurrence: 每周\nregister_by: 2018-01-01",
    ],
)
def test_sound_events_are_silent(places, lines):
    assert places(event(lines)) == []


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        ("starts: 2017-05-20\nrecurrence: FREQ=YEARLY;BYMONTH=5;BYDAY=3SU", "4:1 stop event-starts-outside"),
        ("开始: 2017-05-20 09:00\n重复: FREQ=WEEKLY;BYDAY=SU", "4:1 stop event-starts-outside"),
        ("starts: 2017-05-21\nends: 2017-05-22\nregister_by: 2017-05-23", "6:1 stop event-register-late"),
        ("starts: 2017-05-21 09:00\nregister_by: 2017-05-21 10:00", "5:1 stop event-register-late"),
    ],
)
def test_events_that_contradict_themselves_are_found(places, lines, place):
    assert places(event(lines)) == [f"events/a.md:{place}"]
