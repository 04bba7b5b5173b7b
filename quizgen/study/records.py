"""The rows of the log and what they stand for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeVar

from quizgen.domain.study import Card, Entry, EntryKind, Grade, Mode, Parameters, Session
from quizgen.domain.verdict import Fit
from quizgen.study.errors import UNREADABLE, UnreadableError
from quizgen.study.schedule import LAST_DAY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Row: TypeAlias = Sequence[Any]
T = TypeVar("T")

#: The columns stand in the order of the records' fields; what is there already stays as it is.
ADD_SESSION = "INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING"
ADD_ENTRY = """
    INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
"""
ADD_PARAMETERS = "INSERT INTO parameters VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING"


class Review(NamedTuple):
    """What counts of a graded answer in a review."""

    fact: str
    way: str
    at: int
    day: int
    grade: Grade
    scheduler: str | None


def read(make: Callable[[Row], T], rows: Iterable[Row]) -> list[T]:
    """Return what `make` makes of each row. Raises UnreadableError where a row says what no log says."""
    try:
        return [make(row) for row in rows]
    except (ValueError, TypeError) as error:
        raise UnreadableError(UNREADABLE) from error


def review_of(row: Row) -> Review:
    """Return the review of a row."""
    fact, way, at, day, grade, scheduler = row
    if not (isinstance(fact, str) and isinstance(way, str) and 0 < day <= LAST_DAY):
        raise ValueError("a review of no card, or on no day")
    return Review(fact, way, at, day, Grade(grade), scheduler)


def session_row(session: Session) -> Row:
    """Return the row of a session."""
    return (
        *(_text(session.id), _text(session.library), session.mode.value, session.started),
        *(_list(session.questions), _list(session.options), _text(session.seed)),
    )


def session_of(row: Row) -> Session:
    """Return the session of a row."""
    id_, library, mode, started, questions, options, seed = row
    return Session(id_, library, Mode(mode), started, tuple(json.loads(questions)), tuple(json.loads(options)), seed)


def entry_row(entry: Entry) -> Row:
    """Return the row of an entry."""
    return (
        *(_text(entry.id), entry.at, entry.day, _text(entry.session), _text(entry.library)),
        *(entry.mode.value, entry.kind.value, _text(entry.voids), _text(entry.question)),
        *(_text(entry.fact), _text(entry.way)),
        None if entry.grade is None else int(entry.grade),
        None if entry.fit is None else entry.fit.value,
        *(_text(entry.given), _list(entry.offered), _list(entry.parts), int(entry.hinted)),
        *(entry.took, _text(entry.says), _text(entry.scheduler)),
    )


def entry_of(row: Row) -> Entry:
    """Return the entry of a row."""
    id_, at, day, session, library, mode, kind, voids, question, fact, way, grade, fit, *rest = row
    given, offered, parts, hinted, took, says, scheduler = rest
    return Entry(
        *(id_, at, day, session, library, Mode(mode), EntryKind(kind), voids, question, fact, way),
        grade=None if grade is None else Grade(grade),
        fit=None if fit is None else Fit(fit),
        given=given,
        offered=() if offered == "[]" else tuple(json.loads(offered)),
        parts=() if parts == "[]" else tuple((fact, right) for fact, right in json.loads(parts)),
        hinted=bool(hinted),
        took=took,
        says=says,
        scheduler=scheduler,
    )


def parameters_row(found: Parameters) -> Row:
    """Return the row of optimised parameters."""
    return (found.id, found.at, found.library, found.version, json.dumps(found.parameters), found.reviews)


def parameters_of(row: Row) -> Parameters:
    """Return the optimised parameters of a row."""
    id_, at, library, version, parameters, reviews = row
    return Parameters(id_, at, library, version, tuple(json.loads(parameters)), reviews)


def card_of(row: Row) -> Card:
    """Return the card of a row; its library is known, and its last two columns only help to find it."""
    return Card(*row[1:9])


def _text(text: str | None) -> str | None:
    """Return a text as it can be kept: half a character, as a terminal may send it, becomes a question mark."""
    return text if text is None or text.isascii() else text.encode("utf-8", "replace").decode()


def _list(parts: Sequence[Any]) -> str:
    return json.dumps(parts, ensure_ascii=True, separators=(",", ":"))
