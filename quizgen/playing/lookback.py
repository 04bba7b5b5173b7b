"""Looking back on what was answered: the log of a library and its cards, counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.domain.library import Way
from quizgen.domain.question import Choice
from quizgen.domain.statistics import Subject
from quizgen.study.schedule import study_day
from quizgen.study.statistics import Scope, statistics

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgen.domain.fact import Fact
    from quizgen.domain.statistics import Statistics
    from quizgen.pipeline import Library
    from quizgen.study.log import Log


def look_back(  # noqa: PLR0913  what is counted, and until when
    library: Library, log: Log, facts: Iterable[Fact], at: int, weeks: int, *, everything: bool
) -> Statistics:
    """Return what the answers about `facts` add up to, with a calendar of so many weeks.

    `at` is the present in milliseconds since 1970-01-01 UTC. With `everything`, answers count too about facts that the
    library no longer holds. Raises LogError.
    """
    history, cards = log.history(library.namespace), log.memory(library.namespace).cards()
    return statistics(history, cards, _scope(library, facts, everything=everything), study_day(at), weeks)


def _scope(library: Library, facts: Iterable[Fact], *, everything: bool) -> Scope:
    """Return which answers count."""
    kb = library.kb
    titles = {id_: str(topic.title) for id_, topic in kb.topics.items()}
    subjects = {
        str(fact.id): Subject(fact.kind, fact.topic, titles[fact.topic], str(fact.ask), fact.retired is not None)
        for fact in facts
    }

    def wrong_options(fact: str) -> list[str]:
        question = library.asker.exercise(kb.facts[fact], Way.CHOICE, "")
        options = question.shape.options if question and isinstance(question.shape, Choice) else ()
        return [option.text for option in options if not option.right]

    return Scope(subjects, everything, wrong_options)
