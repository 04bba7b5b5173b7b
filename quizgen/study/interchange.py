"""The log as text, one JSON object a line: to keep elsewhere, to look through, or to put two computers' logs together.

The first line is `{"quizgen":"reviews","version":1}`; each other one is a session, an entry or optimised parameters.
The lines are sorted by time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from quizgen.domain.study import Entry, Parameters, Session
from quizgen.study import memory, schedule
from quizgen.study.errors import LogError
from quizgen.study.lines import Record, dumped, line_of, loaded, record_of
from quizgen.study.records import (
    ADD_ENTRY,
    ADD_PARAMETERS,
    ADD_SESSION,
    entry_row,
    parameters_of,
    parameters_row,
    read,
    session_of,
    session_row,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from quizgen.study.log import Log

VERSION = 1
_HEADER = {"quizgen": "reviews", "version": VERSION}


class Imported(NamedTuple):
    """How many records of each sort an import has added, and how many were there before."""

    sessions: int
    entries: int
    parameters: int
    known: int


def export_lines(log: Log) -> list[str]:
    """Return the whole log as lines without their ends, sorted by time. Raises LogError."""
    found: list[tuple[int, int, str, str]] = []
    with log.store.reading():
        sessions = log.store.records(session_of, "SELECT * FROM sessions")
        found += [(session.started, 0, session.id, line_of(session)) for session in sessions]
        for library in log.libraries():
            found += [(entry.at, 1, entry.id, line_of(entry)) for entry in log.history(library, voided=True)]
        parameters = log.store.records(parameters_of, "SELECT * FROM parameters")
        found += [(one.at, 2, one.id, line_of(one)) for one in parameters]
    return [dumped(_HEADER), *(line for *_, line in sorted(found))]


def import_lines(log: Log, lines: Iterable[bytes], name: str) -> Imported:
    """Add what an export says to the log, and plan its cards again; what is there already stays as it is.

    `name` is what the lines are called in messages. Raises LogError, with a line for each that is wrong; then
    nothing is added.
    """
    records, problems = _read(lines, name)
    schedule.warm()  # not while others wait
    with log.store.writing() as connection:
        problems += _strays(connection, records)
        if problems:
            told = [f"{name}:{line}: {why}" for line, why in sorted(problems)]
            raise LogError("\n".join([*told, f"Nothing was imported from {name}; correct it and try again."]))
        sessions = _add(connection, ADD_SESSION, [session_row(one) for _, one in records if isinstance(one, Session)])
        entries = _add(connection, ADD_ENTRY, [entry_row(one) for _, one in records if isinstance(one, Entry)])
        found = [parameters_row(one) for _, one in records if isinstance(one, Parameters)]
        parameters = _add(connection, ADD_PARAMETERS, found)
        if entries:
            memory.rebuild_all(connection, {one.library for _, one in records if isinstance(one, Entry)})
    return Imported(sessions, entries, parameters, len(records) - sessions - entries - parameters)


def _add(connection: sqlite3.Connection, statement: str, rows: list[Any]) -> int:
    """Add the rows that are not there, and return how many these are."""
    return connection.executemany(statement, rows).rowcount if rows else 0


def _read(lines: Iterable[bytes], name: str) -> tuple[list[tuple[int, Record]], list[tuple[int, str]]]:
    """Return the records of an export with the numbers of their lines, and what is wrong in which line."""
    found: list[tuple[int, Record]] = []
    problems: list[tuple[int, str]] = []
    rest = iter(lines)
    _check_header(next(rest, b""), name)
    for number, line in enumerate(rest, 2):
        if not line.strip():
            continue
        try:
            found.append((number, record_of(loaded(line))))
        except ValueError as error:
            problems.append((number, str(error)))
    return found, problems


def _check_header(line: bytes, name: str) -> None:
    """Refuse what is no export of a log, and an export that is newer than we are."""
    try:
        header = loaded(line)
    except ValueError:
        header = None
    version = header.get("version") if isinstance(header, dict) and header.get("quizgen") == "reviews" else None
    if type(version) is not int or version < 1:
        raise LogError(f"{name}:1: this is not an export of a review log, which begins with {dumped(_HEADER)}.")
    if version > VERSION:
        raise LogError(
            f"{name}:1: this was exported by a newer quizgen (it has version {version}, and this quizgen reads up to "
            f"{VERSION}); nothing was imported. Update quizgen."
        )


def _strays(connection: sqlite3.Connection, records: list[tuple[int, Record]]) -> list[tuple[int, str]]:
    """Return which entries belong to no session, or take back what is nowhere."""
    sessions = {one.id: one for _, one in records if isinstance(one, Session)}
    sessions |= {one.id: one for one in read(session_of, connection.execute("SELECT * FROM sessions"))}
    entries = {one.id: one.library for _, one in records if isinstance(one, Entry)}
    entries |= dict(connection.execute("SELECT id, library FROM entries"))
    problems = []
    for line, entry in records:
        if not isinstance(entry, Entry):
            continue
        session = sessions.get(entry.session)
        if session is None:
            problems.append((line, f"there is no session '{entry.session}', here or in the log"))
        elif (session.library, session.mode) != (entry.library, entry.mode):
            problems.append((line, f"the session '{entry.session}' is of another library or mode"))
        if entry.voids is not None and entries.get(entry.voids) != entry.library:
            problems.append((line, f"there is no entry '{entry.voids}' of this library, here or in the log"))
    return problems
