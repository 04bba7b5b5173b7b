"""A review: the cards of a day, and the questions that ask them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizgen.asking.exercises import nothing_fits
from quizgen.asking.sitting import Sitting
from quizgen.domain.round import MOST_AHEAD
from quizgen.domain.study import Mode
from quizgen.playing.errors import NothingToAskError
from quizgen.playing.round_log import RoundLog, new_session
from quizgen.study.agenda import NO_LIMIT, Agenda, Wanted, agenda
from quizgen.study.schedule import study_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quizgen.domain.card import WayId
    from quizgen.domain.fact import Fact
    from quizgen.domain.question import Question
    from quizgen.pipeline import Library
    from quizgen.study.agenda import CardId
    from quizgen.study.log import Log


class ReviewPlan(NamedTuple):
    """What is asked on a study day, and by `seed` how. `line` was the last line of the log when that was chosen.

    `leads` are the questions about facts that the learner was never asked for, each with how many questions before it
    its fact is shown.
    """

    agenda: Agenda
    questions: dict[str, Question]
    seed: str
    line: int
    leads: dict[str, int]

    def round_log(self, library: Library, log: Log, options: Sequence[str]) -> RoundLog:
        """Return the log of a round that begins now; `options` is the command line that begins a round like it."""
        session = new_session(library, Mode.REVIEW, self.questions, options, self.seed)
        return RoundLog(log, session, self.line)


class ReviewOptions(NamedTuple):
    """What is reviewed: in one of `ways`, or, if that is empty, as suits each fact.

    A day brings at most so many `new` facts, and at the `most` so many cards. With an `exam`, a study day after today,
    all is spread over the days before it.
    """

    ways: Sequence[WayId] = ()
    new: int = 10
    most: int = NO_LIMIT
    exam: int | None = None


def plan_review(library: Library, log: Log, facts: Sequence[Fact], options: ReviewOptions, at: int) -> ReviewPlan:
    """Return what is to be reviewed of `facts` at a moment, in milliseconds since 1970-01-01 UTC.

    No card of the day gives away a later one, also none that was asked before. What was missed today comes again at
    the end: it was told already. Raises LogError, and NothingToAskError where none of the facts can be asked so.
    """
    asker = library.asker
    today, line = study_day(at), log.last_line()
    seed = str(today)

    def questions(cards: Iterable[CardId]) -> list[Question]:
        asked = (asker.exercise_by_id(f"{fact}/{way}", seed) for fact, way in cards)
        return [question for question in asked if question is not None]

    cards = log.cards(library.namespace)
    cards.settle(at)
    sitting = Sitting(library.kb, questions(cards.reviewed_on(today)))
    wanted = Wanted(
        options.ways,
        asker.usual_way,
        asker.makes_card,
        options.new,
        options.most,
        options.exam,
        fits=lambda card: all(map(sitting.add, questions([card]))),
    )
    plan = agenda(cards, facts, wanted, today)
    if not plan.cards and not any(asker.makes_card(fact, way) for fact in facts for way in options.ways or asker.ways):
        raise NothingToAskError(nothing_fits(facts, [asker.ways[way] for way in options.ways]))
    asked = [*sitting.questions, *questions(plan.missed)]
    unknown = {fact for fact, _ in plan.new if log.last_answer(library.namespace, fact) is None}
    leads = sitting.leads(unknown, MOST_AHEAD)
    return ReviewPlan(plan, {question.id: question for question in asked}, seed, line, leads)
