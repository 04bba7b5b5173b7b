"""The log as text, one JSON object a line: to keep elsewhere, to read, or to put the logs of two computers together.

The first line is `{"quizgen":"reviews","version":1}`; every other line is a session, an entry or optimised parameters.
The lines are sorted by time.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.problem import UTF_16, Problem, is_utf_16
from quizgen.domain.study import Entry, EntryKind, Parameters, Session
from quizgen.domain.words import count
from quizgen.study import cards, schedule
from quizgen.study.log import now
from quizgen.study.log_json import dump_json, line_of, load_json, record_of
from quizgen.study.rows import ALL, add_records, differs

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from quizgen.study.log import Log
    from quizgen.study.records import Record

    #: Records with the numbers of their lines.
    Numbered = list[tuple[int, Record]]

VERSION = 1
#: So many problems of a file are listed.
_LISTED = 100
_HEADER = {"quizgen": "reviews", "version": VERSION}


class Imported(NamedTuple):
    """How many records of each sort an import has added, and how many were in the log before.

    Where there are `problems`, sorted by line, nothing was added. `conflicts` are lines that were passed over, as they
    say something else than what has their id already.
    """

    sessions: int = 0
    entries: int = 0
    parameters: int = 0
    unchanged: int = 0
    problems: tuple[Problem, ...] = ()
    conflicts: tuple[Problem, ...] = ()


class _Findings:
    """What is wrong with the lines of a file: the first of it, and how much there is."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.first: list[Problem] = []
        self.number = 0

    def add(self, line: int, rule: str, message: str) -> None:
        """Add what is wrong with a line."""
        self.number += 1
        if len(self.first) < _LISTED:
            self.first.append(Problem(self.path, line, 1, rule, message))

    def problems(self, *others: _Findings) -> tuple[Problem, ...]:
        """Return the first problems of these and of the others, sorted by line; the last tells how many follow."""
        listed = sorted(chain(self.first, *(other.first for other in others)))[:_LISTED]
        more = self.number + sum(other.number for other in others) - len(listed)
        if more:
            listed.append(listed[-1]._replace(message=f"{count(more, 'more line')} like this follow; mend these first"))
        return tuple(listed)


def export_lines(log: Log) -> list[str]:
    """Return the whole log as lines without their ends, sorted by time. Raises LogError."""
    with log.store.reading():
        sessions = log.store.records(Session, ALL[Session])
        entries = log.store.records(Entry, ALL[Entry])
        parameters = log.store.records(Parameters, ALL[Parameters])
    sessions += _lost_sessions(sessions, entries)
    entries += _lost_entries(entries)
    lines = [(session.started, 0, session.id, line_of(session)) for session in sessions]
    lines += [(entry.at, 1, entry.id, line_of(entry)) for entry in entries]
    lines += [(record.at, 2, record.id, line_of(record)) for record in parameters]
    return [dump_json(_HEADER), *(line for *_, line in sorted(lines))]


def _lost_sessions(sessions: list[Session], entries: list[Entry]) -> list[Session]:
    """Return sessions for entries whose own cannot be read, so that the entries can be imported."""
    present = {session.id for session in sessions}
    lost: dict[str, Session] = {}
    for entry in sorted(entries, key=lambda entry: entry.at):
        if entry.session not in present:
            lost.setdefault(entry.session, Session(entry.session, entry.library, entry.mode, entry.at))
    return list(lost.values())


def _lost_entries(entries: list[Entry]) -> list[Entry]:
    """Return an entry that says nothing in place of each that was taken back and cannot be read."""
    present = {entry.id for entry in entries}
    lost = {entry.voids: entry for entry in entries if entry.voids is not None and entry.voids not in present}
    return [
        Entry(id_, entry.at, entry.day, entry.session, entry.library, entry.mode, EntryKind.UNDO)
        for id_, entry in lost.items()
    ]


def import_lines(log: Log, lines: Iterable[bytes], path: str) -> Imported:
    """Add the records of an export to the log, and plan its cards anew; records that it has already stay as they are.

    `path` is what the export is called in problems. Raises LogError.
    """
    records, unread = _read(lines, path)
    schedule.warm()  # not while others wait
    with log.store.writing() as connection:
        problems = unread.problems(_check_references(log, records, path))
        if problems:
            return Imported(problems=problems)
        conflicts = _conflicts(connection, records, path).problems()
        sessions = add_records(connection, [record for _, record in records if isinstance(record, Session)])
        entries = add_records(connection, [record for _, record in records if isinstance(record, Entry)])
        parameters = add_records(connection, [record for _, record in records if isinstance(record, Parameters)])
        if entries:
            for library in {record.library for _, record in records if isinstance(record, Entry)}:
                cards.rebuild(log.store, library, now() + schedule.CLOCKS_DIFFER)
    unchanged = len(records) - sessions - entries - parameters
    return Imported(sessions, entries, parameters, unchanged, conflicts=conflicts)


def _read(lines: Iterable[bytes], path: str) -> tuple[Numbered, _Findings]:
    """Return the records of an export and the problems of its lines; only a problem where it is no export."""
    rest = iter(lines)
    records: Numbered = []
    findings = _Findings(path)
    message = _header_message(next(rest, b""))
    if message:
        findings.add(1, "log-header", message)
        return records, findings
    for number, line in enumerate(rest, 2):
        if not line.strip():
            continue
        try:
            records.append((number, record_of(load_json(line))))
        except ValueError as error:
            findings.add(number, "log-line", str(error))
    return records, findings


def _header_message(line: bytes) -> str:
    """Return what is wrong with the first line of an export, or an empty text."""
    if is_utf_16(line):
        return UTF_16
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


def _check_references(log: Log, records: Numbered, path: str) -> _Findings:
    """Find each entry whose session, or the entry that it voids, is missing or another library's."""
    sessions = {record.id: record for _, record in records if isinstance(record, Session)}
    sessions |= {session.id: session for session in log.store.records(Session, ALL[Session])}
    libraries = {record.id: record.library for _, record in records if isinstance(record, Entry)}
    libraries |= {row["id"]: row["library"] for row in log.store.rows("SELECT id, library FROM entries")}
    findings = _Findings(path)
    for line, entry in records:
        if not isinstance(entry, Entry):
            continue
        session = sessions.get(entry.session)
        if session is None:
            findings.add(line, "log-reference", f"there is no session '{entry.session}', here or in the log")
        elif (session.library, session.mode) != (entry.library, entry.mode):
            findings.add(line, "log-reference", f"the session '{entry.session}' is of another library or mode")
        if entry.voids is not None and libraries.get(entry.voids) != entry.library:
            message = f"there is no entry '{entry.voids}' of this library, here or in the log"
            findings.add(line, "log-reference", message)
    return findings


def _conflicts(connection: sqlite3.Connection, records: Numbered, path: str) -> _Findings:
    """Find each record that says something else than one of the same id, in the log or before it in the file."""
    findings = _Findings(path)
    before: dict[tuple[type, str], tuple[int, Record]] = {}
    for line, record in records:
        first_line, first = before.setdefault((type(record), record.id), (line, record))
        name = f"the {type(record).__name__.lower()} '{record.id}'"
        if differs(connection, record):
            findings.add(line, "log-conflict", f"{name} is in the log and says something else there; the log's stays")
        elif first != record:
            message = f"{name} stands in line {first_line} and says something else there; that one stays"
            findings.add(line, "log-conflict", message)
    return findings
