"""The page of `quizgen stats`: in pictures on a terminal, in words and numbers on paper of no certain width.

In words there is nothing that a screen reader stumbles over: no table, no block characters, each line for itself.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from quizgen.domain.fact import Kind, kind_name
from quizgen.domain.statistics import AHEAD, Status
from quizgen.rendering.terminal.charts import calendar_chart, due_chart, shares_chart
from quizgen.rendering.terminal.page import EMPTY, Line, Page, Size, Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quizgen.domain.statistics import Answers, Due, Group, Missed, OptionUse, Shares, Statistics, Streak, Tally
    from quizgen.language import Language

#: Longer lists are cut; the JSON form has them whole.
MOST = 5


def looking_back(language: Language, found: Statistics, about: str, size: Size) -> Page:
    """Return everything in `found`; `about` names what was counted. Without columns in `size` there are no pictures."""
    gettext, columns = language.gettext, size.columns
    head: Page = [EMPTY, Line(gettext("Looking back: {about}", about=about), Style.HEAD)]
    if not found.answers.all:
        how_to = gettext(
            "`quizgen quiz` practises, `quizgen review` learns for good; come back after the first answers."
        )
        return [*head, Line(gettext("Nothing of this has been answered yet.")), Line(how_to)]
    missed = gettext("How often each was missed, of all its answers in reviews and practice.")
    return [
        *head,
        Line(_answered(language, found.answers)),
        Line(_streak(language, found.streak)),
        *_section(gettext("Due in reviews"), _due(language, found, columns)),
        *_section(gettext("Remembered in reviews"), _remembered(language, found, columns)),
        *_section(gettext("Remembered in reviews, by topic"), _topics(language, found.by_topic, columns)),
        *_section(gettext("Right in practice"), _practice(language, found.practice, columns)),
        *_section(gettext("Most missed"), _cut(language, missed, [_missed(language, one) for one in found.missed])),
        *_section(gettext("Answers per day"), _calendar(language, found, columns)),
        *_section(gettext("Wrong options never taken"), _options(language, found.never_taken)),
        *_section(gettext("Wrong options taken most often"), _options(language, found.often_taken)),
    ]


def _section(title: str, page: Page) -> Page:
    return [EMPTY, Line(title, Style.HEAD), *page] if page else []


def _answered(language: Language, answers: Answers) -> str:
    """Say how much was answered, in how many days and in how much time."""
    gettext, ngettext = language.gettext, language.ngettext
    assert answers.first is not None, "there are answers"
    parts = [gettext("{number} in reviews", number=answers.review)] if answers.review else []
    parts += [gettext("{number} in practice", number=answers.practice)] if answers.practice else []
    told = gettext(
        "{answers} on {days} since {date}: {parts}.",
        answers=ngettext("{number} answer", "{number} answers", answers.all),
        days=ngettext("{number} day", "{number} days", answers.days),
        date=language.date_of(answers.first),
        parts=", ".join(parts),
    )
    return f"{told} {gettext('Time spent: {duration}.', duration=_duration(language, answers.seconds))}"


def _streak(language: Language, streak: Streak) -> str:
    """Say how many days in a row had an answer."""
    ngettext = language.ngettext
    if not streak.days:
        return ngettext(
            "No day in a row just now; the longest run was {number} day.",
            "No day in a row just now; the longest run was {number} days.",
            streak.longest,
        )
    if streak.days == streak.longest:
        told = ngettext(
            "{number} day in a row; the longest run yet.", "{number} days in a row; the longest run yet.", streak.days
        )
    else:
        told = ngettext(
            "{number} day in a row; the longest run was {longest}.",
            "{number} days in a row; the longest run was {longest}.",
            streak.days,
            longest=streak.longest,
        )
    return told if streak.has_today else f"{told} {language.gettext('Nothing has been answered today yet.')}"


def _due(language: Language, found: Statistics, columns: int | None) -> Page:
    due = found.due
    if not due.all:
        return [Line(language.gettext("No card is scheduled yet; `quizgen review` begins."))]
    notes = []
    if due.overdue:
        notes.append(
            language.ngettext(
                "{number} of them was due before today.", "{number} of them were due before today.", due.overdue
            )
        )
    if due.missed:
        notes.append(language.gettext("{number} missed today will be asked again today.", number=due.missed))
    shown = _due_words(language, due, found.today) if columns is None else due_chart(due, found.today, columns)
    return [*shown, *([Line(" ".join(notes))] if notes else [])]


def _due_words(language: Language, due: Due, today: int) -> Page:
    gettext = language.gettext
    page = [Line(str(due.today), mark=gettext("Today"))]
    for ahead, number in enumerate(due.days, 1):
        if number:
            page.append(Line(str(number), mark=_day_of_week(language, today + ahead)))
    page += [Line(str(due.later), mark=gettext("Later"))] if due.later else []
    if not all(due.days):
        page.append(Line(gettext("Nothing on the other days of the coming {number}.", number=AHEAD)))
    return page


def _remembered(language: Language, found: Statistics, columns: int | None) -> Page:
    gettext = language.gettext
    if not found.retention.ever.of:
        return [Line(gettext("No card has come back on a later day yet."))] if found.answers.review else []
    kinds = [(kind_name(language, Kind(group.id)), group.shares) for group in found.by_kind]
    return [
        Line(gettext("Cards that came back on a later day: how many were known at the first answer.")),
        *_rows(language, [(gettext("all cards"), found.retention), *kinds], columns),
    ]


def _topics(language: Language, topics: Sequence[Group], columns: int | None) -> Page:
    return _rows(language, [(group.title, group.shares) for group in topics], columns) if topics else []


def _practice(language: Language, practice: Shares, columns: int | None) -> Page:
    return _rows(language, [(language.gettext("all answers"), practice)], columns) if practice.ever.of else []


def _rows(language: Language, rows: Sequence[tuple[str, Shares]], columns: int | None) -> Page:
    if columns is not None:
        return shares_chart(rows, columns)
    return [Line(_shares(language, shares), mark=name) for name, shares in rows]


def _shares(language: Language, shares: Shares) -> str:
    """Return a share of the last 30 days and that of all time in words."""
    gettext, ever = language.gettext, _tally(language, shares.ever)
    if not shares.recent.of:
        return gettext("none in the last 30 days; {ever} of all time", ever=ever)
    recent = _tally(language, shares.recent)
    return gettext("{recent} in the last 30 days; {ever} of all time", recent=recent, ever=ever)


def _tally(language: Language, tally: Tally) -> str:
    right, number = tally.right, tally.of
    if tally.percent is None:
        return language.gettext("too few to tell, {right} of {number}", right=right, number=number)
    return language.gettext("{percent}%, {right} of {number}", percent=tally.percent, right=right, number=number)


def _missed(language: Language, one: Missed) -> Page:
    fact, last = _named(language, one), language.date_of(one.last)
    mark = language.gettext("{misses} of {answers}", misses=one.misses, answers=one.answers)
    if not one.ask:
        missed = language.gettext("last missed on {date}", date=last)
        return [Line(fact, mark=mark), Line(missed, Style.FAINT, " ")]
    missed = language.gettext("{fact}, last missed on {date}", fact=fact, date=last)
    return [Line(one.ask, mark=mark), Line(missed, Style.FAINT, " ")]


def _named(language: Language, one: Missed) -> str:
    """Return the id of a fact, and what became of it where it can no longer be asked."""
    match one.status:
        case Status.IN_FORCE:
            return one.fact
        case Status.RETIRED:
            return language.gettext("{fact} (withdrawn)", fact=one.fact)
        case Status.GONE:
            return language.gettext("{fact} (no longer in the library)", fact=one.fact)


def _options(language: Language, uses: Sequence[OptionUse]) -> Page:
    taken = language.gettext("How often each was taken, of the times it was offered.")
    return _cut(language, taken, [_option(language, use) for use in uses])


def _option(language: Language, use: OptionUse) -> Page:
    return [
        Line(use.option, mark=language.gettext("{taken} of {offered}", taken=use.taken, offered=use.offered)),
        Line(f"{use.ask} {use.fact}", Style.FAINT, " "),
    ]


def _cut(language: Language, told: str, entries: Sequence[Page]) -> Page:
    """Return the first few entries of a list below what its numbers are, and how many more there are."""
    if not entries:
        return []
    page = [Line(told), *(line for entry in entries[:MOST] for line in entry)]
    if len(entries) > MOST:
        more = language.gettext("and {number} more, which --json lists", number=len(entries) - MOST)
        page.append(Line(more, Style.FAINT))
    return page


def _calendar(language: Language, found: Statistics, columns: int | None) -> Page:
    if columns is not None:
        return calendar_chart(found.calendar, found.monday, found.today, columns)
    return [
        Line(
            _week(language, days),
            mark=language.gettext("Week of {date}", date=language.date_of(found.monday + 7 * place)),
        )
        for place, days in enumerate(found.calendar)
        if any(days)
    ]


def _week(language: Language, days: Iterable[int]) -> str:
    """Return in words how many answers the days of a week have."""
    return ", ".join(f"{language.weekdays[weekday]} {number}" for weekday, number in enumerate(days) if number)


def _day_of_week(language: Language, day: int) -> str:
    date = dt.date.fromordinal(day)
    weekday, day_and_month = language.weekdays[date.weekday()], language.day_forms(date.month, date.day)[0]
    return language.gettext("{weekday} {day}", weekday=weekday, day=day_and_month)


def _duration(language: Language, seconds: int) -> str:
    minutes = seconds // 60
    if not minutes:
        return language.gettext("{number} s", number=seconds)
    if minutes < 60:
        return language.gettext("{number} min", number=minutes)
    return language.gettext("{hours} h {minutes} min", hours=minutes // 60, minutes=minutes % 60)
