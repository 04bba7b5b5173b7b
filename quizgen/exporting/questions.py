"""Which questions go to another home: those of a library or a deck in each way that suits a fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.asking.several import draw_several

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.domain.fact import Fact
    from quizgen.domain.library import Recipe
    from quizgen.domain.question import Question
    from quizgen.pipeline import Library

#: What is drawn is drawn alike each time: whether a statement is true, and what stands in one question.
_SEED = "1"


def questions_of(library: Library, recipe: Recipe | None = None) -> Iterator[Question]:
    """Yield the questions about a deck, or a whole library: what its cards ask, then statements, then several facts.

    Nothing is asked for which a card would be withdrawn.
    """
    asker, facts = library.asker, library.facts(None if recipe is None else str(recipe.id))
    for fact in facts:
        yield from asker.cards(fact).values()
        yield from _exercises(library, fact)
    for way in asker.ways.values():
        if way.asks_several:
            yield from draw_several(asker.kb, facts, way, _SEED)


def _exercises(library: Library, fact: Fact) -> Iterator[Question]:
    """Yield a fact as a statement that is true or false, and in other ways that make no card."""
    asker = library.asker
    for way in asker.ways.values():
        if way.card is None and not way.asks_several and way.in_rounds:
            question = asker.exercise(fact, way.id, _SEED)
            if question is not None:
                yield question
