"""Numbers as people write them: in digits, in words, as fractions, in Roman numerals."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ARTICLES = ("a", "an", "the")
_ONES = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen
""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
CARDINALS = {word: n for n, word in enumerate(_ONES)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_THOUSANDS = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
#: What a number may be counted in.
SCALES = _THOUSANDS | {"hundred": 100, "dozen": 12}
_FIRSTS = """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
    fifteenth sixteenth seventeenth eighteenth nineteenth
""".split()
_TENTHS = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth".split()
ORDINALS = {word: n for n, word in enumerate(_FIRSTS, 1)} | {word: 10 * n for n, word in enumerate(_TENTHS, 2)}
#: Parts of one.
SHARES = {
    "half": Fraction(1, 2),
    "halves": Fraction(1, 2),
    "third": Fraction(1, 3),
    "thirds": Fraction(1, 3),
    "quarter": Fraction(1, 4),
    "quarters": Fraction(1, 4),
}

#: The longest number in digits that is read; longer ones are compared as text.
_MOST_DIGITS = 15
#: One number in digits: '1/2', '7:30', '1,000.5', '7,5'. Thousands come in groups of three, all parted alike.
LITERAL = (
    r"\d+ ?/ ?\d+|\d+:\d\d(?!\d)"
    r"|[1-9]\d{0,2}(?P<mark>[ ,.'])\d{3}(?:(?P=mark)\d{3})*(?!\d)(?:(?!(?P=mark))[.,]\d+)?"
    r"|\d+(?:[.,]\d+)?|[.,]\d+"
)
_GROUPED = re.compile(r"([1-9]\d{0,2}(?:([ ,.'])\d{3})(?:\2\d{3})*)(?:[.,](\d+))?")
_ORDINAL = re.compile(r"0*(\d+)(?:st|nd|rd|th)")
_ROMAN = re.compile(r"m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def literal(text: str, *, point_groups: bool = False) -> Fraction | None:
    """Return the number that `text` writes in digits, or None.

    A comma before three digits parts thousands, any other comma is a decimal mark. A single point before
    three digits is a decimal mark too, unless `point_groups` says that it parts thousands.
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


def cardinal(words: Sequence[str], start: int) -> tuple[int, int] | None:
    """Return the number that the words from `start` on say, and where it ends; None where none starts there.

    'a hundred', 'hundred' and 'one hundred' are the same.
    """
    total, current, at = 0, 0, start
    if words[at] in ("a", "an") and at + 1 < len(words) and words[at + 1] in SCALES:
        current, at = 1, at + 1
    elif words[at] in SCALES:
        current = 1
    least = max(_THOUSANDS.values()) + 1
    while at < len(words):
        word = words[at]
        if word in CARDINALS and _has_room(current, CARDINALS[word], at == start, bool(total)):
            current += CARDINALS[word]
        elif word in ("hundred", "dozen") and 0 < current < 100:
            current *= SCALES[word]
        elif word in _THOUSANDS and current and _THOUSANDS[word] < least:
            least = _THOUSANDS[word]
            total, current = total + current * least, 0
        elif not (word == "and" and at > start and _joins(words, at)):
            break
        at += 1
    return (total + current, at) if at > start else None


def _has_room(current: int, value: int, is_first: bool, after_thousands: bool) -> bool:
    """Say whether a word for `value` can go on a number of which `current` was said since the last thousand."""
    if current == 0:
        return is_first or (after_thousands and value > 0)
    tens = current % 100
    return value > 0 and (tens == 0 or (tens >= 20 and tens % 10 == 0 and value < 10))


def _joins(words: Sequence[str], at: int) -> bool:
    """Say whether the 'and' at `at` stands within a number: 'two hundred and five'."""
    followed = at + 1 < len(words) and CARDINALS.get(words[at + 1], 0) > 0
    return followed and words[at - 1] in SCALES and words[at - 1] != "dozen"


def roman(word: str) -> int | None:
    """Return the value of a Roman numeral in small letters, or None."""
    if not word or _ROMAN.fullmatch(word) is None:
        return None
    values = [_ROMAN_DIGITS[letter] for letter in word]
    return sum(-one if one < max(values[at:]) else one for at, one in enumerate(values))


def in_digits(words: Sequence[str]) -> tuple[str, ...]:
    """Return `words` with numbers in digits: 'two' as '2', 'twenty-first' and '21st' as '21th', 'II' as '2'.

    A single letter is taken for a Roman numeral only if it is i, v or x and not the first word; 'the eighth' after
    a name for 'VIII'.
    """
    found: list[str] = []
    at = 0
    while at < len(words):
        word = words[at]
        number = cardinal(words, at)
        if number is not None:
            value, at = number
            tens = value % 100
            unit = ORDINALS.get(words[at], 0) if at < len(words) else 0
            if unit and tens >= 20 and tens % 10 == 0 and unit < 10:
                found.append(f"{value + unit}th")
                at += 1
            else:
                found.append(str(value))
            continue
        found.append(_numeral(word, at))
        at += 1
    if len(found) > 2 and found[-2] == "the" and (match := _ORDINAL.fullmatch(found[-1])):
        found[-2:] = [match.group(1)]
    return tuple(found)


def _numeral(word: str, at: int) -> str:
    """Return one word as it is compared, `at` being its place."""
    if word in ORDINALS:
        return f"{ORDINALS[word]}th"
    match = _ORDINAL.fullmatch(word)
    if match is not None:
        return f"{match.group(1)}th"
    value = roman(word) if len(word) > 1 or (at and word in "ivx") else None
    return word if value is None else str(value)
