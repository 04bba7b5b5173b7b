"""Questions about several facts at once: which facts stand together, and in which order they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.asking.ways.way import SeveralFacts
from quizgen.domain.chance import draw
from quizgen.domain.question import Question

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from quizgen.asking.ways.way import Way
    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase

#: Fewer would be a matter of luck, more is a matter of patience.
FEWEST, MOST = 3, 4


def draw_several(kb: KnowledgeBase, facts: Iterable[Fact], way: Way, seed: str) -> Iterator[Question]:
    """Yield questions about several of `facts`, each fact in one of them at most, and no matter twice in one.

    The `way` asks several facts.
    """
    ask = _ask_of(way)
    suitable = [fact for fact in facts if ask.suits(fact)]

    def fits(fact: Fact, other: Fact) -> bool:
        return other.id not in kb.same_matter(fact) and ask.fits(kb, fact, other)

    for group in _groups(suitable, seed, fits):
        yield question_about(kb, group, way, seed)


def question_about(kb: KnowledgeBase, facts: Sequence[Fact], way: Way, seed: str) -> Question:
    """Return the question about these facts; the `seed` decides in which order they are shown."""
    shown = sorted(facts, key=lambda fact: draw(seed, "shown", fact.id))
    first, *others = sorted(facts, key=lambda fact: str(fact.id))
    shape = _ask_of(way).make(kb, shown, seed)
    return Question(first, way.id, shape, tuple(others), asks_subject=way.asks_subject)


def _ask_of(way: Way) -> SeveralFacts:
    assert isinstance(way.ask, SeveralFacts), f"{way.id} asks one fact"
    return way.ask


def _groups(facts: list[Fact], seed: str, fits: Callable[[Fact, Fact], bool]) -> Iterator[list[Fact]]:
    """Yield groups of facts of which each fits beside each other; a fact that does not fit waits for a later group."""
    waiting = sorted(facts, key=lambda fact: draw(seed, "group", fact.id))
    while len(waiting) >= FEWEST:
        group: list[Fact] = []
        later: list[Fact] = []
        for fact in waiting:
            takes = len(group) < MOST and all(fits(fact, other) for other in group)
            (group if takes else later).append(fact)
        if len(group) >= FEWEST:
            yield group
        waiting = later
