"""What learners are told of facts and cards that were withdrawn: rules of style, which reach every old card.

A note that stays out of a package stays with whoever has it. Were it sent along, newcomers would get it, and the cards
that its fields call for at the next Check Database. The style sheet reaches everybody who has the note type, and brings
no note: so it knows what was withdrawn, by the fact's id and the type of card that stand on each card.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.rendering.css import css_string

if TYPE_CHECKING:
    from quizgen.domain.answer import PartialDate
    from quizgen.domain.fact import Fact, WithdrawnCard
    from quizgen.domain.knowledge import KnowledgeBase


def withdrawn_rules(kb: KnowledgeBase) -> str:
    """Return the rules that show, in place of what a withdrawn card asks, since when and why it is withdrawn.

    Where a fact is withdrawn, that is said on all of its cards, also on one that was withdrawn before.
    """
    rules = []
    for fact in kb.facts.values():
        if fact.retired is not None:
            rules.append(_rule(f'[data-fact="{fact.id}"]', _retired(kb, fact)))
            continue
        rules += [
            _rule(f'[data-fact="{fact.id}"][data-card="{withdrawn.card}"]', withdrawn_text(kb, withdrawn))
            for withdrawn in fact.withdrawn
        ]
    return "".join(rules)


def withdrawn_text(kb: KnowledgeBase, withdrawn: WithdrawnCard) -> str:
    """Return what is said of a withdrawn card."""
    this = kb.language.gettext("This card asks nothing any more; the other cards of its note do.")
    return f"{_since(kb, withdrawn.on)} {withdrawn.why} {this}"


def _retired(kb: KnowledgeBase, fact: Fact) -> str:
    assert fact.retired is not None
    told = f"{_since(kb, fact.retired.on)} {fact.retired.why}"
    if fact.retired.instead is None:
        return told
    instead = kb.facts[str(fact.retired.instead)]
    learn = kb.language.gettext(
        "Learn instead: {question} {answer}", question=instead.ask, answer=kb.text(instead.answer)
    )
    return f"{told} {learn}"


def _since(kb: KnowledgeBase, date: PartialDate) -> str:
    return kb.language.gettext("Withdrawn on {date}.", date=kb.text(date))


def _rule(selector: str, text: str) -> str:
    return f"\n.qg{selector} > * {{ display: none }}\n.qg{selector}::before {{ content: {css_string(text)} }}"
