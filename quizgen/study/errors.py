"""What a learner is told when the review log cannot be used."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

#: The end of a sentence: what can always be done.
ELSEWHERE = "or name another file with --db or QUIZGEN_DB"

#: SQLite needs so many bytes beside a log that it opens: memory that processes share, and the head of a journal.
BESIDE = 1 << 16

#: The reason where SQLite's own complaint is no text.
_UNREADABLE = "what it says cannot be read"


class LogError(Exception):
    """The review log cannot be used. The text is a whole sentence: what, where, why, and what to do about it."""


class DamageError(Exception):
    """The file is damaged; the text is what was found."""


def is_damage(error: Exception) -> bool:
    """Say whether the file itself was found to be damaged, or to be no database at all.

    Where SQLite's complaint quotes what is no text, Python fails to read the complaint.
    """
    import sqlite3  # noqa: PLC0415  whoever asks has it loaded

    if isinstance(error, DamageError | UnicodeDecodeError):
        return True
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB} or "Could not decode to UTF-8" in str(error)


def reason_of(error: Exception) -> str:
    """Return why a file counts as damaged, fit for a terminal: a complaint may quote the damage itself."""
    text = " ".join(str(error).split())
    is_plain = text.isascii() and text.isprintable() and len(text) <= 100
    return text if is_plain and "decode" not in text else _UNREADABLE  # then it was Python that failed


def sqlite_error(error: sqlite3.Error, path: Path | None) -> LogError:
    """Return what to tell a learner of an error of SQLite with the log at `path`; None stands for a log in memory."""
    import sqlite3  # noqa: PLC0415  whoever asks has it loaded

    where = f"The review log {path}" if path else "The review log in memory"
    match getattr(error, "sqlite_errorcode", 0) & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return LogError(
                f"{where} has been in use by another program for too long; close that program and try again."
            )
        case sqlite3.SQLITE_FULL:
            return _full(where)
        case sqlite3.SQLITE_IOERR | sqlite3.SQLITE_CANTOPEN if path is not None and _has_no_room(path.parent):
            return _full(where)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_CANTOPEN:
            return LogError(f"{where} cannot be written ({error}); make the file and its folder writable, {ELSEWHERE}.")
        case _:
            return LogError(f"{where} cannot be used ({error}); try again, {ELSEWHERE}.")


def _full(where: str) -> LogError:
    return LogError(f"{where} cannot grow because the disk is full; make room and try again.")


def _has_no_room(folder: Path) -> bool:
    """Say whether the disk is too full for what SQLite makes beside a log that it opens."""
    import shutil  # noqa: PLC0415  only where something is wrong

    try:
        return shutil.disk_usage(folder)[2] < BESIDE
    except OSError:
        return False


def file_error(error: OSError, path: Path) -> LogError:
    """Return what to tell a learner of a file or folder that the system refuses."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return _full(f"The review log {path}")
    reason = error.strerror or str(error)
    return LogError(f"The review log {path} cannot be opened ({reason}); make its folder writable, {ELSEWHERE}.")
