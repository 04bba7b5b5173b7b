"""A hint that helps without telling: an option struck out, first letters, about when or how many, the first event."""

from __future__ import annotations

from decimal import Decimal
from string import punctuation
from typing import TYPE_CHECKING, NamedTuple, assert_never

from quizgen.domain.answer import MONTHS, PartialDate, Quantity
from quizgen.domain.library import Way
from quizgen.domain.question import Choice, Gaps, Match, Open, Order
from quizgen.domain.round import marks
from quizgen.domain.words import contains

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.domain.question import Question

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


def hint(question: Question) -> Hint | None:
    """Return the one hint that a question has, or None where any would tell the answer, or nothing."""
    shape = question.shape
    match shape:
        case Choice():
            wrong = [place for place, option in enumerate(shape.options) if not option.right]
            if len(wrong) < 2:
                return None
            place = wrong[len(question.fact.id) % len(wrong)]
            return Hint(f"It is not “{shape.options[place].text}”.", (place,))
        case Order():
            return Hint(f"The first is {marks(shape)[shape.order[0]]}.")
        case Match():
            return Hint(f"1 goes with {marks(shape)[shape.pairs[0]]}.")
        case Open() | Gaps():
            told = (text for text in _about(question) if not any(contains(text, form) for form in shape.accepted))
            return next(map(Hint, told), None)
        case _:
            assert_never(shape)


def _about(question: Question) -> Iterator[str]:
    """Yield what may be said of an answer, the most helpful first."""
    answer = question.fact.answer
    if question.way is not Way.REVERSE and isinstance(answer, PartialDate):
        yield f"It is {_when(answer)}."
    elif question.way is not Way.REVERSE and isinstance(answer, Quantity):
        below, above = _bounds(answer.number)
        yield f"The number before “{answer.unit}” lies between {below:f} and {above:f}."
    elif words := [word for word in (one.strip(_MARKS) for one in question.shape.answer.split()) if word]:
        if 1 < len(words) <= _MOST_INITIALS:
            yield f"Initials: {' '.join(f'{word[0]}.' for word in words)}"
        if len(words) <= _MOST_INITIALS:
            yield f"It begins with {words[0][0]}."


def _when(date: PartialDate) -> str:
    """Return about when a date is; the question may name its month or its year."""
    if date.month is None:
        return f"a year of the {date.year // 10}0s"
    if date.day is None:
        return f"a month in the {'first' if date.month <= 6 else 'second'} half of {date.year}"
    part = "early in" if date.day <= 10 else "in the middle of" if date.day <= 20 else "late in"
    return f"a day {part} {MONTHS[date.month - 1]} {date.year}"


def _bounds(number: Decimal) -> tuple[Decimal, Decimal]:
    """Return the nearest round numbers below and above; what is below 1 lies below 5."""
    below = [one for one in _ROUND_NUMBERS if one < number]
    return below[-1] if below else _ROUND_NUMBERS[0], next(
        one for one in _ROUND_NUMBERS if one > max(number, Decimal(1))
    )
