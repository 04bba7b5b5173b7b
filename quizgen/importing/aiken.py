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
    """Return the questions of a file. What belongs to none is left out, or is a problem where there is nothing else."""
    reader = _Reader(file)
    for number, line in enumerate([*file.text.split("\n"), ""], 1):
        reader.read(number, line)
    reader.drop()
    items = tuple(item for item in reader.found if isinstance(item, Item))
    left_out = tuple(left for left in reader.found if isinstance(left, LeftOut))
    return Contents(items, left_out, () if items else tuple(reader.problems))


class _Reader:
    """Reads lines one after the other, and keeps the question that is not answered yet: its lines and its options."""

    def __init__(self, file: ForeignFile) -> None:
        self.file = file
        self.found: list[Item | LeftOut] = []
        self.problems: list[Problem] = []
        self.start, self.asked = 1, list[str]()
        self.options: dict[str, str] = {}
        self.is_after_blank = False

    def read(self, number: int, line: str) -> None:
        """Read a line: of a question all stand together, and so do its options, with blank lines between at most."""
        answer, option = _ANSWER.fullmatch(line), _OPTION.fullmatch(line.rstrip())
        if answer:
            self._answer(number, answer[1].upper())
        elif option and self.asked:
            self.options[option[1].upper()] = from_plain(option[2]).text
        elif line.strip():
            self._words(number, from_plain(line).text)
        self.is_after_blank = not line.strip()

    def _words(self, number: int, text: str) -> None:
        if self.options and not self.is_after_blank:
            self.found.append(LeftOut(number, "extra line", text))
            return
        if self.is_after_blank:
            self.drop()
        self.start = self.start if self.asked else number
        self.asked.append(text)

    def drop(self) -> None:
        """Leave out a question that has no answer."""
        if self.asked:
            noun = "unanswered question" if self.options else "extra line"
            self.found.append(LeftOut(self.start, noun, "; ".join((" ".join(self.asked), *self.options.values()))))
            self.problems.append(self.file.problem(self.start, f"this question has no answer; {_FORM}"))
        self.asked, self.options = [], {}

    def _answer(self, number: int, letter: str) -> None:
        if self.asked and letter in self.options:
            choices = [Choice(text, float(letter == own)) for own, text in self.options.items()]
            self.found += items_of_choice(Question(self.start, " ".join(self.asked)), choices, has_options=True)
        else:
            known = ", ".join(self.options) or "none"
            message = f"no option of this question has the letter {letter}; there are {known}"
            self.problems.append(self.file.problem(number, message))
            text = "; ".join((" ".join(self.asked), *self.options.values(), f"ANSWER: {letter}"))
            self.found.append(LeftOut(self.start if self.asked else number, "question without its right option", text))
        self.asked, self.options = [], {}


def looks_like(text: str) -> bool:
    """Say whether a text has lines with the letter of an answer."""
    return re.search(r"^\s*ANSWER:\s*[A-Za-z]\s*$", text, re.MULTILINE) is not None
