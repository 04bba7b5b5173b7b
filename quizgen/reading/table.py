"""A file of rows and columns, as spreadsheets and school programs write it: CSV, or Excel's 'Unicode text'."""

from __future__ import annotations

import codecs
import csv
import io
import re
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.problem import Problem, not_utf_8

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

#: What parts columns, with the word for it; where a line has as many of several, the first of these counts.
MARKS = {",": "comma", ";": "semicolon", "\t": "tab"}
#: A first line with which Excel is told what parts columns.
_TELLS_MARK = re.compile(r'"?sep=([,;\t])"?(?:[\r\n]|\Z)', re.IGNORECASE)
_QUOTED = re.compile('"[^"]*"')
#: A cell that goes on after its closing quote.
_GOES_ON = re.compile(r'\s*"(?:[^"\r\n]|"")*"[^"]')
_UNCLOSED = "a quote opens here that nothing closes; write one where the cell ends, or delete this one"
_TOO_LONG = f"a cell here has more than {csv.field_size_limit()} characters; shorten it"
_CLOSED_EARLY = 'text stands behind a closing quote; write a quote within a cell twice, as in "Anna ""Ann"" Lee"'
_NOT_UTF_8 = "not UTF-8; save the file as 'CSV UTF-8' and try again"
_NOT_UTF_16 = "begins as UTF-16, and is cut off or damaged; save the file as 'CSV UTF-8' and try again"


class Row(NamedTuple):
    """The cells of a row, without empty ones at its end, and the line on which it starts, from 1."""

    line: int
    cells: list[str]


class Table(NamedTuple):
    """The rows that hold anything, and what parts their columns."""

    rows: list[Row]
    mark: str


def read_table(path: Path, rule: str) -> tuple[Table, list[Problem]]:
    """Return a file's table, and what is wrong with it by this rule. Raises OSError."""
    text = decoded(path.read_bytes(), str(path), rule)
    return (Table([], ","), [text]) if isinstance(text, Problem) else table_of(text, str(path), rule)


def decoded(data: bytes, path: str, rule: str) -> str | Problem:
    """Return the text of a file in UTF-8 or, where it says so, in UTF-16, or what is wrong with it by this rule."""
    try:
        is_wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        return data.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        if error.encoding.startswith("utf-16"):
            return Problem(path, 1, 1, rule, _NOT_UTF_16)
        return not_utf_8(path, error)._replace(message=_NOT_UTF_8)


def table_of(
    text: str, path: str, rule: str, mark: str = "", *, has_texts: bool = False
) -> tuple[Table, list[Problem]]:
    """Return the table that a text holds, and what is wrong with it; without a `mark` between columns, it is found.

    A table that `has_texts` keeps the lines and the spaces in its cells.
    """
    mark = mark or _mark(text)
    rows, problems = _rows(text, mark)
    if not has_texts:
        rows = [row._replace(cells=[" ".join(cell.split()) for cell in row.cells]) for row in rows]
    return Table(rows, mark), [Problem(path, line, col, rule, message) for line, col, message in problems]


def _mark(text: str) -> str:
    """Return what parts the columns: what the first line says, or has most of outside quotes."""
    first_line = _TELLS_MARK.match(text)
    if first_line:
        return first_line[1]
    first, *_ = re.split(r"[\r\n]", _QUOTED.sub("", text.lstrip()), maxsplit=1)
    return max(MARKS, key=first.count)


def _rows(text: str, mark: str) -> tuple[list[Row], list[tuple[int, int, str]]]:
    """Return the rows that hold anything, and line, column and message where the file can't be read any further."""
    lines = list(io.StringIO(text, newline=""))
    reader = csv.reader(lines, delimiter=mark, strict=True, skipinitialspace=True)
    rows: list[Row] = []
    problems = []
    start = 1
    try:
        for cells in reader:
            rows.append(Row(start, _trim(cells)))
            start = reader.line_num + 1
    except csv.Error as error:
        if "field limit" in str(error):
            problems.append((start, 1, _TOO_LONG))
        else:
            line, col, message = _wrong_quote("".join(lines[start - 1 : reader.line_num]), mark)
            problems.append((start + line, col, message))
    first = 1 if _TELLS_MARK.match(text) else 0
    return [row for row in rows[first:] if row.cells], problems


def _trim(row: Sequence[str]) -> list[str]:
    """Return the cells of a row without empty ones at its end, and without spaces at their ends."""
    cells = [cell.strip() for cell in row]
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
