"""Looking back as one JSON object. Its form is a promise: keys are added, never renamed or dropped.

Days are study days as ISO 8601 writes dates. Every object named here has all of its keys, whatever was answered.

- `library`: the library's namespace.
- `options`: the command line's deck and filters, as a list of words; empty where everything counts.
- `today`: the study day on which this was told.
- `answers`: how much was answered, what was taken back not counted.
    - `all`, `review`, `practice`: numbers of answers.
    - `days`: on how many study days; `first`: the first of them, or null.
    - `seconds`: the time spent, each answer counted with two minutes at most.
- `due`: how many cards come back when, of facts that are in force.
    - `today`: due today or before; `overdue`: how many of these were due before today.
    - `missed_today`: cards answered wrong today that a review asks again today, though the schedule has them later.
    - `days`: the 14 study days after today, each with its `day` and number of `cards`.
    - `later`: cards that come back after that.
- `retention`: how much was known when it came back in a review: the first answers of a study day to cards that were
  reviewed on an earlier day. `recent` (the last 30 study days) and `ever` are tallies: `right` answers `of` so many,
  and their `percent`, a whole number, or null where `of` is below 5.
    - `by_kind`, `by_topic`: lists of the kinds and topics that came back, each with `id`, `title`, `recent` and `ever`.
      Facts that are gone from the library have neither, but count in the sums above.
- `practice`: how many answers in practice were right, as the tallies `recent` and `ever`.
- `missed`: the facts missed at least twice, most misses first: `fact`, its question `ask` (empty where it is gone),
  `status` (`in force`, `retired` or `gone`), `misses` of `answers` in reviews and practice, and the day of the `last`
  miss.
- `streak`: `days` in a row with an answer up to today, or up to yesterday where `today` is false; the `longest` ever.
- `calendar`: a list of the days of whole weeks from a Monday on, up to the Sunday after today: `day` and its `answers`.
- `options_never_taken`, `options_often_taken`: wrong options of multiple choices that were offered at least 5 times and
  never taken, or taken at least twice: `fact`, `ask`, the `option`, how often it was `taken` and `offered`.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgen.domain.statistics import Due, Group, Missed, OptionUse, Shares, Statistics, Tally

    Object = dict[str, Any]


def plain_statistics(found: Statistics, library: str, options: Iterable[str] = ()) -> Object:
    """Return `found` as plain data, ready for JSON; `library` is a namespace, `options` say what was counted."""
    answers = found.answers
    return {
        "library": library,
        "options": list(options),
        "today": _day(found.today),
        "answers": {
            "all": answers.all,
            "review": answers.review,
            "practice": answers.practice,
            "days": answers.days,
            "first": None if answers.first is None else _day(answers.first),
            "seconds": answers.seconds,
        },
        "due": _due(found.due, found.today),
        "retention": {
            **_shares(found.retention),
            "by_kind": [_group(group) for group in found.by_kind],
            "by_topic": [_group(group) for group in found.by_topic],
        },
        "practice": _shares(found.practice),
        "missed": [_missed(one) for one in found.missed],
        "streak": {"days": found.streak.days, "longest": found.streak.longest, "today": found.streak.has_today},
        "calendar": [
            {"day": _day(found.monday + place), "answers": number}
            for place, number in enumerate(number for week in found.calendar for number in week)
        ],
        "options_never_taken": [_option(use) for use in found.never_taken],
        "options_often_taken": [_option(use) for use in found.often_taken],
    }


def _day(day: int) -> str:
    return dt.date.fromordinal(day).isoformat()


def _due(due: Due, today: int) -> Object:
    days = [{"day": _day(today + ahead), "cards": number} for ahead, number in enumerate(due.days, 1)]
    return {
        "today": due.today,
        "overdue": due.overdue,
        "missed_today": due.missed,
        "days": days,
        "later": due.later,
    }


def _tally(tally: Tally) -> Object:
    return {"right": tally.right, "of": tally.of, "percent": tally.percent}


def _shares(shares: Shares) -> Object:
    return {"recent": _tally(shares.recent), "ever": _tally(shares.ever)}


def _group(group: Group) -> Object:
    return {"id": group.id, "title": group.title, **_shares(group.shares)}


def _missed(one: Missed) -> Object:
    return {
        "fact": one.fact,
        "ask": one.ask,
        "status": one.status.value,
        "misses": one.misses,
        "answers": one.answers,
        "last": _day(one.last),
    }


def _option(use: OptionUse) -> Object:
    return {"fact": use.fact, "ask": use.ask, "option": use.option, "taken": use.taken, "offered": use.offered}
