"""The simple ways of asking: recall, typed, reverse and cloze."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.domain.question import Gaps, Open

if TYPE_CHECKING:
    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase

#: The longest answer that a learner is asked to type, in characters; beyond it one slip would decide.
LONGEST_TYPED = 40


def recall(kb: KnowledgeBase, fact: Fact) -> Open:
    """Ask for the answer out of memory; every fact can be asked so."""
    return Open(str(fact.ask), kb.text(fact.answer), kb.accepted(fact))


def typed(kb: KnowledgeBase, fact: Fact) -> Open | None:
    """Ask for an answer to be typed: names, dates and quantities, which have a definite spelling."""
    question = recall(kb, fact)
    return None if fact.kind.is_phrase or len(question.answer) > LONGEST_TYPED else question


def reverse(kb: KnowledgeBase, fact: Fact) -> Open | None:
    """Ask the reverse question for the claimant or the label, where the curator wrote one."""
    subject = kb.subject(fact)
    if fact.reverse is None or subject is None:
        return None
    return Open(str(fact.reverse), subject, kb.subject_forms(fact))


def cloze(kb: KnowledgeBase, fact: Fact) -> Gaps | None:
    """Ask for the words in the gap of the fact's sentence, where there is one."""
    accepted = kb.accepted(fact)
    parts = kb.sentence(fact)
    if parts is None:
        return None
    return Gaps(parts.before, parts.gap, parts.after, tuple(dict.fromkeys((parts.gap, *accepted))))
