"""The closed set of what an answer can be: an entity, a date, a quantity or a phrase.

Dates and quantities keep how they were written; what they mean is worked out once, here.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.text import Ref, Text
from quizgen.domain.words import normal

if TYPE_CHECKING:
    from collections.abc import Hashable
    from typing import TypeAlias

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
#: Words before a number that say only how exact it is; the number itself stays the point of the answer.
APPROXIMATIONS = ("about", "around", "nearly", "almost")
#: Words that make a number a bound: what lies beyond it is not known, so no number there is surely wrong.
BOUNDS = ("more than", "over", "at least", "less than", "under", "at most", "up to")

#: How a date is written, as a regular expression that JSON Schema understands too.
DATE_FORM = "([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?)?"
#: How a quantity is written: at most twelve digits, three decimals, and a unit that fits on a button.
QUANTITY_FORM = (
    rf"(?:({'|'.join(APPROXIMATIONS + BOUNDS)}) )?((?:0|[1-9][0-9]{{0,11}})(?:\.[0-9]{{1,3}})?) ([^\s].{{0,39}})"
)
_DATE, _QUANTITY = re.compile(DATE_FORM), re.compile(QUANTITY_FORM)


class PartialDate(NamedTuple):
    """A date with its own precision: a year, a month of a year, or a day."""

    written: Text
    year: int
    month: int | None = None
    day: int | None = None

    @property
    def precision(self) -> str:
        """Return 'year', 'month' or 'day'."""
        if self.month is None:
            return "year"
        return "month" if self.day is None else "day"

    @property
    def key(self) -> tuple[int, int, int]:
        """Return year, month and day for sorting and comparing; 0 stands for a part that is not given."""
        return (self.year, self.month or 0, self.day or 0)

    def __str__(self) -> str:
        if self.month is None:
            return str(self.year)
        month = f"{MONTHS[self.month - 1]} {self.year}"
        return month if self.day is None else f"{self.day} {month}"

    def forms(self) -> tuple[str, ...]:
        """Return the usual ways of writing this date in English, the printed one first."""
        if self.month is None:
            return (str(self),)
        if self.day is None:
            return (str(self), f"{self.year:04}-{self.month:02}")
        return (
            str(self),
            f"{MONTHS[self.month - 1]} {self.day}, {self.year}",
            f"{self.year:04}-{self.month:02}-{self.day:02}",
        )


class Quantity(NamedTuple):
    """A number with a unit, and how exact it is: 'about 7.5 hours', '30 countries'."""

    written: Text
    number: Decimal
    unit: str
    qualifier: str = ""

    @property
    def is_bound(self) -> bool:
        """Say whether the number is a limit ('more than 4 hours') and not the amount itself."""
        return self.qualifier in BOUNDS

    def __str__(self) -> str:
        return str(self.written)

    def forms(self) -> tuple[str, ...]:
        """Return the accepted ways of writing it: as printed, and an approximation without its 'about'."""
        if self.qualifier and not self.is_bound:
            return (str(self), self.written[len(self.qualifier) + 1 :])
        return (str(self),)

    def with_number(self, number: Decimal) -> str:
        """Return this quantity's text with another number in it, to as many decimals."""
        places = -int(self.number.as_tuple().exponent)
        shown = f"{number:.{places}f}"
        return " ".join(part for part in (self.qualifier, shown, self.unit) if part)


Answer: TypeAlias = Ref | Text | PartialDate | Quantity


def long_date(day: int) -> str:
    """Return the day with this proleptic ordinal as a date in words: 5 May 2021."""
    date = dt.date.fromordinal(day)
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def parse_date(text: Text) -> PartialDate | None:
    """Return the date that `text` writes as YYYY, YYYY-MM or YYYY-MM-DD, or None where there is no such date."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        dt.date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    return PartialDate(text, year or 0, month, day)


def parse_quantity(text: Text) -> Quantity | None:
    """Return the quantity that `text` writes as '[about] NUMBER UNIT', or None where it is none."""
    match = _QUANTITY.fullmatch(text)
    if match is None:
        return None
    qualifier, number, unit = match.groups()
    return Quantity(text, Decimal(number), unit, qualifier or "")


def key_of(answer: Answer) -> Hashable:
    """Return what two answers of one kind share exactly when they mean the same."""
    match answer:
        case PartialDate():
            return answer.key
        case Quantity():
            return (answer.number, answer.unit)
        case Ref():
            return ("entity", str(answer))
        case _:
            return normal(answer)


def mark_of(answer: Answer) -> Text:
    """Return the text of an answer as written, which knows its place."""
    match answer:
        case PartialDate() | Quantity():
            return answer.written
        case _:
            return answer


def asked_form(answer: Answer) -> str:
    """Return how exactly an answer is to be typed, or nothing where it is a name or a phrase."""
    match answer:
        case PartialDate():
            return {"day": "as day, month and year", "month": "as month and year", "year": "as a year"}[
                answer.precision
            ]
        case Quantity():
            return "as a number with its unit"
        case _:
            return ""
