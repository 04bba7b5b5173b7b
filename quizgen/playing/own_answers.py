"""What a learner has called right after it was taken for wrong: it counts for this learner from then on.

The log remembers it, as the answer that was appealed. Taking that answer back takes this back.
"""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from quizgen.asking.ways.without_options import RECALL
from quizgen.domain.proof import fact_digest
from quizgen.domain.verdict import Fit, Verdict
from quizgen.grading.normalise import loose_words
from quizgen.study.errors import LogError

if TYPE_CHECKING:
    from quizgen.domain.fact import Fact
    from quizgen.domain.question import Question
    from quizgen.grading.grader import Grader
    from quizgen.pipeline import Library
    from quizgen.study.log import Log


class OwnAnswers:
    """Grades typed answers for one learner: as everybody's, and by what the learner has called right."""

    def __init__(self, library: Library, log: Log) -> None:
        self.library = library
        self.log = log

    @cached_property
    def grader(self) -> Grader:
        """Return what grades for everybody."""
        from quizgen.grading.grader import Grader  # noqa: PLC0415  the first question need not wait for it

        return Grader(self.library.kb)

    def grade(self, question: Question, given: str) -> Verdict:
        """Return the verdict on a typed answer; where the log cannot be read, everybody's."""
        verdict = self.grader.grade(question, given)
        if verdict.fit in (Fit.WRONG, Fit.NEAR):
            with suppress(LogError):
                return Verdict(Fit.ALIAS, given) if self._was_called_right(question, given) else verdict
        return verdict

    def _was_called_right(self, question: Question, given: str) -> bool:
        """Say whether this learner has called an answer right, of a fact that still says the same."""
        kb, asker = self.library.kb, self.library.asker
        typed, says = set(loose_words(kb.language, given)), fact_digest(kb, question.fact)
        for entry in self.log.appealed(self.library.namespace, str(question.fact.id)):
            way = asker.ways.get(entry.way or "")
            is_same = way is not None and way.asks_subject == question.asks_subject and entry.says == says
            if is_same and not typed.isdisjoint(loose_words(kb.language, entry.given or "")):
                return True
        return False

    def objection(self, question: Question, given: str) -> str:
        """Return why an answer cannot be called right, for the learner, or an empty text."""
        from quizgen.grading.appeals import is_known_to_be_wrong  # noqa: PLC0415  few answers are appealed

        kb, fact = self.library.kb, question.fact
        if is_known_to_be_wrong(kb, question, given):
            return kb.language.gettext("That is known to be another answer, so it stays wrong.")
        if question.asks_subject:
            return ""
        right = set(map(kb.key_of, (*fact.answers, *fact.also_right)))
        for other in self.library.facts():
            is_rival = other.kind is fact.kind and right.isdisjoint(map(kb.key_of, other.answers))
            if is_rival and self._answers(other, given):
                return kb.language.gettext("That is the answer to another question: {question}", question=other.ask)
        return ""

    def _answers(self, fact: Fact, given: str) -> bool:
        """Say whether `given` answers a fact's own question."""
        asked = self.library.asker.exercise(fact, RECALL.id, "")
        return asked is not None and self.grader.grade(asked, given).fit.is_right
