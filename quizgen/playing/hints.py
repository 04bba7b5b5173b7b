"""A hint that helps without telling: an option struck out, first letters, about when or how many, the first event."""

from __future__ import annotations

from decimal import Decimal
from string import punctuation
from typing import TYPE_CHECKING, NamedTuple, assert_never

from quizgen.domain.answer import PartialDate, Quantity
from quizgen.domain.question import Choice, Gaps, Match, Open, Order
from quizgen.domain.round import marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.domain.question import Question
    from quizgen.language import Language

#: What may stand before and after a word.
_MARKS = f"{punctuation}“”„‘’«»–—…"
#: The letters that longer answers begin with help nobody.
_MOST_INITIALS = 3
#: What a quantity is said to lie between; it has twelve digits at most.
_ROUND_NUMBERS = (Decimal(0), *(Decimal(one).scaleb(power) for power in range(13) for one in (1, 5)))


class Hint(NamedTuple):
    """A sentence, and the positions of options that are struck out."""

    text: str
    struck: tuple[int, ...] = ()


def hint(language: Language, question: Question) -> Hint | None:
    """Return the one hint that a question has, or None where any would tell the answer, or nothing."""
    shape = question.shape
    match shape:
        case Choice():
            wrong = [place for place, option in enumerate(shape.options) if not option.right]
            if len(wrong) < 2:
                return None
            place = wrong[len(question.fact.id) % len(wrong)]
            return Hint(language.gettext("It is not “{option}”.", option=shape.options[place].text), (place,))
        case Order():
            return Hint(language.gettext("The first is {mark}.", mark=marks(shape)[shape.order[0]]))
        case Match():
            return Hint(language.gettext("1 goes with {mark}.", mark=marks(shape)[shape.rows[0].name]))
        case Open() | Gaps():
            told = (
                text
                for text in _about(language, question)
                if not any(language.contains(text, form) for form in shape.accepted)
            )
            return next(map(Hint, told), None)
        case _:
            assert_never(shape)


def _about(language: Language, question: Question) -> Iterator[str]:
    """Yield what may be said of an answer, the most helpful first."""
    answer, gettext = question.asked_for, language.gettext
    if isinstance(answer, PartialDate):
        yield _when(language, answer)
    elif isinstance(answer, Quantity):
        below, above = _bounds(answer.number)
        yield gettext(
            "The number before “{unit}” lies between {below} and {above}.",
            unit=answer.unit,
            below=f"{below:f}",
            above=f"{above:f}",
        )
    elif words := [word for word in (one.strip(_MARKS) for one in question.shape.answer.split()) if word]:
        if 1 < len(words) <= _MOST_INITIALS:
            yield gettext("Initials: {initials}", initials=" ".join(f"{word[0]}." for word in words))
        if len(words) <= _MOST_INITIALS:
            yield gettext("It begins with {letter}.", letter=words[0][0])


def _when(language: Language, date: PartialDate) -> str:
    """Say about when a date is; the question may name its month or its year."""
    gettext, year = language.gettext, date.year
    if date.month is None:
        return gettext("It is a year of the {decade}s.", decade=f"{year // 10}0")
    if date.day is None and date.month <= 6:
        return gettext("It is a month in the first half of {year}.", year=year)
    if date.day is None:
        return gettext("It is a month in the second half of {year}.", year=year)
    month = language.date(year, date.month)
    if date.day <= 10:
        return gettext("It is a day early in {month}.", month=month)
    if date.day <= 20:
        return gettext("It is a day in the middle of {month}.", month=month)
    return gettext("It is a day late in {month}.", month=month)


def _bounds(number: Decimal) -> tuple[Decimal, Decimal]:
    """Return the nearest round numbers below and above; what is below 1 lies below 5."""
    below = [one for one in _ROUND_NUMBERS if one < number]
    return below[-1] if below else _ROUND_NUMBERS[0], next(
        one for one in _ROUND_NUMBERS if one > max(number, Decimal(1))
    )
