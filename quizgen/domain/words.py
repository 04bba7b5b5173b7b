"""Words in a message to a curator: the word that was probably meant, and a noun with its article or number."""

from __future__ import annotations

import re
from heapq import nlargest
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

#: So many words are compared with care; of more, those that share most pairs of letters with the one sought.
_MOST_COMPARED = 100
#: So many mistakes of a kind are answered with the word that was meant: nobody reads more, and each is a search.
_MOST_HINTS = 50
#: What goes on behind a noun and has no plural with it.
_BEHIND_NOUN = re.compile(r"(?= (?:made|of|without) )")


def nearest(word: str, words: Iterable[str]) -> str | None:
    """Return which of `words` was probably meant by `word`, or None."""
    from difflib import get_close_matches  # noqa: PLC0415  only a mistake needs it

    by_lower_case = {candidate.lower(): candidate for candidate in words}
    candidates = list(by_lower_case)
    if len(candidates) > _MOST_COMPARED:
        sought = _pairs(word.lower())
        candidates = nlargest(_MOST_COMPARED, candidates, key=lambda candidate: len(sought & _pairs(candidate)))
    matches = get_close_matches(word.lower(), candidates, n=1, cutoff=0.6)
    return by_lower_case[matches[0]] if matches else None


def _pairs(word: str) -> set[str]:
    """Return the pairs of neighbours among the letters of a word."""
    return set(map("".join, pairwise(word)))


def hint(word: str, words: Iterable[str]) -> str:
    """Return '; did you mean ...?' for the nearest of `words`, or an empty string."""
    near = nearest(word, words)
    return did_you_mean(near) if near else ""


def did_you_mean(word: str) -> str:
    """Return the end of a message that names the word which was probably meant."""
    return f"; did you mean '{word}'?"


class Hints:
    """Gives hints for the first mistakes of a kind only."""

    def __init__(self) -> None:
        self._left = _MOST_HINTS

    def nearest(self, word: str, words: Iterable[str]) -> str | None:
        """Return the same as `nearest`, or None where enough were given."""
        self._left -= 1
        return nearest(word, words) if self._left >= 0 else None

    def __call__(self, word: str, words: Iterable[str]) -> str:
        """Return the same as `hint`, or an empty string where enough were given."""
        near = self.nearest(word, words)
        return did_you_mean(near) if near else ""


def count(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural where that is right: '2 lines without a tab'."""
    head, *rest = _BEHIND_NOUN.split(noun, maxsplit=1)
    return f"{number} {head}{'' if number == 1 else 's'}{''.join(rest)}"


def with_article(noun: str) -> str:
    """Return an English noun with 'a' or 'an' before it."""
    return f"{'an' if noun.startswith(tuple('aeiou')) else 'a'} {noun}"
