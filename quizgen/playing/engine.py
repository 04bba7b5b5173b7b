"""The round as a state machine: from a state and what the learner gives to a new state and the entries to keep.

It reads no clock and no keyboard, writes no log and prints nothing: the clock and the ids are given to it, and
whoever drives it keeps the entries of a step before showing the step's state. So a round can be replayed from
its log, and an undo is the replay of all but the last answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizgen.asking.hints import Hint, hint
from quizgen.domain.question import explained
from quizgen.domain.round import Aside, How, KeyCommand, Stage, State, Step, how, key_command
from quizgen.domain.study import Entry, EntryKind, Grade, Mode
from quizgen.domain.verdict import LONGEST_ANSWER, Fit, Verdict
from quizgen.grading.sentences import put_together
from quizgen.playing.commands import command_while_asked
from quizgen.playing.picking import Pick, pick_option, read_order
from quizgen.rendering.terminal.keys import key_meant, keys
from quizgen.study.schedule import CLOCKS_DIFFER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from quizgen.domain.question import Question
    from quizgen.domain.round import Round
    from quizgen.language import Language

#: After an answer, n goes on as Enter does: whoever has counted an answer as wrong may press it twice.
_GO_ON = ("", KeyCommand.NO)
#: A miss is asked again after so many other questions, or at the end.
COMES_BACK_AFTER = 5
_ASIDES = {KeyCommand.HELP: Aside.HELP, KeyCommand.SOURCES: Aside.SOURCES, KeyCommand.WHY: Aside.WHY}


@dataclass(frozen=True)
class Engine:
    """Drives one round. `clock` returns milliseconds since 1970-01-01 UTC, `day` the study day of a time given so.

    `grade` judges a typed answer, `says` returns the digest of what a question's fact says, and `stamp` says how
    reviews are scheduled. `objection` returns why an answer that was taken for wrong cannot be called right, or an
    empty text. `asks_back` says that somebody is there who can be asked for the rest of an answer.
    """

    round: Round
    grade: Callable[[Question, str], Verdict]
    clock: Callable[[], int]
    new_id: Callable[[], str]
    day: Callable[[int], int]
    says: Callable[[Question], str]
    stamp: str | None = None
    objection: Callable[[Question, str], str] = lambda _question, _given: ""
    asks_back: bool = False

    @property
    def language(self) -> Language:
        """Return the language of the texts for the learner, and of the words that do as well as keys."""
        return self.round.kb.language

    def start(self, entries: Iterable[Entry] = ()) -> State:
        """Return the state in which the round goes on after these answers and skips, none of them voided.

        Those about a question that can no longer be asked are left out: they can neither be shown nor taken back.
        """
        askable = tuple(entry for entry in entries if entry.question in self.round.questions)
        return self._next_question(self._state_after(askable, State((), (), Stage.ASKING, self.clock())))

    def step(self, state: State, text: str) -> Step:
        """Return what `text`, a key or a line, leads to. Text that means nothing here leads to a notice."""
        text = self._key_meant(state, text.strip()[:LONGEST_ANSWER])
        match state.stage:
            case Stage.ASKING:
                act = self._when_asking
            case Stage.NEW:
                act = self._when_new
            case Stage.REVEALED:
                act = self._when_revealed
            case Stage.NEAR:
                act = self._when_near
            case Stage.UNCLEAR:
                act = self._when_unclear
            case Stage.FEEDBACK:
                act = self._when_feedback
            case Stage.OVER:
                act = self._when_over
            case Stage.STOPPED | Stage.ENDED:
                return Step(state)
        return act(state, text)

    def _key_meant(self, state: State, text: str) -> str:
        """Return the key whose words on the screen were typed, else what was typed.

        While a question is asked, what is typed may be its answer; only those who ask to be shown it are heard here.
        """
        if len(text) <= 1:
            return text
        enter = self.language.gettext("Enter")
        usable = [key for key in keys(self.round, state) if state.stage is not Stage.ASKING or key.key == enter]
        return key_meant(self.language, usable, text)

    def drop(self, state: State) -> State:
        """Return the state without the question that is asked, as another terminal has answered it."""
        without = state._replace(dropped=state.dropped | {state.queue[0]})
        return self._next_question(self._state_after(state.entries, without))

    def _state_after(self, entries: tuple[Entry, ...], state: State) -> State:
        """Return the state right after these entries, with what `state` has dropped and shown."""
        session = self.round.session
        queue = [id_ for id_ in session.questions if id_ in self.round.questions]
        for entry in entries:
            question = entry.question or ""
            if question in queue:
                queue.remove(question)
            if entry.grade is Grade.AGAIN and session.mode is Mode.REVIEW:
                queue.insert(COMES_BACK_AFTER, question)
        # Dropped questions are taken out only now, even if they were missed here, so that the others keep their places.
        queue = [id_ for id_ in queue if id_ not in state.dropped]
        return State(tuple(queue), entries, Stage.FEEDBACK, self.clock(), dropped=state.dropped, shown=state.shown)

    def _next_question(self, state: State) -> State:
        """Go on to the next question, or to the end."""
        now = self.clock()
        over = State(state.queue, state.entries, Stage.OVER, now, dropped=state.dropped, shown=state.shown)
        is_late = self.round.deadline is not None and now >= self.round.deadline
        if is_late or not state.queue:
            return over
        return over._replace(stage=Stage.NEW) if self.round.to_show(over) else self._ask_first(over)

    def _ask_first(self, state: State) -> State:
        """Return the state in which the first question of the queue is asked, with whether it has a hint."""
        has_hint = hint(self.language, self.round.questions[state.queue[0]]) is not None
        return state._replace(stage=Stage.ASKING, has_hint=has_hint)

    def _when_new(self, state: State, text: str) -> Step:
        """Go on from a new fact that was read to the next one, or to a question."""
        if self._is_go_on(text):
            shown = state.shown | {self._question(state).id}
            return Step(self._next_question(state._replace(shown=shown)))
        return self._command_or_notice(state, text)

    def _when_asking(self, state: State, text: str) -> Step:
        question = self._question(state)
        if command := command_while_asked(self.language, question, text):
            return self._command(state, command)
        match how(question):
            case How.PICK:
                return self._grade_choice(state, pick_option(self.language, question, text.lower(), state.struck))
            case How.ARRANGE:
                return self._grade_choice(state, read_order(self.language, question, text.lower()))
            case How.TYPE | How.RECALL:
                return self._grade_typed(state, question, text)

    def _grade_choice(self, state: State, choice: Pick | str) -> Step:
        """Grade an option or an order, or say why there is none."""
        if isinstance(choice, str):
            return Step(state, notice=choice)
        grade = self._pass_grade(state) if choice.right else Grade.AGAIN
        fit = Fit.EXACT if choice.right else Fit.WRONG
        return self._answer(state, grade, fit, choice.given, offered=choice.offered, parts=choice.parts)

    def _grade_typed(self, state: State, question: Question, text: str) -> Step:
        if not text and not state.half:
            return Step(state._replace(stage=Stage.REVEALED))
        text, verdict = self._with_first_half(state, question, text)
        if verdict.asks and self._may_ask_back(state):
            # Nothing is graded yet; whoever says no more is judged by what stands there.
            return Step(state._replace(half=text), notice=verdict.asks)
        return self._take_verdict(state, question, text, verdict)

    def _may_ask_back(self, state: State) -> bool:
        """Say whether the rest of an answer may be asked for: once, and where somebody is there to say it."""
        return self.asks_back and not state.half

    def _take_verdict(self, state: State, question: Question, text: str, verdict: Verdict) -> Step:
        """Keep a typed answer that can be graded; else ask how it is meant, or show the right one."""
        with_verdict = state._replace(given=text, verdict=verdict)
        match verdict.fit:
            case Fit.EXACT | Fit.ALIAS:
                return self._answer(with_verdict, self._pass_grade(state), verdict.fit, text)
            case Fit.NEAR:
                # Kept at once: whoever has seen the right form cannot leave the round and answer anew.
                step = self._answer(with_verdict, Grade.HARD, Fit.NEAR, text)
                return step._replace(state=step.state._replace(stage=Stage.NEAR))
            case Fit.UNCLEAR:
                return Step(with_verdict._replace(stage=Stage.UNCLEAR))
            case _ if how(question) is How.RECALL:
                # A letter alone is a slip; anything else the learner compares with the answer.
                slip = Step(state, notice=self.language.gettext("Enter shows the answer."))
                return slip if len(text) == 1 else Step(with_verdict._replace(stage=Stage.REVEALED))
            case _:
                return self._answer(with_verdict, Grade.AGAIN, Fit.WRONG, text)

    def _with_first_half(self, state: State, question: Question, text: str) -> tuple[str, Verdict]:
        """Return an answer and the verdict on it, together with what was typed before its rest was asked for."""
        if not text:
            return state.half, self.grade(question, state.half)
        whole = put_together(self.language, state.half, text) if state.half else ()
        verdicts = [(one, self.grade(question, one)) for one in (text, *whole) if len(one) <= LONGEST_ANSWER]
        right = (one for one in verdicts if one[1].fit.is_right)
        explained = (one for one in verdicts if one[1].why)
        return next(right, next(explained, verdicts[0]))

    def _when_unclear(self, state: State, text: str) -> Step:
        """Take the reading that the learner meant; anything else goes back to the question."""
        readings = state.verdict.readings if state.verdict else ()
        places = {str(place): reading for place, reading in enumerate(readings, 1)}
        if command := key_command(self.language, state.stage, text):
            return self._command(state, command)
        if text not in places:
            asking = state._replace(stage=Stage.ASKING, given="", verdict=None)
            return Step(asking, notice=self.language.gettext("Then type it in full."))
        return self._grade_typed(state._replace(stage=Stage.ASKING), self._question(state), places[text])

    def _when_revealed(self, state: State, text: str) -> Step:
        """Take the learner's word on the answer that is shown: whether it was known."""
        match key_command(self.language, state.stage, text):
            case KeyCommand.YES:
                return self._judge(state, self._pass_grade(state))
            case KeyCommand.NO:
                return self._judge(state, Grade.AGAIN)
            case KeyCommand.EASY if not state.is_helped:
                return self._judge(state, Grade.EASY)
            case None | KeyCommand.EASY:
                return self._ask_for_verdict(state, text)
            case command:
                return self._command(state, command)

    def _judge(self, state: State, grade: Grade) -> Step:
        """Keep what the learner says of an answer that is shown, and go on at once: there is nothing more to tell."""
        step = self._answer(state, grade, Fit.JUDGED, state.given)
        said = self.language.gettext("Not known.") if grade is Grade.AGAIN else self.language.gettext("Known.")
        return step._replace(state=self._next_question(step.state), notice=said)

    def _when_near(self, state: State, text: str) -> Step:
        """Take the learner's word on a near miss: it counts as hard, as it does already, or as wrong."""
        match key_command(self.language, state.stage, text):
            case KeyCommand.YES:
                return Step(state._replace(stage=Stage.FEEDBACK))
            case KeyCommand.NO:
                return self._amend(state, state.entries[-1], Grade.AGAIN, Fit.WRONG)
            case None:
                return self._ask_for_verdict(state, text)
            case command:
                return self._command(state, command)

    def _ask_for_verdict(self, state: State, text: str) -> Step:
        """Say which keys judge, unless Enter alone was pressed."""
        return Step(state, notice=self.language.gettext("y if it was right, n if not.") if text else "")

    def _when_feedback(self, state: State, text: str) -> Step:
        if self._is_go_on(text):
            return Step(self._next_question(state))
        match key_command(self.language, state.stage, text):
            case KeyCommand.EASY:
                return self._count_as_easy(state, state.entries[-1])
            case KeyCommand.APPEAL:
                return self._appeal(state, state.entries[-1])
            case _:
                return self._command_or_notice(state, text)

    def _is_go_on(self, text: str) -> bool:
        return text.lower() in _GO_ON

    def _command_or_notice(self, state: State, text: str) -> Step:
        """Do what a key commands where Enter goes on, or say that it does."""
        command = key_command(self.language, state.stage, text)
        if command is None:
            return Step(state, notice=self.language.gettext("Enter goes on. ? shows all keys."))
        return self._command(state, command)

    def _when_over(self, state: State, text: str) -> Step:
        command = key_command(self.language, state.stage, text)
        if not text or command is KeyCommand.STOP:
            return Step(state._replace(stage=Stage.ENDED), (self._entry(state, EntryKind.END),))
        if command is None:
            return Step(state, notice=self.language.gettext("Enter leaves, u undoes the last answer."))
        return self._command(state, command)

    def _count_as_easy(self, state: State, last: Entry) -> Step:
        without_options = how(self._question(state)) in (How.TYPE, How.RECALL)
        if not without_options or last.grade not in (Grade.GOOD, Grade.EASY):  # what a hint helped is hard
            return Step(state, notice=self.language.gettext("Easy is not offered here."))
        if last.grade is Grade.EASY:
            return Step(state, notice=self.language.gettext("It is counted as easy."))
        return self._amend(state, last, Grade.EASY, last.fit)

    def _appeal(self, state: State, last: Entry) -> Step:
        if how(self._question(state)) is not How.TYPE or not last.given or last.fit is not Fit.WRONG:
            return Step(state, notice=self.language.gettext("There is no typed answer here that was counted as wrong."))
        if objection := self.objection(self._question(state), last.given):
            return Step(state, notice=objection)
        near = state.verdict is not None and state.verdict.fit is Fit.NEAR  # no better than taking it at once
        grade = Grade.HARD if last.hinted or near else Grade.GOOD
        return self._amend(state, last, grade, Fit.APPEALED)

    def _amend(self, state: State, last: Entry, grade: Grade, fit: Fit | None) -> Step:
        entry = last._replace(id=self.new_id(), at=self._next_moment(state), voids=last.id, grade=grade, fit=fit)
        after = self._state_after((*state.entries[:-1], entry), state)
        return Step(after._replace(given=state.given, verdict=state.verdict), (entry,))

    def _command(self, state: State, command: KeyCommand) -> Step:
        """Do what means the same at every stage that knows it."""
        if command is KeyCommand.SOURCES and state.stage is Stage.ASKING:
            return Step(state, notice=self.language.gettext("The sources are shown with the answer."))
        if command is KeyCommand.WHY and not explained(self._question(state).shape):
            return Step(state, notice=self.language.gettext("No wrong option here is known to be right elsewhere."))
        if command in _ASIDES:
            return Step(state, aside=_ASIDES[command])
        if command is KeyCommand.STOP:  # with nothing left to ask, it ends the round
            return Step(state._replace(stage=Stage.STOPPED) if state.queue else self._next_question(state))
        acts = {KeyCommand.HINT: self._give_hint, KeyCommand.SKIP: self._skip, KeyCommand.UNDO: self._undo}
        return acts[command](state)

    def _give_hint(self, state: State) -> Step:
        if state.hint:
            return Step(state, notice=self.language.gettext("There is only one hint for a question."))
        new_hint = hint(self.language, self._question(state))
        if new_hint is None:
            return Step(state, notice=self.language.gettext("There is no hint for this question."))
        return Step(_with_hint(state, new_hint))

    def _skip(self, state: State) -> Step:
        entry = self._entry(state, EntryKind.SKIP, self._question(state))
        after = self._next_question(self._state_after((*state.entries, entry), state))
        return Step(after, (entry,), self.language.gettext("Skipped."))

    def _undo(self, state: State) -> Step:
        """Take back the last answer; where the right answer is only shown to be judged, hide it again."""
        if state.stage is Stage.REVEALED:
            return Step(state._replace(stage=Stage.ASKING, given="", verdict=None))
        if not state.entries:
            return Step(state, notice=self.language.gettext("There is nothing to undo."))
        last = state.entries[-1]
        question = self.round.questions[last.question or ""]
        entry = self._entry(state, EntryKind.UNDO, question)._replace(voids=last.id)
        with_it = state._replace(dropped=state.dropped - {question.id})
        asking = self._ask_first(self._state_after(state.entries[:-1], with_it))
        if last.hinted and question.id not in state.shown:  # undo gives no way around a hint
            asking = _with_hint(asking, hint(self.language, question))
        return Step(asking, (entry,), self.language.gettext("Undone."))

    def _question(self, state: State) -> Question:
        """Return the question that is on the screen; there is one until the round is over."""
        question = self.round.current(state)
        assert question is not None
        return question

    @staticmethod
    def _pass_grade(state: State) -> Grade:
        """Return the grade of a right answer: good, or hard where something helped."""
        return Grade.HARD if state.is_helped else Grade.GOOD

    def _answer(  # noqa: PLR0913  what an entry holds
        self,
        state: State,
        grade: Grade,
        fit: Fit,
        given: str,
        *,
        offered: tuple[str, ...] = (),
        parts: tuple[tuple[str, bool], ...] = (),
    ) -> Step:
        question = self._question(state)
        entry = self._entry(state, EntryKind.ANSWER, question)._replace(
            grade=grade,
            fit=fit,
            given=given,
            offered=offered,
            parts=parts,
            hinted=state.is_helped,
            took=max(0, self.clock() - state.since),
            says=self.says(question),
            scheduler=self.stamp,
        )
        after = self._state_after((*state.entries, entry), state)
        return Step(after._replace(given=given, verdict=state.verdict), (entry,))

    def _entry(self, state: State, kind: EntryKind, question: Question | None = None) -> Entry:
        session, at = self.round.session, self._next_moment(state)
        entry = Entry(self.new_id(), at, self.day(at), session.id, session.library, session.mode, kind)
        if question is None:
            return entry
        return entry._replace(question=question.id, fact=str(question.fact.id), way=question.way)

    def _next_moment(self, state: State) -> int:
        """Return the time of a new entry: after the last entry, even if the clock was put back, as logs go by time.

        It does not follow a last entry that is dated ahead.
        """
        present = self.clock()
        after_last = state.entries[-1].at + 1 if state.entries else present
        return present if after_last > present + CLOCKS_DIFFER else max(present, after_last)


def _with_hint(state: State, new_hint: Hint | None) -> State:
    """Return the state with a hint shown, if there is one."""
    return state if new_hint is None else state._replace(hint=new_hint.text, struck=new_hint.struck)
