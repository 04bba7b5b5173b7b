"""A learner's answers, as a session would log them."""

from __future__ import annotations

from typing import Any

from quizgen.domain.study import Entry, EntryKind, Grade, Mode, Session
from quizgen.domain.verdict import Fit
from quizgen.study.log import Log

LIBRARY = "example.meetings"
#: Noon UTC of a study day in milliseconds, and that day.
DAY = 738_000
NOON = (DAY - 719_163) * 86_400_000 + 12 * 3_600_000
STAMP = '{"fsrs":"6.3.2","retention":0.9,"parameters":"default"}'


def session(id_: str = "s1", mode: Mode = Mode.REVIEW, **fields: Any) -> Session:
    """A session that was begun on the first day."""
    usual: dict[str, Any] = {"id": id_, "library": LIBRARY, "mode": mode, "started": NOON}
    return Session(**(usual | fields))


def answer(id_: str, day: int = 0, grade: Grade | None = Grade.GOOD, **fields: Any) -> Entry:
    """An answer to a typed question about the date of the meeting, so many days after the first one."""
    usual: dict[str, Any] = {
        "id": id_,
        "at": NOON + day * 86_400_000,
        "day": DAY + day,
        "session": "s1",
        "library": LIBRARY,
        "mode": Mode.REVIEW,
        "kind": EntryKind.ANSWER,
        "question": "meeting.date/typed",
        "fact": "meeting.date",
        "way": "typed",
        "grade": grade,
        "fit": Fit.EXACT,
        "given": "12 January 2022",
        "scheduler": STAMP,
    }
    return Entry(**(usual | fields))


def log_with(*entries: Entry, path: Any = ":memory:") -> Log:
    """An open log with the sessions s1, of reviews, and p1, of practice, and these entries."""
    log = Log.open(path)
    log.begin(session())
    log.begin(session("p1", Mode.PRACTICE))
    for entry in entries:
        log.append(entry)
    return log


def rows_of(log: Log, statement: str, values: Any = ()) -> list[Any]:
    """What the log's database answers, a tuple for each row."""
    return [tuple(row) for row in log.store.rows(statement, values)]


def take_back(log: Log, entry: Entry) -> None:
    """Take an answer or an end back, a moment after noon of the first day."""
    at = NOON + 5
    log.append(Entry(f"u{entry.id}", at, DAY, entry.session, entry.library, entry.mode, EntryKind.UNDO, voids=entry.id))
