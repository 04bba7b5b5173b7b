"""A number that a text tells in another form: as a share, by a word for so many together, or in another unit."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from quizgen.domain.numbers import write_digits
from quizgen.grading.normalise import join_compounds

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from quizgen.language import Language
    from quizgen.language.measures import Measure

#: The whole in hundredths, and by how much a number of them may be rounded.
_WHOLE, _ROUNDED = 100, Fraction(1, 2)
#: The greatest number whose word has a plural that is no year or age: 'sevens', but not 'the twenties'.
_LAST_GROUP = 12
_PAIR = 2
_GROUPED = re.compile(r"(?<=\d),(?=\d{3}\b)")


def without_definition(language: Language, text: str) -> str:
    """Return a question without its end where that is a word for a number whose meaning is asked for.

    'How many eggs are there in a dozen?' does not tell the number, nor does 'How many days are in two weeks?'.
    """
    match = _definition(language).search(text)
    return text if match is None else text[: match.start("what")]


def number_words(language: Language, text: str) -> list[str]:
    """Return the words of a text as numbers are looked for in them: '20 percent' for '20%', '1000' for '1,000'."""
    signs = language.with_signs_as_words(_GROUPED.sub("", text))
    return join_compounds(language, language.normal(signs)).split()


def _shares_told(language: Language, text: str) -> Iterator[Fraction]:
    """Yield the parts of a whole in a text: 'half', 'two fifths', 'every tenth', 'one in four'."""
    words = number_words(language, text)
    for before, word in pairwise(["", *write_digits(language, words)]):
        if word in language.shares and before not in language.ordinals and not before.endswith(_ending(language)):
            yield Fraction(*language.shares[word]) * (int(before) if before.isdecimal() else 1)
    singulars = (one if (one := language.singular(word)) in language.ordinals else word for word in words)
    written = " ".join(write_digits(language, list(singulars)))
    for pattern in language.questions.shares:
        for match in re.finditer(pattern, written):
            part, whole = map(int, ("1", *match.groups())[-_PAIR:])
            if part < whole > _PAIR:  # 'a second' is no half
                yield Fraction(part, whole)


def is_share_told(language: Language, text: str, hundredths: Decimal) -> bool:
    """Say whether a text tells a number of hundredths as a part of a whole, rounded as people do: a third for 33%."""
    return any(abs(share * _WHOLE - Fraction(hundredths)) < _ROUNDED for share in _shares_told(language, text))


def is_group_told(language: Language, text: str, number: Decimal) -> bool:
    """Say whether a text tells a number by a word for so many together: 'quartet', 'sevens', 'the Big Four'."""
    return number in set(_groups_told(language, text))


def _groups_told(language: Language, text: str) -> Iterator[int]:
    for word in language.words(text):
        single = language.singular(word)
        if single in _groups(language):
            yield _groups(language)[single]
        elif word != single and 1 < language.cardinals.get(single, 0) <= _LAST_GROUP:
            yield language.cardinals[single]
    for name in _name_of_some(language).findall(text):
        yield language.cardinals[name.lower()]


def is_length_told(language: Language, text: str, number: Decimal, unit: str) -> bool:
    """Say whether a text tells a measure in another unit: 'two-week' for 14 days, 'the decade of' for 10 years."""
    measure = _measures(language).get(unit)
    if measure is None:
        return False
    words = write_digits(language, number_words(language, text))
    for before, word, behind in zip(["", *words], words, [*words[1:], ""], strict=False):
        other = _measures(language).get(word)
        if other is None or other == measure or other.dimension != measure.dimension:
            continue
        count = Fraction(before) if re.fullmatch(r"\d+(?:\.\d+)?", before) else _one(language, before, word, behind)
        if count and count * Fraction(other.factor) == Fraction(number) * Fraction(measure.factor):
            return True
    return False


def _one(language: Language, before: str, unit: str, behind: str) -> int:
    """Return 1 where a unit without a number tells how long something lasts, else 0: 'a decade', 'the year of'.

    'Three times a day' and 'the day' tell no length.
    """
    is_length = behind in language.times.lasting and before in language.articles
    return int(is_length or (unit in language.times.spans and before in language.indefinite_articles))


def _ending(language: Language) -> tuple[str, ...]:
    return tuple(f"{digit}{language.ordinal_suffixes[0]}" for digit in range(10))


@cache
def _measures(language: Language) -> dict[str, Measure]:
    """Return what each unit measures, by each of its names."""
    return {name: measure for names, measure in language.units.items() for name in names.split()}


@cache
def _groups(language: Language) -> dict[str, int]:
    """Return the words for so many together that stand for those themselves: 'trio', but 'a dozen' is one of eggs."""
    counting = {*language.multiples, *language.decisive}
    return {word: number for word, number in language.sets.items() if word not in counting}


@cache
def _name_of_some(language: Language) -> re.Pattern[str]:
    """Return the pattern of a number that is the name of so many: 'the Big Four', 'the Twelve'."""
    numbers = "|".join(word.capitalize() for word, number in language.cardinals.items() if number > 1)
    articles = "|".join(f"{article}|{article.capitalize()}" for article in language.definite_articles)
    return re.compile(rf"\b(?:{articles}) (?:[A-Z]\w+ )?({numbers})\b(?![- ][A-Z])")


@cache
def _definition(language: Language) -> re.Pattern[str]:
    units = (name for name in language.unit_names if name.isalpha())
    nouns = "|".join(sorted({*language.sets, *language.scales, *units}, key=len, reverse=True))
    numbers = "|".join((r"\d+", *language.cardinals))
    return re.compile(language.questions.definition.format(nouns=nouns, numbers=numbers), re.IGNORECASE)
