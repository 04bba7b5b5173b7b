"""Where the place lies that answers a fact: drawn behind the answer, and said in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.domain.whereabouts import Locator, locator_of
from quizgen.pipeline import open_library
from quizgen.rendering.drawings.drawing import drawing_of
from tests.conftest import ROOT
from tests.support.library import ENTITIES, write_library

if TYPE_CHECKING:
    from pathlib import Path

FACT = """\
- id: meeting.place
  where: springfield
  ask: Where did the council meet?
  evidence: {wire: in Springfield}
"""


def places(*lines: str) -> dict[str, str | bytes]:
    """Return the file of entities with these places."""
    people = ENTITIES.partition("places:")[0]
    return {"questions/entities.yaml": people + "places:\n" + "".join(f"  - {{{line}}}\n" for line in lines)}


def locator(root: Path, *lines: str) -> Locator | None:
    kb = open_library(write_library(root, FACT, places(*lines))).kb
    return locator_of(kb, kb.facts["meeting.place"])


def test_a_place_is_told_by_the_nearest_other_place_of_the_library(tmp_path: Path) -> None:
    found = locator(
        tmp_path,
        "id: springfield, name: Springfield, coordinates: [48.21, 16.37]",
        "id: far, name: Far, coordinates: [-33.9, 151.2]",
        "id: next, name: Next Town, in_sentence: the Next Town, coordinates: [48.15, 17.11]",
        "id: around, name: Around, coordinates: [46.2, 6.15]",
        "id: unknown, name: Unknown",
    )
    assert found is not None
    assert [(spot.text, spot.is_marked) for spot in found.spots] == [
        ("Springfield", True),
        ("Next Town", False),
        ("Around", False),
    ]
    assert found.sentence == "Springfield lies 55 km west of the Next Town."


def test_a_lone_place_has_a_map_and_no_sentence(tmp_path: Path) -> None:
    found = locator(tmp_path, "id: springfield, name: Springfield, coordinates: [48.21, 16.37]")
    assert found is not None
    assert found.sentence == ""


def test_of_a_place_whose_coordinates_nobody_gave_there_is_no_map(tmp_path: Path) -> None:
    assert locator(tmp_path, "id: springfield, name: Springfield", "id: a, name: A, coordinates: [1, 1]") is None


def test_a_map_says_in_words_what_the_sentence_does_not(tmp_path: Path) -> None:
    kb = open_library(ROOT).kb
    drawing = drawing_of(kb, kb.facts["geneva.city"])
    assert drawing is not None
    assert drawing.caption == ("Geneva lies 530 km south of Brussels.",)
    assert drawing.alt == "Map of the land around Geneva. It also shows: Vienna, Kiev, Moscow."
    assert len(drawing.svg) < 8_000


def test_coordinates_lie_on_the_globe(tmp_path: Path) -> None:
    library = write_library(
        tmp_path,
        FACT,
        places(
            "id: springfield, name: Springfield, coordinates: [116.4, 39.9]",
            "id: beyond, name: Beyond, coordinates: [10, 181]",
            "id: pole, name: Pole, coordinates: [-90, 180]",
        ),
    )
    latitude, longitude = (one for one in open_library(library).problems if "degrees" in one.message)
    assert str(latitude).startswith("questions/entities.yaml:10:56: 116.4 degrees is no latitude; write how far north")
    assert str(longitude).startswith("questions/entities.yaml:11:50: '181' does not fit; write degrees as a decimal")
