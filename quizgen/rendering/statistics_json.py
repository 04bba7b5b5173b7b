"""A learner's statistics as one JSON object. Its form is a promise: keys are added, never renamed or dropped.

Days are study days as ISO 8601 writes dates. Every object named here has all of its keys, whatever was answered.

- `library`: the library's namespace.
- `options`: the command line's deck and filters, as a list of words; empty where everything counts.
- `today`: the study day on which this was told.
- `answers`: how much was answered, what was taken back not counted.
    - `all`, `review`, `practice`: numbers of answers.
    - `days`: on how many study days; `first`: the first of them, or null.
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
- `known`: of each topic with facts in force its `id` and `title`, how many facts there are (`facts`), how many were
  right (`right`) and how many wrong (`wrong`) at their last answer, in reviews and practice.
- `leeches`: the facts of which a card was forgotten six times or more: `fact`, `ask` and the number of `lapses`.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgen.domain.statistics import Answers, Due, Group, Missed, Shares, Statistics, Tally

    Object = dict[str, Any]


def statistics_json(statistics: Statistics, library: str, options: Iterable[str] = ()) -> Object:
    """Return `statistics` ready for JSON; `library` is a namespace, `options` say what was counted."""
    return {
        "library": library,
        "options": list(options),
        "today": _day(statistics.today),
        "answers": _answers(statistics.answers),
        "due": _due(statistics.due, statistics.today),
        "retention": {
            **_shares(statistics.retention),
            "by_kind": [_group(group) for group in statistics.by_kind],
            "by_topic": [_group(group) for group in statistics.by_topic],
        },
        "practice": _shares(statistics.practice),
        "missed": [_missed(fact) for fact in statistics.missed],
        "known": [
            {"id": topic.id, "title": topic.title, "facts": topic.of, "right": topic.known, "wrong": topic.missed}
            for topic in statistics.known
        ],
        "leeches": [{"fact": one.fact, "ask": one.ask, "lapses": one.lapses} for one in statistics.leeches],
    }


def _day(day: int) -> str:
    return dt.date.fromordinal(day).isoformat()


def _answers(answers: Answers) -> Object:
    return {
        "all": answers.all,
        "review": answers.review,
        "practice": answers.practice,
        "days": answers.days,
        "first": None if answers.first is None else _day(answers.first),
    }


def _due(due: Due, today: int) -> Object:
    return {
        "today": due.today,
        "overdue": due.overdue,
        "missed_today": due.missed,
        "days": [{"day": _day(today + ahead), "cards": number} for ahead, number in enumerate(due.days, 1)],
        "later": due.later,
    }


def _tally(tally: Tally) -> Object:
    return {"right": tally.right, "of": tally.of, "percent": tally.percent}


def _shares(shares: Shares) -> Object:
    return {"recent": _tally(shares.recent), "ever": _tally(shares.ever)}


def _group(group: Group) -> Object:
    return {"id": group.id, "title": group.title, **_shares(group.shares)}


def _missed(fact: Missed) -> Object:
    return {
        "fact": fact.fact,
        "ask": fact.ask,
        "status": fact.status.value,
        "misses": fact.misses,
        "answers": fact.answers,
        "last": _day(fact.last),
    }
