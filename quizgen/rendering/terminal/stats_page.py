"""The page of `quizgen stats`: words and numbers, the same on every terminal, in a pipe and for a screen reader."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from quizgen.domain.answer import MONTHS, long_date
from quizgen.domain.statistics import AHEAD, Status
from quizgen.domain.words import count
from quizgen.rendering.terminal.page import EMPTY, Line, Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quizgen.domain.statistics import Answers, Due, Group, Missed, Shares, Statistics, Tally

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
#: A longer list of what was missed is cut; the JSON form has it whole.
MOST = 5
_BECAME = {Status.IN_FORCE: "", Status.RETIRED: " (withdrawn)", Status.GONE: " (no longer in the library)"}


def stats_page(statistics: Statistics, about: str) -> Page:
    """Return what there is to say; `about` names what was counted."""
    head: Page = [EMPTY, Line(f"Looking back: {about}")]
    if not statistics.answers.all:
        return [
            *head,
            Line("Nothing of this has been answered yet."),
            Line("`quizgen quiz` practises, `quizgen review` learns for good; come back after the first answers."),
        ]
    return [
        *head,
        Line(_answered(statistics.answers)),
        *_section("Due in reviews", _due(statistics.due, statistics.today)),
        *_section("Remembered in reviews", _remembered(statistics)),
        *_section("Remembered in reviews, by topic", _rows(_by_title(statistics.by_topic))),
        *_section("Right in practice", _rows([("all answers", statistics.practice)])),
        *_section("Most missed", _most_missed(statistics.missed)),
    ]


def _section(title: str, page: Page) -> Page:
    return [EMPTY, Line(title), *page] if page else []


def _answered(answers: Answers) -> str:
    since = f" since {long_date(answers.first)}" if answers.first is not None else ""
    parts = [f"{answers.review} in reviews"] if answers.review else []
    parts += [f"{answers.practice} in practice"] if answers.practice else []
    return f"{count(answers.all, 'answer')} on {count(answers.days, 'day')}{since}: {', '.join(parts)}."


def _due(due: Due, today: int) -> Page:
    if not due.all:
        return [Line("No card is scheduled yet; `quizgen review` begins.")]
    page = [Line(str(due.today), mark="Today")]
    page += [Line(str(number), mark=_weekday(today + ahead)) for ahead, number in enumerate(due.days, 1) if number]
    page += [Line(str(due.later), mark="Later")] if due.later else []
    if not all(due.days):
        page.append(Line(f"Nothing on the other days of the coming {AHEAD}."))
    notes = [f"{due.overdue} of them {'was' if due.overdue == 1 else 'were'} due before today."] if due.overdue else []
    notes += [f"{due.missed} missed today will be asked again today."] if due.missed else []
    return [*page, Line(" ".join(notes))] if notes else page


def _weekday(day: int) -> str:
    date = dt.date.fromordinal(day)
    return f"{_WEEKDAYS[date.weekday()]} {date.day} {MONTHS[date.month - 1]}"


def _remembered(statistics: Statistics) -> Page:
    if not statistics.retention.ever.of:
        return [Line("No card has come back on a later day yet.")] if statistics.answers.review else []
    return [
        Line("Cards that came back on a later day: how many were known at the first answer."),
        *_rows([("all cards", statistics.retention), *_by_title(statistics.by_kind)]),
    ]


def _by_title(groups: Iterable[Group]) -> list[tuple[str, Shares]]:
    return [(group.title, group.shares) for group in groups]


def _rows(rows: Iterable[tuple[str, Shares]]) -> Page:
    """Return a line for each name that has answers."""
    return [Line(_shares(shares), mark=name) for name, shares in rows if shares.ever.of]


def _shares(shares: Shares) -> str:
    """Return a share of the last 30 days and that of all time in words."""
    recent = f"{_tally(shares.recent)} in the last 30 days" if shares.recent.of else "none in the last 30 days"
    return f"{recent}; {_tally(shares.ever)} of all time"


def _tally(tally: Tally) -> str:
    share = "too few to tell" if tally.percent is None else f"{tally.percent}%"
    return f"{share}, {tally.right} of {tally.of}"


def _most_missed(missed: Sequence[Missed]) -> Page:
    if not missed:
        return []
    page = [Line("How often each was missed, of all its answers in reviews and practice.")]
    for fact in missed[:MOST]:
        name, last = f"{fact.fact}{_BECAME[fact.status]}", f"last missed on {long_date(fact.last)}"
        first, second = (fact.ask, f"{name}, {last}") if fact.ask else (name, last)
        page += [Line(first, mark=f"{fact.misses} of {fact.answers}"), Line(second, mark=" ")]
    if len(missed) > MOST:
        page.append(Line(f"and {len(missed) - MOST} more, which --json lists"))
    return page
