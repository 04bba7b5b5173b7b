"""Phrases compared by what they say: names within them by whom they name, all else by its loose words.

A phrase may also be a date or a number with its unit, and is graded as such.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.answer import PartialDate, Quantity, has_definite_form, parse_quantity
from quizgen.domain.index import first_by_id
from quizgen.domain.text import Ref, Text
from quizgen.grading.dates import read_date
from quizgen.grading.normalise import loose_words, spelling
from quizgen.grading.quantities import read_amounts
from quizgen.grading.units import is_known_unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quizgen.domain.answer import Answer
    from quizgen.domain.library import Entity
    from quizgen.language import Language


#: How many sets of names are remembered: those of a library in the languages of its topics.
_LIBRARIES = 8


class _Name(NamedTuple):
    """The words of a name, and the single word that stands for all names of the same entity."""

    words: tuple[str, ...]
    bearer: str


class Phrases:
    """Reads phrases in one language with the names of some entities; it remembers only an index of names."""

    def __init__(self, language: Language, entities: Iterable[Entity]) -> None:
        self.language = language
        self._entities = first_by_id(entities)

    def meanings(self, text: str) -> list[tuple[str, ...]]:
        """Return the ways to split `text` into words, with a single word for each name, the same for all aliases."""
        return [self.named(words) for words in loose_words(self.language, text)]

    def named(self, words: Sequence[str]) -> tuple[str, ...]:
        """Return words with a single word for each name in them, without the article before it, and roles in full.

        The 'to' of an infinitive that they begin with is left out.
        """
        words = self._with_roles(words)
        if len(words) > 1 and words[0] == self.language.infinitive_sign:
            words = words[1:]
        if self._names.keys().isdisjoint(words):
            return tuple(words)
        made: list[str] = []
        at = 0
        while at < len(words):
            names = self._names.get(words[at], ())
            name = next((one for one in names if tuple(words[at : at + len(one.words)]) == one.words), None)
            if name is None:
                made.append(words[at])
                at += 1
                continue
            if made and made[-1] in self.language.definite_articles:
                made.pop()
            made.append(name.bearer)
            at += len(name.words)
        return tuple(made)

    def _with_roles(self, words: Sequence[str]) -> Sequence[str]:
        """Return words with roles as they are called here: 'foreign minister' for 'FM'."""
        if self._role_words.isdisjoint(words):
            return words
        text = f" {' '.join(words)} "
        for written, meant in self.language.role_words.items():
            text = text.replace(f" {written} ", f" {meant} ")
        return text.split()

    @cached_property
    def _role_words(self) -> frozenset[str]:
        return frozenset(written.split()[-1] for written in self.language.role_words)

    @cached_property
    def bearers(self) -> dict[str, Entity]:
        """Return the entities by the single word that stands for each, which is no word of any text."""
        return {f"@{id_}": entity for id_, entity in self._entities.items()}

    @cached_property
    def _names(self) -> dict[str, list[_Name]]:
        """Return the names that a single entity has, by their first words, the longest first."""
        bearers: dict[tuple[str, ...], set[str]] = {}
        for bearer, entity in self.bearers.items():
            for form in entity.forms:
                for words in filter(None, loose_words(self.language, form)):
                    bearers.setdefault(words, set()).add(bearer)
        index: dict[str, list[_Name]] = {}
        for words in sorted(bearers, key=len, reverse=True):
            if len(bearers[words]) == 1:
                index.setdefault(words[0], []).append(_Name(words, *bearers[words]))
        return index


@lru_cache(maxsize=_LIBRARIES)
def phrases_of(language: Language, entities: tuple[Entity, ...]) -> Phrases:
    """Return the reader of phrases in a language with the names of these entities."""
    return Phrases(language, entities)


def as_meant(language: Language, answer: Answer) -> Answer:
    """Return the date or the quantity that a phrase is, as far as it is one alone; any other answer as it stands."""
    if not isinstance(answer, Text) or isinstance(answer, Ref):
        return answer
    if has_definite_form(language, answer):
        dates = {reading.parts for reading in read_date(language, answer)}
        if len(dates) == 1:
            year, month, day = dates.pop()
            return PartialDate(answer, year, month or None, day or None)
        return parse_quantity(language, answer) or answer
    return _quantity_in_words(language, answer) or answer


def _quantity_in_words(language: Language, text: Text) -> Quantity | None:
    """Return the quantity that a phrase is, in words or in several units that the language knows, or None."""
    if language.unit_names.isdisjoint(language.normal(text).split()):
        return None  # which is seen at once
    amounts = read_amounts(language, text)
    if len(amounts) != 1 or not is_known_unit(language, amounts[0].unit):
        return None
    bound, number, unit, end, _ = amounts[0]
    if end is not None:
        return None
    return Quantity(text, Decimal(number.numerator) / number.denominator, " ".join(unit), bound=bound)


def things_together(language: Language, form: str) -> list[str]:
    """Return the things that an answer names together. An answer of the form 'between A and B' names no such things."""
    if language.between in spelling(language, form).split():
        return []
    return re.split(rf", (?:{language.conjunction} )?| {language.conjunction} ", form)
