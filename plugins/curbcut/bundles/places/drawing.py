"""The map as one SVG file: numbered positions on a grid, district names among them.

It is a figure beside a list and adds nothing to it: no streets, no scale to measure by, no script, no
address outside. Sizes are those of a drawing 900 px wide.

source: WCAG 2.2, 1.4.3 and 1.4.11 (contrast); SVG 2, 5.7 (title and desc); SVG Accessibility API Mappings
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import cos, pi, radians, sin

from curbcut.core.model import Record
from curbcut.core.words import label
from curbcut.core.xml_text import xml_text

WIDTH = 900
_EDGE = 60  # room for the badge of a position at the border
_HEIGHTS = (420, 900)  # a narrow strip is still a map, a tall one still fits a screen's width
_CLOSEST_DEG = 0.01  # one place alone is shown in about a kilometre of country
_GRID = 8  # columns
_BADGE, _DIGITS_PX, _NAME_PX = 15, 16, 20  # radius of a badge, sizes of text
_CELL = 6  # px: how finely taken ground is remembered
_RINGS, _RAYS = 9, 16  # where a badge is tried around its position

INK, PAPER, LINES, NAMES, BADGES, LEADS = "#1b1f24", "#ffffff", "#8a929b", "#5a2a00", "#0b4f8a", "#4c5661"
"""Contrast on paper: 16.6, –, 3.1, 11.9, 8.4, 7.5 to 1 (asked for: 4.5 for text, 3 for lines)."""


class Point(Record, frozen=True):
    """A position to show: its number in the list, degrees in WGS 84, the name of its district or ``""``."""

    number: int
    lat: float
    lon: float
    group: str


class _Ground:
    """The parts of the drawing that hold something already, in cells."""

    def __init__(self, height: int) -> None:
        self.height = height
        self.taken: set[tuple[int, int]] = set()

    def claim(self, x: float, y: float, half: tuple[float, float], *, force: bool = False) -> bool:
        """Take a box around a position if it is free and inside; `force` takes it in any case."""
        left, right, top, bottom = x - half[0], x + half[0], y - half[1], y + half[1]
        if not force and (left < 2 or top < 2 or right > WIDTH - 2 or bottom > self.height - 2):
            return False
        columns = range(int(left // _CELL), int(right // _CELL) + 1)
        cells = {(column, line) for column in columns for line in range(int(top // _CELL), int(bottom // _CELL) + 1)}
        if not force and not cells.isdisjoint(self.taken):
            return False
        self.taken |= cells
        return True


def draw(points: list[Point], lang: str) -> bytes:
    """Return the map of one or more points, in the order given."""
    height, spots = _projected(points)
    ground = _Ground(height)
    for x, y in spots:
        ground.claim(x, y, (5, 5), force=True)
    names = list(_names(points, spots, ground))
    badges = [_free(spot, (_BADGE, _BADGE), ground, 22) for spot in spots]
    title, text = label("map_title", lang), label("map_text", lang, count=len(points))
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
        f' role="img" aria-labelledby="t d" lang="{xml_text(lang)}" font-family="sans-serif" text-anchor="middle">'
    )
    parts = [
        opening,
        f'<title id="t">{xml_text(title)}</title>', f'<desc id="d">{xml_text(text)}</desc>',
        f'<rect width="{WIDTH}" height="{height}" fill="{PAPER}"/>', _grid(height),
        *names, *_leads(spots, badges), *_badges(points, badges), "</svg>\n",
    ]  # fmt: skip
    return "\n".join(parts).encode()


def _projected(points: list[Point]) -> tuple[int, list[tuple[float, float]]]:
    """Return the height and the places of all points: north is up, a kilometre is as long both ways."""
    south, north = min(p.lat for p in points), max(p.lat for p in points)
    west, east = min(p.lon for p in points), max(p.lon for p in points)
    narrow = max(cos(radians((south + north) / 2)), 0.01)  # a degree of longitude beside one of latitude
    wide, tall = max((east - west) * narrow, _CLOSEST_DEG), max(north - south, _CLOSEST_DEG / 2)
    inner = WIDTH - 2 * _EDGE
    height = int(min(max(inner * tall / wide + 2 * _EDGE, _HEIGHTS[0]), _HEIGHTS[1]))
    scale = min(inner / wide, (height - 2 * _EDGE) / tall)
    middle = (west + east) / 2, (south + north) / 2
    return height, [
        (
            round(WIDTH / 2 + (point.lon - middle[0]) * narrow * scale, 1),
            round(height / 2 - (point.lat - middle[1]) * scale, 1),
        )
        for point in points
    ]


def _grid(height: int) -> str:
    step = WIDTH / _GRID
    down = "".join(f"M{step * n:g} 0V{height}" for n in range(1, _GRID))
    across = "".join(f"M0 {step * n:g}H{WIDTH}" for n in range(1, int(height // step) + 1))
    return f'<path d="{down}{across}" stroke="{LINES}" stroke-width="0.5" fill="none"/>'


def _names(points: list[Point], spots: list[tuple[float, float]], ground: _Ground) -> Iterator[str]:
    """Yield each district's name, in the middle of its places or near it."""
    groups: dict[str, list[tuple[float, float]]] = {}
    for point, spot in zip(points, spots, strict=True):
        groups.setdefault(point.group, []).append(spot)
    for name, members in groups.items():
        if not name:
            continue
        middle = sum(x for x, _ in members) / len(members), sum(y for _, y in members) / len(members)
        half = min(_text_px(name, _NAME_PX), WIDTH - 8) / 2 + 4, _NAME_PX * 0.7
        inside = min(max(middle[0], half[0] + 4), WIDTH - half[0] - 4), middle[1]
        x, y = _free(inside, half, ground, 0)
        yield (
            f'<text x="{x:g}" y="{y + 7:g}" font-size="{_NAME_PX}" font-weight="bold" fill="{NAMES}"'
            f' stroke="{PAPER}" stroke-width="4" paint-order="stroke">{xml_text(name)}</text>'
        )


def _free(spot: tuple[float, float], half: tuple[float, float], ground: _Ground, nearest: float) -> tuple[float, float]:
    """Return the free place nearest to a spot, tried on rings around it; the spot itself where all is taken."""
    x, y = spot
    if not nearest and ground.claim(x, y, half):
        return spot
    for ring in range(_RINGS):
        away = (nearest or 14) + ring * 14
        for ray in range(_RAYS):
            angle = pi * (2 * ray / _RAYS - 0.25)  # the upper right first, where a map's labels are looked for
            to_x, to_y = round(x + away * cos(angle), 1), round(y + away * sin(angle), 1)
            if ground.claim(to_x, to_y, half):
                return to_x, to_y
    ground.claim(x, y, half, force=True)
    return spot


def _leads(spots: Iterable[tuple[float, float]], badges: Iterable[tuple[float, float]]) -> Iterator[str]:
    for (x, y), (to_x, to_y) in zip(spots, badges, strict=True):
        yield f'<path d="M{x:g} {y:g}L{to_x:g} {to_y:g}" stroke="{LEADS}" stroke-width="1.5"/>'
        yield f'<circle cx="{x:g}" cy="{y:g}" r="4.5" fill="{INK}" stroke="{PAPER}"/>'


def _badges(points: Iterable[Point], badges: Iterable[tuple[float, float]]) -> Iterator[str]:
    for point, (x, y) in zip(points, badges, strict=True):
        number = str(point.number)
        half = max(_BADGE, len(number) * 5 + 5)
        yield (
            f'<rect x="{x - half:g}" y="{y - _BADGE:g}" width="{2 * half}" height="{2 * _BADGE}" rx="{_BADGE}"'
            f' fill="{BADGES}"/><text x="{x:g}" y="{y + 5.5:g}" font-size="{_DIGITS_PX}" fill="{PAPER}">{number}</text>'
        )


def _text_px(text: str, size_px: int) -> float:
    """Return about how wide a text is: Han characters are as wide as high, others little more than half."""
    return sum(size_px if ch >= "\u2e80" else size_px * 0.62 for ch in text)
