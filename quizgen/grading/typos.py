"""Typos: when a typed word is nearly the right word, and when it is another word.

Whole texts are never measured against each other: 'not ratified' is near to 'ratified' and says the
contrary. Words are, each by itself, and only long ones; a word that carries the meaning has to be exact.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.numbers import read_roman

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.language import Language

#: Words of at least so many letters may have one typo, or two.
_ONE_TYPO, _TWO_TYPOS = 5, 9
MOST_TYPOS = 2
_VOWELS, _FEMININE = frozenset("aeiouy"), "a"
#: Consonants that are written for one another, as in 'Moskow'.
_SOUNDS = str.maketrans("cqzw", "kksv")


class _Words(NamedTuple):
    """The words of a language by which typos are judged.

    `fixed` are words in which a typo would change the meaning: decisive words, numbers, directions, words for what
    may or must be. `lookalikes` are stems. `prefixes` change the meaning of a word, but within a set of `alike`
    prefixes, the empty one included, one for another is a typo.
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
    """Return the number of typos between two texts, or None where it is more than `most`.

    A typo is a letter too many, too few or wrong, or two neighbours that changed places.
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


def most_typos(language: Language, word: str) -> int:
    """Return the most typos that `word` may have where it is the right word."""
    return 0 if is_fixed(language, word) else most_typos_of(len(word))


def most_typos_of(letters: int) -> int:
    """Return the most typos that a word of so many letters may have."""
    if letters < _ONE_TYPO:
        return 0
    return 1 if letters < _TWO_TYPOS else MOST_TYPOS


def is_fixed(language: Language, word: str) -> bool:
    """Say whether a typo in `word` would change the meaning: the word decides, counts or points somewhere."""
    return word in _words(language).fixed or any(map(str.isdigit, word)) or read_roman(word) is not None


def count_typos(language: Language, typed: str, right: str) -> int | None:
    """Return the number of typos in `typed` as the word `right`, or None where it is another word."""
    if typed == right:
        return 0
    most = most_typos(language, right)
    if not most or is_fixed(language, typed):
        return None
    typos = distance(typed, right, most)
    return None if typos is None or is_another_word(language, typed, right) else typos


def is_another_word(language: Language, typed: str, right: str) -> bool:
    """Say whether `typed`, near as it is to `right`, is a word of its own: 'unratified', 'employee', 'Prussia'."""
    is_lookalike = language.stem(typed) in _words(language).lookalikes
    if is_lookalike and not (typed.startswith(right) or right.startswith(typed)):
        return True
    for ending, counterpart in language.person_endings:
        if any(
            word.endswith(ending) and word.removesuffix(ending) + counterpart == other
            for word, other in ((typed, right), (right, typed))
        ):
            return True
    others = dict(_prefix_splits(language, right))
    for rest, prefix in _prefix_splits(language, typed):
        other = others.get(rest, prefix)
        if other != prefix and not any({other, prefix} <= alike for alike in _words(language).alike):
            return True
    return any(typed == prefix + right for prefix in language.lone_prefixes)


def is_another_name(typed: Sequence[str], right: Sequence[str]) -> bool:
    """Say whether names that are nearly the same are others: 'Rossler' and 'Hossler', 'Lavrov' and 'Lavrova'.

    They are with a consonant for one that sounds otherwise, with two letters of a word off, or with an a more or less
    at its end.
    """
    texts = ("".join(words).translate(_SOUNDS) for words in (typed, right))
    first, second = ([char for char in text if char not in _VOWELS] for text in texts)
    if len(first) == len(second) and sorted(first) != sorted(second):
        return True
    pairs = list(zip(typed, right, strict=True)) if len(typed) == len(right) else []
    return any(distance(word, other, 1) is None or _is_feminine(word, other) for word, other in pairs)


def _is_feminine(first: str, second: str) -> bool:
    """Say whether one name is the other with an a behind it, as that of a woman is."""
    shorter, longer = sorted((first, second), key=len)
    return longer == f"{shorter}{_FEMININE}" and not shorter.endswith(_FEMININE)


@lru_cache(maxsize=256)
def _prefix_splits(language: Language, word: str) -> tuple[tuple[str, str], ...]:
    """Return the ways to split `word` into a prefix and a rest, as pairs of rest and prefix."""
    prefixes = (start for start in _words(language).prefixes if word.startswith(start) and len(word) - len(start) >= 3)
    return tuple((word.removeprefix(prefix), prefix) for prefix in prefixes)


def count_typos_in_words(language: Language, typed: Sequence[str], right: Sequence[str]) -> int | None:
    """Return the number of typos between two texts, given as words, or None where they are not near.

    The words have to be the same in number and order. An article within the text may be missing, and a
    compound may be split or joined; each counts as a typo.
    """
    total = _word_by_word(language, typed, right)
    if total is not None:
        return total
    bare, right_bare = (tuple(word for word in words if word not in language.articles) for words in (typed, right))
    total = _word_by_word(language, bare, right_bare)
    if bare and total is not None:
        return total + 1
    joined = "".join(bare)
    is_split = len(joined) >= _TWO_TYPOS and joined == "".join(right_bare)
    return 1 if is_split and _fixed_words(language, bare) == _fixed_words(language, right_bare) else None


def _word_by_word(language: Language, typed: Sequence[str], right: Sequence[str]) -> int | None:
    if len(typed) != len(right):
        return None
    total = 0
    for typed_word, right_word in zip(typed, right, strict=True):
        typos = count_typos(language, typed_word, right_word)
        if typos is None:
            return None
        total += typos
    return total


def _fixed_words(language: Language, words: Sequence[str]) -> list[str]:
    return [word for word in words if is_fixed(language, word)]
