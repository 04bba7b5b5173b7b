"""Knowledge -> questions.

Each way of asking is a record in `ways`. It makes one of the closed shapes of question, which every output can show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.asking.choice import OptionMaker
from quizgen.asking.several import ask_again
from quizgen.asking.ways.way import SeveralFacts
from quizgen.asking.ways.without_options import RECALL, TYPED, typed
from quizgen.domain.card import CardType
from quizgen.domain.question import Question

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgen.asking.ways.way import Way
    from quizgen.domain.card import WayId
    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase


class Asker:
    """Asks the facts of a knowledge base. It remembers indexes and cards: asking twice gives the same."""

    def __init__(self, kb: KnowledgeBase, ways: Iterable[Way]) -> None:
        self.kb = kb
        self.ways: dict[WayId, Way] = {way.id: way for way in ways}
        self.options = OptionMaker(kb)
        self._cards: dict[str, dict[CardType, Question]] = {}

    def cards(self, fact: Fact) -> dict[CardType, Question]:
        """Return the question of each card that the note of `fact` has, in the order in which they are learnt.

        The ways that the fact names, or else the library, can fill a card; its answer can always be recalled. A card
        that was withdrawn asks nothing.
        """
        cards = self._cards.get(fact.id)
        if cards is None:
            info = self.kb.documents.info
            allowed = {*(fact.ways or (info.ways if info else ()) or self.ways), RECALL.id}
            withdrawn = {one.card for one in fact.withdrawn}
            made: dict[CardType, Question] = {}
            for way in reversed(self.ways.values()):
                if way.card is None or way.card in withdrawn or way.card in made or way.id not in allowed:
                    continue
                question = self.exercise(fact, way.id, "")
                if question is not None:
                    made[way.card] = question
            cards = self._cards[fact.id] = {card: made[card] for card in CardType if card in made}
        return cards

    def exercise(self, fact: Fact, way: WayId, seed: str) -> Question | None:
        """Return `fact` asked in one way, or None where it cannot be asked so.

        Unlike a card, which stays as it is, an exercise is new with each seed: in the order of its options, and in
        whether a statement is true.
        """
        record = self.ways[way]
        shape = None if isinstance(record.ask, SeveralFacts) else record.ask(self.options, fact, seed)
        return None if shape is None else Question(fact, way, shape, asks_subject=record.asks_subject)

    def exercise_by_id(self, id_: str, seed: str) -> Question | None:
        """Return the exercise with this id (see `Question.id`), or None where its facts no longer make it.

        A question about several facts is made of those that can still stand in it.
        """
        names, _, word = id_.rpartition("/")
        way = self.ways.get(word)
        if way is None:
            return None
        if way.asks_several:
            return ask_again(self.kb, names.split("+"), way, seed)
        fact = self.kb.facts.get(names)
        return None if fact is None or fact.retired is not None else self.exercise(fact, way.id, seed)

    def makes_card(self, fact: Fact, way: WayId) -> bool:
        """Say whether `fact` makes a card in this way; in an unknown way it makes none."""
        record = self.ways.get(way)
        return record is not None and record.card is not None and self.exercise(fact, way, "") is not None

    def usual_way(self, fact: Fact) -> WayId:
        """Return the way in which a fact is reviewed: typed where its answer has a definite spelling, else recalled."""
        question = typed(self.options, fact)
        return (TYPED if question is not None and question.is_typed else RECALL).id
