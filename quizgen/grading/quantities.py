"""Reading quantities as people type them, and holding them against the right one.

- Number and unit both count: '30 states' is not '30 countries'. The unit may be left out where the
  question names it, or asks 'how many': what is counted is known then. '7.5' alone is no answer to 'how long'.
- Units that are whole multiples of one another are converted: '450 minutes' is '7.5 hours', and '18 months' is
  '1.5 years'. A month is no number of days.
- How exact an amount is, is hardly examined: 'about' may be left out, or added. But 'exactly' is wrong of what is
  known only nearly, and 'nearly' is nearly right of what is known exactly.
- A bound is: 'more than 4 hours' is not 'less than 4 hours'. '4 hours', or 'at least 4 hours', is nearly right.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.verdict import Fit
from quizgen.grading.normalise import compounds_joined, plainly, signs_in_words
from quizgen.grading.numbers import LITERAL, cardinal, literal
from quizgen.grading.reasons import missing_unit, more_exact
from quizgen.grading.typos import near
from quizgen.language import HOUR, MINUTE, Bound, Measure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.domain.answer import Quantity
    from quizgen.language import Language

_AMOUNTS = (Bound.NONE, Bound.EXACTLY, Bound.ABOUT, Bound.NEARLY)
_LOW, _HIGH = (Bound.ABOVE, Bound.LEAST), (Bound.BELOW, Bound.MOST)
_TOKEN = re.compile(rf"{LITERAL}|[^\W\d_]+")
_HYPHEN = re.compile(r"[-‐‑–]")
#: What is no part of the unit before.
_NONE = Measure("", 0)
#: How far into a question the thing that is counted stands after 'how many', in words.
_REACH = 4


class Amount(NamedTuple):
    """A quantity as it was read: how the number is meant, the number, and the words of its unit, if any."""

    bound: Bound
    number: Fraction
    unit: tuple[str, ...] = ()


@cache
def _phrases(language: Language) -> list[tuple[tuple[str, ...], Bound]]:
    """Return what says how a number is meant, as words; the longest first, or 'no more than' would be 'more than'."""
    found = [(tuple(phrase.split()), bound) for bound, said in language.qualifiers.items() for phrase in said]
    return sorted(found, key=lambda pair: -len(pair[0]))


def amount_of(language: Language, quantity: Quantity) -> Amount:
    """Return what a fact's quantity means."""
    return Amount(quantity.bound, Fraction(quantity.number), tuple(_words(language, quantity.unit)))


def accepted_amounts(language: Language, form: str, answer: Quantity) -> tuple[Amount, ...]:
    """Return what an accepted form of `answer` may mean: it is known no more exactly than the answer is."""
    nearly = answer.bound in (Bound.ABOUT, Bound.NEARLY)
    amounts = read_amounts(language, form)
    return tuple(one._replace(bound=answer.bound) if nearly and one.bound is Bound.NONE else one for one in amounts)


def _words(language: Language, text: str) -> list[str]:
    """Return the words and the numbers in digits that `text` is made of."""
    text = _HYPHEN.sub(" ", signs_in_words(language, plainly(text).lower()))
    return [match.group() for match in _TOKEN.finditer(compounds_joined(language, text))]


def read_amounts(language: Language, text: str) -> tuple[Amount, ...]:
    """Return all that `text` may mean as a quantity: nothing where it is none, two where a point may part thousands."""
    words = [language.confused_words.get(word, word) for word in _words(language, text)]  # 'more then 4 hours'
    for filler in language.quantity_fillers:
        parts = filler.split()
        if words[: len(parts)] == parts:
            words = words[len(parts) :]
    bound, words = _bound(language, words)
    if words and words[0] in language.currencies:
        words = [*words[1:], words[0]]
    found = (_amount(language, bound, _parts(language, words, point_groups=groups)) for groups in (False, True))
    return tuple(dict.fromkeys(amount for amount in found if amount is not None))


def read_clock(language: Language, text: str) -> tuple[Amount, ...]:
    """Return what '7:30' would mean with a unit, which is hours; nothing for any other text."""
    return read_amounts(language, f"{text} {language.clock_unit}") if ":" in text else ()


def _bound(language: Language, words: list[str]) -> tuple[Bound, list[str]]:
    """Take apart what says how the number is meant, before or after it, and the rest."""
    for phrase, bound in _phrases(language):
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
            last = next((one for one in measures(language, own) if one.dimension == whole.dimension), _NONE)
        elif number >= 1:  # '7h30'; below one it is a share of the unit before
            last = MINUTE if last == HOUR and number < 60 else _NONE
        if last == _NONE:
            return None
        total += number * Fraction(last.factor, whole.factor)
    return Amount(bound, total, unit)


def _parts(language: Language, words: Sequence[str], *, point_groups: bool) -> list[tuple[Fraction, tuple[str, ...]]]:
    """Return the numbers that `words` are made of, each with its unit; nothing where they are made otherwise."""
    parts: list[tuple[Fraction, tuple[str, ...]]] = []
    at = 0
    while at < len(words):
        start = at + 1 if parts and words[at] == language.conjunction else at
        found = _number(language, words, start, point_groups=point_groups)
        if found is None:
            return []
        number, at = found
        end = next((place for place in range(at, len(words)) if _begins_part(language, words[place])), len(words))
        unit, at = tuple(words[at:end]), end
        if ":" in words[start] and HOUR not in measures(language, unit):
            return []
        parts.append((number, unit))
    return parts


def _begins_part(language: Language, word: str) -> bool:
    return word == language.conjunction or _is_literal(word) or word in language.cardinals or word in language.shares


def _is_literal(word: str) -> bool:
    """Say whether a word is a number in digits, as `LITERAL` finds them."""
    return word[0] in ".,0123456789"


def _number(language: Language, words: Sequence[str], at: int, *, point_groups: bool) -> tuple[Fraction, int] | None:
    """Return the number that starts at `at`, and where it ends: '7', '7 1/2', 'two and a half thousand', 'half an'."""
    found = _share(language, words, at)
    if found is not None:
        number, at = found
        for word in (language.partitive, *language.indefinite_articles):
            if at + 1 < len(words) and words[at] == word:
                at += 1
    else:
        found = _count(language, words, at, point_groups=point_groups)
        if found is None:
            return None
        number, at = found
        joined = at < len(words) and words[at] == language.conjunction
        more = _share(language, words, at + 1) if joined else None
        if not joined and at < len(words) and "/" in words[at]:
            more = _share(language, words, at)
        if more is not None:
            number, at = number + more[0], more[1]
    while at < len(words) and words[at] in language.scales:
        number, at = number * language.scales[words[at]], at + 1
    return number, at


def _count(language: Language, words: Sequence[str], at: int, *, point_groups: bool) -> tuple[Fraction, int] | None:
    if at >= len(words):
        return None
    if _is_literal(words[at]):
        number = literal(words[at], point_groups=point_groups)
        return None if number is None else (number, at + 1)
    said = cardinal(language, words, at)
    if said is not None:
        return Fraction(said[0]), said[1]
    return (Fraction(1), at + 1) if words[at] in language.indefinite_articles else None


def _share(language: Language, words: Sequence[str], at: int) -> tuple[Fraction, int] | None:
    """Return the part of one that starts at `at`, and where it ends: '1/2', 'half', 'a quarter', 'three quarters'."""
    if at >= len(words):
        return None
    if "/" in words[at]:
        number = literal(words[at])
        return (number, at + 1) if number is not None and number < 1 else None
    count, end = cardinal(language, words, at) or (1, at + (words[at] in language.indefinite_articles))
    if end < len(words) and words[end] in language.shares:
        return count * Fraction(*language.shares[words[end]]), end + 1
    return None


def compare(language: Language, typed: Amount, right: Amount, prompt: str) -> Fit:
    """Return ALIAS where `typed` means the `right` quantity as an answer to `prompt`, NEAR or WRONG."""
    pairs = [(one, other) for one in measures(language, typed.unit) for other in measures(language, right.unit)]
    one, other = next((pair for pair in pairs if pair[0].dimension == pair[1].dimension), pairs[0])
    if one.dimension == other.dimension:
        units, equal = Fit.ALIAS, typed.number * one.factor == right.number * other.factor
    else:
        units, equal = _compare_units(language, typed.unit, right.unit, prompt), typed.number == right.number
    both = (units, _compare_bounds(typed.bound, right.bound))
    if not equal or Fit.WRONG in both:
        return Fit.WRONG
    return Fit.NEAR if Fit.NEAR in both else Fit.ALIAS


def lacking(language: Language, typed: Amount, right: Amount, prompt: str) -> str:
    """Return why `typed`, which is not the `right` quantity, would be with one word more or less; else nothing."""
    if not typed.unit and compare(language, typed._replace(unit=right.unit), right, prompt) is Fit.ALIAS:
        return missing_unit(language)
    if typed.bound is Bound.EXACTLY and compare(language, typed._replace(bound=Bound.NONE), right, prompt) is Fit.ALIAS:
        return more_exact(language)
    return ""


def _compare_units(language: Language, typed: Sequence[str], right: Sequence[str], prompt: str) -> Fit:
    """Compare units that differ: one may be left out, be said in the words of the question, or have a slip."""
    asked, own, said = ([*map(language.singular, words)] for words in (_words(language, prompt), right, typed))
    counts = next((at for at, pair in enumerate(pairwise(asked)) if pair == language.count_question), None)
    is_named = counts is not None or (bool(own) and own[-1] in asked)
    is_shorter = not said or (said[-1:] == own[-1:] and set(said) <= set(own))
    if is_named and is_shorter:
        return Fit.ALIAS
    if counts is not None and len(said) <= _REACH:
        counted = asked[counts + 2 :]
        if said in (counted[: len(said)], counted[1 : len(said) + 1]):
            return Fit.ALIAS
    return Fit.NEAR if typed and near(language, typed, right) is not None else Fit.WRONG


def _compare_bounds(typed: Bound, right: Bound) -> Fit:
    if right in _AMOUNTS:
        is_exact = right in (Bound.NONE, Bound.EXACTLY)
        if typed is Bound.NEARLY and is_exact:
            return Fit.NEAR
        return Fit.ALIAS if typed in _AMOUNTS and (is_exact or typed is not Bound.EXACTLY) else Fit.WRONG
    if typed is right:
        return Fit.ALIAS
    same_side = any({typed, right} <= set(side) for side in (_LOW, _HIGH))
    below = typed is Bound.NEARLY and right in _HIGH
    return Fit.NEAR if same_side or below or typed in (Bound.NONE, Bound.ABOUT) else Fit.WRONG


def measures(language: Language, unit: Sequence[str]) -> tuple[Measure, ...]:
    """Return what the unit of these words may measure; 'm' are metres or minutes. An unknown unit measures itself."""
    name = " ".join(map(language.singular, unit))
    found = tuple(measure for names, measure in language.units.items() if name in names.split())
    return found or (Measure(name, 1),)
