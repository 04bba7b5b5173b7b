"""The forms in which people type an amount, for a program that compares them letter by letter.

What is written here may be wrong; the grader says which forms are right.
"""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

from quizgen.domain.numbers import cardinal_in_words
from quizgen.grading.number_forms import share_in_words
from quizgen.language import Bound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.domain.answer import Quantity
    from quizgen.language import Language

_SIGNS = {
    Bound.ABOUT: ("~",),
    Bound.NEARLY: ("~", "<"),
    Bound.ABOVE: (">",),
    Bound.LEAST: ("≥", ">="),
    Bound.BELOW: ("<",),
    Bound.MOST: ("≤", "<="),
}
#: So many usual amounts are typed with each word before them, and so many words are.
_AMOUNTS, _WORDS = 6, 4
#: The letters of a word that is cut short, as 'ca'.
_CUT = 2
_PARTS = {"5": ("1/2", "½"), "25": ("1/4", "¼"), "75": ("3/4", "¾")}
_DECIMAL, _THOUSANDS = re.compile(r"(\d+)\.(\d+)"), re.compile(r"(\d),(\d{3})")
_PERCENT = re.compile(r"(\d)%")
#: A number of hundreds below ten thousand, and of no thousands.
_HUNDREDS = re.compile(r"(?<![\d.,])([1-9][1-9])00(?![\d.,])")


def typed_quantities(language: Language, quantity: Quantity, listed: tuple[str, ...]) -> Iterator[str]:
    """Yield further forms of an amount that is `listed` in others: with signs, with words, and its number otherwise."""
    if quantity.end is not None:
        return
    usual = _usual(language, listed)
    amounts = tuple(dict.fromkeys(one for form in usual for one in (form, *_numbers(language, form))))
    yield from amounts
    yield from (spoken for form in usual for spoken in _spoken(language, form))
    if quantity.bound is Bound.NONE or quantity.bound is Bound.EXACTLY:
        return
    yield from (f"{word} {amount}" for word, amount in product(_words(language, quantity.bound), amounts[:_AMOUNTS]))
    for sign, amount in product(_SIGNS[quantity.bound], amounts[: 2 * _AMOUNTS]):
        yield from (f"{sign}{amount}", f"{sign} {amount}")


def _words(language: Language, bound: Bound) -> tuple[str, ...]:
    """Return the usual words for how a number is meant, those that are cut short also with a full stop.

    What is known nearly is known about.
    """
    said = sorted(language.qualifiers[bound], key=lambda word: word not in language.written_qualifiers)
    short = (one for one in said if len(one) == _CUT or any(other.startswith(one) and other != one for other in said))
    about = language.qualifiers[Bound.ABOUT][:2] if bound is Bound.NEARLY else ()
    return (*said[:_WORDS], *(f"{one}." for one in short if " " not in one), *about)


def _usual(language: Language, listed: tuple[str, ...]) -> tuple[str, ...]:
    """Return the amounts in digits that are listed, and the first in words, but for how they are meant."""
    said = sorted((word for words in language.qualifiers.values() for word in words), key=len, reverse=True)
    before = re.compile(rf"(?:{'|'.join(map(re.escape, said))}) ")
    bare = dict.fromkeys(before.sub("", form, count=1) if before.match(form) else form for form in listed)
    digits = [form for form in bare if form[:1].isdigit() or not form[:1].isalpha()]
    words = [form for form in bare if form not in digits]
    return tuple(dict.fromkeys((*digits[:_AMOUNTS], *words[:_AMOUNTS], *digits[_AMOUNTS:])))


def _numbers(language: Language, form: str) -> Iterator[str]:
    """Yield a form with its number otherwise: '7,5', '7 and a half', '7 1/2', '1 200'."""
    for mark in (".", ","):
        number = _DECIMAL.sub(rf"\1{mark}\2", form)
        yield from (number, _PERCENT.sub(r"\1 %", number))
    yield from (_THOUSANDS.sub(rf"\1{mark}\2", form) for mark in ("", " ", ".", "'"))
    if decimal := _DECIMAL.search(form):
        whole, part = decimal.groups()
        yield f"{form[: decimal.end()]}0{form[decimal.end() :]}"
        before, behind = form[: decimal.start()], form[decimal.end() :]
        share, sign = _PARTS.get(part, ("", ""))
        if share:
            yield from (f"{before}{whole} {share}{behind}", f"{before}{whole}{sign}{behind}")
        if in_words := share_in_words(language, Fraction(f"0.{part}")):
            yield f"{before}{whole} {language.conjunction} {in_words}{behind}"
            yield f"{before}{whole}{behind} {language.conjunction} {in_words}"


def _spoken(language: Language, form: str) -> Iterator[str]:
    """Yield a form with its number as it is said: 'twelve hundred people', 'four point five percent'."""
    if hundreds := _HUNDREDS.search(form):
        names = (name for name, value in language.multiples.items() if value == 100)
        count = cardinal_in_words(language, int(hundreds[1]))
        yield from (_HUNDREDS.sub(f"{count} {name}", form) for name in names if count)
    if decimal := _DECIMAL.search(form):
        whole, part = decimal.groups()
        said = [cardinal_in_words(language, int(number)) for number in (whole, *part)]
        if language.answers.point and all(said):
            yield _DECIMAL.sub(" ".join((said[0], language.answers.point, *said[1:])), form)
