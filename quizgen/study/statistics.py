"""Looking back: what the entries of the log and the cards add up to. It reads no database and no clock.

What each number means stands with the values, in `domain/statistics.py`.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from quizgen.domain.fact import Kind
from quizgen.domain.statistics import (
    AHEAD,
    FEWEST,
    RECENT,
    Answers,
    Due,
    Group,
    Missed,
    OptionUse,
    Shares,
    Statistics,
    Status,
    Streak,
    Tally,
)
from quizgen.domain.study import EntryKind, Grade, Mode

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from quizgen.domain.statistics import Subject
    from quizgen.domain.study import Card, Entry

#: No answer counts for longer, in milliseconds: the learner was elsewhere.
LONGEST_TIME = 2 * 60 * 1000
#: A fact that was missed, or an option that was taken, so many times is worth a look.
_OFTEN = 2


@dataclass(frozen=True)
class Scope:
    """Which answers count: those about `subjects`, facts by id in the order of their story, retired ones included.

    With `everything` those about facts that the library no longer holds count, too. `wrong_options` tells which
    wrong options the multiple choice of a fact offers today.
    """

    subjects: Mapping[str, Subject]
    everything: bool
    wrong_options: Callable[[str], Collection[str]]

    def parts(self, entry: Entry) -> list[tuple[str, bool]]:
        """Return the facts that an answer is about, as far as they count, and whether each was right."""
        right = entry.grade is not None and entry.grade.is_pass
        parts = entry.parts or (((entry.fact, right),) if entry.fact is not None else ())
        return [part for part in parts if self.everything or part[0] in self.subjects]

    def in_force(self, fact: str | None) -> bool:
        """Say whether a fact may still be asked."""
        subject = self.subjects.get(fact or "")
        return subject is not None and not subject.is_retired


def statistics(entries: Iterable[Entry], cards: Iterable[Card], scope: Scope, today: int, weeks: int) -> Statistics:
    """Return what `entries`, in the order in which they were made, and `cards` of one library add up to.

    `today` is a study day; the calendar holds `weeks` weeks, at least one.
    """
    answers = [one for one in entries if one.kind is EntryKind.ANSWER and one.grade is not None and scope.parts(one)]
    returns = list(_returns(answers))
    per_day = Counter(entry.day for entry in answers)
    monday = today - dt.date.fromordinal(today).weekday() - 7 * (weeks - 1)
    never_taken, often_taken = _options(answers, scope)
    return Statistics(
        today=today,
        answers=_answers(answers),
        due=_due(answers, cards, scope, today),
        retention=_shares(returns, today),
        by_kind=_by_kind(returns, scope, today),
        by_topic=_by_topic(returns, scope, today),
        practice=_shares([entry for entry in answers if entry.mode is Mode.PRACTICE], today),
        missed=_missed(answers, scope),
        streak=_streak(set(per_day), today),
        monday=monday,
        calendar=tuple(tuple(per_day[monday + 7 * week + day] for day in range(7)) for week in range(weeks)),
        never_taken=never_taken,
        often_taken=often_taken,
    )


def _answers(answers: list[Entry]) -> Answers:
    review = sum(entry.mode is Mode.REVIEW for entry in answers)
    took = sum(min(entry.took or 0, LONGEST_TIME) for entry in answers)
    days = {entry.day for entry in answers}
    return Answers(review, len(answers) - review, len(days), round(took / 1000), min(days, default=None))


def _returns(answers: list[Entry]) -> Iterator[Entry]:
    """Yield the first review of each card on each study day but the card's first.

    A day before the last one, as after a flight to the west, counts as the last, as it does for the schedule.
    """
    seen: dict[tuple[str | None, str | None], int] = {}
    for entry in answers:
        if entry.mode is not Mode.REVIEW:
            continue
        card = (entry.fact, entry.way)
        before = seen.get(card)
        if before is None or entry.day > before:
            seen[card] = entry.day
            if before is not None:
                yield entry


def _shares(answers: list[Entry], today: int) -> Shares:
    return Shares(_tally(entry for entry in answers if entry.day > today - RECENT), _tally(answers))


def _tally(answers: Iterable[Entry]) -> Tally:
    right = [entry.grade is not None and entry.grade.is_pass for entry in answers]
    return Tally(sum(right), len(right))


def _by_kind(returns: list[Entry], scope: Scope, today: int) -> tuple[Group, ...]:
    """Return what is remembered of each kind that came back, in the order of the kinds."""
    found = _grouped(returns, scope, lambda subject: subject.kind)
    kinds = [kind for kind in Kind if kind in found]
    return tuple(Group(kind.value, kind.value.replace("_", " "), _shares(found[kind], today)) for kind in kinds)


def _by_topic(returns: list[Entry], scope: Scope, today: int) -> tuple[Group, ...]:
    """Return what is remembered of each topic that came back, in the order of the story."""
    found = _grouped(returns, scope, lambda subject: subject.topic)
    titles = {subject.topic: subject.title for subject in scope.subjects.values()}
    return tuple(Group(id_, title, _shares(found[id_], today)) for id_, title in titles.items() if id_ in found)


def _grouped(returns: list[Entry], scope: Scope, group: Callable[[Subject], str]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in returns:
        subject = scope.subjects.get(entry.fact or "")
        if subject is not None:
            found.setdefault(group(subject), []).append(entry)
    return found


def _due(answers: list[Entry], cards: Iterable[Card], scope: Scope, today: int) -> Due:
    ours = [card for card in cards if scope.in_force(card.fact)]
    last = {(entry.fact, entry.way): entry.grade for entry in answers if entry.mode is Mode.REVIEW}
    missed = sum(card.last == today < card.due and last.get((card.fact, card.way)) is Grade.AGAIN for card in ours)
    per_day = Counter(max(card.due, today) for card in ours)
    days = tuple(per_day[today + ahead] for ahead in range(1, AHEAD + 1))
    overdue = sum(card.due < today for card in ours)
    return Due(per_day[today], overdue, missed, days, len(ours) - per_day[today] - sum(days))


def _missed(answers: list[Entry], scope: Scope) -> tuple[Missed, ...]:
    asked: Counter[str] = Counter()
    misses: Counter[str] = Counter()
    last: dict[str, int] = {}
    for entry in answers:
        for fact, right in scope.parts(entry):
            asked[fact] += 1
            if not right:
                misses[fact] += 1
                last[fact] = entry.day
    found = []
    for fact, number in misses.items():
        if number >= _OFTEN:
            subject = scope.subjects.get(fact)
            ask = subject.ask if subject else ""
            found.append(Missed(fact, ask, _status(subject), number, asked[fact], last[fact]))
    return tuple(sorted(found, key=lambda one: (-one.misses, one.answers, one.fact)))


def _status(subject: Subject | None) -> Status:
    if subject is None:
        return Status.GONE
    return Status.RETIRED if subject.is_retired else Status.IN_FORCE


def _streak(days: set[int], today: int) -> Streak:
    """Return the run of days that ends today or yesterday, and the longest there ever was."""
    last, run = (today if today in days else today - 1), 0
    while last - run in days:
        run += 1
    longest = here = min(len(days), 1)
    for before, day in pairwise(sorted(days)):
        here = here + 1 if day == before + 1 else 1
        longest = max(longest, here)
    return Streak(run, longest, today in days)


def _options(answers: list[Entry], scope: Scope) -> tuple[tuple[OptionUse, ...], tuple[OptionUse, ...]]:
    """Return the wrong options that nobody took, and those that were taken often."""
    offered: dict[str, Counter[str]] = {}
    taken: Counter[tuple[str, str]] = Counter()
    for entry in answers:
        if entry.offered and not entry.hinted and entry.fact is not None and scope.in_force(entry.fact):
            offered.setdefault(entry.fact, Counter()).update(entry.offered)
            taken[entry.fact, entry.given or ""] += 1
    uses = [
        OptionUse(fact, scope.subjects[fact].ask, option, taken[fact, option], times[option])
        for fact, times in offered.items()
        if max(times.values(), default=0) >= FEWEST
        for option in dict.fromkeys(scope.wrong_options(fact))
        if times[option] >= FEWEST
    ]
    never = sorted((one for one in uses if not one.taken), key=lambda one: (-one.offered, one.fact, one.option))
    often = sorted(
        (one for one in uses if one.taken >= _OFTEN), key=lambda one: (-one.taken, one.offered, one.fact, one.option)
    )
    return tuple(never), tuple(often)
