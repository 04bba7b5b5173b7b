"""An abbreviation of initials and the words that it stands for: either tells the other."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizgen.language import Language

#: Names whose initials are remembered.
_REMEMBERED = 4096
_WORD = re.compile(r"[^\W\d_]+")


def told_by_initials(language: Language, name: str, text: str) -> str | None:
    """Return the initials of a name that stand in a text, or the words there whose initials the name is; else None.

    'UN' tells of the United Nations, and 'North Atlantic Treaty Organization' of NATO. Nothing is told where the text
    asks what letters stand for, or for the letters that stand for something.
    """
    if name.isupper() and len(name) > 1:
        told = _words_for(language, name, text)
    else:
        letters = r"\.?".join(_initials(language, name))  # 'UN', 'U.N.'
        found = re.search(rf"\b{letters}\b", text) if letters else None
        told = found.group() if found else None
    return told if told is None or not re.search(language.questions.abbreviation, text, re.IGNORECASE) else None


@lru_cache(maxsize=_REMEMBERED)
def _initials(language: Language, name: str) -> str:
    """Return the initials of a name of two or more words, all of which have a capital but for the small words."""
    if name.islower():
        return ""
    words = [word for word in _WORD.findall(name) if word not in language.stop_words]
    has_capitals = len(words) > 1 and all(word[0].isupper() for word in words)
    return "".join(word[0] for word in words) if has_capitals else ""


def _words_for(language: Language, letters: str, text: str) -> str | None:
    """Return the words of a text, one after another and with capitals, whose initials are these letters, or None."""
    words = [word for word in _WORD.findall(text) if word not in language.stop_words]
    runs = (words[start : start + len(letters)] for start in range(len(words)))
    return next((" ".join(run) for run in runs if "".join(word[0] for word in run) == letters), None)
