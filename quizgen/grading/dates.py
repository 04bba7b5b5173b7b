"""Reading dates as people type them, and holding them against the right one.

What is not typed is not made up: '1963' stays a year. Only the year, or the month and year, that the
question itself names (and names alone) need not be typed again. Beyond that:

- A date has to be as precise as the answer. '10 January 2022' claims more than a source that says
  'January 2022', and nobody could show it to be right; 'January 2022' claims less than the tenth.
- Two digits stand for a year of the 20th or 21st century; for any other the century has to be typed.
- Where day and month are both numbers, the year before them makes the order certain (2022-01-10), dots
  put the day first (10.1.2022), and everything else (10/01/2022) may be meant either way.
- A day of the week may be added; it has to be the right one.
- The name of a month may be cut short after three letters or have a slip; no digit may.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from quizgen.grading.normalise import plainly
from quizgen.grading.numbers import in_digits
from quizgen.grading.reasons import less_exact, missing_from_date, more_exact, wrong_weekday
from quizgen.grading.typos import slips

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizgen.domain.answer import PartialDate
    from quizgen.language import Language

#: The shortest that the name of a month or a day may be cut, and the longest number in a date.
_SHORTEST, _LONGEST_NUMBER = 3, 4

_YEAR_FIRST = re.compile(r"(\d{4})(?:([-/. ])(\d{1,2})(?:\2(\d{1,2}))?|(\d\d)(\d\d))")
_YEAR_LAST = re.compile(r"(?:(\d{1,2})([-/. ]))?(\d{1,2})[-/. ](\d{4}|'?\d\d)")
_NO_YEAR = re.compile(r"(\d{1,2})([-/.])(\d{1,2})")
_ONE_NUMBER = re.compile(r"'?\d{1,4}")
_AROUND_MARK = re.compile(r" ?([-/.]) ?")
_TOKEN = re.compile(r"'?\d+|[^\W\d_]+")


class _Patterns(NamedTuple):
    """What is looked for in a text of one language.

    `part` stands for a part of a month or a year, `rough` beside a date that is not quite certain; `suffix` makes an
    ordinal of digits. `named` finds years, and months with their year, as a question names them.
    """

    part: re.Pattern[str]
    rough: re.Pattern[str]
    suffix: re.Pattern[str]
    named: re.Pattern[str]


@cache
def _patterns(language: Language) -> _Patterns:
    return _Patterns(
        re.compile(language.part_of_date, re.IGNORECASE),
        re.compile(language.rough_date, re.IGNORECASE),
        re.compile(rf"(?<=\d)(?:{'|'.join(language.ordinal_suffixes)})\b"),
        re.compile(rf"(?:\b({'|'.join(language.months)}),? )?(?<![\d.,/-])([12]\d{{3}})(?![\d/-]|[.,]\d)"),
    )


class Reading(NamedTuple):
    """What a typed date may mean. A short year has two digits; `slips` are those in the month's name."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    is_short: bool = False
    weekday: int | None = None
    slips: int = 0

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
            dt.date(year, self.month or 1, self.day or 1)
        except ValueError:
            return False
        return True


def read_date(language: Language, text: str) -> tuple[Reading, ...]:
    """Return all that `text` may mean as a date; nothing where it is no date."""
    text = plainly(text).lower().rstrip(". ").replace(",", " ")
    plain = _AROUND_MARK.sub(r"\1", " ".join(text.split()))
    found = _in_numbers(plain) or _in_words(language, text)
    return tuple(dict.fromkeys(reading for reading in found if reading.is_possible()))


def read_vague(language: Language, text: str) -> Iterator[tuple[str, tuple[Reading, ...]]]:
    """Yield why `text` is no answer although its date be right, and its date: of 'early January' and 'about 1963'."""
    text = plainly(text).removeprefix(f"{language.date_preposition} ")
    patterns = _patterns(language)
    part, rough = patterns.part.match(text), patterns.rough.match(text) or patterns.rough.search(text)
    if part:
        yield more_exact(language), read_date(language, text[part.end() :])
    elif rough:
        yield less_exact(language), read_date(language, text[: rough.start()] + text[rough.end() :])


def _in_numbers(text: str) -> list[Reading]:
    """Return the readings of a date that is written without words."""
    if match := _YEAR_FIRST.fullmatch(text):
        year, _, month, day, *solid = match.groups()
        if solid[0]:
            month, day = solid
        return [Reading(int(year), int(month), int(day) if day else None)]
    if match := _YEAR_LAST.fullmatch(text):
        first, mark, second, written = match.groups()
        year, is_short = _year(written)
        if first is None:
            return [Reading(year, int(second), None, is_short), *_no_year(text)]
        readings = [Reading(year, int(second), int(first), is_short)]
        return readings if mark == "." else [*readings, Reading(year, int(first), int(second), is_short)]
    if _ONE_NUMBER.fullmatch(text):
        year, is_short = _year(text)
        return [Reading(year, is_short=is_short)] + ([Reading(day=year)] if _may_be_day(text) else [])
    return _no_year(text)


def _no_year(text: str) -> list[Reading]:
    """Return the readings of a day and a month in numbers."""
    match = _NO_YEAR.fullmatch(text)
    if match is None:
        return []
    first, mark, second = match.groups()
    readings = [Reading(month=int(second), day=int(first))]
    return readings if mark == "." else [*readings, Reading(month=int(first), day=int(second))]


def _year(written: str) -> tuple[int, bool]:
    """Return a year and whether it is written with two digits (or fewer)."""
    digits = written.removeprefix("'")
    return int(digits), len(digits) < 3


def _in_words(language: Language, text: str) -> list[Reading]:
    """Return the readings of a date in which words stand: the name of a month, a day of the week, an ordinal."""
    month = weekday = None
    misspelt = 0
    before: list[str] = []
    numbers = before
    suffix = _patterns(language).suffix
    for written in in_digits(language, _TOKEN.findall(suffix.sub("", text))):
        word = suffix.sub("", written)  # that of an ordinal in words
        if word in language.date_fillers:
            continue
        if word.lstrip("'").isdecimal():
            numbers.append(word)
        elif weekday is None and (day := _of(language.weekdays, word)) is not None:
            weekday = day
        elif month is None and (named := _month(language, word)) is not None:
            month, misspelt = named
            numbers = []
        else:
            return []
    if month is not None:
        found = _arranged(before, numbers, month)
    else:
        found = _in_numbers(before[0]) if len(before) == 1 else []
    return [one._replace(weekday=weekday, slips=misspelt) for one in found]


def _arranged(before: list[str], after: list[str], month: int) -> list[Reading]:
    """Return the readings of a date whose month has a name, from the numbers before and after that name."""
    numbers = before + after
    if len(before) > 1 or any(len(number) > _LONGEST_NUMBER for number in numbers):
        return []
    if len(numbers) == 2 and before and not _may_be_day(before[0]):
        numbers.reverse()  # '2022 January 10'
    match numbers:
        case []:
            return [Reading(None, month)]
        case [year] if not _may_be_day(year):
            return [_with_year(year, month)]
        case [day]:  # 'Jan 22' is a day of January, or January of a year
            return [Reading(None, month, int(day))] + ([_with_year(day, month)] if after else [])
        case [day, year] if _may_be_day(day):
            return [_with_year(year, month)._replace(day=int(day))]
        case _:
            return []


def _may_be_day(number: str) -> bool:
    return number.isdecimal() and len(number) < 3


def _with_year(written: str, month: int) -> Reading:
    year, is_short = _year(written)
    return Reading(year, month, None, is_short)


def _of(names: Iterable[str], word: str) -> int | None:
    """Return the place of the name that `word` is, or is cut short of."""
    return next((at for at, name in enumerate(names) if len(word) >= _SHORTEST and name.lower().startswith(word)), None)


def _month(language: Language, word: str) -> tuple[int, int] | None:
    """Return the month (1 to 12) that `word` names and with how many slips, or None where it names none."""
    at = _of(language.months, word)
    if at is not None:
        return at + 1, 0
    found = [(number, slips(language, word, name.lower())) for number, name in enumerate(language.months, 1)]
    near = [(number, count) for number, count in found if count is not None]
    return near[0] if len(near) == 1 else None


class Named:
    """The years and months that a question names, which its answer need not repeat."""

    def __init__(self, language: Language, prompt: str) -> None:
        found = _patterns(language).named.findall(prompt)
        self.years = {int(year) for _, year in found}
        self.months = {(int(year), language.months.index(month) + 1) for month, year in found if month}

    def filled(self, reading: Reading) -> Reading:
        """Return `reading` with what is missing taken from the question, where the question names only one."""
        if reading.year is not None or len(self.years) != 1:
            return reading
        (year,) = self.years
        if reading.month is not None:
            return reading._replace(year=year)
        if reading.day is not None and len(self.months) == 1:
            ((year, month),) = self.months
            return reading._replace(year=year, month=month)
        return reading


def resolved(reading: Reading, right: PartialDate) -> Reading:
    """Return `reading` with a year of two digits written out, if that of the right answer may be meant."""
    meant = reading.is_short and 1900 <= right.year < 2100 and right.year % 100 == reading.year
    return reading._replace(year=right.year, is_short=False) if meant else reading


def same(reading: Reading, right: PartialDate) -> bool:
    """Say whether a reading is the right date, in all its parts."""
    if reading.parts != right.key:
        return False
    return reading.weekday is None or (
        right.month is not None
        and right.day is not None
        and dt.date(right.year, right.month, right.day).weekday() == reading.weekday
    )


def overlap(reading: Reading, right: PartialDate) -> bool:
    """Say whether a reading and the right date agree in every part that both have, and have one in common."""
    pairs = ((reading.year, right.year), (reading.month, right.month), (reading.day, right.day))
    common = [one == other for one, other in pairs if one is not None and other is not None]
    return bool(common) and all(common)


def unlike(language: Language, reading: Reading, right: PartialDate) -> str:
    """Say why a reading that agrees with the right date in all that both have is not the right one."""
    parts = (("day", reading.day, right.day), ("month", reading.month, right.month), ("year", reading.year, right.year))
    missing = tuple(name for name, typed, whole in parts if typed is None and whole is not None)
    if missing:
        return missing_from_date(language, missing)
    return more_exact(language) if reading.precision != right.precision else wrong_weekday(language)
