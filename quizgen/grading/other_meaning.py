"""What an accepted form means that the answer does not: another date, number, unit or name.

A form is read as the answer is: as a date beside a date, as a number with its unit beside one, as a name beside a name.
A form that can't be read so, as 'the day after the meeting', is taken on trust, unless it has a number or a name just
where a phrase has another one. It may say less than the answer, as '10 January' does of 10 January 2022. A name of
another sort is no other name: a capital stands for its state.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.answer import ClockTime, PartialDate, Quantity
from quizgen.domain.library import Sort
from quizgen.domain.text import Ref
from quizgen.domain.verdict import Fit
from quizgen.grading.clock_times import read_times
from quizgen.grading.dates import DateReading, agrees_in_part, has_right_weekday, read_date, read_vague, with_century
from quizgen.grading.names import Names
from quizgen.grading.normalise import loose_words
from quizgen.grading.phrases import as_meant, phrases_of
from quizgen.grading.quantities import amount_of, compare_bounds, read_amounts
from quizgen.grading.units import is_known_unit, measures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.domain.answer import Answer
    from quizgen.domain.fact import Fact
    from quizgen.domain.knowledge import KnowledgeBase
    from quizgen.domain.library import Entity
    from quizgen.grading.phrases import Phrases
    from quizgen.grading.quantities import Amount
    from quizgen.language import Language

#: How many phrases are remembered: those of a library, which is checked again and again.
_REMEMBERED = 4096
_PRECISIONS = ("year", "month", "day")


#: What stands in a frame for a number and for a name.
_NUMBER, _NAME = "#", "@"


class _Frame(NamedTuple):
    """The words of a phrase with marks for numbers and names, their stems, and those numbers and names."""

    words: tuple[str, ...]
    content: frozenset[str]
    numbers: set[str]
    names: set[str]


class OtherMeanings:
    """Reads the accepted forms of one knowledge base; it remembers only indexes."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb
        self.language = kb.language
        self._names = Names(kb)
        self._phrases = phrases_of(kb.language, kb.documents.entities)

    def of(self, fact: Fact, form: str) -> str | None:
        """Return in words what `form` means that no answer of the fact does: 'another date'; None where it agrees."""
        answers = [as_meant(self.language, answer) for answer in (*fact.answers, *fact.also_right)]
        dates = [answer for answer in answers if isinstance(answer, PartialDate)]
        quantities = [answer for answer in answers if isinstance(answer, Quantity)]
        if isinstance(answers[0], PartialDate):
            readings = [*read_date(self.language, form), *_vague_dates(self.language, form)]
            pairs = [(reading, date) for reading in readings for date in dates if not _is_counted(reading, date)]
            return "another date" if pairs and not any(_agrees(*pair) for pair in pairs) else None
        if isinstance(answers[0], ClockTime):
            times = read_times(self.language, form)
            right = {answer.minutes for answer in answers if isinstance(answer, ClockTime)}
            return "another time" if times and times.isdisjoint(right) else None
        if isinstance(answers[0], Quantity) and (amounts := read_amounts(self.language, form)):
            rights = [amount_of(self.language, quantity) for quantity in quantities]
            others = [_other_amount(self.language, amount, right) for amount in amounts for right in rights]
            return None if None in others else others[0]
        if isinstance(answers[0], Ref):
            return self._other_name(form, answers)
        return self._other_words(form, [text for answer in answers for text in self.kb.forms(answer)])

    def _other_name(self, form: str, answers: list[Answer]) -> str | None:
        """Return whose name a form is that is no answer, or None."""
        right = [entity for answer in answers if (entity := self.kb.entities.get(str(answer))) is not None]
        bearers = list(self._bearers(form))
        if not right or any(entity in right for entity in bearers):
            return None
        other = next((entity for entity in bearers if entity.sort is right[0].sort), None)
        return f"{other.name} ('{other.id}')" if other is not None else None

    def _bearers(self, form: str) -> Iterator[Entity]:
        """Yield the entities whose name a form is, in any way in which names are typed."""
        words = {word for split in loose_words(self.language, form) for word in split}
        for id_ in dict.fromkeys(id_ for word in words for id_ in self._by_word.get(word, ())):
            entity = self.kb.entities[id_]
            typed = [form, *(reading.name for reading in self._names.readings(form, entity))]
            theirs = {split for name in entity.forms for split in loose_words(self.language, name)}
            if any(not theirs.isdisjoint(loose_words(self.language, name)) for name in typed):
                yield entity

    @cached_property
    def _by_word(self) -> dict[str, list[str]]:
        """Return the ids of the entities by the words of their names."""
        index: dict[str, list[str]] = {}
        for id_, entity in self.kb.entities.items():
            splits = (split for form in entity.forms for split in loose_words(self.language, form))
            for word in {word for split in splits for word in split}:
                index.setdefault(word, []).append(id_)
        return index

    def _other_words(self, form: str, right: list[str]) -> str | None:
        """Return 'another number' or 'another name' where a phrase has another in its place; None where it hasn't."""
        phrase, *phrases = (_frame(self._phrases, text) for text in (form, *right))
        if not any(_may_share_numbers(phrase, one) for one in phrases):
            return "another number"
        return None if any(self._may_share_names(phrase, one) for one in phrases) else "another name"

    def _may_share_names(self, phrase: _Frame, right: _Frame) -> bool:
        """Say whether a phrase names nobody in the place of somebody else of the same sort.

        Within a phrase only people count: a house may stand for its president, and an office for its state.
        """
        own, others = (
            {self._phrases.bearers[name].sort for name in names}
            for names in (phrase.names - right.names, right.names - phrase.names)
        )
        same = own & others if len(phrase.words) == 1 else own & others & {Sort.PERSON}
        return phrase.words != right.words or not same


@lru_cache(maxsize=_REMEMBERED)
def _frame(phrases: Phrases, text: str) -> _Frame:
    """Return a phrase without the numbers and the names in it."""
    suffix, bearers = phrases.language.ordinal_suffixes[0], phrases.bearers
    words, numbers, names = [], set(), set()
    for word in phrases.meanings(text)[0]:
        if word[0].isdigit():
            numbers.add(word.removesuffix(suffix))
            words.append(suffix if word.endswith(suffix) else _NUMBER)
        elif word in bearers:
            names.add(word)
            words.append(_NAME)
        else:
            words.append(word)
    return _Frame(tuple(words), phrases.language.stems(words) - {_NUMBER, suffix}, numbers, names)


def _may_share_numbers(phrase: _Frame, right: _Frame) -> bool:
    """Say whether a phrase has no number in the place of another one."""
    if phrase.words == right.words:
        return phrase.numbers == right.numbers
    is_about_the_same = phrase.content <= right.content or right.content <= phrase.content
    return not (is_about_the_same and phrase.numbers and right.numbers and phrase.numbers.isdisjoint(right.numbers))


def _vague_dates(language: Language, form: str) -> Iterator[DateReading]:
    """Yield the dates in 'early January' and 'about 1963'."""
    return (reading for _, readings in read_vague(language, form) for reading in readings)


def _agrees(reading: DateReading, date: PartialDate) -> bool:
    """Say whether a form may mean a date: it is no more precise, and agrees in all parts that it has."""
    reading = with_century(reading, date)
    is_finer = _PRECISIONS.index(reading.precision) > _PRECISIONS.index(date.precision)
    return not is_finer and agrees_in_part(reading, date) and has_right_weekday(reading, date)


def _is_counted(reading: DateReading, date: PartialDate) -> bool:
    """Say whether a reading is of 'the second Wednesday of January' and so none: the second is no Wednesday."""
    return not agrees_in_part(reading, date) and reading.weekday is not None


def _other_amount(language: Language, amount: Amount, right: Amount) -> str | None:
    """Return 'another unit' or 'another number' where an amount is not the right one; None where it may be.

    Nobody knows here whether 'states' are 'countries', but hours are neither.
    """
    pairs = [(own, other) for own in measures(language, amount.unit) for other in measures(language, right.unit)]
    same = next(((own, other) for own, other in pairs if own.dimension == other.dimension), None)
    if same is None and amount.unit and is_known_unit(language, right.unit) > is_known_unit(language, amount.unit):
        # 'eight hours odd' are hours, and 'eight sessions' are none.
        return "another unit" if set(amount.unit).isdisjoint(right.unit) else None
    if same is None and amount.unit and is_known_unit(language, amount.unit):
        return "another unit"
    factors = (same[0].factor, same[1].factor) if same is not None else (1, 1)
    is_equal = amount.number * factors[0] == right.number * factors[1] and amount.end == right.end
    is_meant_so = compare_bounds(amount.bound, right.bound) is not Fit.WRONG
    return None if is_equal and is_meant_so else "another number"
