"""Questions that are asked one after another: none gives away a later one, and none is about the matter of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.asking.giveaways import expose, gives_away

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from quizgen.asking.giveaways import Exposure
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.question import Question


class Sitting:
    """The questions of a round or of a study day, in the order in which they are asked.

    `facts` are the ids of their facts, and of all others of the same matter.
    """

    def __init__(self, kb: KnowledgeBase, before: Iterable[Question] = ()) -> None:
        """Begin without questions; those `before` were asked already."""
        self._kb = kb
        self._before = [expose(kb, question) for question in before]
        self._asked: list[Exposure] = []
        self.facts = {fact for exposure in self._before for fact in exposure.facts}

    @property
    def questions(self) -> list[Question]:
        """Return the questions that were added, in the order in which they are asked."""
        return [exposure.question for exposure in self._asked]

    def leads(self, facts: Collection[str], most: int) -> dict[str, int]:
        """Return how many questions earlier each question about one of these `facts` can be read, at the `most`.

        By their ids. Read so early, it gives away none of the questions that come before it.
        """
        return {
            new.question.id: self._lead(at, most)
            for at, new in enumerate(self._asked)
            if str(new.question.fact.id) in facts
        }

    def _lead(self, at: int, most: int) -> int:
        new, before = self._asked[at], self._asked[max(0, at - most) : at]
        return next((lead for lead, other in enumerate(reversed(before)) if gives_away(new, other)), len(before))

    def add(self, question: Question) -> bool:
        """Add a question at the end, or before the first that gives it away; say whether it has such a place."""
        new, asked = expose(self._kb, question), self._asked
        if not self.facts.isdisjoint(new.facts) or any(gives_away(other, new) for other in self._before):
            return False
        place = next((at for at, other in enumerate(asked) if gives_away(other, new)), len(asked))
        if any(gives_away(new, other) for other in asked[place:]):
            return False
        asked.insert(place, new)
        self.facts |= new.facts
        return True
