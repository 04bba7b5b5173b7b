"""How much time lies between two dates, in words: 4 days later, about 3 months earlier, at least 2 years later."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizgen.language import Language

#: From so many days on, time is told in months, and then in years.
_MONTHS, _YEARS = 60, 730
#: Days of a mean month and a mean year; and of the longest ones, for what is true at least.
_MONTH, _YEAR = 30.44, 365.25
_LONGEST_MONTH, _LONGEST_YEAR = 31, 366


def later(language: Language, days: int, *, exact: bool) -> str:
    """Say how many days later something is. It is not `exact` where an end is a month or a year: then at least so."""
    ngettext = language.ngettext
    if days < _MONTHS:
        if exact:
            return ngettext("{number} day later", "{number} days later", days)
        return ngettext("at least {number} day later", "at least {number} days later", days)
    if days < _YEARS:
        if exact:
            return ngettext("about {number} month later", "about {number} months later", round(days / _MONTH))
        return ngettext("at least {number} month later", "at least {number} months later", days // _LONGEST_MONTH)
    if exact:
        return ngettext("about {number} year later", "about {number} years later", round(days / _YEAR))
    return ngettext("at least {number} year later", "at least {number} years later", days // _LONGEST_YEAR)


def earlier(language: Language, days: int, *, exact: bool) -> str:
    """Say how many days earlier something is, as `later` does."""
    ngettext = language.ngettext
    if days < _MONTHS:
        if exact:
            return ngettext("{number} day earlier", "{number} days earlier", days)
        return ngettext("at least {number} day earlier", "at least {number} days earlier", days)
    if days < _YEARS:
        if exact:
            return ngettext("about {number} month earlier", "about {number} months earlier", round(days / _MONTH))
        return ngettext("at least {number} month earlier", "at least {number} months earlier", days // _LONGEST_MONTH)
    if exact:
        return ngettext("about {number} year earlier", "about {number} years earlier", round(days / _YEAR))
    return ngettext("at least {number} year earlier", "at least {number} years earlier", days // _LONGEST_YEAR)


def whole_later(language: Language, number: int, unit: str) -> str:
    """Say how many calendar months or years later something is, where both dates are such a `unit`."""
    ngettext = language.ngettext
    if unit == "month":
        return ngettext("{number} month later", "{number} months later", number)
    return ngettext("{number} year later", "{number} years later", number)


def whole_earlier(language: Language, number: int, unit: str) -> str:
    """Say how many calendar months or years earlier something is, as `whole_later` does."""
    ngettext = language.ngettext
    if unit == "month":
        return ngettext("{number} month earlier", "{number} months earlier", number)
    return ngettext("{number} year earlier", "{number} years earlier", number)
