"""Writes quizgen/rendering/drawings/land.txt, the land of the Earth, from Natural Earth's land at 1:50 million.

Run it with the file `land-50m.json` of the npm package world-atlas (TopoJSON; Bostock & Metcalf 2016):
`npm pack world-atlas@2.0.2` brings it; then `python .ci/land.py package/land-50m.json`.
"""

from __future__ import annotations

import json
import sys
from heapq import heapify, heappop, heappush
from itertools import accumulate
from math import cos, degrees, radians, sin
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parents[1] / "quizgen" / "rendering" / "drawings" / "land.txt"
NOTICE = """\
# The land of the Earth without lakes, rivers and borders, made by .ci/land.py from land-50m.json of the npm package
# world-atlas 2.0.2, which is Natural Earth's 1:50m physical vector of land, version 4.1 (naturalearthdata.com).
# Natural Earth is in the public domain: https://www.naturalearthdata.com/about/terms-of-use/
# Each line is the outline of a piece of land, which lies on its right; behind a minus sign, of a sea within one. Its
# points are hundredths of a degree north and east, as an 'encoded polyline' (Google Maps Platform). It is closed by its
# first point, and thinned after Visvalingam & Whyatt 1993: no triangle of three points in a row is smaller than DETAIL
# square degrees of the equator.
"""
#: Points that make a triangle smaller than this are left out, and islands smaller than that: square degrees.
DETAIL, ISLAND = 0.008, 0.012
#: The ring with which a flat map closes around the South Pole is no coast.
_POLE = -89.9
#: The sign before a sea within land, and what is larger than any such sea, in square degrees.
SEA, OCEAN = "-", 1_000

Point = tuple[float, float]
Ring = list[Point]


def read(path: Path) -> list[Ring]:
    """Return the rings of TopoJSON's only object: longitude and latitude in degrees, without the closing point."""
    told: dict[str, Any] = json.loads(path.read_text("utf-8"))
    (scale_x, scale_y), (left, bottom) = told["transform"]["scale"], told["transform"]["translate"]
    arcs = [
        [
            (x * scale_x + left, y * scale_y + bottom)
            for x, y in accumulate(arc, lambda a, b: [a[0] + b[0], a[1] + b[1]])
        ]
        for arc in told["arcs"]
    ]
    polygons = told["objects"]["land"]["geometries"][0]["arcs"]
    rings = [_joined(arcs, ring) for polygon in polygons for ring in polygon]
    return [ring for ring in rings if any(latitude > _POLE for _, latitude in ring)]


def _joined(arcs: list[Ring], ring: list[int]) -> Ring:
    """Return a ring from its arcs; ~3 is arc 3 backwards, and each begins with the last point of the one before."""
    return [point for arc in ring for point in (arcs[arc] if arc >= 0 else arcs[~arc][::-1])[:-1]]


def area(one: Point, two: Point, three: Point) -> float:
    """Return the area of a triangle in square degrees of the equator; negative where it runs clockwise."""
    width = cos(radians((one[1] + two[1] + three[1]) / 3))
    return width * (east(one, two) * (three[1] - one[1]) - east(one, three) * (two[1] - one[1])) / 2


def east(one: Point, two: Point) -> float:
    """Return by how many degrees the second point lies east of the first one, the shorter way round."""
    return (two[0] - one[0] + 180) % 360 - 180


def thinned(ring: Ring) -> Ring:
    """Return a ring without the points that matter least (Visvalingam & Whyatt 1993)."""
    before, after = [at - 1 for at in range(len(ring))], [*range(1, len(ring)), 0]
    before[0] = len(ring) - 1
    sizes = [abs(area(ring[before[at]], ring[at], ring[after[at]])) for at in range(len(ring))]
    heap, kept = [(size, at) for at, size in enumerate(sizes)], [True] * len(ring)
    heapify(heap)
    left = len(ring)
    while heap and heap[0][0] < DETAIL and left > 3:
        size, at = heappop(heap)
        if not kept[at] or size != sizes[at]:
            continue
        kept[at], left = False, left - 1
        after[before[at]], before[after[at]] = after[at], before[at]
        for near in (before[at], after[at]):
            sizes[near] = max(size, abs(area(ring[before[near]], ring[near], ring[after[near]])))
            heappush(heap, (sizes[near], near))
    return [point for at, point in enumerate(ring) if kept[at]]


def encoded(ring: Ring, text: str) -> str:
    """Return a ring, behind a `text`, as an encoded polyline of hundredths of a degree."""
    last = (0, 0)
    for longitude, latitude in ring:
        here = (round(latitude * 100), round(longitude * 100))
        for value, old in zip(here, last, strict=True):
            step = value - old
            rest = ~(step << 1) if step < 0 else step << 1
            while rest >= 0x20:
                text, rest = text + chr((0x20 | (rest & 0x1F)) + 63), rest >> 5
            text += chr(rest + 63)
        last = here
    return text


def size_of(ring: Ring) -> float:
    """Return the area on the right of a ring, in square degrees of the equator: that of land, which runs clockwise.

    Of a sea within land it is negative; of the land around the South Pole it is not told rightly, but large.
    """
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return sum(east(one, two) * degrees(sin(radians(one[1])) + sin(radians(two[1]))) / 2 for one, two in pairs)


def main() -> None:
    """Write the file anew."""
    drawn = [ring for ring in read(Path(sys.argv[1])) if abs(size_of(ring)) >= ISLAND]
    lines = [encoded(thinned(ring), SEA if -OCEAN < size_of(ring) < 0 else "") for ring in drawn]
    notice = NOTICE.replace("DETAIL", str(DETAIL))
    TARGET.write_text(notice + "\n".join(sorted(lines, key=len, reverse=True)) + "\n", "ascii", newline="\n")


if __name__ == "__main__":
    main()
