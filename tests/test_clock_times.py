"""Times of day: typed in the usual forms, chosen among times, in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizgen.asking.hints import hint
from quizgen.domain.question import Choice
from quizgen.domain.verdict import Fit
from quizgen.grading.grader import Grader
from quizgen.grading.written_forms import FormWriter
from quizgen.pipeline import Library, build, open_library
from quizgen.rendering.sheets.timeline_pdf import make_timeline
from tests.support.bare import asked, bare_library, ids_of, write_bare

if TYPE_CHECKING:
    from pathlib import Path


TIMES = """\
- {id: train, when: 14:30, ask: When does the mail train leave?, label: Mail train}
- {id: early, when: 06:05, ask: When does the first train leave?, accept: [five past six]}
- {id: late, when: 22:45, ask: When does the last train leave?}
- {id: lunch, when: 12:00, ask: When does the bell ring?}
- {id: night, when: 0:00, ask: When does a day begin?}
- {id: tea, when: 16:00, ask: When is tea served?}
- {id: odd, when: 9:41, ask: Which time do the clocks in the pictures show?}
"""
IDS = ids_of(TIMES)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return bare_library(tmp_path_factory.mktemp("times"), TIMES, "Rail")


@pytest.mark.parametrize(
    ("id_", "given", "fit"),
    [
        ("train", "14:30", Fit.EXACT),
        ("train", "14.30", Fit.ALIAS),
        ("train", "1430", Fit.ALIAS),
        ("train", "14h30", Fit.ALIAS),
        ("train", "2:30 pm", Fit.ALIAS),
        ("train", "at 2.30 p.m.", Fit.ALIAS),
        ("train", "2:30PM", Fit.ALIAS),
        ("train", "half past two", Fit.ALIAS),
        ("train", "half past 2 in the afternoon", Fit.ALIAS),
        ("train", "two thirty", Fit.ALIAS),
        ("train", "thirty minutes past two", Fit.ALIAS),
        ("train", "fourteen thirty", Fit.ALIAS),
        ("train", "2:30", Fit.ALIAS),
        ("train", "02:30", Fit.WRONG),
        ("train", "2:30 am", Fit.WRONG),
        ("train", "14:31", Fit.WRONG),
        ("train", "half past three", Fit.WRONG),
        ("train", "14", Fit.WRONG),
        ("train", "25:30", Fit.WRONG),
        ("train", "14:30 days", Fit.WRONG),
        ("early", "6:05 a.m.", Fit.ALIAS),
        ("early", "five past six", Fit.ALIAS),
        ("early", "18:05", Fit.WRONG),
        ("late", "quarter to eleven", Fit.ALIAS),
        ("late", "fifteen to 11 pm", Fit.ALIAS),
        ("late", "quarter past ten", Fit.WRONG),
        ("lunch", "noon", Fit.ALIAS),
        ("lunch", "12 pm", Fit.ALIAS),
        ("lunch", "midnight", Fit.WRONG),
        ("lunch", "12 am", Fit.WRONG),
        ("night", "midnight", Fit.ALIAS),
        ("night", "noon", Fit.WRONG),
        ("tea", "4 o'clock", Fit.ALIAS),
        ("tea", "four o'clock in the afternoon", Fit.ALIAS),
        ("tea", "4pm", Fit.ALIAS),
        ("tea", "4 hours", Fit.ALIAS),
        ("tea", "4", Fit.WRONG),
    ],
)
def test_what_is_typed_for_a_time(library: Library, id_: str, given: str, fit: Fit) -> None:
    assert Grader(library.kb).grade(asked(library, id_, "typed"), given).fit is fit


@pytest.mark.parametrize("id_", IDS)
def test_each_has_other_times_as_options_in_order_and_its_forms_are_right(library: Library, id_: str) -> None:
    shape, question, grader = asked(library, id_, "choice").shape, asked(library, id_, "typed"), Grader(library.kb)
    assert isinstance(shape, Choice)
    offered = [option.text for option in shape.options]
    minutes = [int(hour) * 60 + int(minute) for hour, minute in (one.split(":") for one in offered)]
    assert minutes == sorted(set(minutes))
    assert len(minutes) >= 3
    assert [one for one in offered if grader.grade(question, one).fit.is_right] == [shape.answer]
    forms = FormWriter(library.kb).forms(question)
    assert forms[0] == shape.answer
    for form in forms:
        assert grader.grade(question, form).fit.is_right, form


def test_a_time_has_a_typed_card_a_hint_and_no_place_on_a_timeline(library: Library) -> None:
    built = build(library)
    names = [field["name"] for field in built.note_type.fields()]
    notes = {str(packed.note.fact.id): dict(zip(names, packed.note.fields, strict=True)) for packed in built.notes}
    assert (notes["train"]["Typed"], notes["train"]["Typed hint"]) == ("14:30", "as a time of day")
    assert "<span>half past two</span>" in notes["train"]["Accepted"]
    told = hint(library.kb.language, asked(library, "train", "typed"))
    assert told is not None
    assert told.text == "It lies between 12:00 and 16:00."
    assert make_timeline(library.kb, library.kb.facts.values(), "Times").events == ()


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("when: 24:30", "'24:30' is no date; write"),
        ("when: 14:30, wrong: [2022-01-12, 15:00]", "'12 January 2022' is a day, the answer a time of day"),
        ("when: 14:30, wrong: [2:30, 15:00]", "'2:30' is no wrong option: it overlaps with the right answer '14:30'"),
        ("when: 14:30, accept: [half past three]", "another time"),
        ("when: 2022, plan: 14:30", "'14:30' is no date"),
    ],
)
def test_what_is_no_time_is_told(tmp_path: Path, written: str, told: str) -> None:
    fact = f"- {{id: a.x, {written}, ask: When was it?}}\n"
    problems = open_library(write_bare(tmp_path, fact, "Rail")).problems
    assert any(told in str(problem) for problem in problems), [str(problem) for problem in problems]
