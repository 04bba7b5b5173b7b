"""From the globe to a flat map: Lambert's azimuthal equal-area projection (Snyder 1987, Map Projections, chapter 24).

Points of the globe are unit vectors, so that no meridian and no pole is special; on the map they are x and y in km, to
the east and to the north of its centre.
"""

from __future__ import annotations

from math import asin, atan2, cos, degrees, hypot, radians, sin, sqrt

from quizgen.domain.whereabouts import EARTH

Vector = tuple[float, float, float]
Point = tuple[float, float]
#: What lies close to the other end of the globe is drawn at the rim, so many radii of the Earth from the centre.
RIM = 1.98
_RIM_HEIGHT = RIM**2 / 2 - 1


def vector(latitude: float, longitude: float) -> Vector:
    """Return the unit vector of a point given in degrees."""
    north, east = radians(latitude), radians(longitude)
    return cos(north) * cos(east), cos(north) * sin(east), sin(north)


class Projection:
    """A flat map around its centre, which is given in degrees."""

    def __init__(self, latitude: float, longitude: float) -> None:
        north, east = radians(latitude), radians(longitude)
        self.up = vector(latitude, longitude)
        self._east = (-sin(east), cos(east), 0.0)
        self._north = (-sin(north) * cos(east), -sin(north) * sin(east), cos(north))

    def flat(self, points: list[Vector]) -> list[Point]:
        """Return where points lie on the map in km, x to the east and y to the north.

        Equations 24-2 to 24-4 with the products of sines and cosines as those of vectors.
        """
        (ux, uy, uz), (ex, ey, _), (nx, ny, nz) = self.up, self._east, self._north
        placed = []
        for x, y, z in points:
            across, along = ex * x + ey * y, nx * x + ny * y + nz * z
            height = ux * x + uy * y + uz * z
            scale = sqrt(2 / (1 + height)) if height > -_RIM_HEIGHT else RIM / (hypot(across, along) or 1)
            placed.append((EARTH * scale * across, EARTH * scale * along))
        return placed

    def globe(self, x: float, y: float) -> Point:
        """Return latitude and longitude in degrees of a point of the map in km (equations 20-14, 20-15 and 24-16)."""
        away = hypot(x, y) / EARTH
        angle = 2 * asin(min(1, away / 2))
        ahead, right, up = sin(angle) * y, sin(angle) * x, cos(angle)
        length = hypot(x, y) or 1
        point = tuple(
            up * u + right / length * e + ahead / length * n
            for u, e, n in zip(self.up, self._east, self._north, strict=True)
        )
        return degrees(asin(max(-1, min(1, point[2])))), degrees(atan2(point[1], point[0]))
