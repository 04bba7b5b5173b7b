"""The open database of the review log: reading, writing completely or not at all, and saying what went wrong."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager, suppress
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any, TypeAlias

from quizgen.study.errors import LogError, is_damage, reason_of, sqlite_error
from quizgen.study.log_file import connect, connect_in_memory, identity, set_aside
from quizgen.study.rows import Unreadable, read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from quizgen.study.records import T

#: What stands for the question marks, or the names, of a statement.
Values: TypeAlias = "Sequence[Any] | Mapping[str, Any]"
#: So many rows are read at a time.
_PAGE = 2000


class Store:
    """An open database. `notice` is a sentence for the learner where something unusual happened as it was opened.

    `name` is what the log is called in the midst of a sentence.
    """

    def __init__(self, path: Path | None, *, looking: bool = False) -> None:
        """Open the database at `path`, or one in memory; `looking` opens a copy of it in memory. Raises LogError."""
        self.path = None if looking else path
        self.name = "the review log in memory" if path is None else f"the review log {path}"
        self.notice = ""
        #: The rows that were left out so far as they cannot be read, by table and line.
        self.unreadable: dict[tuple[str, int], Unreadable] = {}
        self._damage: LogError | None = None
        if path is None:
            self.connection = connect_in_memory()
        elif looking:
            from quizgen.study.looking import look  # noqa: PLC0415  whoever answers needs none of it

            self.connection, self.notice = look(path, self._leave_out)
        else:
            self.connection, self._identity, self.notice = connect(path)

    def close(self) -> None:
        """Close the database; closing it twice does no harm."""
        self.connection.close()

    def rows(self, statement: str, values: Values = ()) -> list[sqlite3.Row]:
        """Return all rows that a query finds. Raises LogError."""
        with self._translate_errors():
            return self.connection.execute(statement, values).fetchall()

    def records(self, sort: type[T], statement: str, values: Values = ()) -> list[T]:
        """Return the records, all of one sort, that a query finds. Raises LogError."""
        return read_rows(sort, self.rows(statement, values), self._leave_out)

    def stream(self, sort: type[T], statement: str, values: Values = ()) -> Iterator[T]:
        """Yield the records, all of one sort, that a query finds; the first is read alone. Raises LogError."""
        with self._translate_errors():
            cursor = self.connection.execute(statement, values)
        for size in chain([1], repeat(_PAGE)):
            with self._translate_errors():
                page = cursor.fetchmany(size)
            if not page:
                return
            yield from read_rows(sort, page, self._leave_out)

    def _leave_out(self, row: Unreadable) -> None:
        self.unreadable.setdefault((row.table, row.line), row)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """See one state of the database throughout, whatever others write meanwhile. Raises LogError."""
        with self._translate_errors():
            try:
                self.connection.execute("BEGIN")
                yield
            finally:
                if self._damage is None and self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give the connection for changes that are committed together at the end, or not at all. Raises LogError.

        After an error the database is as it was before, and the same can be tried again.
        """
        with self._translate_errors():
            self._check_place()
            try:
                self.connection.execute("BEGIN IMMEDIATE")
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                if self._damage is None and self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _translate_errors(self) -> Iterator[None]:
        """Turn errors of SQLite into sentences."""
        if self._damage is not None:
            raise self._damage
        try:
            yield
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            if is_damage(error) and self.path is not None:
                self._damage = self._put_away(error, self.path)
                raise self._damage from error
            if isinstance(error, sqlite3.DatabaseError):
                raise sqlite_error(error, self.path) from error
            raise

    def _check_place(self) -> None:
        """Refuse to write to a file that was moved or replaced: nobody would find again what is written there."""
        if self.path is None:
            return
        with suppress(OSError):
            if identity(self.path) == self._identity:
                return
        raise LogError(f"The review log {self.path} was moved or replaced while it was in use; start again.")

    def _put_away(self, error: Exception, path: Path) -> LogError:
        """Put the damaged file out of the way, so that the next start finds room for a new one."""
        self.connection.close()
        where = f"The review log {path} is damaged ({reason_of(error)})"
        try:
            aside = set_aside(path, self._identity)
        except OSError:
            return LogError(f"{where}; move it away and start again, and a new one is begun.")
        if aside is None:
            return LogError(f"{where} and has been replaced meanwhile; start again.")
        return LogError(f"{where}; it is kept as {aside.name} beside it. Start again, and a new one is begun.")
