"""What a learner is told when the review log cannot be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

#: What can always be done.
ELSEWHERE = "or name another file with --db or QUIZGEN_DB"


class LogError(Exception):
    """The review log cannot be used. The text is a whole sentence: what, where, why, and what to do about it."""


def is_damage(error: sqlite3.Error) -> bool:
    """Say whether SQLite found the file itself to be damaged, or to be no database at all."""
    import sqlite3  # noqa: PLC0415  whoever asks has it loaded

    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def told(error: sqlite3.Error, path: Path | None) -> LogError:
    """Return what to tell a learner of an error that SQLite met with the log at `path`; None is one in memory."""
    import sqlite3  # noqa: PLC0415  whoever asks has it loaded

    where = f"The review log {path}" if path else "The review log in memory"
    match getattr(error, "sqlite_errorcode", 0) & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return LogError(
                f"{where} has been in use by another program for too long; close that program and try again."
            )
        case sqlite3.SQLITE_FULL:
            return LogError(f"{where} cannot grow because the disk is full; make room and try again.")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_CANTOPEN:
            return LogError(f"{where} cannot be written ({error}); make the file and its folder writable, {ELSEWHERE}.")
        case _:
            return LogError(f"{where} cannot be used ({error}); try again, {ELSEWHERE}.")


def told_of_file(error: OSError, path: Path) -> LogError:
    """Return what to tell a learner of a file or folder that the system refuses."""
    reason = error.strerror or str(error)
    return LogError(f"The review log {path} cannot be opened ({reason}); make its folder writable, {ELSEWHERE}.")
