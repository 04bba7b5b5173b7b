"""The rule that a role does not answer where a name is wanted, unless it is accepted."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from quizgen.domain.fact import Kind
from quizgen.domain.library import Sort
from quizgen.domain.problem import Finding
from quizgen.domain.text import Ref

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.domain.answer import Answer
    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.library import Entity
    from quizgen.language import Language

#: A role of fewer words with meaning, such as 'chair', says too little to stand for a name.
_FEWEST_ROLE_WORDS = 2


def role_also_answers(kb: KnowledgeBase, fact: Fact) -> Iterator[Finding]:
    """Where somebody's role answers as well as the name does, it is accepted, or the name is asked for.

    "Who led the delegation?" has the answer "the Foreign Minister", too, if there is but one, and so has a gap that
    the role fills. Accept the role; or ask for the name ("What is the name of ..."); or say the role in the question
    and in the sentence, so that only the name is left. A question in reverse accepts names only. A role that several
    people have counts only where another person's role stands in the text, and a role of one word never does.

    Passes:

        - id: meeting.clerk
          who: sam-hill
          accept: [the town clerk]
          ask: Who received the delegations?
          evidence: {wire: was received by the chair}

    Fails:

        - id: meeting.clerk
          who: sam-hill
          ask: Who received the delegations?
          evidence: {wire: was received by the chair}
    """
    if fact.kind is Kind.WHO:
        person = _person(kb, fact.answer)
        accepted = (kb.language.content_words(form) for form in fact.accept)
        role = _role(kb, person) if person is not None else frozenset()
        if person is not None and role and not any(form and form <= role for form in accepted):
            asked = fact.ask if _person_question(kb.language).search(fact.ask) else ""
            for text, mark in ((asked, fact.ask), (kb.around_gap(fact), fact.says)):
                if mark is not None and text and _role_fits(kb, person, text):
                    yield Finding(mark, f"'{person.about}' is right, too; accept it, or ask for the name")
    if fact.reverse is not None:
        person = _person(kb, fact.by)
        if person is not None and _role_fits(kb, person, fact.reverse):
            yield Finding(fact.reverse, f"'{person.about}' is right, too; ask for the name, or say the role")


def _person(kb: KnowledgeBase, answer: Answer | None) -> Entity | None:
    """Return the person whom an answer names, or None."""
    entity = kb.entities.get(answer) if isinstance(answer, Ref) else None
    return entity if entity is not None and entity.sort is Sort.PERSON else None


def _role(kb: KnowledgeBase, person: Entity) -> frozenset[str]:
    """Return the words of a person's role; none where it has too few to stand for a name."""
    role = kb.roles.get(person.id, frozenset())
    return role if len(role) >= _FEWEST_ROLE_WORDS else frozenset()


def _role_fits(kb: KnowledgeBase, person: Entity, text: str) -> bool:
    """Say whether the role of a person would answer a question, or fill the gap of a sentence, as the name does."""
    role = _role(kb, person)
    if not role or _name_request(kb.language).search(text):
        return False
    shown = kb.language.content_words(text)
    if role - kb.name_words <= shown:
        return False
    return kb.bearers_of_roles[role] < 2 or any(
        other != role and len(other) >= _FEWEST_ROLE_WORDS and other - kb.name_words <= shown
        for other in kb.bearers_of_roles
    )


@cache
def _person_question(language: Language) -> re.Pattern[str]:
    return re.compile(language.questions.person, re.IGNORECASE)


@cache
def _name_request(language: Language) -> re.Pattern[str]:
    return re.compile(language.questions.name, re.IGNORECASE)
