"""Knowledge and a recipe -> questions.

Each way of asking is a record in `ways`. It makes one of the closed shapes of question, which every output can show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.asking.choice import OptionMaker
from quizgen.asking.several import question_about
from quizgen.asking.ways.way import SeveralFacts
from quizgen.asking.ways.without_options import RECALL, TYPED, typed
from quizgen.domain.question import Question

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from quizgen.asking.ways.way import Way
    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.question import WayId


class Asker:
    """Asks the facts of a knowledge base. It holds indexes only: to ask twice gives the same question twice."""

    def __init__(self, kb: KnowledgeBase, ways: Iterable[Way]) -> None:
        self.kb = kb
        self.ways: dict[WayId, Way] = {way.id: way for way in ways}
        self.options = OptionMaker(kb)

    def ask(self, fact: Fact, chosen: Collection[WayId]) -> tuple[Question, ...]:
        """Return the questions of the cards that `fact` makes in the `chosen` ways, in the fixed order of the ways."""
        ways = (way for way in self.ways.values() if way.id in chosen and way.card_type)
        questions = (self.exercise(fact, way.id, "") for way in ways)
        return tuple(question for question in questions if question is not None)

    def exercise(self, fact: Fact, way: WayId, seed: str) -> Question | None:
        """Return `fact` asked in one way, or None where it cannot be asked so.

        Unlike a card, which stays as it is, an exercise is new with each seed: in the order of its options, and in
        whether a statement is true.
        """
        record = self.ways[way]
        shape = None if isinstance(record.ask, SeveralFacts) else record.ask(self.options, fact, seed)
        return None if shape is None else Question(fact, way, shape, asks_subject=record.asks_subject)

    def exercise_by_id(self, id_: str, seed: str) -> Question | None:
        """Return the exercise with this id (see `Question.id`), or None where its facts no longer make it."""
        names, _, word = id_.rpartition("/")
        way = self.ways.get(word)
        facts = [self.kb.facts.get(name) for name in names.split("+")]
        in_force = [fact for fact in facts if fact is not None and fact.retired is None]
        if way is None or len(in_force) < len(facts):
            return None
        if way.asks_several:
            return question_about(self.kb, in_force, way, seed)
        return self.exercise(in_force[0], way.id, seed)

    def makes_card(self, fact: Fact, way: WayId) -> bool:
        """Say whether `fact` makes a card in this way; in an unknown way it makes none."""
        record = self.ways.get(way)
        return record is not None and bool(record.card_type) and self.exercise(fact, way, "") is not None

    def usual_way(self, fact: Fact) -> WayId:
        """Return the way in which a fact is reviewed: typed where its answer has a definite spelling, else recalled."""
        return (RECALL if typed(self.options, fact) is None else TYPED).id
