"""The forms in which people type a quantity, as far as `quantities` reads them as that quantity; usual ones first.

What a number means never hangs on a mark or a sign: who compares without those would take '> 4 hours' for '4 hours'.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache, lru_cache
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from quizgen.grading.different_forms import MOST_FORMS
from quizgen.grading.number_forms import number_forms, share_in_words, whole_in_words
from quizgen.grading.quantities import begins_part, may_lack_unit
from quizgen.grading.ranges import range_forms
from quizgen.grading.units import unit_words
from quizgen.language import HOUR, Bound, Measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizgen.domain.answer import Quantity
    from quizgen.grading.number_forms import NumberForms
    from quizgen.language import Language

#: How many quantities' forms are remembered: a library has the same hours and percents again and again.
_REMEMBERED = 4096
#: The most letters of a name that is cut short.
_SHORT_NAME = 4
#: The largest number in another unit: nobody counts a week in minutes.
_MOST_CONVERTED = 500
#: The qualifiers with which all usual amounts are written, and how many amounts those are.
_QUALIFIERS, _AMOUNTS = 2, 6


class _Unit(NamedTuple):
    """The names of a unit, of one and of several first, and what it measures."""

    names: tuple[str, ...]
    measure: Measure

    @property
    def short(self) -> tuple[str, ...]:
        """Return the names that are cut short."""
        return tuple(name for name in self.names[2:] if len(name) <= _SHORT_NAME)

    def counted(self, number: Fraction) -> str:
        """Return the name that stands behind a number."""
        return self.names[0] if number == 1 else self.names[1]


def quantity_forms(language: Language, quantity: Quantity, prompt: str) -> tuple[str, ...]:
    """Return the forms of a quantity as an answer to `prompt`; the unit may be missing where the question names it."""
    unit = _plain_unit(language, quantity.unit)
    if quantity.unit and not unit:
        return quantity.forms()
    return _forms(language, quantity, _called(language, unit, prompt))


def amount_forms(language: Language, quantity: Quantity, prompt: str) -> tuple[str, ...]:
    """Return the forms of a quantity with its number in digits and in words, and with each name of its unit."""
    unit = _plain_unit(language, quantity.unit)
    if (quantity.unit and not unit) or quantity.end is not None:
        return quantity.forms()
    numbers = number_forms(language, Fraction(quantity.value)).usual
    names = (quantity.unit, *(_called(language, unit, prompt) or ()))
    return tuple(f"{quantity.qualifier} {number} {name}".strip() for name in names for number in numbers)


@lru_cache(maxsize=_REMEMBERED)
def _forms(language: Language, quantity: Quantity, called: tuple[str, ...] | None) -> tuple[str, ...]:
    """Return the forms of a quantity; `called` are other names of its unit, or None if it can't do without one."""
    if quantity.end is not None:
        low, high = (Fraction(number * quantity.scale) for number in (quantity.number, quantity.end))
        names = (quantity.unit, *(() if called is None else ("", *called)))
        forms = (*quantity.forms(), *range_forms(language, low, high, names))
        return tuple(islice(dict.fromkeys(forms), MOST_FORMS))
    number = Fraction(quantity.value)
    amounts, written = _amounts(language, number, quantity.unit), number_forms(language, number)
    usual = len(written.usual)
    if called is not None:
        others = chain.from_iterable(_with(written.usual, name) for name in called)
        amounts = (*amounts[:usual], *written.usual, *others, *amounts[usual:], *written.others)
        usual *= 2
    qualified = _qualified(language, quantity.bound, amounts, usual)
    return tuple(islice(dict.fromkeys((*quantity.forms(), *qualified)), MOST_FORMS))


@cache
def _plain_unit(language: Language, written: str) -> tuple[str, ...]:
    """Return the words of a unit that is read as one wherever it stands; 'men and women', 'million dollars' are not."""
    words = unit_words(language, written)
    numbers = (*language.scales, language.plus, language.partitive)
    phrases = (f" {phrase}" for said in language.qualifiers.values() for phrase in said)
    is_more = any(begins_part(language, word) for word in words) or f" {' '.join(words)}".endswith(tuple(phrases))
    return () if not words or words[0] in numbers or is_more else words


def _called(language: Language, unit: tuple[str, ...], prompt: str) -> tuple[str, ...] | None:
    """Return what else the question calls a unit, or None where its answer needs the unit."""
    text = prompt.lower()
    before, asks, behind = text.partition(f"{' '.join(language.count_question)} ")
    if asks and not before[-1:].isalnum():
        return (*_counted(language, behind.split()[:2]), *_shortened(unit))
    if not unit:
        return None
    # To see at a glance that most questions do not say the word saves the time to read them.
    is_said = language.singular(unit[-1]) in text
    return tuple(_shortened(unit)) if is_said and may_lack_unit(language, unit, prompt) else None


def _shortened(unit: tuple[str, ...]) -> Iterator[str]:
    """Yield a unit without its first words: 'member states' and 'states' for 'NATO member states'."""
    return (" ".join(unit[at:]) for at in range(1, len(unit)))


def _counted(language: Language, words: list[str]) -> Iterator[str]:
    """Yield the things that are counted, 'texts' and 'separate texts', from the words behind 'how many'."""
    at = next((at for at, word in enumerate(words) if language.singular(word) != word), None)
    if at is None or not all(map(str.isalpha, words)) or _unit(language, words[at]) is not None:
        return  # a number of other units is another amount
    yield from (name for name in (words[at], " ".join(words[: at + 1])) if _plain_unit(language, name))


def _qualified(language: Language, bound: Bound, amounts: tuple[str, ...], usual: int) -> Iterator[str]:
    """Yield amounts, of which so many are `usual`, with the words that say how they are meant.

    An amount that is known nearly needs no such words, and one that is no limit is rarely typed with them.
    """
    before, behind = _phrases(language, bound)
    most = before[:_QUALIFIERS]
    if bound.is_limit:
        yield from (f"{phrase} {amount}" for phrase in most for amount in amounts[:_AMOUNTS])
    elif bound is Bound.NONE:
        yield from amounts
    else:
        yield from amounts[:_AMOUNTS]
        yield from (f"{phrase} {amount}" for phrase in most for amount in amounts[:usual])
        yield from amounts[_AMOUNTS:]
    for amount in amounts[:usual]:
        yield from (f"{amount} {phrase}" for phrase in behind)
        yield from (f"{phrase} {amount}" for phrase in before)


@cache
def _phrases(language: Language, bound: Bound) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what stands before and behind a number that is meant so, what facts are written with first.

    Before a number that is meant as it stands it is a word that says nothing: 'all 30'.
    """
    if bound is Bound.NONE:
        return tuple(filler for filler in language.quantity_fillers if " " not in filler), ()
    said = sorted(language.qualifiers.get(bound, ()), key=lambda phrase: phrase not in language.written_qualifiers)
    behind = tuple(phrase for phrase in said if phrase in language.trailing_qualifiers)
    return tuple(phrase for phrase in said if phrase not in behind), behind


def _with(numbers: Iterable[str], name: str) -> Iterator[str]:
    return (f"{number} {name}".rstrip() for number in numbers)


@lru_cache(maxsize=_REMEMBERED)
def _amounts(language: Language, number: Fraction, written: str) -> tuple[str, ...]:
    """Return the forms of a number with its unit as it is `written`, then with other names, then in other units."""
    numbers, unit = number_forms(language, number), _unit(language, written)
    as_written = _with((*numbers.usual, *numbers.others), written)
    if unit is None:
        return tuple(as_written)
    if number < 0:
        return tuple(chain(as_written, _with_sign(language, numbers, unit), _with((numbers.digits,), unit.names[1])))
    smaller, larger = _neighbours(language, unit.measure)
    return tuple(
        chain(
            as_written,
            _with_share(language, number, unit),
            *(_with((numbers.digits,), name) for name in unit.short),
            *(_with(numbers.others, name) for name in unit.short[:1]),
            (f"{numbers.digits}{name}" for name in unit.short[:2]),
            _with_sign(language, numbers, unit),
            _in_parts(language, number, unit, smaller),
            _converted(language, number, unit, larger),
            _converted(language, number, unit, smaller),
            (f"{numbers.digits} {name}" for name in unit.names),
        )
    )


def _with_sign(language: Language, numbers: NumberForms, unit: _Unit) -> Iterator[str]:
    """Yield a number with the sign of its unit, '30%' or '$5', and with a name that is written apart: '30 per cent'."""
    name = unit.names[0]
    for sign in (sign for sign, said in language.signs.items() if said == name):
        for number in (numbers.digits, *numbers.others):
            yield f"{sign}{number}" if name in language.currencies else f"{number}{sign}"
    yield from (f"{numbers.digits} {apart}" for apart, joined in language.compounds.items() if joined == name)


def _with_share(language: Language, number: Fraction, unit: _Unit) -> Iterator[str]:
    """Yield the forms with an article for one, or a part apart: 'an hour', 'an hour and a half', 'half an hour'.

    Which article is right is not known here; either is read.
    """
    whole, rest = divmod(number, 1)
    share, one = share_in_words(language, rest), unit.names[0]
    ones = [f"{article} {one}" for article in language.indefinite_articles]
    if rest and not share:
        return
    if whole == 1:
        yield from (f"{form} {language.conjunction} {share}" if share else form for form in ones)
    elif whole:
        words = whole_in_words(language, whole)
        if words and share:
            yield f"{words} {unit.names[1]} {language.conjunction} {share}"
    elif share:
        link = "" if rest.denominator == 2 else f"{language.partitive} "
        for part in dict.fromkeys((share, share.split()[-1] if rest.numerator == 1 else share)):
            yield from (f"{part} {link}{form}" for form in ones)
            yield f"{part} {one}"


def _in_parts(language: Language, number: Fraction, unit: _Unit, smaller: _Unit | None) -> Iterator[str]:
    """Yield a number that is not whole in two units: '7 hours 30 minutes', '7 h 30 min', '7h30'."""
    whole, rest = divmod(number, 1)
    less = rest * unit.measure.factor / smaller.measure.factor if smaller else Fraction(1, 2)
    if smaller is None or not whole or not rest or less.denominator != 1:
        return
    first, second = f"{whole} {unit.counted(Fraction(whole))}", f"{less} {smaller.counted(less)}"
    yield f"{first} {second}"
    yield f"{first} {language.conjunction} {second}"
    for name in unit.short[:1]:
        yield from (f"{whole} {name} {less} {other}" for other in smaller.short[:1])
        yield from (f"{whole}{name} {less}{other}" for other in smaller.short[:2])
        yield from (f"{whole}{name}{less}{other}" for other in smaller.short[:2])
        if unit.measure == HOUR:
            yield from (f"{whole}{name}{less}", f"{whole} {name} {less}")
            yield f"{whole}:{less.numerator:02} {unit.names[1]}"


def _converted(language: Language, number: Fraction, unit: _Unit, other: _Unit | None) -> Iterator[str]:
    """Yield a number in another unit, where it is whole there, or a matter of halves and quarters of a larger one.

    There are parts only of units that are common enough to have a short name.
    """
    if other is None:
        return
    is_larger = unit.measure.factor < other.measure.factor
    converted = number * Fraction(unit.measure.factor, other.measure.factor)
    parts = (1, 2, 4) if is_larger and other.short else (1,)
    if converted.denominator not in parts or converted > _MOST_CONVERTED:
        return
    numbers = number_forms(language, converted)
    yield from _with((*numbers.usual, *numbers.others), other.counted(converted))
    yield from _with_share(language, converted, other)
    yield from _with((numbers.digits,), next(iter(other.short), other.names[-1]))
    if is_larger:
        yield from _in_parts(language, converted, other, unit)


@cache
def _unit(language: Language, written: str) -> _Unit | None:
    """Return the unit that is written so, or None where no table knows it, or several: 'm' are metres or minutes."""
    name = language.singular(written.lower())
    known = [_Unit(tuple(names.split()), measure) for names, measure in language.units.items() if name in names.split()]
    return known[0] if len(known) == 1 else None


@cache
def _neighbours(language: Language, measure: Measure) -> tuple[_Unit | None, _Unit | None]:
    """Return the next smaller and the next larger unit of what a measure measures."""
    units = [_Unit(tuple(names.split()), one) for names, one in language.units.items()]
    alike = [unit for unit in units if unit.measure.dimension == measure.dimension]
    smaller = [unit for unit in alike if unit.measure.factor < measure.factor]
    larger = [unit for unit in alike if unit.measure.factor > measure.factor]
    return (
        max(smaller, key=lambda unit: unit.measure.factor, default=None),
        min(larger, key=lambda unit: unit.measure.factor, default=None),
    )
