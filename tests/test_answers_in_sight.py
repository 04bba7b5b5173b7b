"""After an answer the question, the verdict and the right answer are on the screen together, also on a narrow one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizgen.domain.question import Choice, Match, Order
from quizgen.domain.round import How, Stage, how
from quizgen.domain.study import Mode
from quizgen.playing.round import LiveRound
from quizgen.playing.round_log import RoundLog, new_session
from quizgen.rendering.terminal.page import Size
from quizgen.study.log import Log
from tests.support.effort import IS_GATE, few
from tests.support.engine import in_every_way, question, right, wrong
from tests.support.engine import library as small_library
from tests.support.viewer import Viewer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from quizgen.domain.question import Question
    from quizgen.pipeline import Library

#: Elsewhere than in the gate, one question of so many is looked at.
ONE_OF = 1 if IS_GATE else 60
PLAYED = [(40, wrong), (80, right), (80, wrong), (40, right)]


class Round:
    """A round that is played on a screen: `hidden` holds the questions of which something was out of sight."""

    def __init__(
        self, library: Library, db: Path, questions: list[Question], answer: Callable[[Question], str], size: Size
    ) -> None:
        self.answer = answer
        self.hidden: list[str] = []
        self.viewer = Viewer(size, self.press)
        with Log.open(db) as log:
            session = new_session(library, Mode.PRACTICE, (one.id for one in questions), (), "1")
            askable = {one.id: one for one in questions}
            self.live = LiveRound(library, self.viewer, RoundLog(log, session), askable, "quizgen quiz")
            self.live.play()

    def press(self) -> str:
        """Answer a question, and look whether all is in sight before going on to the next one."""
        asked, stage = self.live.round.current(self.live.state), self.live.state.stage
        if asked is None:
            return ""
        if stage is Stage.ASKING:
            return self.answer(asked)
        if not all(map(self.viewer.sees, told(asked))):
            self.hidden.append(asked.id)
        return "n" if stage is Stage.REVEALED else ""


def told(asked: Question) -> list[str]:
    """What is read of a question and its right answer, once it is answered."""
    shape = asked.shape
    if isinstance(shape, Order):
        return [row.dated for row in shape.rows]
    if isinstance(shape, Match):
        return [text for row in shape.rows for text in (row.text, shape.names[row.name])]
    statement = shape.statement if isinstance(shape, Choice) else None
    return [shape.prompt, shape.answer, *([statement.truth] if statement else [])]


@pytest.mark.parametrize(("columns", "answer"), few(PLAYED, 2))
def test_the_question_is_in_sight_together_with_what_is_said_of_its_answer(
    shipped: Library, db: Path, columns: int, answer: Callable[[Question], str]
) -> None:
    questions = in_every_way(shipped)[::ONE_OF]
    if columns < 80:  # four questions to be matched are longer than such a screen
        questions = [one for one in questions if not isinstance(one.shape, Match)]
    assert {*How} == set(map(how, questions)) | {How.ARRANGE}
    assert Round(shipped, db, questions, answer, Size(columns, 24)).hidden == []


def test_what_had_to_make_room_for_the_answer_can_be_scrolled_back_to(db: Path) -> None:
    played = Round(small_library(), db, [question("pick")], wrong, Size(40, 17))
    assert played.hidden == []
    shown = played.viewer.everything()
    assert shown.count("In which town did the council receive") == 2
    assert "  4  " in shown
