"""What is remembered is what a replay of the log gives, and what is due is found at once."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.domain.study import Card, Entry, EntryKind, Grade, Mode, Parameters
from quizgen.playing.round_log import RoundLog
from quizgen.study.log import now
from quizgen.study.rows import add_records
from quizgen.study.schedule import CardKey, read_stamp, replay, stamp
from tests.support.study import DAY, LIBRARY, NOON, STAMP, answer, log_with, rows_of, session, take_back

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.study.cards import Cards
    from quizgen.study.log import Log


@pytest.fixture
def log() -> Iterator[Log]:
    """A log in memory with a session of reviews and one of practice."""
    with log_with() as opened:
        yield opened


@pytest.fixture
def cards(log: Log) -> Cards:
    """The cards of the library of that log."""
    return log.cards(LIBRARY)


class Step(NamedTuple):
    """One thing a learner does: answer a card, or with `back` take back or replace what was done so many steps ago."""

    fact: str
    way: str
    later: int
    days: int
    grade: Grade | None
    mode: Mode
    back: int
    replaces: bool


STEPS = st.lists(
    st.builds(
        Step,
        fact=st.sampled_from(["f1", "f2", "f3"]),
        way=st.sampled_from(["typed", "choice"]),
        later=st.integers(-2, 2),  # a clock may stand still, and be put back
        days=st.integers(-1, 40),
        grade=st.one_of(st.sampled_from(Grade), st.none()),
        mode=st.sampled_from([Mode.REVIEW, Mode.REVIEW, Mode.REVIEW, Mode.PRACTICE]),
        back=st.integers(0, 12),
        replaces=st.booleans(),
    ),
    max_size=30,
)


def entries_of(steps: list[Step]) -> list[Entry]:
    """The entries that the steps make, in the order of their appending."""
    found: list[Entry] = []
    at, day = NOON, DAY
    for number, step in enumerate(steps):
        at, day = at + step.later, day + step.days
        fields: dict[str, Any] = {"at": at, "session": "s1" if step.mode is Mode.REVIEW else "p1", "mode": step.mode}
        if 3 < step.back <= len(found):
            fields["voids"] = found[-step.back].id
        if "voids" in fields and not step.replaces:
            fields |= {"kind": EntryKind.UNDO, "grade": None}
        fields = {"grade": step.grade, "fact": step.fact, "way": step.way, "day": day} | fields
        found.append(answer(f"e{number * 7919 % 1000:03}", **fields))
    return found


def expected(entries: list[Entry]) -> list[Card]:
    """The cards, worked out the plain way."""
    gone = {entry.voids for entry in entries}
    counting = [one for one in entries if one.id not in gone and one.kind is EntryKind.ANSWER and one.grade is not None]
    reviews: dict[tuple[str, str], list[tuple[int, Grade, str | None]]] = {}
    for one in sorted(counting, key=lambda one: (one.at, one.id)):
        if one.mode is Mode.REVIEW and one.fact and one.way and one.grade:
            reviews.setdefault((one.fact, one.way), []).append((one.day, one.grade, one.scheduler))
    cards = [replay(CardKey(LIBRARY, *names), theirs) for names, theirs in sorted(reviews.items())]
    return [card for card in cards if card is not None]


@given(STEPS)
def test_the_memory_is_what_a_replay_of_the_log_gives(steps: list[Step]) -> None:
    entries = entries_of(steps)
    with log_with(*entries) as log:
        cards = log.cards(LIBRARY)
        kept = rows_of(log, "SELECT * FROM cards ORDER BY fact, way")
        assert cards.all() == expected(entries)
        assert cards.rebuild(now()) == len(kept)
        assert rows_of(log, "SELECT * FROM cards ORDER BY fact, way") == kept


@given(STEPS, st.randoms(use_true_random=False))
def test_the_memory_does_not_depend_on_the_order_of_appending(steps: list[Step], chance: random.Random) -> None:
    entries = [entry for entry in entries_of(steps) if entry.voids is None]
    shuffled = chance.sample(entries, len(entries))
    with log_with(*entries) as one, log_with(*shuffled) as other:
        assert rows_of(one, "SELECT * FROM cards") == rows_of(other, "SELECT * FROM cards")


def test_a_review_moves_its_card_and_no_other(log: Log, cards: Cards) -> None:
    card = log.append(answer("a1"))
    assert card is not None
    assert cards.all() == [card]
    assert (card.fact, card.way, card.last, card.reps, card.lapses) == ("meeting.date", "typed", DAY, 1, 0)
    assert card.due > DAY
    assert cards.ids() == {("meeting.date", "typed")}


@pytest.mark.parametrize(
    "fields",
    [
        {"mode": Mode.PRACTICE, "session": "p1"},
        {"kind": EntryKind.SKIP, "grade": None},
        {"kind": EntryKind.END, "grade": None},
        {"grade": None},
        {"way": None},
        {"fact": None},
    ],
)
def test_only_graded_answers_of_reviews_move_cards(log: Log, cards: Cards, fields: dict[str, Any]) -> None:
    log.append(answer("a1"))
    before = cards.all()
    assert log.append(answer("a2", 1, **fields)) is None
    assert cards.all() == before
    cards.rebuild(now())
    assert cards.all() == before


def test_libraries_do_not_meddle_with_each_other(log: Log, cards: Cards) -> None:
    log.begin(session("s2", library="another"))
    log.append(answer("a1"))
    log.append(answer("a2", session="s2", library="another", grade=Grade.AGAIN))
    other = log.cards("another")
    assert cards.all() != other.all()
    assert log.libraries() == ["another", LIBRARY]
    other.rebuild(now())
    assert len(cards.all()) == len(other.all()) == 1


def test_undoing_the_first_review_makes_the_card_new_again(log: Log, cards: Cards) -> None:
    log.append(answer("a1"))
    assert cards.introduced(DAY) == 1
    take_back(log, answer("a1"))
    assert cards.all() == []
    assert cards.introduced(DAY) == 0


def test_an_appeal_to_another_cards_answer_moves_both(log: Log, cards: Cards) -> None:
    log.append(answer("a1"))
    log.append(answer("a2", 1, voids="a1", fact="meeting.place"))
    assert cards.ids() == {("meeting.place", "typed")}


def test_new_cards_of_a_day_are_counted(log: Log, cards: Cards) -> None:
    for number, day in enumerate([0, 0, 1, 1, 1]):
        log.append(answer(f"a{number}", day, fact=f"f{number}"))
    log.append(answer("again", 1, fact="f0"))
    assert [cards.introduced(DAY + day) for day in range(3)] == [2, 3, 0]


def test_what_is_due_longest_comes_first_and_in_the_same_order_always(log: Log, cards: Cards) -> None:
    for number in range(30):
        log.append(answer(f"a{number}", number % 3, fact=f"f{number:02}", grade=Grade.AGAIN))
    due = cards.due(DAY + 3)
    assert [card.due for card in due] == sorted(card.due for card in due)
    assert len(due) == len(cards.due(DAY + 3)) == 30
    first_day = [card.fact for card in due if card.due == DAY + 1]
    assert first_day != sorted(first_day)
    cards.rebuild(now())
    assert cards.due(DAY + 3) == due
    assert cards.due(DAY + 3, 4) == due[:4]
    assert cards.due(DAY) == []
    assert len(cards.due(DAY)) == 0
    assert cards.next_due(DAY) == DAY + 1
    assert cards.next_due(DAY + 99) is None


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM cards WHERE library = ? AND due <= ? ORDER BY due, place, fact, way LIMIT 20",
        "SELECT count(*) FROM cards WHERE library = ? AND due <= ?",
        "SELECT count(*) FROM cards WHERE library = ? AND first = ?",
        "SELECT * FROM standing WHERE library = ? AND fact = ? AND way = 'typed' ORDER BY at, id",
        "SELECT * FROM standing WHERE library = ? AND fact = ? ORDER BY at DESC, id DESC LIMIT 1",
        "SELECT * FROM standing WHERE session = ? AND kind <> ? ORDER BY at, id",
        "SELECT * FROM standing WHERE library = ? AND (at, id) > (?, 'x') ORDER BY at, id LIMIT 9",
    ],
)
def test_nothing_is_looked_through_or_sorted_that_an_index_knows(log: Log, statement: str) -> None:
    plan = [row[3] for row in rows_of(log, f"EXPLAIN QUERY PLAN {statement}", ("a", "b"))]
    assert all("INDEX" in step or "SUBQUERY" in step for step in plan), plan
    assert not any("TEMP B-TREE" in step for step in plan), plan


def test_the_last_answer_tells_what_the_fact_said_then(log: Log) -> None:
    assert log.last_answer(LIBRARY, "meeting.date") is None
    log.append(answer("a1", says="old"))
    log.append(answer("a2", 1, says="new", mode=Mode.PRACTICE, session="p1", way="choice"))
    log.append(answer("a3", 2, kind=EntryKind.SKIP, grade=None))
    last = log.last_answer(LIBRARY, "meeting.date")
    assert last is not None
    assert last.says == "new"
    take_back(log, last)
    last = log.last_answer(LIBRARY, "meeting.date")
    assert last is not None
    assert last.says == "old"


def test_a_card_answered_in_another_terminal_is_noticed(log: Log) -> None:
    date, chair, choice = (
        CardKey(LIBRARY, *card.split("/"))
        for card in ("meeting.date/typed", "meeting.chair/typed", "meeting.date/choice")
    )
    log.begin(session("s2"))
    assert log.last_line() == 0
    log.append(answer("a1", session="s2"))
    line = log.last_line()
    assert log.is_answered_elsewhere(date, "s1", line - 1)
    assert not log.is_answered_elsewhere(date, "s1", line)
    assert not log.is_answered_elsewhere(date, "s2", line - 1)  # what is missed comes back where it was missed
    log.append(
        answer("a0", -1, session="s2", fact="meeting.chair")
    )  # the clock was put back, or another machine's is behind
    assert log.is_answered_elsewhere(chair, "s1", line)
    assert not log.is_answered_elsewhere(choice, "s1", 0)
    take_back(log, answer("a1", session="s2"))
    assert not log.is_answered_elsewhere(date, "s1", 0)


def test_reviews_use_the_parameters_found_last_for_the_library(log: Log, cards: Cards) -> None:
    assert cards.stamp() == stamp()
    usual = read_stamp(stamp()).parameters or tuple(range(21))
    for number, library in enumerate([LIBRARY, LIBRARY, "another"]):
        found = Parameters(f"p{number}", NOON + number, library, "x 1", tuple(one + number for one in usual), 400)
        add_records(log.store.connection, [found])
    assert cards.parameters() == tuple(one + 1 for one in usual)
    assert f'"parameters":[{1.0 + usual[0]},' in cards.stamp(0.8)


def test_a_card_that_is_forgotten_once_too_often_is_told_of_now_and_again() -> None:
    def told(times: int, session_id: str = "s1") -> list[tuple[str, int]]:
        again = (answer(f"e{number}", 9 * number, Grade.AGAIN) for number in range(1, times + 1))
        with log_with(answer("e0"), *again) as log:
            return [(card.fact, card.lapses) for card in RoundLog(log, session(session_id)).leeches()]

    assert [times for times in range(14) if told(times)] == [6, 9, 12]
    assert told(6) == [("meeting.date", 6)]
    assert told(6, "another") == []


def test_the_days_that_are_told_before_a_grade_are_those_after_it() -> None:
    before = [answer("e0"), answer("e1", 3)]
    with log_with(*before) as log:
        told = log.cards(LIBRARY).intervals("meeting.date", "typed", DAY + 20, STAMP)
        assert log.cards(LIBRARY).intervals("meeting.date", "recall", DAY, STAMP).keys() == set(Grade)
    for grade in Grade:
        with log_with(*before) as log:
            card = log.append(answer("e2", 20, grade))
        assert card is not None
        assert card.due - (DAY + 20) == told[grade]
    assert told[Grade.AGAIN] < told[Grade.GOOD] < told[Grade.EASY]
