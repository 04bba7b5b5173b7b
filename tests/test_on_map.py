"""The lettered map as a way of asking: which places stand on it, which do not, and what is asked."""

from __future__ import annotations

from itertools import combinations
from string import ascii_lowercase
from typing import TYPE_CHECKING

import pytest

from quizgen import pipeline
from quizgen.asking.exercises import draw_exercises
from quizgen.asking.hints import hint
from quizgen.asking.paper import draw_paper, vary
from quizgen.domain.question import Choice, lettered
from quizgen.domain.whereabouts import distance
from quizgen.rendering.drawings.layout import layout_of
from tests.conftest import ROOT
from tests.support.library import write_library
from tests.support.mapped import PLACES, WHERE, mapped, names, on_map, placed

if TYPE_CHECKING:
    from pathlib import Path

ALL = ["Brockway", "Haverbrook", "Ogdenville", "Shelbyville", "Springfield"]
OTHER = """\
- id: meeting.next
  where: shelbyville
  ask: Where will the council meet next?
  evidence: {wire: the talks go on in Shelbyville}
"""


def test_the_facts_question_is_asked_with_a_letter_for_each_place(tmp_path: Path) -> None:
    library = mapped(tmp_path)
    shape = on_map(library)
    assert shape is not None
    assert shape.prompt == "Where did the council meet? Which letter on the map is it?"
    assert shape.shown == tuple("ABCDE")
    assert [option.text for option in shape.options if option.right] == [shape.answer] == ["Springfield"]
    where = {spot.text: (spot.latitude, spot.longitude) for spot in shape.spots}
    assert {option.text.lower(): where[letter] for letter, option in zip("ABCDE", shape.options, strict=True)} == PLACES


def test_as_it_is_shown_it_names_no_place(tmp_path: Path) -> None:
    shape = on_map(mapped(tmp_path))
    assert shape is not None
    shown = lettered(shape)
    assert isinstance(shown, Choice)
    assert [(option.text, option.right) for option in shown.options] == [
        (letter, option.right) for letter, option in zip("ABCDE", shape.options, strict=True)
    ]


def test_letters_are_dealt_by_the_seed_and_the_places_stay(tmp_path: Path) -> None:
    library = mapped(tmp_path)
    dealt = {tuple(option.text for option in shape.options) for seed in "123456" if (shape := on_map(library, seed))}
    assert len(dealt) > 3
    assert {tuple(sorted(one)) for one in dealt} == {tuple(ALL)}
    assert on_map(library) == on_map(mapped(tmp_path / "again"))


@pytest.mark.parametrize(
    ("places", "left_out"),
    [
        ({"haverbrook": None}, "Haverbrook"),
        ({"haverbrook": (50, 90)}, "Haverbrook"),
        ({"haverbrook": (50.4, 10.4)}, "Haverbrook"),
        ({"haverbrook": (50.4, 16.4)}, "Haverbrook"),
    ],
    ids=["without coordinates", "too far away", "too near to the answer", "too near to another"],
)
def test_a_place_is_left_out(tmp_path: Path, places: dict[str, tuple[float, float]], left_out: str) -> None:
    assert names(mapped(tmp_path, entities=placed(**places))) == [name for name in ALL if name != left_out]


def test_the_nearest_places_are_taken_five_at_the_most(tmp_path: Path) -> None:
    assert names(mapped(tmp_path, entities=placed(capital=(50, 4)))) == [
        *("Brockway", "Capital", "Ogdenville", "Shelbyville", "Springfield")
    ]


def test_the_right_letter_is_no_more_often_in_the_middle_than_the_others(tmp_path: Path) -> None:
    # Towns on a grid: those nearest to the right one would always lie around it.
    towns: dict[str, tuple[float, float] | None] = {
        f"{letter}ton": (38.0 + 4 * (place % 6), 6.0 * (place // 6)) for place, letter in enumerate(ascii_lowercase)
    }
    towns |= dict.fromkeys(PLACES) | {"springfield": (48, 12)}
    asked = (WHERE.replace("meeting.place", f"meeting.m{n}").replace("meet?", f"meet in 20{n}?") for n in range(10, 30))
    library = mapped(tmp_path, "".join(asked), placed(**towns))
    middles = 0
    for fact in library.kb.facts:
        shape = on_map(library, fact=fact)
        assert shape is not None
        away = [sum(distance(spot, other) for other in shape.spots) for spot in shape.spots]
        middles += away[shape.right] == min(away)
    assert 1 <= middles <= 10, middles


def test_places_of_another_group_are_no_options(tmp_path: Path) -> None:
    entities = placed().replace(
        "id: brockway, name: Brockway, group: town", "id: brockway, name: Brockway, group: hall"
    )
    assert "Brockway" not in names(mapped(tmp_path, entities=entities))


def test_places_around_the_corner_make_room_for_those_of_which_there_are_enough(tmp_path: Path) -> None:
    # With the one 250 km away, those in the distance would make the map too wide for it to be told from the answer.
    far = placed(shelbyville=(50, 13.5), ogdenville=(26.6, 10), brockway=(73.4, 10), haverbrook=None)
    assert names(mapped(tmp_path, entities=far)) == ["Brockway", "Ogdenville", "Springfield"]


@pytest.mark.parametrize(
    "facts",
    [
        WHERE.replace("Where did", "Coming from Shelbyville, where did"),
        f"{WHERE}  also_right: [shelbyville]\n",
        WHERE + OTHER,
    ],
    ids=["named in the question", "right as well", "an answer to another fact of the topic"],
)
def test_what_may_be_right_or_is_named_is_no_option(tmp_path: Path, facts: str) -> None:
    assert names(mapped(tmp_path, facts)) == ["Brockway", "Haverbrook", "Ogdenville", "Springfield"]


def test_what_the_fact_offers_as_wrong_is_an_option_though_it_answers_another_fact(tmp_path: Path) -> None:
    wrong = "  wrong: [shelbyville, ogdenville, brockway]\n"
    assert names(mapped(tmp_path, WHERE + wrong + OTHER)) == ALL


@pytest.mark.parametrize(
    "entities",
    [
        placed(springfield=None),
        placed(shelbyville=None, ogdenville=None, brockway=None),
    ],
    ids=["the answer has no coordinates", "one other place alone"],
)
def test_without_the_answer_and_two_others_there_is_no_map(tmp_path: Path, entities: str) -> None:
    assert on_map(mapped(tmp_path, entities=entities)) is None


def test_a_fact_with_a_picture_of_its_own_shows_that_alone(tmp_path: Path) -> None:
    picture = "  picture: {file: hall.svg, alt: A hall.}\n"
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    library = mapped(tmp_path, WHERE + picture, **{"questions/media/hall.svg": svg})
    assert on_map(library) is None


def test_a_hint_strikes_a_letter_out_and_names_no_place(tmp_path: Path) -> None:
    library = mapped(tmp_path)
    question = library.asker.exercise(library.kb.facts["meeting.place"], "map", "")
    assert question is not None
    helped = hint(library.kb.language, question)
    assert helped is not None
    (place,) = helped.struck
    assert helped.text == f"It is not “{'ABCDE'[place]}”."


def test_a_usual_round_and_a_usual_sheet_have_none_and_those_that_ask_for_it_do(tmp_path: Path) -> None:
    library = mapped(tmp_path)
    facts, asker = tuple(library.kb.facts.values()), library.asker
    rounds = [draw_exercises(asker, facts, (), seed, 9) for seed in "12345678"]
    assert "map" not in {question.way for questions in rounds for question in questions}
    assert [question.way for question in draw_exercises(asker, facts, ("map",), "1", 9)] == ["map"]
    (question,) = draw_paper(asker, facts, {"map": 1}, "1")
    letters = {
        shape.right for label in "ABCDEFGH" if isinstance(shape := vary(asker, [question], "1", label)[0].shape, Choice)
    }
    assert len(letters) > 2


def test_a_fact_whose_only_way_is_a_map_needs_places(tmp_path: Path) -> None:
    write_library(tmp_path, f"{WHERE}  ways: [map]\n")
    (problem,) = pipeline.open_library(tmp_path).problems
    assert "map needs a place with coordinates as answer, and two others of its group around it" in problem.message


@pytest.mark.parametrize("root", [ROOT, ROOT / "tests" / "cases" / "second"], ids=["shipped", "second"])
def test_all_letters_of_a_library_can_be_told_apart(root: Path) -> None:
    library = pipeline.open_library(root)
    maps = [shape for fact in library.kb.facts.values() if (shape := on_map(library, fact=fact.id)) is not None]
    assert len(maps) > 3
    for shape in maps:
        drawn = layout_of(shape.spots).places
        apart = min((x - a) ** 2 + (y - b) ** 2 for (x, y), (a, b) in combinations(drawn, 2)) ** 0.5
        assert apart >= 23, shape.prompt
        assert all(distance(shape.spots[shape.right], spot) <= 3_000 for spot in shape.spots)
