"""What a day's review brings, told in words, and as plain data for JSON."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quizgen.language import Language
    from quizgen.study.agenda import Agenda


def agenda_data(agenda: Agenda) -> dict[str, Any]:
    """Return the numbers of a day's cards, ready for JSON. Its form is a promise: keys are added, never renamed."""
    return {
        "due": len(agenda.due),
        "new": len(agenda.new),
        "missed_today": len(agenda.missed),
        "early": len(agenda.early),
        "waiting": len(agenda.waiting),
        "over": agenda.over,
        "next": agenda.next_date,
    }


def agenda_lines(language: Language, agenda: Agenda, at: int, exam: int | None = None) -> list[str]:
    """Say what is due and what has to wait, or when the next card comes back; `at` is the present in milliseconds.

    `exam` is the study day for which is learnt, if any.
    """
    gettext, ngettext = language.gettext, language.ngettext
    waits = [*told(language, agenda, exam), *_waiting(language, agenda)]
    if agenda.cards:
        due, new = len(agenda.due) + len(agenda.early) + len(agenda.missed), len(agenda.new)
        return [ngettext("{number} card due, {new} new.", "{number} cards due, {new} new.", due, new=new), *waits]
    text = gettext("Nothing more is asked today.") if waits else gettext("Nothing is due today.")
    if agenda.next_date:
        text += f" {_next_day(language, dt.date.fromisoformat(agenda.next_date), at)}"
    return [text, *waits, gettext("`quizgen quiz` practises without moving the schedule.")]


def told(language: Language, agenda: Agenda, exam: int | None = None) -> list[str]:
    """Say what a review begins with: how much is spread over the days before an exam, and what has to wait."""
    lines = []
    if exam is not None:
        lines.append(
            language.gettext(
                "For the exam on {date}: {today} of {number} new facts today; cards brought forward: {early}.",
                date=language.date_of(exam),
                today=len(agenda.new),
                number=agenda.unseen,
                early=len(agenda.early),
            )
        )
    return lines + _backlog(language, agenda)


def _backlog(language: Language, agenda: Agenda) -> list[str]:
    if not agenda.over:
        return []
    if not agenda.due:
        text = language.ngettext(
            "{number} more card is due and stays so; --most asks for more today.",
            "{number} more cards are due and stay so; --most asks for more today.",
            agenda.over,
        )
        return [text]
    due = len(agenda.due) + len(agenda.waiting) + agenda.over
    text = language.ngettext(
        "{number} card is due; {today} of them today, and the rest stays due. --most asks for more.",
        "{number} cards are due; {today} of them today, and the rest stays due. --most asks for more.",
        due,
        today=len(agenda.due),
    )
    return [text]


def _waiting(language: Language, agenda: Agenda) -> list[str]:
    if not agenda.waiting:
        return []
    text = language.ngettext(
        "{number} more card is due and waits for another day: a card of today answers it.",
        "{number} more cards are due and wait for another day: cards of today answer them.",
        len(agenda.waiting),
    )
    return [text]


def _next_day(language: Language, date: dt.date, at: int) -> str:
    """Say when the next card comes back. Before four in the morning the next study day is that of the same date."""
    if date <= dt.datetime.fromtimestamp(at / 1000).astimezone().date():
        return language.gettext("The next card comes back today, after four in the morning.")
    return language.gettext("The next card comes back on {date}.", date=language.date_of(date.toordinal()))
