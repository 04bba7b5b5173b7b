"""Numbers as every subject writes them: what a curator may write, what is then right when typed, what is offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizgen.asking.hints import hint
from quizgen.domain.question import Choice
from quizgen.domain.verdict import Fit
from quizgen.grading.grader import Grader
from quizgen.grading.written_forms import FormWriter
from quizgen.pipeline import Library, open_library
from tests.support.bare import asked, bare_library, write_bare

if TYPE_CHECKING:
    from pathlib import Path


NUMBERS = """\
- {id: elements, how_many: 118, ask: How many elements stand in the periodic table?}
- {id: oxygen, how_many: 8, ask: What is the atomic number of oxygen?}
- {id: zero, how_many: -273.15 °C, ask: How cold can it get?}
- {id: mercury, how_many: −38.8 °C, ask: At what temperature does mercury melt?}
- {id: water, how_many: 100 °C, ask: At what temperature in degrees Celsius does water boil at sea level?}
- {id: nitrogen, how_many: 78%, ask: How much of the air is nitrogen?}
- {id: cost, how_many: 982 million dollars, ask: How much did the probe cost?}
- {id: rent, how_many: 1.2 million euros, ask: How much did the hall cost?}
- {id: crowd, how_many: 5 million, ask: How many people came to the fair?}
- {id: fare, how_many: ¥500, ask: What did the ticket cost?}
- {id: pi, how_many: 3.14159, ask: What is pi to five decimals?}
- {id: fall, how_many: 9.81 m/s², ask: How fast does a stone gain speed?}
- {id: car, how_many: 100 km/h, ask: How fast was the car?}
- {id: room, how_many: 20 square metres, ask: How large is the room?}
- {id: ice, how_many: 273 K, ask: At what temperature does ice melt?}
- {id: none, how_many: 0, ask: How many moons has Venus?}
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return bare_library(tmp_path_factory.mktemp("numbers"), NUMBERS, "Science")


def options(library: Library, id_: str) -> list[str]:
    shape = asked(library, id_, "choice").shape
    assert isinstance(shape, Choice)
    return [option.text for option in shape.options]


@pytest.mark.parametrize(
    ("id_", "given", "fit"),
    [
        ("elements", "118", Fit.EXACT),
        ("elements", "118 elements", Fit.ALIAS),
        ("elements", "a hundred and eighteen", Fit.ALIAS),
        ("elements", "117", Fit.WRONG),
        ("elements", "118 metals", Fit.WRONG),
        ("elements", "-118", Fit.WRONG),
        ("oxygen", "eight", Fit.ALIAS),
        ("oxygen", "8 grams", Fit.WRONG),
        ("zero", "-273.15 °C", Fit.EXACT),
        ("zero", "−273.15°C", Fit.EXACT),
        ("zero", "minus 273.15 degrees Celsius", Fit.ALIAS),
        ("zero", "-273,15 C", Fit.ALIAS),
        ("zero", "273.15 °C", Fit.WRONG),
        ("zero", "-273.15", Fit.WRONG),
        ("zero", "-273.15 °F", Fit.WRONG),
        ("mercury", "-38.8 centigrade", Fit.ALIAS),
        ("water", "100", Fit.ALIAS),
        ("water", "-100", Fit.WRONG),
        ("nitrogen", "78 per cent", Fit.ALIAS),
        ("cost", "$982m", Fit.ALIAS),
        ("cost", "982,000,000 dollars", Fit.ALIAS),
        ("cost", "982 dollars", Fit.WRONG),
        ("rent", "€1.2 million", Fit.ALIAS),
        ("rent", "EUR 1,200,000", Fit.ALIAS),
        ("crowd", "five million people", Fit.ALIAS),
        ("crowd", "5,000,000", Fit.ALIAS),
        ("crowd", "5", Fit.WRONG),
        ("fare", "500 yen", Fit.ALIAS),
        ("pi", "3.14159", Fit.EXACT),
        ("pi", "3.14", Fit.WRONG),
        ("fall", "9.81 m/s^2", Fit.ALIAS),
        ("fall", "9.81 metres per second squared", Fit.ALIAS),
        ("fall", "9.81 m/s", Fit.WRONG),
        ("car", "100 kilometres per hour", Fit.ALIAS),
        ("car", "100 kph", Fit.ALIAS),
        ("car", "100 km", Fit.WRONG),
        ("room", "20 m²", Fit.ALIAS),
        ("room", "20 metres squared", Fit.ALIAS),
        ("room", "20 metres", Fit.WRONG),
        ("room", "20 cubic metres", Fit.WRONG),
        ("ice", "273 kelvins", Fit.ALIAS),
        ("none", "none", Fit.ALIAS),
    ],
)
def test_what_is_typed_for_a_number(library: Library, id_: str, given: str, fit: Fit) -> None:
    assert Grader(library.kb).grade(asked(library, id_, "typed"), given).fit is fit


@pytest.mark.parametrize("id_", [line.split(",")[0].split(": ")[1] for line in NUMBERS.splitlines()])
def test_each_is_asked_with_options_of_its_form_and_typed_as_its_forms_say(library: Library, id_: str) -> None:
    offered, question, grader = options(library, id_), asked(library, id_, "typed"), Grader(library.kb)
    right = question.shape.answer
    assert len(offered) == 4
    assert [one for one in offered if grader.grade(question, one).fit is not Fit.WRONG] == [right]
    assert {one[0] in "-−" for one in offered} == {right[0] in "-−"}
    for form in FormWriter(library.kb).forms(question):
        assert grader.grade(question, form).fit.is_right, form


def test_options_stand_in_their_order_below_zero_too(library: Library) -> None:
    numbers = [float(one.split()[0]) for one in options(library, "zero")]
    assert numbers == sorted(numbers)


def test_a_hint_bounds_a_number_without_a_unit_or_below_zero(library: Library) -> None:
    hints = [hint(library.kb.language, asked(library, id_, "typed")) for id_ in ("elements", "zero", "crowd")]
    assert [one.text for one in hints if one is not None] == [
        "It lies between 100 and 500.",
        "The number before “°C” lies between -500 and -100.",
        "The number before “million” lies between 1 and 10.",
    ]


def test_a_power_of_ten_is_refused_with_what_to_write(tmp_path: Path) -> None:
    fact = "- {id: a.x, how_many: 6.02e23, ask: How many are there?}\n"
    (problem,) = open_library(write_bare(tmp_path, fact, "Science")).problems
    assert "a power of ten is written as a phrase: 'what: 6.02 × 10²³'" in str(problem)
