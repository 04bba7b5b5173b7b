"""Study days played through: `python -m tests.soak.days [DAYS [EXAM]]`. A learner reviews the shipped library.

With EXAM the days lead to an exam, so many days after the first. Each day's review is looked at with the library's own
sense of what gives an answer away, which also decides what is put off: it tells whether that is asked of all that is
asked, not whether it is right.
"""

from __future__ import annotations

import random
import sys
from typing import TYPE_CHECKING

from quizgen.asking.giveaways import expose, gives_away
from quizgen.domain.study import Entry, EntryKind, Grade, Mode
from quizgen.pipeline import Library, open_library
from quizgen.playing.review import ReviewOptions, ReviewPlan, plan_review
from quizgen.study.log import Log, new_id
from quizgen.study.schedule import study_day

if TYPE_CHECKING:
    from collections.abc import Iterator

_DAY = 86_400_000
_BEGIN = 1_800_000_000_000
#: The share of the answers that is right.
_KNOWN = 0.85


def play(library: Library, log: Log, plan: ReviewPlan, at: int, chance: random.Random) -> None:
    """Answer every question of a review, a second each."""
    session = plan.round_log(library, log, ()).session
    log.begin(session)
    stamp = log.cards(library.namespace).stamp()
    for number, question in enumerate(plan.questions.values()):
        grade = Grade.GOOD if chance.random() < _KNOWN else Grade.AGAIN
        moment = at + 1000 * number
        log.append(
            Entry(
                new_id(moment),
                moment,
                study_day(moment),
                session.id,
                library.namespace,
                Mode.REVIEW,
                EntryKind.ANSWER,
                question=question.id,
                fact=str(question.fact.id),
                way=question.way,
                grade=grade,
                scheduler=stamp,
            )
        )


def given_away(library: Library, plan: ReviewPlan) -> list[tuple[str, str]]:
    """Return the pairs of questions of which the first answers the second, or both are about one matter."""
    shown = [expose(library.kb, question) for question in plan.questions.values()]
    return [
        (first.question.id, second.question.id)
        for place, second in enumerate(shown)
        for first in shown[:place]
        if gives_away(first, second) or not first.facts.isdisjoint(second.facts)
    ]


def play_days(library: Library, days: int, exam: int | None = None) -> Iterator[ReviewPlan]:
    """Yield the review of each of so many days, before it is played; the `exam` is so many days after the first."""
    chance = random.Random(7)
    with Log.open(":memory:") as log:
        for day in range(days):
            at = _BEGIN + day * _DAY
            options = ReviewOptions(new=20, exam=None if exam is None else study_day(_BEGIN) + exam)
            plan = plan_review(library, log, library.facts(), options, at)
            yield plan
            play(library, log, plan, at, chance)


def main(days: int, exam: int | None = None) -> int:
    """Play so many days and tell what was seen. Return how many cards were given away."""
    library, spoilt, asked = open_library(), 0, 0
    for day, plan in enumerate(play_days(library, days, exam), 1):
        pairs, due, waiting = given_away(library, plan), len(plan.agenda.due), len(plan.agenda.waiting)
        spoilt += len({second for _, second in pairs})
        asked += len(plan.questions)
        early, new, unseen = len(plan.agenda.early), len(plan.agenda.new), plan.agenda.unseen
        sys.stdout.write(
            f"day {day}: {len(plan.questions)} asked, {due} were due, {early} early, {new} new of {unseen}, "
            f"{waiting} waiting, {plan.agenda.over} over, {pairs}\n"
        )
    sys.stdout.write(f"{spoilt} of {asked} cards were given away by a card of the same day\n")
    return spoilt


if __name__ == "__main__":
    sys.exit(bool(main(*map(int, sys.argv[1:] or ["5"]))))
