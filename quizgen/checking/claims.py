"""Rules on who says what: a claim is never printed as a fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.domain.fact import Kind
from quizgen.domain.problem import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase


def claim_without_claimant(_kb: KnowledgeBase, fact: Fact) -> Iterator[Finding]:
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
    if fact.kind in (Kind.SAID, Kind.DEMANDED) and fact.by is None:
        message = f"'{fact.kind.value}' needs a claimant; add 'by: ID' of the one whose claim it is"
        yield Finding(fact.id, message)


def claimant_not_named(kb: KnowledgeBase, fact: Fact) -> Iterator[Finding]:
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
    if fact.by is None or fact.by not in kb.entities or fact.by == fact.answer:
        return
    names = kb.plain_names[fact.by]
    for key, text in (("ask", fact.ask), ("says", fact.says)):
        if text is None:
            continue
        shown = kb.language.spaced(text)
        if not any(f" {name} " in shown for name in names):
            message = f"'{key}' does not name whose claim this is; name {kb.text(fact.by)} in it"
            yield Finding(text, message)
