"""Answers that a clock which was ahead has dated: they do not count until their time comes, and can be taken back."""

from __future__ import annotations

import datetime as dt
from itertools import islice
from typing import TYPE_CHECKING

from quizgen.domain.study import Entry, EntryKind
from quizgen.study.log import new_id
from quizgen.study.rows import to_select
from quizgen.study.schedule import CLOCKS_DIFFER, study_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.study.log import Log

#: So many answers are named.
_NAMED = 3
_AHEAD = f"{to_select(Entry)} FROM standing WHERE library = ? AND at > ? AND kind = 'answer' ORDER BY at, id"


def dated_ahead(log: Log, library: str, now: int) -> Iterator[Entry]:
    """Yield the answers of a library that are dated more than a day after `now`. Raises LogError."""
    return log.store.stream(Entry, _AHEAD, (library, now + CLOCKS_DIFFER))


def ahead_notice(log: Log, library: str, now: int) -> str:
    """Return a sentence on the answers of a library that are dated ahead, or an empty text. Raises LogError."""
    entries = dated_ahead(log, library, now)
    first = list(islice(entries, _NAMED + 1))
    if not first:
        return ""
    if len(first) == 1:
        (entry,) = first
        return (
            f"1 answer is dated {_date(entry)}, after today; it does not count until then. If that was a wrong clock, "
            f"`quizgen log forget {entry.id}` takes the answer back."
        )
    number = len(first) + sum(1 for _ in entries)
    which = " ".join(entry.id for entry in first) if len(first) <= _NAMED else "--ahead"
    return (
        f"{number} answers are dated after today, the first {_date(first[0])}; each does not count until then. Is the "
        f"clock of this computer right? If another was wrong, `quizgen log forget {which}` takes them back."
    )


def forget(log: Log, entry: Entry, now: int) -> None:
    """Take an answer back, as an undo does. Raises LogError."""
    library, mode = entry.library, entry.mode
    log.append(Entry(new_id(now), now, study_day(now), entry.session, library, mode, EntryKind.UNDO, voids=entry.id))


def _date(entry: Entry) -> dt.date:
    return dt.date.fromordinal(entry.day)
