"""What people type for whole libraries: the shipped one, and one by somebody who did not know how answers are graded.

`answers.json` has for each fact what is right, what is wrong, and what is right as far as it goes. Whoever wrote these
lists had no look at the grammar, so a few of the right answers are refused; no wrong one is accepted.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from quizgen import pipeline
from quizgen.domain.round import Stage
from quizgen.domain.study import Grade
from quizgen.domain.verdict import Fit
from quizgen.grading.grader import Grader
from quizgen.playing.exam import ExamEngine
from tests.support.engine import Learner

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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


@pytest.fixture(scope="module")
def second() -> tuple[pipeline.Library, Grader]:
    library = pipeline.open_library(SECOND)
    return library, Grader(library.kb)


@pytest.fixture
def asked(second: tuple[pipeline.Library, Grader]) -> Callable[[str], Learner]:
    """A learner who is asked a question of the second library, and may be asked back."""

    def ask(id_: str) -> Learner:
        library, grader = second
        question = library.asker.exercise(library.kb.facts[id_], "typed", "")
        assert question is not None
        learner = Learner((question,), kb=library.kb, grade=grader.grade)
        learner.engine = replace(learner.engine, asks_back=True)
        return learner

    return ask


@pytest.mark.parametrize(
    ("id_", "first", "question", "rest"),
    [
        ("bridge.opened", "24 June", "Right so far. Which year?", "2017"),
        ("bridge.opened", "24 June", "Right so far. Which year?", "24 June 2017"),
        ("inquiry.report", "2015", "Right so far. Which month?", "March"),
        ("strike.length", "17", "Right so far. Which unit?", "days"),
        ("bridge.cost", "982 million", "Right so far. Which unit?", "dollars"),
        ("closure.length", "6 hours", "Exactly that, or more, or less?", "more"),
        ("strike.ships", "60", "Exactly that, or more, or less?", "or more"),
        ("inquiry.chair", "O'Rourke", "Which one? Type more of the name.", "Siobhán"),
        ("people.shchukin-post", "deputy minister", "Right so far. What is the post in full?", "of Transport"),
        (
            "people.shchukin-post",
            "the deputy minister",
            "Right so far. What is the post in full?",
            "Deputy Transport Minister",
        ),
    ],
)
def test_the_rest_of_a_right_answer_is_asked_for_once(
    asked: Callable[[str], Learner], id_: str, first: str, question: str, rest: str
) -> None:
    learner = asked(id_)
    assert learner.does(first).stage is Stage.ASKING
    assert (learner.said, learner.log) == (question, [])
    assert learner.does(rest).stage is Stage.FEEDBACK
    assert learner.last.grade is Grade.GOOD


@pytest.mark.parametrize(
    ("id_", "first", "rest", "grade"),
    [
        ("bridge.opened", "24 June", "24 June", Grade.AGAIN),
        ("bridge.opened", "24 June", "2016", Grade.AGAIN),
        ("bridge.opened", "June", "24", Grade.AGAIN),
        ("strike.length", "17", "weeks", Grade.AGAIN),
        ("closure.length", "6 hours", "less", Grade.AGAIN),
        ("closure.length", "6 hours", "6 hours", Grade.HARD),
        ("inquiry.chair", "O'Rourke", "Declan", Grade.AGAIN),
        ("people.shchukin-post", "deputy minister", "of Ports", Grade.AGAIN),
        ("people.shchukin-post", "deputy minister", "Minister of Transport", Grade.AGAIN),
    ],
)
def test_what_is_said_then_counts_whatever_it_is(
    asked: Callable[[str], Learner], id_: str, first: str, rest: str, grade: Grade
) -> None:
    learner = asked(id_)
    learner.does(first, rest)
    assert learner.last.grade is grade


def test_what_is_wrong_is_not_asked_about(asked: Callable[[str], Learner]) -> None:
    for id_, typed in (("bridge.opened", "25 June"), ("strike.length", "18"), ("closure.length", "5 hours")):
        assert asked(id_).does(typed).stage is Stage.FEEDBACK


@pytest.mark.parametrize(
    "typed", ["minister", "deputy", "Minister of Transport", "Minister of Ports", "deputy chairman"]
)
def test_another_post_is_not_taken_for_a_part_of_the_right_one(asked: Callable[[str], Learner], typed: str) -> None:
    assert asked("people.shchukin-post").does(typed).stage is Stage.FEEDBACK


def test_a_hint_counts_though_half_of_the_answer_was_known(asked: Callable[[str], Learner]) -> None:
    learner = asked("bridge.opened")
    learner.does("24 June", "h", "2017")
    assert learner.last.hinted
    learner = asked("bridge.opened")
    learner.does("h", "24 June", "2017")
    assert (learner.last.hinted, learner.last.grade) == (True, Grade.HARD)


def test_where_nobody_sits_the_half_counts_as_it_stands(asked: Callable[[str], Learner]) -> None:
    learner = asked("bridge.opened")
    learner.engine = replace(learner.engine, asks_back=False)
    assert learner.does("24 June").stage is Stage.FEEDBACK
    assert learner.last.grade is Grade.AGAIN


def test_in_an_exam_nothing_is_asked_back(asked: Callable[[str], Learner]) -> None:
    learner = asked("bridge.opened")
    fields = {name: getattr(learner.engine, name) for name in learner.engine.__dataclass_fields__}
    learner.engine = ExamEngine(**fields)
    assert learner.does("24 June").stage is Stage.OVER
    assert (learner.said, learner.last.grade) == ("", Grade.AGAIN)
