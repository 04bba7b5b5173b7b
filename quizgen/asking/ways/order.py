"""Events to put in order, and the steps of a course."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.asking.ways.way import SeveralFacts, Way
from quizgen.domain.chance import draw
from quizgen.domain.fact import Kind
from quizgen.domain.question import Order, OrderRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.asking.choice import OptionMaker
    from quizgen.domain.answer import PartialDate
    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase


def order(kb: KnowledgeBase, shown: Sequence[Fact], _seed: str) -> Order:
    """Return the events to be put in order, as they are shown; never in their right order, which asks for nothing."""
    in_time = sorted(shown, key=lambda fact: _date(fact).key)
    if in_time == [*shown]:
        shown = shown[::-1]
    rows = (OrderRow(str(fact.id), str(fact.label), kb.text(_date(fact)), in_time.index(fact) + 1) for fact in shown)
    return Order(kb.language.gettext("Put these events in order, the earliest first."), tuple(rows))


def _date(fact: Fact) -> PartialDate:
    assert fact.date is not None, "only events stand here"
    return fact.date


def _is_event(fact: Fact) -> bool:
    """Say whether the fact's label names an event, or a statement, on whose date all sources agree."""
    return fact.label is not None and fact.date is not None and not fact.accounts


def _differ(kb: KnowledgeBase, fact: Fact, other: Fact) -> bool:
    """Say whether two events have different labels, and one is surely earlier: a month may be any day in it."""
    pairs = zip(_date(fact).key, _date(other).key, strict=True)
    first = next((pair for pair in pairs if pair[0] != pair[1]), (0, 0))
    normal = kb.language.normal
    return all(first) and normal(str(fact.label)) != normal(str(other.label))


def steps(_options: OptionMaker, fact: Fact, seed: str) -> Order | None:
    """Return the steps of a course to be put in order, never in their right order; None for any other fact.

    None, too, where sources differ, as then nobody can say which order is right.
    """
    if fact.kind is not Kind.STEPS or fact.accounts:
        return None
    shown = sorted(range(len(fact.items)), key=lambda place: draw(seed, fact.id, "step", str(place)))
    if shown == sorted(shown):
        shown = shown[::-1]
    rows = (OrderRow(str(fact.id), str(fact.items[place]), "", place + 1) for place in shown)
    return Order(str(fact.ask), tuple(rows))


ORDER = Way(
    id="order",
    ask=SeveralFacts(_is_event, _differ, order),
    paper_share=5,
    in_rounds=True,
    needs="several facts with 'label' and a date",
)
STEPS = Way(
    id="steps", ask=steps, paper_share=5, in_rounds=True, kind=Kind.STEPS, needs="'steps' on which all sources agree"
)
