"""The order of places, which the list, its map and its data share."""

from __future__ import annotations

from bundles.heads import head, notice, site

from curbcut.core.directory import directory


def place(slug: str, district: str) -> object:
    return head(
        f"places/{slug}.md",
        f"title: {slug}\nslug: {slug}\naddress: 路\n" + (f"district: {district}\n" if district else ""),
    )


def test_districts_come_in_the_sites_order_then_strangers_then_places_without_one() -> None:
    heads = [
        place("e", ""),
        place("d", "外地"),
        place("c", "xishan"),
        place("b", "东浦区"),
        place("a", "Dongpu"),
        notice("n"),
    ]
    listed = directory(heads, site()["districts"], "zh-Hans")
    assert [(d.slug, d.name, d.first, [h.slug for h in d.places]) for d in listed] == [
        ("dongpu", "东浦区", 1, ["a", "b"]), ("xishan", "西山区", 3, ["c"]), ("", "外地", 4, ["d"]), ("", "", 5, ["e"]),
    ]  # fmt: skip
    assert [d.name for d in directory(heads, site()["districts"], "en")][:2] == ["Dongpu", "Xishan"]
    assert directory([], {}, "zh-Hans") == ()
