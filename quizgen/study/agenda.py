"""What a review asks today: cards that are due, new facts up to the limit, and cards missed today and not yet known."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from quizgen.domain.fact import Level

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from quizgen.domain.card import WayId
    from quizgen.domain.fact import Fact
    from quizgen.study.cards import Cards

    #: Fact and way of a card.
    CardId = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Agenda:
    """The cards of a day, by fact and way, each group in the order in which it is asked.

    `next_date` is the day after today on which one of the facts comes back, as ISO 8601 writes it, or None.
    """

    due: tuple[CardId, ...]
    new: tuple[CardId, ...]
    missed: tuple[CardId, ...]
    next_date: str | None = None

    @property
    def cards(self) -> tuple[CardId, ...]:
        """Return all cards, in the order in which they are asked."""
        return (*self.due, *self.new, *self.missed)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The ways in which cards are asked, and how many `new` cards a day may bring.

    Without `ways` a new fact is asked in its `usual` way, and a card that was reviewed in another way stays due in that
    way. `makes_card` says whether a fact makes a card in a way.
    """

    ways: Collection[WayId]
    usual: Callable[[Fact], WayId]
    makes_card: Callable[[Fact, WayId], bool]
    new: int


def agenda(cards: Cards, facts: Iterable[Fact], wanted: Wanted, today: int) -> Agenda:
    """Return what is asked of `facts` on the study day `today`. A card is a fact in one way. Raises LogError."""
    by_id = {str(fact.id): fact for fact in facts}

    def is_ours(card: CardId) -> bool:
        fact, way = by_id.get(card[0]), card[1]
        return fact is not None and (not wanted.ways or way in wanted.ways) and wanted.makes_card(fact, way)

    due = [(card.fact, card.way) for card in cards.due(today)]
    reviewed = cards.ids()
    new_left = max(0, wanted.new - cards.introduced(today))
    by_level = sorted(by_id.values(), key=lambda fact: fact.level is not Level.CORE)
    new_cards = (
        (str(fact.id), way)
        for fact in by_level
        for way in wanted.ways or (wanted.usual(fact),)
        if (str(fact.id), way) not in reviewed and wanted.makes_card(fact, way)
    )
    next_day = cards.next_due(today)
    while next_day is not None and not any(map(is_ours, cards.due_on(next_day))):
        next_day = cards.next_due(next_day)
    return Agenda(
        due=tuple(filter(is_ours, due)),
        new=tuple(islice(new_cards, new_left)),
        missed=tuple(filter(is_ours, cards.missed(today))),
        next_date=None if next_day is None else dt.date.fromordinal(next_day).isoformat(),
    )
