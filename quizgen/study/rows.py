"""Rows of the log's tables, and the records that they hold: a column has the name of its field."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from quizgen.domain.study import Entry, EntryKind, Grade, Mode, Parameters, Session
from quizgen.domain.verdict import Fit
from quizgen.study.errors import UNREADABLE, UnreadableError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Sequence

#: A record that the log keeps and never changes.
Record: TypeAlias = Session | Entry | Parameters
T = TypeVar("T")


def columns(names: Sequence[str]) -> str:
    """Return the part of an INSERT that names its columns and their values."""
    quoted, values = '", "'.join(names), ", :".join(names)
    return f'("{quoted}") VALUES (:{values})'


_TABLES: dict[type[Record], str] = {Session: "sessions", Entry: "entries", Parameters: "parameters"}
_ADD = {
    sort: f"INSERT INTO {table} {columns([field.name for field in fields(sort)])} ON CONFLICT (id) DO NOTHING"
    for sort, table in _TABLES.items()
}


def add_records(connection: sqlite3.Connection, records: Sequence[Record]) -> int:
    """Add records, all of one sort, and return how many are new; a record that is there already stays as it is."""
    return connection.executemany(_ADD[type(records[0])], map(_row, records)).rowcount if records else 0


def _row(record: Record) -> dict[str, Any]:
    return {field.name: _column(getattr(record, field.name)) for field in fields(record)}


def _column(value: Any) -> Any:
    """Return a field's value as its column holds it.

    Half a character, as a terminal may send it, becomes a question mark; in a list it can be kept.
    """
    if isinstance(value, tuple):
        return json.dumps(value, separators=(",", ":"))
    if isinstance(value, str) and not value.isascii():
        return value.encode("utf-8", "replace").decode()
    return value  # a grade or a mode is a number or a text to SQLite, too


def read_rows(sort: type[T], rows: Iterable[sqlite3.Row]) -> list[T]:
    """Return the record of each row, all of one sort. Raises UnreadableError where a row holds what no log can hold."""
    try:
        return [sort(**_fields(row)) for row in rows]
    except (ValueError, TypeError) as error:
        raise UnreadableError(UNREADABLE) from error


def _fields(row: sqlite3.Row) -> dict[str, Any]:
    return {
        name: value if value is None or name not in _READERS else _READERS[name](value)
        for name, value in zip(row.keys(), row, strict=True)
    }


def _list(text: str) -> tuple[Any, ...]:
    return () if text == "[]" else tuple(json.loads(text))


def _parts(text: str) -> tuple[tuple[str, bool], ...]:
    return tuple((fact, is_right) for fact, is_right in _list(text))


#: The function that reads a column, by its name, where SQLite does not have the type of the field.
_READERS: dict[str, Callable[[Any], Any]] = {
    "mode": Mode,
    "kind": EntryKind,
    "grade": Grade,
    "fit": Fit,
    "questions": _list,
    "options": _list,
    "offered": _list,
    "parameters": _list,
    "parts": _parts,
    "hinted": bool,
}
