"""The forms in which people type a number, as far as `numbers` reads them; usual ones first."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.numbers import cardinal_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.language import Language

#: How many numbers' forms are remembered.
_REMEMBERED = 4096
#: The most words of a number that people write out.
_MOST_WORDS = 2
#: Fractions that have a character of their own.
_CHARACTERS = {Fraction(1, 4): "¼", Fraction(1, 2): "½", Fraction(3, 4): "¾"}


class NumberForms(NamedTuple):
    """A number in digits, in words (empty where nobody writes it out), and in other forms with digits."""

    digits: str
    words: str
    others: tuple[str, ...]

    @property
    def usual(self) -> tuple[str, ...]:
        """Return the usual forms."""
        return (self.digits, self.words) if self.words else (self.digits,)


@lru_cache(maxsize=_REMEMBERED)
def number_forms(language: Language, number: Fraction) -> NumberForms:
    """Return the forms of a number with six decimals at most; one below zero is that above it with a minus."""
    if number < 0:
        above = number_forms(language, -number)
        others = tuple(f"{language.minus} {form}" for form in (*above.usual, *above.others))
        return NumberForms(f"-{above.digits}", "", others)
    whole, rest = divmod(number, 1)
    words = whole_in_words(language, whole)
    if not rest:
        return NumberForms(str(whole), words, tuple(_of_large(language, whole)) if whole >= 1000 else ())
    share = share_in_words(language, rest)
    words = f"{words} {language.conjunction} {share}" if whole and words and share else ""
    return NumberForms(_digits(number), words, tuple(_of_fraction(whole, rest)))


def _of_fraction(whole: int, rest: Fraction) -> Iterator[str]:
    """Yield a number that is not whole as '7 1/2' and '7½'."""
    shown = str(whole) if whole else ""
    if rest in _CHARACTERS:
        yield f"{shown} {rest}".lstrip()
        yield f"{shown}{_CHARACTERS[rest]}"


def _of_large(language: Language, whole: int) -> Iterator[str]:
    """Yield a large number with its thousands apart, in thousands and in millions: '5,000,000', '5 million'."""
    yield f"{whole:,}"
    for name, value in language.thousands.items():
        if value <= whole < 1000 * value and whole * 10 % value == 0:
            yield f"{_digits(Fraction(whole, value))} {name}"


def _digits(number: Fraction) -> str:
    return str(number) if number.denominator == 1 else f"{float(number):.6f}".rstrip("0")


def whole_in_words(language: Language, whole: int) -> str:
    """Return a whole number in words; empty where they are many, or do not suffice."""
    words = cardinal_in_words(language, whole)
    return words if words.count(" ") < _MOST_WORDS else ""


def share_in_words(language: Language, rest: Fraction) -> str:
    """Return a part of one in words: 'a half', 'three quarters'; empty for none, and where there are no words."""
    if not rest:
        return ""
    names = [name for name, part in language.shares.items() if part == (1, rest.denominator)]
    if not names:
        return ""
    if rest.numerator == 1:
        return " ".join((*language.indefinite_articles[:1], names[0]))
    count = cardinal_in_words(language, rest.numerator)
    return f"{count} {names[-1]}" if count else ""
