"""The page of `quizgen stats --all`: words and numbers, the same on any terminal and in a pipe."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizgen.domain.statistics import AHEAD, Status
from quizgen.rendering.terminal.page import EMPTY, Line, Page
from quizgen.rendering.terminal.stats_overview import leech_advice

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quizgen.domain.statistics import Answers, Due, Group, Leech, Missed, Shares, Statistics, Tally
    from quizgen.language import Language

#: A longer list of what was missed is cut; the JSON form has it whole.
MOST = 5


def stats_page(language: Language, statistics: Statistics, about: str) -> Page:
    """Return the page of a learner's statistics; `about` names what was counted."""
    gettext = language.gettext
    head: Page = [EMPTY, Line(gettext("Looking back: {about}", about=about))]
    if not statistics.answers.all:
        advice = gettext(
            "`quizgen quiz` practises, `quizgen review` learns for good; come back after the first answers."
        )
        return [*head, Line(gettext("Nothing of this has been answered yet.")), Line(advice)]
    words = _Words(language)
    return [
        *head,
        Line(words.answered(statistics.answers)),
        *_section(gettext("Due in reviews"), words.due(statistics.due, statistics.today)),
        *_section(gettext("Remembered in reviews"), words.remembered(statistics)),
        *_section(gettext("Remembered in reviews, by topic"), words.rows(_titled(statistics.by_topic))),
        *_section(gettext("Right in practice"), words.rows([(gettext("all answers"), statistics.practice)])),
        *_section(gettext("Most missed"), words.most_missed(statistics.missed)),
        *_section(gettext("Forgotten again and again"), words.leeches(statistics.leeches)),
    ]


def _section(title: str, page: Page) -> Page:
    return [EMPTY, Line(title), *page] if page else []


def _titled(groups: Iterable[Group]) -> list[tuple[str, Shares]]:
    return [(group.title, group.shares) for group in groups]


@dataclass(frozen=True)
class _Words:
    """The parts of the page in a language."""

    language: Language

    def answered(self, answers: Answers) -> str:
        gettext, ngettext = self.language.gettext, self.language.ngettext
        days = ngettext("{number} day", "{number} days", answers.days)
        if answers.first is not None:
            days = gettext("{days} since {date}", days=days, date=self.language.date_of(answers.first))
        parts = [gettext("{number} in reviews", number=answers.review)] if answers.review else []
        parts += [gettext("{number} in practice", number=answers.practice)] if answers.practice else []
        values = {"days": days, "parts": ", ".join(parts)}
        return ngettext(
            "{number} answer on {days}: {parts}.", "{number} answers on {days}: {parts}.", answers.all, **values
        )

    def due(self, due: Due, today: int) -> Page:
        gettext, ngettext = self.language.gettext, self.language.ngettext
        if not due.all:
            return [Line(gettext("No card is scheduled yet; `quizgen review` begins."))]
        days = [(ahead, number) for ahead, number in enumerate(due.days, 1) if number]
        page = [Line(str(due.today), mark=gettext("Today"))]
        page += [Line(str(number), mark=self._day(today + ahead)) for ahead, number in days]
        page += [Line(str(due.later), mark=gettext("Later"))] if due.later else []
        if not all(due.days):
            page.append(Line(gettext("Nothing on the other days of the coming {number}.", number=AHEAD)))
        notes = []
        if due.overdue:
            notes.append(
                ngettext(
                    "{number} of them was due before today.", "{number} of them were due before today.", due.overdue
                )
            )
        if due.missed:
            notes.append(gettext("{number} missed today will be asked again today.", number=due.missed))
        return [*page, Line(" ".join(notes))] if notes else page

    def _day(self, day: int) -> str:
        """Return a study day with its weekday, and without its year: Monday 5 May."""
        date = dt.date.fromordinal(day)
        weekday = self.language.weekdays[date.weekday()]
        short_date = self.language.day_forms(date.month, date.day)[0]
        return self.language.gettext("{weekday} {date}", weekday=weekday, date=short_date)

    def remembered(self, statistics: Statistics) -> Page:
        gettext = self.language.gettext
        if not statistics.retention.ever.of:
            notice = [Line(gettext("No card has come back on a later day yet."))]
            return notice if statistics.answers.review else []
        return [
            Line(gettext("Cards that came back on a later day: how many were known at the first answer.")),
            *self.rows([(gettext("all cards"), statistics.retention), *_titled(statistics.by_kind)]),
        ]

    def rows(self, rows: Iterable[tuple[str, Shares]]) -> Page:
        """Return a line for each name that has answers."""
        return [Line(self._shares(shares), mark=name) for name, shares in rows if shares.ever.of]

    def _shares(self, shares: Shares) -> str:
        """Return a share of the last 30 days and that of all time."""
        gettext = self.language.gettext
        ever = self._tally(shares.ever)
        if not shares.recent.of:
            return gettext("none in the last 30 days; {ever} of all time", ever=ever)
        return gettext("{recent} in the last 30 days; {ever} of all time", recent=self._tally(shares.recent), ever=ever)

    def _tally(self, tally: Tally) -> str:
        gettext = self.language.gettext
        share = gettext("too few to tell") if tally.percent is None else f"{tally.percent}%"
        return gettext("{share}, {right} of {number}", share=share, right=tally.right, number=tally.of)

    def most_missed(self, missed: Sequence[Missed]) -> Page:
        gettext = self.language.gettext
        if not missed:
            return []
        page = [Line(gettext("How often each was missed, of all its answers in reviews and practice."))]
        for fact in missed[:MOST]:
            name = self._fact_name(fact)
            last = gettext("last missed on {date}", date=self.language.date_of(fact.last))
            first, second = (fact.ask, f"{name}, {last}") if fact.ask else (name, last)
            mark = gettext("{part} of {whole}", part=fact.misses, whole=fact.answers)
            page += [Line(first, mark=mark), Line(second, mark=" ")]
        if len(missed) > MOST:
            page.append(Line(gettext("and {number} more, which --json lists", number=len(missed) - MOST)))
        return page

    def leeches(self, leeches: Sequence[Leech]) -> Page:
        return [
            line
            for leech in leeches
            for line in (
                Line(leech.ask, mark="-"),
                Line(leech_advice(self.language, leech.fact, leech.lapses), mark=" "),
            )
        ]

    def _fact_name(self, fact: Missed) -> str:
        match fact.status:
            case Status.IN_FORCE:
                return fact.fact
            case Status.RETIRED:
                return self.language.gettext("{fact} (withdrawn)", fact=fact.fact)
            case Status.GONE:
                return self.language.gettext("{fact} (no longer in the library)", fact=fact.fact)
