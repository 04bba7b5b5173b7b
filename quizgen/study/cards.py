"""The cards of a library: the memory state of each, which are due, and how they are scheduled.

A card's state is always what a replay of its reviews gives. It is kept in a table, so that what is due among a hundred
thousand cards is found in about a millisecond, and can be made again from the log alone.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from itertools import groupby
from typing import TYPE_CHECKING, Any

from quizgen.domain.study import Card, Entry, EntryKind, Grade, Mode, Parameters
from quizgen.study.rows import columns, read_rows
from quizgen.study.schedule import LAST_DAY, RETENTION, CardKey, place, replay, stamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from quizgen.study.store import Store

_FIELDS = tuple(field.name for field in fields(Card))
_SAVE = f"INSERT OR REPLACE INTO cards {columns(('library', *_FIELDS, 'first', 'place'))}"
_REVIEWS = """
    SELECT fact, way, at, day, grade, scheduler FROM standing
    WHERE library = ? AND fact IS NOT NULL AND way IS NOT NULL
        AND mode = 'review' AND kind = 'answer' AND grade IS NOT NULL
    ORDER BY fact, way, at, id
"""
_REVIEWS_OF_CARD = """
    SELECT fact, way, at, day, grade, scheduler FROM standing
    WHERE library = ? AND fact = ? AND way = ? AND mode = 'review' AND kind = 'answer' AND grade IS NOT NULL
    ORDER BY at, id
"""


@dataclass(frozen=True, slots=True)
class Review:
    """A graded answer in a review. `at` is in milliseconds since 1970-01-01 UTC, `day` is a study day."""

    fact: str
    way: str
    at: int
    day: int
    grade: Grade
    scheduler: str | None

    def __post_init__(self) -> None:
        if not (isinstance(self.fact, str) and isinstance(self.way, str) and 0 < self.day <= LAST_DAY):
            raise ValueError("a review of no card, or on no day")


def key_of(entry: Entry) -> CardKey | None:
    """Return the card that an entry moves, or None: only graded answers in reviews move cards."""
    if entry.mode is not Mode.REVIEW or entry.kind is not EntryKind.ANSWER or entry.grade is None:
        return None
    return None if entry.fact is None or entry.way is None else CardKey(entry.library, entry.fact, entry.way)


def recompute(connection: sqlite3.Connection, key: CardKey) -> Card | None:
    """Replay the reviews of a card that still count, and keep the card. It is for the caller to commit."""
    reviews = read_rows(Review, connection.execute(_REVIEWS_OF_CARD, key))
    connection.execute("DELETE FROM cards WHERE library = ? AND fact = ? AND way = ?", key)
    card = _replay(key, reviews)
    if card is not None:
        connection.execute(_SAVE, _row(key, card, reviews[0].day))
    return card


def rebuild(connection: sqlite3.Connection, library: str) -> int:
    """Replay all reviews of a library, and return how many cards they give. It is for the caller to commit."""
    rows = []
    reviews = read_rows(Review, connection.execute(_REVIEWS, (library,)))
    for (fact, way), group in groupby(reviews, key=lambda review: (review.fact, review.way)):
        key, of_card = CardKey(library, fact, way), list(group)
        card = _replay(key, of_card)
        if card is not None:
            rows.append(_row(key, card, of_card[0].day))
    connection.execute("DELETE FROM cards WHERE library = ?", (library,))
    connection.executemany(_SAVE, rows)
    return len(rows)


def _replay(key: CardKey, reviews: Iterable[Review]) -> Card | None:
    return replay(key, ((review.day, review.grade, review.scheduler) for review in reviews))


def _row(key: CardKey, card: Card, first: int) -> dict[str, Any]:
    """Return the row of a card that was first reviewed on the study day `first`."""
    return {
        "library": key.library,
        **{name: getattr(card, name) for name in _FIELDS},
        "first": first,
        "place": place(key),
    }


class Cards:
    """The cards of one library. Every method may raise LogError."""

    def __init__(self, store: Store, library: str) -> None:
        """Read the cards of `library`, a namespace, from an open database."""
        self.library = library
        self._store = store

    def all(self) -> list[Card]:
        """Return all cards that were reviewed, by fact and way."""
        return self._cards("library = ? ORDER BY fact, way")

    def ids(self) -> set[tuple[str, str]]:
        """Return fact and way of every card that was reviewed."""
        return set(self._ids("SELECT fact, way FROM cards WHERE library = ?"))

    def due(self, day: int, limit: int | None = None) -> list[Card]:
        """Return the cards due on a study day or before, longest due first; at most `limit`."""
        return self._cards(
            "library = ? AND due <= ? ORDER BY due, place, fact, way LIMIT ?", day, -1 if limit is None else limit
        )

    def due_on(self, day: int) -> list[tuple[str, str]]:
        """Return fact and way of the cards due on just this study day."""
        return self._ids("SELECT fact, way FROM cards WHERE library = ? AND due = ?", day)

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
        return self._ids(statement, day, day)

    def reviewed_on(self, day: int) -> list[tuple[str, str]]:
        """Return fact and way of the cards that were last reviewed on a study day."""
        return self._ids("SELECT fact, way FROM cards WHERE library = ? AND last = ?", day)

    def introduced(self, day: int) -> int:
        """Return how many cards were reviewed for the first time on a study day."""
        return self._number("SELECT count(*) FROM cards WHERE library = ? AND first = ?", day) or 0

    def reviews(self) -> list[Review]:
        """Return all reviews that count, by card and then by time."""
        return self._store.records(Review, _REVIEWS, (self.library,))

    def parameters(self) -> tuple[float, ...] | None:
        """Return the FSRS parameters that were last fitted for this library, or None for the usual parameters."""
        statement = "SELECT * FROM parameters WHERE library = ? ORDER BY at DESC, id DESC LIMIT 1"
        last = self._store.records(Parameters, statement, (self.library,))
        return last[0].parameters if last else None

    def stamp(self, retention: float = RETENTION) -> str:
        """Return the stamp for reviews from now on. Raises ValueError with a sentence for a senseless retention."""
        return stamp(retention, self.parameters())

    def rebuild(self) -> int:
        """Make all cards again from the log alone, and return how many there are."""
        with self._store.writing() as connection:
            return rebuild(connection, self.library)

    def _cards(self, where: str, *values: object) -> list[Card]:
        statement = f"SELECT {', '.join(_FIELDS)} FROM cards WHERE {where}"  # noqa: S608  only this module's own words
        return self._store.records(Card, statement, (self.library, *values))

    def _ids(self, statement: str, *values: object) -> list[tuple[str, str]]:
        return [(row["fact"], row["way"]) for row in self._store.rows(statement, (self.library, *values))]

    def _number(self, statement: str, *values: object) -> int | None:
        ((number,),) = self._store.rows(statement, (self.library, *values))
        return None if number is None else int(number)
