"""Days counted without a gap, before our era too: the year before 1 is -1, 1 BC, and there is none between them."""

from __future__ import annotations

import datetime as dt

#: The calendar repeats after 400 years; so many of them are added where Python's has no year.
_CYCLES = 25
_YEARS, _DAYS = 400 * _CYCLES, 146_097 * _CYCLES


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
    if year > 0:
        return dt.date(year, month, day).toordinal()
    return dt.date(year_number(year) + _YEARS, month, day).toordinal() - _DAYS


def date_of_day(number: int) -> tuple[int, int, int]:
    """Return year, month and day of the day with this number.

    Raises ValueError or OverflowError where it lies beyond the years 9999 before and after our era's beginning.
    """
    if number > 0:
        date = dt.date.fromordinal(number)
        return date.year, date.month, date.day
    date = dt.date.fromordinal(number + _DAYS)
    return year_of(date.year - _YEARS), date.month, date.day
