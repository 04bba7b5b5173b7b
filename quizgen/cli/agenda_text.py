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
        "waiting": len(agenda.waiting),
        "over": agenda.over,
        "next": agenda.next_date,
    }


def agenda_lines(language: Language, agenda: Agenda, at: int) -> list[str]:
    """Say what is due and what has to wait, or when the next card comes back; `at` is the present in milliseconds."""
    gettext, ngettext = language.gettext, language.ngettext
    waits = [text for text in (backlog(language, agenda), _waiting(language, agenda)) if text]
    if agenda.cards:
        due, new = len(agenda.due) + len(agenda.missed), len(agenda.new)
        return [ngettext("{number} card due, {new} new.", "{number} cards due, {new} new.", due, new=new), *waits]
    text = gettext("Nothing more is asked today.") if waits else gettext("Nothing is due today.")
    if agenda.next_date:
        text += f" {_next_day(language, dt.date.fromisoformat(agenda.next_date), at)}"
    return [text, *waits, gettext("`quizgen quiz` practises without moving the schedule.")]


def backlog(language: Language, agenda: Agenda) -> str:
    """Say how much more is due than the day is to bring, or return an empty text."""
    if not agenda.over:
        return ""
    due = len(agenda.due) + len(agenda.waiting) + agenda.over
    return language.ngettext(
        "{number} card is due; {today} of them today, and the rest stays due. --most asks for more.",
        "{number} cards are due; {today} of them today, and the rest stays due. --most asks for more.",
        due,
        today=len(agenda.due),
    )


def _waiting(language: Language, agenda: Agenda) -> str:
    if not agenda.waiting:
        return ""
    return language.ngettext(
        "{number} more card is due and waits for another day: a card of today answers it.",
        "{number} more cards are due and wait for another day: cards of today answer them.",
        len(agenda.waiting),
    )


def _next_day(language: Language, date: dt.date, at: int) -> str:
    """Say when the next card comes back. Before four in the morning the next study day is that of the same date."""
    if date <= dt.datetime.fromtimestamp(at / 1000).astimezone().date():
        return language.gettext("The next card comes back today, after four in the morning.")
    return language.gettext("The next card comes back on {date}.", date=language.date_of(date.toordinal()))
