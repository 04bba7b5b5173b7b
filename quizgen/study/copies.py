"""Copies of the log beside it: one a week, and one before its tables are changed.

A copy is written under another name and renamed when it is whole. What quizgen did not make is never overwritten or
removed.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from quizgen.study import schema
from quizgen.study.errors import is_damage
from quizgen.study.soundness import check_damage

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The ends of the names of the files that SQLite keeps beside a database.
SIDE_FILES = ("-wal", "-shm", "-journal")
MAGIC = b"SQLite format 3\0"
#: Where a database names the program that it belongs to.
OWNER = slice(68, 72)
#: A copy is made when the last is so many days old; so many are kept.
_DAYS, _KEPT = 7, 4
#: What a copy that was broken off has left is removed when it is so many seconds old.
_STALE = 3600


def free_path(path: Path, mark: str) -> Path:
    """Return a path beside `path`, with `mark` in its name, where there is no file yet."""
    number, free = 1, path.with_name(f"{path.name}.{mark}")
    while any(free.with_name(free.name + end).exists() for end in (*SIDE_FILES, "")):
        number += 1
        free = path.with_name(f"{path.name}.{mark}-{number}")
    return free


def copy_before_change(connection: sqlite3.Connection, path: Path) -> None:
    """Leave a copy of the log at `path` beside it, unless there is the same already. Raises OSError, sqlite3.Error."""
    import filecmp  # noqa: PLC0415  slow to load, and most commands make no copy

    mark = f"version-{schema.version_of(connection)}"
    aside = _written_aside(connection, path)
    try:
        for earlier in path.parent.glob(f"{_literal(path.name)}.{mark}*"):
            if earlier.is_file() and filecmp.cmp(earlier, aside, shallow=False):
                return
        aside.rename(free_path(path, mark))
    finally:
        aside.unlink(missing_ok=True)


def copy_weekly(connection: sqlite3.Connection, path: Path) -> str:
    """Leave a copy of the log at `path` beside it, where it was written to since the last and that is a week old.

    Returns a sentence for the learner where it cannot be made, or an empty text: that costs no command. Raises
    DamageError, sqlite3.Error where the log is found to be damaged.
    """
    try:
        if _is_time(connection, path):
            _copy_of_today(connection, path)
    except (OSError, sqlite3.Error) as error:
        if is_damage(error):
            raise
        why = getattr(error, "strerror", None) or error
        return f"The weekly copy of the review log {path} could not be made ({why}); the log itself is sound."
    return ""


def _is_time(connection: sqlite3.Connection, path: Path) -> bool:
    copies = dict(_copies(path))
    if copies:
        last = max(copies)
        since = dt.date.fromisoformat(last)
        if _written(path) <= copies[last].stat().st_mtime:
            return False
    else:
        first = connection.execute("SELECT at FROM entries ORDER BY rowid LIMIT 1").fetchone()
        if first is None or not isinstance(first["at"], int):
            return False
        since = dt.date.fromordinal(max(1, 719_163 + first["at"] // 86_400_000))
    return (_today() - since).days >= _DAYS


def _copy_of_today(connection: sqlite3.Connection, path: Path) -> None:
    aside = _written_aside(connection, path)
    try:
        aside.replace(path.with_name(f"{path.name}.backup-{_today()}"))
    finally:
        aside.unlink(missing_ok=True)
    for _, old in sorted(_copies(path), reverse=True)[_KEPT:]:
        old.unlink()


def _copies(path: Path) -> Iterator[tuple[str, Path]]:
    """Yield the weekly copies with their dates, but for those that a clock that was ahead has dated."""
    name = re.compile(re.escape(path.name) + r"\.backup-(\d{4}-\d\d-\d\d)")
    for copy in path.parent.iterdir():
        match = name.fullmatch(copy.name)
        if match and "0001" <= match[1] <= str(_today()) and _is_ours(copy):
            yield match[1], copy


def _is_ours(copy: Path) -> bool:
    """Say whether a file is a log of ours, and its name has a date that exists."""
    with suppress(OSError, ValueError):
        dt.date.fromisoformat(copy.name[-10:])
        if copy.is_file() and not copy.is_symlink():
            with copy.open("rb") as file:
                start = file.read(OWNER.stop)
            return start.startswith(MAGIC) and start[OWNER] == schema.APPLICATION.to_bytes(4, "big")
    return False


def _written(path: Path) -> float:
    """Return when the log was last written to, in seconds since 1970."""
    files = (path.with_name(path.name + end) for end in ("", "-wal"))
    return max((file.stat().st_mtime for file in files if file.exists() and file.stat().st_size), default=0.0)


def _written_aside(connection: sqlite3.Connection, path: Path) -> Path:
    """Write the whole log to a file with a name of its own, which only its owner can read. Raises OSError."""
    import tempfile  # noqa: PLC0415  slow to load, and most commands make no copy

    prefix, end = f".{path.name}.", ".part"
    for stale in path.parent.glob(f"{_literal(prefix)}*{end}"):
        with suppress(OSError):
            if stale.stat().st_mtime < dt.datetime.now(dt.UTC).timestamp() - _STALE:
                stale.unlink()
    descriptor, name = tempfile.mkstemp(end, prefix, path.parent)
    try:
        with closing(sqlite3.connect(name)) as copy:
            connection.backup(copy)
            check_damage(copy)
        os.fsync(descriptor)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    finally:
        os.close(descriptor)
    return Path(name)


def _literal(name: str) -> str:
    """Return a pattern that stands for this name alone."""
    return re.sub(r"([*?\[])", r"[\1]", name)


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()
