"""The words in which terms of a topic are alike, and those in which they differ."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgen.language import Language


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
