"""The ways without options: recall, typed, reverse and cloze."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.asking.ways.way import Way
from quizgen.domain.answer import typed_form
from quizgen.domain.card import CardType
from quizgen.domain.fact import Kind
from quizgen.domain.markup import has_block, plain
from quizgen.domain.question import Gaps, Open
from quizgen.domain.tongue import reading
from quizgen.grading.learnt_articles import has_learnt_article

if TYPE_CHECKING:
    from quizgen.asking.choice import OptionMaker
    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase

#: The longest answer that a learner is asked to type, in characters; beyond it a single typo would decide.
LONGEST_TYPED = 40
#: The most words that each part of a list has which is typed; more can be said in too many ways.
_MOST_WORDS = 3


def recall(options: OptionMaker, fact: Fact, _seed: str = "") -> Open:
    """Ask for the answer out of memory; every fact can be asked so."""
    kb = options.kb
    question = Open(str(fact.ask), kb.text(fact.answer), kb.accepted(fact))
    parts = tuple(map(str, fact.items)) if fact.kind is Kind.LIST else ()
    if not parts or any(len(plain(part)) > LONGEST_TYPED or len(plain(part).split()) > _MOST_WORDS for part in parts):
        return question
    form = kb.language.gettext("with commas between the parts")
    return question._replace(form=form, parts=parts, least=min(fact.name or len(parts), len(parts)))


def typed(options: OptionMaker, fact: Fact, _seed: str = "") -> Open | None:
    """Ask for an answer to be typed, where it has a definite form, or parts that have."""
    question = recall(options, fact)
    if question.parts:
        return question
    if not options.kb.has_definite_form(fact) or not _can_be_typed(question.answer):
        return None
    return question._replace(is_typed=True, form=_how_to_type(options.kb, fact))


def _how_to_type(kb: KnowledgeBase, fact: Fact) -> str:
    """Return how exactly the answer to a fact is to be typed; empty where that needs no word."""
    if has_learnt_article(reading(kb, fact).language, (kb.text(fact.answer),)):
        return kb.language.gettext("with its article")
    return typed_form(kb.language, fact.answer)


def _can_be_typed(answer: str) -> bool:
    """Say whether a learner can be asked to type an answer: on one line, and not a long one."""
    return len(plain(answer)) <= LONGEST_TYPED and not has_block(answer)


def reverse(options: OptionMaker, fact: Fact, _seed: str = "") -> Open | None:
    """Ask the reverse question for the claimant, or the label, where the curator wrote one; a name is typed."""
    kb = options.kb
    subject = kb.subject(fact)
    if fact.reverse is None or subject is None:
        return None
    is_definite = fact.by is not None or bool(fact.means) or bool(kb.bearers(subject))
    is_typed = is_definite and _can_be_typed(subject)
    return Open(str(fact.reverse), subject, kb.subject_forms(fact), is_typed=is_typed)


def cloze(options: OptionMaker, fact: Fact, _seed: str = "") -> Gaps | None:
    """Ask for the words in the gap of the fact's sentence, where there is one."""
    kb = options.kb
    accepted = kb.accepted(fact)
    parts = kb.sentence(fact)
    if parts is None:
        return None
    return Gaps(
        parts.before,
        parts.gap,
        parts.after,
        accepted=tuple(dict.fromkeys((parts.gap, *accepted))),
        is_typed=kb.has_definite_form(fact) and len(plain(parts.gap)) <= LONGEST_TYPED,
        form=_how_to_type(kb, fact),
    )


RECALL = Way(id="recall", ask=recall, card=CardType.ANSWER, paper_share=15)
TYPED = Way(
    id="typed",
    ask=typed,
    card=CardType.ANSWER,
    paper_share=0,
    in_rounds=True,
    needs="a name, a date, a number or a term as answer, or a single word with 'accept'",
)
REVERSE = Way(id="reverse", ask=reverse, card=CardType.REVERSE, paper_share=0, asks_subject=True, needs="'reverse'")
CLOZE = Way(id="cloze", ask=cloze, card=CardType.ANSWER, paper_share=15, in_rounds=True, needs="'says'")
