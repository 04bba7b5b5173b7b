"""The log as text, one JSON object a line: to keep elsewhere, to read, or to put the logs of two computers together.

The first line is `{"quizgen":"reviews","version":1}`; every other line is a session, an entry or optimised parameters.
The lines are sorted by time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.problem import Problem
from quizgen.domain.study import Entry, Parameters, Session
from quizgen.study import cards, schedule
from quizgen.study.log_json import dump_json, line_of, load_json, record_of
from quizgen.study.rows import Record, add_records, read_rows

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from quizgen.study.log import Log

    #: Records with the numbers of their lines.
    Numbered = list[tuple[int, Record]]

VERSION = 1
_HEADER = {"quizgen": "reviews", "version": VERSION}


class Imported(NamedTuple):
    """How many records of each sort an import has added, and how many were in the log before.

    Where there are `problems`, sorted by line, nothing was added.
    """

    sessions: int = 0
    entries: int = 0
    parameters: int = 0
    unchanged: int = 0
    problems: tuple[Problem, ...] = ()


def export_lines(log: Log) -> list[str]:
    """Return the whole log as lines without their ends, sorted by time. Raises LogError."""
    lines: list[tuple[int, int, str, str]] = []
    with log.store.reading():
        sessions = log.store.records(Session, "SELECT * FROM sessions")
        lines += [(session.started, 0, session.id, line_of(session)) for session in sessions]
        for library in log.libraries():
            lines += [(entry.at, 1, entry.id, line_of(entry)) for entry in log.history(library, voided=True)]
        parameters = log.store.records(Parameters, "SELECT * FROM parameters")
        lines += [(record.at, 2, record.id, line_of(record)) for record in parameters]
    return [dump_json(_HEADER), *(line for *_, line in sorted(lines))]


def import_lines(log: Log, lines: Iterable[bytes], path: str) -> Imported:
    """Add the records of an export to the log, and plan its cards anew; records that it has already stay as they are.

    `path` is what the export is called in problems. Raises LogError.
    """
    records, problems = _read(lines, path)
    schedule.warm()  # not while others wait
    with log.store.writing() as connection:
        problems += _check_references(connection, records, path)
        if problems:
            return Imported(problems=tuple(sorted(problems)))
        sessions = add_records(connection, [record for _, record in records if isinstance(record, Session)])
        entries = add_records(connection, [record for _, record in records if isinstance(record, Entry)])
        parameters = add_records(connection, [record for _, record in records if isinstance(record, Parameters)])
        if entries:
            for library in {record.library for _, record in records if isinstance(record, Entry)}:
                cards.rebuild(connection, library)
    return Imported(sessions, entries, parameters, len(records) - sessions - entries - parameters)


def _read(lines: Iterable[bytes], path: str) -> tuple[Numbered, list[Problem]]:
    """Return the records of an export and the problems of its lines; only a problem where it is no export."""
    rest = iter(lines)
    message = _header_message(next(rest, b""))
    if message:
        return [], [Problem(path, 1, 1, "log-header", message)]
    records: Numbered = []
    problems: list[Problem] = []
    for number, line in enumerate(rest, 2):
        if not line.strip():
            continue
        try:
            records.append((number, record_of(load_json(line))))
        except ValueError as error:
            problems.append(Problem(path, number, 1, "log-line", str(error)))
    return records, problems


def _header_message(line: bytes) -> str:
    """Return what is wrong with the first line of an export, or an empty text."""
    try:
        header = load_json(line)
    except ValueError:
        header = None
    version = header.get("version") if isinstance(header, dict) and header.get("quizgen") == "reviews" else None
    if type(version) is not int or version < 1:
        return f"this is not an export of a review log, which begins with {dump_json(_HEADER)}"
    if version > VERSION:
        return (
            f"this was exported by a newer quizgen (it has version {version}, and this quizgen reads up to {VERSION}). "
            "Update quizgen"
        )
    return ""


def _check_references(connection: sqlite3.Connection, records: Numbered, path: str) -> list[Problem]:
    """Return a problem for each entry whose session, or the entry that it voids, is missing or another library's."""
    sessions = {record.id: record for _, record in records if isinstance(record, Session)}
    in_log = read_rows(Session, connection.execute("SELECT * FROM sessions"))
    sessions |= {session.id: session for session in in_log}
    libraries = {record.id: record.library for _, record in records if isinstance(record, Entry)}
    libraries |= {row["id"]: row["library"] for row in connection.execute("SELECT id, library FROM entries")}
    messages: list[tuple[int, str]] = []
    for line, entry in records:
        if not isinstance(entry, Entry):
            continue
        session = sessions.get(entry.session)
        if session is None:
            messages.append((line, f"there is no session '{entry.session}', here or in the log"))
        elif (session.library, session.mode) != (entry.library, entry.mode):
            messages.append((line, f"the session '{entry.session}' is of another library or mode"))
        if entry.voids is not None and libraries.get(entry.voids) != entry.library:
            messages.append((line, f"there is no entry '{entry.voids}' of this library, here or in the log"))
    return [Problem(path, line, 1, "log-reference", message) for line, message in messages]
