"""Places: on the map, in a district, and where the others are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from statistics import median

from curbcut.core.checks.placing import TextOf, setting_place
from curbcut.core.findings import ASK, WARN, Finding
from curbcut.core.kinds import Coordinates, Place
from curbcut.core.options.telling import told
from curbcut.core.steps import Head

_FEWEST = 4
"""Places on the map below which nobody can say what is usual."""
_FAR_DEGREES, _TIMES = 1.0, 8.0
"""Far away: a degree (about 100 km, wider than a city), and eight times as far as half of the places are."""
_CHINA = ((3.0, 54.0), (73.0, 136.0))
"""Latitudes and longitudes of China in whole degrees: where the shifted systems GCJ02 and BD09 are used."""


def check_geography(heads: Iterable[Head], districts: bool, text_of: TextOf) -> Iterator[Finding]:
    """Yield places that are not on the map, in no district, or far away from all others.

    districts: whether the site names its districts
    """
    places = [(head, head.meta) for head in heads if isinstance(head.meta, Place)]
    points = [meta.coordinates for _, meta in places if meta.coordinates]
    usual = _Usual(points) if len(points) >= _FEWEST else None
    for head, meta in places:
        if districts and not meta.district:
            yield told("place-without-district", head.path, _at(head, "title", text_of), level=WARN)
        point = meta.coordinates
        if point is None:
            yield told("place-without-coordinates", head.path, _at(head, "title", text_of), level=WARN)
        elif (usual and not usual.has(point.lat, point.lon)) or _outside_china(point):
            swapped = bool(usual and usual.has(point.lon, point.lat)) or _in_china(point.lon, point.lat)
            advice = ("多半是经纬度写反了，把 lat 和 lon 对调。", "They seem to be swapped: exchange `lat` and `lon`.")
            other = ("在地图上核对这个地址的坐标。", "Look the address up on a map.")
            yield told(
                "place-far-away", head.path, _at(head, "coordinates", text_of), level=ASK,
                lat=point.lat, lon=point.lon, advice=advice if swapped else other,
            )  # fmt: skip


class _Usual:
    """Where the places of a site are: the middle and half their distances, which no single slip can move."""

    def __init__(self, points: list[Coordinates]) -> None:
        self.middle = median(p.lat for p in points), median(p.lon for p in points)
        near = median(abs(p.lat - self.middle[0]) for p in points), median(abs(p.lon - self.middle[1]) for p in points)
        self.reach = max(_FAR_DEGREES, _TIMES * near[0]), max(_FAR_DEGREES, _TIMES * near[1])

    def has(self, lat: float, lon: float) -> bool:
        """Return whether a point lies among the others."""
        return abs(lat - self.middle[0]) <= self.reach[0] and abs(lon - self.middle[1]) <= self.reach[1]


def _in_china(lat: float, lon: float) -> bool:
    return _CHINA[0][0] <= lat <= _CHINA[0][1] and _CHINA[1][0] <= lon <= _CHINA[1][1]


def _outside_china(point: Coordinates) -> bool:
    return point.system != "WGS84" and not _in_china(point.lat, point.lon)


def _at(head: Head, key: str, text_of: TextOf) -> tuple[int, int]:
    return setting_place(head.path, text_of(head.path), key)
