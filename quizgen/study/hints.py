"""A hint that helps without telling: an option struck out, first letters, the year, the first event."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, assert_never

from quizgen.domain.answer import PartialDate, Quantity
from quizgen.domain.library import Way
from quizgen.domain.question import Choice, Gaps, Match, Open, Order

if TYPE_CHECKING:
    from quizgen.domain.question import Question


class Hint(NamedTuple):
    """A sentence, and the positions of options that are struck out."""

    text: str
    struck: tuple[int, ...] = ()


def hint(question: Question) -> Hint | None:
    """Return the one hint that a question has, or None where any would tell the answer."""
    shape = question.shape
    match shape:
        case Choice():
            wrong = [place for place, option in enumerate(shape.options) if not option.right]
            if len(wrong) < 2:
                return None
            place = wrong[len(question.fact.id) % len(wrong)]
            return Hint(f"It is not “{shape.options[place].text}”.", (place,))
        case Order():
            return Hint(f"The first is “{shape.items[shape.order[0]]}”.")
        case Match():
            return Hint(f"“{shape.items[0]}” goes with {shape.names[shape.pairs[0]]}.")
        case Open() | Gaps():
            return Hint(_about(question, shape.answer))
        case _:
            assert_never(shape)


def _about(question: Question, text: str) -> str:
    answer = question.fact.answer
    if question.way is not Way.REVERSE:
        if isinstance(answer, PartialDate):
            known = {"day": f"a day in {text.partition(' ')[2]}", "month": f"a month of {answer.year}"}
            return f"It is {known.get(answer.precision, f'a year of the {answer.year // 100 + 1}th century')}."
        if isinstance(answer, Quantity):
            return f"It is given in {answer.unit}."
    letters = " ".join(f"{word[0]}…" if len(word) > 1 else word for word in text.split())
    return f"It begins so: {letters}"
