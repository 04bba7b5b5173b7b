"""The review log: what a learner did, one line after another, never changed.

When `append` returns, the line is on the disk, and with it the state of the card that it moves. Taking something back
is one more line.
"""

from __future__ import annotations

import os
import time
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from quizgen.domain.study import Entry, Session
from quizgen.study import cards, schedule
from quizgen.study.cards import Cards
from quizgen.study.rows import ALL, add_records, left_out, to_select
from quizgen.study.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType
    from typing import Self

    from quizgen.domain.study import Card, Mode
    from quizgen.study.schedule import CardKey

IN_MEMORY = ":memory:"
_STANDING = f"{to_select(Entry)} FROM standing"
_number = count()


def now() -> int:
    """Return the present time as the log has it, in milliseconds since 1970-01-01 UTC."""
    return time.time_ns() // 1_000_000


def default_path() -> Path:
    """Return the path of the log where no other file is named."""
    from platformdirs import user_data_path  # noqa: PLC0415  needed only where no file is named

    return user_data_path("quizgen", appauthor=False) / "reviews.db"


def path_of(path: str | Path | None) -> Path | None:
    """Return which file is meant by what was given, or None for a log in memory."""
    if path is None:
        return default_path()
    if str(path) == IN_MEMORY:
        return None
    return Path(os.path.realpath(os.path.expanduser(path)))  # noqa: PTH111  pathlib raises where links go in a circle


def new_id(at: int) -> str:
    """Return an id for a record made at `at`, in milliseconds; ids of one process sort in the order of making."""
    return f"{at:012x}{next(_number):08x}{os.urandom(6).hex()}"


class Log:
    """The open review log of all libraries. Every method may raise LogError, and can be tried again then."""

    def __init__(self, store: Store) -> None:
        """Keep the log in an open database."""
        self.store = store

    @classmethod
    def open(cls, path: str | Path | None = None) -> Self:
        """Open the log in a file, by default the learner's own; ':memory:' opens a log that is not kept.

        The file and its folder are made, for the owner alone, if they are missing. Raises LogError.
        """
        return cls(Store(path_of(path)))

    @classmethod
    def look(cls, path: str | Path | None = None) -> Self:
        """Open the log in a file as `open` does, to look at it only: no file is changed, moved or made.

        What is done to it is done to a copy in memory. A damaged log is read as far as it goes; one that is not there
        yet is empty. Raises LogError.
        """
        place = path_of(path)
        if place is None or place.exists():
            return cls(Store(place, looking=True))
        log = cls(Store(None))
        if path is not None:
            log.store.notice = f"There is no review log {place} yet."
        return log

    @property
    def path(self) -> Path | None:
        """Return the file, or None for a log in memory."""
        return self.store.path

    @property
    def notice(self) -> str:
        """Return a sentence that the learner has to be told about the opening, or an empty text."""
        return self.store.notice

    @property
    def left_out(self) -> str:
        """Return a sentence on the rows that were left out so far as they cannot be read, or an empty text."""
        return left_out(list(self.store.unreadable.values()), self.store.name)

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
        """Keep a session as it begins. A session that is kept already stays as it is."""
        with self.store.writing() as connection:
            add_records(connection, [session])

    def append(self, entry: Entry) -> Card | None:
        """Keep an entry of a session that was begun, and return the card it moved as it is now, or None.

        Both are on the disk when it returns. An entry that is kept already is not kept twice, so after an error the
        same entry can be appended again. An entry with `voids` takes that entry back, and what it did to its card.
        """
        key = cards.key_of(entry)
        if key is not None:
            schedule.warm()  # not while others wait
        with self.store.writing() as connection:
            until = entry.at + schedule.CLOCKS_DIFFER  # it is the clock of this computer that has dated it
            if add_records(connection, [entry]) and entry.voids is not None:
                voided = self.store.records(Entry, f"{ALL[Entry]} WHERE id = ?", (entry.voids,))
                for other in map(cards.key_of, voided):
                    if other is not None and other != key:
                        cards.recompute(self.store, other, until)
            return None if key is None else cards.recompute(self.store, key, until)

    def unfinished(self, library: str, mode: Mode, id_: str | None = None) -> Session | None:
        """Return the last session of a mode that was begun and has no end, or None; with `id_`, only that session.

        A session that is given up gets an end, too.
        """
        statement = f"""
            {ALL[Session]} WHERE library = ? AND mode = ? AND id = coalesce(?, id)
                AND NOT EXISTS (SELECT 1 FROM standing WHERE session = sessions.id AND kind = 'end')
            ORDER BY started DESC, id DESC
        """  # noqa: S608  only words of ours
        return next(self.store.stream(Session, statement, (library, mode.value, id_)), None)

    def entries(self, session: str) -> list[Entry]:
        """Return the entries of a session that still count, in order, without undone entries and undo entries."""
        statement = f"{_STANDING} WHERE session = ? AND kind <> 'undo' ORDER BY at, id"
        return self.store.records(Entry, statement, (session,))

    def history(self, library: str, *, voided: bool = False) -> Iterator[Entry]:
        """Return the entries of a library that count, in order; with `voided`, also undone entries and undo entries."""
        entries = f"{ALL[Entry]} WHERE library = ?" if voided else f"{_STANDING} WHERE library = ? AND kind <> 'undo'"
        return self.store.stream(Entry, f"{entries} ORDER BY at, id", (library,))

    def last_answer(self, library: str, fact: str) -> Entry | None:
        """Return the last answer to a question about `fact` that still counts, given in practice or a review."""
        statement = f"{_STANDING} WHERE library = ? AND fact = ? AND kind = 'answer' ORDER BY at DESC, id DESC"
        return next(self.store.stream(Entry, statement, (library, fact)), None)

    def appealed(self, library: str | None = None, fact: str | None = None) -> list[Entry]:
        """Return the answers that the learner has called right, the first first; of a library and a fact, or of all."""
        statement = (
            f"{_STANDING} WHERE fit = 'appealed' AND library = coalesce(?, library) AND fact = coalesce(?, fact)"
        )
        return self.store.records(Entry, f"{statement} ORDER BY at, id", (library, fact))

    def answer(self, id_: str) -> Entry | None:
        """Return the answer with this id that still counts, or None."""
        return next(self.store.stream(Entry, f"{_STANDING} WHERE id = ? AND kind = 'answer'", (id_,)), None)

    def last_line(self) -> int:
        """Return the number of the last line of the log. Lines are numbered as they are kept, whatever clocks say."""
        ((number,),) = self.store.rows("SELECT max(rowid) FROM entries")
        return number or 0

    def is_answered_elsewhere(self, key: CardKey, session: str, line: int) -> bool:
        """Say whether a review of a card was kept after a line of the log, in another session than `session`."""
        statement = """
            SELECT 1 FROM entries AS entry
            WHERE library = ? AND fact = ? AND way = ? AND session <> ? AND rowid > ?
                AND mode = 'review' AND kind = 'answer'
                AND NOT EXISTS (SELECT 1 FROM entries WHERE voids = entry.id) LIMIT 1
        """
        return bool(self.store.rows(statement, (*key, session, line)))

    def libraries(self) -> list[str]:
        """Return the namespaces of all libraries that the log has sessions of, sorted."""
        rows = self.store.rows("SELECT DISTINCT library FROM sessions ORDER BY library")
        return [row["library"] for row in rows]

    def cards(self, library: str) -> Cards:
        """Return the cards of a library."""
        return Cards(self.store, library)
