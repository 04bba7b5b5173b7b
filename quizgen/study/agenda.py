"""What a review asks today: cards that are due, new facts up to the limit, and cards missed today and not yet known.

A card that does not fit among the others of the day, as one of them answers it or is about the same fact, waits. So
does what is beyond the most that a day is to bring.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizgen.domain.fact import Level
from quizgen.study.exam import share_of_today, to_bring_forward

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from quizgen.domain.card import WayId
    from quizgen.domain.fact import Fact
    from quizgen.domain.study import Card
    from quizgen.study.cards import Cards

    #: Fact and way of a card.
    CardId = tuple[str, str]


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
    most: int = 10**6
    exam: int | None = None
    fits: Callable[[CardId], bool] = lambda _card: True


def agenda(cards: Cards, facts: Iterable[Fact], wanted: Wanted, today: int) -> Agenda:
    """Return what is asked of `facts` on the study day `today`. A card is a fact in one way. Raises LogError."""
    by_id = {str(fact.id): fact for fact in facts}

    def is_ours(card: CardId) -> bool:
        fact, way = by_id.get(card[0]), card[1]
        return fact is not None and (not wanted.ways or way in wanted.ways) and wanted.makes_card(fact, way)

    room = max(0, wanted.most - sum(map(is_ours, cards.reviewed_on(today))))
    due = [card for card in cards.due(today) if is_ours((card.fact, card.way))]
    if len(due) > room:
        due.sort(key=lambda card: (today - card.last) / card.stability)
    chosen, waiting = _choose(_ids(due), wanted.fits, room)
    early, later = _early(cards, wanted, is_ours, today, room - len(chosen))
    candidates: Iterable[CardId] = _new_cards(by_id.values(), wanted, cards.ids())
    introduced, limit, unseen = cards.introduced(today), wanted.new, 0
    if wanted.exam is not None:
        candidates = list(candidates)
        unseen = len(candidates)
        limit = share_of_today(unseen + introduced, wanted.exam - today)
    new, _ = _choose(candidates, wanted.fits, min(limit - introduced, room - len(chosen) - len(early)))
    stays = len(due) > len(chosen) or later or unseen > len(new)
    return Agenda(
        due=chosen,
        new=new,
        missed=tuple(filter(is_ours, cards.missed(today))),
        early=early,
        unseen=unseen,
        waiting=waiting,
        over=len(due) - len(chosen) - len(waiting),
        next_date=_next_date(cards, is_ours, today, stays=stays),
    )


def _ids(cards: Iterable[Card]) -> Iterator[CardId]:
    return ((card.fact, card.way) for card in cards)


def _early(
    cards: Cards, wanted: Wanted, is_ours: Callable[[CardId], bool], today: int, room: int
) -> tuple[tuple[CardId, ...], bool]:
    """Return the cards that are brought forward today for the exam, if any, and whether more are to follow."""
    if wanted.exam is None:
        return (), False
    every = cards.all()
    left = list(filter(is_ours, _ids(to_bring_forward(every, wanted.exam, today))))
    done = sum(card.last == today and card.reps > 1 and is_ours((card.fact, card.way)) for card in every)
    share = share_of_today(len(left) + done, wanted.exam - today) - done
    early, _ = _choose(left, wanted.fits, min(room, share))
    return early, len(early) < len(left)


def _choose(
    cards: Iterable[CardId], fits: Callable[[CardId], bool], most: int
) -> tuple[tuple[CardId, ...], tuple[CardId, ...]]:
    """Return at most so many of the cards that fit, and those before the last of them that do not."""
    chosen: list[CardId] = []
    unfit: list[CardId] = []
    rest = iter(cards)
    while len(chosen) < most and (card := next(rest, None)) is not None:
        (chosen if fits(card) else unfit).append(card)
    return tuple(chosen), tuple(unfit)


def _new_cards(facts: Iterable[Fact], wanted: Wanted, reviewed: Collection[CardId]) -> Iterator[CardId]:
    """Yield the cards that were never reviewed, core facts first."""
    for fact in sorted(facts, key=lambda fact: fact.level is not Level.CORE):
        for way in wanted.ways or (wanted.usual(fact),):
            if (str(fact.id), way) not in reviewed and wanted.makes_card(fact, way):
                yield str(fact.id), way


def _next_date(cards: Cards, is_ours: Callable[[CardId], bool], today: int, *, stays: bool) -> str | None:
    """Return the first day after today on which one of our cards is due; tomorrow where one `stays` due."""
    day = today + 1 if stays else cards.next_due(today)
    while not stays and day is not None and not any(map(is_ours, cards.due_on(day))):
        day = cards.next_due(day)
    return None if day is None else dt.date.fromordinal(day).isoformat()
