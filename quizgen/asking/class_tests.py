"""The questions of a test that a teacher keeps, as they can be asked now."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from quizgen.asking.giveaways import expose, gives_away
from quizgen.domain.library import digest
from quizgen.domain.problem import Problem, problem_at
from quizgen.domain.proof import fact_digest
from quizgen.domain.words import hint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizgen.asking import Asker
    from quizgen.asking.giveaways import Exposure
    from quizgen.domain.class_test import Asked, ClassTest
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.question import Question

#: The rule on the questions of a test; `quizgen explain` has its page.
RULE = "test-question"


def ask_test(asker: Asker, test: ClassTest) -> tuple[list[Question], list[Problem]]:
    """Return the questions of a test in their order, and a problem for each that cannot be asked.

    The order of their options and rows follows from the test's seed.
    """
    questions: list[Question] = []
    problems = []
    for asked in test.questions:
        question = asker.exercise_by_id(asked.question, test.seed or "1")
        reason = _reason(asker, asked.question, question)
        if any(one.id == asked.question for one in questions):
            reason = f"'{asked.question}' is asked already; delete one of the two"
        reason = reason or _no_extract(test, asked)
        if reason or question is None:
            problems.append(problem_at(test.path, asked.question, RULE, reason))
        else:
            questions.append(question)
    return questions, problems


def _no_extract(test: ClassTest, asked: Asked) -> str:
    """Return why a question cannot be about the extract that it names, or an empty text."""
    ids = [str(extract.id) for extract in test.extracts]
    if asked.on is None or str(asked.on) in ids:
        return ""
    return f"there is no extract '{asked.on}'{hint(asked.on, ids) or '; add it to the extracts'}"


def why_not(asker: Asker, id_: str) -> str:
    """Return why a question, by its id, cannot be asked on paper, and what to do; an empty text where it can."""
    return _reason(asker, id_, asker.exercise_by_id(id_, "1"))


def _reason(asker: Asker, id_: str, question: Question | None) -> str:
    """Return the same for the question that the id has made, or None."""
    names, _, word = id_.rpartition("/")
    facts, way = asker.kb.facts, asker.ways.get(word)
    if way is None or way.paper_share is None:
        ways = [one.id for one in asker.ways.values() if one.paper_share is not None]
        advice = hint(word, ways) or f"; there are {', '.join(ways)}"
        return f"'{word}' is no way of asking on paper{advice}"
    for name in names.split("+"):
        fact = facts.get(name)
        if fact is None:
            return f"there is no fact '{name}'{hint(name, facts) or '; `quizgen list` shows them'}"
        if fact.retired is not None:
            instead = f"; ask '{fact.retired.instead}' instead" if fact.retired.instead else "; delete it here"
            return f"'{name}' was withdrawn ({fact.retired.why}){instead}"
    if question is None:
        needs = f", which needs {way.needs}" if way.needs else ""
        return f"'{names}' cannot be asked as {word}{needs}; choose another way"
    if question.left_out:
        return f"{', '.join(question.left_out)} cannot stand beside the others any more; leave that out"
    return ""


def digest_of(kb: KnowledgeBase, question: Question) -> str:
    """Return 16 hexadecimal digits that change when what the facts of a question say does."""
    return digest(fact_digest(kb, fact) for fact in question.facts)


def changed(kb: KnowledgeBase, asked: Iterable[Asked], questions: Iterable[Question]) -> list[str]:
    """Return the ids of the questions whose facts say something else than when the test was saved."""
    saved = {str(one.question): one.says for one in asked if one.says is not None}
    return [question.id for question in questions if saved.get(question.id, "") not in ("", digest_of(kb, question))]


def clashes(kb: KnowledgeBase, questions: Iterable[Question]) -> Iterator[str]:
    """Yield a sentence on each two questions that do not go together, as all lie open at once."""
    exposed = [(number, expose(kb, question)) for number, question in enumerate(questions, 1)]
    for (first, one), (second, other) in combinations(exposed, 2):
        if not one.facts.isdisjoint(other.facts):
            yield f"Questions {first} and {second} of the file are about one matter: {_both(one, other)}."
        if gives_away(one, other):
            yield f"Question {first} of the file answers question {second}: {_both(one, other)}."
        if gives_away(other, one):
            yield f"Question {second} of the file answers question {first}: {_both(other, one)}."


def _both(one: Exposure, other: Exposure) -> str:
    return f"'{one.question.id}' and '{other.question.id}'"
