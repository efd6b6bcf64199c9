"""Places as data: GeoJSON for maps, CSV for spreadsheets, and a drawn map that needs nobody's server.

All three follow the order and the numbers of the list of places (`core/directory.py`), per language.

source: RFC 7946 (GeoJSON: WGS 84, longitude first, seven digits are enough), RFC 4180 (CSV)
"""

from __future__ import annotations

from typing import Any

import msgspec

from curbcut.bundles.places.drawing import Point, draw
from curbcut.core.catalogue import Catalogue
from curbcut.core.coordinates import to_wgs84
from curbcut.core.directory import District, directory
from curbcut.core.kinds import Place
from curbcut.core.model import Made, Record
from curbcut.core.spreadsheets import spreadsheet
from curbcut.core.steps import Head
from curbcut.core.words import label

NAME = {"zh": "地点数据和地图", "en": "Places as data and map"}
NEEDS: tuple[str, ...] = ()
TOOLS: tuple[str, ...] = ()

_DIGITS = 6
"""Decimal places of a position: 0.1 m, finer than any editor measures."""


class Options(Record, frozen=True):
    """There is nothing to choose."""


class Row(Record, frozen=True):
    """One place with its number in the list, its district's name and slug, and its position (WGS 84) or None."""

    number: int
    head: Head
    meta: Place
    district: District
    at: tuple[float, float] | None


def gather(heads: tuple[Head, ...], options: Options, site: dict[str, Any], made: dict[str, dict[str, Made]]) -> Made:
    """Return `places/places.geojson`, `places/places.csv` and `places/map.svg`, and the same below `en/`.

    There is no map where no place has a position.
    """
    del options, made
    catalogue = Catalogue(heads, site)
    files: dict[str, bytes] = {}
    counted = 0
    for edition in catalogue.editions:
        rows = _rows(directory(edition.heads, catalogue.site.get("districts") or {}, edition.lang))
        if not rows:
            continue
        folder = f"{edition.prefix}places/"
        files[f"{folder}places.geojson"] = _geojson(catalogue, rows)
        files[f"{folder}places.csv"] = spreadsheet(_table(catalogue, rows, edition.lang))
        points = [
            Point(number=row.number, lat=row.at[0], lon=row.at[1], group=row.district.name) for row in rows if row.at
        ]
        if points:
            files[f"{folder}map.svg"] = draw(points, edition.lang)
        counted += len(rows)
    return Made(files=files, facts={"places": counted})


def _rows(districts: tuple[District, ...]) -> list[Row]:
    return [
        Row(number=number, head=head, meta=head.meta, district=district, at=_position(head.meta))
        for district in districts
        for number, head in enumerate(district.places, district.first)
        if isinstance(head.meta, Place)
    ]


def _position(meta: Place) -> tuple[float, float] | None:
    given = meta.coordinates
    if given is None:
        return None
    lat, lon = to_wgs84(given.lat, given.lon, given.system)
    return round(lat, _DIGITS), round(lon, _DIGITS)


def _geojson(catalogue: Catalogue, rows: list[Row]) -> bytes:
    features = (msgspec.json.encode(_feature(catalogue, row)) for row in rows)
    return b'{"type":"FeatureCollection","features":[\n' + b",\n".join(features) + b"\n]}\n"


def _feature(catalogue: Catalogue, row: Row) -> dict[str, Any]:
    meta = row.meta
    geometry = {"type": "Point", "coordinates": [row.at[1], row.at[0]]} if row.at else None
    told = {
        "number": row.number, "title": meta.title, "url": catalogue.address(row.head.url), "lang": row.head.lang,
        "summary": meta.summary, "district": row.district.slug, "district_name": row.district.name,
        "address": meta.address, "phone": meta.phone, "hours": meta.hours, "transport": meta.transport,
        "facilities": meta.facilities, "services": meta.services, "website": meta.url,
    }  # fmt: skip
    return {"type": "Feature", "id": row.head.url.rstrip("/"), "geometry": geometry, "properties": told}


_COLUMNS = (
    "number", "place_name", "district", "address", "phone", "hours", "transport", "facilities", "services", "url",
    "latitude", "longitude", "place_page",
)  # fmt: skip


def _table(catalogue: Catalogue, rows: list[Row], lang: str) -> list[list[str | float]]:
    table: list[list[str | float]] = [[label(name, lang) for name in _COLUMNS]]
    comma = "、" if lang.startswith("zh") else ", "
    for row in rows:
        meta = row.meta
        at: tuple[str | float, str | float] = row.at or ("", "")
        table.append(
            [
                row.number, meta.title, row.district.name, meta.address, meta.phone, meta.hours, meta.transport,
                comma.join(meta.facilities), comma.join(meta.services), meta.url, *at, catalogue.address(row.head.url),
            ]
        )  # fmt: skip
    return table
