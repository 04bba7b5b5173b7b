"""The review log: what a learner did, one line after another, never changed.

What is said to be kept is kept: a line is on the disk together with what it does to its card when `append` returns.
Taking something back is one more line.
"""

from __future__ import annotations

import time
from itertools import count
from os import urandom
from pathlib import Path
from typing import TYPE_CHECKING

from quizgen.domain.study import Card, Entry, EntryKind, Grade, Mode, Session
from quizgen.study import memory, schedule
from quizgen.study.memory import Memory
from quizgen.study.records import ADD_ENTRY, ADD_SESSION, entry_of, entry_row, read, session_of, session_row
from quizgen.study.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType
    from typing import Self

IN_MEMORY = ":memory:"
#: So many lines are read at a time.
_PAGE = 2000
_number = count()


def now() -> int:
    """Return the present as the log counts it, in milliseconds since 1970-01-01 UTC."""
    return time.time_ns() // 1_000_000


def default_path() -> Path:
    """Return where the log lies unless another file is named."""
    from platformdirs import user_data_path  # noqa: PLC0415  needed only where no file is named

    return user_data_path("quizgen", appauthor=False) / "reviews.db"


def new_id(at: int) -> str:
    """Return an id for what was made at `at`, in milliseconds; those of one process sort as they were made."""
    return f"{at:012x}{next(_number):08x}{urandom(6).hex()}"


class Log:
    """The open review log of all libraries. Whatever it does may raise LogError, and can be tried again then."""

    def __init__(self, store: Store) -> None:
        """Keep the log in an open database."""
        self.store = store

    @classmethod
    def open(cls, path: str | Path | None = None) -> Self:
        """Open the log in a file, by default the learner's own; ':memory:' is one that is not kept.

        The file and its folder are made, for the owner alone, if they are missing. Raises LogError.
        """
        if path is None:
            return cls(Store(default_path()))
        return cls(Store(None if str(path) == IN_MEMORY else Path(path).expanduser().resolve()))

    @property
    def path(self) -> Path | None:
        """Return the file, or None for a log in memory."""
        return self.store.path

    @property
    def notice(self) -> str:
        """Return a sentence that the learner has to be told about the opening, or an empty text."""
        return self.store.notice

    def close(self) -> None:
        """Close the log; closing it twice does no harm."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def begin(self, session: Session) -> None:
        """Keep a session as it begins. One that is kept already stays as it is."""
        with self.store.writing() as connection:
            connection.execute(ADD_SESSION, session_row(session))

    def append(self, entry: Entry) -> Card | None:
        """Keep an entry of a session that was begun, and return the card it moved as it is now, or None.

        Both are on the disk when it returns. An entry that is kept already is not kept twice, so after an error the
        same entry can be appended again. An entry with `voids` takes the other one back, and its card with it.
        """
        key = memory.card_key(entry)
        if key is not None:
            schedule.warm()  # not while others wait
        with self.store.writing() as connection:
            added = connection.execute(ADD_ENTRY, entry_row(entry))
            if added.rowcount and entry.voids is not None:
                for one in read(entry_of, connection.execute("SELECT * FROM entries WHERE id = ?", (entry.voids,))):
                    voided = memory.card_key(one)
                    if voided is not None and voided != key:
                        memory.recompute(connection, voided)
            is_missed = entry.kind is EntryKind.ANSWER and entry.grade is Grade.AGAIN
            if entry.kind in {EntryKind.ANSWER, EntryKind.SKIP} and not is_missed:  # what is missed comes back here
                memory.end_lease(connection, (entry.library, entry.fact, entry.way, entry.session))
            return None if key is None else memory.recompute(connection, key)

    def unfinished(self, library: str, mode: Mode, id_: str | None = None) -> Session | None:
        """Return the last session of a mode that was begun and has not ended, or None; a given-up one wants an end.

        With `id_` it is that one or none.
        """
        statement = """
            SELECT * FROM sessions WHERE library = ? AND mode = ? AND id = coalesce(?, id)
                AND NOT EXISTS (SELECT 1 FROM standing WHERE session = sessions.id AND kind = 'end')
            ORDER BY started DESC, id DESC LIMIT 1
        """
        found = self.store.records(session_of, statement, (library, mode.value, id_))
        return found[0] if found else None

    def entries(self, session: str) -> list[Entry]:
        """Return the entries of a session that still count, in order; what was undone and the undoing are left out."""
        statement = "SELECT * FROM standing WHERE session = ? AND kind <> 'undo' ORDER BY at, id"
        return self.store.records(entry_of, statement, (session,))

    def history(self, library: str, *, voided: bool = False) -> Iterator[Entry]:
        """Return the entries of a library that count, in order; with `voided`, also what was undone and the undoing."""
        table = "entries" if voided else "standing"
        kinds = "" if voided else "AND kind <> 'undo'"
        statement = f"""
            SELECT * FROM {table} WHERE library = ? AND (at, id) > (?, ?) {kinds} ORDER BY at, id LIMIT {_PAGE}
        """  # noqa: S608  only this method's own words
        at, id_ = -1, ""
        while found := self.store.records(entry_of, statement, (library, at, id_)):
            yield from found
            at, id_ = found[-1].at, found[-1].id

    def libraries(self) -> list[str]:
        """Return the namespaces of all libraries that the log has sessions of, sorted."""
        return [row[0] for row in self.store.rows("SELECT DISTINCT library FROM sessions ORDER BY library")]

    def memory(self, library: str) -> Memory:
        """Return what is remembered of the cards of a library."""
        return Memory(self.store, library)
