"""The names of pupils from a CSV file, as spreadsheets write them, and all that is wrong with it, by its place."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.problem import Problem, not_utf_8
from quizgen.domain.text import Text
from quizgen.domain.unseen import refusal, refused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

#: A name that fits on its line.
LONGEST_NAME = 80
#: What may stand over the column of names; of several columns the first word of these counts.
_HEADS = ("name", "names", "pupil", "pupils", "student", "students")
#: Words that make a head of all that stands in their cell. A single pupil or student is not among them, as both are
#: surnames too.
_IN_HEAD = re.compile(r"(?<![^\W_])(names?|pupils|students)(?![^\W_])")
#: What parts columns, with the word for it; where a line has as many of several, the first of these counts.
_MARKS = {",": "comma", ";": "semicolon", "\t": "tab"}
#: A first line with which Excel is told what parts columns.
_TELLS_MARK = re.compile(r'"?sep=([,;\t])"?(?:[\r\n]|\Z)', re.IGNORECASE)
_QUOTED = re.compile('"[^"]*"')
#: A cell that goes on after its closing quote.
_GOES_ON = re.compile(r'\s*"(?:[^"\r\n]|"")*"[^"]')
_UNCLOSED = "a quote opens here that nothing closes; write one at the end of the name, or delete this one"
_CLOSED_EARLY = 'text stands behind a closing quote; write a quote in a name twice, as in "Anna ""Ann"" Lee"'
_NOT_UTF_8 = "not UTF-8; save the file as 'CSV UTF-8' and try again"
#: The rule on such a file; `quizgen explain` has its page.
RULE = "names-file"


class _Row(NamedTuple):
    """The cells of a row, and the line on which it starts, from 1."""

    line: int
    cells: list[str]


def read_names(path: Path) -> tuple[tuple[Text, ...], list[Problem]]:
    """Return the pupils' names from a CSV file, each with its place, and all that is wrong with the file.

    They stand in the column whose head says that it holds names, or in the only column. Raises OSError.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return (), [not_utf_8(str(path), error)._replace(message=_NOT_UTF_8)]
    mark = _mark(text)
    rows, problems = _rows(path, text, mark)
    head = [cell.lower() for cell in rows[0].cells] if rows else []
    names_column = _names_column(head)
    if len(head) > 1 and names_column is None:
        advice = f"head the one with the names 'name', or put quotes round each name with a {_MARKS[mark]}"
        return (), [Problem(str(path), rows[0].line, 1, RULE, f"several columns; {advice}"), *problems]
    first, column = ("first row", 0) if names_column is None else ("header", names_column)
    names = []
    for row in rows if names_column is None else rows[1:]:
        name = row.cells[column] if column < len(row.cells) else ""
        message = _message(name, column)
        if len(row.cells) > len(head):
            message = f"more cells than the {first}; put quotes round a name with a {_MARKS[mark]}"
        if message:
            problems.append(Problem(str(path), row.line, 1, RULE, message))
        names.append(Text.at(name, row.line, 1))
    if not (names or problems):
        problems.append(Problem(str(path), 1, 1, RULE, "no name in it; write one a line"))
    return tuple(names), sorted(problems)


def _names_column(head: Sequence[str]) -> int | None:
    """Return which cell of a row, in lower case, heads the column of names; None where no cell or several may do so."""
    for word in _HEADS:
        if word in head:
            return head.index(word)
    likely = [place for place, cell in enumerate(head) if "name" in cell or _IN_HEAD.search(cell)]
    return likely[0] if len(likely) == 1 and _IN_HEAD.search(head[likely[0]]) else None


def _message(name: str, column: int) -> str:
    """Return what is wrong with a name and what to do, or nothing."""
    if not name:
        return f"no name in column {column + 1}"
    if len(name) > LONGEST_NAME:
        return f"{len(name)} characters; a name has {LONGEST_NAME} at most"
    unseen = next(refused(name), None)
    if unseen is not None:
        return refusal(name[unseen])
    bad = next((sign for sign in name if unicodedata.category(sign) in ("Co", "Cn")), "")
    return f"the character U+{ord(bad):04X} cannot be printed; delete it" if bad else ""


def _mark(text: str) -> str:
    """Return what parts the columns: what the first line says, or has most of outside quotes."""
    first_line = _TELLS_MARK.match(text)
    if first_line:
        return first_line[1]
    first, *_ = re.split(r"[\r\n]", _QUOTED.sub("", text.lstrip()), maxsplit=1)
    return max(_MARKS, key=first.count)


def _rows(path: Path, text: str, mark: str) -> tuple[list[_Row], list[Problem]]:
    """Return the rows of a CSV file that hold anything, and what is wrong where it can't be read any further."""
    lines = list(io.StringIO(text, newline=""))
    reader = csv.reader(lines, delimiter=mark, strict=True, skipinitialspace=True)
    rows: list[_Row] = []
    problems = []
    start = 1
    try:
        for cells in reader:
            rows.append(_Row(start, _trim(cells)))
            start = reader.line_num + 1
    except csv.Error:
        line, col, message = _wrong_quote("".join(lines[start - 1 : reader.line_num]), mark)
        problems.append(Problem(str(path), start + line, col, RULE, message))
    first = 1 if _TELLS_MARK.match(text) else 0
    return [row for row in rows[first:] if row.cells], problems


def _trim(row: Sequence[str]) -> list[str]:
    """Return the cells of a row without empty ones at its end, and without spaces that say nothing."""
    cells = [" ".join(cell.split()) for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _wrong_quote(row: str, mark: str) -> tuple[int, int, str]:
    """Return where in a row the cell starts whose quotes are wrong, and what is wrong.

    The line is counted from 0, the column from 1.
    """
    cell = rf'(?: *"(?:[^"]|"")*"|[^"{mark}\r\n][^{mark}\r\n]*)?'
    before = re.compile(f"(?:{cell}{mark})*").match(row)
    end = before.end() if before else 0
    message = _CLOSED_EARLY if _GOES_ON.match(row, end) else _UNCLOSED
    return row.count("\n", 0, end), end - row.rfind("\n", 0, end), message
