"""The cards of a library: the memory state of each, which are due, and how they are scheduled.

A card's state is always what a replay of its reviews gives. It is kept in a table, so that what is due among a hundred
thousand cards is found in about a millisecond, and can be made again from the log alone.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from quizgen.domain.study import Card, Entry, EntryKind, Grade, Mode, Parameters, Review
from quizgen.study.rows import ALL, to_insert, to_select
from quizgen.study.schedule import CLOCKS_DIFFER, RETENTION, CardKey, is_day, place, replay, review, stamp, warm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgen.study.store import Store, Values

_FIELDS = Card._fields
_SAVE = f"INSERT OR REPLACE INTO cards {to_insert(('library', *_FIELDS, 'first', 'place'))}"
_WAIT = "INSERT OR REPLACE INTO ahead (library, fact, way, at) VALUES (?, ?, ?, ?)"
#: To plan more cards anew one by one takes longer than to plan all.
_MANY = 500
_REVIEWS = f"""
    {to_select(Review)} FROM standing
    WHERE library = ? AND fact IS NOT NULL AND way IS NOT NULL
        AND mode = 'review' AND kind = 'answer' AND grade IS NOT NULL
    ORDER BY fact, way, at, id
"""
_REVIEWS_OF_CARD = f"""
    {to_select(Review)} FROM standing
    WHERE library = ? AND fact = ? AND way = ? AND mode = 'review' AND kind = 'answer' AND grade IS NOT NULL
    ORDER BY at, id
"""
#: The cards that have to be planned anew: of those with reviews dated ahead, where one begins to count; and those of
#: which one counted, as the clock stood then, that is ahead now.
_UNSETTLED = """
    SELECT fact, way FROM ahead WHERE library = :library AND at <= :until
    UNION
    SELECT fact, way FROM standing AS entry
    WHERE library = :library AND at > :until AND mode = 'review' AND kind = 'answer' AND grade IS NOT NULL
        AND fact IS NOT NULL AND way IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM ahead
            WHERE library = entry.library AND fact = entry.fact AND way = entry.way AND at <= entry.at
        )
"""


def key_of(entry: Entry) -> CardKey | None:
    """Return the card that an entry moves, or None: only graded answers in reviews move cards."""
    if entry.mode is not Mode.REVIEW or entry.kind is not EntryKind.ANSWER or entry.grade is None:
        return None
    return None if entry.fact is None or entry.way is None else CardKey(entry.library, entry.fact, entry.way)


def recompute(store: Store, key: CardKey, until: int) -> Card | None:
    """Replay the reviews of a card that count by the moment `until`, and keep the card. It is for the caller to commit.

    What is dated later was dated by a wrong clock.
    """
    reviews = store.records(Review, _REVIEWS_OF_CARD, key)
    counted = [review for review in reviews if review.at <= until]
    for table in ("cards", "ahead"):
        store.connection.execute(f"DELETE FROM {table} WHERE library = ? AND fact = ? AND way = ?", key)  # noqa: S608
    card = _replay(key, counted)
    if card is not None:
        store.connection.execute(_SAVE, _row(key, card, counted[0].day))
    if len(counted) < len(reviews):
        store.connection.execute(_WAIT, (*key, reviews[len(counted)].at))
    return card


def rebuild(store: Store, library: str, until: int) -> int:
    """Replay all reviews of a library that count by the moment `until`, and return how many cards they give.

    It is for the caller to commit.
    """
    rows, waiting = [], []
    reviews = store.records(Review, _REVIEWS, (library,))
    for (fact, way), group in groupby(reviews, key=lambda review: (review.fact, review.way)):
        key, of_card = CardKey(library, fact, way), list(group)
        counted = [review for review in of_card if review.at <= until]
        card = _replay(key, counted)
        if card is not None:
            rows.append(_row(key, card, counted[0].day))
        if len(counted) < len(of_card):
            waiting.append((*key, of_card[len(counted)].at))
    for table in ("cards", "ahead"):
        store.connection.execute(f"DELETE FROM {table} WHERE library = ?", (library,))  # noqa: S608  two words of ours
    store.connection.executemany(_SAVE, rows)
    store.connection.executemany(_WAIT, waiting)
    return len(rows)


def _replay(key: CardKey, reviews: Iterable[Review]) -> Card | None:
    return replay(key, ((review.day, review.grade, review.scheduler) for review in reviews))


def _row(key: CardKey, card: Card, first: int) -> dict[str, Any]:
    """Return the row of a card that was first reviewed on the study day `first`."""
    return {
        "library": key.library,
        **card._asdict(),
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

    def settle(self, now: int) -> None:
        """Plan anew the cards of which an answer dated ahead has begun to count by `now`, or no longer counts."""
        until = now + CLOCKS_DIFFER
        unsettled = self._ids(_UNSETTLED, {"library": self.library, "until": until})
        bounds = self._store.rows("SELECT min(due), max(due) FROM cards WHERE library = ?", (self.library,))[0]
        is_senseless = any(due is not None and not is_day(due) for due in bounds)
        if is_senseless or len(unsettled) > _MANY:
            self.rebuild(now)
        elif unsettled:
            warm()  # not while others wait
            with self._store.writing():
                for fact, way in unsettled:
                    recompute(self._store, CardKey(self.library, fact, way), until)

    def ids(self) -> set[tuple[str, str]]:
        """Return fact and way of every card that was reviewed."""
        return set(self._ids("SELECT fact, way FROM cards WHERE library = ?", (self.library,)))

    def due(self, day: int, limit: int | None = None) -> list[Card]:
        """Return the cards due on a study day or before, longest due first; at most `limit`."""
        return self._cards(
            "library = ? AND due <= ? ORDER BY due, place, fact, way LIMIT ?", day, -1 if limit is None else limit
        )

    def due_on(self, day: int) -> list[tuple[str, str]]:
        """Return fact and way of the cards due on just this study day."""
        return self._ids("SELECT fact, way FROM cards WHERE library = ? AND due = ?", (self.library, day))

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
                    AND mode = 'review' AND kind = 'answer' AND day <= cards.last ORDER BY at DESC, id DESC LIMIT 1
            ) = 1 ORDER BY place, fact, way
        """
        return self._ids(statement, (self.library, day, day))

    def reviewed_on(self, day: int) -> list[tuple[str, str]]:
        """Return fact and way of the cards that were last reviewed on a study day."""
        return self._ids("SELECT fact, way FROM cards WHERE library = ? AND last = ?", (self.library, day))

    def introduced(self, day: int) -> int:
        """Return how many cards were reviewed for the first time on a study day."""
        return self._number("SELECT count(*) FROM cards WHERE library = ? AND first = ?", day) or 0

    def reviews(self, now: int) -> list[Review]:
        """Return all reviews that count by `now`, by card and then by time."""
        reviews = self._store.records(Review, _REVIEWS, (self.library,))
        return [review for review in reviews if review.at <= now + CLOCKS_DIFFER]

    def parameters(self) -> tuple[float, ...] | None:
        """Return the FSRS parameters that were last fitted for this library, or None for the usual parameters."""
        statement = f"{ALL[Parameters]} WHERE library = ? ORDER BY at DESC, id DESC"
        last = next(self._store.stream(Parameters, statement, (self.library,)), None)
        return last.parameters if last else None

    def stamp(self, retention: float = RETENTION) -> str:
        """Return the stamp for reviews from now on. Raises ValueError with a sentence for a senseless retention."""
        return stamp(retention, self.parameters())

    def intervals(self, fact: str, way: str, day: int, scheduler: str | None) -> dict[Grade, int]:
        """Return in how many days a card would come back after each grade on a study day; `scheduler` is a stamp."""
        key = CardKey(self.library, fact, way)
        before = next(iter(self._cards("library = ? AND fact = ? AND way = ?", fact, way)), None)
        return {grade: review(key, before, day, grade, scheduler).due - day for grade in Grade}

    def rebuild(self, now: int) -> int:
        """Make all cards again from the log alone, as it counts by `now`, and return how many there are."""
        warm()  # not while others wait
        with self._store.writing():
            return rebuild(self._store, self.library, now + CLOCKS_DIFFER)

    def _cards(self, where: str, *values: object) -> list[Card]:
        return self._store.records(Card, f"{to_select(Card, '0')} FROM cards WHERE {where}", (self.library, *values))

    def _ids(self, statement: str, values: Values) -> list[tuple[str, str]]:
        return [(row["fact"], row["way"]) for row in self._store.rows(statement, values)]

    def _number(self, statement: str, *values: object) -> int | None:
        ((number,),) = self._store.rows(statement, (self.library, *values))
        return None if number is None else int(number)
