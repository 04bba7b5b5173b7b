"""An abbreviation of initials and the words that it stands for: either tells the other."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.language import Language

#: Texts and names whose words are remembered.
_REMEMBERED = 4096
#: A word of so many letters may give more of them than its first: 'hypertext' two of HTML.
_COMPOUND = 8
#: Two words in small letters have two letters for initials by chance, if they are not of so many letters each.
_PAIR, _TELLING = 2, 5
_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = re.compile(r"\b(?:[^\W\d_]\.){2,}|\b[^\W\d_]{2,}")


def told_by_initials(language: Language, name: str, text: str) -> str | None:
    """Return the initials of a name that stand in a text, or the words there whose initials the name is; else None.

    'UN' tells of the United Nations, and 'North Atlantic Treaty Organization' of NATO. Nothing is told where the text
    asks what letters stand for, or for the letters that stand for something.
    """
    if name.isupper() and len(name) > 1:
        told, fair = _words_for(language, name, text), language.questions.abbreviation
    else:
        told, fair = _letters_for(language, name, text), language.questions.expansion
    return told if told is None or not re.search(fair, text, re.IGNORECASE) else None


def _letters_for(language: Language, name: str, text: str) -> str | None:
    """Return the capitals in a text that are the initials of a name, or None."""
    capitals = _capitals(text)
    if not capitals:
        return None
    readings = _telling(language, name), _WORD.findall(name)
    return next((one for one in capitals for words in readings if _is_short_for(one, words)), None)


def _words_for(language: Language, letters: str, text: str) -> str | None:
    """Return the words of a text, one after another, whose initials are these letters, or None."""
    words = _telling(language, text)
    starts = [start for start, word in enumerate(words) if word[0].upper() == letters[0]]
    runs = (words[start : start + length] for start in starts for length in range(2, len(letters) + 1))
    return next((" ".join(run) for run in runs if _is_short_for(letters, run)), None)


@lru_cache(maxsize=_REMEMBERED)
def _capitals(text: str) -> tuple[str, ...]:
    """Return the abbreviations of capitals in a text, without their points: 'UN', 'USA' for 'U.S.A.'."""
    found = (letters.replace(".", "") for letters in _LETTERS.findall(text))
    return tuple(letters for letters in found if letters.isupper())


@lru_cache(maxsize=_REMEMBERED)
def _telling(language: Language, text: str) -> tuple[str, ...]:
    """Return the words of a text without the small ones, which most initials leave out."""
    return tuple(word for word in _WORD.findall(text) if word.lower() not in language.stop_words)


def _is_short_for(letters: str, words: Sequence[str]) -> bool:
    """Say whether letters are the initials of all of some words, of which a compound may give further letters."""
    if not 1 < len(words) <= len(letters):
        return False
    has_capitals = all(word[0].isupper() for word in words)
    is_telling = len(letters) > _PAIR or has_capitals or min(map(len, words)) >= _TELLING
    return is_telling and _spell(letters.lower(), [word.lower() for word in words])


def _spell(letters: str, words: Sequence[str]) -> bool:
    """Say whether each word in turn gives its first letter, a compound also further ones in their order."""
    if not (letters and words and letters[0] == words[0][0]):
        return not letters and not words
    first, *rest = words
    taken, at = 1, 0
    while not _spell(letters[taken:], rest):
        at = first.find(letters[taken], at + 1) if taken < len(letters) and len(first) >= _COMPOUND else -1
        if at < 0:
            return False
        taken += 1
    return True
