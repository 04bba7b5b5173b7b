"""A class list -> its pupils, what was taken for what, and all that is wrong with the file, by its place."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.problem import Problem
from quizgen.domain.text import Text
from quizgen.domain.unseen import refusal, refused
from quizgen.domain.words import count
from quizgen.printing.copies import ClassList, Pupil
from quizgen.printing.heads import NAMES, Columns, find_columns, is_no_pupil, role_of
from quizgen.printing.needs import USUAL_NEED, read_need
from quizgen.reading.table import MARKS, read_table
from quizgen.rendering.sheets.layout import Layout

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from quizgen.reading.table import Row, Table

#: A name that fits on its line.
LONGEST_NAME = 80
#: A class that fits on its line.
LONGEST_CLASS = 40
#: So many names are told; of more, the first of them.
_MOST_TOLD = 40
_ADDRESS = re.compile(r"\S+@\S+\.\S+")
#: The rule on such a file; `quizgen explain` has its page.
RULE = "names-file"
#: How whoever prints says that the first row is no pupil, or is one.
HEAD_OPTION, NO_HEAD_OPTION = "--names-head", "--no-names-head"


class _Lines(NamedTuple):
    """A table with its head, if it has one, and which of its columns count."""

    head: Row | None
    rows: Sequence[Row]
    columns: Columns
    told: tuple[str, ...] = ()


def read_class(
    path: Path,
    usual: Layout | None = None,
    *,
    has_head: bool | None = None,
    ask: Callable[[str, bool], bool] | None = None,
) -> ClassList:
    """Return the pupils of a list: a file of rows and columns, as spreadsheets and school programs write it.

    Their names stand in the columns whose heads say so, or in the only column. `has_head` says whether the first row
    is a head. Where nobody says so and a single column's first row may be a head or a pupil, `ask` is given its text
    and what is likelier, and decides; without it the likelier is taken. `usual` is the layout that needs are beside.
    Raises OSError.
    """
    table, problems = read_table(path, RULE)
    if not table.rows:
        nothing = [] if problems else [Problem(str(path), 1, 1, RULE, "no name in it; write one a line")]
        return ClassList(problems=tuple(problems or nothing))
    table, above = _without_title(table)
    lines = _several_columns(table, has_head) if len(table.rows[0].cells) > 1 else _one_column(table, has_head, ask)
    if isinstance(lines, str):
        return ClassList(problems=(Problem(str(path), table.rows[0].line, 1, RULE, lines), *problems))
    pupils, left_out = [], [*above]
    for row in lines.rows:
        if is_no_pupil(row, lines.columns, lines.head):
            left_out.append(row)
            continue
        pupil, message = _pupil(row, lines, table.mark, path.parent, usual or Layout())
        pupils.append(pupil)
        problems += [Problem(str(path), row.line, 1, RULE, message)] if message else []
    if not (pupils or problems):
        problems.append(Problem(str(path), 1, 1, RULE, "no name in it; write one a line"))
    told = (*lines.told, *_left_out(left_out), _taken(pupils, lines), *_of_one_name(pupils)) if not problems else ()
    return ClassList(tuple(pupils), told, tuple(sorted(problems)))


def _without_title(table: Table) -> tuple[Table, Sequence[Row]]:
    """Return a table without the rows of a single cell above its head, as the name of the class is, and those rows."""
    rows = table.rows
    head = next((place for place, row in enumerate(rows) if len(row.cells) > 1), 0)
    has_names = any(role_of(cell) in NAMES for cell in rows[head].cells)
    return (table._replace(rows=rows[head:]), rows[:head]) if has_names else (table, [])


def _several_columns(table: Table, has_head: bool | None) -> _Lines | str:
    """Return a table of several columns with those that count, or why that is not clear."""
    head, *rows = table.rows
    if has_head is False or all(role_of(cell) is None for cell in head.cells):
        names = "head the one with the names 'name', or those with their parts 'first name' and 'last name'"
        return f"several columns; {names}, or put quotes round each name with a {MARKS[table.mark]}"
    columns = find_columns(head, rows)
    if isinstance(columns, str):
        advice = f"head it 'name', or those with their parts 'first name' and 'last name'; {NO_HEAD_OPTION}"
        return f"{columns}; {advice}" if columns.startswith("no column") else columns
    return _Lines(head, rows, columns)


def _one_column(
    table: Table,
    has_head: bool | None,
    ask: Callable[[str, bool], bool] | None,
) -> _Lines | str:
    """Return a table of a single column without its head, or why no column has names."""
    first, *rows = table.rows
    cell = first.cells[0]
    role = role_of(cell)
    told: tuple[str, ...] = ()
    is_head = role is not None if has_head is None else has_head
    if has_head is None and _may_be_either(cell, rows):
        if ask:
            is_head = ask(cell, is_head)
        else:
            option, taken = (NO_HEAD_OPTION, "a head") if is_head else (HEAD_OPTION, "a pupil")
            told = (f"The first row, '{cell}', was taken for {taken}; if that is wrong, say so with {option}.",)
    if has_head is None and is_head and role not in (*NAMES, None):
        return f"the only column is headed '{cell}', which holds no names; if that is a pupil, say {NO_HEAD_OPTION}"
    return _Lines(first if is_head else None, rows if is_head else table.rows, Columns((0,)), told)


def _may_be_either(cell: str, rows: Sequence[Row]) -> bool:
    """Say whether a single column's first row may be a head or a pupil.

    What is known to stand over pupils is a surname in places (Schüler, Student), so among names of one word it may be
    one. What is not known may be a head if it is one word and all other rows are of several, or if it has a figure
    and no other row has.
    """
    names = [row.cells[0] for row in rows if row.cells[0]]
    role = role_of(cell)
    is_word = len(cell.split()) == 1
    if role is not None:
        return bool(names) and is_word and role not in NAMES[:4] and all(len(name.split()) == 1 for name in names)
    has_figure = bool(re.search(r"\d", cell)) and not any(re.search(r"\d", name) for name in names)
    return bool(names) and (has_figure or (is_word and all(len(name.split()) > 1 for name in names)))


def _pupil(row: Row, lines: _Lines, mark: str, folder: Path, usual: Layout) -> tuple[Pupil, str]:
    """Return the pupil of a row, and what is wrong with it, if anything."""
    name = lines.columns.name_in(row)
    over = lines.head or lines.rows[0]
    need = read_need(lines.columns.print_in(row), folder, usual)
    group = lines.columns.group_in(row)
    pupil = Pupil(
        Text.at(name, row.line, 1), USUAL_NEED if isinstance(need, str) else need, Text.at(group, row.line, 1)
    )
    if len(row.cells) > len(over.cells):
        than = "header" if lines.head else "first row"
        return pupil, f"more cells than the {than}; put quotes round a name with a {MARKS[mark]}"
    return pupil, _message(name, lines.columns.names) or _about_class(group) or (need if isinstance(need, str) else "")


def _message(name: str, columns: Sequence[int]) -> str:
    """Return what is wrong with a name and what to do, or nothing."""
    if not name:
        return f"no name in column {' and '.join(str(column + 1) for column in columns)}"
    if len(name) > LONGEST_NAME:
        return f"{len(name)} characters; a name has {LONGEST_NAME} at most"
    if _ADDRESS.fullmatch(name):
        return f"'{name}' is an address, and no name; write the pupil's name"
    return _unprintable(name)


def _about_class(group: str) -> str:
    """Return what is wrong with a class and what to do, or nothing."""
    if len(group) > LONGEST_CLASS:
        return f"{len(group)} characters; a class has {LONGEST_CLASS} at most"
    return _unprintable(group)


def _unprintable(text: str) -> str:
    """Return which character of a text cannot be printed and what to do, or nothing."""
    unseen = next(refused(text), None)
    if unseen is not None:
        return refusal(text[unseen])
    bad = next((sign for sign in text if unicodedata.category(sign) in ("Co", "Cn")), "")
    return f"the character U+{ord(bad):04X} cannot be printed; delete it" if bad else ""


def _taken(pupils: Sequence[Pupil], lines: _Lines) -> str:
    """Say whom a list names, and what said so."""
    heads = [f"'{lines.head.cells[column]}'" for column in lines.columns.names] if lines.head else []
    more = f" and {len(pupils) - _MOST_TOLD} more" if len(pupils) > _MOST_TOLD else ""
    first = [pupil.name for pupil in pupils[:_MOST_TOLD]]
    names = ("; " if any("," in name for name in first) else ", ").join(first)
    source = f"{'column' if len(heads) == 1 else 'columns'} {' and '.join(heads)}" if heads else "the first row on"
    return f"{count(len(pupils), 'pupil')} from {source}{_classes(pupils, lines)}: {names}{more}."


def _classes(pupils: Sequence[Pupil], lines: _Lines) -> str:
    """Say which classes the pupils are in, and what said so; nothing where nothing does."""
    groups = sorted({pupil.group for pupil in pupils if pupil.group})
    if not groups or lines.head is None or lines.columns.group is None:
        return ""
    return f", class from '{lines.head.cells[lines.columns.group]}' ({', '.join(groups)})"


def _of_one_name(pupils: Sequence[Pupil]) -> Iterator[str]:
    """Yield a sentence on pupils of one name, and on whether anything on their sheets tells them apart."""
    by_name: dict[str, list[Pupil]] = {}
    for pupil in pupils:
        by_name.setdefault(unicodedata.normalize("NFKC", pupil.name).casefold(), []).append(pupil)
    for some in by_name.values():
        if len(some) == 1:
            continue
        groups = [pupil.group for pupil in some]
        rows = ", ".join(str(pupil.name.line) for pupil in some if isinstance(pupil.name, Text))
        if len(set(groups)) == len(some):
            apart = "; their classes tell them apart"
        else:
            apart = ", and no class on their sheets tells them apart; write more of their names"
        yield f"{len(some)} pupils are called '{some[0].name}' (lines {rows}){apart}."


def _left_out(rows: Sequence[Row]) -> list[str]:
    """Say which rows are no pupils'."""
    told = ", ".join(f"'{next(filter(None, row.cells))}' (line {row.line})" for row in rows)
    return [f"Left out, as no pupils: {told}."] if told else []
