"""The typed answers that are right for a program that compares them letter by letter, all but capitals.

They are those of `FormWriter`, which leaves out what differs only in marks, accents and articles, with what people type
of these: a telephone writes another apostrophe, many write no accents, and 'the Council' is the Council.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.domain.library import Sort
from quizgen.domain.markup import plain
from quizgen.domain.text import Text
from quizgen.domain.tongue import read_for_answer
from quizgen.grading.grader import Grader
from quizgen.grading.written_forms import FormWriter
from quizgen.language.characters import without_accents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.question import Question

_DASHES = str.maketrans("‐‑–—", "----")
_STRAIGHT, _CURLY = str.maketrans("’", "'"), str.maketrans("'", "’")


class TypedForms:
    """Lists the right answers to the questions of a knowledge base; it remembers what its grader does."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb
        self._writer, self._grader = FormWriter(kb), Grader(kb)

    def of(self, question: Question) -> tuple[str, ...]:
        """Return the forms in which a typed answer is right, the printed one first; no two differ in capitals alone."""
        listed: dict[str, str] = {}
        for form in map(plain, self._writer.forms(question)):
            listed.setdefault(form.lower(), form)
        others = (one for form in [*listed.values()] for one in _otherwise(form))
        for form in (*self._with_article(question), *others):
            if form.lower() not in listed and self._grader.grade(question, form).fit.is_right:
                listed[form.lower()] = form
        return tuple(listed.values())

    def _with_article(self, question: Question) -> Iterator[str]:
        """Yield what the library itself accepts with a definite article, or without, where a language has only one."""
        articles = read_for_answer(self.kb, question).language.definite_articles
        answer = question.asked_for
        entity = self.kb.entities.get(answer) if isinstance(answer, Text) else None
        if len(articles) != 1 or not isinstance(answer, Text) or (entity is not None and entity.sort is Sort.PERSON):
            return
        for form in map(plain, dict.fromkeys((question.shape.answer, *question.shape.accepted))):
            first, _, rest = form.partition(" ")
            yield rest if first.lower() == articles[0] else f"{articles[0]} {form}"


def _otherwise(form: str) -> Iterator[str]:
    """Yield a form with other marks, or without, and without accents."""
    yield form.translate(_CURLY)
    yield form.translate(_STRAIGHT)
    yield form.translate(_DASHES)
    yield form.replace(",", "")
    yield without_accents(form)
