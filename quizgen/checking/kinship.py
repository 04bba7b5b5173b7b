"""Which word of a question is of one root with a word of its answer, or is a part of it, or goes on from it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from quizgen.language.characters import folded
from quizgen.language.word_families import lemmas, relatives

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizgen.language import Language

#: So many letters of a word stand at the beginning of another that is made of it, and the other goes on with so many;
#: with one less where the word is long.
_SHORTEST, _LONG, _SHORTEST_REST = 4, 6, 3
#: So many letters has each of two words that are joined to one: 'sun' and 'flower' to 'sunflower'.
_SHORTEST_PART = 3
#: What a name may lose at its end before a word is made of it, and the last of two names one after another.
_VOWELS = "aeiouy"
_FULL_NAME = re.compile(r"\b(?=([^\W\d_a-z]\w*)\.?[ -]([^\W\d_a-z]\w{2,}))")
#: Texts whose words, and words whose families are remembered.
_REMEMBERED = 4096


class _Word(NamedTuple):
    """A word of a text, in the singular, and what it may be a form of."""

    written: str
    single: str
    bases: frozenset[str]


def kin(language: Language, answer: str, text: str, asked_for: frozenset[str] = frozenset()) -> str | None:
    """Return the words of a text that tell a word of an answer as they are of its root or its parts, or None.

    A word is of its root if one goes on from the other ('novel', 'novelist'), or if the language's list says so
    ('strong', 'strength'; see `word_families`). Its parts are two words that are written as one in it ('sun' and
    'flower'). The stems `asked_for` say what kind of thing the answer is: 'berry' does not tell of a strawberry.
    """
    family, answer = _family(language, answer), language.singular(answer)
    words, spaced, all_bases = _words(language, text)
    is_alike = f" {answer[:_SHORTEST_PART]}" in spaced or f"{answer[-_SHORTEST:]} " in spaced
    if not is_alike and family.isdisjoint(all_bases):
        return None  # as mostly
    for word, single, bases in words:
        is_made = not family.isdisjoint(bases) or any(_goes_on(answer, base) for base in bases)
        if is_made or (_ends(answer, single) and not language.stems([single]) <= asked_for):
            return word
    return next(_parts(language, answer, words), None)


def called_after(language: Language, answer: str, text: str) -> str | None:
    """Return the last name of somebody in a text after whom an answer is called, or None: 'Adolphe Sax', 'saxophone'.

    The name stands behind another word with a capital; it may lose a vowel at its end, as Volta's in 'volt'.
    """
    plain = folded(answer).lower()
    names: Iterator[str] = (
        last for first, last in _FULL_NAME.findall(text) if first.lower() not in language.stop_words
    )
    for name in names:
        whole = folded(name).lower()
        root = whole.rstrip(_VOWELS) if len(whole) > _SHORTEST else whole
        rest = len(plain) - len(root)
        if plain.startswith(root) and (rest >= _SHORTEST_REST or (len(root) >= _SHORTEST and rest >= 0)):
            return name
    return None


@lru_cache(maxsize=_REMEMBERED)
def _words(language: Language, text: str) -> tuple[tuple[_Word, ...], str, frozenset[str]]:
    """Return the words of a text that say something, all of them between spaces, and all that they may be forms of."""
    told = (word for word in dict.fromkeys(language.words(text)) if word not in language.stop_words)
    words = tuple(_Word(word, language.singular(word), lemmas(language, word)) for word in told)
    bases = frozenset[str]().union(*(word.bases for word in words))
    return words, f" {' '.join(word.single for word in words)} ", bases


@lru_cache(maxsize=_REMEMBERED)
def _family(language: Language, word: str) -> frozenset[str]:
    """Return what a word may be a form of, with all words of its root."""
    bases = lemmas(language, word)
    return bases.union(*(relatives(language.tag, base) for base in bases))


def _goes_on(answer: str, word: str) -> bool:
    if not (answer.startswith(word) or word.startswith(answer)):
        return False
    short, rest = min(len(answer), len(word)), abs(len(answer) - len(word))
    enough = _SHORTEST_REST if short < _LONG else _SHORTEST_REST - 1  # 'bankrupt', 'bankruptcy'
    return short >= _SHORTEST and rest >= enough


def _ends(answer: str, word: str) -> bool:
    if not (answer.endswith(word) or word.endswith(answer)):
        return False
    return min(len(answer), len(word)) >= _SHORTEST and abs(len(answer) - len(word)) >= _SHORTEST


def _parts(language: Language, answer: str, words: Sequence[_Word]) -> Iterator[str]:
    """Yield each two of some words that are the parts of an answer."""
    for word in words:
        for first in word.bases if word.written[0] == answer[0] else ():
            last = answer.removeprefix(first)
            if len(first) >= _SHORTEST_PART <= len(last) < len(answer):
                family = _family(language, last)
                others = (other for other in words if other != word and not family.isdisjoint(other.bases))
                yield from (f"{word.written}, {other.written}" for other in others)
