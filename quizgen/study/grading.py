"""Stand-in until the grader is merged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.domain.study import Match, Verdict
from quizgen.domain.words import normal

if TYPE_CHECKING:
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.question import Question


class Grader:
    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb

    def grade(self, question: Question, given: str) -> Verdict:
        for form in question.shape.accepted:
            if normal(form) == normal(given):
                return Verdict(Match.EXACT if form == question.shape.answer else Match.ALIAS, form)
        return Verdict(Match.WRONG)
