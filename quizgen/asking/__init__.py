"""Knowledge and a recipe -> questions.

A way of asking is a function from the knowledge base and a fact to one of the closed shapes, or to
None where the fact cannot be asked so. To add one, write the function, give it a member of `Way`,
and add a line to the table here; no renderer has to change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.asking import ways
from quizgen.asking.choice import OptionMaker
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

    def ask(self, fact: Fact, chosen: Iterable[Way]) -> tuple[Question, ...]:
        """Return the questions that `fact` makes in the `chosen` ways, in the fixed order of the ways."""
        shapes = [(way, make(self.kb, fact)) for way, make in self.ways.items() if way in chosen]
        return tuple(Question(fact, way, shape) for way, shape in shapes if shape is not None)
