"""Days counted without a gap, before our era too: the year before 1 is -1, 1 BC, and there is none between them."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from typing import NamedTuple

#: After so many years, and their days, the calendar repeats; Python's has no year before 1.
_YEARS, _DAYS = 400, 146_097


class Days(NamedTuple):
    """The days that a date may mean, from the first to the last, by their numbers."""

    first: int
    last: int


def year_number(year: int) -> int:
    """Return the number of a year counted without a gap, as astronomers do: 0 for 1 BC."""
    return year + (year < 0)


def year_of(number: int) -> int:
    """Return the year with the number that `year_number` returns."""
    return number - (number <= 0)


def day_number(year: int, month: int, day: int) -> int:
    """Return the number of a day, 1 for 1 January of the year 1, in today's calendar carried back.

    Raises ValueError where that calendar has no such day.
    """
    cycles, rest = divmod(year_number(year), _YEARS)
    return dt.date(rest + _YEARS, month, day).toordinal() + (cycles - 1) * _DAYS


def date_of_day(number: int) -> tuple[int, int, int]:
    """Return year, month and day of the day with this number."""
    cycles, rest = divmod(number - 1, _DAYS)
    date = dt.date.fromordinal(rest + 1)
    return year_of(date.year + cycles * _YEARS), date.month, date.day


def days_of(key: tuple[int, int, int]) -> Days:
    """Return the days that a date may mean, which is year, month and day, with 0 for what is not known."""
    year, month, day = key
    first = day_number(year, month or 1, day or 1)
    if day:
        return Days(first, first)
    last_day = monthrange(year_number(year) % _YEARS or _YEARS, month or 12)[1]
    return Days(first, day_number(year, month or 12, last_day))
