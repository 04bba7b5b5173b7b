"""Words in a message to a curator: the word that was probably meant, and a noun with its article or number."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def nearest(word: str, words: Iterable[str]) -> str | None:
    """Return which of `words` was probably meant by `word`, or None."""
    from difflib import get_close_matches  # noqa: PLC0415  only a mistake needs it

    by_lower_case = {candidate.lower(): candidate for candidate in words}
    matches = get_close_matches(word.lower(), list(by_lower_case), n=1, cutoff=0.6)
    return by_lower_case[matches[0]] if matches else None


def hint(word: str, words: Iterable[str]) -> str:
    """Return '; did you mean ...?' for the nearest of `words`, or an empty string."""
    near = nearest(word, words)
    return f"; did you mean '{near}'?" if near else ""


def count(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural where that is right."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def with_article(noun: str) -> str:
    """Return an English noun with 'a' or 'an' before it."""
    return f"{'an' if noun.startswith(tuple('aeiou')) else 'a'} {noun}"
