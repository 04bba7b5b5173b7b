"""What a key or a whole word tells the round to do, whatever is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.domain.question import Choice
from quizgen.domain.round import KEY_WORDS
from quizgen.domain.words import contains, normal

if TYPE_CHECKING:
    from quizgen.domain.question import Question

_KEYS = frozenset("hsuqi?")


def key_for(text: str) -> str:
    """Return the key that `text` is, or says as a word, in small letters; other text comes back in small letters."""
    return KEY_WORDS.get(text.lower(), text.lower())


def command(question: Question, text: str) -> str:
    """Return the key by which `text` commands something while `question` is asked; nothing where it may answer it."""
    meant, shape = key_for(text), question.shape
    if meant not in _KEYS or text.lower() in map(normal, shape.accepted):
        return ""
    if len(text) > 1:  # a word may also be the part of an answer that came to mind
        shown = (option.text for option in shape.options) if isinstance(shape, Choice) else ()
        if any(contains(form, text) for form in (*shape.accepted, *shown)):
            return ""
    return meant
