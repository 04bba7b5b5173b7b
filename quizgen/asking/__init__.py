"""Knowledge and a recipe -> questions.

A way of asking is a function from the knowledge base and a fact to one of the closed shapes, or to
None where the fact cannot be asked so. To add one, write the function, give it a member of `Way`,
and add a line to the table here; no renderer has to change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.asking import ways
from quizgen.asking.choice import OptionMaker
from quizgen.asking.several import SEVERAL, several
from quizgen.asking.statement import true_false
from quizgen.domain.library import Way
from quizgen.domain.question import Question

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.question import Shape


class Asker:
    """Asks the facts of one knowledge base. It holds indexes only; asking twice gives the same twice."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb
        options = OptionMaker(kb)
        self.ways: dict[Way, Callable[[KnowledgeBase, Fact], Shape | None]] = {
            Way.RECALL: ways.recall,
            Way.CHOICE: lambda _kb, fact: options.choice(fact),
            Way.TYPED: ways.typed,
            Way.REVERSE: ways.reverse,
            Way.CLOZE: ways.cloze,
        }
        self.options = options

    def ask(self, fact: Fact, chosen: Iterable[Way]) -> tuple[Question, ...]:
        """Return the questions that `fact` makes in the `chosen` ways, in the fixed order of the ways.

        Exercises make no cards, so they are left out.
        """
        shapes = [(way, make(self.kb, fact)) for way, make in self.ways.items() if way in chosen]
        return tuple(_question(fact, way, shape) for way, shape in shapes if shape is not None)

    def exercise(self, fact: Fact, way: Way, seed: str) -> Question | None:
        """Return `fact` asked in one way as an exercise, or None where that cannot be.

        Unlike a card, which stays as it is, an exercise is new with each seed: in the order of its options, and in
        whether a statement is true.
        """
        shape: Shape | None
        if way is Way.TRUE_FALSE:
            shape = true_false(self.kb, fact, self.options.choice(fact), seed)
        elif way is Way.CHOICE:
            shape = self.options.choice(fact, seed)
        else:
            shape = self.ways[way](self.kb, fact) if way in self.ways else None
        return None if shape is None else _question(fact, way, shape)

    def again(self, id_: str, seed: str) -> Question | None:
        """Return the exercise with this id (see `Question.id`), or None where its facts no longer make it."""
        names, _, word = id_.rpartition("/")
        way = next((one for one in Way if one.value == word), None)
        facts = [self.kb.facts.get(name) for name in names.split("+")]
        known = [fact for fact in facts if fact is not None and fact.retired is None]
        if way is None or len(known) < len(facts):
            return None
        return several(self.kb, known, way, seed) if way in SEVERAL else self.exercise(known[0], way, seed)


def _question(fact: Fact, way: Way, shape: Shape) -> Question:
    return Question(fact, way, shape, asks_subject=way is Way.REVERSE)
