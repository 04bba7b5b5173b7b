"""The words in which terms of a topic, or matters, are alike, and those in which they differ."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgen.language import Language


#: How many texts' words are remembered: those of a library, which is checked again and again.
_REMEMBERED = 1 << 13


@lru_cache(maxsize=_REMEMBERED)
def telling_words(language: Language, text: str) -> frozenset[str]:
    """Return the stems of the words of a text that carry meaning, nouns in the singular."""
    words = (word for word in language.words(text) if word not in language.stop_words)
    return language.stems(map(language.singular, words))


def words_of_terms(language: Language, terms: Iterable[tuple[str, str]]) -> dict[str, Counter[str]]:
    """Return by topic in how many of its terms each word stands; `terms` are topics with a term of each."""
    counts: dict[str, Counter[str]] = {}
    for topic, term in terms:
        counts.setdefault(topic, Counter()).update(telling_words(language, term))
    return counts


def common_roots(language: Language, people: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Return the roots of words that do not tell one matter from another: dates, given names, offices.

    `people` are the names of people, each with an office or an empty text.
    """
    dates = {str(number) for number in (*range(1, 32), *range(1900, 2100))}
    texts = [*language.months]
    for name, office in people:
        texts += (" ".join(name.split()[:-1]), office)
    return frozenset(root for text in texts for root in language.roots(text)) | dates
