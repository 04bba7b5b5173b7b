"""What a review asks today: cards that are due, new facts up to the limit, and cards missed today and not yet known.

A card that does not fit among the others of the day, as one of them answers it or is about the same fact, waits. So
does what is beyond the most that a day is to bring.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from quizgen.domain.fact import Level
from quizgen.study.exam import share_of_today, to_bring_forward

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from quizgen.domain.card import WayId
    from quizgen.domain.fact import Fact
    from quizgen.domain.study import Card
    from quizgen.study.cards import Cards


#: Fact and way of a card.
CardId: TypeAlias = tuple[str, str]

NO_CARDS: tuple[CardId, ...] = ()
#: More cards than anybody has.
NO_LIMIT = 10**6


@dataclass(frozen=True, slots=True)
class Agenda:
    """The cards of a day, by fact and way, each group in the order in which they are chosen.

    `early` are brought forward for an exam, and `unseen` new facts are left for it, those of today among them.
    `waiting` are the cards that are due and do not fit among the others of the day, `over` is how many more are due
    than the day is to bring: all of them stay due. `next_date` is the day after today on which one of the facts comes
    back, as ISO 8601 writes it, or None.
    """

    due: tuple[CardId, ...]
    new: tuple[CardId, ...]
    missed: tuple[CardId, ...]
    early: tuple[CardId, ...] = ()
    unseen: int = 0
    waiting: tuple[CardId, ...] = ()
    over: int = 0
    next_date: str | None = None

    @property
    def cards(self) -> tuple[CardId, ...]:
        """Return all cards that are asked."""
        return (*self.due, *self.early, *self.new, *self.missed)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The ways in which cards are asked, how many `new` cards a day may bring, and how many cards at the `most`.

    Without `ways` a new fact is asked in its `usual` way, and a card that was reviewed in another way stays due in that
    way. `makes_card` says whether a fact makes a card in a way. `fits` says whether a card can be asked on one day
    with those for which it said so before, and those that were asked already. With an `exam`, a study day after today,
    all is to be known by that day: new facts come as it asks for, whatever `new` says.
    """

    ways: Collection[WayId]
    usual: Callable[[Fact], WayId]
    makes_card: Callable[[Fact, WayId], bool]
    new: int
    most: int = NO_LIMIT
    exam: int | None = None
    fits: Callable[[CardId], bool] = lambda _card: True


def agenda(cards: Cards, facts: Iterable[Fact], wanted: Wanted, today: int) -> Agenda:
    """Return what is asked of `facts` on the study day `today`. A card is a fact in one way. Raises LogError."""
    day = _Day(cards, {str(fact.id): fact for fact in facts}, wanted, today)
    if wanted.exam is None:
        due, waiting, over = day.take_due()
        new, unseen = day.take_new(wanted.new), 0
        early, rest = NO_CARDS, 0
    else:  # what is new comes first, and the last day is kept for what did not fit before
        unseen = sum(1 for _ in day.unseen())
        new = day.take_new(share_of_today(unseen + cards.introduced(today), max(1, wanted.exam - today - 1)))
        due, waiting, over = day.take_due()
        early, rest = day.take_early(wanted.exam)
    stays = bool(waiting) or over + rest > 0 or unseen > len(new)
    return Agenda(
        due=due,
        new=new,
        missed=tuple(filter(day.is_ours, cards.missed(today))),
        early=early,
        unseen=unseen,
        waiting=waiting,
        over=over,
        next_date=day.next_date(stays=stays),
    )


class _Day:
    """A study day that is filled with cards, as many as there is `room` for and as fit together."""

    def __init__(self, cards: Cards, facts: Mapping[str, Fact], wanted: Wanted, today: int) -> None:
        """Begin with what the most of a day leaves after what was reviewed already."""
        self.cards, self.facts, self.wanted, self.today = cards, facts, wanted, today
        self.room = max(0, wanted.most - sum(map(self.is_ours, cards.reviewed_on(today))))

    def is_ours(self, card: CardId) -> bool:
        """Say whether a card is asked for."""
        fact, way = self.facts.get(card[0]), card[1]
        is_wanted = not self.wanted.ways or way in self.wanted.ways
        return fact is not None and is_wanted and self.wanted.makes_card(fact, way)

    def take_due(self) -> tuple[tuple[CardId, ...], tuple[CardId, ...], int]:
        """Take the cards that are due; also return which of them do not fit, and for how many there is no room."""
        due = [card for card in self.cards.due(self.today) if self.is_ours((card.fact, card.way))]
        if len(due) > self.room:
            due.sort(key=lambda card: (self.today - card.last) / card.stability)
        chosen, unfit = self._take(_ids(due), self.room)
        return chosen, unfit, len(due) - len(chosen) - len(unfit)

    def take_new(self, limit: int) -> tuple[CardId, ...]:
        """Take cards that were never reviewed, at most as many as a `limit` leaves after those of this day."""
        return self._take(self.unseen(), limit - self.cards.introduced(self.today))[0]

    def take_early(self, exam: int) -> tuple[tuple[CardId, ...], int]:
        """Take the cards that are brought forward today for an exam; also return how many are to follow."""
        every = self.cards.all()
        left = list(filter(self.is_ours, _ids(to_bring_forward(every, exam, self.today))))
        done = sum(card.last == self.today and card.reps > 1 and self.is_ours((card.fact, card.way)) for card in every)
        early, _ = self._take(left, share_of_today(len(left) + done, exam - self.today) - done)
        return early, len(left) - len(early)

    def unseen(self) -> Iterator[CardId]:
        """Yield the cards that were never reviewed, core facts first."""
        reviewed, wanted = self.cards.ids(), self.wanted
        for fact in sorted(self.facts.values(), key=lambda fact: fact.level is not Level.CORE):
            for way in wanted.ways or (wanted.usual(fact),):
                if (str(fact.id), way) not in reviewed and wanted.makes_card(fact, way):
                    yield str(fact.id), way

    def next_date(self, *, stays: bool) -> str | None:
        """Return the first day after today on which one of our cards is due; tomorrow where one `stays` due."""
        day = self.today + 1 if stays else self.cards.next_due(self.today)
        while not stays and day is not None and not any(map(self.is_ours, self.cards.due_on(day))):
            day = self.cards.next_due(day)
        return None if day is None else dt.date.fromordinal(day).isoformat()

    def _take(self, cards: Iterable[CardId], most: int) -> tuple[tuple[CardId, ...], tuple[CardId, ...]]:
        """Take at most so many of the cards that fit, and return them and those before the last that do not fit."""
        chosen: list[CardId] = []
        unfit: list[CardId] = []
        rest, most = iter(cards), min(most, self.room)
        while len(chosen) < most and (card := next(rest, None)) is not None:
            (chosen if self.wanted.fits(card) else unfit).append(card)
        self.room -= len(chosen)
        return tuple(chosen), tuple(unfit)


def _ids(cards: Iterable[Card]) -> Iterator[CardId]:
    return ((card.fact, card.way) for card in cards)
