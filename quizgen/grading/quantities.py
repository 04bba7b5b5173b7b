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
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.verdict import Fit
from quizgen.grading.normalise import plainly, signs_in_words
from quizgen.grading.numbers import CARDINALS, LITERAL, SCALES, SHARES, cardinal, literal
from quizgen.grading.reasons import MISSING_UNIT, MORE_EXACT
from quizgen.grading.typos import near

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.domain.answer import Quantity


class Measure(NamedTuple):
    """What a unit measures, and how many of the smallest unit of that it is."""

    dimension: str
    factor: int


HOUR, MINUTE = Measure("time", 3600), Measure("time", 60)
#: What units measure, by the names of each; of most words the plural is meant too.
_UNITS = {
    "second s sec": Measure("time", 1),
    "minute m min": MINUTE,
    "hour h hr": HOUR,
    "day d": Measure("time", 86_400),
    "week wk": Measure("time", 7 * 86_400),
    "fortnight": Measure("time", 14 * 86_400),
    "month mo": Measure("calendar", 1),
    "year yr y": Measure("calendar", 12),
    "decade": Measure("calendar", 120),
    "century": Measure("calendar", 1200),
    "millimetre millimeter mm": Measure("length", 1),
    "centimetre centimeter cm": Measure("length", 10),
    "metre meter m": Measure("length", 1000),
    "kilometre kilometer km": Measure("length", 1_000_000),
    "gram gramme g": Measure("mass", 1),
    "kilogram kilogramme kilo kg": Measure("mass", 1000),
    "tonne t": Measure("mass", 1_000_000),
    "percent pct": Measure("percent", 1),
    "dollar usd": Measure("dollar", 1),
    "euro eur": Measure("euro", 1),
    "pound gbp": Measure("pound", 1),
}
_IRREGULAR = {
    "men": "man",
    "women": "woman",
    "people": "person",
    "children": "child",
    "feet": "foot",
    "lives": "life",
    "countrymen": "countryman",
}
#: Endings of words that are no plurals.
_NO_PLURAL = ("ss", "us", "is")


class Bound(StrEnum):
    """How a number is meant: as the amount, as an approximation from somewhere or below, or as a limit."""

    NONE = ""
    EXACTLY = "exactly"
    ABOUT = "about"
    NEARLY = "nearly"
    ABOVE = "more than"
    LEAST = "at least"
    BELOW = "less than"
    MOST = "at most"


_SAID = {
    Bound.EXACTLY: "exactly, precisely",
    Bound.NONE: "only, just",
    Bound.ABOUT: "about, around, approximately, approx, roughly, circa, ca, some, an estimated, close to, or so",
    Bound.NEARLY: """nearly, almost, just under, just below, a little under, slightly under, a bit under, not quite,
        a little less than, slightly less than, a bit less than""",
    Bound.ABOVE: """more than, over, above, longer than, greater than, larger than, upwards of, in excess of, exceeding,
        beyond, just over, a little over, slightly over, a bit over, somewhat over, well over, well above,
        a little more than, slightly more than, a bit more than, somewhat more than""",
    Bound.LEAST: """at least, no less than, not less than, no fewer than, not fewer than, minimum, a minimum of, plus,
        or more, or longer, and more""",
    Bound.BELOW: "less than, fewer than, under, below, shorter than, smaller than, well under, well below",
    Bound.MOST: """at most, at the most, up to, no more than, not more than, no longer than, not longer than, maximum,
        a maximum of, or less, or fewer""",
}
#: What says how a number is meant, as words; the longest first, so that 'no more than' is not 'more than'.
_PHRASES = sorted(
    ((tuple(phrase.split()), bound) for bound, said in _SAID.items() for phrase in said.split(",")),
    key=lambda pair: -len(pair[0]),
)
_AMOUNTS = (Bound.NONE, Bound.EXACTLY, Bound.ABOUT, Bound.NEARLY)
_LOW, _HIGH = (Bound.ABOVE, Bound.LEAST), (Bound.BELOW, Bound.MOST)
#: What may stand before a quantity and says nothing.
_FILLERS = (("for",), ("in",), ("a", "total", "of"), ("all", "of", "the"), ("all", "of"), ("all", "the"), ("all",))
_CURRENCIES = ("dollar", "euro", "pound")

_TOKEN = re.compile(rf"{LITERAL}|[^\W\d_]+")
_HYPHEN = re.compile(r"[-‐‑–]")
#: How far into a question the thing that is counted stands after 'how many', in words.
_REACH = 4


class Amount(NamedTuple):
    """A quantity as it was read: how the number is meant, the number, and the words of its unit, if any."""

    bound: Bound
    number: Fraction
    unit: tuple[str, ...] = ()


def amount_of(quantity: Quantity) -> Amount:
    """Return what a fact's quantity means."""
    bound = next((bound for words, bound in _PHRASES if quantity.qualifier == " ".join(words)), Bound.NONE)
    return Amount(bound, Fraction(quantity.number), tuple(_words(quantity.unit)))


def accepted_amounts(form: str, answer: Quantity) -> tuple[Amount, ...]:
    """Return what an accepted form of `answer` may mean: it is known no more exactly than the answer is."""
    known = amount_of(answer).bound
    nearly = known in (Bound.ABOUT, Bound.NEARLY)
    amounts = read_amounts(form)
    return tuple(one._replace(bound=known) if nearly and one.bound is Bound.NONE else one for one in amounts)


def _words(text: str) -> list[str]:
    """Return the words and the numbers in digits that `text` is made of."""
    text = _HYPHEN.sub(" ", signs_in_words(plainly(text).lower())).replace("per cent", "percent")
    return [match.group() for match in _TOKEN.finditer(text)]


def read_amounts(text: str) -> tuple[Amount, ...]:
    """Return all that `text` may mean as a quantity: nothing where it is none, two where a point may part thousands."""
    words = ["than" if word == "then" else word for word in _words(text)]  # 'more then 4 hours'
    for filler in _FILLERS:
        if tuple(words[: len(filler)]) == filler:
            words = words[len(filler) :]
    bound, words = _bound(words)
    if words and words[0] in _CURRENCIES:
        words = [*words[1:], words[0]]
    found = (_amount(bound, _parts(words, point_groups=groups)) for groups in (False, True))
    return tuple(dict.fromkeys(amount for amount in found if amount is not None))


def read_clock(text: str) -> tuple[Amount, ...]:
    """Return what '7:30' would mean with a unit, which is hours; nothing for any other text."""
    return read_amounts(f"{text} hours") if ":" in text else ()


def _bound(words: list[str]) -> tuple[Bound, list[str]]:
    """Take apart what says how the number is meant, before or after it, and the rest."""
    for phrase, bound in _PHRASES:
        length = len(phrase)
        if tuple(words[:length]) == phrase:
            return bound, words[length:]
        if len(words) > length and tuple(words[-length:]) == phrase:
            return bound, words[:-length]
    if len(words) > 2 and words[1] == "plus":  # '4+ hours'
        return Bound.LEAST, [words[0], *words[2:]]
    return Bound.NONE, words


def _amount(bound: Bound, parts: Sequence[tuple[Fraction, tuple[str, ...]]]) -> Amount | None:
    """Return the sum of the parts of a quantity, as of '7 h 30 min' or 'an hour and a half', in its first unit."""
    if not parts:
        return None
    total, unit = parts[0]
    if len(parts) == 1:
        return Amount(bound, total, unit)
    whole = measures(unit)[0]
    if unit == ("m",) or not unit:
        return None
    last = whole
    for number, own in parts[1:]:
        if own:
            last = next((one for one in measures(own) if one.dimension == whole.dimension), None) or Measure("", 0)
        elif number >= 1:  # '7h30'; below one it is a share of the unit before
            last = MINUTE if last == HOUR and number < 60 else Measure("", 0)
        if not last.factor:
            return None
        total += number * Fraction(last.factor, whole.factor)
    return Amount(bound, total, unit)


def _parts(words: Sequence[str], *, point_groups: bool) -> list[tuple[Fraction, tuple[str, ...]]]:
    """Return the numbers that `words` are made of, each with its unit; nothing where they are made otherwise."""
    parts: list[tuple[Fraction, tuple[str, ...]]] = []
    at = 0
    while at < len(words):
        start = at + 1 if parts and words[at] == "and" else at
        found = _number(words, start, point_groups=point_groups)
        if found is None:
            return []
        number, at = found
        end = next((place for place in range(at, len(words)) if _begins_part(words[place])), len(words))
        unit, at = tuple(words[at:end]), end
        if ":" in words[start] and HOUR not in measures(unit):
            return []
        parts.append((number, unit))
    return parts


def _begins_part(word: str) -> bool:
    return word == "and" or _is_literal(word) or word in CARDINALS or word in SHARES


def _is_literal(word: str) -> bool:
    """Say whether a word is a number in digits, as `LITERAL` finds them."""
    return word[0] in ".,0123456789"


def _number(words: Sequence[str], at: int, *, point_groups: bool) -> tuple[Fraction, int] | None:
    """Return the number that starts at `at`, and where it ends: '7', '7 1/2', 'two and a half thousand', 'half an'."""
    found = _share(words, at)
    if found is not None:
        number, at = found
        for word in ("of", "a", "an"):
            if at + 1 < len(words) and words[at] == word:
                at += 1
    else:
        found = _count(words, at, point_groups=point_groups)
        if found is None:
            return None
        number, at = found
        joined = at < len(words) and words[at] == "and"
        more = _share(words, at + 1) if joined else None
        if not joined and at < len(words) and "/" in words[at]:
            more = _share(words, at)
        if more is not None:
            number, at = number + more[0], more[1]
    while at < len(words) and words[at] in SCALES:
        number, at = number * SCALES[words[at]], at + 1
    return number, at


def _count(words: Sequence[str], at: int, *, point_groups: bool) -> tuple[Fraction, int] | None:
    if at >= len(words):
        return None
    if _is_literal(words[at]):
        number = literal(words[at], point_groups=point_groups)
        return None if number is None else (number, at + 1)
    said = cardinal(words, at)
    if said is not None:
        return Fraction(said[0]), said[1]
    return (Fraction(1), at + 1) if words[at] in ("a", "an") else None


def _share(words: Sequence[str], at: int) -> tuple[Fraction, int] | None:
    """Return the part of one that starts at `at`, and where it ends: '1/2', 'half', 'a quarter', 'three quarters'."""
    if at >= len(words):
        return None
    if "/" in words[at]:
        number = literal(words[at])
        return (number, at + 1) if number is not None and number < 1 else None
    count, end = cardinal(words, at) or (1, at + (words[at] in ("a", "an")))
    if end < len(words) and words[end] in SHARES:
        return count * SHARES[words[end]], end + 1
    return None


def compare(typed: Amount, right: Amount, prompt: str) -> Fit:
    """Return ALIAS where `typed` means the `right` quantity as an answer to `prompt`, NEAR or WRONG."""
    pairs = [(one, other) for one in measures(typed.unit) for other in measures(right.unit)]
    one, other = next((pair for pair in pairs if pair[0].dimension == pair[1].dimension), pairs[0])
    if one.dimension == other.dimension:
        units, equal = Fit.ALIAS, typed.number * one.factor == right.number * other.factor
    else:
        units, equal = _compare_units(typed.unit, right.unit, prompt), typed.number == right.number
    both = (units, _compare_bounds(typed.bound, right.bound))
    if not equal or Fit.WRONG in both:
        return Fit.WRONG
    return Fit.NEAR if Fit.NEAR in both else Fit.ALIAS


def lacking(typed: Amount, right: Amount, prompt: str) -> str:
    """Return why `typed`, which is not the `right` quantity, would be with one word more or less; else nothing."""
    if not typed.unit and compare(typed._replace(unit=right.unit), right, prompt) is Fit.ALIAS:
        return MISSING_UNIT
    if typed.bound is Bound.EXACTLY and compare(typed._replace(bound=Bound.NONE), right, prompt) is Fit.ALIAS:
        return MORE_EXACT
    return ""


def _compare_units(typed: Sequence[str], right: Sequence[str], prompt: str) -> Fit:
    """Compare units that differ: one may be left out, be said in the words of the question, or have a slip."""
    asked = [singular(word) for word in _words(prompt)]
    counts = next((at for at, pair in enumerate(pairwise(asked)) if pair == ("how", "many")), None)
    own, said = [singular(word) for word in right], [singular(word) for word in typed]
    is_named = counts is not None or (bool(own) and own[-1] in asked)
    is_shorter = not said or (said[-1:] == own[-1:] and set(said) <= set(own))
    if is_named and is_shorter:
        return Fit.ALIAS
    if counts is not None and len(said) <= _REACH:
        counted = asked[counts + 2 :]
        if said in (counted[: len(said)], counted[1 : len(said) + 1]):
            return Fit.ALIAS
    return Fit.NEAR if typed and near(typed, right) is not None else Fit.WRONG


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


def singular(word: str) -> str:
    """Return the singular of an English noun, well enough to match 'countries' with 'country'."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("men"):
        return f"{word[:-3]}man"
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and len(word) > 1 and not word.endswith(_NO_PLURAL):
        return word[:-1]
    return word


def measures(unit: Sequence[str]) -> tuple[Measure, ...]:
    """Return what the unit of these words may measure; 'm' are metres or minutes. An unknown unit measures itself."""
    name = " ".join(map(singular, unit))
    found = tuple(measure for names, measure in _UNITS.items() if name in names.split())
    return found or (Measure(name, 1),)
