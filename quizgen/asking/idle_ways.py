"""Ways that a fact or the library names and in which nothing can be asked: cards would be made in others in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.domain.problem import problem_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizgen.asking import Asker
    from quizgen.domain.card import WayId
    from quizgen.domain.fact import Fact
    from quizgen.domain.problem import Problem

_RULE = "idle-way"


def idle_ways(asker: Asker) -> Iterator[Problem]:
    """Yield a problem for each fact in force that can be asked in none of its ways, and one where that is so for all.

    A fact or a library may name ways beside others that suit it.
    """
    facts = [fact for fact in asker.kb.facts.values() if fact.retired is None]
    for fact in facts:
        if _are_idle(asker, fact.ways, (fact,)):
            message = f"'{fact.id}' cannot be asked in its ways: {_needs(asker, fact.ways)}; add that, or delete 'ways'"
            yield problem_at(fact.path, fact.id, _RULE, message)
    info = asker.kb.documents.info
    if info is not None and facts and _are_idle(asker, info.ways, facts):
        message = f"no fact can be asked in these ways: {_needs(asker, info.ways)}; add that to facts, or delete 'ways'"
        yield problem_at(info.path, info.name, _RULE, message)


def _are_idle(asker: Asker, ways: Iterable[WayId], facts: Iterable[Fact]) -> bool:
    """Say whether nothing can be asked in any of the ways, of which there are some."""
    ways = tuple(ways)
    return bool(ways) and not any(asker.makes_card(fact, way) for fact in facts for way in ways)


def _needs(asker: Asker, ways: Iterable[WayId]) -> str:
    return ", ".join(f"{way} needs {asker.ways[way].needs}" for way in ways)
