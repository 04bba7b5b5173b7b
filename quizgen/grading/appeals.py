"""Whether an answer that a learner holds to be right is known to be wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.domain.text import Ref
from quizgen.grading.names import Names
from quizgen.grading.normalise import loose_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.question import Question


def is_known_to_be_wrong(kb: KnowledgeBase, question: Question, given: str) -> bool:
    """Say whether `given` is one of the question's wrong options, or names another entity, as names are typed."""
    same = ((given, form) for form in _wrong_options(kb, question))
    return any(
        not set(loose_words(kb.language, text)).isdisjoint(loose_words(kb.language, form))
        for pairs in (same, _names_of_others(kb, question, given))
        for text, form in pairs
    )


def _wrong_options(kb: KnowledgeBase, question: Question) -> Iterator[str]:
    for option in () if question.asks_subject else kb.wrong(question.fact):
        yield from kb.forms(option)


def _names_of_others(kb: KnowledgeBase, question: Question, given: str) -> Iterator[tuple[str, str]]:
    """Yield each reading of `given` as the name of an entity that is no right answer, with the form that it may be."""
    fact = question.fact
    answers = [question.asked_for] if question.asks_subject else [*fact.answers, *fact.also_right]
    right = {str(answer) for answer in answers if isinstance(answer, Ref)}
    names = Names(kb)
    for entity in kb.entities.values():
        if str(entity.id) not in right:
            yield from ((given, str(form)) for form in entity.forms)
            yield from ((reading.name, form) for reading in names.readings(given, entity) for form in reading.forms)
