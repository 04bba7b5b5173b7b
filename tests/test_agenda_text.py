"""What is said of a day's review."""

from __future__ import annotations

import datetime as dt
import time
from typing import TYPE_CHECKING

import pytest

from quizgen.cli.agenda_text import agenda_data, agenda_lines
from quizgen.language import ENGLISH
from quizgen.study.agenda import Agenda
from tests.support.study import NOON

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Program

DATE = "2021-07-30"
PRACTISE = "`quizgen quiz` practises without moving the schedule."


@pytest.fixture(autouse=True)
def _utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The learner's clock shows UTC."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def cards(number: int) -> tuple[tuple[str, str], ...]:
    """So many cards."""
    return tuple((f"f{one}", "typed") for one in range(number))


def test_a_backlog_and_what_waits_are_told() -> None:
    agenda = Agenda(cards(60), (), (), waiting=cards(2), over=78, next_date=DATE)
    assert agenda_lines(ENGLISH, agenda, NOON) == [
        "60 cards due, 0 new.",
        "140 cards are due; 60 of them today, and the rest stays due. --most asks for more.",
        "2 more cards are due and wait for another day: cards of today answer them.",
    ]
    assert agenda_data(agenda) == {
        "due": 60,
        "new": 0,
        "missed_today": 0,
        "early": 0,
        "waiting": 2,
        "over": 78,
        "next": DATE,
    }


def test_after_the_most_of_a_day_the_rest_is_told() -> None:
    assert agenda_lines(ENGLISH, Agenda((), (), (), over=53, next_date="2030-01-02"), NOON) == [
        "Nothing more is asked today. The next card comes back on 2 January 2030.",
        "53 more cards are due and stay so; --most asks for more today.",
        PRACTISE,
    ]


def test_where_all_that_is_due_waits_nobody_is_told_that_nothing_is_due() -> None:
    lines = agenda_lines(ENGLISH, Agenda((), (), (), waiting=cards(1), next_date="2030-01-02"), NOON)
    assert lines == [
        "Nothing more is asked today. The next card comes back on 2 January 2030.",
        "1 more card is due and waits for another day: a card of today answers it.",
        PRACTISE,
    ]


def test_in_the_small_hours_what_comes_back_on_the_date_of_the_clock_comes_back_today() -> None:
    night = NOON + (24 - 12) * 3_600_000 + 3_600_000 * 3 // 2
    tomorrow = Agenda((), (), (), next_date=DATE)
    assert time.strftime("%Y-%m-%d %H:%M", time.gmtime(night / 1000)) == f"{DATE} 01:30"
    assert agenda_lines(ENGLISH, tomorrow, night) == [
        "Nothing is due today. The next card comes back today, after four in the morning.",
        PRACTISE,
    ]
    assert "on 30 July 2021" in agenda_lines(ENGLISH, tomorrow, NOON)[0]


def test_an_exam_is_told_with_what_is_spread_before_it() -> None:
    agenda = Agenda(cards(3), cards(4), (), early=cards(2), unseen=12)
    exam = dt.date(2030, 1, 2).toordinal()
    assert agenda_lines(ENGLISH, agenda, NOON, exam) == [
        "5 cards due, 4 new.",
        "For the exam on 2 January 2030: 4 of 12 new facts today; cards brought forward: 2.",
    ]


@pytest.mark.parametrize(
    ("date", "told"), [("2000-01-01", "an exam is on a day after today"), ("June", "does not match")]
)
def test_an_exam_of_the_past_is_misuse(date: str, told: str, program: Program) -> None:
    done = program("review", "--due", "--until", date, "--db", ":memory:")
    assert done.returncode == 2
    assert told in done.stderr
