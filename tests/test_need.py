"""A round without a seed knows what its learner has answered: it brings what is new or weak, and all in time."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

import pytest

from quizgen.domain.fact import Level
from quizgen.domain.study import Entry, EntryKind, Grade, Mode
from quizgen.playing.errors import NothingToAskError
from quizgen.playing.practice import NewRound, Practice
from quizgen.study.log import Log
from quizgen.study.practised import practised
from tests.support.study import DAY, LIBRARY, NOON, answer, log_with

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.domain.question import Question
    from quizgen.pipeline import Library


@pytest.fixture
def practice(shipped: Library) -> Iterator[Practice]:
    """Practice of the shipped library with an empty log."""
    with Log.open(":memory:") as log:
        yield Practice(shipped, log)


def play(practice: Practice, new: NewRound, *missed: str, at: int = NOON) -> list[Question]:
    """Play a round to its end and return what it asked; all is known but the facts that are named."""
    session = practice.begin(new)
    practice.log.begin(session)
    questions = list(practice.questions(session).values())
    for number, question in enumerate(questions):
        ids = [str(fact.id) for fact in question.facts]
        practice.log.append(
            Entry(
                f"{session.id}-{number}",
                at + number,
                DAY,
                session.id,
                session.library,
                Mode.PRACTICE,
                EntryKind.ANSWER,
                question=question.id,
                fact=ids[0],
                way=question.way,
                grade=Grade.AGAIN if set(ids) & set(missed) else Grade.GOOD,
                parts=tuple((id_, id_ not in missed) for id_ in ids) if question.others else (),
            )
        )
    practice.give_up(session)
    return questions


def ids_of(questions: list[Question]) -> set[str]:
    """The ids of the facts that are asked."""
    return {str(fact.id) for question in questions for fact in question.facts}


@pytest.mark.parametrize("deck", [None, "core"])
def test_rounds_cover_a_deck_core_facts_first(practice: Practice, deck: str | None) -> None:
    facts = practice.library.facts(deck)
    core = {str(fact.id) for fact in facts if fact.level is Level.CORE}
    new, seen = NewRound(facts, (), 10), set()
    for number in range(ceil(len(facts) / 10) + 2):
        seen |= ids_of(play(practice, new, at=NOON + 1000 * number))
        assert core <= seen or number < ceil(len(core) / 10) + 2
    assert seen == {str(fact.id) for fact in facts}


def test_what_was_missed_is_asked_again_until_it_is_known(practice: Practice) -> None:
    new = NewRound(practice.library.facts(), (), 10)
    play(practice, new)
    first = ["council.duration", "people.psaki"]
    with pytest.raises(NothingToAskError, match="Nothing was missed"):
        practice.begin(new._replace(missed=True))
    missed = ids_of(
        play(practice, new._replace(facts=[practice.library.kb.facts[id_] for id_ in first]), *first, at=NOON + 500)
    )
    assert missed == set(first)
    assert ids_of(play(practice, new._replace(missed=True), *first, at=NOON + 1000)) == missed
    later = play(practice, new, at=NOON + 2000)
    assert missed <= ids_of(later)
    assert len(ids_of(later)) >= 10
    with pytest.raises(NothingToAskError, match="Nothing was missed"):
        practice.begin(new._replace(missed=True))


def test_a_round_with_a_seed_is_the_same_whatever_the_log_holds(practice: Practice) -> None:
    facts = practice.library.facts()
    seeded = NewRound(facts, (), 10, "7")
    before = [question.id for question in practice.library.round_of(facts, (), "7", 10)]
    play(practice, NewRound(facts, (), 10), "geneva.date")
    assert list(practice.begin(seeded).questions) == before


def test_a_round_that_was_stopped_goes_on_with_its_own_questions(practice: Practice) -> None:
    session = practice.begin(NewRound(practice.library.facts(), (), 10))
    practice.log.begin(session)
    play(practice, NewRound(practice.library.facts("core"), (), 20))
    resumed = practice.resume()
    assert resumed == session
    assert list(practice.questions(resumed)) == list(session.questions)


def test_a_round_that_is_shorter_than_asked_for_says_so(practice: Practice) -> None:
    facts = practice.library.facts()
    short = practice.begin(NewRound(facts, ("order",), 10))
    assert 1 < len(short.questions) < 10
    told = f"{len(short.questions)} questions fit together; 10 were asked for."
    assert practice.shortfall(short, 10) == told
    assert practice.shortfall(practice.begin(NewRound(facts, (), 10)), 10) == ""


def practice_of(fact: str, number: int, grade: Grade = Grade.GOOD, day: int = 0, mode: Mode = Mode.PRACTICE) -> Entry:
    """An answer, the one after number-1 others."""
    session = "p1" if mode is Mode.PRACTICE else "s1"
    at = NOON + day * 86_400_000 + number
    return answer(f"e{number}", day, grade, fact=fact, at=at, session=session, mode=mode)


def is_missed(*entries: Entry) -> bool:
    """Whether the fact f counts as missed after these answers."""
    with log_with(*entries) as log:
        return practised(log, LIBRARY)["f"].is_missed


def test_a_miss_lasts_until_the_fact_is_known_in_practice_or_on_a_later_day() -> None:
    miss = practice_of("f", 1, Grade.AGAIN)
    assert is_missed(miss)
    assert not is_missed(miss, practice_of("f", 2))
    assert is_missed(practice_of("f", 0), miss)
    in_review = practice_of("f", 1, Grade.AGAIN, mode=Mode.REVIEW)
    assert is_missed(in_review, practice_of("f", 2, mode=Mode.REVIEW)), "asked again at once"
    assert not is_missed(in_review, practice_of("f", 2, mode=Mode.REVIEW, day=1))
    assert not is_missed(in_review, practice_of("f", 2))


def test_a_question_about_several_facts_counts_for_each_by_its_part() -> None:
    match = answer("m", session="p1", mode=Mode.PRACTICE, grade=Grade.AGAIN, parts=(("f", True), ("g", False)))
    with log_with(match) as log:
        found = practised(log, LIBRARY)
    assert found.keys() == {"f", "g"}
    assert (found["f"].is_missed, found["g"].is_missed) == (False, True)
    assert (found["f"].times, found["g"].misses) == (1, 1)
