"""What a key or its word tells the round to do while a question is asked, where it might be the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.domain.question import Choice
from quizgen.domain.round import Stage, key_command

if TYPE_CHECKING:
    from quizgen.domain.question import Question
    from quizgen.domain.round import KeyCommand
    from quizgen.language import Language


def command_while_asked(language: Language, question: Question, text: str) -> KeyCommand | None:
    """Return what `text` commands while `question` is asked; None where it commands nothing, or may be an answer."""
    command, shape = key_command(language, Stage.ASKING, text), question.shape
    if command is None or text.lower() in map(language.normal, shape.accepted):
        return None
    if len(text) > 1:  # a word may also be the part of an answer that came to mind
        options = (option.text for option in shape.options) if isinstance(shape, Choice) else ()
        if any(language.contains(form, text) for form in (*shape.accepted, *options)):
            return None
    return command
