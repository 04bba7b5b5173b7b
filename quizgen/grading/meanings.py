"""What short texts say, and whether one says a part of another, paraphrases it, or might be taken for it.

It follows from the texts, the language and the names of a library alone, so that it is remembered for as long as those
stay the same: a library is checked again and again while somebody writes it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.code_block import paragraphs
from quizgen.grading.normalise import loose_words
from quizgen.grading.phrases import phrases_of
from quizgen.grading.typos import most_typos_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.domain.library import Entity
    from quizgen.language import Language

#: The most words of the sentence beside a gap that may be typed with the answer.
NEIGHBOURS = 3
#: What only formulas have: there every sign decides.
_OF_FORMULAS = re.compile("[±×·√≤≥≠≈→←⇌∞₀-₎²³⁰-ⁿ]")
#: How many texts, and pairs of texts or of words, are remembered: names are options again and again.
_REMEMBERED, _REMEMBERED_PAIRS = 1 << 13, 1 << 14
#: How many sets of names are remembered: those of a library in the languages of its topics.
_LIBRARIES = 8


class Meaning(NamedTuple):
    """What a text says: its words but for articles, the same as one text, their stems, and those that decide.

    In its `formulas`, and in code of several lines beside them, every sign decides.
    """

    words: tuple[str, ...]
    spaced: str
    content: frozenset[str]
    decisive: frozenset[str]
    formulas: frozenset[str]

    def overlaps(self, other: Meaning) -> bool:
        """Say whether one is a part of the other or paraphrases it, and no decisive word differs."""
        if self.decisive != other.decisive or self.formulas != other.formulas:
            return False
        is_paraphrase = self.content == other.content and bool(self.content)
        return self.spaced in other.spaced or other.spaced in self.spaced or is_paraphrase

    def may_be_taken_for(self, other: Meaning) -> bool:
        """Say whether grading might take one for the other, right one; where this is False, it surely does not."""
        if self.formulas != other.formulas:
            return False
        more = len(self.words) - len(other.words)
        for at in range(more + 1) if more <= NEIGHBOURS else ():
            if _is_like(self.words[at:], other.words):
                return True
        return "".join(self.words) == "".join(other.words)


def _is_like(words: Sequence[str], right: Sequence[str]) -> bool:
    """Say whether each of the first words may be the right one with typos."""
    return all(word == other or _may_be_typo(word, other) for word, other in zip(words, right, strict=False))


@lru_cache(maxsize=_REMEMBERED_PAIRS)
def _may_be_typo(word: str, right: str) -> bool:
    most = most_typos_of(len(right))
    return abs(len(word) - len(right)) <= most and len({*word} ^ {*right}) <= 2 * most


class Meanings:
    """Reads texts in one language with the names of some entities."""

    def __init__(self, language: Language, entities: tuple[Entity, ...]) -> None:
        self._language = language
        self._phrases = phrases_of(language, entities)
        self._articles = frozenset(language.articles)
        self._decisive = language.decisive | language.lesser_roles
        self.read = lru_cache(maxsize=_REMEMBERED)(self._read)
        self.overlapping = lru_cache(maxsize=_REMEMBERED_PAIRS)(self._overlapping)
        self.is_near = lru_cache(maxsize=_REMEMBERED_PAIRS)(self._is_near)

    def _read(self, text: str) -> tuple[Meaning, ...]:
        """Return what a text says: with a single word for each name first, then with names as they are written."""
        splits = loose_words(self._language, text)
        formulas = frozenset() if text.isascii() else frozenset(filter(_OF_FORMULAS.search, text.split()))
        formulas |= frozenset(part.text for part in paragraphs(text) if part.is_code)
        every = dict.fromkeys((*map(self._phrases.named, splits), *splits))
        return tuple(self._meaning(words, formulas) for words in every)

    def _meaning(self, words: tuple[str, ...], formulas: frozenset[str]) -> Meaning:
        if not self._articles.isdisjoint(words):
            words = tuple(word for word in words if word not in self._articles)
        spaced = f" {' '.join(words)} "
        return Meaning(words, spaced, self._language.stems(words), self._decisive.intersection(words), formulas)

    def _overlapping(self, text: str, forms: tuple[str, ...]) -> str | None:
        """Return the first of the `forms` that a text repeats, is a part of or contains, or paraphrases; or None."""
        own = self.read(text)
        return next(
            (form for form in forms for other in self.read(form) if any(one.overlaps(other) for one in own)), None
        )

    def _is_near(self, text: str, forms: tuple[str, ...]) -> bool:
        """Say whether grading might take a text for one of the `forms`."""
        others = [other for form in forms for other in self.read(form)]
        return any(own.may_be_taken_for(other) for own in self.read(text) for other in others)


@lru_cache(maxsize=_LIBRARIES)
def meanings_of(language: Language, entities: tuple[Entity, ...]) -> Meanings:
    """Return the reader of texts in a language with the names of these entities."""
    return Meanings(language, entities)
