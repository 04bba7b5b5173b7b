"""Which part of the Earth a map shows, and where on it spots lie: the frame holds all of them, with room for names."""

from __future__ import annotations

from functools import lru_cache
from math import atan2, degrees, hypot
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.whereabouts import NARROWEST
from quizgen.rendering.drawings.land import Frame, land_within
from quizgen.rendering.drawings.projection import Projection, vector

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.domain.whereabouts import Spot
    from quizgen.rendering.drawings.projection import Point, Vector

#: The width of a map as a rule, and its height as parts of its width: as much as the places need, within these bounds.
WIDTH = 320
_LOWEST, _HIGHEST = 0.6, 0.825
#: How far spots stay from the edges, left and right, and above and below.
_ASIDE, _ABOVE = 30, 30
#: How many km wide a map is at least, and where so few points of coasts would be on it, in turn.
_LEAST, _TELLING = (NARROWEST, 1.5 * NARROWEST, 2.25 * NARROWEST), 40
#: So many units beyond the frame land is cut off, so that the cut is not seen.
_BEYOND = 8
#: The centre of the places' frame moves a little with the projection, which is made around it.
_TURNS = 3


class Layout(NamedTuple):
    """A map's projection, its size, the km in one of its units, and where its spots lie, in units from top left."""

    projection: Projection
    width: int
    height: int
    scale: float
    places: tuple[tuple[int, int], ...]

    def frame(self, beyond: int = 0) -> Frame:
        """Return what the map shows in km, and so many units more on each side."""
        right, top = (self.width / 2 + beyond) * self.scale, (self.height / 2 + beyond) * self.scale
        return Frame(-right, -top, right, top)

    def units(self, point: Point, parts: int = 1) -> tuple[int, int]:
        """Return where a point in km lies, in whole parts of a unit from top left."""
        x, y = point
        return round((self.width / 2 + x / self.scale) * parts), round((self.height / 2 - y / self.scale) * parts)


class Ground(NamedTuple):
    """The layout of a map, and the outlines of its land in km, cut off a little beyond its frame."""

    layout: Layout
    land: tuple[list[Point], ...]


def ground_of(spots: Sequence[Spot], width: int = WIDTH) -> Ground:
    """Return the ground of a map that holds all spots, and more around them where there would be hardly a coast.

    Letters stay as far apart as they are on the map that just holds them.
    """
    widths = _LEAST[:1] if any(spot.is_letter for spot in spots) else _LEAST
    for least in widths:
        layout = layout_of(spots, width, least)
        ground = Ground(layout, land_of(layout._replace(places=())))
        if sum(map(len, ground.land)) >= _TELLING:
            break
    return ground


@lru_cache(maxsize=8)
def land_of(layout: Layout) -> tuple[list[Point], ...]:
    """Return the land of a map without its places: it is the same for all maps of these."""
    return tuple(land_within(layout.projection, layout.frame(_BEYOND)))


def layout_of(spots: Sequence[Spot], width: int = WIDTH, least: float = NARROWEST) -> Layout:
    """Return the layout of a map so many units wide, and `least` km, that holds all spots, one at least."""
    vectors = [vector(spot.latitude, spot.longitude) for spot in spots]
    layout = _around(frozenset(vectors), width, least)
    return layout._replace(places=tuple(map(layout.units, layout.projection.flat(vectors))))


@lru_cache
def _around(places: frozenset[Vector], width: int, least: float) -> Layout:
    """Return the layout of a map that holds all places; for the same ones it is the same, in whatever order."""
    vectors = sorted(places)
    x, y, z = (sum(parts) for parts in zip(*vectors, strict=True))
    projection = Projection(degrees(atan2(z, hypot(x, y))), degrees(atan2(y, x)))
    for _ in range(_TURNS):
        left, bottom, right, top = _bounds(projection.flat(vectors))
        projection = Projection(*projection.globe((left + right) / 2, (bottom + top) / 2))
    left, bottom, right, top = _bounds(projection.flat(vectors))
    wide, high = (2 * max(right, -left), 2 * max(top, -bottom))
    scale = max(wide / (width - 2 * _ASIDE), least / width)
    height = round(min(max(high / scale + 2 * _ABOVE, _LOWEST * width), _HIGHEST * width))
    return Layout(projection, width, height, max(scale, high / (height - 2 * _ABOVE)), ())


def _bounds(points: Sequence[Point]) -> Frame:
    across, along = zip(*points, strict=True)
    return Frame(min(across), min(along), max(across), max(along))
