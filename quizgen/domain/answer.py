"""The closed set of answers: an entity, a date, a time of day, a quantity or a phrase.

Dates, times and quantities keep how they were written; their meaning is worked out once, here.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.days import day_number
from quizgen.domain.text import Ref, Text
from quizgen.language import Bound

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TypeAlias

    from quizgen.language import Language

_MONTH, _DAY = "-(0[1-9]|1[0-2])", "-(0[1-9]|[12][0-9]|3[01])"
#: How a date is written, as a regular expression that JSON Schema understands too; and a day without a year.
DATE_FORM = f"(?:([0-9]{{4}})(?:{_MONTH}(?:{_DAY})?)?|([1-9][0-9]{{0,3}})(?:(?:{_MONTH}(?:{_DAY})?)? (BCE?))?)"
DAY_FORM = f"-{_MONTH}{_DAY}"
_DATE, _DAY_OF_YEAR = re.compile(DATE_FORM), re.compile(DAY_FORM)
#: How a time of day is written.
TIME_FORM = "([01]?[0-9]|2[0-3]):([0-5][0-9])"
#: A year that has all days.
_LEAP_YEAR = 2000


class PartialDate(NamedTuple):
    """A date with its own precision: a year, a month of a year, or a day.

    Years before our era are below zero, -44 for 44 BC. The year 0 stands for a day of every year.
    """

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
        """Return the date as facts write it, mostly as ISO 8601 does; in words, the library's language writes it."""
        year = f"{self.year:04}" if self.year > 0 else str(-self.year) if self.year else "-"
        parts = (year, *(f"{part:02}" for part in (self.month, self.day) if part is not None))
        return f"{'-'.join(parts)}{' BC' if self.year < 0 else ''}"


class ClockTime(NamedTuple):
    """A time of day, as in 14:30."""

    written: Text
    hour: int
    minute: int

    @property
    def minutes(self) -> int:
        """Return the minutes since midnight."""
        return self.hour * 60 + self.minute

    @property
    def key(self) -> tuple[int, int]:
        """Return hour and minute for sorting and comparing."""
        return (self.hour, self.minute)

    def __str__(self) -> str:
        return f"{self.hour}:{self.minute:02}"


class Quantity(NamedTuple):
    """A number, mostly with a unit: '30 countries', 'about 7.5 hours', '$982 million', '4.5%', '-273.15 °C' or '118'.

    `number` is the number in digits as it is written, `scale` what it is counted in, as a million, and `unit` is
    'dollars' for '$', 'percent' for '%' and empty where none stands there. `qualifier` are the words for how exact it
    is, `bound` is their meaning. `end` is the second number of a range, '3 to 5 days'. What lies within the
    `tolerance`, counted in `scale` as the number is, is right as well.
    """

    written: Text
    number: Decimal
    unit: str
    qualifier: str = ""
    bound: Bound = Bound.NONE
    scale: int = 1
    end: Decimal | None = None
    tolerance: Decimal = Decimal(0)

    def __str__(self) -> str:
        return str(self.written)

    @property
    def value(self) -> Decimal:
        """Return the number in whole units."""
        return self.number * self.scale

    def forms(self) -> tuple[str, ...]:
        """Return the accepted ways of writing it: as printed, and an approximation without its 'about'."""
        if self.qualifier and not self.bound.is_limit:
            return (str(self), self.written[len(self.qualifier) + 1 :])
        return (str(self),)

    def shifted(self, by: Decimal) -> Quantity:
        """Return this quantity with a number that is so much greater, and the end of a range as well."""
        number = self.number + by
        if self.end is None:
            written = self.with_number(number)
        else:
            comma = "," if "," in self.written else ""
            shown = iter(f"{abs(one).normalize():{comma}f}" for one in (number, self.end + by))
            written = re.sub(r"[0-9][0-9,.]*", lambda _: next(shown), self.written, count=2)
        end = None if self.end is None else self.end + by
        return self._replace(written=Text.at(written, 1, 1), number=number, end=end)

    def with_number(self, number: Decimal) -> str:
        """Return this quantity's text with another number of the same sign, with as many decimals, grouped as it is.

        With a unit a longer number is grouped beside one that is too short to show how: $982 and $1,228 million.
        """
        places = -int(self.number.as_tuple().exponent)
        own, grouped = str(abs(self.number)), f"{abs(self.number):,}"
        is_short = grouped == own
        is_grouped = bool(self.unit) if is_short else grouped in self.written
        digits = f"{abs(number):,.{places}f}" if is_grouped else f"{abs(number):.{places}f}"
        return self.written.replace(grouped if is_grouped else own, digits, 1)


Answer: TypeAlias = Ref | Text | PartialDate | ClockTime | Quantity


def parse_time(text: Text) -> ClockTime | None:
    """Return the time of day that `text` writes as 14:30, or None where it writes none."""
    match = re.fullmatch(TIME_FORM, text)
    return ClockTime(text, int(match[1]), int(match[2])) if match else None


def parse_date(text: Text) -> PartialDate | None:
    """Return the date that `text` writes, or None where there is no such date.

    It is YYYY, YYYY-MM or YYYY-MM-DD; a year below 1000 needs no zeros: 476. Before our era 'BC' stands behind:
    '44 BC', '44-03-15 BC'. A day of every year is --MM-DD.
    """
    month: int | None
    day: int | None
    if match := _DAY_OF_YEAR.fullmatch(text):
        year, month, day = 0, *map(int, match.groups())
    elif match := _DATE.fullmatch(text):
        after, *parts, before, old_month, old_day, era = match.groups()
        month, day = (int(part) if part else None for part in ((old_month, old_day) if era else parts))
        year = -int(before) if era else int(after or before)
        if year == 0:
            return None
    else:
        return None
    try:
        day_number(year or _LEAP_YEAR, month or 1, day or 1)
    except ValueError:
        return None
    return PartialDate(text, year, month, day)


def quantity_form(languages: Iterable[Language]) -> str:
    """Return the pattern of a quantity written in one of `languages`, for `re` as well as for JSON Schema.

    It is '[about] NUMBER [million] [UNIT]' or '[about] $NUMBER [million]', with twelve digits and six decimals at most,
    and a unit that fits on a button. In a range, '3 to 5 days' or '3-5 days', NUMBER is two of them.
    """
    languages = tuple(languages)
    scales = _any_of(word for language in languages for word in language.scales)
    short = _any_of(word for language in languages for word in language.short_scales)
    of_money = _any_of(
        word for language in languages for word in (*language.short_money_scales, *language.short_scales)
    )
    signs = _any_of(sign for language in languages for sign in _money_signs(language))
    qualifiers = _any_of(word for language in languages for word in language.written_qualifiers)
    number = r"((?:0|[1-9][0-9]{0,11}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,3})(?:\.[0-9]{1,6})?)"
    signed = number.replace("(", "([-−]?", 1)
    links = "|".join(f" {language.answers.range_link} " for language in languages)
    before = rf"({signs}) ?{number}(?:(?:{links}|[-–—])(?:{signs})?{number})?(?: ?({of_money})| ({scales}))?"
    scaled = rf"(?:({short})(?= |$)| ({scales})(?= |$))?"
    behind = rf"{signed}(?:(?:{links}|[-–—]){signed})?{scaled}( ?%| ?°.{{0,39}}| [^\s].{{0,39}})?"
    return rf"(?:({qualifiers}) )?(?:{before}|{behind})"


def _any_of(words: Iterable[str]) -> str:
    longest_first = sorted(dict.fromkeys(words), key=lambda word: (-len(word), word))
    return "|".join(word.replace("$", r"\$") for word in longest_first)


def _money_signs(language: Language) -> tuple[str, ...]:
    """Return the signs that stand before a number of money."""
    return tuple(sign for sign, word in language.signs.items() if word in language.currencies)


@cache
def _quantity_pattern(language: Language) -> re.Pattern[str]:
    return re.compile(quantity_form((language,)))


def parse_quantity(language: Language, text: Text) -> Quantity | None:
    """Return the quantity that `text` writes in a language (see `quantity_form`), or None where it writes none."""
    match = _quantity_pattern(language).fullmatch(text)
    if match is None:
        return None
    qualifier, sign, of_money, end_of_money, short_money, scale_of_money, *of_others = match.groups()
    number, end, short, scale, unit = of_others
    counted = (short_money, scale_of_money, short, scale)
    tables = {**language.short_money_scales, **language.short_scales, **language.scales}
    unit = _unit(language, sign or unit or "")
    if unit in language.scales:
        return None  # of nothing
    last = end_of_money or end
    return Quantity(
        text,
        _decimal(of_money or number),
        unit,
        qualifier or "",
        language.bound_of(qualifier or ""),
        next((tables[word] for word in counted if word), 1),
        _decimal(last) if last else None,
    )


def _decimal(digits: str) -> Decimal:
    """Return a number as `quantity_form` writes it."""
    return Decimal(digits.replace(",", "").replace("−", "-"))


def _unit(language: Language, written: str) -> str:
    """Return the name of a unit: the one that stands behind a number for a sign, and for 'per cent'."""
    name = written.strip()
    word = language.signs.get(name) or language.compounds.get(name.lower(), name)
    return language.signed_units.get(word, word)


def is_broken_range(language: Language, quantity: Quantity) -> bool:
    """Say whether a range is out of order, '5 to 3 days', or what stands behind a number no unit: '5 or 6 days'."""
    if quantity.end is not None:
        return quantity.end <= quantity.number
    link, _, end = quantity.unit.partition(" ")
    return link in language.answers.range_links and (end[:1].isdigit() or end.split(" ")[0] in language.number_words)


def is_share(language: Language, quantity: Quantity) -> bool:
    """Say whether a quantity is a number of hundredths."""
    return quantity.unit in language.signed_units.values() and quantity.unit not in language.currencies_counted


def mark_of(answer: Answer) -> Text:
    """Return the text of an answer as written, which knows its place."""
    match answer:
        case PartialDate() | ClockTime() | Quantity():
            return answer.written
        case _:
            return answer


def placed_at(answer: Answer, mark: Text) -> Answer:
    """Return an answer as if it were written at the place of `mark`."""
    match answer:
        case PartialDate() | ClockTime() | Quantity():
            return answer._replace(written=Text.at(answer.written, mark.line, mark.col))
        case _:
            return type(answer).at(answer, mark.line, mark.col)


def has_definite_form(language: Language, answer: Answer) -> bool:
    """Say whether an answer can be written in few ways, so that a typed one can be graded: a name, date or quantity.

    It follows from the answer, whatever the kind of its fact: a phrase may be a date in words, or a number with a unit
    of one word.
    """
    if not isinstance(answer, Text) or isinstance(answer, Ref) or _date_in_words(language).fullmatch(answer):
        return True
    quantity = parse_quantity(language, answer)
    return quantity is not None and quantity.unit != "" and " " not in quantity.unit


@cache
def _date_in_words(language: Language) -> re.Pattern[str]:
    places = {"day": r"\d{1,2}", "month": f"(?:{'|'.join(language.months)})", "year": r"\d{4}"}
    forms = (*language.date_formats, *language.month_formats)
    return re.compile("|".join(form.format_map(places) for form in forms))


def typed_form(language: Language, answer: Answer) -> str:
    """Return how exactly an answer is to be typed; empty for a name or a phrase."""
    gettext = language.gettext
    match answer:
        case PartialDate():
            parts = (answer.year != 0, answer.month is not None, answer.day is not None)
            return {
                (True, False, False): gettext("as a year"),
                (True, True, False): gettext("as month and year"),
                (True, True, True): gettext("as day, month and year"),
            }.get(parts, gettext("as day and month"))
        case ClockTime():
            return gettext("as a time of day")
        case Quantity():
            if answer.end is not None:
                return gettext("as a range, with both ends")
            return gettext("as a number with its unit") if answer.unit else gettext("as a number")
        case _:
            return ""
