"""Rows of the log's tables, and the records that they hold: a column has the name of its field."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from quizgen.domain.study import Card, Entry, Parameters, Review, Session
from quizgen.study.records import Record, T, record_from

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Sequence

#: What of a row cannot be read is told of so many rows.
_NAMED = 3
#: The table of each sort of record.
TABLES: dict[type[Record], str] = {Session: "sessions", Entry: "entries", Parameters: "parameters"}
_TABLE_OF: dict[type, str] = {**TABLES, Review: "entries", Card: "cards"}


class Unreadable(NamedTuple):
    """A row that holds what no log can hold: its table, its number there, its id if that can be read, and the reason.

    The reason names the column.
    """

    table: str
    line: int
    id: str
    why: str

    def __str__(self) -> str:
        return f"{self.table}, row {self.line}{self.id and f', {self.id}'}: {self.why}"


def left_out(unreadable: Sequence[Unreadable], where: str) -> str:
    """Return a sentence on rows that cannot be read, or an empty text where there are none.

    `where` names the log in the midst of a sentence.
    """
    if not unreadable:
        return ""
    named = "; ".join(map(str, unreadable[:_NAMED]))
    more = f"; and {len(unreadable) - _NAMED} more" if len(unreadable) > _NAMED else ""
    if len(unreadable) == 1:
        return f"1 row of {where} cannot be read ({named}) and is left out; it stays in the file."
    return f"{len(unreadable)} rows of {where} cannot be read ({named}{more}) and are left out; they stay in the file."


def to_insert(names: Iterable[str]) -> str:
    """Return the part of an INSERT that names its columns and their values."""
    quoted, values = '", "'.join(names), ", :".join(names)
    return f'("{quoted}") VALUES (:{values})'


def to_select(sort: Any, line: str = "line") -> str:
    """Return the columns of a SELECT that finds records of one sort; `line` is what numbers the rows."""
    names = ", ".join(f'"{name}"' for name in sort._fields)
    return f"SELECT {line} AS line, {names}"


#: Finds all records of a sort.
ALL: dict[type[Record], str] = {sort: f"{to_select(sort, 'rowid')} FROM {table}" for sort, table in TABLES.items()}
_ADD = {
    sort: f"INSERT INTO {table} {to_insert(sort._fields)} ON CONFLICT (id) DO NOTHING" for sort, table in TABLES.items()
}
_SAME = {sort: " AND ".join(f'"{name}" IS :{name}' for name in sort._fields) for sort in TABLES}
_DIFFERS = {
    sort: f"SELECT 1 FROM {table} WHERE id = :id AND NOT ({_SAME[sort]})"  # noqa: S608  only words of ours
    for sort, table in TABLES.items()
}


def add_records(connection: sqlite3.Connection, records: Sequence[Record]) -> int:
    """Add records, all of one sort, and return how many are new; a record that is there already stays as it is."""
    return connection.executemany(_ADD[type(records[0])], map(_row, records)).rowcount if records else 0


def differs(connection: sqlite3.Connection, record: Record) -> bool:
    """Say whether the log holds a record of the same id that says something else."""
    return connection.execute(_DIFFERS[type(record)], _row(record)).fetchone() is not None


def _row(record: Record) -> dict[str, Any]:
    return {name: _column(value) for name, value in record._asdict().items()}


def _column(value: Any) -> Any:
    """Return a field's value as its column holds it: a list as JSON, a grade or a mode as a number or a text."""
    return json.dumps(_whole(value), separators=(",", ":")) if isinstance(value, tuple) else _whole(value)


def _whole(value: Any) -> Any:
    """Return a value whose texts can be written: half a character, as a terminal may send it, becomes a "?"."""
    if isinstance(value, tuple):
        return tuple(map(_whole, value))
    if isinstance(value, str) and not value.isascii():
        return value.encode("utf-8", "replace").decode()
    return value


def read_rows(sort: type[T], rows: Iterable[sqlite3.Row], unreadable: Callable[[Unreadable], None]) -> list[T]:
    """Return the record of each row, all of one sort; of a row that cannot be read, `unreadable` is told instead."""
    records = []
    for row in rows:
        try:
            values = {name: value for name, value in zip(row.keys(), row, strict=True) if value is not None}
            del values["line"]
            for name in _LISTS & values.keys():
                values[name] = _list(name, values[name])
            if "hinted" in values:
                values["hinted"] = _TRUTH.get(values["hinted"], values["hinted"])
            records.append(record_from(sort, values))
        except ValueError as error:
            unreadable(Unreadable(_TABLE_OF[sort], row["line"], _id_of(row), str(error)))
    return records


def _id_of(row: sqlite3.Row) -> str:
    """Return the id of a row, or an empty text where it has none that can be told."""
    id_ = row["id"] if "id" in row.keys() else ""  # noqa: SIM118  the values of a row are no names
    return id_ if isinstance(id_, str) and id_.isascii() and id_.isprintable() else ""


def _list(name: str, text: Any) -> Any:
    if text == "[]":
        return []
    try:
        return json.loads(text)
    except (ValueError, TypeError, RecursionError):
        raise ValueError(f"'{name}' is not JSON") from None


#: The columns whose values are written as JSON, and how SQLite has a truth.
_LISTS = frozenset(("questions", "options", "offered", "parameters", "parts"))
_TRUTH = {0: False, 1: True}
