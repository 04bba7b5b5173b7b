"""Slips of the finger: when a typed word is nearly the right one, and when it is another word.

Whole texts are never measured against each other: 'not ratified' is near to 'ratified' and says the
contrary. Words are, one by one, and only long ones; whatever carries the meaning has to stand exactly.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from quizgen.grading.numbers import roman

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.language import Language

#: Words of at least so many letters may have one slip, or two.
_ONE_SLIP, _TWO_SLIPS = 5, 9


class _Words(NamedTuple):
    """What slips are judged by in one language.

    `fixed` are the words in which a slip would change what is said: decisive words, numbers, directions, what may or
    must be. `lookalikes` are stems. `prefixes` turn what a word says; for one of a set in `alike` another one is a
    slip, nothing being one of them.
    """

    fixed: frozenset[str]
    lookalikes: frozenset[str]
    prefixes: tuple[str, ...]
    alike: tuple[frozenset[str], ...]


@cache
def _words(language: Language) -> _Words:
    numbers = (language.cardinals, language.ordinals, language.scales, language.shares)
    fixed = {
        *language.decisive,
        *language.fixed_words,
        *(word for table in numbers for word in table),
        *map(str.lower, language.weekdays),
        *(side + ending for side in language.directions for ending in language.direction_endings),
        *(article + amount for article in language.indefinite_articles for amount in language.small_amounts),
    }
    lone, denying = language.lone_prefixes, language.denying_prefixes
    return _Words(
        frozenset(fixed),
        frozenset(language.stem(word + ending) for word in language.lookalikes for ending in language.inflections),
        ("", *lone, *denying, *language.turning_prefixes),
        (frozenset(("", *lone)), frozenset(denying)),
    )


def distance(first: str, second: str, most: int) -> int | None:
    """Return how many slips lie between two texts, or None where there are more than `most`.

    A slip is a letter too many, too few or wrong, or two neighbours that changed places.
    """
    if abs(len(first) - len(second)) > most:
        return None
    far = most + 1
    before: list[int] = []
    row = [min(column, far) for column in range(len(second) + 1)]
    for at, letter in enumerate(first, 1):
        start, end = max(1, at - most), min(len(second), at + most)
        after = [far] * (len(second) + 1)
        after[0] = min(at, far)
        for column in range(start, end + 1):
            other = second[column - 1]
            after[column] = min(row[column] + 1, after[column - 1] + 1, row[column - 1] + (letter != other), far)
            if before and column > 1 and letter == second[column - 2] and first[at - 2] == other:
                after[column] = min(after[column], before[column - 2] + 1)
        if min(after) > most:
            return None
        before, row = row, after
    return row[-1] if row[-1] <= most else None


def allowed(language: Language, word: str) -> int:
    """Return how many slips the right word `word` may have been typed with."""
    if len(word) < _ONE_SLIP or is_fixed(language, word):
        return 0
    return 1 if len(word) < _TWO_SLIPS else 2


def is_fixed(language: Language, word: str) -> bool:
    """Say whether a slip in `word` would change what is said: it decides, counts or points somewhere."""
    return word in _words(language).fixed or any(map(str.isdigit, word)) or roman(word) is not None


def slips(language: Language, typed: str, right: str) -> int | None:
    """Return how many slips `typed` has as the word `right`, or None where it is not that word."""
    if typed == right:
        return 0
    most = allowed(language, right)
    if not most or is_fixed(language, typed):
        return None
    found = distance(typed, right, most)
    return None if found is None or is_another_word(language, typed, right) else found


def is_another_word(language: Language, typed: str, right: str) -> bool:
    """Say whether `typed`, near as it is to `right`, is a word of its own: 'unratified', 'employee', 'Prussia'."""
    known = _words(language)
    is_lookalike = language.stem(typed) in known.lookalikes
    if is_lookalike and not (typed.startswith(right) or right.startswith(typed)):
        return True
    for one, other in language.person_endings:
        if any(
            word.endswith(one) and word.removesuffix(one) + other == second
            for word, second in ((typed, right), (right, typed))
        ):
            return True
    others = dict(_parted(language, right))
    for rest, prefix in _parted(language, typed):
        other = others.get(rest, prefix)
        if other != prefix and not any({other, prefix} <= alike for alike in known.alike):
            return True
    return any(typed == prefix + right for prefix in language.lone_prefixes)


@lru_cache(maxsize=256)
def _parted(language: Language, word: str) -> tuple[tuple[str, str], ...]:
    """Return the ways to part `word` into a prefix and a rest, as pairs of rest and prefix."""
    prefixes = (one for one in _words(language).prefixes if word.startswith(one) and len(word) - len(one) >= 3)
    return tuple((word.removeprefix(one), one) for one in prefixes)


def near(language: Language, typed: Sequence[str], right: Sequence[str]) -> int | None:
    """Return how many slips lie between two texts, given as words, or None where they are not near.

    The words have to be the same in number and order. An article within the text may be missing, and a
    compound may be parted or joined; each counts as one slip.
    """
    total = _word_by_word(language, typed, right)
    if total is not None:
        return total
    bare, right_bare = (tuple(word for word in words if word not in language.articles) for words in (typed, right))
    total = _word_by_word(language, bare, right_bare)
    if bare and total is not None:
        return total + 1
    joined = "".join(bare)
    parted = len(joined) >= _TWO_SLIPS and joined == "".join(right_bare)
    return 1 if parted and _fixed_words(language, bare) == _fixed_words(language, right_bare) else None


def _word_by_word(language: Language, typed: Sequence[str], right: Sequence[str]) -> int | None:
    if len(typed) != len(right):
        return None
    total = 0
    for one, other in zip(typed, right, strict=True):
        found = slips(language, one, other)
        if found is None:
            return None
        total += found
    return total


def _fixed_words(language: Language, words: Sequence[str]) -> list[str]:
    return [word for word in words if is_fixed(language, word)]
