"""Questions about several facts at once: which facts stand together, and in which order they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.asking.ways.way import SeveralFacts
from quizgen.domain.chance import draw
from quizgen.domain.question import Question

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quizgen.asking.ways.way import Way
    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase

#: Fewer would be a matter of luck.
FEWEST = 3


def draw_several(kb: KnowledgeBase, facts: Iterable[Fact], way: Way, seed: str) -> Iterator[Question]:
    """Yield questions about several of `facts`, each fact in one of them at most, and no matter twice in one.

    The `way` asks several facts.
    """
    for group in draw_groups(kb, facts, way, seed):
        yield question_about(kb, group, way, seed)


def draw_groups(kb: KnowledgeBase, facts: Iterable[Fact], way: Way, seed: str) -> Iterator[list[Fact]]:
    """Yield the facts of each question that `draw_several` yields."""
    waiting = sorted(filter(_ask_of(way).suits, facts), key=lambda fact: draw(seed, "group", fact.id))
    while len(waiting) >= FEWEST:
        group, waiting = _stand_together(kb, waiting, way)
        if len(group) >= FEWEST:
            yield group


def ask_again(kb: KnowledgeBase, names: Iterable[str], way: Way, seed: str) -> Question | None:
    """Return the question that was drawn about the facts with these ids, as it can be asked now.

    What no longer suits the `way`, or no longer fits beside the facts before it, is left out. Where too few facts
    remain, there is no such question any more: None.
    """
    ids = dict.fromkeys(names)
    facts = [fact for fact in map(kb.facts.get, ids) if fact is not None and fact.retired is None]
    group, _ = _stand_together(kb, facts, way)
    if len(group) < FEWEST:
        return None
    left_out = ids.keys() - {str(fact.id) for fact in group}
    return question_about(kb, group, way, seed)._replace(left_out=tuple(sorted(left_out)))


def question_about(kb: KnowledgeBase, facts: Sequence[Fact], way: Way, seed: str) -> Question:
    """Return the question about these facts; the `seed` decides in which order they are shown."""
    shown = sorted(facts, key=lambda fact: draw(seed, "shown", fact.id))
    first, *others = sorted(facts, key=lambda fact: str(fact.id))
    shape = _ask_of(way).make(kb, shown, seed)
    return Question(first, way.id, shape, tuple(others), asks_subject=way.asks_subject and not first.means)


def _stand_together(kb: KnowledgeBase, facts: Iterable[Fact], way: Way) -> tuple[list[Fact], list[Fact]]:
    """Return the facts that can stand in one question, the first first, and those that suit it but not beside these.

    This alone decides it, when a question is drawn and when it is asked again.
    """
    ask = _ask_of(way)
    group: list[Fact] = []
    later: list[Fact] = []
    for fact in filter(ask.suits, facts):
        fits = len(group) < ask.most and all(
            other.id not in kb.same_matter(fact) and ask.fits(kb, fact, other) for other in group
        )
        (group if fits else later).append(fact)
    return group, later


def _ask_of(way: Way) -> SeveralFacts:
    assert isinstance(way.ask, SeveralFacts), f"{way.id} asks one fact"
    return way.ask
