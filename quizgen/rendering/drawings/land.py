"""The land of the Earth, and what of it lies on a map. No lake, no river and no border is ever drawn."""

from __future__ import annotations

from functools import cache
from math import acos, asin, hypot, pi
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.whereabouts import EARTH
from quizgen.rendering.drawings.projection import RIM, vector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.rendering.drawings.projection import Point, Projection, Vector

_FILE = Path(__file__).with_name("land.txt")
_SEA = "-"
#: Degrees in a number of the file; letters carry five bits from 63 on, and a sixth that says that there are more.
_UNIT, _BITS, _FIRST = 0.01, 5, 63
#: Where a line along the rim turns by so many km at once, it needs no point in between to stay away from the map.
_TURN = 0.5 * EARTH
#: An outline that comes no nearer to the other end of the globe, in radians, does not go round it.
_NEAR = 0.01
#: So many points of a coast are looked at as one where they lie off the map: so far at least beyond its corners, as the
#: line that stands for them runs nearer to it than they do, and not so far away as to come near the other end.
_STRETCH, _SAG, _FAR = 32, 0.1, 2.6


class Part(NamedTuple):
    """A stretch of a coast up to the next one's first point, which it reaches, from its own first one, in radians."""

    points: list[Vector]
    reach: float


class Outline(NamedTuple):
    """The coast of a piece of land, or of a sea within one; and how far it reaches from its first point, in radians."""

    parts: list[Part]
    is_sea: bool
    reach: float


class Frame(NamedTuple):
    """A part of a map, in km to the east and to the north of its centre."""

    left: float
    bottom: float
    right: float
    top: float


def land_within(projection: Projection, frame: Frame) -> Iterator[list[Point]]:
    """Yield the outlines of the land within a frame: to be filled by the rule 'nonzero', in km on the map.

    An outline that has the other end of the globe on its land's side shows on the map what is no land; it is yielded
    with the frame around it.
    """
    corner = hypot(max(-frame.left, frame.right), max(-frame.bottom, frame.top)) / EARTH
    farthest = 2 * asin(min(corner, RIM) / 2)
    for outline in outlines():
        away = _angle(projection.up, outline.parts[0].points[0])
        if away > outline.reach + farthest:
            continue
        may_go_round = away + outline.reach > pi - _NEAR
        points = projection.flat(_needed(outline, projection.up, farthest))
        if may_go_round:
            points = _along_rim(points)
        shown = _clipped(points, frame)
        if len(shown) > 2:
            yield shown
        if may_go_round and (_area(points) < 0) is outline.is_sea:
            corners = [(frame.left, frame.bottom), (frame.left, frame.top), (frame.right, frame.top)]
            around = [*corners, (frame.right, frame.bottom)]
            yield around[::-1] if outline.is_sea else around


def _needed(outline: Outline, up: Vector, farthest: float) -> list[Vector]:
    """Return the points of an outline; of its parts that lie off the map the first alone, as their course is not seen.

    Around the other end of the globe the course counts, as the map turns it into a circle.
    """
    points: list[Vector] = []
    for part in outline.parts:
        away = _angle(up, part.points[0])
        is_off = farthest + _SAG < away - part.reach and away + part.reach < _FAR
        points += part.points[:1] if is_off else part.points
    return points


@cache
def outlines() -> list[Outline]:
    """Return all outlines of land, the longest first."""
    lines = (line for line in _FILE.read_text("ascii").splitlines() if not line.startswith("#"))
    return [_outline(line.removeprefix(_SEA), is_sea=line.startswith(_SEA)) for line in lines]


def _outline(line: str, *, is_sea: bool) -> Outline:
    points, latitude, longitude = [], 0, 0
    numbers = _numbers(line)
    for north, east in zip(numbers, numbers, strict=True):
        latitude, longitude = latitude + north, longitude + east
        points.append(vector(latitude * _UNIT, longitude * _UNIT))
    return Outline([*_parts(points)], is_sea, _reach(points))


def _parts(points: list[Vector]) -> Iterator[Part]:
    around = [*points, points[0]]
    for start in range(0, len(points), _STRETCH):
        yield Part(points[start : start + _STRETCH], _reach(around[start : start + _STRETCH + 1]))


def _reach(points: list[Vector]) -> float:
    """Return how far points reach from the first one, in radians: the farthest has the least product with it."""
    x, y, z = points[0]
    return _arc(min(x * a + y * b + z * c for a, b, c in points))


def _numbers(line: str) -> Iterator[int]:
    """Yield the numbers of an encoded polyline (Google Maps Platform: Encoded Polyline Algorithm Format)."""
    number = shift = 0
    for byte in line.encode():
        part = byte - _FIRST
        number |= (part & 0x1F) << shift
        if part & 0x20:
            shift += _BITS
        else:
            yield ~(number >> 1) if number & 1 else number >> 1
            number = shift = 0


def _angle(one: Vector, other: Vector) -> float:
    return _arc(one[0] * other[0] + one[1] * other[1] + one[2] * other[2])


def _arc(product: float) -> float:
    """Return the angle between two unit vectors with this scalar product, in radians."""
    return acos(product) if -1 < product < 1 else pi * (product < 0)


def _along_rim(points: list[Point]) -> list[Point]:
    """Return an outline whose way from one point on the map's rim to another goes along it, not across the map."""
    rim = (RIM - 0.01) * EARTH
    way = [points[-1]]
    for x, y in points:
        last_x, last_y = way[-1]
        if hypot(x - last_x, y - last_y) > _TURN and hypot(x, y) > rim and hypot(last_x, last_y) > rim:
            way.extend(_bent((last_x, last_y), (x, y)))
        way.append((x, y))
    return way[1:]


def _bent(one: Point, other: Point) -> list[Point]:
    """Return points of the rim between two, the shorter way round."""
    x, y = one[0] + other[0], one[1] + other[1]
    away = hypot(x, y)
    if away < 1:
        x, y, away = -one[1], one[0], RIM * EARTH
    middle = (x / away * RIM * EARTH, y / away * RIM * EARTH)
    if hypot(one[0] - middle[0], one[1] - middle[1]) <= _TURN:
        return [middle]
    return [*_bent(one, middle), middle, *_bent(middle, other)]


def _clipped(points: list[Point], frame: Frame) -> list[Point]:
    """Return what of a polygon lies within a frame (Sutherland & Hodgman 1974)."""
    for axis, limit, sign in ((0, frame.left, 1), (0, frame.right, -1), (1, frame.bottom, 1), (1, frame.top, -1)):
        kept: list[Point] = []
        if not points:
            break
        last = points[-1]
        was_inside = (last[axis] - limit) * sign >= 0
        for point in points:
            is_inside = (point[axis] - limit) * sign >= 0
            if is_inside is not was_inside:
                part = (limit - last[axis]) / (point[axis] - last[axis])
                kept.append((last[0] + part * (point[0] - last[0]), last[1] + part * (point[1] - last[1])))
            if is_inside:
                kept.append(point)
            last, was_inside = point, is_inside
        points = kept
    return points


def _area(points: list[Point]) -> float:
    """Return the area of a polygon; negative where it runs clockwise."""
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    return sum(one[0] * two[1] - two[0] * one[1] for one, two in pairs) / 2
