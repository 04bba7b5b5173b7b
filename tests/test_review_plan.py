"""What stands together in the review of a day: nothing that answers something else of that day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizgen.domain.study import Grade
from quizgen.pipeline import open_library
from quizgen.playing.review import ReviewOptions, plan_review
from tests.soak.days import given_away, play_days
from tests.support.library import write_library
from tests.support.study import NOON, answer, log_with

if TYPE_CHECKING:
    from quizgen.domain.study import Entry
    from quizgen.pipeline import Library

FACTS = """\
- {id: bread, what: butter, ask: What was bread served with?, matter: meal, evidence: {wire: met on 12 January}}
- {id: butter, what: a knife, ask: What was butter cut with?, matter: meal, evidence: {wire: met on 12 January}}
- {id: chair, who: jane-doe, ask: Who led the council?, evidence: {wire: met on 12 January}}
- id: demand
  what: the old borders
  ask: 'What was demanded, besides non-expansion of the club?'
  evidence: {wire: met on 12 January}
- id: need
  what: to prevent expansion of the club
  ask: Which need came first?
  evidence: {wire: met on 12 January}
"""
DAY = 86_400_000


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A library in which two facts are of one matter, and one question answers another."""
    library = open_library(write_library(tmp_path_factory.mktemp("small"), FACTS))
    assert not library.problems
    return library


def reviewed(fact: str, day: int, way: str = "recall", grade: Grade = Grade.GOOD) -> Entry:
    """A review of a fact so many days after the first one."""
    return answer(f"{fact}-{way}-{day}", day, grade, fact=fact, way=way, question=f"{fact}/{way}")


def asked(library: Library, *entries: Entry, today: int = 0, ways: tuple[str, ...] = (), new: int = 99) -> list[str]:
    """The ids of the questions of a day's review, when these were the answers before."""
    with log_with(*entries) as log:
        plan = plan_review(library, log, library.facts(), ReviewOptions(ways, new), NOON + today * DAY + 3_600_000)
        return list(plan.questions)


def test_what_answers_another_card_is_asked_after_it(small: Library) -> None:
    found = asked(small)
    assert found.index("need/recall") < found.index("demand/recall")
    due = [reviewed("demand", 0), reviewed("need", 1)]
    found = asked(small, *due, today=30, new=0)
    assert found == ["need/recall", "demand/recall"]


def test_a_new_fact_is_shown_before_it_is_asked_and_after_what_it_answers(small: Library) -> None:
    with log_with(reviewed("chair", 0, "typed")) as log:
        plan = plan_review(small, log, small.facts(), ReviewOptions(), NOON + 30 * DAY)
    assert list(plan.questions) == ["chair/typed", "bread/recall", "need/recall", "demand/recall"]
    assert plan.leads == {"bread/recall": 1, "need/recall": 2, "demand/recall": 0}


def test_what_was_answered_by_a_card_of_today_waits_for_another_day(small: Library) -> None:
    known = [reviewed("need", 0), reviewed("demand", 0)]
    assert asked(small, *known, reviewed("demand", 30), today=30, new=0) == []
    assert asked(small, *known, reviewed("demand", 30), today=31, new=0) == ["need/recall"]


def test_of_a_matter_one_fact_a_day_is_asked_due_or_new(small: Library) -> None:
    def meal(*entries: Entry, today: int = 0) -> list[str]:
        return [id_ for id_ in asked(small, *entries, today=today) if id_.startswith(("bread", "butter"))]

    assert meal() == ["bread/recall"]
    assert meal(reviewed("bread", 0)) == []
    assert meal(reviewed("bread", 0), today=1) == ["butter/recall"]
    both = [reviewed("butter", 0), reviewed("bread", 1)]
    assert meal(*both, today=30) == ["butter/recall"], "the longest due"
    assert meal(*both, reviewed("butter", 30), today=30) == []
    assert meal(*both, reviewed("butter", 30), today=31) == ["bread/recall"]


def test_of_the_cards_of_one_fact_one_a_day_is_asked(small: Library) -> None:
    chair = [reviewed("chair", 0, "typed"), reviewed("chair", 1, "choice")]
    assert asked(small, *chair, today=30, new=0) == ["chair/typed"]
    assert asked(small, *chair, reviewed("chair", 30, "typed"), today=30, new=0) == []
    assert asked(small, *chair, reviewed("chair", 30, "typed"), today=31, new=0) == ["chair/choice"]
    new = asked(small, ways=("typed", "choice"))
    assert sum(id_.startswith("chair/") for id_ in new) == 1


def test_what_was_missed_today_comes_again_today_whatever_has_told_it(small: Library) -> None:
    missed = [reviewed("need", 0, grade=Grade.AGAIN), reviewed("demand", 0)]
    assert asked(small, *missed, new=0) == ["need/recall"]


def test_no_card_of_the_shipped_library_gives_away_another_of_its_day(shipped: Library) -> None:
    for plan in play_days(shipped, 4):
        assert plan.questions
        assert given_away(shipped, plan) == []
