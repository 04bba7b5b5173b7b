"""The forms in which people type a date, for a program that compares them letter by letter: each mark is spelt out.

What is written here may be wrong, as '5/6/2022' is where it may be another day; the grader says which forms are right.
"""

from __future__ import annotations

import datetime as dt
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.numbers import ordinal_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.domain.answer import PartialDate
    from quizgen.language import Language

_MARKS = "/-."
#: A day of a year with the name of its month; {counted} is '15th'.
_DAYS = (
    "{day} {month} {year}",
    "{day} {month}, {year}",
    "{month} {day}, {year}",
    "{month} {day} {year}",
    "{counted} {month} {year}",
    "{counted} {month}, {year}",
    "{month} {counted}, {year}",
    "{month} {counted} {year}",
    "{day}. {month} {year}",
)
#: The same where the month's name is not cut short.
_LONG_DAYS = (
    "{counted} {of} {month} {year}",
    "{counted} {of} {month}, {year}",
    "{the} {counted} {of} {month} {year}",
    "{the} {counted} {of} {month}, {year}",
    "{month} {the} {counted}, {year}",
    "{month} {the} {counted} {year}",
    "{day} {of} {month} {year}",
    "{on} {day} {month} {year}",
    "{on} {month} {day}, {year}",
    "{weekday}, {day} {month} {year}",
    "{weekday}, {month} {day}, {year}",
    "{year} {month} {day}",
)
#: The same where the month's name is cut short.
_SHORT_DAYS = ("{day}-{month}-{year}", "{day}/{month}/{year}", "{day}-{month}-{two}", "{day} {month} {two}")
_MONTHS = ("{month} {year}", "{month}, {year}", "{month} {of} {year}", "{year} {month}", "{month} '{two}")
_LONG_MONTHS = ("{in_} {month}, {year}", "{the} month {of} {month} {year}")
_SHORT_MONTHS = ("{month}-{year}", "{month}-{two}", "{month} {two}")
_YEARS = ("{in_} {year}", "{the} year {year}", "year {year}", "{in_} {the} year {year}", "'{two}", "{year}.")
#: A day whose year the question names, or of every year.
_YEARLESS = (
    "{day} {month}",
    "{month} {day}",
    "{counted} {month}",
    "{month} {counted}",
    "{counted} {of} {month}",
    "{the} {counted} {of} {month}",
    "{month} {the} {counted}",
    "{day}. {month}",
)


class _Names(NamedTuple):
    """The names of a month: whole, and cut short with a full stop and without."""

    whole: str
    short: tuple[str, ...]


def typed_dates(language: Language, date: PartialDate) -> Iterator[str]:
    """Yield the forms of a date as people of a language may type it."""
    year, month, day = date.key
    if year < 0:
        return
    words = _words(language, *date.key)
    names = _names(language, month) if month else _Names("", ())
    if day:
        yield from _filled(_YEARLESS, (names.whole, *names.short), words)
    if not year:
        return
    if not month:
        yield from _filled(_YEARS, ("",), words)
        yield from (f"{year} {era}" for era in language.times.eras_after)
        return
    everywhere, whole, short = (_DAYS, _LONG_DAYS, _SHORT_DAYS) if day else (_MONTHS, _LONG_MONTHS, _SHORT_MONTHS)
    yield from _filled((*everywhere, *whole), (names.whole,), words)
    yield from _filled(everywhere, names.short, words)
    yield from _filled(short, tuple(name for name in names.short if not name.endswith(".")), words)
    if 0 < day < 10:
        yield from _filled(_DAYS[:4], (names.whole,), {**words, "day": f"{day:02}"})
    if day:
        counted = tuple(one for one in (*_DAYS, *_LONG_DAYS) if "{counted}" in one)
        yield from _filled(counted, (names.whole,), {**words, "counted": ordinal_in_words(language, day)})
    yield from _in_digits(year, month, day)


def _words(language: Language, year: int, month: int, day: int) -> dict[str, str]:
    """Return what stands in the places of the templates but for the month; a word that a language lacks is empty."""
    weekday = language.weekdays[dt.date(year, month, day).weekday()] if year and day else ""
    return {
        "year": str(year),
        "two": f"{year % 100:02}",
        "day": str(day),
        "counted": _counted(language, day),
        "weekday": weekday,
        "the": next(iter(language.definite_articles), ""),
        "of": language.partitive,
        "on": "on" if "on" in language.date_fillers else "",
        "in_": language.date_preposition,
    }


def _names(language: Language, month: int) -> _Names:
    cut = language.short_months[month - 1].split()
    return _Names(language.months[month - 1], tuple(f"{one}{dot}" for one in cut for dot in ("", ".")))


def _counted(language: Language, day: int) -> str:
    """Return a day with its ending, '15th'; the first ending is the usual one, the others are of 1, 2 and 3."""
    endings = language.ordinal_suffixes
    if not endings or not day:
        return ""
    last = day % 10 if day // 10 != 1 else 0
    return f"{day}{endings[last if last < len(endings) else 0]}"


def _filled(templates: tuple[str, ...], months: tuple[str, ...], words: dict[str, str]) -> Iterator[str]:
    """Yield the templates with each name of the month, but for those of which the language lacks a word."""
    lacking = tuple(f"{{{place}}}" for place, word in words.items() if not word)
    for month, template in product(months, templates):
        if not any(place in template for place in lacking):
            yield template.format(month=month, **words)


def _in_digits(year: int, month: int, day: int) -> Iterator[str]:
    """Yield a date in digits with each mark, with zeros and without, day or month first, and with the year first."""
    parts = [number for number in (month, day) if number]
    orders = dict.fromkeys((tuple(reversed(parts)), tuple(parts)))
    for mark, form in product(_MARKS, ("{}", "{:02}")):
        yield mark.join((str(year), *map(form.format, parts)))
        for order, written in product(orders, (str(year), f"{year % 100:02}")):
            yield mark.join((*map(form.format, order), written))
    if day:
        yield from (f"{day}{mark}{month}{mark}{year}" for mark in (" . ", " / ", ". "))
