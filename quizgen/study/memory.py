"""What is remembered of each card, what is due, and who is asking it just now.

A card's state is always what a replay of its reviews gives. It is kept in a table, so that what is due among a hundred
thousand cards is found in about a millisecond, and can be made again from the log alone.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from quizgen.domain.study import Card, Entry, EntryKind, Mode
from quizgen.study.records import Review, card_of, entry_of, parameters_of, read, review_of
from quizgen.study.schedule import RETENTION, Key, place, replay, stamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from quizgen.study.store import Store

#: How long a card that one terminal is asking is kept from the others, in milliseconds.
LEASE = 10 * 60 * 1000

_SAVE = "INSERT OR REPLACE INTO cards VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_REVIEWS_OF_ONE = """
    SELECT fact, way, at, day, grade, scheduler FROM standing
    WHERE library = ? AND fact = ? AND way = ? AND mode = 'review' AND kind = 'answer' AND grade IS NOT NULL
    ORDER BY at, id
"""
_REVIEWS = """
    SELECT fact, way, at, day, grade, scheduler FROM standing
    WHERE library = ? AND fact IS NOT NULL AND way IS NOT NULL
        AND mode = 'review' AND kind = 'answer' AND grade IS NOT NULL
    ORDER BY fact, way, at, id
"""


def card_key(entry: Entry) -> Key | None:
    """Return the card that an entry moves: a graded answer of a review, never one of practice."""
    if entry.mode is not Mode.REVIEW or entry.kind is not EntryKind.ANSWER or entry.grade is None:
        return None
    return None if entry.fact is None or entry.way is None else Key(entry.library, entry.fact, entry.way)


def recompute(connection: sqlite3.Connection, key: Key) -> Card | None:
    """Replay the reviews of one card that still count, and keep what they give. Part of a greater change."""
    reviews = read(review_of, connection.execute(_REVIEWS_OF_ONE, key))
    connection.execute("DELETE FROM cards WHERE library = ? AND fact = ? AND way = ?", key)
    card = replay(key, [one[3:] for one in reviews])
    if card is not None:
        connection.execute(_SAVE, _row(key, card, reviews[0].day))
    return card


def rebuild(connection: sqlite3.Connection, library: str) -> int:
    """Replay all reviews of a library, and return how many cards they give. Part of a greater change."""
    reviews = read(review_of, connection.execute(_REVIEWS, (library,)))
    rows = []
    for (fact, way), group in groupby(reviews, key=lambda one: (one.fact, one.way)):
        key, ours = Key(library, fact, way), list(group)
        card = replay(key, [one[3:] for one in ours])
        if card is not None:
            rows.append(_row(key, card, ours[0].day))
    connection.execute("DELETE FROM cards WHERE library = ?", (library,))
    connection.executemany(_SAVE, rows)
    return len(rows)


def _row(key: Key, card: Card, first: int) -> tuple[Any, ...]:
    """Return the row of a card that was first reviewed on the study day `first`."""
    return (
        *(*key, card.stability, card.difficulty, card.last, card.due, card.reps, card.lapses),
        *(first, place(key)),
    )


class Memory:
    """The cards of one library. Whatever asks the database may raise LogError."""

    def __init__(self, store: Store, library: str) -> None:
        """Look at the cards of `library`, a namespace, in an open database."""
        self.library = library
        self._store = store

    def _cards(self, where: str, *values: object) -> list[Card]:
        statement = f"SELECT * FROM cards WHERE {where}"  # noqa: S608  only this class's own words
        return self._store.records(card_of, statement, (self.library, *values))

    def cards(self) -> list[Card]:
        """Return all cards that were reviewed, by fact and way."""
        return self._cards("library = ? ORDER BY fact, way")

    def known(self) -> set[tuple[str, str]]:
        """Return fact and way of every card that was reviewed."""
        rows = self._store.rows("SELECT fact, way FROM cards WHERE library = ?", (self.library,))
        return {(fact, way) for fact, way in rows}

    def due(self, day: int, limit: int | None = None) -> list[Card]:
        """Return the cards due on a study day or before, the longest due first; at most `limit`."""
        return self._cards(
            "library = ? AND due <= ? ORDER BY due, place, fact, way LIMIT ?", day, -1 if limit is None else limit
        )

    def due_on(self, day: int) -> list[tuple[str, str]]:
        """Return fact and way of the cards due on just this study day."""
        statement = "SELECT fact, way FROM cards WHERE library = ? AND due = ?"
        return [(fact, way) for fact, way in self._store.rows(statement, (self.library, day))]

    def next_due(self, day: int) -> int | None:
        """Return the first study day after `day` on which a card is due, or None."""
        return self._number("SELECT min(due) FROM cards WHERE library = ? AND due > ?", day)

    def missed(self, day: int) -> list[tuple[str, str]]:
        """Return fact and way of the cards whose last answer on a study day was wrong, though they are due later."""
        # The plus keeps SQLite from going by the index on `due`, which takes ten times as long.
        statement = """
            SELECT fact, way FROM cards WHERE library = ? AND +due > ? AND last = ? AND (
                SELECT grade FROM standing
                WHERE library = cards.library AND fact = cards.fact AND way = cards.way
                    AND mode = 'review' AND kind = 'answer' ORDER BY at DESC, id DESC LIMIT 1
            ) = 1 ORDER BY place, fact, way
        """
        return [(fact, way) for fact, way in self._store.rows(statement, (self.library, day, day))]

    def introduced(self, day: int) -> int:
        """Return how many cards were reviewed for the first time on a study day."""
        return self._number("SELECT count(*) FROM cards WHERE library = ? AND first = ?", day) or 0

    def _number(self, statement: str, *values: object) -> int | None:
        ((number,),) = self._store.rows(statement, (self.library, *values))
        return None if number is None else int(number)

    def last_answer(self, fact: str) -> Entry | None:
        """Return the last answer to a question about `fact` that still counts, given in practice or a review."""
        statement = """
            SELECT * FROM standing WHERE library = ? AND fact = ? AND kind = 'answer' ORDER BY at DESC, id DESC LIMIT 1
        """
        found = self._store.records(entry_of, statement, (self.library, fact))
        return found[0] if found else None

    def reviews(self) -> list[Review]:
        """Return all reviews that count, by card and then by time."""
        return self._store.records(review_of, _REVIEWS, (self.library,))

    def line(self) -> int:
        """Return the number of the last line of the log. Lines are numbered as they are kept, whatever clocks say."""
        ((number,),) = self._store.rows("SELECT max(rowid) FROM entries")
        return number or 0

    def answered_since(self, fact: str, way: str, line: int) -> bool:
        """Say whether a review of a card was kept after a line of the log, by whatever terminal."""
        statement = """
            SELECT 1 FROM entries AS entry
            WHERE rowid > ? AND library = ? AND fact = ? AND way = ? AND mode = 'review' AND kind = 'answer'
                AND NOT EXISTS (SELECT 1 FROM entries WHERE voids = entry.id) LIMIT 1
        """
        return bool(self._store.rows(statement, (line, self.library, fact, way)))

    def lease(self, fact: str, way: str, holder: str, now: int) -> bool:
        """Keep a card for a holder for ten minutes from `now`, in milliseconds; say whether it was free.

        It is free again once the holder has answered or skipped it, or given it back. A lease from far in the future
        was made before the clock was put back, and does not count.
        """
        with self._store.writing() as connection:
            done = connection.execute(
                """
                INSERT INTO leases VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (library, fact, way) DO UPDATE SET holder = excluded.holder, until = excluded.until
                WHERE holder = excluded.holder OR until <= ? OR until > ?
                """,
                (self.library, fact, way, holder, now + LEASE, now, now + 2 * LEASE),
            )
            return done.rowcount > 0

    def holder(self, fact: str, way: str) -> str | None:
        """Return who holds a card, or None."""
        statement = "SELECT holder FROM leases WHERE library = ? AND fact = ? AND way = ?"
        rows = self._store.rows(statement, (self.library, fact, way))
        return rows[0][0] if rows else None

    def give_back(self, fact: str, way: str, holder: str) -> None:
        """End the lease of one card, should this holder have it."""
        with self._store.writing() as connection:
            end_lease(connection, (self.library, fact, way, holder))

    def give_back_all(self, holder: str) -> None:
        """End all leases of a holder."""
        with self._store.writing() as connection:
            connection.execute("DELETE FROM leases WHERE holder = ?", (holder,))

    def parameters(self) -> tuple[float, ...] | None:
        """Return the FSRS parameters that were found last for this library, or None for the usual ones."""
        statement = "SELECT * FROM parameters WHERE library = ? ORDER BY at DESC, id DESC LIMIT 1"
        found = self._store.records(parameters_of, statement, (self.library,))
        return found[0].parameters if found else None

    def stamp(self, retention: float = RETENTION) -> str:
        """Return the stamp for reviews from now on. Raises ValueError with a sentence for a senseless retention."""
        return stamp(retention, self.parameters())

    def rebuild(self) -> int:
        """Make all cards again from the log alone, and return how many there are."""
        with self._store.writing() as connection:
            return rebuild(connection, self.library)


def end_lease(connection: sqlite3.Connection, lease: tuple[str, str | None, str | None, str]) -> None:
    """End the lease of a card: library, fact, way and holder. Part of a greater change."""
    connection.execute("DELETE FROM leases WHERE library = ? AND fact = ? AND way = ? AND holder = ?", lease)


def rebuild_all(connection: sqlite3.Connection, libraries: Iterable[str]) -> None:
    """Replay all reviews of some libraries. Part of a greater change."""
    for library in libraries:
        rebuild(connection, library)
