"""Whether an option that is offered as wrong is right after all: then grading accepts it, or it says a part of it.

The grader has the last word. It is asked only about options that might be typos of a right answer, or have it in them:
in a large library hardly any does.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.answer import ClockTime, PartialDate, Quantity
from quizgen.domain.question import Gaps, Open, Question
from quizgen.domain.text import Ref, Text
from quizgen.domain.verdict import Fit
from quizgen.grading.grader import NEIGHBOURS, Grader
from quizgen.grading.minimal_pairs import is_pair_of_spelling, is_pair_of_words
from quizgen.grading.normalise import loose_words
from quizgen.grading.phrases import as_meant
from quizgen.grading.quantities import accepted_amounts, amount_of, compare
from quizgen.grading.typos import most_typos_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from quizgen.domain.answer import Answer
    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.grading.quantities import Amount


#: What only formulas have: there every sign decides.
_OF_FORMULAS = re.compile("[±×·√≤≥≠≈→←⇌∞₀-₎²³⁰-ⁿ]")
#: How many texts are remembered: names are options again and again.
_REMEMBERED = 2048
#: How many pairs of words are remembered: those of the answers of a library, which is checked again and again.
_REMEMBERED_WORDS = 1 << 14


class _Meaning(NamedTuple):
    """What a text says: its words but for articles, the same as one text, their stems, and those that decide.

    In its `formulas` every sign decides.
    """

    words: tuple[str, ...]
    spaced: str
    content: frozenset[str]
    decisive: frozenset[str]
    formulas: frozenset[str]

    def overlaps(self, other: _Meaning) -> bool:
        """Say whether one is a part of the other or paraphrases it, and no decisive word differs."""
        if self.decisive != other.decisive or self.formulas != other.formulas:
            return False
        is_paraphrase = self.content == other.content and bool(self.content)
        return self.spaced in other.spaced or other.spaced in self.spaced or is_paraphrase

    def may_be_taken_for(self, other: _Meaning) -> bool:
        """Say whether grading might take one for the other, right one; where this is False, it surely does not."""
        if self.formulas != other.formulas:
            return False
        more = len(self.words) - len(other.words)
        for at in range(more + 1) if more <= NEIGHBOURS else ():
            if _is_like(self.words[at:], other.words):
                return True
        return "".join(self.words) == "".join(other.words)


def _is_like(words: Sequence[str], right: Sequence[str]) -> bool:
    """Say whether each of the first words may be the right one with typos."""
    return all(word == other or _may_be_typo(word, other) for word, other in zip(words, right, strict=False))


@lru_cache(maxsize=_REMEMBERED_WORDS)
def _may_be_typo(word: str, right: str) -> bool:
    most = most_typos_of(len(right))
    return abs(len(word) - len(right)) <= most and len({*word} ^ {*right}) <= 2 * most


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
        is_like = self._is_definite or any(meaning.words in self._right_words for meaning in self._judge.read(form))
        return self._graded(form) if is_like else None

    @cached_property
    def _right_words(self) -> frozenset[tuple[str, ...]]:
        """Return the words of each right answer."""
        return frozenset(meaning.words for _, meaning in self._meanings)

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
        meanings = self._judge.read(option)
        for form, other in self._meanings:
            for own in meanings:
                if own.overlaps(other):
                    return form
        return None

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
        if self._is_definite:
            return True
        for own in self._judge.read(option):
            for _, other in self._meanings:
                if own.may_be_taken_for(other):
                    return True
        return False

    @cached_property
    def _is_definite(self) -> bool:
        """Say whether a right answer is a date or a number, which may be written in wholly different words."""
        meant = (as_meant(self._language, answer) for answer in self._answers)
        return any(isinstance(answer, (PartialDate, ClockTime, Quantity)) for answer in meant)

    @cached_property
    def _meanings(self) -> list[tuple[str, _Meaning]]:
        """Return the right answers with what each says, in one way or more."""
        return [(form, meaning) for form in self._forms() for meaning in self._judge.read(form)]

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
        self._phrases = self.grader.phrases
        self.read = lru_cache(maxsize=_REMEMBERED)(self._read)
        self._articles = frozenset(kb.language.articles)
        self._decisive = kb.language.decisive | kb.language.lesser_roles

    def key_of(self, option: Answer) -> Hashable:
        """Return a key that two options share that mean the same."""
        is_phrase = not isinstance(option, (Ref, PartialDate, ClockTime, Quantity))
        if not is_phrase:
            return self.kb.key_of(option)
        meaning = self.read(option)[0]
        return meaning.words, meaning.formulas

    def right_answers(self, fact: Fact) -> RightAnswers:
        """Return the right answers to the question of a fact."""
        return RightAnswers(self, fact)

    def _read(self, text: str) -> list[_Meaning]:
        """Return what a text says: with a single word for each name first, then with names as they are written."""
        splits = loose_words(self.kb.language, text)
        formulas = frozenset() if text.isascii() else frozenset(filter(_OF_FORMULAS.search, text.split()))
        every = dict.fromkeys((*map(self._phrases.named, splits), *splits))
        return [self._meaning(words, formulas) for words in every]

    def _meaning(self, words: tuple[str, ...], formulas: frozenset[str]) -> _Meaning:
        language = self.kb.language
        if not self._articles.isdisjoint(words):
            words = tuple(word for word in words if word not in self._articles)
        spaced = f" {' '.join(words)} "
        return _Meaning(words, spaced, language.stems(words), self._decisive.intersection(words), formulas)
