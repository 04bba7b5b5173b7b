"""Rules on dates: a day has one weekday, and nobody reports what is still to come."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.domain.answer import PartialDate
from quizgen.domain.days import day_number, year_number, year_of
from quizgen.domain.numbers import write_digits
from quizgen.domain.problem import Finding
from quizgen.domain.tongue import fragment_tongue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.domain.fact import Evidence, Fact
    from quizgen.domain.knowledge import KnowledgeBase

#: Before 1924 some countries had another calendar, in which a day has another weekday.
_FIRST_YEAR = 1924
_YEAR = re.compile("[12][0-9]{3}")
#: What may stand between a weekday and its day: "Sunday the 12th", "12 May, a Sunday".
_BETWEEN = ("the", "of", "a")


def weekday_of_another_day(kb: KnowledgeBase, fact: Fact) -> Iterator[Finding]:
    """The weekday that a fragment names beside a day is the weekday of the fact's date.

    A day and a weekday tell the year, which articles seldom print: 12 May was a Friday in 1961, and a Sunday in 1963.
    Mend the date. An article may be wrong, too; then say so in the 'note', and waive the rule. Dates before 1924 are
    not looked at, as some countries had another calendar.

    Passes:

        - id: meeting.date
          when: 2022-01-12
          ask: When did the council meet?
          evidence: {wire: 'met on Wednesday, 12 January'}

    Fails:

        - id: meeting.date
          when: 2021-01-12
          ask: When did the council meet?
          evidence: {wire: 'met on Wednesday, 12 January'}
    """
    for answer, evidence in _dated(fact):
        for one in evidence:
            if one.words is None or answer.day is None or answer.year < _FIRST_YEAR or fragment_tongue(kb, fact, one):
                continue
            weekdays = kb.language.weekdays
            true = weekdays[(_last_day(answer) - 1) % 7]
            named = _weekdays_beside(kb, answer, one.words)
            if named and true not in named:
                message = f"{kb.text(answer)} was a {true}, and here stands {named[0]}; mend the date, or its year"
                yield Finding(one.words, message)


def later_than_its_source(kb: KnowledgeBase, fact: Fact) -> Iterator[Finding]:
    """A date whose year no fragment shows lies no more than a day after the last of its sources appeared.

    Articles seldom print the year; what they report has happened by the day under their 'published'. Mend the date, or
    that day. If it was still to come, `plan: DATE` says as of which day it was a plan, or 'by' whose words it is; the
    rule can be waived of what is sure to come, as an eclipse.

    Passes:

        - id: meeting.date
          when: 2022-01-12
          ask: When did the council meet?
          evidence: {wire: met on 12 January}

    Fails:

        - id: meeting.date
          when: 2023-01-12
          ask: When did the council meet?
          evidence: {wire: met on 12 January}
    """
    if fact.plan is not None or fact.by is not None or fact.retired is not None:
        return
    for answer, evidence in _dated(fact):
        published = [kb.sources[one.source].published for one in evidence if one.source in kb.sources]
        known = [date for date in published if date is not None]
        words = kb.language.words(" ".join(one.words for one in evidence if one.words is not None))
        if not known or len(known) < len(published) or any(map(_YEAR.fullmatch, words)):
            continue
        last = max(known, key=_last_day)
        if _first_day(answer) > _last_day(last) + 1:
            message = f"this lies after {kb.text(last)}, when the last of its sources appeared; mend the date"
            yield Finding(answer.written, f"{message}, or say with 'plan: DATE' that it was still to come")


def _dated(fact: Fact) -> Iterator[tuple[PartialDate, tuple[Evidence, ...]]]:
    """Yield the dates that answer a fact, of one year, each with its evidence."""
    for answer, evidence in (
        (fact.answer, fact.evidence),
        *((account.answer, account.evidence) for account in fact.accounts),
    ):
        if isinstance(answer, PartialDate) and answer.year:
            yield answer, evidence


def _first_day(date: PartialDate) -> int:
    return day_number(date.year, date.month or 1, date.day or 1)


def _last_day(date: PartialDate) -> int:
    if date.month is not None and date.day is not None:
        return day_number(date.year, date.month, date.day)
    years, month = divmod(date.month or 12, 12)  # the day before the next month
    return day_number(year_of(year_number(date.year) + years), month + 1, 1) - 1


def _weekdays_beside(kb: KnowledgeBase, date: PartialDate, text: str) -> list[str]:
    """Return the weekdays that stand in a text right before or behind the day and month of a date."""
    language = kb.language
    words = [word for word in write_digits(language, language.words(text)) if word not in (*_BETWEEN, str(date.year))]
    month = (date.month or 1) - 1
    months = {language.months[month].lower(), *language.short_months[month].lower().split()}
    days = {f"{date.day}{suffix}" for suffix in ("", *language.ordinal_suffixes)}
    named = []
    for place, word in enumerate(words):
        weekday = next((name for name in language.weekdays if name.lower() == word), None)
        beside = [words[place + 1 : place + 3], words[max(0, place - 2) : place]]
        if weekday and any(not days.isdisjoint(pair) and not months.isdisjoint(pair) for pair in beside):
            named.append(weekday)
    return named
