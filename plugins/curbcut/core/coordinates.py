"""Positions of mainland maps as WGS 84, which GeoJSON and satellite receivers use.

Maps sold in mainland China are shifted: GCJ-02 (Amap, Tencent) by up to 700 m, BD-09 (Baidu) by some
more. Both shifts are known as formulas from WGS 84 only; the way back is found by iteration.

source: the formulas as published by others since 2010, collected in “Restrictions on geographic data in
China” (Wikipedia); their results are tested against positions from the libraries eviltransform and coordtransform
"""

from __future__ import annotations

from collections.abc import Callable
from math import atan2, cos, hypot, pi, sin, sqrt

Position = tuple[float, float]
"""Latitude and longitude in degrees, north and east positive."""

_RADIUS_M, _FLATNESS = 6_378_245.0, 0.00669342162296594  # Krasovsky 1940: half axis, eccentricity squared
_LAT, _LON = (0.8293, 55.8271), (72.004, 137.8347)  # the box in which the formulas shift anything
_BAIDU_WAVE = pi * 3000 / 180
_ENOUGH_DEG = 1e-9  # a tenth of a millimetre
_TURNS = 20  # each turn gains two digits or more; five are enough everywhere in the box


def to_wgs84(lat: float, lon: float, system: str) -> Position:
    """Return a position as WGS 84, exact to less than a metre. `system`: WGS84, GCJ02 or BD09."""
    if system == "WGS84" or not _shifted(lat, lon):
        return lat, lon
    at = (lat, lon) if system == "GCJ02" else _undone(_baidu, (lat, lon))
    return _undone(_mars, at)


def to_gcj02(lat: float, lon: float) -> Position:
    """Return a WGS 84 position as maps by GCJ-02 show it."""
    return _mars((lat, lon)) if _shifted(lat, lon) else (lat, lon)


def to_bd09(lat: float, lon: float) -> Position:
    """Return a WGS 84 position as maps by Baidu show it."""
    return _baidu(_mars((lat, lon))) if _shifted(lat, lon) else (lat, lon)


def _shifted(lat: float, lon: float) -> bool:
    return _LAT[0] <= lat <= _LAT[1] and _LON[0] <= lon <= _LON[1]


def _mars(at: Position) -> Position:
    """WGS 84 to GCJ-02: a polynomial and waves in metres, turned into degrees on the ellipsoid."""
    lat, lon = at
    x, y = lon - 105.0, lat - 35.0
    shared = 20.0 * sin(6.0 * pi * x) + 20.0 * sin(2.0 * pi * x)
    north_m = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x))
    north_m += (shared + _waves(y, (20.0, 1.0), (40.0, 3.0), (160.0, 12.0), (320.0, 30.0))) * 2.0 / 3.0
    east_m = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x))
    east_m += (shared + _waves(x, (20.0, 1.0), (40.0, 3.0), (150.0, 12.0), (300.0, 30.0))) * 2.0 / 3.0
    angle = lat * pi / 180.0
    bend = 1.0 - _FLATNESS * sin(angle) ** 2
    meridian_m = _RADIUS_M * (1.0 - _FLATNESS) / (bend * sqrt(bend))
    parallel_m = _RADIUS_M / sqrt(bend) * cos(angle)
    return lat + north_m / meridian_m * 180.0 / pi, lon + east_m / parallel_m * 180.0 / pi


def _waves(at: float, *waves: tuple[float, float]) -> float:
    return sum(height * sin(at * pi / length) for height, length in waves)


def _baidu(at: Position) -> Position:
    """GCJ-02 to BD-09: a small turn and stretch about the origin, then a fixed step."""
    lat, lon = at
    far = hypot(lon, lat) + 0.00002 * sin(lat * _BAIDU_WAVE)
    angle = atan2(lat, lon) + 0.000003 * cos(lon * _BAIDU_WAVE)
    return far * sin(angle) + 0.006, far * cos(angle) + 0.0065


def _undone(shift: Callable[[Position], Position], wanted: Position) -> Position:
    """Return the position that `shift` moves to `wanted`: the guess is corrected by what it misses."""
    lat, lon = wanted
    for _ in range(_TURNS):
        reached = shift((lat, lon))
        off = wanted[0] - reached[0], wanted[1] - reached[1]
        lat, lon = lat + off[0], lon + off[1]
        if abs(off[0]) < _ENOUGH_DEG and abs(off[1]) < _ENOUGH_DEG:
            break
    return lat, lon
