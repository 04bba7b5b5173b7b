"""The names of pupils from a CSV file, as spreadsheets write them, and what is wrong with it by line."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    Row = tuple[int, list[str]]

#: A name that fits on its line.
LONGEST_NAME = 80
#: What may stand over the column of names; of several the first of these counts.
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


def read_names(path: Path) -> list[tuple[int, str]]:
    """Return the pupils' names from a CSV file, each with its line: the column headed as one of names, or the only one.

    Raises click.ClickException with a sentence for each row that cannot be used, all of them at once.
    """
    text = _text(path)
    mark = _mark(text)
    rows = [(line, row) for line, row in _rows(path, text, mark) if row]
    head = [cell.lower() for cell in rows[0][1]] if rows else []
    headed = _headed(head)
    named, column = headed is not None, headed or 0
    if len(head) > 1 and not named:
        advice = f"head the one with the names 'name', or put quotes round each name with a {_MARKS[mark]}"
        raise click.ClickException(f"{path}:{rows[0][0]}: several columns; {advice}")
    first = "header" if named else "first row"
    names, problems = [], []
    for line, row in rows[1:] if named else rows:
        name = row[column] if column < len(row) else ""
        problem = _problem(name, column)
        if len(row) > len(head):
            problem = f"more cells than the {first}; put quotes round a name with a {_MARKS[mark]}"
        if problem:
            problems.append(f"{path}:{line}: {problem}")
        names.append((line, name))
    if not names:
        problems.append(f"{path}: no name in it; write one a line")
    if problems:
        raise click.ClickException("\n".join(problems))
    return names


def _headed(head: Sequence[str]) -> int | None:
    """Return which cell of a row in lower case heads the column of names; None if none does, or it may be several."""
    for word in _HEADS:
        if word in head:
            return head.index(word)
    likely = [place for place, cell in enumerate(head) if "name" in cell or _IN_HEAD.search(cell)]
    return likely[0] if len(likely) == 1 and _IN_HEAD.search(head[likely[0]]) else None


def _problem(name: str, column: int) -> str:
    """Return what is wrong with a name and what to do, or nothing."""
    if not name:
        return f"no name in column {column + 1}"
    if len(name) > LONGEST_NAME:
        return f"{len(name)} characters; a name has {LONGEST_NAME} at most"
    bad = next((one for one in name if unicodedata.category(one) in ("Cc", "Cf", "Cs", "Co", "Cn")), "")
    return f"the character U+{ord(bad):04X} cannot be printed; delete it" if bad else ""


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise click.ClickException(f"{path}:{line}: not UTF-8; save the file as 'CSV UTF-8' and try again") from None
    except OSError as error:
        raise click.ClickException(f"{path}: {error.strerror}") from None


def _mark(text: str) -> str:
    """Return what parts the columns: what the first line says, or has most of outside quotes."""
    told = _TELLS_MARK.match(text)
    if told:
        return told[1]
    first, *_ = re.split(r"[\r\n]", _QUOTED.sub("", text.lstrip()), maxsplit=1)
    return max(_MARKS, key=first.count)


def _rows(path: Path, text: str, mark: str) -> list[Row]:
    """Return the rows of a CSV file with their lines, without empty cells at their ends and spaces that say nothing."""
    lines = list(io.StringIO(text, newline=""))
    reader = csv.reader(lines, delimiter=mark, strict=True, skipinitialspace=True)
    rows: list[Row] = []
    start = 1
    try:
        for row in reader:
            rows.append((start, _trimmed(row)))
            start = reader.line_num + 1
    except csv.Error:
        line, wrong = _wrong_quote("".join(lines[start - 1 : reader.line_num]), mark)
        raise click.ClickException(f"{path}:{start + line}: {wrong}") from None
    return rows[1:] if _TELLS_MARK.match(text) else rows


def _trimmed(row: Sequence[str]) -> list[str]:
    cells = [" ".join(cell.split()) for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _wrong_quote(row: str, mark: str) -> tuple[int, str]:
    """Return on which line of a row, counted from 0, the cell starts whose quotes are wrong, and what is wrong."""
    cell = rf'(?: *"(?:[^"]|"")*"|[^"{mark}\r\n][^{mark}\r\n]*)?'
    before = re.compile(f"(?:{cell}{mark})*").match(row)
    end = before.end() if before else 0
    return row.count("\n", 0, end), _CLOSED_EARLY if _GOES_ON.match(row, end) else _UNCLOSED
