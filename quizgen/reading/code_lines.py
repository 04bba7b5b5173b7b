"""Texts of several lines, which are joined into one but for code between fences, and the bounds of such code."""

from __future__ import annotations

import re
from itertools import chain
from typing import NamedTuple

from quizgen.domain.code_block import FENCE, Part, joined, parted
from quizgen.domain.markup import is_marked, spans
from quizgen.domain.text import single_spaced
from quizgen.domain.words import count

#: The lines of code for which a flashcard has room, if they are short, and the characters of a line that a page holds.
MOST_LINES, LONGEST_LINE = 12, 80
#: How much longer a text with code may be.
MOST_CODE = 1200
_LIKE_CODE = re.compile(r"`|^[ \t]+\S", re.MULTILINE)


class Lines(NamedTuple):
    """A text on one line, but for its code, and what is wrong with that: a rule, a message and a line, from 0."""

    text: str
    rule: str = ""
    message: str = ""
    line: int = 0


def in_one_line(text: str, *, is_block: bool) -> Lines:
    """Return a text on one line, but for the code in it; code that would lose its lines, or its end, is a problem.

    `is_block` says that it is written behind '|', where whoever writes it expects lines to stay.
    """
    if "\n" not in text:
        return Lines(single_spaced(text))
    parts, unclosed = parted(text)
    if unclosed is not None:
        message = f"the code that begins here does not end; write {FENCE} on a line of its own below its last line"
        return Lines(single_spaced(text.replace(FENCE, "")), "code-block", message, unclosed)
    if FENCE in text:
        return Lines(joined(parts))
    if is_block and "\n" in text.strip("\n") and _LIKE_CODE.search(text):
        message = f"the lines of this text are joined into one; write code between two lines of {FENCE}, or as `...`"
        return Lines(single_spaced(text), "foreign-markup", message)
    return Lines(single_spaced(text))


def prose_and_problem(text: str, *, may_have_code: bool) -> tuple[str, str]:
    """Return a text without its blocks of code, and what is wrong with these: they stand elsewhere, or have no room.

    Its markup may have been read before, as it is where what kind of answer it is comes to be known later.
    """
    marked = [Part(span.text, span.data if span.look == "block" else None) for span in spans(text)]
    parts = marked if is_marked(text) else parted(text)[0]
    blocks = [part.text.split("\n") for part in parts if part.is_code]
    lines, widest = sum(map(len, blocks)), max(map(len, chain.from_iterable(blocks)), default=0)
    problem = ""
    if not may_have_code:
        problem = (
            "code of several lines cannot stand here; it can in a question, an answer under 'what', a wrong option and "
            "the reason why, under 'means' and in a note. Here write `...` on one line"
        )
    elif lines > MOST_LINES or widest > LONGEST_LINE:
        problem = (
            f"{count(lines, 'line')} of code, the longest of {count(widest, 'character')}; a card has room for "
            f"{MOST_LINES} lines, and a line for {LONGEST_LINE}, so leave out what the question does not need"
        )
    return " ".join(part.text for part in parts if not part.is_code), problem
