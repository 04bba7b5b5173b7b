"""Whatever is typed, in whatever order, a round stays in order: nothing is lost, doubled or graded unasked."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.domain.question import Choice
from quizgen.domain.round import KEY_COMMANDS, MOST_AHEAD, How, KeyCommand, Stage, how
from quizgen.domain.study import EntryKind, Grade, Mode
from quizgen.domain.verdict import Fit
from quizgen.grading.grader import Grader
from quizgen.rendering.terminal.feedback import feedback_page, sources_page
from quizgen.rendering.terminal.keys import key_line, keys
from quizgen.rendering.terminal.page import Size
from quizgen.rendering.terminal.pages import added_page, question_page, reading
from quizgen.rendering.terminal.summary import result, summary_page
from tests.support.effort import IS_GATE
from tests.support.engine import ASKED, Learner, counting, grade, library, question

if TYPE_CHECKING:
    from quizgen.domain.round import State, Step
    from quizgen.domain.study import Entry

#: What means something somewhere, the commonest several times.
KEYS = [*"hsuiwe=yn?bt1234", "yes", "easy", "U", "2413", "b,a,c", "4 3 2 1", *[""] * 12]
ANSWERS = ["right", "wrong", "nearly", "either", "something else"]
STRANGE = ["f", "0", "9", " ", "\x1b[31m", "\x00", "\ud800", "\u202e", "x" * 600, "١٢٣", "٤", "ß", "ŉ"]
#: Answers that are near, unclear or right in another form, to a question that is asked among others.
TYPED = ["Jane Dole", "Doe", "01/12/2022", "12.1.22", "7½ hours", "450 minutes", "eight hours", "the talks will go on"]
#: What befalls a round besides what is typed.
CHANCE = ["another terminal has it", "the clock is put back", "the time runs", "q", "come back", "a fact is withdrawn"]
DONE = st.sampled_from([*ANSWERS * 5, *KEYS, *KEYS, *TYPED, *STRANGE, *CHANCE]) | st.text(max_size=9)
#: Nothing is kept of the question on the screen yet.
UNANSWERED = (Stage.ASKING, Stage.REVEALED, Stage.UNCLEAR)
SIZES = (Size(), Size(80, 24), Size(40, 10), Size(20, 5))


@given(
    names=st.permutations(sorted(ASKED)),
    number=st.integers(0, len(ASKED)),
    mode=st.sampled_from(Mode),
    minutes=st.sampled_from([None, None, None, 1]),
    done=st.lists(DONE, min_size=30, max_size=80),
    leads=st.dictionaries(st.sampled_from(sorted(ASKED.values())), st.integers(0, MOST_AHEAD)),
)
def test_a_round_stays_in_order_whatever_is_typed(  # noqa: PLR0913  what hypothesis draws
    *, names: list[str], number: int, mode: Mode, minutes: float | None, done: list[str], leads: dict[str, int]
) -> None:
    witness = Witness(Learner(tuple(map(question, names[:number])), mode, minutes, leads=leads))
    for one in done:
        witness.sees(one)
    witness.sees_the_end()


@pytest.mark.parametrize("seed", range(60 if IS_GATE else 4))
def test_a_long_round_stays_in_order(seed: int) -> None:
    """The same with more steps than the search for small cases takes, evenly drawn."""
    chance = random.Random(seed)
    asked = tuple(map(question, chance.sample(sorted(ASKED), len(ASKED))))
    grader = grade if seed % 3 else Grader(library().kb).grade
    witness = Witness(Learner(asked, [*Mode][seed % 2], grade=grader))
    for _ in range(150):
        stopped = witness.state.stage is Stage.STOPPED
        witness.sees("come back" if stopped else chance.choice([*ANSWERS * 4, *KEYS, *TYPED, *STRANGE, *CHANCE[:-1]]))
    witness.sees_the_end()


@dataclass
class Witness:
    """Compares the state of a learner's round with the one before; `before` is what an undo has to give back."""

    learner: Learner
    before: list[State] = field(default_factory=list)

    @property
    def state(self) -> State:
        """The round at this moment."""
        return self.learner.state

    def sees(self, done: str) -> None:
        """Let something happen, and look at all that must hold."""
        learner, was = self.learner, self.state
        match done:
            case "another terminal has it" if was.stage is Stage.ASKING:
                learner.state = learner.engine.drop(was)
                assert self.state.queue == was.queue[1:]
                assert self.state.entries == was.entries
            case "the clock is put back":
                learner.now -= 100_000
            case "the time runs":
                learner.now += 20_000
            case "come back":
                learner.leaves_and_comes_back()
                assert self.state.entries == was.entries
                assert without(was.dropped, self.state) == was.queue
            case "a fact is withdrawn" if len(learner.round.questions) > 2:
                learner.leaves_and_comes_back(without=min(learner.round.questions))
                self.before.clear()
            case _:
                self._sees_typed(done)
        self._looks_at_questions()
        self._looks_at_log()
        self._looks_at_pages()

    def sees_the_end(self) -> None:
        """From wherever it is, a round comes to its end if one goes on answering rightly."""
        if self.state.stage is Stage.STOPPED:
            self.sees("come back")
        for _ in range(60):
            if self.state.stage is Stage.ENDED:
                break
            self.sees({Stage.ASKING: "right", Stage.REVEALED: "y", Stage.NEAR: "y"}.get(self.state.stage, ""))
        assert self.state.stage is Stage.ENDED
        assert all(self.learner.does(text).stage is Stage.ENDED for text in KEYS)

    def _sees_typed(self, text: str) -> None:
        was = self.state
        if text in ("right", "wrong") and was.stage is not Stage.ASKING:
            judged = "y" if text == "right" else "n"
            text = judged if was.stage in (*UNANSWERED, Stage.NEAR) else ""
        self.learner.does(text)
        step = self.learner.step
        assert step is not None
        assert len(step.entries) <= (not was.stage.is_left)
        for entry in step.entries:
            self._looks_at_entry(was, entry)
        if not step.entries:
            assert (self.state.queue, self.state.entries) == (was.queue, was.entries)
        if was.stage is Stage.FEEDBACK and not text.strip():
            late = self.learner.round.deadline is not None and self.learner.now >= self.learner.round.deadline
            assert self.state.stage in ((Stage.ASKING, Stage.NEW) if self.state.queue and not late else (Stage.OVER,))
        if was.stage in (Stage.FEEDBACK, Stage.NEW) and self.state.stage is Stage.ASKING and not step.entries:
            assert self.state.queue[0] not in self.learner.leads.keys() - self.state.shown
        if EntryKind.ANSWER in [entry.kind for entry in step.entries]:
            self._looks_at_grade(was, text, step)

    def _looks_at_entry(self, was: State, entry: Entry) -> None:
        match entry.kind:
            case EntryKind.ANSWER | EntryKind.SKIP if entry.voids is None:
                assert was.stage in UNANSWERED
                assert entry.question == was.queue[0]
                self.before.append(was)
            case EntryKind.ANSWER | EntryKind.SKIP:
                assert was.stage.is_answered
                assert entry.kind is EntryKind.ANSWER
                assert entry.voids == was.entries[-1].id
            case EntryKind.UNDO:
                assert entry.voids == was.entries[-1].id
                assert self.state.stage is Stage.ASKING
                assert was.entries[-1].question in self.state.queue
                if self.before:
                    old = self.before.pop()
                    assert self.state.entries == old.entries
                    assert without(old.dropped, self.state) == without(self.state.dropped, old)
            case EntryKind.END:
                assert self.state.stage is Stage.ENDED

    def _looks_at_grade(self, was: State, text: str, step: Step) -> None:
        (entry,) = step.entries
        after = {
            Fit.NEAR: (Stage.NEAR,),
            Fit.JUDGED: (Stage.ASKING, Stage.NEW, Stage.OVER),
        }  # what is judged is judged once
        assert self.state.stage in after.get(entry.fit or Fit.WRONG, (Stage.FEEDBACK,))
        assert self.state.entries[-1] == entry
        if Stage.NEAR in (was.stage, self.state.stage):  # the right form is shown by now
            assert entry.grade in (Grade.AGAIN, Grade.HARD)
        asked = self.learner.round.questions[entry.question or ""]
        if entry.grade is Grade.EASY:
            assert text.strip().lower() in ("e", "easy")
            assert how(asked) in (How.TYPE, How.RECALL)
        if (was.hint or entry.question in was.shown) and was.stage is not Stage.FEEDBACK:
            assert entry.hinted
        if entry.hinted:
            assert entry.grade in (Grade.AGAIN, Grade.HARD)
        if isinstance(asked.shape, Choice):
            assert entry.given not in [asked.shape.options[place].text for place in was.struck]

    def _looks_at_questions(self) -> None:
        """Every question is still to be asked, answered, or with another terminal; a miss comes back in a review."""
        state, round_ = self.state, self.learner.round
        assert len(set(state.queue)) == len(state.queue)
        last = {entry.question: entry for entry in state.entries}
        assert {*state.queue, *last, *state.dropped} == {*round_.questions}
        for id_, entry in last.items():
            comes_back = entry.grade is Grade.AGAIN and round_.session.mode is Mode.REVIEW and id_ not in state.dropped
            assert (id_ in state.queue) == comes_back
        if state.stage is Stage.NEW:
            assert state.queue.index(self.learner.asked.id) <= self.learner.leads[self.learner.asked.id]
        if state.stage in UNANSWERED:
            assert round_.current(state) is round_.questions[state.queue[0]]
        if state.stage in (Stage.NEAR, Stage.UNCLEAR):
            assert state.verdict is not None

    def _looks_at_log(self) -> None:
        """The log alone gives the same state."""
        state, log = self.state, self.learner.log
        known = tuple(entry for entry in counting(log) if entry.question in self.learner.round.questions)
        assert state.entries == known
        again = self.learner.engine.start(counting(log))
        assert again.entries == known
        assert without(state.dropped, again) == state.queue
        assert len({entry.id for entry in log}) == len(log)
        assert all((entry.grade is not None) == (entry.kind is EntryKind.ANSWER) for entry in log)
        assert all(entry.took is None or entry.took >= 0 for entry in log)

    def _looks_at_pages(self) -> None:
        """There is something to show at every stage, and a key for it until the round is left."""
        state, round_ = self.state, self.learner.round
        reading(round_, state)
        offered = keys(round_, state)
        assert bool(offered) != state.stage.is_left
        assert {*KeyCommand}.intersection(key.key for key in offered) <= {*KEY_COMMANDS[state.stage]}
        for size in SIZES:
            if state.stage in (*UNANSWERED, Stage.NEAR):
                assert question_page(round_, state, size)
                assert added_page(round_, state, size)
            elif state.stage is Stage.NEW:
                assert question_page(round_, state, size)
            elif state.stage is Stage.FEEDBACK:
                assert feedback_page(round_, state, size)
                assert feedback_page(round_, state, size, 738_000, alone=True)
                assert sources_page(round_, state, size)
            else:
                assert key_line(round_, state, size)
        assert summary_page(round_, state, {"meeting.date": 738_000}, "quizgen quiz")
        told = result(round_, state, {"meeting.date": 738_000}, "quizgen quiz")
        assert (told["left"], len(told["answers"])) == (len(state.queue), told["asked"])


def without(dropped: frozenset[str], state: State) -> tuple[str, ...]:
    """What is still to be asked, without what another terminal has."""
    return tuple(id_ for id_ in state.queue if id_ not in dropped)
