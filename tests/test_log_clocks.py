"""Clocks that were wrong: an answer dated ahead rules no card before its time, and can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizgen.domain.study import EntryKind, Grade
from quizgen.study.ahead import ahead_notice, dated_ahead, forget
from quizgen.study.interchange import export_lines, import_lines
from quizgen.study.log import Log, now
from tests.support.rounds import NAMESPACE
from tests.support.study import DAY, LIBRARY, NOON, answer, log_with, rows_of, session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import Program

A_DAY = 86_400_000
#: Forty years of days.
FAR = 14_610


def at(day: int) -> int:
    """Noon of a day after the first."""
    return NOON + day * A_DAY


def state(log: Log, day: int) -> list[tuple[int, int, int]]:
    """The cards as they are planned on a day: first day, day they are due, number of reviews."""
    cards = log.cards(LIBRARY)
    cards.settle(at(day))
    return [(card.last - DAY, card.due - DAY, card.reps) for card in cards.all()]


@pytest.fixture
def log() -> Iterator[Log]:
    """A log of a card that was known, known by a clock forty years ahead, and then missed twice."""
    with log_with(answer("a"), answer("ahead", FAR), answer("c", 11, Grade.AGAIN), answer("d", 12, Grade.AGAIN)) as log:
        yield log


def test_an_answer_dated_ahead_rules_no_card(log: Log) -> None:
    with log_with(answer("a"), answer("c", 11, Grade.AGAIN), answer("d", 12, Grade.AGAIN)) as without:
        assert state(log, 12) == state(without, 12)
        assert log.cards(LIBRARY).missed(DAY + 12) == without.cards(LIBRARY).missed(DAY + 12) != []
        assert log.cards(LIBRARY).reviews(at(12)) == without.cards(LIBRARY).reviews(at(12))
        log.cards(LIBRARY).rebuild(at(12))
        assert log.cards(LIBRARY).all() == without.cards(LIBRARY).all()


def test_what_one_machine_has_counted_is_planned_anew_by_the_right_clock() -> None:
    with log_with(answer("a"), answer("ahead", FAR)) as log:
        assert [card.last for card in log.cards(LIBRARY).all()] == [DAY + FAR]
        assert [last for last, _, _ in state(log, 12)] == [0]
        assert rows_of(log, "SELECT fact, at FROM ahead") == [("meeting.date", at(FAR))]


def test_it_counts_when_its_time_comes_and_not_when_the_clock_goes_back(log: Log) -> None:
    early, later = state(log, 12), state(log, FAR)
    assert later[0][0] == FAR
    assert later[0][2] == early[0][2] + 1
    assert rows_of(log, "SELECT * FROM ahead") == []
    assert state(log, 12) == early
    assert state(log, FAR - 1) == later  # a day is allowed for clocks that differ


def test_of_two_ahead_each_waits_for_its_own_time() -> None:
    with log_with(answer("a"), answer("b", 100), answer("c", 200)) as log:
        for day, last in ((300, 200), (10, 0), (150, 100), (10, 0), (300, 200)):
            assert [card[0] for card in state(log, day)] == [last], day


def test_a_card_known_only_by_an_answer_ahead_is_new() -> None:
    with log_with(answer("ahead", FAR)) as log:
        assert state(log, 12) == []
        assert log.cards(LIBRARY).ids() == set()
        assert [card[0] for card in state(log, FAR)] == [FAR]


def test_a_clock_that_was_put_back_loses_nothing() -> None:
    entries = [answer(f"a{number}", number, fact=f"fact.{number % 50}") for number in range(100)]
    with log_with(*entries) as log:
        before = state(log, 100)
        assert state(log, -2000) == []
        log.append(answer("back", -2000, fact="fact.1"))
        assert "100 answers are dated after today" in ahead_notice(log, LIBRARY, at(-2000))
        assert [entry.id for entry in log.history(LIBRARY)] == ["back", *(f"a{number}" for number in range(100))]
        after = state(log, 100)
        assert len(after) == len(before) == 50
        assert sum(card != other for card, other in zip(before, after, strict=True)) == 1


def test_the_notice_names_the_answer_and_it_can_be_taken_back(log: Log) -> None:
    assert ahead_notice(log, LIBRARY, at(FAR)) == ""
    told = ahead_notice(log, LIBRARY, at(12))
    assert told.startswith("1 answer is dated 2061-07-29, after today; it does not count until then.")
    assert "`quizgen log forget ahead`" in told
    (entry,) = dated_ahead(log, LIBRARY, at(12))
    forget(log, entry, at(12))
    assert ahead_notice(log, LIBRARY, at(12)) == ""
    assert [card[0] for card in state(log, FAR)] == [12]
    with log_with(answer("a")) as other:
        import_lines(other, [line.encode() for line in export_lines(log)], "other.jsonl")
        assert state(other, FAR) == state(log, FAR)


def test_the_commands_tell_of_it_and_take_it_back(db: Path, rounds: Path, program: Program) -> None:
    places = ("--library", rounds, "--db", db)
    with Log.open(db) as log:
        log.begin(session(library=NAMESPACE))
        ahead = [answer(f"x{number}", FAR + number, library=NAMESPACE, way="typed") for number in range(5)]
        for entry in (answer("a", 1000, library=NAMESPACE), *ahead):
            log.append(entry)
    for command in (("stats",), ("review", "--due"), ("review", "--new", "0")):
        done = program(*command, *places)
        assert "5 answers are dated after today, the first 2061-07-29" in done.stderr, done.stderr
        assert "`quizgen log forget --ahead` takes them back" in done.stderr
        assert (done.returncode, "fault" in done.stderr) == (0, False)
    assert "1 card due" in program("review", "--due", "--new", "0", *places).stdout
    assert "no answer 'nothing'" in program("log", "forget", "nothing", "--db", db).stderr
    assert (
        program("log", "forget", "--db", db).returncode
        == program("log", "forget", "a", "--ahead", "--db", db).returncode
        == 2
    )
    assert program("log", "forget", "x3", "--db", db).stderr == "1 answer taken back.\n"
    assert "4 answers are dated" in program("stats", *places).stderr
    assert program("log", "forget", "--ahead", "--db", db).stderr == "4 answers taken back.\n"
    assert program("stats", *places).stderr == ""
    with Log.open(db) as log:
        kinds = [entry.kind for entry in log.history(NAMESPACE, voided=True)]
    assert kinds.count(EntryKind.ANSWER) == 6
    assert kinds.count(EntryKind.UNDO) == 5


def test_where_no_answer_is_ahead_nothing_is_planned_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    with log_with(*(answer(f"a{number}", number % 9, fact=f"fact.{number}") for number in range(60))) as log:
        monkeypatch.setattr("quizgen.study.cards.recompute", None)
        log.cards(LIBRARY).settle(at(10))
        assert len(log.cards(LIBRARY).all()) == 60


def test_a_round_that_is_resumed_is_not_dated_by_an_answer_ahead(db: Path, rounds: Path, program: Program) -> None:
    places = ("--library", rounds, "--db", db)
    program("quiz", "--way", "choice", "-n", "3", "--seed", "1", *places, given="a\n")
    with Log.open(db) as log:
        (entry,) = log.history(NAMESPACE)
        log.append(answer("x", session=entry.session, library=NAMESPACE, mode=entry.mode, at=now() + FAR * A_DAY))
    program("quiz", "--resume", *places, given="a\n")
    with Log.open(db) as log:
        assert max(entry.at for entry in log.history(NAMESPACE) if entry.id != "x") < now() + A_DAY
