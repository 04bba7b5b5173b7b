"""Texts that differ in just what an exercise of spelling or of order asks for: 'its' and 'it's', 'A > B' and 'B > A'.

Grading forgives such a slip where nothing is made of it. Whoever writes one as a wrong option makes something of it.
(A minimal pair: two forms that differ in a single element; so the term in linguistics.)
"""

from __future__ import annotations

import re
from functools import lru_cache

from quizgen.grading.typos import MOST_TYPOS, distance
from quizgen.language.characters import without_accents

#: Marks that part words or clauses, or stand for letters left out.
_MARKS = re.compile("[,;:'’]")
#: How many texts and pairs are remembered: options are compared with one form after another, and anew at each look.
_REMEMBERED = 1 << 14
_END = re.compile("[.?!]+$")
#: Signs of which one at least says something, as '=' does and a dash does not.
_SIGNS = re.compile(r"[^\w\s]*[^\w\s.,;:!?…'’\"“”‐‑–—-][^\w\s]*")


@lru_cache(maxsize=_REMEMBERED)
def is_pair_of_spelling(first: str, second: str) -> bool:
    """Say whether two texts differ in one word alone, and there in capitals, marks or accents, or in a sign alone.

    Capitals at the start of several words, and a full stop at their end, say nothing; of several words accents don't.
    """
    found = _only_difference(first, second)
    if found is None:
        return False
    place, one, other, number = found
    if one.lower() == other.lower():
        return number == 1 or place > 0
    if _MARKS.sub("", one) == _MARKS.sub("", other):
        return True
    if _SIGNS.fullmatch(one) and _SIGNS.fullmatch(other):
        return True
    return number == 1 and without_accents(one) == without_accents(other)


@lru_cache(maxsize=_REMEMBERED)
def is_pair_of_words(first: str, second: str) -> bool:
    """Say whether two texts have the same words in another order, or differ in a few letters of one word."""
    words, others = _words(first), _words(second)
    if words != others and sorted(words) == sorted(others):
        return True
    found = _only_difference(first, second)
    if found is None:
        return False
    _, one, other, _ = found
    has_number = any(map(str.isdigit, f"{one}{other}"))
    is_slip = one.lower() != other.lower() and not has_number
    return is_slip and distance(one.lower(), other.lower(), MOST_TYPOS) is not None


def _only_difference(first: str, second: str) -> tuple[int, str, str, int] | None:
    """Return the place and both forms of the one word that differs, and how many words there are; None for others."""
    words, others = _words(first), _words(second)
    if len(words) != len(others):
        return None
    differing = [at for at, pair in enumerate(zip(words, others, strict=True)) if pair[0] != pair[1]]
    return (differing[0], words[differing[0]], others[differing[0]], len(words)) if len(differing) == 1 else None


@lru_cache(maxsize=_REMEMBERED)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_END.sub("", text).split())
