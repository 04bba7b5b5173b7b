"""DateReading dates as people type them, and comparing them with the right date.

Parts that are not typed are not made up: '1963' stays a year. Only the year, or the month and year, that the
question itself names (and names alone) need not be typed again. Beyond that:

- A date has to be as precise as the answer. '10 January 2022' claims more than a source that says
  'January 2022', and nobody could show it to be right; 'January 2022' claims less than the tenth.
- Two digits stand for a year of the 20th or 21st century; for any other the century has to be typed.
- Where day and month are both numbers, the year before them makes the order certain (2022-01-10), dots
  put the day first (10.1.2022), and everything else (10/01/2022) may be meant either way.
- A day of the week may be added; it has to be the right one.
- 'BC' belongs to a year before our era, unless the question says so; beside other years 'AD' may stand.
- The name of a month may be cut short after three letters or have a typo; no digit may.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.days import day_number
from quizgen.domain.numbers import write_digits
from quizgen.grading.normalise import clean_text
from quizgen.grading.reasons import less_exact, missing_from_date, more_exact, which_date, wrong_weekday
from quizgen.grading.typos import count_typos
from quizgen.language.characters import without_accents

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizgen.domain.answer import PartialDate
    from quizgen.language import Language

#: The shortest that the name of a month or a day may be cut, and the longest number in a date.
SHORTEST_NAME, _LONGEST_NUMBER = 3, 4

_YEAR_FIRST = re.compile(r"(\d{4})(?:([-/. ])(\d{1,2})(?:\2(\d{1,2}))?|(\d\d)(\d\d))")
_YEAR_LAST = re.compile(r"(?:(\d{1,2})([-/. ]))?(\d{1,2})[-/. ](\d{4}|'?\d\d)")
_NO_YEAR = re.compile(r"(\d{1,2})([-/.])(\d{1,2})")
_ONE_NUMBER = re.compile(r"'?\d{1,4}")
_AROUND_MARK = re.compile(r" ?([-/.]) ?")
_TOKEN = re.compile(r"'?\d+|[^\W\d_]+")


class _Patterns(NamedTuple):
    """What to look for in a text of a language.

    `part` are words for a part of a month or a year, `rough` words beside a date that is not quite certain; `suffix`
    makes an ordinal of digits. `named` finds years, and months with their year, in a question; `before` and `after`
    what says that a year lies before our era or in it.
    """

    part: re.Pattern[str]
    rough: re.Pattern[str]
    suffix: re.Pattern[str]
    named: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]


@cache
def _patterns(language: Language) -> _Patterns:
    return _Patterns(
        re.compile(language.part_of_date, re.IGNORECASE),
        re.compile(language.rough_date, re.IGNORECASE),
        re.compile(rf"(?<=\d)(?:{'|'.join(language.ordinal_suffixes)})\b"),
        re.compile(rf"(?:\b({'|'.join(language.months)}),? )?(?<![\d.,/-])([12]\d{{3}})(?![\d/-]|[.,]\d)"),
        _era(language.times.eras_before),
        _era(language.times.eras_after),
    )


def _era(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern of the names of an era, with points and spaces between their letters or without."""
    letters = (r"\.? ?".join(re.sub(r"\W", "", name)) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?:(?<=\d)|\b)(?:{'|'.join(letters)})\b\.?", re.IGNORECASE)


class DateReading(NamedTuple):
    """A meaning of a typed date. A short year has two digits; `typos` are those in the month's name.

    A year before our era is below zero, as in `PartialDate`; `has_era` says that the era was typed.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    is_short: bool = False
    weekday: int | None = None
    typos: int = 0
    has_era: bool = False

    @property
    def parts(self) -> tuple[int, int, int]:
        """Return year, month and day; 0 stands for a part that was not typed."""
        return (self.year or 0, self.month or 0, self.day or 0)

    @property
    def precision(self) -> str:
        """Return 'year', 'month' or 'day', the finest part that was typed."""
        if self.day is not None:
            return "day"
        return "year" if self.month is None else "month"

    def is_possible(self) -> bool:
        """Say whether the calendar has such a date; a year that is not known may be a leap year."""
        year = self.year if self.year is not None and not self.is_short else 2000
        try:
            day_number(year, self.month or 1, self.day or 1)
        except ValueError:
            return False
        return True


def read_date(language: Language, text: str) -> tuple[DateReading, ...]:
    """Return all readings of `text` as a date; none where it is no date."""
    patterns = _patterns(language)
    text = clean_text(text).lower()
    is_before = patterns.before.search(text) is not None
    text, eras = (patterns.before if is_before else patterns.after).subn(" ", text)
    text = text.strip().rstrip(". ").replace(",", " ")
    plain = _AROUND_MARK.sub(r"\1", " ".join(text.split()))
    readings = _in_numbers(plain) or _in_words(language, text)
    if eras:
        sign = -1 if is_before else 1
        readings = [one._replace(year=sign * one.year, is_short=False, has_era=True) for one in readings if one.year]
    return tuple(dict.fromkeys(reading for reading in readings if reading.is_possible()))


def read_vague(language: Language, text: str) -> Iterator[tuple[str, tuple[DateReading, ...]]]:
    """Yield the date in 'early January' or 'about 1963', after the reason why such a text is no right answer."""
    text = clean_text(text).removeprefix(f"{language.date_preposition} ")
    patterns = _patterns(language)
    part, rough = patterns.part.match(text), patterns.rough.match(text) or patterns.rough.search(text)
    if part:
        yield more_exact(language), read_date(language, text[part.end() :])
    elif rough:
        yield less_exact(language), read_date(language, text[: rough.start()] + text[rough.end() :])


def _in_numbers(text: str) -> list[DateReading]:
    """Return the readings of a date that is written without words."""
    if match := _YEAR_FIRST.fullmatch(text):
        year, _, month, day, *solid = match.groups()
        if solid[0]:
            month, day = solid
        return [DateReading(int(year), int(month), int(day) if day else None)]
    if match := _YEAR_LAST.fullmatch(text):
        first, mark, second, written = match.groups()
        year, is_short = _year(written)
        if first is None:
            return [DateReading(year, int(second), None, is_short), *_without_year(text)]
        readings = [DateReading(year, int(second), int(first), is_short)]
        return readings if mark == "." else [*readings, DateReading(year, int(first), int(second), is_short)]
    if _ONE_NUMBER.fullmatch(text):
        year, is_short = _year(text)
        return [DateReading(year, is_short=is_short)] + ([DateReading(day=year)] if _may_be_day(text) else [])
    return _without_year(text)


def _without_year(text: str) -> list[DateReading]:
    """Return the readings of a day and a month in numbers."""
    match = _NO_YEAR.fullmatch(text)
    if match is None:
        return []
    first, mark, second = match.groups()
    readings = [DateReading(month=int(second), day=int(first))]
    return readings if mark == "." else [*readings, DateReading(month=int(first), day=int(second))]


def _year(written: str) -> tuple[int, bool]:
    """Return a year and whether it is written with two digits."""
    digits = written.removeprefix("'")
    return int(digits), len(digits) == 2


def _in_words(language: Language, text: str) -> list[DateReading]:
    """Return the readings of a date in which words stand: the name of a month, a day of the week, an ordinal."""
    month = weekday = None
    typos = 0
    before: list[str] = []
    numbers = before
    suffix = _patterns(language).suffix
    for written in write_digits(language, _TOKEN.findall(suffix.sub("", text))):
        word = suffix.sub("", written)  # that of an ordinal in words
        if word in language.date_fillers:
            continue
        if word.lstrip("'").isdecimal():
            numbers.append(word)
        elif weekday is None and (day := _place_of(language.weekdays, word)) is not None:
            weekday = day
        elif month is None and (named := _month(language, word)) is not None:
            month, typos = named
            numbers = []
        else:
            return []
    if month is not None:
        readings = _with_named_month(before, numbers, month)
    else:
        readings = _in_numbers(before[0]) if len(before) == 1 else []
    return [reading._replace(weekday=weekday, typos=typos) for reading in readings]


def _with_named_month(before: list[str], after: list[str], month: int) -> list[DateReading]:
    """Return the readings of a date whose month has a name, from the numbers before and after that name."""
    numbers = before + after
    if len(before) > 1 or any(len(number) > _LONGEST_NUMBER for number in numbers):
        return []
    if len(numbers) == 2 and before and not _may_be_day(before[0]):
        numbers.reverse()  # '2022 January 10'
    match numbers:
        case []:
            return [DateReading(None, month)]
        case [year] if not _may_be_day(year):
            return [_with_year(year, month)]
        case [day]:  # 'Jan 22' is a day of January, or January of a year
            return [DateReading(None, month, int(day))] + ([_with_year(day, month)] if after else [])
        case [day, year] if _may_be_day(day):
            return [_with_year(year, month)._replace(day=int(day))]
        case _:
            return []


def _may_be_day(number: str) -> bool:
    return number.isdecimal() and len(number) < 3


def _with_year(written: str, month: int) -> DateReading:
    year, is_short = _year(written)
    return DateReading(year, month, None, is_short)


def _place_of(names: Iterable[str], word: str) -> int | None:
    """Return the place of the name that `word` is, or that it abbreviates; None where there is no such name."""
    return next(
        (at for at, name in enumerate(names) if len(word) >= SHORTEST_NAME and name.lower().startswith(word)), None
    )


def _month(language: Language, word: str) -> tuple[int, int] | None:
    """Return the month (1 to 12) that `word` names and its number of typos, or None where it names no month."""
    at = _place_of(language.months, word)
    if at is not None:
        return at + 1, 0
    plain = without_accents(word)
    if plain in language.answers.foreign_months:
        return language.answers.foreign_months[plain], 0
    counts = [(number, count_typos(language, word, name.lower())) for number, name in enumerate(language.months, 1)]
    near = [(number, typos) for number, typos in counts if typos is not None]
    return near[0] if len(near) == 1 else None


class NamedDates:
    """The years and months that a question names, which its answer need not repeat."""

    def __init__(self, language: Language, prompt: str) -> None:
        dates = _patterns(language).named.findall(prompt)
        self._is_before = _patterns(language).before.search(prompt) is not None
        self.years = {int(year) for _, year in dates}
        self.months = {(int(year), language.months.index(month) + 1) for month, year in dates if month}

    def complete(self, reading: DateReading, right: PartialDate) -> DateReading:
        """Return `reading` with its missing year, or month and year, where the question names a single one.

        Of a `right` date before our era it is the era, where the question names that; one without a year needs none.
        """
        if right.year < 0 and self._is_before and reading.year is not None and not reading.has_era:
            return reading._replace(year=-reading.year, is_short=False)
        if right.year <= 0 or reading.year is not None or len(self.years) != 1:
            return reading
        (year,) = self.years
        if reading.month is not None:
            return reading._replace(year=year)
        if reading.day is not None and len(self.months) == 1:
            ((year, month),) = self.months
            return reading._replace(year=year, month=month)
        return reading


def with_century(reading: DateReading, right: PartialDate) -> DateReading:
    """Return `reading` with the year of the right date, if its two digits may stand for that year."""
    meant = reading.is_short and 1900 <= right.year < 2100 and right.year % 100 == reading.year
    return reading._replace(year=right.year, is_short=False) if meant else reading


def is_same_date(reading: DateReading, right: PartialDate) -> bool:
    """Say whether a reading is the right date, in all its parts."""
    return reading.parts == right.key and has_right_weekday(reading, right)


def lacks_era(reading: DateReading, right: PartialDate) -> bool:
    """Say whether a reading is a right date before our era but for the name of the era."""
    year = -(reading.year or 0)
    return not reading.has_era and right.year < 0 and is_same_date(reading._replace(year=year), right)


def has_right_weekday(reading: DateReading, right: PartialDate) -> bool:
    """Say whether a reading names no day of the week, or that of the right date."""
    return reading.weekday is None or (
        right.month is not None
        and right.day is not None
        and right.year > 0
        and dt.date(right.year, right.month, right.day).weekday() == reading.weekday
    )


def agrees_in_part(reading: DateReading, right: PartialDate) -> bool:
    """Say whether a reading and the right date agree in every part that both have, and both have some part."""
    pairs = ((reading.year, right.year or None), (reading.month, right.month), (reading.day, right.day))
    common = [typed == part for typed, part in pairs if typed is not None and part is not None]
    return bool(common) and all(common)


def _missing(reading: DateReading, right: PartialDate) -> tuple[str, ...]:
    """Return the parts of the right date that a reading lacks."""
    parts = (
        ("day", reading.day, right.day),
        ("month", reading.month, right.month),
        ("year", reading.year, right.year or None),
    )
    return tuple(name for name, typed, whole in parts if typed is None and whole is not None)


def which_part(language: Language, reading: DateReading, right: PartialDate) -> str:
    """Return the question for the parts that a date lacks which is right so far; empty where it lacks none."""
    missing = _missing(reading, right)
    return which_date(language, missing) if missing and has_right_weekday(reading, right) else ""


def date_reason(language: Language, reading: DateReading, right: PartialDate) -> str:
    """Say why a reading that agrees with the right date in all parts that both have is not the right date."""
    missing = _missing(reading, right)
    if missing:
        return missing_from_date(language, missing)
    is_finer = reading.precision != right.precision or (reading.year is not None and not right.year)
    return more_exact(language) if is_finer else wrong_weekday(language)
