"""Numbers as people write them: in digits, in words, as fractions, in Roman numerals."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizgen.language import Language

#: The longest number in digits that is read; longer ones are compared as text.
_MOST_DIGITS = 15
#: A number in digits: '1/2', '7:30', '1,000.5', '7,5'. Thousands come in groups of three, all separated alike.
LITERAL = (
    r"\d+ ?/ ?\d+|\d+:\d\d(?!\d)"
    r"|[1-9]\d{0,2}(?P<mark>[ ,.'])\d{3}(?:(?P=mark)\d{3})*(?!\d)(?:(?!(?P=mark))[.,]\d+)?"
    r"|\d+(?:[.,]\d+)?|[.,]\d+"
)
_GROUPED = re.compile(r"([1-9]\d{0,2}(?:([ ,.'])\d{3})(?:\2\d{3})*)(?:[.,](\d+))?")
#: A number in digits, and letters right behind it.
_SCALED = re.compile(r"(\d{1,15}(?:\.\d{1,9})?)([a-z]*)")
#: A word, or a number in digits with its marks.
_NUMBER_WORD = re.compile(r"[^\W\d_]+|\d+(?:,\d{3})*(?:\.\d+)?[^\W\d_]*")
_ROMAN = re.compile(r"m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def read_digits(text: str, *, point_groups: bool = False) -> Fraction | None:
    """Return the number that `text` writes in digits, or None.

    A comma before three digits separates thousands, any other comma is a decimal mark. A single point before
    three digits is a decimal mark too, unless `point_groups` says that it separates thousands.
    """
    if sum(map(str.isdigit, text)) > _MOST_DIGITS:
        return None
    if "/" in text or ":" in text:
        first, second = (int(part) for part in re.split("[/:]", text))
        if ":" in text:
            return first + Fraction(second, 60) if second < 60 else None
        return Fraction(first, second) if second else None
    match = _GROUPED.fullmatch(text)
    if match is not None:
        whole, mark, decimals = match.groups()
        if mark != "." or point_groups or decimals or whole.count(".") > 1:
            return Fraction(f"{re.sub('[^0-9]', '', whole)}.{decimals or 0}")
    return Fraction(f"0{text.replace(',', '.')}")


def read_cardinal(language: Language, words: Sequence[str], start: int) -> tuple[int, int] | None:
    """Return the number in words that starts at `start`, and the place behind it; None where none starts there.

    'a hundred', 'hundred' and 'one hundred' are the same.
    """
    cardinals, scales, thousands = language.cardinals, language.scales, language.thousands
    total, current, at = 0, 0, start
    if words[at] in language.indefinite_articles and at + 1 < len(words) and words[at + 1] in scales:
        current, at = 1, at + 1
    elif words[at] in scales:
        current = 1
    least = max(thousands.values()) + 1
    while at < len(words):
        word = words[at]
        if word in cardinals and _has_room(current, cardinals[word], at == start, bool(total)):
            current += cardinals[word]
        elif word in language.multiples and 0 < current < 100:
            current *= scales[word]
        elif word in thousands and current and thousands[word] < least:
            least = thousands[word]
            total, current = total + current * least, 0
        elif not (word == language.conjunction and at > start and _joins(language, words, at)):
            break
        at += 1
    return (total + current, at) if at > start else None


def _has_room(current: int, value: int, is_first: bool, after_thousands: bool) -> bool:
    """Say whether a word for `value` can continue a number which is `current` since its last word for thousands."""
    if current == 0:
        return is_first or (after_thousands and value > 0)
    tens = current % 100
    return value > 0 and (tens == 0 or (tens >= 20 and tens % 10 == 0 and value < 10))


def _joins(language: Language, words: Sequence[str], at: int) -> bool:
    """Say whether the 'and' at `at` stands within a number: 'two hundred and five', but not 'two dozen and five'."""
    followed = at + 1 < len(words) and language.cardinals.get(words[at + 1], 0) > 0
    scale = language.scales.get(words[at - 1])
    return followed and scale is not None and scale % 100 == 0


def read_share(language: Language, words: Sequence[str], at: int) -> tuple[Fraction, int] | None:
    """Return the fraction that starts at `at`, and its end: '1/2', 'half', 'a quarter', 'three quarters'."""
    if at >= len(words):
        return None
    if "/" in words[at]:
        number = read_digits(words[at])
        return (number, at + 1) if number is not None and number < 1 else None
    count, end = read_cardinal(language, words, at) or (1, at + (words[at] in language.indefinite_articles))
    if end < len(words) and words[end] in language.shares:
        return count * Fraction(*language.shares[words[end]]), end + 1
    return None


def read_scaled(language: Language, words: Sequence[str], at: int) -> tuple[Fraction, int] | None:
    """Return the number in digits and what it is counted in at `at`, '982 million', '12k', and the place behind it.

    None where no such number stands there.
    """
    match = _SCALED.fullmatch(words[at])
    if match is None:
        return None
    digits, short = match.groups()
    behind = [short, *words[at + 1 :]] if short else words[at + 1 :]
    before = words[at - 1] if at else ""
    scale, count = read_scale(language, behind, before)
    is_scaled = scale > 1 and (not short or count > 0)
    return (Fraction(digits) * scale, at + 1 + count - bool(short)) if is_scaled else None


def read_scale(language: Language, words: Sequence[str], before: str = "") -> tuple[int, int]:
    """Return what a number is counted in by the words behind it, and how many words say so: 1 and 0 where none do.

    `before` is the word before the number: of money, which is named beside it, '2m' are two million.
    """
    scale = count = 0
    for count, word in enumerate(words):
        known = language.scales.get(word) or language.short_scales.get(word)
        if known is None and word in language.short_money_scales:
            near = {before, *words[count + 1 : count + 2]}
            is_money = any(language.signed_units.get(name) in language.currencies_counted for name in near)
            known = language.short_money_scales[word] if is_money else None
        if known is None:
            return max(scale, 1), count
        scale = max(scale, 1) * known
    return max(scale, 1), len(words)


def _read_mixed(language: Language, words: Sequence[str], at: int) -> tuple[Fraction, int] | None:
    """Return a number with a part of one at `at`, 'two and a half million', and the place behind it, or None."""
    if words[at].isdecimal() and len(words[at]) <= _MOST_DIGITS:
        whole, end = int(words[at]), at + 1
    else:
        whole, end = read_cardinal(language, words, at) or (0, at)
    if end == at or tuple(words[end : end + 1]) != (language.conjunction,):
        return None
    # Without its article or a number a share belongs to what follows: 'two and half the others'.
    if not {*language.indefinite_articles, *language.cardinals} & {*words[end + 1 : end + 2]}:
        return None
    share = read_share(language, words, end + 1)
    if share is None:
        return None
    scale, count = read_scale(language, words[share[1] :])
    return (whole + share[0]) * scale, share[1] + count


def decimal_digits(number: Fraction) -> str:
    """Return a number with a finite decimal expansion in digits."""
    return str(number) if number.denominator == 1 else f"{float(number):f}".rstrip("0")


def read_roman(word: str) -> int | None:
    """Return the value of a Roman numeral in small letters, or None."""
    if not word or _ROMAN.fullmatch(word) is None:
        return None
    values = [_ROMAN_DIGITS[letter] for letter in word]
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))


@cache
def _ordinal(language: Language) -> re.Pattern[str]:
    return re.compile(rf"0*(\d+)(?:{'|'.join(language.ordinal_suffixes)})")


def write_digits(language: Language, words: Sequence[str]) -> tuple[str, ...]:
    """Return `words` with numbers in digits: 'two' as '2', 'twenty-first' and '21st' as '21th', 'II' as '2'.

    A single letter is taken for a Roman numeral only if it is i, v or x and not the first word. 'The eighth' after
    a name is taken for 'VIII'.
    """
    written = [word for word, _ in _in_digits(language, words)]
    is_after_name = len(written) > 2 and written[-2] in language.definite_articles
    ordinal = _ordinal(language).fullmatch(written[-1]) if is_after_name else None
    return (*written[:-2], ordinal.group(1)) if ordinal else tuple(written)


def _in_digits(language: Language, words: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Yield `words` with numbers in digits, each with the place behind it in `words`."""
    at = 0
    while at < len(words):
        if not _may_begin(language, words, at):
            yield _numeral(language, words[at], at), at + 1
            at += 1
            continue
        mixed = read_scaled(language, words, at) or _read_mixed(language, words, at)
        if mixed is not None:
            number, at = mixed
            yield decimal_digits(number), at
            continue
        cardinal = read_cardinal(language, words, at)
        if cardinal is None:
            yield _numeral(language, words[at], at), at + 1
            at += 1
            continue
        value, at = cardinal
        unit = language.ordinals.get(words[at], 0) if at < len(words) else 0
        if 0 < unit < 10 and value % 100 >= 20 and value % 10 == 0:
            at += 1
            yield f"{value + unit}{language.ordinal_suffixes[0]}", at
        else:
            yield str(value), at


def _may_begin(language: Language, words: Sequence[str], at: int) -> bool:
    """Say whether a number of several words, or in words, may begin at `at`; hardly anywhere does one."""
    word = words[at]
    if word.isdecimal():
        return at + 1 < len(words) and words[at + 1] in _links(language)
    return word in _starts(language) or word[0].isdigit()


@cache
def _starts(language: Language) -> frozenset[str]:
    """Return the words with which a number in words begins: 'a' as well, in 'a hundred'."""
    return language.number_words.union(language.indefinite_articles)


@cache
def _links(language: Language) -> frozenset[str]:
    """Return the words that stand behind a number in digits and belong to it: 'million', 'and' before 'a half'."""
    scales = (*language.scales, *language.short_scales, *language.short_money_scales)
    return frozenset((language.conjunction, *scales))


def first_number(language: Language, text: str) -> tuple[Fraction, int, int] | None:
    """Return the first number in a text, in digits or in words, with where it starts and ends; None for no number.

    An ordinal is one, too.
    """
    places = list(_NUMBER_WORD.finditer(text))
    words = [place.group().lower().replace(",", "") for place in places]
    if language.number_words.isdisjoint(words) and not any(word[0].isdigit() for word in words):
        return None
    start = 0
    for written, end in _in_digits(language, words):
        match = _ordinal(language).fullmatch(written)
        digits = match.group(1) if match else written
        if digits.replace(".", "", 1).isdecimal():
            return Fraction(digits), places[start].start(), places[end - 1].end()
        start = end
    return None


def _numeral(language: Language, word: str, at: int) -> str:
    """Return a word as it is compared, with numerals in digits; `at` is its place in the text."""
    suffix = language.ordinal_suffixes[0]
    if word in language.ordinals:
        return f"{language.ordinals[word]}{suffix}"
    match = _ordinal(language).fullmatch(word) if word[0].isdigit() else None
    if match is not None:
        return f"{match.group(1)}{suffix}"
    value = read_roman(word) if len(word) > 1 or (at and word in "ivx") else None
    return word if value is None else str(value)


@cache
def _words_of(language: Language) -> tuple[dict[int, str], dict[int, str], list[tuple[int, str]]]:
    """Return the words for whole numbers and for ordinals by their values, and the scales, the largest first."""
    scales = {value: word for word, value in language.scales.items() if value % 100 == 0}
    return (
        {value: word for word, value in language.cardinals.items()},
        {value: word for word, value in language.ordinals.items()},
        sorted(scales.items(), reverse=True),
    )


def cardinal_in_words(language: Language, number: int) -> str:
    """Return a number in words as `read_cardinal` reads it; empty where the words of the language don't suffice."""
    cardinals, _, scales = _words_of(language)
    scale, name = next(((value, word) for value, word in scales if value <= number), (0, ""))
    if scale:
        count, rest = divmod(number, scale)
        parts = [cardinal_in_words(language, count), name]
        if 0 < rest < 100:
            parts.append(language.conjunction)
        if rest:
            parts.append(cardinal_in_words(language, rest))
        return " ".join(parts) if all(parts) else ""
    return cardinals.get(number) or _joined(cardinals, number, cardinals)


def ordinal_in_words(language: Language, number: int) -> str:
    """Return an ordinal below a hundred in words; empty where the words of the language don't suffice."""
    cardinals, ordinals, _ = _words_of(language)
    return ordinals.get(number) or _joined(cardinals, number, ordinals)


def _joined(tens: dict[int, str], number: int, ones: dict[int, str]) -> str:
    """Return a number such as twenty-one in words, the ones by their own words, as 'twenty-first' has them."""
    one = number % 10
    return f"{tens[number - one]}-{ones[one]}" if number > 20 and number - one in tens and one in ones else ""
