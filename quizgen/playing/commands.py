"""What a key or a whole word tells the round to do, whatever is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.domain.question import Choice

if TYPE_CHECKING:
    from quizgen.domain.question import Question
    from quizgen.language import Language

_KEYS = frozenset("hsuqi?")


def key_for(language: Language, text: str) -> str:
    """Return the key that `text` is, or says as a word, in small letters; other text comes back in small letters."""
    return language.key_words.get(text.lower(), text.lower())


def command(language: Language, question: Question, text: str) -> str:
    """Return the key by which `text` commands something while `question` is asked; nothing where it may answer it."""
    meant, shape = key_for(language, text), question.shape
    if meant not in _KEYS or text.lower() in map(language.normal, shape.accepted):
        return ""
    if len(text) > 1:  # a word may also be the part of an answer that came to mind
        shown = (option.text for option in shape.options) if isinstance(shape, Choice) else ()
        if any(language.contains(form, text) for form in (*shape.accepted, *shown)):
            return ""
    return meant
