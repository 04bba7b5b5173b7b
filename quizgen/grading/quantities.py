"""Reading quantities as people type them, and comparing them with the right quantity.

- Number and unit both count: '30 states' is not '30 countries'. The unit may be left out where the
  question names it, or asks 'how many' and thus names the things counted. '7.5' alone is no answer to 'how long'.
  So may a unit that the question names be typed with a number that has none.
- Units that are whole multiples of one another are converted: '450 minutes' is '7.5 hours', and '18 months' is
  '1.5 years'. A month is no number of days.
- Exactness is hardly examined: 'about' may be left out, or added. But 'exactly' is wrong of an amount that is
  known only nearly, and 'nearly' is nearly right of an amount that is known exactly.
- A bound is: 'more than 4 hours' is not 'less than 4 hours'. '4 hours', or 'at least 4 hours', is nearly right.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from itertools import pairwise, product
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.numbers import read_cardinal, read_digits, read_scale, read_share
from quizgen.domain.verdict import Fit
from quizgen.grading.normalise import clean_text
from quizgen.grading.ranges import split_range
from quizgen.grading.reasons import missing_end, missing_unit, more_exact
from quizgen.grading.typos import count_typos_in_words
from quizgen.grading.units import known_measures, measures, quantity_words, unit_words
from quizgen.language import HOUR, MINUTE, Bound, Measure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizgen.domain.answer import Quantity
    from quizgen.language import Language

_AMOUNTS = (Bound.NONE, Bound.EXACTLY, Bound.ABOUT, Bound.NEARLY)
_LOW, _HIGH = (Bound.ABOVE, Bound.LEAST), (Bound.BELOW, Bound.MOST)
#: A measure that is no part of any unit.
_NONE = Measure("", 0)
#: The most words after 'how many' in a question that name the things counted.
_REACH = 4


class Amount(NamedTuple):
    """A meaning of a typed quantity: its bound, its number, and the words of its unit, if any.

    `end` is the second number of a range. Of a right amount, what lies within the `margin` is right as well.
    """

    bound: Bound
    number: Fraction
    unit: tuple[str, ...] = ()
    end: Fraction | None = None
    margin: Fraction = Fraction(0)


@cache
def _phrases(language: Language) -> list[tuple[tuple[str, ...], Bound]]:
    """Return the phrases for bounds, as words; the longest first, or 'no more than' would be 'more than'."""
    pairs = [(tuple(phrase.split()), bound) for bound, phrases in language.qualifiers.items() for phrase in phrases]
    return sorted(pairs, key=lambda pair: -len(pair[0]))


def amount_of(language: Language, quantity: Quantity) -> Amount:
    """Return the meaning of a fact's quantity."""
    end = None if quantity.end is None else Fraction(quantity.end * quantity.scale)
    margin = Fraction(quantity.tolerance * quantity.scale)
    return Amount(quantity.bound, Fraction(quantity.value), unit_words(language, quantity.unit), end, margin)


def accepted_amounts(language: Language, form: str, answer: Quantity) -> tuple[Amount, ...]:
    """Return all meanings of an accepted form of `answer`; it is no more exact than the answer."""
    nearly = answer.bound in (Bound.ABOUT, Bound.NEARLY)
    amounts = read_amounts(language, form)
    return tuple(
        amount._replace(bound=answer.bound) if nearly and amount.bound is Bound.NONE else amount for amount in amounts
    )


def read_amounts(language: Language, text: str) -> tuple[Amount, ...]:
    """Return all meanings of `text` as a quantity: none, one, or two where a point may separate thousands."""
    ends = split_range(language, clean_text(text).lower())
    if ends is not None and (whole := _as_range(language, *ends)):
        return (whole,)
    return _read_single(language, text)


def _read_single(language: Language, text: str) -> tuple[Amount, ...]:
    """Return all meanings of a text as a quantity that is no range."""
    words = [language.confused_words.get(word, word) for word in quantity_words(language, text)]  # 'more then 4 hours'
    for parts in _fillers(language):
        if words[: len(parts)] == parts and not _begins_with_bound(language, words):  # but 'in excess of'
            words = words[len(parts) :]
    bound, words = _split_bound(language, words)
    sign = -1 if words[:1] == [language.minus] else 1
    words = words[sign < 0 :]
    if words and words[0] in language.currencies:
        words = [*words[1:], words[0]]
    readings = (False, True) if "." in text else (False,)
    amounts = (_amount(language, bound, _parts(language, words, point_groups=groups)) for groups in readings)
    others = (*_whole_shares(language, bound, words), *_with_short_unit(language, bound, words))
    read = (amount for amount in (*amounts, *others) if amount is not None)
    return tuple(dict.fromkeys(amount._replace(number=sign * amount.number) for amount in read))


def _as_range(language: Language, low: str, high: str) -> Amount | None:
    """Return the range between two amounts, of which only the second may have a unit; None where there is none."""
    pair = [_read_single(language, text) for text in (low, high)]
    if not all(pair):
        return None
    first, last = pair[0][0], pair[1][0]
    unit = last.unit or first.unit
    units = (measures(language, first.unit or unit), measures(language, unit))
    same = [(own, other) for own, other in product(*units) if own.dimension == other.dimension]
    if not same:
        return None
    number = first.number * Fraction(same[0][0].factor, same[0][1].factor)
    return Amount(first.bound, number, unit, last.number) if number < last.number else None


def _with_short_unit(language: Language, bound: Bound, words: Sequence[str]) -> Iterator[Amount]:
    """Yield a number with a unit that might be a scale: '273 K' are kelvins or thousands."""
    if words[-1:] and words[-1] in language.short_scales and words[-1] in language.unit_names:
        amount = _amount(language, bound, _parts(language, words[:-1], point_groups=False))
        if amount is not None and not amount.unit:
            yield amount._replace(unit=(words[-1],))


def _whole_shares(language: Language, bound: Bound, words: Sequence[str]) -> Iterator[Amount]:
    """Yield 'half' and 'three quarters' as a number of hundredths."""
    share = read_share(language, words, 0) if not _is_literal(" ".join(words) or "0") else None
    if share is not None and share[1] == len(words):
        hundredths = (name for name in language.signed_units.values() if name not in language.currencies_counted)
        yield from (Amount(bound, share[0] * 100, (name,)) for name in dict.fromkeys(hundredths))


def read_clock(language: Language, text: str) -> tuple[Amount, ...]:
    """Return the meanings of '7:30' as hours; none for a text without a colon."""
    return read_amounts(language, f"{text} {language.clock_unit}") if ":" in text else ()


@cache
def _fillers(language: Language) -> list[list[str]]:
    return [filler.split() for filler in language.quantity_fillers]


def _begins_with_bound(language: Language, words: list[str]) -> bool:
    return any(tuple(words[: len(phrase)]) == phrase for phrase, _ in _phrases(language))


@cache
def _ends_of_phrases(language: Language) -> frozenset[str]:
    """Return the first and the last words of the phrases for bounds: a text without one at its ends has no bound."""
    return frozenset(word for phrase, _ in _phrases(language) for word in (phrase[0], phrase[-1]))


def _split_bound(language: Language, words: list[str]) -> tuple[Bound, list[str]]:
    """Split words into the bound of a number, whose phrase stands before or after it, and the rest."""
    may_be_bound = not _ends_of_phrases(language).isdisjoint((*words[:1], *words[-1:]))
    for phrase, bound in _phrases(language) if may_be_bound else ():
        length = len(phrase)
        if tuple(words[:length]) == phrase:
            return bound, words[length:]
        if len(words) > length and tuple(words[-length:]) == phrase:
            return bound, words[:-length]
    if len(words) > 2 and words[1] == language.plus:  # '4+ hours'
        return Bound.LEAST, [words[0], *words[2:]]
    return Bound.NONE, words


def _amount(language: Language, bound: Bound, parts: Sequence[tuple[Fraction, tuple[str, ...]]]) -> Amount | None:
    """Return the sum of the parts of a quantity, as of '7 h 30 min' or 'an hour and a half', in its first unit."""
    if not parts:
        return None
    total, unit = parts[0]
    if len(parts) == 1:
        return Amount(bound, total, unit)
    whole, *others = measures(language, unit)
    if others or not unit:  # 'm' are metres or minutes
        return None
    last = whole
    for number, own in parts[1:]:
        if own:
            last = next((part for part in measures(language, own) if part.dimension == whole.dimension), _NONE)
        elif number >= 1:  # '7h30'; below one it is a share of the unit before
            last = MINUTE if last == HOUR and number < 60 else _NONE
        if last == _NONE:
            return None
        total += number * Fraction(last.factor, whole.factor)
    return Amount(bound, total, unit)


def _parts(language: Language, words: Sequence[str], *, point_groups: bool) -> list[tuple[Fraction, tuple[str, ...]]]:
    """Return the numbers that `words` are made of, each with its unit; none where there are other words, too."""
    parts: list[tuple[Fraction, tuple[str, ...]]] = []
    at = 0
    while at < len(words):
        start = at + 1 if parts and words[at] == language.conjunction else at
        reading = _number(language, words, start, point_groups=point_groups)
        if reading is None:
            return []
        number, at = reading
        end = next((place for place in range(at, len(words)) if begins_part(language, words[place])), len(words))
        unit, at = tuple(words[at:end]), end
        if ":" in words[start] and HOUR not in measures(language, unit):
            return []
        parts.append((number, unit))
    return parts


def begins_part(language: Language, word: str) -> bool:
    """Say whether a word behind a unit begins another number, or joins one."""
    return word == language.conjunction or _is_literal(word) or word in language.cardinals or word in language.shares


def _is_literal(word: str) -> bool:
    """Say whether a word is a number in digits, as `LITERAL` matches them."""
    return word[0] in ".,0123456789"


def _number(language: Language, words: Sequence[str], at: int, *, point_groups: bool) -> tuple[Fraction, int] | None:
    """Return the number that starts at `at`, and its end: '7', '7 1/2', 'two and a half thousand', 'half an'."""
    reading = read_share(language, words, at)
    if reading is not None:
        number, at = reading
        for word in (language.partitive, *language.indefinite_articles):
            if at + 1 < len(words) and words[at] == word:
                at += 1
    else:
        reading = _count(language, words, at, point_groups=point_groups)
        if reading is None:
            return None
        number, at = reading
        joined = at < len(words) and words[at] == language.conjunction
        more = read_share(language, words, at + 1) if joined else None
        if not joined and at < len(words) and "/" in words[at]:
            more = read_share(language, words, at)
        if more is not None:
            number, at = number + more[0], more[1]
    scale, count = read_scale(language, words[at:])
    return number * scale, at + count


def _count(language: Language, words: Sequence[str], at: int, *, point_groups: bool) -> tuple[Fraction, int] | None:
    if at >= len(words):
        return None
    if _is_literal(words[at]):
        number = read_digits(words[at], point_groups=point_groups)
        return None if number is None else (number, at + 1)
    if words[at] in language.answers.nothing:
        return Fraction(0), at + 1
    cardinal = read_cardinal(language, words, at)
    if cardinal is not None:
        return _with_decimals(language, words, *cardinal)
    return (Fraction(1), at + 1) if words[at] in language.indefinite_articles else None


def _with_decimals(language: Language, words: Sequence[str], whole: int, at: int) -> tuple[Fraction, int]:
    """Return a number in words with its decimals, 'two point four', and the place behind them."""
    end = at + 1
    while end < len(words) and language.cardinals.get(words[end], 10) < 10:
        end += 1
    if end == at + 1 or words[at] != language.answers.point:
        return Fraction(whole), at
    digits = "".join(str(language.cardinals[word]) for word in words[at + 1 : end])
    return Fraction(f"{whole}.{digits}"), end


def compare(language: Language, typed: Amount, right: Amount, prompt: str) -> Fit:
    """Return ALIAS where `typed` means the `right` quantity as an answer to `prompt`, NEAR or WRONG."""
    if typed.unit == right.unit and not _is_number(typed, right):
        return Fit.WRONG
    pairs = [(own, other) for own in measures(language, typed.unit) for other in measures(language, right.unit)]
    own, other = next((pair for pair in pairs if pair[0].dimension == pair[1].dimension), pairs[0])
    is_convertible = own.dimension == other.dimension
    factors = (own.factor, other.factor) if is_convertible else (1, 1)
    if not _is_number(typed, right, Fraction(*factors)):
        return Fit.WRONG
    units = Fit.ALIAS if is_convertible else _compare_units(language, typed.unit, right.unit, prompt)
    both = (units, compare_bounds(typed.bound, right.bound))
    if Fit.WRONG in both:
        return Fit.WRONG
    return Fit.NEAR if Fit.NEAR in both else Fit.ALIAS


def _is_number(typed: Amount, right: Amount, factor: Fraction = Fraction(1)) -> bool:
    """Say whether the numbers agree, and those at the end of a range, where a typed one counts `factor` times."""
    is_near = abs(typed.number * factor - right.number) <= right.margin
    if typed.end is None or right.end is None:
        return is_near and typed.end is right.end
    return is_near and typed.end * factor == right.end


def may_lack_unit(language: Language, unit: tuple[str, ...], prompt: str) -> bool:
    """Say whether a number alone answers `prompt`, as that names the unit."""
    one = Amount(Bound.NONE, Fraction(1), unit)
    return compare(language, one._replace(unit=()), one, prompt) is Fit.ALIAS


def quantity_reason(language: Language, typed: Amount, right: Amount, prompt: str) -> str:
    """Say which word `typed` lacks, or has too much, to be the `right` quantity; empty where it is another quantity."""
    if not typed.unit and compare(language, typed._replace(unit=right.unit), right, prompt) is Fit.ALIAS:
        return missing_unit(language)
    if typed.end is None and right.end is not None:
        ends = (right._replace(end=None), right._replace(number=right.end, end=None))
        return missing_end(language) if any(compare(language, typed, end, prompt) is Fit.ALIAS for end in ends) else ""
    if typed.bound is Bound.EXACTLY and compare(language, typed._replace(bound=Bound.NONE), right, prompt) is Fit.ALIAS:
        return more_exact(language)
    return ""


def lacks_bound(language: Language, typed: Amount, right: Amount, prompt: str) -> bool:
    """Say whether `typed` is the number of a limit alone: '4 hours' for 'more than 4 hours'."""
    is_bare = typed.bound in (Bound.NONE, Bound.ABOUT) and right.bound.is_limit
    return is_bare and compare(language, typed._replace(bound=right.bound), right, prompt) is Fit.ALIAS


def _compare_units(language: Language, typed: tuple[str, ...], right: tuple[str, ...], prompt: str) -> Fit:
    """Compare units that differ: a unit may be left out, stand in the words of the question, or have a typo."""
    asked, unit, given = (
        [*map(language.singular, words)] for words in (quantity_words(language, prompt), right, typed)
    )
    counts = next((at for at, pair in enumerate(pairwise(asked)) if pair == language.count_question), None)
    is_named = counts is not None or any(_names_unit(language, word, right) for word in asked)
    if not unit and set(given) <= set(asked):
        return Fit.ALIAS
    is_shorter = not given or (given[-1:] == unit[-1:] and set(given) <= set(unit))
    if is_named and is_shorter:
        return Fit.ALIAS
    if counts is not None and len(given) <= _REACH:
        counted = asked[counts + 2 :]
        if given in (counted[: len(given)], counted[1 : len(given) + 1]):
            return Fit.ALIAS
    return Fit.NEAR if typed and count_typos_in_words(language, typed, right) is not None else Fit.WRONG


def _names_unit(language: Language, word: str, unit: tuple[str, ...]) -> bool:
    """Say whether a word of a question is the last word of a unit, or another name of the whole unit."""
    if not unit or word == language.singular(unit[-1]):
        return bool(unit)
    known = known_measures(language, unit)
    return len(known) == 1 and known_measures(language, (word,)) == known


def compare_bounds(typed: Bound, right: Bound) -> Fit:
    """Return ALIAS where a number that is `typed` with a bound means one with the `right` bound, NEAR or WRONG."""
    if right in _AMOUNTS:
        is_exact = right in (Bound.NONE, Bound.EXACTLY)
        if typed is Bound.NEARLY and is_exact:
            return Fit.NEAR
        return Fit.ALIAS if typed in _AMOUNTS and (is_exact or typed is not Bound.EXACTLY) else Fit.WRONG
    if typed is right:
        return Fit.ALIAS
    same_side = any({typed, right} <= set(side) for side in (_LOW, _HIGH))
    below = typed is Bound.NEARLY and right in _HIGH
    return Fit.NEAR if same_side or below or typed is Bound.NONE else Fit.WRONG
