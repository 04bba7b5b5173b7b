"""The statistics of the log's entries and of the cards. This reads no database and no clock.

What each number means stands with the values, in `domain/statistics.py`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizgen.domain.fact import Kind, kind_name
from quizgen.domain.statistics import (
    AHEAD,
    RECENT,
    Answers,
    Due,
    Group,
    Known,
    Leech,
    Missed,
    Shares,
    Statistics,
    Status,
    Tally,
)
from quizgen.domain.study import LEECH, EntryKind, Grade, Mode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from quizgen.domain.fact import Fact, Topic
    from quizgen.domain.study import Card, Entry
    from quizgen.language import Language

#: A fact is listed as missed from so many misses on.
_OFTEN = 2


@dataclass(frozen=True)
class Scope:
    """Which answers count: answers about `facts`, by id in the order of their story, retired facts included.

    `topics` are the topics of the facts, by id. With `everything`, answers about facts that the library no longer
    holds count, too.
    """

    facts: Mapping[str, Fact]
    topics: Mapping[str, Topic]
    everything: bool

    def parts(self, entry: Entry) -> list[tuple[str, bool]]:
        """Return the facts that an answer is about, as far as they count, and whether each was right."""
        parts = entry.parts or (((entry.fact, entry.is_right),) if entry.fact is not None else ())
        return [part for part in parts if self.everything or part[0] in self.facts]

    def status(self, fact: str) -> Status:
        """Return what became of a fact."""
        if fact not in self.facts:
            return Status.GONE
        return Status.IN_FORCE if self.facts[fact].retired is None else Status.RETIRED


def statistics(
    language: Language, entries: Iterable[Entry], cards: Iterable[Card], scope: Scope, today: int
) -> Statistics:
    """Return the statistics of `entries`, in the order in which they were made, and `cards` of one library.

    `language` is that of the library, `today` a study day.
    """
    answers = [
        entry for entry in entries if entry.kind is EntryKind.ANSWER and entry.grade is not None and scope.parts(entry)
    ]
    returns, cards = list(_returns(answers)), list(cards)
    return Statistics(
        today=today,
        answers=_answers(answers),
        due=_due(answers, cards, scope, today),
        retention=_shares(returns, today),
        by_kind=_by_kind(language, returns, scope, today),
        by_topic=_by_topic(returns, scope, today),
        practice=_shares([entry for entry in answers if entry.mode is Mode.PRACTICE], today),
        missed=_missed(answers, scope),
        known=tuple(_known(answers, scope)),
        leeches=_leeches(cards, scope),
    )


def _answers(answers: list[Entry]) -> Answers:
    review = sum(entry.mode is Mode.REVIEW for entry in answers)
    days = {entry.day for entry in answers}
    return Answers(review, len(answers) - review, len(days), min(days, default=None))


def _returns(answers: list[Entry]) -> Iterator[Entry]:
    """Yield the first review of each card on each study day but the card's first.

    A day before the last review, as after a flight to the west, counts as that review's, as in the schedule.
    """
    last_days: dict[tuple[str | None, str | None], int] = {}
    for entry in answers:
        if entry.mode is not Mode.REVIEW:
            continue
        card = (entry.fact, entry.way)
        last_day = last_days.get(card)
        if last_day is None or entry.day > last_day:
            last_days[card] = entry.day
            if last_day is not None:
                yield entry


def _shares(answers: list[Entry], today: int) -> Shares:
    return Shares(_tally(entry for entry in answers if entry.day > today - RECENT), _tally(answers))


def _tally(answers: Iterable[Entry]) -> Tally:
    right = [entry.is_right for entry in answers]
    return Tally(sum(right), len(right))


def _by_kind(language: Language, returns: list[Entry], scope: Scope, today: int) -> tuple[Group, ...]:
    """Return how much of each kind that came back was remembered, in the order of the kinds."""
    groups = _group_by(returns, scope, lambda fact: fact.kind)
    kinds = [kind for kind in Kind if kind in groups]
    return tuple(Group(kind.value, kind_name(language, kind), _shares(groups[kind], today)) for kind in kinds)


def _by_topic(returns: list[Entry], scope: Scope, today: int) -> tuple[Group, ...]:
    """Return how much of each topic that came back was remembered, in the order of the story."""
    groups = _group_by(returns, scope, lambda fact: fact.topic)
    topics = [(id_, str(topic.title)) for id_, topic in scope.topics.items() if id_ in groups]
    return tuple(Group(id_, title, _shares(groups[id_], today)) for id_, title in topics)


def _group_by(returns: list[Entry], scope: Scope, group: Callable[[Fact], str]) -> dict[str, list[Entry]]:
    groups: dict[str, list[Entry]] = {}
    for entry in returns:
        fact = scope.facts.get(entry.fact or "")
        if fact is not None:
            groups.setdefault(group(fact), []).append(entry)
    return groups


def _due(answers: list[Entry], cards: Iterable[Card], scope: Scope, today: int) -> Due:
    counted = [card for card in cards if scope.status(card.fact) is Status.IN_FORCE]
    last = {(entry.fact, entry.way): entry.grade for entry in answers if entry.mode is Mode.REVIEW}
    missed = sum(card.last == today < card.due and last.get((card.fact, card.way)) is Grade.AGAIN for card in counted)
    per_day = Counter(max(card.due, today) for card in counted)
    days = tuple(per_day[today + ahead] for ahead in range(1, AHEAD + 1))
    overdue = sum(card.due < today for card in counted)
    return Due(per_day[today], overdue, missed, days, len(counted) - per_day[today] - sum(days))


def _missed(answers: list[Entry], scope: Scope) -> tuple[Missed, ...]:
    answered: Counter[str] = Counter()
    misses: Counter[str] = Counter()
    last: dict[str, int] = {}
    for entry in answers:
        for fact, is_right in scope.parts(entry):
            answered[fact] += 1
            if not is_right:
                misses[fact] += 1
                last[fact] = entry.day
    missed = [
        Missed(id_, _ask(scope, id_), scope.status(id_), number, answered[id_], last[id_])
        for id_, number in misses.items()
        if number >= _OFTEN
    ]
    return tuple(sorted(missed, key=lambda fact: (-fact.misses, fact.answers, fact.fact)))


def _known(answers: list[Entry], scope: Scope) -> Iterator[Known]:
    """Yield how much is known of each topic that has facts in force, in the order of the story."""
    last = {fact: is_right for entry in answers for fact, is_right in scope.parts(entry)}
    for id_, topic in scope.topics.items():
        facts = [fact for fact, data in scope.facts.items() if data.topic == id_ and data.retired is None]
        results = Counter(last.get(fact) for fact in facts)
        if facts:
            yield Known(id_, str(topic.title), results[True], results[False], len(facts))


def _leeches(cards: Iterable[Card], scope: Scope) -> tuple[Leech, ...]:
    lapses: dict[str, int] = {}
    for card in cards:
        if card.lapses >= LEECH and scope.status(card.fact) is Status.IN_FORCE:
            lapses[card.fact] = max(card.lapses, lapses.get(card.fact, 0))
    leeches = [Leech(fact, _ask(scope, fact), number) for fact, number in lapses.items()]
    return tuple(sorted(leeches, key=lambda leech: (-leech.lapses, leech.fact)))


def _ask(scope: Scope, fact: str) -> str:
    return str(scope.facts[fact].ask) if fact in scope.facts else ""
