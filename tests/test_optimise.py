"""The schedule fits itself to a learner who reviews enough, and says so where it does not."""

from __future__ import annotations

import datetime as dt
import random
import sys
from typing import TYPE_CHECKING

import fsrs

from quizgen.domain.study import Grade
from quizgen.study import optimise as module
from quizgen.study.interchange import import_lines
from quizgen.study.log import Log, now
from quizgen.study.log_json import dump_json, line_of
from quizgen.study.optimise import optimise
from quizgen.study.schedule import CardKey, read_stamp, review, stamp
from tests.support.study import DAY, LIBRARY, NOON, answer, session

if TYPE_CHECKING:
    import pytest

    from quizgen.domain.study import Card

#: After all the reviews.
LATER = NOON + 100 * 86_400_000


def recalled(scheduler: fsrs.Scheduler, card: Card, day: int) -> float:
    """How probably one whose memory is the scheduler's recalls a card on a study day."""
    last, now = (dt.datetime.fromordinal(one).replace(tzinfo=dt.UTC) for one in (card.last, day))
    theirs = fsrs.Card(0, fsrs.State.Review, None, card.stability, card.difficulty, now, last)
    return float(scheduler.get_card_retrievability(theirs, now))


def forgetful(cards: int) -> Log:
    """A log of one who forgets sooner than most: what is known after so many days is drawn from other parameters."""
    usual = fsrs.Scheduler().parameters
    scheduler = fsrs.Scheduler((0.1, 0.3, 0.6, 2.0, *usual[4:]))
    own = stamp(0.9, scheduler.parameters)
    chance, lines = random.Random(4), [dump_json({"quizgen": "reviews", "version": 1}), line_of(session())]
    for number in range(cards):
        card, day = None, DAY
        for turn in range(6):
            known = chance.random() < (0.7 if card is None else recalled(scheduler, card, day))
            grade = Grade.GOOD if known else Grade.AGAIN
            entry = answer(f"{number}.{turn}", day - DAY, grade, fact=f"fact.{number}")
            lines.append(line_of(entry))
            card = review(CardKey(LIBRARY, str(entry.fact), "typed"), card, day, grade, own)
            day += chance.randint(1, 9)
    log = Log.open(":memory:")
    import_lines(log, [line.encode() for line in lines], "made up")
    return log


def test_few_reviews_are_counted_and_change_nothing() -> None:
    with forgetful(50) as log:
        found = optimise(log, LIBRARY, LATER)
        assert found.parameters is None
        assert found.message.startswith("There are 300 reviews, and fitting the schedule to them makes sense from 400")
        assert log.cards(LIBRARY).parameters() is None


def test_enough_reviews_are_fitted_better_than_by_the_usual_parameters() -> None:
    with forgetful(200) as log:
        before = log.cards(LIBRARY).all()
        found = optimise(log, LIBRARY, LATER)
        assert found.parameters is not None, found.message
        assert found.parameters.reviews == 1200
        assert found.parameters.version.startswith("fsrs-rs-python ")
        assert found.parameters.parameters[2] < fsrs.Scheduler().parameters[2]
        cards = log.cards(LIBRARY)
        assert cards.parameters() == found.parameters.parameters
        assert read_stamp(cards.stamp()).parameters == found.parameters.parameters
        assert cards.all() == before
        cards.rebuild(now())
        assert cards.all() == before
        assert log.cards("another").parameters() is None


def test_fitting_again_at_once_changes_nothing() -> None:
    with forgetful(200) as log:
        first = optimise(log, LIBRARY, LATER)
        again = optimise(log, LIBRARY, LATER + 1)
        assert again.parameters is None
        assert "fit the 1200 reviews as well as any" in again.message
        assert first.parameters is not None
        assert log.cards(LIBRARY).parameters() == first.parameters.parameters


def test_without_the_package_one_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsrs_rs_python", None)
    with Log.open(":memory:") as log:
        assert "install 'quizgen[optimise]'" in optimise(log, LIBRARY, LATER).message


def test_parameters_that_fsrs_refuses_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_parameters: object) -> None:
        raise ValueError("parameters[0] = -1 is out of bounds")

    monkeypatch.setattr(module, "checked_parameters", refuse)
    with forgetful(70) as log:
        found = optimise(log, LIBRARY, LATER)
        assert found.parameters is None
        assert "could not be fitted (parameters[0] = -1 is out of bounds)" in found.message
        assert log.cards(LIBRARY).parameters() is None
