"""Numbers with a tolerance, and ranges: typed, chosen, printed, exported."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from quizgen.asking.hints import hint
from quizgen.domain.proof import answer_forms
from quizgen.domain.question import Choice
from quizgen.domain.verdict import Fit
from quizgen.grading.grader import Grader
from quizgen.grading.written_forms import FormWriter
from quizgen.pipeline import Library, build, open_library
from quizgen.rendering.library_json import render
from quizgen.rendering.report import fact_page
from tests.support.bare import asked, bare_library, ids_of, write_bare

if TYPE_CHECKING:
    from pathlib import Path


FACTS = """\
- {id: speed, how_many: 300 km, tolerance: 2%, ask: How far does light travel in a millisecond?}
- {id: pi, how_many: 3.14, tolerance: 0.01, ask: What is pi about?}
- {id: cold, how_many: -38.8 °C, tolerance: 0.5, ask: At what temperature does mercury melt?}
- {id: cost, how_many: $1.2 billion, tolerance: 0.1, ask: What did the probe cost?}
- {id: trip, how_long: 3 to 5 days, ask: How long is the trip?}
- {id: hatch, how_many: 18-21 days, ask: In how many days does a hen's egg hatch?}
- {id: price, how_many: $3 to 5 million, ask: What did the hall cost?}
- {id: fridge, how_many: 2 to 7 °C, ask: How warm is a fridge?}
- {id: ice, how_many: -10 to -5 °C, ask: How cold is the ice?}
- {id: people, how_many: about 40 to 50 people, ask: How many people were in the hall?}
- {id: town, how_many: "40,000 to 50,000 people", ask: How many people live in the town?}
- {id: dose, how_many: 0.05 to 0.1 g, ask: How large is a dose?}
- {id: ph, how_many: 6.5–7.5, ask: What is the pH of milk?}
"""
IDS = ids_of(FACTS)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return bare_library(tmp_path_factory.mktemp("ranges"), FACTS, "Science")


@pytest.mark.parametrize(
    ("id_", "given", "fit"),
    [
        ("speed", "299.8 km", Fit.ALIAS),
        ("speed", "299,800 m", Fit.ALIAS),
        ("speed", "294 km", Fit.ALIAS),
        ("speed", "307 km", Fit.WRONG),
        ("speed", "299.8 m", Fit.WRONG),
        ("pi", "3.14159", Fit.ALIAS),
        ("pi", "3.16", Fit.WRONG),
        ("cold", "-39 °C", Fit.ALIAS),
        ("cold", "-38 °C", Fit.WRONG),
        ("cold", "39 °C", Fit.WRONG),
        ("cost", "1.25 billion dollars", Fit.ALIAS),
        ("cost", "1.4 billion dollars", Fit.WRONG),
        ("trip", "3 to 5 days", Fit.EXACT),
        ("trip", "3-5 days", Fit.ALIAS),
        ("trip", "3 – 5 days", Fit.ALIAS),
        ("trip", "three to five days", Fit.ALIAS),
        ("trip", "between 3 and 5 days", Fit.ALIAS),
        ("trip", "from 3 days to 5 days", Fit.ALIAS),
        ("trip", "72 to 120 hours", Fit.ALIAS),
        ("trip", "3 days", Fit.WRONG),
        ("trip", "4 days", Fit.WRONG),
        ("trip", "5 days", Fit.WRONG),
        ("trip", "3 to 6 days", Fit.WRONG),
        ("trip", "3 to 5 weeks", Fit.WRONG),
        ("trip", "5 to 3 days", Fit.WRONG),
        ("hatch", "18 to 21", Fit.ALIAS),
        ("hatch", "21", Fit.WRONG),
        ("price", "$3-5 million", Fit.ALIAS),
        ("price", "3 to 5 million dollars", Fit.ALIAS),
        ("price", "$3 to $5 million", Fit.ALIAS),
        ("price", "3 to 5 dollars", Fit.WRONG),
        ("fridge", "2-7 degrees Celsius", Fit.ALIAS),
        ("ice", "-10 to -5 °C", Fit.EXACT),
        ("ice", "10 to 5 °C", Fit.WRONG),
        ("ice", "5 to 10 °C", Fit.WRONG),
        ("people", "40 to 50", Fit.ALIAS),
        ("ph", "6.5 to 7.5", Fit.ALIAS),
    ],
)
def test_what_is_typed(library: Library, id_: str, given: str, fit: Fit) -> None:
    assert Grader(library.kb).grade(asked(library, id_, "typed"), given).fit is fit


def test_one_end_of_a_range_is_told_to_lack_the_other(library: Library) -> None:
    verdict = Grader(library.kb).grade(asked(library, "trip", "typed"), "5 days")
    assert verdict.why == "One end of the range is missing."


@pytest.mark.parametrize("id_", IDS)
def test_no_option_lies_within_the_tolerance_and_ranges_stand_among_ranges(library: Library, id_: str) -> None:
    shape, question, grader = asked(library, id_, "choice").shape, asked(library, id_, "typed"), Grader(library.kb)
    assert isinstance(shape, Choice)
    offered = [option.text for option in shape.options]
    assert len(set(offered)) == 4
    assert [one for one in offered if grader.grade(question, one).fit.is_right] == [shape.answer]
    answer = library.kb.facts[id_].answer
    for link in (" to ", "–"):
        assert {link in one for one in offered} == {link in str(answer)}
    forms = FormWriter(library.kb).forms(question)
    assert forms[0] == shape.answer
    for form in forms:
        assert grader.grade(question, form).fit.is_right, form


def test_options_beside_a_range_are_as_wide(library: Library) -> None:
    shape = asked(library, "trip", "choice").shape
    assert isinstance(shape, Choice)
    ends = [tuple(map(int, option.text.removesuffix(" days").split(" to "))) for option in shape.options]
    assert ends == sorted(ends)
    assert {high - low for low, high in ends} == {2}


@pytest.mark.parametrize(
    ("id_", "shown"),
    [
        ("town", "50,000 to 60,000 people"),
        ("dose", "0.1 to 0.15 g"),
        ("ice", "-15 to -10 °C"),
        ("price", "$5 to 7 million"),
    ],
)
def test_another_range_is_written_as_the_right_one_is(library: Library, id_: str, shown: str) -> None:
    shape = asked(library, id_, "choice").shape
    assert isinstance(shape, Choice)
    assert shown in [option.text for option in shape.options]


def test_what_else_is_right_within_the_tolerance_is_printed_and_exported(library: Library) -> None:
    told = {id_: answer_forms(library.kb, library.kb.facts[id_])[-1] for id_ in ("speed", "pi", "cold")}
    assert told == {
        "speed": "anything from 294 to 306",
        "pi": "anything from 3.13 to 3.15",
        "cold": "anything from -39.3 to -38.3",
    }
    facts = {fact["id"]: fact for fact in json.loads(render(library.kb, library.kb.facts.values(), ()))["facts"]}
    assert [facts[id_]["tolerance"] for id_ in ("pi", "trip")] == ["0.01", None]
    assert "Tolerance:   0.01" in fact_page(library.kb, library.kb.facts["pi"], (), ())
    (note,) = (packed.note for packed in build(library).notes if packed.note.fact.id == "pi")
    assert any('data-number="3.14" data-tolerance="0.01"' in field for field in note.fields)


def test_a_hint_bounds_a_range(library: Library) -> None:
    told = hint(library.kb.language, asked(library, "trip", "typed"))
    assert told is not None
    assert told.text == "It lies between 1 and 10."


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("how_many: 5 to 5 days", "'5 to 5 days' is no quantity; write a range with its ends in their order"),
        ("how_many: 5 to 3 days", "'5 to 3 days' is no quantity; write a range with its ends in their order"),
        ("how_many: 40 or 50 people", "'40 or 50 people' is no quantity; write a range"),
        ("how_many: 5 days, tolerance: about 1", "'about 1' does not fit; write a number, or a share in percent"),
        ("how_many: 3 to 5 days, tolerance: 1", "'tolerance' belongs to a number that is no range and no limit"),
        ("when: 1963, tolerance: 1", "'tolerance' belongs to a number"),
    ],
)
def test_what_is_no_range_and_no_tolerance_is_told(tmp_path: Path, written: str, told: str) -> None:
    fact = f"- {{id: a.x, {written}, ask: How much was it?}}\n"
    problems = open_library(write_bare(tmp_path, fact, "Science")).problems
    assert any(told in str(problem) for problem in problems), [str(problem) for problem in problems]
