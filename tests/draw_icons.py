"""Draw the icon as PNG, for browsers that install no site with an SVG: `nox -s icons`, and with `-- --check` only compare.

It knows what the icon is made of (rectangles, paths of straight lines), and stops at anything else. Once a line has come
out, its pixels depend on nothing but theme/assets/icon.svg; bytes depend on Pillow, so they are made once and kept.
"""

from __future__ import annotations

import argparse
import math
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from PIL import Image, ImageColor, ImageDraw

ASSETS = Path(__file__).resolve().parents[1] / "plugins" / "curbcut" / "theme" / "assets"
ICONS = {"icon-192.png": (192, False), "icon-512.png": (512, False), "icon-maskable.png": (512, True)}
"""File → size, and whether a device may cut a circle out of it."""
SAFE = 0.8
"""Of the width, the circle that no device cuts away. source: W3C, Web Application Manifest, 4.4.2 (maskable)."""
FINER = 8
"""Drawn so many times as large, and made smaller, for smooth edges."""


def points(path: str) -> Iterator[tuple[float, float]]:
    """Yield the corners of one closed path of straight lines."""
    x = y = 0.0
    for command, numbers in re.findall(r"([A-Za-z])([^A-Za-z]*)", path):
        given = [float(number) for number in re.findall(r"-?[\d.]+", numbers)]
        if command == "M":
            x, y = given
        elif command == "l":
            x, y = x + given[0], y + given[1]
        elif command in "Hh":
            x = given[0] + (x if command == "h" else 0)
        elif command in "Vv":
            y = given[0] + (y if command == "v" else 0)
        elif command == "z":
            continue
        else:
            raise ValueError(f"a path with {command}")
        yield x, y


def drawn(svg: str, size: int, *, maskable: bool) -> Image.Image:
    """Return the icon as a square of so many pixels. maskable: its ground fills the square, the rest stands within the safe circle."""
    root = ElementTree.fromstring(svg)
    ground, *parts = root
    if [part.tag.rpartition("}")[2] for part in root] != ["rect", *("path" for _ in parts)]:
        raise ValueError("the icon is not paths on a ground")
    width = float(root.attrib["viewBox"].split()[2])
    middle, scale = width / 2, size * FINER / width
    shapes = [([(x - middle, y - middle) for x, y in points(part.attrib["d"])], part.attrib["fill"]) for part in parts]
    farthest = max(math.hypot(x, y) for corners, _ in shapes for x, y in corners)
    factor = min(1.0, SAFE * middle / farthest) if maskable else 1.0
    paint = ground.attrib["fill"]
    image = Image.new("RGBA", (size * FINER, size * FINER), (*ImageColor.getrgb(paint)[:3], 0))
    draw = ImageDraw.Draw(image)
    radius = 0.0 if maskable else float(ground.attrib["rx"]) * scale
    draw.rounded_rectangle((0, 0, size * FINER - 1, size * FINER - 1), radius, fill=paint)
    for corners, fill in shapes:
        draw.polygon([((x * factor + middle) * scale, (y * factor + middle) * scale) for x, y in corners], fill=fill)
    return image.reduce(FINER)


def main() -> int:
    """Draw, or compare; 1 where a file shows another icon."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true", help="only compare")
    check = parser.parse_args().check
    svg, wrong = (ASSETS / "icon.svg").read_text("utf-8"), []
    for name, (size, maskable) in ICONS.items():
        image = drawn(svg, size, maskable=maskable)
        if not check:
            image.save(ASSETS / name, optimize=True)
        elif Image.open(ASSETS / name).convert("RGBA").tobytes() != image.tobytes():
            wrong.append(name)
    print(f"another icon: {' '.join(wrong)}" if wrong else f"{len(ICONS)} icons")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
