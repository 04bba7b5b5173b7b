"""The forms in which people type a date, as far as `dates` reads them as that date alone; usual ones first."""

from __future__ import annotations

import datetime as dt
from enum import Enum, auto
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

from quizgen.domain.numbers import ordinal_in_words
from quizgen.grading.dates import SHORTEST_NAME, NamedDates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizgen.domain.answer import PartialDate
    from quizgen.language import Language


#: Beside years before this one 'AD' is typed.
_FIRST_MILLENNIUM = 1000


class _Days(Enum):
    """The days of a month by what can be done with their numbers: nothing stands for a month or a year."""

    NONE = auto()
    #: Of one digit, so that a zero may stand before it.
    SHORT = auto()
    #: Of two digits.
    LONG = auto()
    #: So large that nobody takes it for a month.
    NO_MONTH = auto()

    @classmethod
    def of(cls, day: int) -> _Days:
        """Return what a day is, or 0."""
        if not day:
            return cls.NONE
        if day < 10:
            return cls.SHORT
        return cls.LONG if day <= 12 else cls.NO_MONTH


def date_forms(language: Language, date: PartialDate, prompt: str) -> tuple[str, ...]:
    """Return the forms of a date; the year, and with it the month, may be missing where the question names them."""
    year, month, day = date.key
    if year <= 0:
        return tuple(_old_forms(language, *date.key) if year else yearless_forms(language, month, day))
    weekday = language.weekdays[dt.date(year, month, day).weekday()] if day else ""
    ordinal = ordinal_in_words(language, day) if day else ""
    lines = _patterns(language, month, _Days.of(day), is_recent=1900 <= year < 2100, is_counted=bool(ordinal))
    forms = lines.format(
        year=year,
        short=f"{year % 100:02}",
        day=day,
        ordinal=ordinal,
        weekday=weekday,
        cut_weekday=weekday[:SHORTEST_NAME],
    )
    printed, *others = forms.split("\n")
    if year < _FIRST_MILLENNIUM and not month:
        others += [form for era in language.times.eras_after for form in (f"{era} {year}", f"{year} {era}")]
    return (printed, *_without_named(language, date, prompt), *others)


def _old_forms(language: Language, year: int, month: int, day: int) -> Iterator[str]:
    """Yield the forms of a date before our era."""
    formats = language.date_formats if day else language.month_formats if month else ("{year}",)
    names = _names(language, month) if month else ("",)
    for era in language.times.eras_before:
        written = language.times.era_format.format(year=-year, era=era)
        yield from _in_words(formats, names, written, str(day))
    if not month:
        yield f"{language.date_preposition} {language.times.year(year)}"


def yearless_forms(language: Language, month: int, day: int) -> Iterator[str]:
    """Yield the forms of a day of a year, of a month or of a day of a month; 0 stands for what is not named."""
    names = _names(language, month) if month else ()
    if not day:
        yield from names
    elif not month:
        yield from filter(None, (str(day), ordinal_in_words(language, day)))
    else:
        yield from (one.format(month=name, day=day) for name, one in product(names, language.day_formats))
        yield f"{day}.{month}."


def _without_named(language: Language, date: PartialDate, prompt: str) -> Iterator[str]:
    """Yield the forms of a date without the year or the month that the question names."""
    year, month, day = date.key
    if not month or str(year) not in prompt:  # which is seen at once
        return
    named = NamedDates(language, prompt)
    if named.years == {year}:
        yield from yearless_forms(language, month, day)
        if day and named.months == {(year, month)}:
            yield from yearless_forms(language, 0, day)


def _names(language: Language, month: int) -> tuple[str, ...]:
    """Return the name of a month and how it is cut short."""
    return (language.months[month - 1], *language.short_months[month - 1].split())


@cache
def _patterns(language: Language, month: int, days: _Days, *, is_recent: bool, is_counted: bool) -> str:
    """Return the forms of the dates in a month, or of years where it is 0, one a line, with places for the numbers.

    Two digits stand for a year that `is_recent`; days that are `is_counted` have ordinals in words.
    """
    if days is not _Days.NONE:
        patterns = _day_patterns(language, month, days)
    elif month:
        patterns = _month_patterns(language, month)
    else:
        patterns = iter(("{year}", f"{language.date_preposition} {{year}}", "{short}"))
    missing = [place for place, is_there in (("{short}", is_recent), ("{ordinal}", is_counted)) if not is_there]
    return "\n".join(one for one in patterns if not any(place in one for place in missing))


def _in_words(formats: Iterable[str], names: Iterable[str], year: str = "{year}", day: str = "{day}") -> list[str]:
    """Return the formats with each of these names of a month."""
    return [one.format(year=year, month=name, day=day) for name, one in product(names, formats)]


def _day_patterns(language: Language, month: int, days: _Days) -> Iterator[str]:
    formats, (name, *cut) = language.date_formats, _names(language, month)
    has_zero = days is _Days.SHORT or month < 10
    yield from _in_words(formats, (name,))
    yield f"{{year:04}}-{month:02}-{{day:02}}"
    yield from _in_words(formats, cut)
    yield from _in_numbers("{year:04}", month, days)
    if has_zero:
        yield f"{{year:04}}-{month}-{{day}}"
    yield from (f"{{weekday}} {form}" for form in _in_words(formats, (name,)))
    yield from (f"{{cut_weekday}} {form}" for form in _in_words(formats[:1], cut[:1] or (name,)))
    yield from _in_words(formats, cut[:1] or (name,), year="{short}")
    yield from _in_numbers("{short}", month, days)
    if days is _Days.SHORT:
        yield from _in_words(formats[:1], (name, *cut), day="{day:02}")
    yield from _in_words(formats[:1], (name,), day="{ordinal}")
    yield f"{{year:04}}{month:02}{{day:02}}"


def _in_numbers(year: str, month: int, days: _Days) -> Iterator[str]:
    """Yield day, month and year in digits. The month comes first only where nobody takes it for the day."""
    yield f"{{day}}.{month}.{year}"
    if days is _Days.SHORT or month < 10:
        yield f"{{day:02}}.{month:02}.{year}"
    if days is _Days.NO_MONTH:
        yield f"{month}/{{day}}/{year}"
        if month < 10:
            yield f"{month:02}/{{day}}/{year}"


def _month_patterns(language: Language, month: int) -> Iterator[str]:
    formats, (name, *cut) = language.month_formats, _names(language, month)
    yield from _in_words(formats, (name,))
    yield f"{{year:04}}-{month:02}"
    yield from _in_words(formats, cut)
    yield from (f"{month:02}/{year}" for year in ("{year:04}", "{short}"))
    yield from (f"{language.date_preposition} {form}" for form in _in_words(formats, (name,)))
    yield from _in_words(formats, cut or (name,), year="{short}")
    if month < 10:
        yield from (f"{month}/{year}" for year in ("{year:04}", "{short}"))
        yield f"{{year:04}}-{month}"
