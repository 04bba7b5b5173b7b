"""What corrections have touched since somebody took the questions: told by the lock, as for learners in Anki."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.card import CardType
from quizgen.domain.library import LockSubject
from quizgen.domain.question import Choice

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgen.domain.fact import Fact
    from quizgen.domain.library import Lock, LockEntry
    from quizgen.domain.question import Question


class Corrections(NamedTuple):
    """What is new or says something else since an edition.

    `cards` are named FACT/CARD; `texts` are the facts that say something else where no card does, or are asked in other
    short words, or accept other answers, or have other tags, or were withdrawn. `gone` are the facts that the library
    had then and has no more, as far as that is known.
    """

    cards: frozenset[str]
    texts: frozenset[str]
    gone: tuple[str, ...] = ()

    def touch(self, question: Question, card: CardType | None) -> bool:
        """Say whether a question is another one now, or new; `card` is the one that its way of asking fills.

        A card of answer has all that is proven. What fills no card may show another one's texts: a false statement a
        wrong option, a match the question the other way round.
        """
        shape = question.shape
        statement = shape.statement if isinstance(shape, Choice) else None
        cards = {card or CardType.ANSWER}
        if statement is not None and not statement.is_true:
            cards.add(CardType.CHOICE)
        if question.others and question.asks_subject:
            cards.add(CardType.REVERSE)
        return any(
            fact.id in self.texts or any(f"{fact.id}/{one}" in self.cards for one in cards) for fact in question.facts
        )

    def withdrawn(self, facts: Iterable[Fact]) -> list[str]:
        """Return which of these facts were withdrawn since, and which cards of others, as FACT/CARD."""
        found = []
        for fact in facts:
            if fact.retired is not None:
                found += [str(fact.id)] if fact.id in self.texts else []
            else:
                ids = (f"{fact.id}/{one.card}" for one in fact.withdrawn)
                found += [id_ for id_ in ids if id_ in self.cards]
        return found


def since_day(lock: Lock, day: str) -> Corrections:
    """Return what has changed after the edition of a `day`, YYYY-MM-DD."""
    return _corrections(entry for entry in lock.entries.values() if _day(entry) > day)


def on_day(lock: Lock, day: str) -> Corrections:
    """Return what changed on a `day`, YYYY-MM-DD, if the library had several editions on it, and else nothing."""
    entries = [entry for entry in lock.entries.values() if _day(entry) == day]
    return _corrections(entries if len({entry.changed for entry in entries}) > 1 else ())


def since_lock(lock: Lock, old: Lock) -> Corrections:
    """Return what has changed since `old` was the library's lock."""
    changed = (
        entry
        for key, entry in lock.entries.items()
        if key not in old.entries or old.entries[key].digest != entry.digest
    )
    notes = (entry for key, entry in old.entries.items() if key not in lock.entries)
    return _corrections(changed, tuple(entry.id for entry in notes if entry.subject is LockSubject.NOTE))


def edition(lock: Lock) -> str:
    """Return the edition of a library, YYYY-MM-DD: the day on which its lock last changed, in UTC; or nothing."""
    return max(map(_day, lock.entries.values()), default="")


def _corrections(entries: Iterable[LockEntry], gone: tuple[str, ...] = ()) -> Corrections:
    found: dict[LockSubject, set[str]] = {subject: set() for subject in LockSubject}
    for entry in entries:
        found[entry.subject].add(entry.id)
    return Corrections(frozenset(found[LockSubject.CARD]), frozenset(found[LockSubject.TEXT]), gone)


def _day(entry: LockEntry) -> str:
    return datetime.fromtimestamp(entry.changed, UTC).date().isoformat()
