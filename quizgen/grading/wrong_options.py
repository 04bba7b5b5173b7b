"""Whether an option that is offered as wrong is right after all: then grading accepts it, or it says a part of it.

The grader has the last word. It is asked only about options that might be typos of a right answer, or have it in them:
in a large library hardly any does.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from quizgen.domain.answer import ClockTime, PartialDate, Quantity
from quizgen.domain.question import Gaps, Open, Question
from quizgen.domain.text import Ref, Text
from quizgen.domain.verdict import Fit
from quizgen.grading.grader import Grader
from quizgen.grading.meanings import meanings_of
from quizgen.grading.minimal_pairs import is_pair_of_spelling, is_pair_of_words
from quizgen.grading.phrases import as_meant
from quizgen.grading.quantities import accepted_amounts, amount_of, compare

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from quizgen.domain.answer import Answer
    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.grading.quantities import Amount


class RightAnswers:
    """All right answers to the question of a fact, ready to be compared with options that are offered as wrong."""

    def __init__(self, judge: OptionJudge, fact: Fact) -> None:
        self.fact = fact
        self._judge = judge
        self._language = judge.kb.language
        self._answers = (*fact.answers, *fact.also_right)
        self._keys = {judge.key_of(answer): judge.kb.text(answer) for answer in reversed(self._answers)}

    def repeated_by(self, option: Answer) -> str | None:
        """Return the right answer that `option` is, is a part of or contains, or that it is graded as; or None."""
        same = None if self._is_pair_of_spelling(option) else self._keys.get(self._judge.key_of(option))
        if same is not None:
            return same
        match option:
            case PartialDate():
                return self._graded(self._judge.kb.text(option)) if self.fact.accept else None
            case ClockTime():
                return self._graded(str(option))
            case Quantity():
                return self._as_amount(option)
            case Ref():
                # Grading never takes the name of something else for a right one.
                return next(filter(None, map(self._overlapping, self._judge.kb.forms(option))), None)
            case _:
                return self._as_phrase(option)

    def accepting(self, form: str) -> str | None:
        """Return the right answer that a form of another fact's answer is graded as, or None; a form has no typos."""
        meanings = self._judge.meanings.read(form)
        is_like = self._is_definite or any(meaning.words in self._right_words for meaning in meanings)
        return self._graded(form) if is_like else None

    @cached_property
    def _right_words(self) -> frozenset[tuple[str, ...]]:
        """Return the words of each right answer."""
        return frozenset(meaning.words for form in self._written for meaning in self._judge.meanings.read(form))

    def _as_phrase(self, option: Text) -> str | None:
        """Return the right answer that a phrase is, is a part of or contains, or that it is graded as; or None."""
        if self._is_pair_of_spelling(option):
            return None
        if any(is_pair_of_words(option, form) for form in self._written):
            return self._graded(option, is_exact=True)
        return self._overlapping(option) or (self._graded(option) if self._is_near(option) else None)

    def _as_amount(self, option: Quantity) -> str | None:
        """Return the right answer that a quantity is by its number and its unit, or None."""
        language, own = self._language, amount_of(self._language, option)
        prompt = str(self.fact.ask)
        fits = ((compare(language, own, amount, prompt), form) for amount, form in self._amounts)
        return next((form for fit, form in fits if fit is not Fit.WRONG), None)

    @cached_property
    def _amounts(self) -> list[tuple[Amount, str]]:
        """Return the right quantities, each with its form."""
        language, own = self._language, self.fact.answer
        amounts = [(amount_of(language, one), str(one)) for one in self._answers if isinstance(one, Quantity)]
        if isinstance(own, Quantity):
            for form in self.fact.accept:
                amounts += [(amount, str(form)) for amount in accepted_amounts(language, form, own)]
        return amounts

    def _overlapping(self, option: str) -> str | None:
        """Return the right answer that a text repeats, is a part of or contains, or paraphrases; or None."""
        return self._judge.meanings.overlapping(option, self._written)

    def _is_pair_of_spelling(self, option: Answer) -> bool:
        """Say whether an option differs from a right answer in spelling alone, and is none as it stands."""
        if isinstance(option, Ref) or not isinstance(option, Text):
            return False
        return option not in self._written and any(is_pair_of_spelling(option, form) for form in self._written)

    @cached_property
    def _written(self) -> tuple[str, ...]:
        """Return the forms of the right answers as they are written."""
        return tuple(self._forms())

    def _is_near(self, option: str) -> bool:
        """Say whether grading might take a text for a right answer."""
        return self._is_definite or self._judge.meanings.is_near(option, self._written)

    @cached_property
    def _is_definite(self) -> bool:
        """Say whether a right answer is a date or a number, which may be written in wholly different words."""
        meant = (as_meant(self._language, answer) for answer in self._answers)
        return any(isinstance(answer, (PartialDate, ClockTime, Quantity)) for answer in meant)

    def _forms(self) -> Iterator[str]:
        kb = self._judge.kb
        yield from kb.accepted(self.fact)
        yield from (form for answer in self.fact.also_right for form in kb.forms(answer))

    def _graded(self, option: str, *, is_exact: bool = False) -> str | None:
        """Return the right answer that grading takes an option for, as it is asked or in the gap; or None.

        With `is_exact` it is not taken for one that it nearly is.
        """
        verdicts = (self._judge.grader.grade(question, option) for question in self._questions)
        others = (Fit.WRONG, Fit.NEAR) if is_exact else (Fit.WRONG,)
        taken = next((verdict for verdict in verdicts if verdict.fit not in others), None)
        return None if taken is None else taken.form or self._judge.kb.text(self.fact.answer)

    @cached_property
    def _questions(self) -> list[Question]:
        """Return the question and the sentence with its gap, without wrong options: none is a rival of itself."""
        kb, fact = self._judge.kb, self.fact._replace(wrong=())
        answer, accepted = kb.text(fact.answer), kb.accepted(fact)
        questions = [Question(fact, "typed", Open(str(fact.ask), answer, accepted))]
        sentence = kb.sentence(fact)
        if sentence is not None:
            questions.append(Question(fact, "cloze", Gaps(sentence.before, sentence.gap, sentence.after, accepted)))
        return questions


class OptionJudge:
    """Compares wrong options with the right answers of a knowledge base; it remembers only indexes."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb
        self.grader = Grader(kb)
        self.meanings = meanings_of(kb.language, kb.documents.entities)

    def key_of(self, option: Answer) -> Hashable:
        """Return a key that two options share that mean the same."""
        is_phrase = not isinstance(option, (Ref, PartialDate, ClockTime, Quantity))
        if not is_phrase:
            return self.kb.key_of(option)
        meaning = self.meanings.read(option)[0]
        return meaning.words, meaning.formulas

    def right_answers(self, fact: Fact) -> RightAnswers:
        """Return the right answers to the question of a fact."""
        return RightAnswers(self, fact)
