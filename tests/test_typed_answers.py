"""What people type for whole libraries: the shipped one, and one by somebody who did not know how answers are graded.

`answers.json` has for each fact what is right, what is wrong, and what is right as far as it goes. Whoever wrote these
lists had no look at the grammar, so a few of the right answers are refused; no wrong one is accepted.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from quizgen import pipeline
from quizgen.domain.verdict import Fit
from quizgen.grading.grader import Grader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.domain.question import Question
    from quizgen.domain.verdict import Verdict

CASES = Path(__file__).parent / "cases"
SECOND = CASES / "second"
#: The most of the right answers that may be refused.
MOST_REFUSED = 0.05
ACCEPTED = (Fit.EXACT, Fit.ALIAS, Fit.NEAR, Fit.UNCLEAR)


class Typed(NamedTuple):
    """Something typed to a question, what the list says of it, and the verdict."""

    question: Question
    said: str
    text: str
    verdict: Verdict


@pytest.fixture(scope="module", params=("shipped", "second"))
def typed(request: pytest.FixtureRequest, shipped: pipeline.Library) -> list[Typed]:
    """All that is typed to questions of a library whose answers are typed, not judged by the learner."""
    folder, library = (CASES, shipped) if request.param == "shipped" else (SECOND, pipeline.open_library(SECOND))
    assert not library.problems
    said = json.loads((folder / "answers.json").read_text("utf-8"))
    return list(graded(library, said))


def graded(library: pipeline.Library, said: dict[str, dict[str, list[str]]]) -> Iterator[Typed]:
    """Grade all that is listed."""
    grader = Grader(library.kb)
    for id_, sides in said.items():
        question = library.asker.exercise(library.kb.facts[id_], "typed", "")
        if question is None:
            continue
        for side, texts in sides.items():
            yield from (Typed(question, side, text, grader.grade(question, text)) for text in texts)


def test_hardly_a_right_answer_is_refused(typed: list[Typed]) -> None:
    right = [one for one in typed if one.said == "right"]
    refused = [one.text for one in right if one.verdict.fit not in ACCEPTED and not one.verdict.asks]
    assert len(right) > 100
    assert len(refused) <= MOST_REFUSED * len(right), refused


def test_no_wrong_answer_is_accepted(typed: list[Typed]) -> None:
    wrong = [one for one in typed if one.said == "wrong"]
    assert len(wrong) > 100
    assert [(one.question.id, one.text) for one in wrong if one.verdict.fit in ACCEPTED] == []


def test_what_is_right_as_far_as_it_goes_is_asked_about(typed: list[Typed]) -> None:
    #: A part of a name that is neither its beginning nor its end, and metres that are no money.
    beyond = {"harbour union", "2.4m"}
    incomplete = [one for one in typed if one.said == "incomplete" and one.text not in beyond]
    assert [(one.question.id, one.text) for one in incomplete if not one.verdict.asks] == []
