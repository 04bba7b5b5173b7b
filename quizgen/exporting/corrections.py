"""What a correction has touched since somebody took the questions: told by the lock, as for learners in Anki."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.card import CardType
from quizgen.domain.library import LockSubject

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgen.domain.library import Lock, LockEntry
    from quizgen.domain.question import Question


class Corrections(NamedTuple):
    """The cards that are new or say something else, as FACT/CARD, and the day of the last of them, as YYYY-MM-DD."""

    cards: frozenset[str]
    day: str

    def touch(self, question: Question, card: CardType | None) -> bool:
        """Say whether a question is another one now, or new; `card` is the one that its way of asking fills.

        What fills none changes with the card of the answer, which says all that is proven.
        """
        return any(f"{fact.id}/{card or CardType.ANSWER}" in self.cards for fact in question.facts)


def since_day(lock: Lock, day: str) -> Corrections:
    """Return what has changed after the edition of a `day`, YYYY-MM-DD: that on which a lock last changed."""
    return _corrections(entry for entry in lock.entries.values() if _day(entry) > day)


def since_lock(lock: Lock, old: Lock) -> Corrections:
    """Return what has changed since `old` was the library's lock."""
    changed = (
        entry
        for key, entry in lock.entries.items()
        if key not in old.entries or old.entries[key].digest != entry.digest
    )
    return _corrections(changed)


def _corrections(entries: Iterable[LockEntry]) -> Corrections:
    cards = [entry for entry in entries if entry.subject is LockSubject.CARD]
    return Corrections(frozenset(entry.id for entry in cards), max(map(_day, cards), default=""))


def _day(entry: LockEntry) -> str:
    return datetime.fromtimestamp(entry.changed, UTC).date().isoformat()
