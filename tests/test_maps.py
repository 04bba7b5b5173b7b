"""Maps drawn from the places of a library: land and never a border, signs and names that all can be read."""

from __future__ import annotations

import math
import re
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.domain.whereabouts import Spot, bearing, distance, rounded_km, where_it_lies
from quizgen.language import ENGLISH
from quizgen.rendering.drawings.ink import Ink
from quizgen.rendering.drawings.land import land_within
from quizgen.rendering.drawings.layout import WIDTH, ground_of, layout_of
from quizgen.rendering.drawings.maps import describe, draw_map
from quizgen.rendering.drawings.names import Dot, placed_names, width_of
from quizgen.rendering.drawings.projection import Projection, vector

SVG = "{http://www.w3.org/2000/svg}"
INK = Ink("#1f1e1b", "#1d4f91", "Atkinson Hyperlegible", "#dbe7f0", "#ffffff")
PLACES = {
    "Vienna": (48.21, 16.37),
    "Geneva": (46.20, 6.15),
    "Brussels": (50.85, 4.35),
    "Moscow": (55.76, 37.62),
    "Kiev": (50.45, 30.52),
    "Washington": (38.90, -77.04),
    "Suva": (-18.14, 178.44),
    "Apia": (-13.83, -171.76),
    "Anadyr": (64.73, 177.5),
    "Nome": (64.5, -165.41),
    "Longyearbyen": (78.22, 15.63),
    "McMurdo": (-77.85, 166.67),
}
#: Distances in km and bearings in degrees on the ellipsoid WGS 84, by GeographicLib (Karney 2013).
WAYS = [
    ("Geneva", "Vienna", 805, 70),
    ("Geneva", "Brussels", 534, 346),
    ("Vienna", "Moscow", 1674, 52),
    ("Moscow", "Kiev", 758, 222),
    ("Brussels", "Washington", 6233, 292),
    ("Suva", "Apia", 1152, 67),
    ("Apia", "Suva", 1152, 244),
    ("Anadyr", "Nome", 816, 84),
    ("Longyearbyen", "McMurdo", 19340, 101),
    ("Vienna", "Longyearbyen", 3345, 360),
]


def spot(name: str, *, is_marked: bool = False) -> Spot:
    return Spot(*PLACES[name], name, is_marked)


@pytest.mark.parametrize(("one", "other", "kilometres", "degrees"), WAYS)
def test_distance_and_direction_are_those_of_the_globe(one: str, other: str, kilometres: int, degrees: int) -> None:
    assert math.isclose(distance(spot(one), spot(other)), kilometres, rel_tol=0.006)  # the sphere's own error
    assert abs((bearing(spot(one), spot(other)) - degrees + 180) % 360 - 180) < 1.5


@pytest.mark.parametrize(("exact", "told"), [(0.3, 0), (5.4, 5), (12.4, 12), (99.6, 100), (804, 800), (1067, 1100)])
def test_a_distance_keeps_two_digits(exact: float, told: int) -> None:
    assert rounded_km(exact) == told


def test_sentences_say_where_a_place_lies() -> None:
    told = describe(ENGLISH, [spot("Geneva"), spot("Brussels"), spot("Vienna")])
    assert told == "Brussels lies 530 km north of Geneva. Vienna lies 800 km east of Geneva."
    assert where_it_lies(ENGLISH, "Here", "there", (0.2, 90)) == "Here lies less than 1 km from there."
    assert where_it_lies(ENGLISH, "B", "A", (1674, 338)) == "B lies 1,700 km north of A."
    assert where_it_lies(ENGLISH, "B", "A", (1674, 337)) == "B lies 1,700 km northwest of A."


def test_from_a_pole_all_places_lie_in_one_direction() -> None:
    for other in (spot("McMurdo"), spot("Vienna")):
        assert bearing(Spot(-90, 0, "South Pole"), other) == 0
        assert bearing(Spot(90, 0, "North Pole"), other) == 180


def is_land(latitude: float, longitude: float, *shown: tuple[float, float]) -> bool:
    """Say whether a map of points `shown` has land at another: how often outlines go round it tells that."""
    layout = layout_of([Spot(*place, "Here") for place in shown])
    ((x, y),) = layout.projection.flat([vector(latitude, longitude)])
    turns = 0.0
    for outline in land_within(layout.projection, layout.frame()):
        for (x1, y1), (x2, y2) in zip(outline, [*outline[1:], outline[0]], strict=True):
            angle = math.atan2(y2 - y, x2 - x) - math.atan2(y1 - y, x1 - x)
            turns += (angle + math.pi) % math.tau - math.pi
    return round(turns / math.tau) != 0


#: Points well within land and well off it, among them ends of the globe whose other end is on the other's side.
DRY = [(48, 16), (60, 100), (-90, 0), (-80, 0), (66.5, -175), (67, 175), (72, -40), (-25, 135), (-36, -64), (35, 108)]
WET = [(90, 0), (0, -30), (-45, -120), (42, 51), (43, 35), (56, 3), (-5, 60), (65, -170.5), (-60, 180), (20, 180)]


@pytest.mark.parametrize("point", DRY)
def test_land_is_land(point: tuple[float, float]) -> None:
    assert is_land(*point, point)
    assert is_land(*point, (max(-89, point[0] - 4), point[1] + 5))


@pytest.mark.parametrize("point", WET)
def test_sea_is_sea(point: tuple[float, float]) -> None:
    assert not is_land(*point, point)
    assert not is_land(*point, (max(-89, point[0] - 4), point[1] + 5))


def test_the_other_end_of_the_globe_turns_no_land_into_sea() -> None:
    dry = [*DRY, (10, 20), (-3, -60), (40, -100)]
    for latitude, longitude in dry:
        far = (-latitude, longitude - 180 if longitude > 0 else longitude + 180)
        assert is_land(*far, far) == (far in DRY_TOO), far


@pytest.mark.parametrize("shown", [((0, -90), (0, 90)), ((-30, 10), (70, 20)), ((20, -60), (20, 60))])
def test_a_map_of_half_the_globe_tells_land_from_sea(shown: tuple[tuple[float, float], ...]) -> None:
    assert is_land(10, 20, *shown)
    assert is_land(48, 16, *shown)
    assert not is_land(0, -30, *shown)
    assert not is_land(-10, -20, *shown)


def test_a_lone_place_far_from_every_coast_has_a_wider_map() -> None:
    assert ground_of([Spot(48.21, 16.37, "Vienna")]).layout.scale == 3000 / WIDTH
    assert ground_of([Spot(45, -100, "Plains")]).layout.scale == 4500 / WIDTH
    assert ground_of([Spot(-50, -125, "Nemo")]).layout.scale == 6750 / WIDTH
    assert ground_of([Spot(45, -100, "A")]).layout.scale == 3000 / WIDTH, "letters stay as far apart as they were"


#: Of the other ends of those points, what is land as well.
DRY_TOO = [(-72, 140), (90, -180), (80, -180), (36, 116), (-35, -72)]

degrees = st.floats(-180, 180).map(lambda number: round(number, 2))
latitudes = st.floats(-90, 90).map(lambda number: round(number, 2))
words = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co", "Zl", "Zp")), min_size=1, max_size=60)
spots = st.lists(st.builds(Spot, latitudes, degrees, words), min_size=1, max_size=12)


@given(spots)
def test_a_map_of_any_places_is_sound(places: list[Spot]) -> None:
    svg = draw_map([places[0]._replace(is_marked=True), *places[1:]], describe(ENGLISH, places), INK)
    root = ET.fromstring(svg)  # noqa: S314  our own
    _, _, width, height = map(int, root.attrib["viewBox"].split())
    assert width == WIDTH
    assert root.attrib["role"] == "img"
    assert "nan" not in svg.lower().split("aria-label")[0]
    for circle in root.iter(SVG + "circle"):
        reach = int(circle.attrib["r"])
        assert reach <= int(circle.attrib["cx"]) <= width - reach
        assert reach <= int(circle.attrib["cy"]) <= height - reach
    assert all(int(text.attrib["font-size"]) >= 12 for text in root.iter(SVG + "text"))
    path = next(root.iter(SVG + "path")).attrib["d"]
    assert re.fullmatch(r"(M-?\d+ -?\d+l-?\d+([ -]\d+)*z)*", path)


@given(
    st.lists(st.tuples(st.floats(0.1, 0.9), st.floats(0.15, 0.85), words), min_size=1, max_size=12),
    st.sampled_from([13, 14]),
    st.sampled_from([(200, 120), (320, 192), (320, 264)]),
)
def test_names_keep_within_the_frame_and_off_each_other(
    places: list[tuple[float, float, str]], size: int, frame: tuple[int, int]
) -> None:
    width, height = frame
    dots = [
        Dot(round(x * width), round(y * height), 8 if at == 0 else 3, name, size)
        for at, (x, y, name) in enumerate(places)
    ]
    names = placed_names(dots, width, height)
    assert names
    for name in names:
        assert 0 <= name.box.left < name.box.right <= width
        assert 0 <= name.box.top < name.box.bottom <= height
        assert all(width_of(line, name.size) <= width for line in name.lines)
    assert not any(one.box.meets(other.box) for one, other in combinations(names, 2))


def test_the_projection_keeps_areas_and_turns_back() -> None:
    projection = Projection(48, 16)
    for latitude, longitude in [(48, 16), (50, 4), (-10, 100), (89, -170), (-30, -100)]:
        ((x, y),) = projection.flat([vector(latitude, longitude)])
        assert projection.globe(x, y) == pytest.approx((latitude, longitude))
    # Snyder 1987, page 332: around 40 N 100 W on a sphere of radius 3, the point 20 S 100 E.
    ((x, y),) = Projection(40, -100).flat([vector(-20, 100)])
    assert (x / 6371.0088, y / 6371.0088) == pytest.approx((-4.2339303 / 3, 4.0257775 / 3), rel=1e-6)
