"""Claims to be matched with their claimants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.asking.ways.way import SeveralFacts, Way
from quizgen.domain.chance import draw
from quizgen.domain.library import Sort
from quizgen.domain.question import Match, MatchRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase


def match(kb: KnowledgeBase, shown: Sequence[Fact], seed: str) -> Match:
    """Return the reverse questions as they are shown, to be matched with names in an order that `seed` decides."""
    names = {fact.id: kb.subject(fact) or "" for fact in shown}
    offered = tuple(sorted(names.values(), key=lambda name: draw(seed, "name", name)))
    rows = (MatchRow(str(fact.id), str(fact.reverse), offered.index(names[fact.id])) for fact in shown)
    prompt = kb.language.gettext("Who was it? Match each question with a name; each name fits once.")
    return Match(prompt, tuple(rows), offered)


def _is_claim(fact: Fact) -> bool:
    """Say whether the fact can be asked for its claimant."""
    return fact.by is not None and fact.reverse is not None


def _tell_apart(kb: KnowledgeBase, fact: Fact, other: Fact) -> bool:
    """Say whether each claim has a claimant of its own, and neither question tells by its form or names the other's.

    'Who' and 'which body' would part a person from an office without any knowledge.
    """
    asked = [str(claim.reverse) for claim in (fact, other)]
    if len({kb.language.words(question)[0] for question in asked}) > 1 or not _differ(kb, fact, other):
        return False
    return not any(
        kb.language.contains(question, form)
        for question, named in zip(asked, (other, fact), strict=True)
        for form in kb.subject_forms(named)
    )


def _differ(kb: KnowledgeBase, fact: Fact, other: Fact) -> bool:
    """Say whether two claimants are surely two: a ministry and its minister, or a state and its allies, are not.

    Within a side only people of the same group count as two. Bodies of different sides count as two within a group,
    such as that of ministries.
    """
    first, second = (kb.entities.get(str(claim.by)) for claim in (fact, other))
    if first is None or second is None or first.id == second.id:
        return False
    people = [claimant.sort is Sort.PERSON for claimant in (first, second)]
    same_side, same_group = first.side == second.side, first.group == second.group
    if all(people):
        return not same_side or same_group
    return not same_side and (any(people) or (same_group and first.group is not None))


MATCH = Way(
    id="match",
    ask=SeveralFacts(_is_claim, _tell_apart, match),
    paper_share=5,
    in_rounds=True,
    asks_subject=True,
)
