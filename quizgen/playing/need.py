"""Which facts a round is to ask first: what was missed, what was never practised, then what was longest ago."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.asking.exercises import core_first
from quizgen.study.practised import Practised

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from quizgen.domain.fact import Fact

#: Behind so many other facts stands one that was missed.
_OTHERS = 2


def by_need(facts: Iterable[Fact], practised: Mapping[str, Practised], seed: str) -> list[Fact]:
    """Return the facts in the order in which a round takes them.

    What was never practised comes first, core facts before others, then what was practised least and longest ago.
    Among these, every third is one that was missed and is not known since.
    """

    def of(fact: Fact) -> Practised:
        return practised.get(str(fact.id), Practised())

    ordered = core_first(facts, seed)
    missed = missed_first(ordered, practised)
    others = sorted(
        (fact for fact in ordered if not of(fact).is_missed), key=lambda fact: (of(fact).times, of(fact).last)
    )
    chosen: list[Fact] = []
    while missed and others:
        chosen += [*others[:_OTHERS], missed.pop(0)]
        del others[:_OTHERS]
    return [*chosen, *others, *missed]


def missed_first(facts: Iterable[Fact], practised: Mapping[str, Practised]) -> list[Fact]:
    """Return the facts that were missed and are not known since, those missed most first."""
    usual = Practised()
    missed = [fact for fact in facts if practised.get(str(fact.id), usual).is_missed]
    return sorted(missed, key=lambda fact: -practised[str(fact.id)].misses)
