"""An exam: nothing is said of an answer before the end, there is one try, and the time is really up."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quizgen.domain.round import How, Stage, how
from quizgen.domain.study import EXAM, Mode
from quizgen.playing.exam import ExamEngine
from quizgen.playing.practice import NewRound, Practice
from quizgen.rendering.terminal.keys import keys
from quizgen.rendering.terminal.page import Size
from quizgen.rendering.terminal.pages import question_page
from quizgen.study.log import Log
from tests.support.engine import Learner, learner

if TYPE_CHECKING:
    from pathlib import Path

    from quizgen.pipeline import Library
    from tests.conftest import OpenTerminal


def examinee(*names: str, minutes: float | None = None) -> Learner:
    """Whoever takes an exam of these questions."""
    one = learner(*names, minutes=minutes)
    one.round = replace(one.round, session=one.round.session._replace(options=(EXAM,)))
    one.engine = ExamEngine(**(vars(one.engine) | {"round": one.round}))
    one.state = one.engine.start()
    return one


def shown(one: Learner) -> str:
    """What stands on the screen, its keys with it."""
    page = question_page(one.round, one.state, Size())
    return "\n".join([*(f"{line.mark} {line.text}" for line in page), *(key.key for key in keys(one.round, one.state))])


def test_nothing_is_said_of_an_answer_before_the_end() -> None:
    one = examinee("pick", "type a name", "type a date")
    for answer in ("wrong", "nearly", "right"):
        assert one.state.stage is Stage.ASKING
        assert "right," not in shown(one)
        one.does(answer)
    assert one.state.stage is Stage.OVER
    assert [entry.is_right for entry in one.log] == [False, True, True]


def test_an_exam_shows_no_answer_and_gives_no_hint() -> None:
    one = examinee("type a name", "pick")
    assert "Enter" not in shown(one).split("\n")[-5:]
    assert "h" not in [key.key for key in keys(one.round, one.state)]
    for text in ("", "h"):
        one.does(text)
        assert one.state.stage is Stage.ASKING
        assert not one.state.hint
        assert one.said


def test_an_answer_can_be_taken_back_until_the_end() -> None:
    one = examinee("pick", "pick a date")
    one.does("wrong", "u", "right", "right", "u")
    assert one.said == "The exam is over; nothing can be taken back."
    assert one.state.stage is Stage.OVER
    assert "u" not in [key.key for key in keys(one.round, one.state)]
    assert [entry.is_right for entry in one.state.entries] == [True, True]


def test_an_answer_after_the_time_does_not_count() -> None:
    one = examinee("pick", "pick a date", minutes=1)
    one.does("right")
    one.now += 60_000
    one.does("right")
    assert one.state.stage is Stage.OVER
    assert one.said == "The time was up; this answer does not count."
    assert (len(one.log), len(one.state.entries), len(one.state.queue)) == (1, 1, 1)


def test_only_what_the_program_can_judge_is_asked(shipped: Library) -> None:
    with Log.open(":memory:") as log:
        practice = Practice(shipped, log)
        for seed in (None, "1", "2", "3"):
            exam = practice.begin(NewRound(shipped.facts(), (), 20, seed, (EXAM,)))
            asked = practice.questions(exam).values()
            assert len(asked) == 20
            assert How.RECALL not in map(how, asked)


def test_an_exam_that_was_left_is_not_gone_on_with(open_terminal: OpenTerminal, db: Path) -> None:
    exam = ("quiz", "--exam", "--way", "choice", "-n", "2", "--seed", "1")
    terminal = open_terminal(*exam)
    terminal.press("1")
    terminal.expect("Question 2 of 2")
    assert "Answer" not in terminal.said()
    terminal.press("q")
    terminal.leaves()
    assert "--resume" not in terminal.everything()
    with Log.open(db) as log:
        assert log.unfinished("example.meetings", Mode.PRACTICE) is None
    terminal = open_terminal(*exam)
    terminal.press("1")
    terminal.expect("Question 2 of 2")
    terminal.press("1")
    terminal.expect(" of 2 right", "By kind", "Go on with quizgen quiz --way choice")
