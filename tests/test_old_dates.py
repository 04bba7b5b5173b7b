"""Dates before the year 1000, before our era, and days of every year: typed, chosen, put in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizgen.asking.hints import hint
from quizgen.domain.question import Choice
from quizgen.domain.verdict import Fit
from quizgen.grading.grader import Grader
from quizgen.grading.written_forms import FormWriter
from quizgen.pipeline import Library, open_library
from quizgen.rendering.sheets.timeline_pdf import make_timeline, moments
from tests.support.bare import asked, bare_library, ids_of, write_bare

if TYPE_CHECKING:
    from pathlib import Path


DATES = """\
- {id: rome, when: 476, ask: When was the last emperor of the West deposed?, label: End of the West}
- {id: sack, when: 0455-06, ask: When was Rome plundered a second time?, label: Second plundering}
- {id: caesar, when: 44-03-15 BC, ask: When was Caesar killed?, label: Caesar's death}
- {id: year, when: 44 BC, ask: In which year BC was Caesar killed?}
- {id: birth, when: 63 BC, ask: When was Augustus born?, label: Augustus's birth}
- {id: month, when: 30-08 BC, ask: When did Alexandria fall to Octavian?, label: Fall of Alexandria}
- {id: volcano, when: 79, ask: When was Pompeii buried?, label: Pompeii's end}
- {id: bastille, when: --07-14, ask: On which day does France keep its national holiday?, label: National holiday}
- {id: fools, when: --04-01, ask: On which day are jokes played?}
- {id: eve, when: --12-31, ask: On which day does the year end?}
- {id: turn, when: 1-12-31 BC, ask: On which day did the last year before our era end?}
- {id: games, when: 2010-02, ask: When did Vancouver in BC hold the games?}
- {id: leap, when: --02-29, ask: On which day is there no birthday in most years?}
"""
IDS = ids_of(DATES)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return bare_library(tmp_path_factory.mktemp("dates"), DATES, "History")


@pytest.mark.parametrize(
    ("id_", "given", "fit"),
    [
        ("rome", "476", Fit.EXACT),
        ("rome", "AD 476", Fit.ALIAS),
        ("rome", "476 C.E.", Fit.ALIAS),
        ("rome", "in 476", Fit.ALIAS),
        ("rome", "476 BC", Fit.WRONG),
        ("rome", "475", Fit.WRONG),
        ("sack", "June 455", Fit.EXACT),
        ("sack", "June 455 AD", Fit.ALIAS),
        ("sack", "June 455 BC", Fit.WRONG),
        ("caesar", "15 March 44 BC", Fit.EXACT),
        ("caesar", "March 15, 44 B.C.", Fit.ALIAS),
        ("caesar", "15th of March 44 BCE", Fit.ALIAS),
        ("caesar", "15.3.44 BC", Fit.ALIAS),
        ("caesar", "15 March 44", Fit.WRONG),
        ("caesar", "16 March 44 BC", Fit.WRONG),
        ("year", "44 BC", Fit.EXACT),
        ("year", "44", Fit.ALIAS),
        ("year", "44bc", Fit.ALIAS),
        ("year", "AD 44", Fit.WRONG),
        ("birth", "63 b. c. e.", Fit.ALIAS),
        ("birth", "63", Fit.WRONG),
        ("month", "August 30 BC", Fit.EXACT),
        ("month", "Aug 30 BCE", Fit.ALIAS),
        ("volcano", "79", Fit.EXACT),
        ("volcano", "79 AD", Fit.ALIAS),
        ("volcano", "1979", Fit.WRONG),
        ("bastille", "14 July", Fit.EXACT),
        ("bastille", "July 14th", Fit.ALIAS),
        ("bastille", "14.7.", Fit.ALIAS),
        ("bastille", "7/14", Fit.ALIAS),
        ("bastille", "14 July 1789", Fit.WRONG),
        ("bastille", "July", Fit.WRONG),
        ("fools", "4/1", Fit.UNCLEAR),
        ("leap", "29 Feb", Fit.ALIAS),
        ("turn", "31 December 1 BC", Fit.EXACT),
        ("games", "February 2010", Fit.EXACT),
        ("games", "2/2010", Fit.ALIAS),
    ],
)
def test_what_is_typed_for_a_date(library: Library, id_: str, given: str, fit: Fit) -> None:
    assert Grader(library.kb).grade(asked(library, id_, "typed"), given).fit is fit


@pytest.mark.parametrize("id_", IDS)
def test_each_has_options_of_its_form_in_order_and_its_forms_are_right(library: Library, id_: str) -> None:
    shape, question, grader = asked(library, id_, "choice").shape, asked(library, id_, "typed"), Grader(library.kb)
    assert isinstance(shape, Choice)
    offered = [option.text for option in shape.options]
    assert len(set(offered)) == 4
    assert [one for one in offered if grader.grade(question, one).fit.is_right] == [shape.answer]
    assert {" BC" in one for one in offered} == {" BC" in shape.answer}
    if id_ in ("year", "birth"):
        years = [int(one.removesuffix(" BC")) for one in offered]
        assert years == sorted(years, reverse=True)
    forms = FormWriter(library.kb).forms(question)
    assert forms[0] == shape.answer
    for form in forms:
        assert grader.grade(question, form).fit.is_right, form


def test_a_timeline_runs_from_before_our_era_into_it_and_has_no_day_without_a_year(library: Library) -> None:
    timeline = make_timeline(library.kb, library.kb.facts.values(), "Old dates")
    assert [event.date for event in timeline.events] == [
        "63 BC",
        "15 March 44 BC",
        "August 30 BC",
        "79",
        "June 455",
        "476",
    ]
    assert len(moments(timeline)) == 6


def test_a_hint_says_about_when(library: Library) -> None:
    hints = (hint(library.kb.language, asked(library, id_, "typed")) for id_ in ("rome", "caesar", "birth", "bastille"))
    assert [one.text for one in hints if one is not None] == [
        "It is a year of the 470s.",
        "It is a day in the middle of March 44 BC.",
        "It lies between 100 BC and 50 BC.",
        "It is a day in the middle of July.",
    ]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("when: 0 BC", "'0 BC' is no date"),
        ("when: 44-02-30 BC", "'44-02-30 BC' is no date"),
        ("when: --02-30", "'--02-30' is no date"),
        ("when: 07-14", "'07-14' is no date; write YYYY-MM-DD, YYYY-MM or YYYY; '44 BC' before our era; --MM-DD for"),
        ("when: 476, plan: --07-14", "'--07-14' is no date; write"),
    ],
)
def test_what_is_no_date_is_told_with_what_to_write(tmp_path: Path, written: str, told: str) -> None:
    fact = f"- {{id: a.x, {written}, ask: When was it?}}\n"
    problems = open_library(write_bare(tmp_path, fact, "History")).problems
    assert any(told in str(problem) for problem in problems), [str(problem) for problem in problems]


def test_a_year_without_its_era_is_told_what_it_lacks(library: Library) -> None:
    assert Grader(library.kb).grade(asked(library, "birth", "typed"), "63").why == "It lacks “BC”."
