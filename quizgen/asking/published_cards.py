"""Cards that were published and are no longer made: an update would leave learners a blank front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.domain.card import CardType
from quizgen.domain.library import LockSubject
from quizgen.domain.problem import problem_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.asking import Asker
    from quizgen.domain.fact import Fact
    from quizgen.domain.problem import Problem

_LOST = {
    CardType.CHOICE: "its options are too few, or show by their form which is right, or its ways leave the choice out",
    CardType.REVERSE: "it has no 'reverse' with an answer, or its ways leave that out",
    CardType.MAP: "its answer and two places around it have no coordinates any more, or its ways leave the map out",
}


def lost_cards(asker: Asker) -> Iterator[Problem]:
    """Yield a problem for each card in the lock that its fact no longer makes, and for each withdrawn for nothing.

    Before a library is released there are none.
    """
    if not asker.kb.documents.is_released:
        return
    published = {entry.id for entry in asker.kb.documents.lock.entries.values() if entry.subject is LockSubject.CARD}
    for fact in asker.kb.facts.values():
        if fact.retired is None:
            yield from _lost(asker, fact, {card for card in CardType if f"{fact.id}/{card}" in published})


def _lost(asker: Asker, fact: Fact, published: set[CardType]) -> Iterator[Problem]:
    """Yield the problems of one fact, whose cards of these types were published."""
    withdrawn = {one.card for one in fact.withdrawn}
    for card, reason in _LOST.items():
        if card in published and card not in withdrawn and card not in asker.cards(fact):
            message = (
                f"the card '{card}' of '{fact.id}' was published and is no longer made: {reason}; "
                f"bring that back, or write withdrawn: [{{card: {card}, on: DATE, why: TEXT}}]; or, if nobody ever "
                f"got it, delete its line from {asker.kb.documents.lock.path}"
            )
            yield problem_at(fact.path, fact.id, "lost-card", message)
    for place, one in enumerate(fact.withdrawn):
        if one.card not in published:
            message = f"the card '{one.card}' of '{fact.id}' was never published, so nobody has it; delete this entry"
            yield problem_at(fact.path, one.why, "lost-card", message)
        elif one.card in {other.card for other in fact.withdrawn[:place]}:
            message = f"the card '{one.card}' of '{fact.id}' is withdrawn already; keep one of the two"
            yield problem_at(fact.path, one.why, "lost-card", message)
