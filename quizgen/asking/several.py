"""Questions about several facts at once: events to put in order, claims to match with who made them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.asking.series import draw
from quizgen.domain.answer import PartialDate
from quizgen.domain.fact import Kind
from quizgen.domain.library import Sort, Way
from quizgen.domain.question import Match, Order, Question

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase

#: Fewer would be a matter of luck, more is a matter of patience.
FEWEST, MOST = 3, 4

ORDER_PROMPT = "Put these events in order, the earliest first."
MATCH_PROMPT = "Who was it? Match each question with a name; each name fits once."


def draw_several(kb: KnowledgeBase, facts: Iterable[Fact], way: Way, seed: str) -> Iterator[Question]:
    """Yield questions about several of `facts`, each fact in one of them at most. `way` is one of `SEVERAL`."""
    able, fits = SEVERAL[way]
    for group in _groups([fact for fact in facts if able(fact)], seed, lambda one, other: fits(kb, one, other)):
        yield several(kb, group, way, seed)


def several(kb: KnowledgeBase, facts: Sequence[Fact], way: Way, seed: str) -> Question:
    """Return the question about these facts; `seed` decides how they are shown."""
    shown = sorted(facts, key=lambda fact: draw(seed, "shown", fact.id))
    shape = _order(kb, shown) if way is Way.ORDER else _match(kb, shown, seed)
    first, *others = sorted(facts, key=lambda fact: str(fact.id))
    return Question(first, way, shape, tuple(others))


def _order(kb: KnowledgeBase, shown: Sequence[Fact]) -> Order:
    items = tuple(str(fact.label) for fact in shown)
    dates = tuple(kb.text(fact.answer) for fact in shown)
    return Order(ORDER_PROMPT, items, dates, tuple(sorted(range(len(shown)), key=lambda i: _date(shown[i]).key)))


def _match(kb: KnowledgeBase, shown: Sequence[Fact], seed: str) -> Match:
    names = [kb.subject(fact) or "" for fact in shown]
    offered = tuple(sorted(names, key=lambda name: draw(seed, "name", name)))
    pairs = tuple(offered.index(name) for name in names)
    return Match(MATCH_PROMPT, tuple(str(fact.reverse) for fact in shown), offered, pairs)


def _groups(facts: list[Fact], seed: str, fits: Callable[[Fact, Fact], bool]) -> Iterator[list[Fact]]:
    """Yield groups of facts of which each fits beside each other; what does not fit waits for a later group."""
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


def _date(fact: Fact) -> PartialDate:
    assert isinstance(fact.answer, PartialDate)
    return fact.answer


def _is_event(fact: Fact) -> bool:
    """Say whether the fact dates an event on whose date all sources agree."""
    return fact.kind is Kind.WHEN and fact.label is not None and not fact.accounts


def _is_claim(fact: Fact) -> bool:
    """Say whether the fact can be asked for who said or demanded it."""
    return fact.by is not None and fact.reverse is not None


def _parted(_kb: KnowledgeBase, one: Fact, other: Fact) -> bool:
    """Say whether one date lies surely before the other: a month says nothing of the days in it."""
    pairs = zip(_date(one).key, _date(other).key, strict=True)
    first = next((pair for pair in pairs if pair[0] != pair[1]), (0, 0))
    return all(first)


def _tell_apart(kb: KnowledgeBase, one: Fact, other: Fact) -> bool:
    """Say whether each claim has a claimant of its own, and neither question tells by its form or names the other's.

    'Who' and 'which body' would part a person from an office without any knowledge.
    """
    asked = [str(fact.reverse) for fact in (one, other)]
    if len({kb.language.words(question)[0] for question in asked}) > 1 or not _differ(kb, one, other):
        return False
    return not any(
        kb.language.contains(question, form)
        for question, named in zip(asked, (other, one), strict=True)
        for form in kb.subject_forms(named)
    )


def _differ(kb: KnowledgeBase, one: Fact, other: Fact) -> bool:
    """Say whether two claimants are surely two: a ministry and its minister, or a state and its allies, are not.

    Of one side only people of one group are told apart, and bodies only within a group, such as that of ministries.
    """
    first, second = (kb.entities.get(str(fact.by)) for fact in (one, other))
    if first is None or second is None or first.id == second.id:
        return False
    people = [claimant.sort is Sort.PERSON for claimant in (first, second)]
    same_side, same_group = first.side == second.side, first.group == second.group
    if all(people):
        return not same_side or same_group
    return not same_side and (any(people) or (same_group and first.group is not None))


#: The ways of asking several facts at once: which facts can be asked so, and which fit beside each other.
SEVERAL = {Way.ORDER: (_is_event, _parted), Way.MATCH: (_is_claim, _tell_apart)}
