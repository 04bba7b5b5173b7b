"""Rules on who says what: a claim is never printed as a fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.domain.fact import Kind
from quizgen.domain.problem import Problem, problem_at
from quizgen.domain.words import normal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.domain.knowledge import KnowledgeBase


def claim_without_claimant(kb: KnowledgeBase) -> Iterator[Problem]:
    """What was said or demanded has somebody who said or demanded it.

    Add 'by' with the id of the person, organisation or document whose claim it is. If nobody is
    known, describe the unnamed source as an entity ('an unnamed source quoted by the agency').

    Passes:

        - id: doe.talks
          said: talks will go on
          by: jane-doe
          ask: What did Jane Doe say of the future of the negotiations?
          evidence: {wire: the talks will go on}

    Fails:

        - id: doe.talks
          said: talks will go on
          ask: What was said of the future of the negotiations?
          evidence: {wire: the talks will go on}
    """
    for fact in kb.facts.values():
        if fact.kind in (Kind.SAID, Kind.DEMANDED) and fact.by is None:
            message = f"'{fact.kind.value}' needs a claimant; add 'by: ID' of the one whose claim it is"
            yield problem_at(fact.path, fact.id, "claim-without-claimant", message)


def claimant_not_named(kb: KnowledgeBase) -> Iterator[Problem]:
    """A claim names its claimant in the question and in the sentence, not only behind them.

    A learner who sees only the front must know whose claim it is. Name the claimant, by the name or
    an alias of the entity in 'by', in 'ask' and in 'says'. The sentence may have the claimant as
    its gap.

    Passes:

        - id: doe.talks
          said: talks will go on
          by: jane-doe
          ask: What did Jane Doe say of the future of the negotiations?
          evidence: {wire: the talks will go on}

    Fails:

        - id: doe.talks
          said: talks will go on
          by: jane-doe
          ask: What will become of the negotiations?
          evidence: {wire: the talks will go on}
    """
    padded = {id_: tuple(f" {normal(form)} " for form in entity.forms) for id_, entity in kb.entities.items()}
    for fact in kb.facts.values():
        forms = padded.get(str(fact.by)) if fact.by is not None else None
        if not forms or fact.by == fact.answer:
            continue
        for key, text in (("ask", fact.ask), ("says", fact.says)):
            if text is None:
                continue
            own = f" {normal(text)} "
            if not any(form in own for form in forms):
                name = kb.text(fact.by) if fact.by is not None else ""
                message = f"'{key}' does not name whose claim this is; name {name} in it"
                yield problem_at(fact.path, text, "claimant-not-named", message)
