r"""The text of H5P's Question Set, in its textual editor -> the multiple choices that it makes.

Written from h5p/h5p-editor-question-set-textual-editor: both programs that it has had, as either is in use
(question-set-textual-editor.js, and src/scripts/text-parser.js). They read alike what both are meant to read.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from tests.support.homes.engine import Answer, MultiChoice, RefusedError


class Choices(NamedTuple):
    """A question and its options, as they are shown; the feedback of each is shown to who chose it."""

    text: str
    task: MultiChoice


def read(data: bytes) -> list[Choices]:
    """Return the questions of a text that is pasted into an empty set. Raises RefusedError where programs differ."""
    text = data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")  # a text area has no other ends of lines
    if "\0" in text or text.startswith("\N{ZERO WIDTH NO-BREAK SPACE}"):
        raise RefusedError("a sign that a pupil sees")
    first, second = _first_program(text.split("\n")), _second_program(text.split("\n"))
    if first != second:
        raise RefusedError(str(next((one, other) for one, other in zip(first, second, strict=False) if one != other)))
    return first


def meant(text: str) -> str:
    """Return a text on one line, with signs that stand for what would be syntax read as what they stand for."""
    alike = str.maketrans("∶：꞉∗＊⁎․．＼∖", ":::***..\\\\")
    return " ".join(text.translate(alike).split())


def _numbered(line: str) -> str:
    """Return the first line of a question without its number, which names an older question to be changed."""
    found = re.match(r"(\d+)\.\s?(.+)$", line)
    return found[2] if found else line


def _option(line: str, colon: str) -> Answer | None:
    text, _tip, chosen, _not_chosen = (*line.replace(r"\:", "¤").split(":", 3), "", "", "")[:4]
    chosen = chosen.partition(":")[0]
    text = text.strip()
    is_right = text.startswith("*")
    text = text.removeprefix("*").strip().replace("¤", colon, 1)
    return Answer(text, float(is_right), chosen.strip().replace("¤", colon, 1)) if text else None


def _first_program(lines: list[str]) -> list[Choices]:
    """Return what the program of one file makes: it trims lines, and makes the first escaped colon one again."""
    found: list[Choices] = []
    question = ""
    options: list[Answer] = []
    for line in (*(line.strip() for line in lines), ""):
        if not line:
            if question:
                found.append(Choices(question, MultiChoice(tuple(options))))
            question, options = "", []
        elif not question:
            question = _numbered(line)
        elif option := _option(line, ":"):
            options.append(option)
    return found


def _second_program(lines: list[str]) -> list[Choices]:
    """Return what the program of two files makes: only a line of no length ends a question."""
    found: list[Choices] = []
    for place, line in enumerate(lines):
        if not line:
            continue
        if place == 0 or not lines[place - 1]:
            found.append(Choices(_numbered(line), MultiChoice(())))
        elif option := _option(line, "¤"):
            last = found[-1]
            found[-1] = last._replace(task=MultiChoice((*last.task.options, option)))
    return found
