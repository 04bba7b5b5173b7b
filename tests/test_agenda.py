"""What a review asks today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quizgen.domain.fact import Level
from quizgen.domain.study import Grade, Mode
from quizgen.study.agenda import Agenda, Wanted, agenda
from tests.support.engine import library
from tests.support.study import DAY, LIBRARY, answer, log_with

if TYPE_CHECKING:
    from quizgen.domain.study import Entry
    from quizgen.study.agenda import CardId

FACTS = tuple(library().kb.facts.values())
CORE = "meeting.chair"


def of(*entries: Entry, today: int = 0, ways: tuple[str, ...] = (), new: int = 0, **more: Any) -> Agenda:
    """The agenda so many days after the first one, when these were the answers; `only` or `without` some facts."""
    only, without = more.pop("only", ()), more.pop("without", ())
    ours = [fact for fact in FACTS if (not only or fact.id in only) and fact.id not in without]
    asker = library().asker
    with log_with(*entries) as log:
        return agenda(
            log.cards(LIBRARY), ours, Wanted(ways, asker.usual_way, asker.makes_card, new, **more), DAY + today
        )


def said(fact: str, day: int, grade: Grade = Grade.GOOD, way: str = "typed", at: int = 0) -> Entry:
    """A review of a fact so many days after the first one."""
    made = answer(f"{fact}-{way}-{day}-{at}", day, grade, fact=fact, way=way, question=f"{fact}/{way}")
    return made if not at else answer(made.id, day, grade, fact=fact, way=way, question=made.question, at=made.at + at)


def test_a_first_review_brings_new_facts_up_to_the_limit_core_facts_first() -> None:
    everything = of(new=99)
    assert (everything.due, everything.missed, everything.next_date) == ((), (), None)
    assert len(everything.new) == len(FACTS)
    assert everything.new[0] == (CORE, "typed")
    assert [fact.id for fact in FACTS if fact.level is Level.CORE] == [CORE]
    order = [str(fact.id) for fact in FACTS if fact.id != CORE]
    assert [fact for fact, _ in everything.new[1:]] == order
    assert of(new=3).new == everything.new[:3]
    assert of().new == ()


def test_new_facts_come_in_the_usual_way() -> None:
    ways = dict(of(new=99).new)
    assert ways["meeting.date"] == "typed"
    assert ways["doe.go-on"] == "recall"


def test_what_was_new_today_counts_against_the_limit_and_tomorrow_no_more() -> None:
    done = [said("meeting.chair", 0), said("meeting.date", 0)]
    assert len(of(*done, new=3).new) == 1
    assert len(of(*done, new=2).new) == 0
    assert len(of(*done, new=1).new) == 0
    assert len(of(*done, new=3, today=1).new) == 3
    assert not {fact for fact, _ in of(*done, new=99, today=1).new} & {"meeting.chair", "meeting.date"}


def test_what_is_due_comes_first_the_longest_due_before_the_rest() -> None:
    done = [said("meeting.chair", 0), said("meeting.date", 3), said("meeting.length", 5)]
    assert of(*done).due == ()
    found = of(*done, today=30, new=1)
    assert found.due == (("meeting.chair", "typed"), ("meeting.date", "typed"), ("meeting.length", "typed"))
    assert found.cards == (*found.due, *found.new, *found.missed)
    assert len(found.cards) == 4


def test_what_was_missed_today_is_asked_again_today_until_it_is_known() -> None:
    missed = said("meeting.chair", 0, Grade.AGAIN)
    assert of(missed).missed == (("meeting.chair", "typed"),)
    assert of(missed, said("meeting.chair", 0, Grade.AGAIN, at=1)).missed == (("meeting.chair", "typed"),)
    assert of(missed, said("meeting.chair", 0, Grade.HARD, at=1)).missed == ()
    assert of(missed, today=1).missed == ()
    assert of(missed, today=1).due == (("meeting.chair", "typed"),)


def test_a_well_known_fact_that_is_missed_is_asked_again_today_though_it_is_due_in_days() -> None:
    known = [said("meeting.chair", day) for day in (0, 2, 12, 50)]
    found = of(*known, said("meeting.chair", 200, Grade.AGAIN), today=200)
    assert found.next_date is not None
    assert found.missed == (("meeting.chair", "typed"),)


def test_a_miss_that_was_taken_back_or_appealed_is_none() -> None:
    missed = said("meeting.chair", 0, Grade.AGAIN)
    appealed = answer("better", voids=missed.id, fact="meeting.chair", question="meeting.chair/typed")
    assert of(missed, appealed).missed == ()


def test_the_next_date_is_that_of_the_facts_that_are_asked_for() -> None:
    done = [said("meeting.chair", 0), said("meeting.date", 0, Grade.EASY)]
    both, date = of(*done).next_date, of(*done, only=("meeting.date",)).next_date
    assert both == of(*done, without=("meeting.date",)).next_date
    assert both is not None
    assert date is not None
    assert both < date
    assert of(*done, only=("meeting.place",)).next_date is None
    assert of(*done, today=1000).next_date is None


def test_withdrawn_facts_and_other_decks_ask_nothing() -> None:
    done = [said("meeting.chair", 0), said("meeting.date", 0, Grade.AGAIN)]
    assert of(*done, new=99, without=("meeting.chair", "meeting.date")).missed == ()
    later = of(*done, today=60, new=99, without=("meeting.chair", "meeting.date"))
    assert later.due == ()
    assert not {"meeting.chair", "meeting.date"} & {fact for fact, _ in later.new}
    assert of(*done, today=60, only=("meeting.date",)).due == (("meeting.date", "typed"),)


def test_a_way_that_is_asked_for_is_the_only_one() -> None:
    done = [said("meeting.chair", 0), said("meeting.chair", 0, way="choice")]
    chosen = of(*done, today=60, ways=("choice",), new=99)
    assert chosen.due == (("meeting.chair", "choice"),)
    assert {way for _, way in chosen.new} == {"choice"}
    assert "meeting.chair" not in dict(chosen.new)
    assert set(of(*done, today=60).due) == {("meeting.chair", "typed"), ("meeting.chair", "choice")}


def test_a_fact_that_is_known_in_one_way_is_new_in_another() -> None:
    found = of(said("meeting.chair", 0), ways=("typed", "choice"), new=99)
    assert ("meeting.chair", "choice") in found.new
    assert ("meeting.chair", "typed") not in found.new


def test_facts_that_cannot_be_asked_in_a_way_take_no_place_among_the_new() -> None:
    able = {str(fact.id) for fact in FACTS if fact.reverse is not None}
    assert 1 < len(able) < len(FACTS)
    assert {fact for fact, _ in of(ways=("reverse",), new=len(able)).new} == able
    first, second = of(ways=("reverse",), new=2).new
    assert of(said(first[0], 0, way="reverse"), ways=("reverse",), new=1, today=1).new == (second,)


def test_a_card_that_can_no_longer_be_asked_is_not_due() -> None:
    assert of(said("meeting.chair", 0, way="reverse"), said("meeting.chair", 0, way="of old"), today=99).due == ()


def test_practice_brings_nothing_into_the_reviews() -> None:
    practised = answer("p", grade=Grade.AGAIN, session="p1", mode=Mode.PRACTICE)
    found = of(practised, today=9, new=99)
    assert (found.due, found.missed, found.next_date) == ((), (), None)
    assert ("meeting.date", "typed") in found.new


def test_of_a_backlog_the_best_remembered_are_asked_and_the_rest_is_told() -> None:
    weak = [said("meeting.chair", 0, Grade.HARD)]
    strong = [said("meeting.date", day, Grade.EASY) for day in (0, 20)]
    fair = [said("meeting.length", day) for day in (0, 3)]
    done = [*weak, *strong, *fair]
    assert len(of(*done, today=999).due) == 3
    late = of(*done, today=999, most=2, new=9)
    assert late.due == (("meeting.date", "typed"), ("meeting.length", "typed"))
    assert (late.new, late.over, late.waiting) == ((), 1, ())
    assert late.next_date == of(*done, said("meeting.place", 999), today=999, most=2).next_date
    one = of(*done, said("meeting.date", 999), today=999, most=2)
    assert (one.due, one.over) == ((("meeting.length", "typed"),), 1), "what was reviewed today counts"
    assert of(new=9, most=4).new == of(new=4).new


def test_a_card_that_does_not_fit_waits_and_another_new_one_comes_in_its_place() -> None:
    done = [said("meeting.chair", 0), said("meeting.date", 3)]
    found = of(*done, today=30, new=1, fits=lambda card: card[0] not in {"meeting.chair", "meeting.place"})
    assert (found.due, found.waiting) == ((("meeting.date", "typed"),), (("meeting.chair", "typed"),))
    assert len(found.new) == 1
    assert found.new[0][0] != "meeting.place"


def test_before_an_exam_new_facts_are_spread_over_the_days_left() -> None:
    days, seen = 4, 0
    done: list[Entry] = []
    for day in range(days):
        found = of(*done, today=day, exam=DAY + days, new=1)
        assert found.unseen == len(FACTS) - seen
        assert len(found.new) == -(-(len(FACTS) - seen) // max(1, days - day - 1))
        done += [said(fact, day, Grade.EASY, way) for fact, way in found.new]
        assert of(*done, today=day, exam=DAY + days).new == (), "a second review that day"
        seen = len(done)
    assert seen == len(FACTS)


def test_before_an_exam_what_comes_back_only_then_is_brought_forward_evenly_once() -> None:
    everything, exam = of(new=99).new, 6
    done = [said(fact, 0, Grade.EASY, way) for fact, way in everything]
    assert of(*done, today=1).early == ()
    early: list[CardId] = []
    for day in range(1, exam):
        found = of(*done, today=day, exam=DAY + exam)
        assert found.due == ()
        assert len(found.early) <= -(-len(everything) // (exam - 1))
        assert found.next_date == of(*done, today=day, exam=DAY + exam).next_date
        early += found.early
        done += [said(fact, day, way=way) for fact, way in found.early]
        assert of(*done, today=day, exam=DAY + exam).early == (), "a second review that day"
    assert sorted(early) == sorted(everything)


def test_before_an_exam_what_is_remembered_worst_on_its_day_comes_first() -> None:
    done = [said("meeting.date", 0, Grade.EASY), said("meeting.chair", 3, Grade.EASY)]
    found = of(*done, today=4, exam=DAY + 6)
    assert found.early == (("meeting.date", "typed"),)
    fresh = of(said("meeting.date", 0, Grade.EASY), today=1, exam=DAY + 2)
    assert fresh.early == (), "it is fresh on that day"
