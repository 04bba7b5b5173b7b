"""The order in which Anki brings new cards: that of the story, but those of one matter come on different days."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping, Sequence

    from quizgen.domain.card import CardType
    from quizgen.domain.fact import Fact
    from quizgen.rendering.anki.notes import Note

    #: A card by the place of its note in the story, and its type.
    _Card = tuple[int, CardType]

#: So many new cards Anki brings a day, unless a learner sets another number.
_A_DAY = 20
#: For so many places a card may have to wait for those of other matters.
_MAY_WAIT = 5


@dataclass(frozen=True, slots=True)
class PackedNote:
    """A note in a package: its place in the story of the whole library, from 0, and those of its cards, from 1."""

    note: Note
    rank: int
    places: Mapping[CardType, int]


def pack(notes: Sequence[Note], decks: Iterable[Callable[[Fact], bool]]) -> tuple[PackedNote, ...]:
    """Return the notes of a whole library, in the order of its story, with the places of their cards as new ones.

    First comes a card of each fact, in the order of the story, then the second one of each. A third one stands among
    the second ones, half the story away from its own: so among as many cards as Anki gives a day no two are of one
    fact, unless the deck is small. Cards of one matter are moved so far apart that they come on different days, in the
    whole library as in each of the `decks`, which say what facts they take; or as far as their number allows. Withdrawn
    cards come last. The places are those of all cards of the library, so that packages which are imported one after the
    other go on in one order.
    """
    half = len(notes) // 2
    turns = []
    for rank, note in enumerate(notes):
        withdrawn = {one.card for one in note.fact.withdrawn}
        rounds = ((0, rank), (1, rank), (1, (rank + half) % len(notes)))
        turns += [(card in withdrawn, *turn, rank, card) for turn, card in zip(rounds, note.cards, strict=False)]
    cards = [(is_withdrawn, rank, card) for is_withdrawn, *_, rank, card in sorted(turns)]
    taken = [{rank for rank, note in enumerate(notes) if takes(note.fact)} for takes in (lambda _: True, *decks)]
    asked = _parted([(rank, card) for is_withdrawn, rank, card in cards if not is_withdrawn], notes, taken)
    order = [*asked, *((rank, card) for is_withdrawn, rank, card in cards if is_withdrawn)]
    places = {one: place for place, one in enumerate(order, 1)}
    return tuple(
        PackedNote(note, rank, {card: places[rank, card] for card in note.cards}) for rank, note in enumerate(notes)
    )


class _Deck:
    """The cards of a deck, by their places in the story of the whole library, and how many of them have come."""

    def __init__(self, places: Sequence[int]) -> None:
        self.places = places
        self.index = {place: index for index, place in enumerate(places)}
        self.done = 0


class _Matter:
    """The cards of one matter, by their places in the story, and how far apart they are to be in each deck.

    They come one after the other as `turns` has them; `waiting` of them come as soon as they are far enough apart.
    """

    def __init__(self, places: Sequence[int], decks: Sequence[_Deck]) -> None:
        self.turns = deque(places)
        self.waiting = 0
        self.times = {place: place for place in places}
        self.apart: dict[_Deck, int] = {}
        self._everything = decks[0]
        self._soonest: dict[_Deck, int] = {}
        for deck in decks:
            own = [place for place in places if place in deck.index]
            last = len(deck.places) - 1
            room = (last - deck.index[own[0]]) // (len(own) - 1) if len(own) > 1 else 0
            self.apart[deck] = min(_A_DAY, room)
            for behind, place in enumerate(reversed(own)):
                # What would leave no room for those behind it comes before its place, and sooner as it may wait.
                latest = deck.places[last - behind * min(_A_DAY + _MAY_WAIT, room)]
                self.times[place] = min(self.times[place], latest)

    def lacks(self) -> int:
        """Return how many cards must still come between the last one of the matter and the next."""
        place, everything = self.turns[0], self._everything
        lacking = {deck: soonest - deck.done for deck, soonest in self._soonest.items() if place in deck.index}
        if everything.done >= len(everything.places) - 1 - (len(self.turns) - 1) * self.apart[everything]:
            return lacking.get(everything, 0)  # the last moment: a deck does not stop what the whole library needs
        return max(lacking.values(), default=0)

    def take(self) -> int:
        """Return the place of the next card, which comes now."""
        self.waiting -= 1
        place = self.turns.popleft()
        self._soonest |= {deck: deck.done + apart for deck, apart in self.apart.items() if place in deck.index}
        return place


def _parted(cards: Sequence[_Card], notes: Sequence[Note], taken: Sequence[Container[int]]) -> list[_Card]:
    """Return cards in their order, but with those of one matter moved apart; all others fill the places between."""
    decks = [_Deck([place for place, (rank, _) in enumerate(cards) if rank in ranks]) for ranks in taken]
    matters = _matters(cards, notes, decks)
    times = {place: time for matter in matters.values() for place, time in matter.times.items()}
    order: list[_Card] = []
    waiting: dict[_Matter, None] = {}

    def come(place: int) -> None:
        order.append(cards[place])
        for deck in decks:
            deck.done += place in deck.index

    def come_waiting(most: int) -> None:
        while matter := next((one for one in waiting if one.lacks() <= most), None):
            come(matter.take())
            if not matter.waiting:
                del waiting[matter]

    for place in sorted(range(len(cards)), key=lambda place: (times.get(place, place), place)):
        come_waiting(0)
        matter = matters.get(notes[cards[place][0]].fact.matter or "")
        if matter is None:
            come(place)
        else:
            matter.waiting += 1
            waiting[matter] = None
    while waiting:
        come_waiting(min(one.lacks() for one in waiting))
    return order


def _matters(cards: Sequence[_Card], notes: Sequence[Note], decks: Sequence[_Deck]) -> dict[str, _Matter]:
    """Return the matters of cards by their names."""
    places_of: dict[str, list[int]] = {}
    for place, (rank, _) in enumerate(cards):
        name = notes[rank].fact.matter
        if name is not None:
            places_of.setdefault(name, []).append(place)

    def turn(place: int) -> tuple[int, int, int]:
        rank, card = cards[place]
        return tuple(notes[rank].cards).index(card), -len(notes[rank].cards), place

    matters = {name: _Matter(places, decks) for name, places in places_of.items()}
    for matter in matters.values():
        if any(0 < apart < _A_DAY for apart in matter.apart.values()):
            # With little room those of a note are far apart if first comes the first of each note, then the second.
            matter.turns = deque(sorted(matter.turns, key=turn))
    return matters
