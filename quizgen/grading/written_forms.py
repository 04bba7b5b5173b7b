"""The forms in which a typed answer is right, for those who compare letter by letter: a card in Anki, another program.

They are the answers that people usually type, as far as `Grader` takes them. They differ for one who compares as
`different_forms` says.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from quizgen.domain.answer import ClockTime, PartialDate, Quantity, parse_quantity
from quizgen.domain.fact import Kind
from quizgen.domain.markup import plain
from quizgen.domain.text import Ref
from quizgen.domain.tongue import read_for_answer
from quizgen.grading.clock_times import clock_forms
from quizgen.grading.date_forms import date_forms, yearless_forms
from quizgen.grading.dates import read_date
from quizgen.grading.different_forms import MOST_FORMS, different_forms
from quizgen.grading.formulas import typed_formulas
from quizgen.grading.name_forms import NameForms
from quizgen.grading.other_answers import AnswerIndex
from quizgen.grading.quantity_forms import amount_forms, quantity_forms

if TYPE_CHECKING:
    from quizgen.domain.answer import Answer
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.question import Question
    from quizgen.domain.text import Text

#: The most forms of each other answer that is right.
_MOST_OTHERS = 8


class FormWriter:
    """Writes the right answers to the questions of a knowledge base; it remembers indexes and the forms of names."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb
        self.language = kb.language
        self._answers = AnswerIndex(kb)
        self._names = NameForms(kb)

    def forms(self, question: Question) -> tuple[str, ...]:
        """Return the forms in which a typed answer to a question is right, the printed one first."""
        shape = question.shape
        spelt_out = str.maketrans(dict(read_for_answer(self.kb, question).language.spelt_out))
        accepted = (*shape.accepted, *(form.translate(spelt_out) for form in shape.accepted if spelt_out))
        own, made = (shape.answer, *accepted), self._made(question)[:MOST_FORMS]
        if made[:1] == own[:1] and all(form in made for form in accepted):
            return made  # which says all that the library does
        return tuple(different_forms(self.language, (*own, *made)).values())[:MOST_FORMS]

    def _made(self, question: Question) -> tuple[str, ...]:
        """Return forms of all right answers, most of them of the fact's own."""
        fact = question.fact
        if question.asks_subject:
            subject = self._answers.subject(fact)
            return self._names.forms(subject) if subject is not None else ()
        made = self._forms_of(fact.answer, question)
        others = (*fact.answers[1:], *fact.also_right)
        if not others and not fact.accept:
            return made
        most = max(MOST_FORMS - _MOST_OTHERS * len(others), _MOST_OTHERS)
        theirs = (self._forms_of(answer, question)[:_MOST_OTHERS] for answer in others)
        accepted = (self._forms_of_accepted(form, question) for form in fact.accept if form not in made)
        return tuple(dict.fromkeys(chain(made[:most], *theirs, *accepted)))

    def _forms_of(self, answer: Answer, question: Question) -> tuple[str, ...]:
        """Return the forms of an answer, the printed one first."""
        match answer:
            case PartialDate():
                return date_forms(self.language, answer, question.shape.prompt)
            case ClockTime():
                return clock_forms(self.language, answer)
            case Quantity():
                return quantity_forms(self.language, answer, question.shape.prompt)
            case Ref() if (entity := self.kb.entities.get(answer)) is not None:
                at_place = self.language.place_prepositions if question.fact.kind is Kind.WHERE else ()
                return (*self._names.forms(entity), *(f"{at} {entity.name}" for at in at_place))
            case _:
                forms = self.kb.forms(answer)
                return (*forms, *typed_formulas(plain(forms[0])))

    def _forms_of_accepted(self, form: Text, question: Question) -> tuple[str, ...]:
        """Return other forms of what the library accepts: of a quantity, and of a date without a year."""
        answer, prompt = question.fact.answer, question.shape.prompt
        if isinstance(answer, Quantity):
            quantity = parse_quantity(self.language, form)
            return amount_forms(self.language, quantity, prompt) if quantity is not None else ()
        if isinstance(answer, PartialDate):
            readings = [reading.parts for reading in read_date(self.language, form)]
            return tuple(one for year, *day in readings if not year for one in yearless_forms(self.language, *day))
        return ()
