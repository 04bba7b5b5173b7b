"""Whether a database is a log of ours, and sound.

SQLite runs a view where it is read from, and a trigger or the expression of an index where something is written: a log
with any that is not ours is refused before that. The schema is only read here.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing, contextmanager
from functools import cache
from typing import TYPE_CHECKING

from quizgen.study import schema
from quizgen.study.errors import DamageError

if TYPE_CHECKING:
    from collections.abc import Iterator

_SCHEMA = "SELECT type, name, tbl_name AS on_table, sql FROM sqlite_schema"
#: Columns that somebody has added behind ours, of which nothing but their type is said: they hold nothing for us.
_MORE_COLUMNS = re.compile(r'(, ?"?\w+"? (ANY|TEXT|INTEGER|INT|REAL|BLOB))+', re.IGNORECASE)
#: What SQLite finds in a row, not in the file.
_OF_A_ROW = re.compile(r" value in |constraint failed in ")
_TABLES = ("sessions", "entries", "parameters", "cards")


def foreign_part(connection: sqlite3.Connection) -> str:
    """Return what the database holds that a log of its version does not, or lacks; an empty text for a log of ours.

    Tables beside ours, and what is indexed there, are nobody's business. Raises sqlite3.Error.
    """
    ours, found = _ours_and_found(connection)
    tables = {name for kind, name in ours if kind == "table"}
    missing = dict(ours)
    for row in found:
        kind, name, sql = row["type"], row["name"], _plain(row["sql"])
        if (kind, name) in ours:
            if not _is_same(ours[kind, name], sql):
                return f"the {kind} {name!a} in another form"
            del missing[kind, name]
        elif kind == "table" and not sql.upper().startswith("CREATE VIRTUAL"):
            continue
        elif kind != "index" or row["on_table"] in tables:
            return f"the {kind} {name!a}"
    return next((f"no {kind} {name!a}" for kind, name in missing), "")


def has_our_tables(connection: sqlite3.Connection) -> bool:
    """Say whether the tables of records are ours, so that these can be read, whatever else there is."""
    ours, rows = _ours_and_found(connection)
    found = {(row["type"], row["name"]): _plain(row["sql"]) for row in rows}
    tables = [("table", name) for name in _TABLES[:3]]
    return all(table in ours and table in found and _is_same(ours[table], found[table]) for table in tables)


def check_damage(connection: sqlite3.Connection) -> None:
    """Raise DamageError, or sqlite3.Error, where the file of a log is damaged. It takes some milliseconds a megabyte.

    A row that holds what it should not is no damage.
    """
    for table in _TABLES:
        for (finding,) in connection.execute(f"PRAGMA quick_check('{table}')"):
            if finding != "ok" and not _OF_A_ROW.search(finding):
                raise DamageError(finding)


@contextmanager
def one_moment(connection: sqlite3.Connection) -> Iterator[None]:
    """Let all that is read within be of one moment, whatever another process makes of a new log meanwhile."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        if connection.in_transaction:  # an error may have ended it
            connection.execute("ROLLBACK")


def _ours_and_found(connection: sqlite3.Connection) -> tuple[dict[tuple[str, str], str], list[sqlite3.Row]]:
    """Return the schema that a log of the database's version has, and the rows of the database's own."""
    with one_moment(connection):
        return _schema_of(schema.version_of(connection)), connection.execute(_SCHEMA).fetchall()


@cache
def _schema_of(version: int) -> dict[tuple[str, str], str]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        schema.migrate(fresh, version)
        return {(kind, name): _plain(sql) for kind, name, _, sql in fresh.execute(_SCHEMA)}


def _plain(sql: object) -> str:
    """Return a statement without what its spacing adds; SQLite makes some indexes without one."""
    return " ".join(str(sql or "").split())


def _is_same(ours: str, sql: str) -> bool:
    if ours == sql:
        return True
    body, _, options = ours.rpartition(")")
    body = body.rstrip()
    end = f"){options}"
    return (
        sql.startswith(body) and sql.endswith(end) and bool(_MORE_COLUMNS.fullmatch(sql[len(body) : -len(end)].strip()))
    )
