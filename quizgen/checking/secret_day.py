"""A date that may not stand in front of itself: its year cut short, in words or in Roman numerals, its day alone."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from quizgen.checking.secret import Secret
from quizgen.domain.numbers import cardinal_in_words, write_digits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizgen.domain.answer import PartialDate
    from quizgen.language import Language

#: Years from here on are cut short to their last two digits; a whole thousand may be the number of something.
_FIRST_CUT, _THOUSAND, _HUNDRED, _TEN = 1000, 1000, 100, 10
#: '\'69', and what a year goes on with where a span of years is cut short: '1914–18', '1969/70'.
_CUT = re.compile(r"(?<!\w)['’‘](\d\d)\b")
_SPAN = re.compile(r"\b(\d\d)(\d\d) ?[-–—/] ?['’]?(\d\d)\b(?![-–—/.]\d)")
#: Day and month in digits, in either order, and a year: '9/11', '11.9.2001'.
_DIGITS = re.compile(r"(?<![\d/.])(\d{1,2})[./](\d{1,2})(?:[./](\d{4}))?(?![\d/]|\.\d)")


class Day(Secret):
    """A date, of which a day without its year tells enough; with another year it is another day.

    Of a year alone, its last two digits tell it where they are written for a year, and its words.
    """

    def __init__(self, language: Language, forms: Iterable[str], date: PartialDate) -> None:
        super().__init__(language, forms)
        self.date = date
        is_whole = date.day is not None and date.month is not None
        self.days = tuple(language.day_forms(date.month or 0, date.day or 0)) if is_whole else ()

    def leak(self, text: str, *, is_heading: bool = False) -> str | None:  # noqa: ARG002
        told = super().leak(text)
        if told is not None:
            return told
        if self.date.month is None:
            return self._year(text)
        if self.date.day is None:
            return self._month(text)
        return self._day(text)

    def _year(self, text: str) -> str | None:
        """Return how a text tells the year in another form: "'69", '1914–18', 'Nineteen Eighty-Four', 'MCMXIV'."""
        year = self.date.year
        if year <= _FIRST_CUT:
            return None
        spans = (match.group() for match in _SPAN.finditer(text) if _end(*match.groups()) == year)
        cut = (match.group() for match in _CUT.finditer(text) if int(match[1]) == year % _HUNDRED)
        words = self.language.words(text)
        is_written = year % _THOUSAND and str(year) in write_digits(self.language, words)
        spoken = (said for said in _spoken(self.language, year) if f" {said} " in f" {' '.join(words)} ")
        return next(spans, None) or next(cut, None) or next(spoken, None) or (str(year) if is_written else None)

    def _month(self, text: str) -> str | None:
        """Return the month's name where both it and the year stand in a text, even apart."""
        month = self.language.months[(self.date.month or 0) - 1]
        is_told = re.search(rf"\b{month}\b", text) and re.search(rf"\b{self.date.year}\b", text)
        return month if is_told else None

    def _day(self, text: str) -> str | None:
        """Return the whole date or its day in other words or in digits, as long as no other year stands behind."""
        shown = self._in_digits(text)
        whole = (form for plain, form in self.forms if plain in shown)
        days = (day for day in self.days if re.search(rf" {day.lower()} (?!\d{{4}} )", shown))
        digits = (match.group() for match in _DIGITS.finditer(text) if self._is_it(*match.groups()))
        return next(whole, None) or next(days, None) or next(digits, None)

    def _is_it(self, one: str, other: str, year: str | None) -> bool:
        return sorted((int(one), int(other))) == sorted((self.date.day or 0, self.date.month or 0)) and (
            year is None or int(year) == self.date.year
        )

    def _in_digits(self, text: str) -> str:
        """Return the words of a text between spaces, with '4' for '4th' and 'fourth', 'june' for 'Jun'."""
        ordinal = rf"(\d)(?:{'|'.join(self.language.ordinal_suffixes)})\b"
        words = self.language.words(re.sub(ordinal, r"\1", text))
        kept = (word for word in words if word not in self.language.date_fillers)
        in_full = {**self.language.ordinals, **_short_months(self.language)}
        return f" {' '.join(str(in_full.get(word, word)) for word in kept)} "


@cache
def _short_months(language: Language) -> dict[str, str]:
    """Return the months by how they are cut short, all in small letters."""
    pairs = zip(language.months, language.short_months, strict=True)
    return {cut: month.lower() for month, ways in pairs for cut in ways.lower().split()}


def _end(century: str, start: str, end: str) -> int:
    """Return the year with which a span ends that is cut short: 2000 for '1999/00'."""
    return (int(century) + (int(end) <= int(start))) * _HUNDRED + int(end)


def _spoken(language: Language, year: int) -> Iterator[str]:
    """Yield how a year is said in two parts, in small letters: 'nineteen eighty four', 'nineteen oh five'."""
    century, rest = (cardinal_in_words(language, part).replace("-", " ") for part in divmod(year, _HUNDRED))
    if rest and year % _HUNDRED >= _TEN:
        yield f"{century} {rest}"
    elif year % _HUNDRED:
        yield from (f"{century} {zero} {rest}" for zero in language.times.zeros)
