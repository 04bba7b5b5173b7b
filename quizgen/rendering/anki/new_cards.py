"""The order in which Anki brings new cards: that of the story, but those of one matter come on different days."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from quizgen.domain.card import CardType
    from quizgen.domain.fact import Fact
    from quizgen.domain.text import Text
    from quizgen.rendering.anki.notes import Note

    #: A card by the place of its note in the story, and its type.
    _Card = tuple[int, CardType]
    #: A deck by its number, and a matter that has cards in it.
    _Share = tuple[int, Text | None]

#: So many new cards Anki brings a day, unless a learner sets another number.
_A_DAY = 20
#: For so many places more a card may have to wait, where those of other matters wait, too.
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
    everything = [(rank, card) for is_withdrawn, rank, card in cards if not is_withdrawn]
    asked = _parted(_in_turn(everything, notes), notes, (lambda _: True, *decks))
    order = [*asked, *((rank, card) for is_withdrawn, rank, card in cards if is_withdrawn)]
    places = {one: place for place, one in enumerate(order, 1)}
    return tuple(
        PackedNote(note, rank, {card: places[rank, card] for card in note.cards}) for rank, note in enumerate(notes)
    )


def _in_turn(cards: Sequence[_Card], notes: Sequence[Note]) -> list[_Card]:
    """Return cards with those of a matter in each other's places: first the first of each note, then the second.

    The second of a note with three comes before others, so that the third is far behind it where there is little room.
    """

    def turn(card: _Card) -> tuple[int, int]:
        types = tuple(notes[card[0]].cards)
        number = types.index(card[1])
        return number, -len(types) if number else 0

    of_matter: dict[Text, deque[_Card]] = defaultdict(deque)
    for card in sorted(cards, key=turn):
        matter = notes[card[0]].fact.matter
        if matter is not None:
            of_matter[matter].append(card)
    matters = [notes[rank].fact.matter for rank, _ in cards]
    return [
        card if matter is None else of_matter[matter].popleft() for card, matter in zip(cards, matters, strict=True)
    ]


def _parted(cards: Sequence[_Card], notes: Sequence[Note], decks: Sequence[Callable[[Fact], bool]]) -> list[_Card]:
    """Return cards in their order, but one of a matter waits until the last one is far enough behind in each deck."""
    matters = [note.fact.matter for note in notes]
    decks_of = [[number for number, takes in enumerate(decks) if takes(note.fact)] for note in notes]
    apart, latest = _spacing(cards, matters, decks_of)
    order: list[_Card] = []
    waiting: list[_Card] = []
    done: Counter[int] = Counter()
    soonest: dict[_Share, int] = {}

    def lacks(card: _Card) -> int:
        """Return how many cards must still come before a card, in the deck that lacks most."""
        return max(soonest.get((deck, matters[card[0]]), 0) - done[deck] for deck in decks_of[card[0]])

    def come(card: _Card) -> None:
        waiting.remove(card)
        order.append(card)
        for deck in decks_of[card[0]]:
            share = (deck, matters[card[0]])
            if share in apart:
                soonest[share] = done[deck] + apart[share]
            done[deck] += 1

    places = {card: place for place, card in enumerate(cards)}
    for card in sorted(cards, key=lambda card: (min(places[card], latest.get(card, places[card])), places[card])):
        waiting.append(card)
        while ready := next((one for one in waiting if lacks(one) <= 0), None):
            come(ready)
    while waiting:
        come(min(waiting, key=lacks))
    return order


def _spacing(
    cards: Sequence[_Card], matters: Sequence[Text | None], decks_of: Sequence[Sequence[int]]
) -> tuple[dict[_Share, int], dict[_Card, int]]:
    """Return how far apart the cards of a matter are to be in a deck, and by which place each has to come.

    A card that came later would leave no room for those of its matter that stand behind it.
    """
    places: dict[int, list[int]] = defaultdict(list)
    own: dict[_Share, list[int]] = defaultdict(list)
    for place, (rank, _) in enumerate(cards):
        for deck in decks_of[rank]:
            if matters[rank] is not None:
                own[deck, matters[rank]].append(len(places[deck]))
            places[deck].append(place)
    apart: dict[_Share, int] = {}
    latest: dict[_Card, int] = {}
    for share, indexes in own.items():
        in_deck = places[share[0]]
        last = len(in_deck) - 1
        room = (last - indexes[0]) // max(1, len(indexes) - 1)
        apart[share] = min(_A_DAY, room)
        for behind, index in enumerate(reversed(indexes)):
            card, place = cards[in_deck[index]], in_deck[last - behind * min(_A_DAY + _MAY_WAIT, room)]
            latest[card] = min(latest.get(card, place), place)
    return apart, latest
