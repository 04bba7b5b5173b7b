"""Ranges, '3 to 5 days': how people type them, and in which forms.

Both ends have to be given. What stands behind the second, a unit or a word such as 'million', belongs to both.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from quizgen.grading.number_forms import number_forms

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from quizgen.language import Language

#: A number in digits, and what stands behind it.
_DIGITS = re.compile(r"[^\w\s]?[\d.,]+(.*)")
_DASHES = r" ?[–—] ?|(?<=\d) ?- ?(?=[\d$€£])| - "


def split_range(language: Language, text: str) -> tuple[str, str] | None:
    """Return the two amounts that a clean text in small letters gives as the ends of a range, or None."""
    match = _range(language).fullmatch(text) or _between(language).fullmatch(text)
    if match is None:
        return None
    low, high = match.groups()
    behind = _DIGITS.fullmatch(high)
    return (f"{low}{behind[1]}" if behind is not None and low[-1:].isdigit() else low), high


@cache
def _range(language: Language) -> re.Pattern[str]:
    prepositions = "|".join(sorted(language.answers.prepositions))
    return re.compile(rf"(?:(?:{prepositions}) )?(.*\w.*?)(?: {language.answers.range_link} |{_DASHES})(.*\w.*)")


@cache
def _between(language: Language) -> re.Pattern[str]:
    return re.compile(rf"{language.between} (.*\w.*?) {language.conjunction} (.*\w.*)")


def range_forms(language: Language, low: Fraction, high: Fraction, names: tuple[str, ...]) -> Iterator[str]:
    """Yield the forms of a range with each of these names of its unit, in digits and in words."""
    link = language.answers.range_link
    for name in names:
        for first, second in zip(number_forms(language, low).usual, number_forms(language, high).usual, strict=False):
            yield f"{first} {link} {second} {name}".rstrip()
            if f" {language.conjunction} " not in f"{first} {second}":
                yield f"{language.between} {first} {language.conjunction} {second} {name}".rstrip()
        if low >= 0 and low.denominator == high.denominator == 1:
            yield f"{low}-{high} {name}".rstrip()
