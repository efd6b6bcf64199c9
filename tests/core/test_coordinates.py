"""Positions of shifted maps come back to WGS 84 within less than a metre, everywhere in the country."""

from __future__ import annotations

from math import cos, hypot, radians

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curbcut.core.coordinates import to_bd09, to_gcj02, to_wgs84

KNOWN = [  # WGS 84 and GCJ-02, as the tests of the library eviltransform have them
    ((31.1774276, 121.5272106), (31.17530398364597, 121.531541859215)),
    ((22.543847, 113.912316), (22.540796131694766, 113.9171764808363)),
    ((39.911954, 116.377817), (39.91334545536069, 116.38404722455657)),
]
LATITUDES, LONGITUDES = st.floats(3.5, 53.6), st.floats(73.5, 135.1)


def metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    north, east = (one[0] - other[0]) * 111_320, (one[1] - other[1]) * 111_320 * cos(radians(one[0]))
    return hypot(north, east)


@pytest.mark.parametrize(("wgs", "gcj"), KNOWN)
def test_known_positions(wgs: tuple[float, float], gcj: tuple[float, float]) -> None:
    assert metres(to_gcj02(*wgs), gcj) < 0.1
    assert metres(to_wgs84(*gcj, "GCJ02"), wgs) < 0.1


def test_a_known_position_of_baidu() -> None:
    # 116.404 E, 39.915 N on one map, as the library coordtransform places it on the next
    assert metres(to_gcj02(39.915, 116.404), (39.91640428150164, 116.41024449916938)) < 0.001
    shown = to_bd09(*to_wgs84(39.915, 116.404, "GCJ02"))
    assert metres(shown, (39.92133699351021, 116.41036949371029)) < 0.001
    assert metres(to_gcj02(*to_wgs84(*shown, "BD09")), (39.915, 116.404)) < 0.001


@given(LATITUDES, LONGITUDES)
def test_the_way_there_and_back_is_shorter_than_a_centimetre(lat: float, lon: float) -> None:
    assert metres(to_wgs84(*to_gcj02(lat, lon), "GCJ02"), (lat, lon)) < 0.01
    assert metres(to_wgs84(*to_bd09(lat, lon), "BD09"), (lat, lon)) < 0.01


@given(LATITUDES, LONGITUDES)
def test_maps_are_shifted_by_what_is_known_of_them(lat: float, lon: float) -> None:
    assert metres(to_gcj02(lat, lon), (lat, lon)) < 1_000
    assert 300 < metres(to_bd09(lat, lon), to_gcj02(lat, lon)) < 1_300


@pytest.mark.parametrize("system", ["WGS84", "GCJ02", "BD09"])
@pytest.mark.parametrize("at", [(51.5, -0.13), (-33.9, 151.2), (0.0, 0.0), (90.0, 180.0), (-90.0, -180.0)])
def test_nothing_is_shifted_elsewhere(at: tuple[float, float], system: str) -> None:
    assert to_wgs84(*at, system) == at
    assert to_gcj02(*at) == to_bd09(*at) == at


def test_what_is_wgs84_already_stays() -> None:
    assert to_wgs84(31.2, 121.5, "WGS84") == (31.2, 121.5)
