"""A text of the library with its markup read, and what is wrong with that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.domain.markup import is_marked, read_markup
from quizgen.domain.text import Text
from quizgen.reading.code_lines import prose_and_problem
from quizgen.reading.foreign_markup import foreign_markup

if TYPE_CHECKING:
    from quizgen.reading.nodes import Reader


def with_markup(text: Text, reader: Reader) -> Text:
    """Return a text with its markup read, once only; a formula that is none is a problem."""
    if is_marked(text):
        return text
    marked, mistakes = read_markup(text)
    for mistake in mistakes:
        reader.problem(text, "no-formula", mistake)
    for foreign in () if mistakes else foreign_markup(marked):
        reader.problem(text, "foreign-markup", foreign)
    if marked == text:
        return text
    reader.has_markup = True
    return Text.at(marked, text.line, text.col)


def prose_of(text: Text, reader: Reader, *, may_have_code: bool) -> str:
    """Return a text without its code of several lines; where that may not stand, or is too much, it is a problem."""
    prose, problem = prose_and_problem(text, may_have_code=may_have_code)
    if problem:
        reader.problem(text, "code-block", problem)
    return prose
