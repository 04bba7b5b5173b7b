"""What of a damaged log can still be read: table by table and row by row, around the pages that cannot."""

from __future__ import annotations

import sqlite3
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from quizgen.domain.study import Entry, Parameters, Session
from quizgen.study.errors import is_damage
from quizgen.study.rows import ALL, TABLES, read_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from quizgen.study.records import Record
    from quizgen.study.rows import Unreadable

#: So many rows are read at a time.
_PAGE = 500
#: No row has a number beyond this; a log of a thousand answers a day for a thousand years has fewer.
_LAST_LINE = 1 << 40


class Salvaged(NamedTuple):
    """The records of a damaged log that could be read; and the numbers of the rows before and after those lost.

    Each gap has its table; where nothing follows, there is no row after it.
    """

    records: list[Record]
    gaps: list[tuple[str, int, int | None]]


def salvage(connection: sqlite3.Connection, unreadable: Callable[[Unreadable], None]) -> Salvaged:
    """Return what can be read of a damaged log; of each row that is no record `unreadable` is told."""
    records: list[Record] = []
    gaps: list[tuple[str, int, int | None]] = []
    for sort in (Session, Entry, Parameters):
        rows = _Rows(connection, sort)
        records += read_rows(sort, chain.from_iterable(rows), unreadable)
        gaps += [(TABLES[sort], *gap) for gap in rows.gaps]
    return Salvaged(records, gaps)


class _Rows:
    """The rows of a table, by their numbers; `gaps` tells which could not be read."""

    def __init__(self, connection: sqlite3.Connection, sort: type[Record]) -> None:
        self._connection = connection
        self._after = f"{ALL[sort]} NOT INDEXED WHERE rowid > ? ORDER BY rowid LIMIT ?"
        self.gaps: list[tuple[int, int | None]] = []

    def __iter__(self) -> Iterator[list[sqlite3.Row]]:
        """Yield the rows, some at a time."""
        line = 0
        while line < _LAST_LINE:
            page = self._read(line, _PAGE) or self._read(line, 1)
            if page:
                yield page
                line = page[-1]["line"]
                continue
            if page is not None:
                return
            next_line = self._next_readable(line)
            self.gaps.append((line, next_line and next_line + 1))
            if next_line is None:
                return
            line = next_line

    def _read(self, line: int, most: int) -> list[sqlite3.Row] | None:
        """Return the rows that follow a line, or None where they cannot be read."""
        try:
            return self._connection.execute(self._after, (line, most)).fetchall()
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            if is_damage(error):
                return None
            raise

    def _next_readable(self, line: int) -> int | None:
        """Return the first line after which, as far as steps that double can tell, rows can be read; None for none."""
        step = 1
        while not self._read(line + step, 1):
            step *= 2
            if line + step > _LAST_LINE:
                return None
        low, high = line + step // 2, line + step
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if self._read(middle, 1) else (middle, high)
        return high
