"""What a review asks today: cards that are due, new facts up to the limit, and cards missed today and not yet known.

Of the facts of one matter at most one comes new on a day, and none while another is asked: one would answer the other.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from quizgen.domain.fact import Level

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

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

    due = tuple(filter(is_ours, ((card.fact, card.way) for card in cards.due(today))))
    missed = tuple(filter(is_ours, cards.missed(today)))
    reviewed = cards.ids()
    new_left = max(0, wanted.new - cards.introduced(today))
    by_level = sorted(by_id.values(), key=lambda fact: fact.level is not Level.CORE)
    new_cards = (
        (str(fact.id), way)
        for fact in by_level
        for way in wanted.ways or (wanted.usual(fact),)
        if (str(fact.id), way) not in reviewed and wanted.makes_card(fact, way)
    )
    asked = [fact for fact, _ in (*due, *missed, *cards.reviewed_on(today)) if fact in by_id]
    next_day = cards.next_due(today)
    while next_day is not None and not any(map(is_ours, cards.due_on(next_day))):
        next_day = cards.next_due(next_day)
    return Agenda(
        due=due,
        new=tuple(islice(_one_of_a_matter(new_cards, by_id, asked), new_left)),
        missed=missed,
        next_date=None if next_day is None else dt.date.fromordinal(next_day).isoformat(),
    )


def _one_of_a_matter(cards: Iterable[CardId], facts: Mapping[str, Fact], asked: Iterable[str]) -> Iterator[CardId]:
    """Yield the cards without those of a matter that another fact among them tells before, or one `asked` anyway."""
    told = {facts[id_].matter: id_ for id_ in asked if facts[id_].matter is not None}
    for id_, way in cards:
        matter = facts[id_].matter
        if matter is None or told.setdefault(matter, id_) == id_:
            yield id_, way
