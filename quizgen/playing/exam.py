"""An exam: a round in which nothing is said of an answer before the end, and the time is really up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.domain.round import How, KeyCommand, Stage, Step, how, key_command
from quizgen.playing.commands import command_while_asked
from quizgen.playing.engine import Engine

if TYPE_CHECKING:
    from quizgen.domain.question import Question
    from quizgen.domain.round import State


def can_be_examined(question: Question) -> bool:
    """Say whether the program judges the answer: what learners judge themselves is shown to them before."""
    return how(question) is not How.RECALL


class ExamEngine(Engine):
    """Drives an exam. An answer that comes after the deadline does not count; there are no hints."""

    def step(self, state: State, text: str) -> Step:
        """Return what `text`, a key or a line, leads to: after an answer, the next question."""
        refusal = self._refusal(state, text.strip())
        if refusal:
            return Step(state, notice=refusal)
        step = super().step(state, text)
        if not step.state.stage.is_answered:
            return step
        if self.round.deadline is not None and self.clock() >= self.round.deadline:
            over = self._next_question(self._state_after(step.state.entries[:-1], state))
            return Step(over, notice=self.language.gettext("The time was up; this answer does not count."))
        return Step(self._next_question(step.state), step.entries)

    def _refusal(self, state: State, text: str) -> str:
        """Return why something that a round allows is not allowed here, or an empty text."""
        gettext = self.language.gettext
        if state.stage is Stage.OVER and key_command(self.language, state.stage, text) is KeyCommand.UNDO:
            return gettext("The exam is over; nothing can be taken back.")
        question = self.round.current(state)
        if state.stage is not Stage.ASKING or question is None:
            return ""
        if command_while_asked(self.language, question, text) is KeyCommand.HINT:
            return gettext("An exam has no hints.")
        if not text and how(question) is How.TYPE:
            return gettext("Type the answer; s skips the question.")
        return ""

    def _may_ask_back(self, state: State) -> bool:  # noqa: ARG002  never, as that would say what is right so far
        return False

    def _ask_first(self, state: State) -> State:
        return super()._ask_first(state)._replace(has_hint=False)
