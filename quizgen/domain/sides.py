"""The parties to the matter: who makes the claim of a fact, and how many claims each side makes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase


def side_of(kb: KnowledgeBase, fact: Fact) -> str | None:
    """Return the id of the side that makes the fact's claim, or None where nobody claims it."""
    entity = kb.entities.get(fact.by) if fact.by is not None else None
    return str(entity.side) if entity and entity.side else None


def claims_per_side(kb: KnowledgeBase) -> dict[str, int]:
    """Return the number of claims of each side among the facts in force, sides without a claim included."""
    counts = Counter(side_of(kb, fact) for fact in kb.facts.values() if fact.retired is None)
    return {str(side): counts[side] for side in kb.sides}
