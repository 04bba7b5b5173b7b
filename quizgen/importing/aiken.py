"""Aiken, a question, its options by letter, and the right letter: docs.moodle.org/en/Aiken_format."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.importing.choices import Choice, Question, items_of_choice
from quizgen.importing.markup import from_plain
from quizgen.importing.records import Contents, Item, LeftOut

if TYPE_CHECKING:
    from quizgen.domain.problem import Problem
    from quizgen.importing.records import ForeignFile

_OPTION = re.compile(r"\s*([A-Za-z])[.)]\s+(.*)")
_ANSWER = re.compile(r"\s*ANSWER:\s*([A-Za-z])\s*")
_FORM = "after its options comes a line 'ANSWER: B'"


def read(file: ForeignFile) -> Contents:
    """Return the questions of a file; lines before the first option belong to the question."""
    found: list[Item | LeftOut] = []
    problems: list[Problem] = []
    asked: list[str] = []
    options: dict[str, str] = {}
    start = 1

    def report(line: int, message: str) -> None:
        problems.append(file.problem(line, message))

    for number, line in enumerate([*file.text.split("\n"), ""], 1):
        answer, option = _ANSWER.fullmatch(line), _OPTION.fullmatch(line.rstrip())
        if answer:
            letter = answer[1].upper()
            if not asked or letter not in options:
                known = ", ".join(options) or "none"
                report(number, f"no option of this question has the letter {letter}; there are {known}")
            else:
                choices = [Choice(text, float(letter == own)) for own, text in options.items()]
                found += items_of_choice(Question(start, " ".join(asked)), choices, has_options=True)
            asked, options = [], {}
        elif option and asked:
            options[option[1].upper()] = from_plain(option[2]).text
        elif line.strip():
            if options:
                report(start, f"this question has no answer; {_FORM}")
                asked, options = [], {}
            start = start if asked else number
            asked.append(from_plain(line).text)
    if asked:
        report(start, f"this question has no answer; {_FORM}")
    return Contents(
        tuple(item for item in found if isinstance(item, Item)),
        tuple(left for left in found if isinstance(left, LeftOut)),
        tuple(problems),
    )


def looks_like(text: str) -> bool:
    """Say whether a text has lines with the letter of an answer."""
    return re.search(r"^\s*ANSWER:\s*[A-Za-z]\s*$", text, re.MULTILINE) is not None
