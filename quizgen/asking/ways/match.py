"""Claims to be matched with their claimants, or meanings with their terms, beside names and terms that fit nowhere."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from quizgen.asking.ways.way import SeveralFacts, Way
from quizgen.domain.chance import draw
from quizgen.domain.library import Sort
from quizgen.domain.markup import has_block
from quizgen.domain.question import Match, MatchRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.library import Entity

#: So many claims are asked, and so many names more than claims stand beside them at most. With as many names as
#: claims the last one would be free, whatever a learner knows of it (Haladyna and Rodriguez, "Developing and
#: Validating Test Items", 2013, on matching: the numbers of items and options are not to be equal).
_CLAIMS, _MORE_NAMES = 3, 2


def match(kb: KnowledgeBase, shown: Sequence[Fact], seed: str) -> Match:
    """Return what is to be matched, as it is shown, with names or terms in an order that `seed` decides.

    There are more of these than questions wherever the library has one that surely is the answer to none of them.
    """
    return _match_terms(kb, shown, seed) if shown[0].means else _match_claims(kb, shown, seed)


def _match_terms(kb: KnowledgeBase, shown: Sequence[Fact], seed: str) -> Match:
    """Return the meanings as they are shown, to be matched with terms, their own and others of their topic."""
    asked = sorted(str(fact.id) for fact in shown)  # whatever the seed, the same others stand beside them
    answers = {fact.id: kb.text(fact.answer) for fact in shown}
    alike = {id_ for fact in shown for id_ in kb.same_matter(fact)}
    others = [
        kb.text(fact.answer)
        for fact in sorted(kb.topics[shown[0].topic].facts, key=lambda fact: draw("other", *asked, fact.id))
        if fact.means
        and fact.retired is None
        and fact.id not in alike
        and all(_are_unlike(kb, fact, one) for one in shown)
    ]
    offered = dict.fromkeys((*answers.values(), *others[:_MORE_NAMES]))
    in_order = tuple(sorted(offered, key=lambda term: draw(seed, "name", term)))
    rows = (MatchRow(str(fact.id), str(fact.means[0]), in_order.index(answers[fact.id])) for fact in shown)
    if len(in_order) > len(shown):
        prompt = kb.language.gettext("Match each meaning with its term; some terms fit nowhere.")
    else:
        prompt = kb.language.gettext("Match each meaning with its term; each term fits once.")
    return Match(prompt, tuple(rows), in_order)


def _are_unlike(kb: KnowledgeBase, fact: Fact, other: Fact) -> bool:
    """Say whether two terms are two, and mean two things."""
    pairs = ((kb.accepted(fact), kb.accepted(other)), (fact.means, other.means))
    likeness = kb.language.likeness
    return all({*map(likeness, first)}.isdisjoint(map(likeness, second)) for first, second in pairs)


def _match_claims(kb: KnowledgeBase, shown: Sequence[Fact], seed: str) -> Match:
    """Return the reverse questions as they are shown, to be matched with names."""
    names = {fact.id: kb.subject(fact) or "" for fact in shown}
    others = _others(kb, shown)
    offered = (*names.values(), *(str(other.name) for other in _of_their_sides(kb, shown, others)))
    in_order = tuple(sorted(offered, key=lambda name: draw(seed, "name", name)))
    rows = (MatchRow(str(fact.id), str(fact.reverse), in_order.index(names[fact.id])) for fact in shown)
    if len(in_order) > len(shown):
        prompt = kb.language.gettext("Who was it? Match each question with a name; some names fit nowhere.")
    else:
        prompt = kb.language.gettext("Who was it? Match each question with a name; each name fits once.")
    return Match(prompt, tuple(rows), in_order)


def _of_their_sides(kb: KnowledgeBase, shown: Sequence[Fact], others: Iterable[Entity]) -> list[Entity]:
    """Return those of the others who are offered: where somebody stands alone for a side, first another one of it.

    The only American among five names would be known by an American question, without any knowledge.
    """
    sides = Counter(claimant.side for fact in shown if (claimant := _claimant(kb, fact)))
    left = list(others)
    offered: list[Entity] = []
    while left and len(offered) < _MORE_NAMES:
        new = min(left, key=lambda other: sides[other.side] != 1)
        left.remove(new)
        offered.append(new)
        sides[new.side] += 1
    return offered


def _others(kb: KnowledgeBase, shown: Sequence[Fact]) -> list[Entity]:
    """Return those of the same kind who claim none of the facts, those first who claim something else: they tempt.

    They are the same for the same facts, whatever the seed, so that what a sheet shows is the same in all variants.
    Whoever claims a fact of the same matter, or gives another account of one, may be right too.
    """
    asked = sorted(str(fact.reverse) for fact in shown)
    claimants = {str(kb.facts[id_].by) for fact in shown for id_ in kb.same_matter(fact)}
    claimants |= {str(account.by) for fact in shown for account in fact.accounts}
    others = [
        entity
        for id_, entity in kb.entities.items()
        if id_ not in claimants
        and all(_are_two(entity, _claimant(kb, fact)) for fact in shown)
        and not any(kb.language.contains(text, form) for text in asked for form in entity.forms)
    ]
    tempting = {str(fact.by) for fact in kb.facts.values() if _is_claim(fact)}
    return sorted(others, key=lambda other: (other.id not in tempting, draw("other", *asked, str(other.id))))


def _is_claim(fact: Fact) -> bool:
    """Say whether the fact can be asked for its claimant."""
    return fact.by is not None and fact.reverse is not None


def _can_be_matched(fact: Fact) -> bool:
    """Say whether the fact can stand in a match, whose rows are one line each."""
    return not has_block(fact.means[0]) if fact.means else _is_claim(fact)


def _fit(kb: KnowledgeBase, fact: Fact, other: Fact) -> bool:
    """Say whether two facts can stand in one match: two terms of a topic, or two claims."""
    if fact.means and other.means:
        return fact.topic == other.topic and _are_unlike(kb, fact, other)
    return not fact.means and not other.means and _tell_apart(kb, fact, other)


def _tell_apart(kb: KnowledgeBase, fact: Fact, other: Fact) -> bool:
    """Say whether each claim has a claimant of its own, and neither question tells by its form or names the other's.

    'Who' and 'which body' would part a person from an office without any knowledge.
    """
    if not _are_two(_claimant(kb, fact), _claimant(kb, other)):
        return False
    asked = [str(claim.reverse) for claim in (fact, other)]
    if len({kb.language.words(question)[0] for question in asked}) > 1:
        return False
    return not any(
        kb.language.contains(question, form)
        for question, named in zip(asked, (other, fact), strict=True)
        for form in kb.subject_forms(named)
    )


def _claimant(kb: KnowledgeBase, fact: Fact) -> Entity | None:
    return kb.entities.get(str(fact.by))


def _are_two(first: Entity | None, second: Entity | None) -> bool:
    """Say whether two claimants are of one kind and surely two: a state and its allies, for example, are not.

    Within a side only people of the same group count as two. Bodies of different sides count as two within a group,
    such as that of ministries. Somebody who is only described, as 'a source' is, is of another kind than who is named.
    """
    if first is None or second is None or first.id == second.id or first.sort is not second.sort:
        return False
    if str(first.name)[:1].isupper() != str(second.name)[:1].isupper():
        return False
    same_side, same_group = first.side == second.side, first.group == second.group
    if first.sort is Sort.PERSON:
        return not same_side or same_group
    return not same_side and same_group and first.group is not None


MATCH = Way(
    id="match",
    ask=SeveralFacts(_can_be_matched, _fit, match, most=_CLAIMS),
    paper_share=5,
    in_rounds=True,
    asks_subject=True,
    needs="several terms in one topic, with 'means' on one line, or several statements with 'by'",
)
