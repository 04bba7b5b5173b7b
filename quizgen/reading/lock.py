"""The lock file -> its entries, a line each: SUBJECT ID DIGEST MOMENT."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from quizgen.domain.library import Lock, LockEntry, LockSubject
from quizgen.reading.files import MOST_REPORTED, read_bytes
from quizgen.reading.layout import MAX_LOCK_BYTES
from quizgen.reading.nodes import Reader

if TYPE_CHECKING:
    from pathlib import Path

    from quizgen.domain.problem import Problem

_LINE = re.compile(r"([!-~]+) ([!-~]+) ([0-9a-f]{16,64}) (2\d{3}-\d\d-\d\dT\d\d:\d\d:\d\dZ)")


def read_lock(path: Path, shown: str, problems: list[Problem]) -> Lock:
    """Return the lock at `path`; an absent file is an empty lock. `shown` is the path printed in problems."""
    if not path.exists() and not path.is_symlink():
        return Lock(shown, {})
    reader = Reader(shown)
    data = read_bytes(path, reader, MAX_LOCK_BYTES)
    entries: dict[tuple[LockSubject, str], LockEntry] = {}
    wrong = 0
    for number, written in enumerate((data or b"").decode("utf-8-sig", "replace").split("\n"), 1):
        line = written.removesuffix("\r")
        if not line or line.startswith("#"):
            continue
        entry = _entry(line, number)
        if entry is None:
            message = f"'{line:.60}' is no line of a lock; take the file from version control, or resolve the merge"
        elif (entry.subject, entry.id) in entries:
            message = f"'{entry.subject} {entry.id:.60}' stands here twice; keep the line with the later moment"
        else:
            entries[entry.subject, entry.id] = entry
            continue
        wrong += 1
        if wrong <= MOST_REPORTED:
            reader.problem_at(number, 1, "lock-form", message)
    if wrong > MOST_REPORTED:
        reader.problem_at(number, 1, "lock-form", f"{wrong - MOST_REPORTED} more lines of this file are wrong")
    problems += reader.problems
    return Lock(shown, entries)


def _entry(line: str, number: int) -> LockEntry | None:
    match = _LINE.fullmatch(line)
    if match is None:
        return None
    subject, name, digest, moment = match.groups()
    try:
        return LockEntry(LockSubject(subject), name, digest, int(datetime.fromisoformat(moment).timestamp()), number)
    except ValueError:
        return None
