"""Units as people type them: their words, and what they measure, also where several make one, as 'km/h' and 'm/s²'."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache, lru_cache
from itertools import product
from typing import TYPE_CHECKING

from quizgen.domain.numbers import LITERAL
from quizgen.grading.normalise import clean_text, join_compounds, write_out_signs
from quizgen.language import Measure

if TYPE_CHECKING:
    from quizgen.language import Language

_TOKEN = re.compile(rf"{LITERAL}|[^\W\d_]+")
_HYPHEN = re.compile(r"[-‐‑–]")
#: An exponent behind a unit, and the stroke between two of them: 'm/s^2'.
_POWER, _SLASH = re.compile(r"(?<=[^\W\d_])\^?([23])(?![\d.,]*\d)"), re.compile(r"(?<=[^\W\d_]) ?/ ?(?=[^\W\d_])")
#: How many units' words and measures are remembered.
_REMEMBERED = 2048


def quantity_words(language: Language, text: str) -> list[str]:
    """Return the words and the numbers in digits that `text` is made of."""
    text = _POWER.sub(lambda power: f" {language.powers[power[1]][0]}", clean_text(text).lower())
    text = _HYPHEN.sub(" ", write_out_signs(language, _SLASH.sub(f" {language.per} ", text)))
    return [match.group() for match in _TOKEN.finditer(join_compounds(language, text))]


@lru_cache(maxsize=_REMEMBERED)
def unit_words(language: Language, unit: str) -> tuple[str, ...]:
    """Return the words of a unit as it is written."""
    return tuple(quantity_words(language, unit))


@lru_cache(maxsize=_REMEMBERED)
def measures(language: Language, unit: tuple[str, ...]) -> tuple[Measure, ...]:
    """Return the measures that a unit may stand for: 'm' are metres or minutes. An unknown unit is its own measure."""
    return known_measures(language, unit) or (Measure(_unit_name(language, unit), 1),)


def is_known_unit(language: Language, unit: tuple[str, ...]) -> bool:
    """Say whether a unit stands in the language's table."""
    return bool(known_measures(language, unit))


def known_measures(language: Language, unit: tuple[str, ...]) -> tuple[Measure, ...]:
    """Return the measures that a unit stands for by the language's table, alone or as made of its units; or none."""
    return _measures_by_name(language).get(_unit_name(language, unit), ()) or _composed(language, unit)


def _composed(language: Language, unit: tuple[str, ...]) -> tuple[Measure, ...]:
    """Return the measures that a unit of several units may stand for, as 'km per h' and 'm per s squared'; or none."""
    words, known, sign = list(map(language.singular, unit)), [Measure("", 1)], 1
    while words:
        word = words.pop(0)
        if word == language.per:
            sign = -1
            continue
        power = 1
        for exponent, (behind, before) in language.powers.items():
            if words and word == before:
                word, power = words.pop(0), int(exponent)
            elif words and words[0] == behind:
                words, power = words[1:], int(exponent)
        parts = _measures_by_name(language).get(word, ())
        known = [
            Measure(
                f"{one.dimension} {part.dimension}{sign * power}", one.factor * Fraction(part.factor) ** (sign * power)
            )
            for one, part in product(known, parts)
        ]
    return tuple(known) if len(unit) > 1 else ()


@cache
def _measures_by_name(language: Language) -> dict[str, tuple[Measure, ...]]:
    by_name: dict[str, tuple[Measure, ...]] = {}
    for names, measure in language.units.items():
        for name in dict.fromkeys(names.split()):
            by_name[name] = (*by_name.get(name, ()), measure)
    return by_name


def _unit_name(language: Language, unit: tuple[str, ...]) -> str:
    return " ".join(map(language.singular, unit))
