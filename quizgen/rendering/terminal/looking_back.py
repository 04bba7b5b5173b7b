"""The page of `quizgen stats`: in pictures on a terminal, in words and numbers on paper of no certain width.

In words there is nothing that a screen reader stumbles over: no table, no block characters, each line for itself.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from quizgen.domain.statistics import AHEAD, Status
from quizgen.domain.words import count
from quizgen.language import ENGLISH
from quizgen.rendering.terminal.charts import calendar_chart, due_chart, shares_chart
from quizgen.rendering.terminal.page import EMPTY, Line, Page, Size, Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quizgen.domain.statistics import Due, Group, Missed, OptionUse, Shares, Statistics, Tally

#: Longer lists are cut; the JSON form has them whole.
MOST = 5
_MISSED = "How often each was missed, of all its answers in reviews and practice."
_TAKEN = "How often each was taken, of the times it was offered."


def looking_back(found: Statistics, about: str, size: Size) -> Page:
    """Return everything in `found`; `about` names what was counted. Without columns in `size` there are no pictures."""
    head: Page = [EMPTY, Line(f"Looking back: {about}", Style.HEAD)]
    if not found.answers.all:
        return [
            *head,
            Line("Nothing of this has been answered yet."),
            Line("`quizgen quiz` practises, `quizgen review` learns for good; come back after the first answers."),
        ]
    return [
        *head,
        *_opening(found),
        *_section("Due in reviews", _due(found, size.columns)),
        *_section("Remembered in reviews", _remembered(found, size.columns)),
        *_section("Remembered in reviews, by topic", _topics(found.by_topic, size.columns)),
        *_section("Right in practice", _practice(found.practice, size.columns)),
        *_section("Most missed", _cut(_MISSED, [_missed(one) for one in found.missed])),
        *_section("Answers per day", _calendar(found, size.columns)),
        *_section("Wrong options never taken", _cut(_TAKEN, [_option(use) for use in found.never_taken])),
        *_section("Wrong options taken most often", _cut(_TAKEN, [_option(use) for use in found.often_taken])),
    ]


def _section(title: str, page: Page) -> Page:
    return [EMPTY, Line(title, Style.HEAD), *page] if page else []


def _opening(found: Statistics) -> Page:
    answers, streak = found.answers, found.streak
    since = f" since {ENGLISH.date_of(answers.first)}" if answers.first is not None else ""
    parts = [f"{answers.review} in reviews"] if answers.review else []
    parts += [f"{answers.practice} in practice"] if answers.practice else []
    spent = f"{count(answers.all, 'answer')} on {count(answers.days, 'day')}{since}: {', '.join(parts)}."
    page = [Line(f"{spent} Time spent: {_duration(answers.seconds)}.")]
    if not streak.days:
        return [*page, Line(f"No day in a row just now; the longest run was {count(streak.longest, 'day')}.")]
    record = "the longest run yet" if streak.days == streak.longest else f"the longest run was {streak.longest}"
    today = "" if streak.has_today else " Nothing has been answered today yet."
    return [*page, Line(f"{count(streak.days, 'day')} in a row; {record}.{today}")]


def _due(found: Statistics, columns: int | None) -> Page:
    due = found.due
    if not due.all:
        return [Line("No card is scheduled yet; `quizgen review` begins.")]
    notes = [f"{due.overdue} of them {'was' if due.overdue == 1 else 'were'} due before today."] if due.overdue else []
    notes += [f"{due.missed} missed today will be asked again today."] if due.missed else []
    shown = _due_words(due, found.today) if columns is None else due_chart(due, found.today, columns)
    return [*shown, *([Line(" ".join(notes))] if notes else [])]


def _due_words(due: Due, today: int) -> Page:
    page = [Line(str(due.today), mark="Today")]
    for ahead, number in enumerate(due.days, 1):
        if number:
            page.append(Line(str(number), mark=_day_of_week(today + ahead)))
    page += [Line(str(due.later), mark="Later")] if due.later else []
    if not all(due.days):
        page.append(Line(f"Nothing on the other days of the coming {AHEAD}."))
    return page


def _remembered(found: Statistics, columns: int | None) -> Page:
    if not found.retention.ever.of:
        return [Line("No card has come back on a later day yet.")] if found.answers.review else []
    kinds = [("all cards", found.retention), *((group.title, group.shares) for group in found.by_kind)]
    return [
        Line("Cards that came back on a later day: how many were known at the first answer."),
        *_rows(kinds, columns),
    ]


def _topics(topics: Sequence[Group], columns: int | None) -> Page:
    return _rows([(group.title, group.shares) for group in topics], columns) if topics else []


def _practice(practice: Shares, columns: int | None) -> Page:
    return _rows([("all answers", practice)], columns) if practice.ever.of else []


def _rows(rows: Sequence[tuple[str, Shares]], columns: int | None) -> Page:
    return shares_chart(rows, columns) if columns is not None else [Line(_shares(one), mark=name) for name, one in rows]


def _shares(shares: Shares) -> str:
    """Return a share of the last 30 days and that of all time in words."""
    recent = f"{_tally(shares.recent)} in the last 30 days" if shares.recent.of else "none in the last 30 days"
    return f"{recent}; {_tally(shares.ever)} of all time"


def _tally(tally: Tally) -> str:
    share = "too few to tell" if tally.percent is None else f"{tally.percent}%"
    return f"{share}, {tally.right} of {tally.of}"


def _missed(one: Missed) -> Page:
    became = {Status.IN_FORCE: "", Status.RETIRED: " (withdrawn)", Status.GONE: " (no longer in the library)"}
    last = f"last missed on {ENGLISH.date_of(one.last)}"
    mark = f"{one.misses} of {one.answers}"
    if not one.ask:
        return [Line(f"{one.fact}{became[one.status]}", mark=mark), Line(last, Style.FAINT, " ")]
    return [Line(one.ask, mark=mark), Line(f"{one.fact}{became[one.status]}, {last}", Style.FAINT, " ")]


def _option(use: OptionUse) -> Page:
    return [
        Line(use.option, mark=f"{use.taken} of {use.offered}"),
        Line(f"{use.ask} {use.fact}", Style.FAINT, " "),
    ]


def _cut(told: str, entries: Sequence[Page]) -> Page:
    """Return the first few entries of a list below what its numbers are, and how many more there are."""
    if not entries:
        return []
    page = [Line(told), *(line for entry in entries[:MOST] for line in entry)]
    if len(entries) > MOST:
        page.append(Line(f"and {len(entries) - MOST} more, which --json lists", Style.FAINT))
    return page


def _calendar(found: Statistics, columns: int | None) -> Page:
    if columns is not None:
        return calendar_chart(found.calendar, found.monday, found.today, columns)
    return [
        Line(_week(days), mark=f"Week of {ENGLISH.date_of(found.monday + 7 * place)}")
        for place, days in enumerate(found.calendar)
        if any(days)
    ]


def _week(days: Iterable[int]) -> str:
    """Return in words how many answers the days of a week have."""
    parts = [f"{ENGLISH.weekdays[weekday]} {number}" for weekday, number in enumerate(days) if number]
    return ", ".join(parts)


def _day_of_week(day: int) -> str:
    date = dt.date.fromordinal(day)
    return f"{ENGLISH.weekdays[date.weekday()]} {date.day} {ENGLISH.months[date.month - 1]}"


def _duration(seconds: int) -> str:
    minutes = seconds // 60
    if not minutes:
        return f"{seconds} s"
    return f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min"
