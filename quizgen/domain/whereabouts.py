"""Where places lie on the globe, as seen from one another: how far, in which direction, and that in words."""

from __future__ import annotations

from math import asin, atan2, cos, degrees, radians, sin, sqrt
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.text import Ref

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.library import Entity
    from quizgen.language import Language

#: The mean radius of the Earth in km (R1 of the International Union of Geodesy and Geophysics, Moritz 2000).
EARTH = 6371.0088
#: Places up to so many km away stand on the map of a place; a quarter of a continent, in which one finds one's way.
REACH = 3_000
#: A map is at least so many km wide: in less one does not find one's way.
NARROWEST = 3_000
#: A map shows at most so many places beside its own: the nearest ones.
_MOST = 11
_DIRECTIONS = 8
_POLE = 90


class Spot(NamedTuple):
    """A point on a map, in degrees north and east, with the text beside it: a place's name, or a letter."""

    latitude: float
    longitude: float
    text: str
    is_marked: bool = False

    @property
    def is_letter(self) -> bool:
        """Say whether a letter stands for the place, upon its spot."""
        return len(self.text) == 1


class Locator(NamedTuple):
    """Where a place lies: its spot, which is marked, those of other places around it, and a sentence, or nothing.

    The spot after the marked one is the place that the sentence speaks of; then come the others, the nearest first.
    """

    spots: tuple[Spot, ...]
    sentence: str


def distance(one: Spot, other: Spot) -> float:
    """Return the distance between two spots in km, on a sphere: the haversine formula (Sinnott 1984)."""
    south, north = radians(one.latitude), radians(other.latitude)
    across = sin(radians(other.longitude - one.longitude) / 2) ** 2
    return 2 * EARTH * asin(min(1, sqrt(sin((north - south) / 2) ** 2 + cos(south) * cos(north) * across)))


def bearing(one: Spot, other: Spot) -> float:
    """Return in which direction the shortest way to the `other` spot sets out, in degrees clockwise from north.

    It is less than 360: the azimuth of Snyder 1987, Map Projections, equation 5-4b. From a pole there is one way only.
    """
    if abs(one.latitude) == _POLE:
        return 180 if one.latitude > 0 else 0
    south, north = radians(one.latitude), radians(other.latitude)
    east = radians(other.longitude - one.longitude)
    ahead = cos(south) * sin(north) - sin(south) * cos(north) * cos(east)
    return degrees(atan2(cos(north) * sin(east), ahead)) % 360


def rounded_km(kilometres: float) -> int:
    """Return a distance with the two digits that one keeps: 800 for 804, 1100 for 1,067; below 10 km, the nearest."""
    whole = round(kilometres)
    return round(whole, 2 - len(str(whole))) if whole >= 10 else whole


def where_it_lies(language: Language, place: str, other: str, way: tuple[float, float]) -> str:
    """Return a sentence that says where a place lies, as 'Vienna lies 800 km east of Geneva' does.

    `way` is the distance in km and the bearing in degrees, as from the `other` place.
    """
    gettext, kilometres = language.gettext, rounded_km(way[0])
    if kilometres == 0:
        return gettext("{place} lies less than 1 km from {other}.", place=place, other=other)
    sentences = (
        gettext("{place} lies {distance} km north of {other}."),
        gettext("{place} lies {distance} km northeast of {other}."),
        gettext("{place} lies {distance} km east of {other}."),
        gettext("{place} lies {distance} km southeast of {other}."),
        gettext("{place} lies {distance} km south of {other}."),
        gettext("{place} lies {distance} km southwest of {other}."),
        gettext("{place} lies {distance} km west of {other}."),
        gettext("{place} lies {distance} km northwest of {other}."),
    )
    sentence = sentences[round(way[1] / (360 / _DIRECTIONS)) % _DIRECTIONS]
    return sentence.format(place=place, other=other, distance=f"{kilometres:,}")


def ways_between(language: Language, spots: Sequence[Spot]) -> tuple[str, ...]:
    """Return a sentence on each spot but the first: where it lies as seen from the nearest of those before it."""
    sentences = []
    for count, spot in enumerate(spots[1:], 1):
        near = min(spots[:count], key=lambda other: distance(other, spot))
        sentences.append(where_it_lies(language, spot.text, near.text, (distance(near, spot), bearing(near, spot))))
    return tuple(sentences)


def locator_of(kb: KnowledgeBase, fact: Fact) -> Locator | None:
    """Return where the place lies that answers a fact, or None where the answer is no place with coordinates."""
    place = kb.entities.get(fact.answer) if isinstance(fact.answer, Ref) else None
    here = None if place is None else spot_of(place)
    if place is None or here is None:
        return None
    around = sorted(
        (distance(here, spot), str(other.id), other, spot)
        for other in kb.entities.values()
        if other.id != place.id and (spot := spot_of(other)) is not None
    )
    near = [(other, spot) for away, _, other, spot in around if away <= REACH][:_MOST]
    sentence = ""
    if near:
        other, spot = near[0]
        way = (distance(spot, here), bearing(spot, here))
        sentence = where_it_lies(kb.language, _in_sentence(place), _in_sentence(other), way)
        sentence = sentence[:1].upper() + sentence[1:]
    return Locator((here._replace(is_marked=True), *(spot for _, spot in near)), sentence)


def spot_of(place: Entity) -> Spot | None:
    """Return the spot of a place with its name, or None where its coordinates are not known."""
    return None if place.coordinates is None else Spot(*place.coordinates, str(place.name))


def _in_sentence(place: Entity) -> str:
    return str(place.in_sentence or place.name)
